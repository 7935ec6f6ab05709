// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/jsontreemodel.h"

#include "base/bytes.h"
#include "models/figuretext.h"

#include <algorithm>

namespace topicscope::app {

namespace {

using jsonscan::Value;

constexpr int defaultDepth = 3; // levels that are open at first...
constexpr std::size_t defaultRows = 200; // ...as long as that stays readable

std::string_view slice(std::string_view text, std::size_t begin, std::size_t end)
{
    return text.substr(std::min(begin, text.size()), end - begin);
}

QString stringText(std::string_view quoted)
{
    return quoted.find('\\') == std::string_view::npos ? base::textOf(slice(quoted, 1, std::max<std::size_t>(1, quoted.size() - 1)))
                                                      : QString::fromStdString(jsonscan::unescaped(quoted));
}

//! The beginning of what stands between the quotes, cut neither inside a character nor inside an escape.
std::string_view shownPart(std::string_view inner)
{
    if (inner.size() <= maxShownBytes)
        return inner;
    std::size_t end = 0;
    for (std::size_t at = 0; at < maxShownBytes;) {
        const bool escape = inner[at] == '\\';
        const bool unicode = escape && inner.substr(at).size() > 5 && inner[at + 1] == 'u';
        // The first half of a pair of surrogates stays with the second.
        const bool high = unicode && (inner[at + 2] == 'd' || inner[at + 2] == 'D') && std::string_view("89abAB").find(inner[at + 3]) != std::string_view::npos;
        const bool pair = high && inner.substr(at + 6, 2) == "\\u";
        at += pair ? 12 : unicode ? 6 : escape ? 2 : 1;
        if (at <= maxShownBytes)
            end = at;
    }
    return cutAtCharacter(inner, end);
}

//! A string for its line: with its quotes, its escapes resolved, and cut when it is long.
QString shownString(std::string_view quoted)
{
    const std::string_view inner = slice(quoted, 1, std::max<std::size_t>(1, quoted.size() - 1));
    const std::string_view part = shownPart(inner);
    QString text = stringText('"' + std::string(part) + '"');
    // One line stays one line: control characters are shown as their symbols.
    for (QChar &c : text) {
        if (c.unicode() < 0x20)
            c = QChar(0x2400 + c.unicode());
    }
    text = QLatin1Char('"') + text + QLatin1Char('"');
    return part.size() < inner.size() ? text + cutMark(inner.size()) : text;
}

bool isContainer(const Value &value)
{
    return value.kind == jsonscan::Kind::Object || value.kind == jsonscan::Kind::Array;
}

bool hasKey(const Value &value)
{
    return value.keyEnd > value.keyBegin;
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

std::size_t beginWithKey(const Value &value)
{
    return hasKey(value) ? value.keyBegin : value.begin;
}

} // namespace

JsonTreeModel::JsonTreeModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void JsonTreeModel::setJson(std::string_view json, QByteArray owner)
{
    m_owner = std::move(owner);
    m_text = json;
    rebuild(defaultDepth, defaultRows);
    setExpandLimited(false);
    findMatches();
}

std::vector<JsonTreeModel::Row> JsonTreeModel::topRows() const
{
    const Value whole = jsonscan::root(m_text);
    if (whole.end == whole.begin)
        return {};
    Row root{.value = whole, .container = {}, .depth = -1};
    // The lines begin inside the outermost object; a single value or an empty container is a line of its own.
    if (isContainer(whole) && childCount(root) > 0)
        return rowsInside(root);
    root.depth = 0;
    return {root};
}

std::vector<JsonTreeModel::Row> JsonTreeModel::rowsInside(const Row &row) const
{
    const bool group = row.groupCount > 0;
    const Value &container = group ? row.container : row.value;
    const std::vector<Value> values = jsonscan::children(m_text, container);
    const std::size_t from = group ? std::min(row.index, values.size()) : 0;
    const std::size_t to = group ? std::min(row.index + row.groupCount, values.size()) : values.size();
    const bool inArray = container.kind == jsonscan::Kind::Array;

    std::vector<Row> rows;
    if (!group && values.size() > groupSize) {
        const std::size_t step = groupStep(values.size());
        for (std::size_t i = 0; i < values.size(); i += step) {
            const std::size_t last = std::min(i + step, values.size()) - 1;
            Value extent{.begin = beginWithKey(values[i]), .end = values[last].end};
            rows.push_back({.value = extent, .index = i, .groupCount = last - i + 1, .container = container, .depth = row.depth + 1, .inArray = inArray});
        }
        return rows;
    }
    rows.reserve(to - from);
    for (std::size_t i = from; i < to; ++i)
        rows.push_back({.value = values[i], .index = i, .container = {}, .depth = row.depth + 1, .inArray = inArray});
    return rows;
}

std::size_t JsonTreeModel::childCount(const Row &row) const
{
    if (row.groupCount > 0)
        return row.groupCount;
    if (row.childCount < 0)
        row.childCount = static_cast<qint64>(jsonscan::childCount(m_text, row.value));
    return static_cast<std::size_t>(row.childCount);
}

bool JsonTreeModel::isExpandable(const Row &row) const
{
    return row.groupCount > 0 || (isContainer(row.value) && childCount(row) > 0);
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
    const auto last = std::find_if(first, m_rows.end(), [depth = line.depth](const Row &other) { return other.depth <= depth; });
    beginRemoveRows({}, row + 1, row + static_cast<int>(std::distance(first, last)));
    m_rows.erase(first, last);
    endRemoveRows();
    Q_EMIT dataChanged(index(row), index(row), {ExpandedRole});
}

int JsonTreeModel::parentRow(int row) const
{
    if (row < 0 || row >= rowCount())
        return -1;
    const int depth = m_rows[static_cast<std::size_t>(row)].depth;
    while (--row >= 0 && m_rows[static_cast<std::size_t>(row)].depth >= depth) { }
    return row;
}

void JsonTreeModel::setSearch(const QString &text)
{
    if (m_search == text)
        return;
    m_search = text;
    findMatches();
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {MatchRole});
}

void JsonTreeModel::findMatches()
{
    m_matches.clear();
    m_matchIndex = -1;
    if (!m_search.isEmpty()) {
        // Depth first with a stack of our own: the order of the text, and no recursion on foreign data.
        std::vector<Value> open{jsonscan::root(m_text)};
        while (!open.empty() && m_matches.size() < maxMatches) {
            const Value value = open.back();
            open.pop_back();
            const bool inKey = hasKey(value) && stringText(slice(m_text, value.keyBegin, value.keyEnd)).contains(m_search, Qt::CaseInsensitive);
            const std::string_view raw = slice(m_text, value.begin, value.end);
            const bool inValue = !inKey && !isContainer(value)
                && (value.kind == jsonscan::Kind::String ? stringText(raw) : base::textOf(raw)).contains(m_search, Qt::CaseInsensitive);
            if (inKey || inValue)
                m_matches.push_back(beginWithKey(value));
            const std::vector<Value> inside = jsonscan::children(m_text, value);
            open.insert(open.end(), inside.rbegin(), inside.rend());
        }
    }
    Q_EMIT searchChanged();
    Q_EMIT matchIndexChanged();
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
        const auto after = std::find_if(from, m_rows.end(), [offset](const Row &line) { return beginWithKey(line.value) > offset; });
        if (after == m_rows.begin())
            return -1;
        row = static_cast<int>(std::distance(m_rows.begin(), after)) - 1;
        const Row &line = m_rows[static_cast<std::size_t>(row)];
        const bool itself = line.groupCount == 0 && beginWithKey(line.value) == offset;
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

QString JsonTreeModel::path(int row) const
{
    QString path;
    for (int at = row; at >= 0 && at < rowCount(); at = parentRow(at)) {
        const Row &line = m_rows[static_cast<std::size_t>(at)];
        if (line.groupCount > 0)
            continue;
        const bool inner = line.depth > 0;
        path.prepend(line.inArray ? keyText(line) : (inner ? QStringLiteral(".") : QString()) + keyText(line));
    }
    return path;
}

QString JsonTreeModel::keyText(const Row &row) const
{
    if (row.groupCount > 0)
        return QStringLiteral("[%1 \u2026 %2]").arg(row.index).arg(row.index + row.groupCount - 1);
    if (hasKey(row.value))
        return stringText(slice(m_text, row.value.keyBegin, row.value.keyEnd));
    return row.inArray ? QStringLiteral("[%1]").arg(row.index) : QString();
}

QString JsonTreeModel::shownKey(const Row &row) const
{
    if (row.groupCount > 0 || row.value.keyEnd - row.value.keyBegin <= maxShownBytes)
        return keyText(row);
    const std::string_view quoted = slice(m_text, row.value.keyBegin, row.value.keyEnd);
    return stringText('"' + std::string(shownPart(quoted.substr(1, quoted.size() - 2))) + '"') + cutMark(quoted.size() - 2);
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
    case jsonscan::Kind::Number:
    case jsonscan::Kind::Literal:
        return shownText(raw);
    }
    Q_UNREACHABLE();
}

bool JsonTreeModel::isMatch(const Row &row) const
{
    return !m_search.isEmpty() && row.groupCount == 0 && std::binary_search(m_matches.begin(), m_matches.end(), beginWithKey(row.value));
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
        return shownKey(row);
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
    return {{DepthRole, "depth"}, {KeyRole, "key"}, {ValueRole, "value"}, {KindRole, "kind"}, {ExpandableRole, "expandable"}, {ExpandedRole, "expanded"}, {MatchRole, "match"}};
}

} // namespace topicscope::app
