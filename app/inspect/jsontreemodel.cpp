// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inspect/jsontreemodel.h"

#include "base/bytes.h"
#include "base/visibletext.h"
#include "common/figuretext.h"
#include "inspect/jsonlinetext.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace topicscope::app {

namespace {

using jsonscan::Value;

constexpr int defaultDepth = 3; // levels that are open at first...
constexpr std::size_t defaultRows = 200; // ...as long as that stays readable

std::string_view slice(std::string_view text, std::size_t begin, std::size_t end)
{
    return text.substr(std::min(begin, text.size()), end - begin);
}

// Values in one group when there are \a count: never more groups than a group may have values.
std::size_t groupStep(std::size_t count)
{
    return std::max(JsonTreeModel::groupSize, (count + JsonTreeModel::groupSize - 1) / JsonTreeModel::groupSize);
}

std::size_t linesFor(std::size_t count)
{
    return count > JsonTreeModel::groupSize ? (count + groupStep(count) - 1) / groupStep(count) : count;
}

QString valuesText(std::size_t count)
{
    return count == 1 ? JsonTreeModel::tr("1 value") : JsonTreeModel::tr("%1 values").arg(countText(count));
}

QString keysText(std::size_t count)
{
    return count == 1 ? JsonTreeModel::tr("1 key") : JsonTreeModel::tr("%1 keys").arg(countText(count));
}

} // namespace

JsonTreeModel::JsonTreeModel(QObject *parent) : QAbstractListModel(parent) {}

void JsonTreeModel::setJson(std::string_view json, QByteArray owner)
{
    Q_EMIT textAboutToChange();
    m_searchJob.cancel();
    m_outlineJob.cancel();
    m_owner = std::move(owner);
    m_text = json;
    if (json.size() <= smallText) {
        showOutline(JsonOutline(json, false));
        return;
    }
    m_outlineJob.start(
        [json, keptAlive = m_owner](const std::atomic<bool> &dropped) { return JsonOutline(json, dropped); },
        [this](JsonOutline outline) { showOutline(std::move(outline)); });
    showOutline({}); // nothing until then
}

void JsonTreeModel::showOutline(JsonOutline outline)
{
    m_outline = std::move(outline);
    rebuild(defaultDepth, defaultRows);
    setExpandLimited(false);
    Q_EMIT readingChanged();
    findMatches();
}

std::vector<JsonTreeModel::Row> JsonTreeModel::topRows() const
{
    const Value whole = m_outline.root();
    if (whole.end == whole.begin)
        return {};
    Row root{.value = whole, .container = {}, .depth = -1};
    // The lines begin inside the outermost object; a single value or an empty container is a line of its own.
    if (whole.isContainer() && childCount(root) > 0)
        return rowsInside(root);
    root.depth = 0;
    return {root};
}

std::vector<JsonTreeModel::Row> JsonTreeModel::rowsInside(const Row &row) const
{
    const bool group = row.groupCount > 0;
    const Value &container = group ? row.container : row.value;
    const std::size_t count = childCount(row);
    const bool inArray = container.kind == jsonscan::Kind::Array;
    std::vector<Row> rows;
    if (!group && count > groupSize) {
        const std::size_t step = groupStep(count);
        for (std::size_t i = 0; i < count; i += step) {
            const std::size_t last = std::min(i + step, count) - 1;
            const std::vector<Value> from = m_outline.children(container, i, 1);
            const std::vector<Value> to = m_outline.children(container, last, 1);
            if (from.empty() || to.empty())
                break;
            rows.push_back({.value = {.begin = from.front().place(), .end = to.front().end},
                            .index = i,
                            .groupCount = last - i + 1,
                            .container = container,
                            .depth = row.depth + 1,
                            .inArray = inArray});
        }
        return rows;
    }
    rows.reserve(count);
    for (const Value &value : m_outline.children(container, group ? row.index : 0, count)) {
        const std::size_t index = (group ? row.index : 0) + rows.size();
        rows.push_back({.value = value, .index = index, .container = {}, .depth = row.depth + 1, .inArray = inArray});
    }
    return rows;
}

std::size_t JsonTreeModel::childCount(const Row &row) const
{
    if (row.groupCount > 0)
        return row.groupCount;
    if (row.childCount < 0)
        row.childCount = static_cast<qint64>(m_outline.childCount(row.value));
    return static_cast<std::size_t>(row.childCount);
}

bool JsonTreeModel::isExpandable(const Row &row) const
{
    return row.groupCount > 0 || (row.value.isContainer() && childCount(row) > 0);
}

void JsonTreeModel::appendExpanded(std::vector<Row> &out, Row row, int maxDepth, std::size_t maxRows)
{
    const bool open = row.depth + 1 < maxDepth && isExpandable(row);
    // A level opens whole or not at all, so that a closed line always says the truth.
    const std::size_t adds = open ? (row.groupCount == 0 ? linesFor(childCount(row)) : row.groupCount) : 0;
    row.expanded = open && out.size() + adds < maxRows;
    if (open && !row.expanded)
        m_expandLimited = true;
    out.push_back(row);
    if (!row.expanded)
        return;
    for (Row &child : rowsInside(row))
        appendExpanded(out, std::move(child), maxDepth, maxRows);
}

void JsonTreeModel::rebuild(int maxDepth, std::size_t maxRows)
{
    beginResetModel();
    m_rows.clear();
    for (Row &row : topRows())
        appendExpanded(m_rows, std::move(row), maxDepth, maxRows);
    endResetModel();
}

void JsonTreeModel::expandAll()
{
    m_expandLimited = false;
    rebuild(std::numeric_limits<int>::max(), maxExpandedRows);
    Q_EMIT expandLimitedChanged();
}

void JsonTreeModel::collapseAll()
{
    rebuild(0, 0);
    setExpandLimited(false);
}

void JsonTreeModel::setExpandLimited(bool limited)
{
    m_expandLimited = limited;
    Q_EMIT expandLimitedChanged();
}

void JsonTreeModel::toggle(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    if (m_rows[static_cast<std::size_t>(row)].expanded)
        collapse(row);
    else
        expand(row);
}

void JsonTreeModel::expand(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    Row &line = m_rows[static_cast<std::size_t>(row)];
    if (line.expanded || !isExpandable(line))
        return;
    const std::vector<Row> inside = rowsInside(line);
    if (inside.empty())
        return;
    line.expanded = true;
    beginInsertRows({}, row + 1, row + static_cast<int>(inside.size()));
    m_rows.insert(m_rows.begin() + row + 1, inside.begin(), inside.end());
    endInsertRows();
    Q_EMIT dataChanged(index(row), index(row), {ExpandedRole});
}

void JsonTreeModel::collapse(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    Row &line = m_rows[static_cast<std::size_t>(row)];
    if (!line.expanded)
        return;
    line.expanded = false;
    const auto first = m_rows.begin() + row + 1;
    const auto last = std::find_if(first, m_rows.end(),
                                   [depth = line.depth](const Row &other) { return other.depth <= depth; });
    beginRemoveRows({}, row + 1, row + static_cast<int>(std::distance(first, last)));
    m_rows.erase(first, last);
    endRemoveRows();
    Q_EMIT dataChanged(index(row), index(row), {ExpandedRole});
}

double JsonTreeModel::place(int row) const
{
    return row < 0 || row >= rowCount() ? -1.0
                                        : static_cast<double>(m_rows[static_cast<std::size_t>(row)].value.place());
}

int JsonTreeModel::rowOfPlace(double place) const
{
    const auto after = std::upper_bound(m_rows.begin(), m_rows.end(), place, [](double wanted, const Row &line) {
        return wanted < static_cast<double>(line.value.place());
    });
    return static_cast<int>(std::distance(m_rows.begin(), after)) - 1;
}

int JsonTreeModel::parentRow(int row) const
{
    if (row < 0 || row >= rowCount())
        return -1;
    const int depth = m_rows[static_cast<std::size_t>(row)].depth;
    while (--row >= 0 && m_rows[static_cast<std::size_t>(row)].depth >= depth) {
    }
    return row;
}

void JsonTreeModel::setSearch(const QString &text)
{
    if (m_search == text)
        return;
    m_search = text;
    findMatches();
}

void JsonTreeModel::findMatches()
{
    m_searchJob.cancel();
    const auto find = [text = m_text, keptAlive = m_owner, needle = TextNeedle(m_search)](
                          const std::atomic<bool> &dropped) { return findInJson(text, needle, maxMatches, dropped); };
    const bool now = m_search.isEmpty() || m_text.size() <= smallText;
    if (now || isReading()) { // where the text is not read yet, this comes again when it is
        takeMatches(now ? find(false) : std::vector<std::size_t>());
        return;
    }
    m_searchJob.start(find, [this](std::vector<std::size_t> matches) { takeMatches(std::move(matches)); });
    takeMatches({});
}

void JsonTreeModel::takeMatches(std::vector<std::size_t> matches)
{
    m_matches = std::move(matches);
    m_matchIndex = -1;
    Q_EMIT searchChanged();
    Q_EMIT matchIndexChanged();
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {MatchRole});
}

int JsonTreeModel::stepMatch(int step)
{
    const int count = matchCount();
    if (count == 0)
        return -1;
    m_matchIndex = m_matchIndex < 0 ? (step < 0 ? count - 1 : 0) : ((m_matchIndex + step) % count + count) % count;
    Q_EMIT matchIndexChanged();
    return reveal(m_matches[static_cast<std::size_t>(m_matchIndex)]);
}

int JsonTreeModel::reveal(std::size_t offset)
{
    int row = -1;
    // Each round opens one more level around the offset.
    for (;;) {
        const auto from = m_rows.begin() + std::max(row, 0);
        const auto after = std::find_if(from, m_rows.end(),
                                        [offset](const Row &line) { return line.value.place() > offset; });
        if (after == m_rows.begin())
            return -1;
        row = static_cast<int>(std::distance(m_rows.begin(), after)) - 1;
        const Row &line = m_rows[static_cast<std::size_t>(row)];
        const bool itself = line.groupCount == 0 && line.value.place() == offset;
        if (itself || line.expanded || !isExpandable(line))
            return row;
        expand(row);
    }
}

QString JsonTreeModel::rawValue(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const Value &value = m_rows[static_cast<std::size_t>(row)].value;
    return base::textOf(slice(m_text, value.begin, value.end));
}

QString JsonTreeModel::rawKey(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const Value &value = m_rows[static_cast<std::size_t>(row)].value;
    return value.hasKey() ? base::textOfWtf8(unquoted(slice(m_text, value.keyBegin, value.keyEnd))) : QString();
}

QString JsonTreeModel::path(int row) const
{
    QStringList steps;
    for (int at = row; at >= 0 && at < rowCount(); at = parentRow(at)) {
        const Row &line = m_rows[static_cast<std::size_t>(at)];
        if (line.groupCount == 0)
            steps.prepend(pathStep(line, line.depth == 0));
    }
    return steps.join(QString());
}

QString JsonTreeModel::pathStep(const Row &row, bool first) const
{
    if (!row.value.hasKey())
        return keyText(row);
    const std::string_view quoted = slice(m_text, row.value.keyBegin, row.value.keyEnd);
    const QString key = base::textOfWtf8(unquoted(quoted));
    if (isWord(key))
        return first ? key : QLatin1Char('.') + key;
    return QLatin1Char('[') + base::textOf(quoted) + QLatin1Char(']');
}

QString JsonTreeModel::keyText(const Row &row) const
{
    if (row.groupCount > 0)
        return QStringLiteral("[%1 \u2026 %2]").arg(row.index).arg(row.index + row.groupCount - 1);
    if (row.value.hasKey())
        return shownKey(slice(m_text, row.value.keyBegin, row.value.keyEnd));
    return row.inArray ? QStringLiteral("[%1]").arg(row.index) : QString();
}

QString JsonTreeModel::valueText(const Row &row) const
{
    const std::string_view raw = slice(m_text, row.value.begin, row.value.end);
    if (row.groupCount > 0)
        return valuesText(row.groupCount);
    switch (row.value.kind) {
    case jsonscan::Kind::Object:
        return childCount(row) == 0 ? QStringLiteral("{}") : QStringLiteral("{ %1 }").arg(keysText(childCount(row)));
    case jsonscan::Kind::Array:
        return childCount(row) == 0 ? QStringLiteral("[]") : QStringLiteral("[ %1 ]").arg(valuesText(childCount(row)));
    case jsonscan::Kind::String:
        return shownString(raw);
    case jsonscan::Kind::Bytes:
        return shownBytes(raw);
    case jsonscan::Kind::Tagged:
        return base::textOf(slice(m_text, row.value.begin, jsonscan::tagHead(m_text, row.value.begin)))
               + QStringLiteral("\u2026)");
    case jsonscan::Kind::Number:
    case jsonscan::Kind::Literal:
        return shownText(raw);
    }
    Q_UNREACHABLE();
}

bool JsonTreeModel::isMatch(const Row &row) const
{
    return !m_search.isEmpty() && row.groupCount == 0
           && std::binary_search(m_matches.begin(), m_matches.end(), row.value.place());
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case DepthRole:
        return row.depth;
    case Qt::DisplayRole:
    case KeyRole:
        return keyText(row);
    case ValueRole:
        return valueText(row);
    case KindRole:
        return static_cast<int>(row.groupCount > 0 ? Kind::Group : static_cast<Kind>(row.value.kind));
    case ExpandableRole:
        return isExpandable(row);
    case ExpandedRole:
        return row.expanded;
    case MatchRole:
        return isMatch(row);
    default:
        return {};
    }
}

QHash<int, QByteArray> JsonTreeModel::roleNames() const
{
    return {{DepthRole, "depth"},           {KeyRole, "key"},           {ValueRole, "value"}, {KindRole, "kind"},
            {ExpandableRole, "expandable"}, {ExpandedRole, "expanded"}, {MatchRole, "match"}};
}

} // namespace topicscope::app
