// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inspect/rawlines.h"

#include "base/visibletext.h"
#include "payload/jsonscan.h"

#include <algorithm>
#include <iterator>

namespace topicscope::app {

namespace jsonscan = payload::jsonscan;

namespace {

constexpr int indent = 2;
constexpr std::size_t bytesApart = 256 * 1024; // of marks, where lines are sparse

bool isPlain(char c)
{
    return c >= 0x20 && c < 0x7f;
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isOpener(char c)
{
    return c == '{' || c == '[';
}

bool isCloser(char c)
{
    return c == '}' || c == ']';
}

bool isRightToLeft(QChar c)
{
    return c.direction() == QChar::DirR || c.direction() == QChar::DirAL;
}

//! A space with a word from right to left behind it.
bool joinsWords(const QString &text, qsizetype at)
{
    const auto next = std::find_if_not(text.cbegin() + at, text.cend(), [](QChar c) { return c == u' '; });
    return text.at(at) == u' ' && next != text.cend() && isRightToLeft(*next);
}

//! Words from right to left read as they should, and what is around them stays where it was received.
void isolateWords(RawLines::Shown &shown)
{
    if (std::none_of(shown.text.cbegin(), shown.text.cend(), isRightToLeft))
        return;
    RawLines::Shown isolated;
    const auto add = [&isolated](QChar c, std::size_t offset) {
        isolated.text += c;
        isolated.offsets.push_back(offset);
    };
    auto mark = shown.marks.cbegin();
    bool inside = false;
    for (int i = 0; i < shown.text.size(); ++i) {
        const QChar c = shown.text.at(i);
        const std::size_t offset = shown.offsets[static_cast<std::size_t>(i)];
        const bool belongs = isRightToLeft(c)
                             || (inside && (c.direction() == QChar::DirNSM || joinsWords(shown.text, i)));
        if (belongs != inside)
            add(QChar(belongs ? 0x2068 : 0x2069), offset);
        inside = belongs;
        if (mark != shown.marks.cend() && mark->first == i) {
            isolated.marks.emplace_back(static_cast<int>(isolated.text.size()), mark->second);
            ++mark;
        }
        add(c, offset);
    }
    if (inside)
        add(QChar(0x2069), shown.line.end);
    isolated.line = shown.line;
    shown = std::move(isolated);
}

//! What a line is shown as; nothing, where lines are only counted.
struct Ignore {
    void operator()(const base::VisibleWalker &) const {}
    void plain(char, std::size_t) const {}
};

struct Append {
    RawLines::Shown &shown;

    void operator()(const base::VisibleWalker &walker) const
    {
        const int begin = static_cast<int>(shown.text.size());
        walker.appendTo(shown.text);
        if (walker.isMark())
            shown.marks.emplace_back(begin, static_cast<int>(shown.text.size()) - begin);
        shown.offsets.resize(static_cast<std::size_t>(shown.text.size()), walker.begin());
    }
    void plain(char c, std::size_t offset) const
    {
        shown.text += QLatin1Char(c);
        shown.offsets.push_back(offset);
    }
};

} // namespace

void RawLines::reset(std::string_view bytes, Layout layout, int columns)
{
    m_bytes = bytes;
    m_layout = layout;
    m_columns = std::max(16, columns);
    m_at = {};
    if (layout == Layout::Formatted)
        m_at.offset = jsonscan::skipSpace(bytes, 0);
    m_marks.clear();
    m_count = 0;
    m_complete = false;
}

bool RawLines::build(std::size_t bytes)
{
    const std::size_t limit = m_at.offset + bytes;
    while (!m_complete && m_at.offset <= limit) {
        if (m_marks.empty() || m_count - m_marks.back().row >= linesApart
            || m_at.offset - m_marks.back().start.offset >= bytesApart)
            m_marks.push_back({m_count, m_at});
        Start next;
        m_complete = step(m_at, next, Ignore()).last;
        m_at = next;
        ++m_count;
    }
    return !m_complete;
}

double RawLines::progress() const
{
    return m_complete || m_bytes.empty() ? 1.0 : static_cast<double>(m_at.offset) / static_cast<double>(m_bytes.size());
}

RawLines::Start RawLines::startOf(qint64 row) const
{
    if (m_marks.empty())
        return {};
    row = std::clamp<qint64>(row, 0, m_count - 1);
    const auto mark = std::prev(std::upper_bound(m_marks.begin(), m_marks.end(), row,
                                                 [](qint64 wanted, const Mark &at) { return wanted < at.row; }));
    Start at = mark->start;
    for (qint64 i = mark->row; i < row; ++i) {
        Start next;
        step(at, next, Ignore());
        at = next;
    }
    return at;
}

qint64 RawLines::rowOf(std::size_t offset) const
{
    if (m_marks.empty())
        return 0;
    auto mark = std::upper_bound(m_marks.begin(), m_marks.end(), offset,
                                 [](std::size_t wanted, const Mark &at) { return wanted < at.start.offset; });
    mark = mark == m_marks.begin() ? mark : std::prev(mark);
    Start at = mark->start;
    qint64 row = mark->row;
    while (row + 1 < m_count) {
        Start next;
        if (step(at, next, Ignore()).last || next.offset > offset)
            break;
        at = next;
        ++row;
    }
    return row;
}

RawLines::Shown RawLines::show(const Start &start, Start *next) const
{
    Shown shown;
    Start after;
    shown.line = step(start, after, Append{shown});
    isolateWords(shown);
    shown.offsets.push_back(shown.line.end);
    if (next)
        *next = after;
    return shown;
}

int RawLines::indentOf(int depth) const
{
    return std::min(depth * indent, m_columns / 2);
}

template<typename Take>
RawLines::Line RawLines::step(const Start &start, Start &next, Take take) const
{
    Line line = m_layout == Layout::Formatted ? stepFormatted(start, next, take)
                : m_layout == Layout::Hex     ? stepHex(start, next, take)
                                              : stepAsReceived(start, next, take);
    line.start = start;
    line.next = next.offset;
    return line;
}

template<typename Take>
RawLines::Line RawLines::stepAsReceived(const Start &start, Start &next, Take take) const
{
    Line line{.start = {}, .end = start.offset, .next = 0, .last = false};
    next = {.number = start.number, .goesOn = true};
    int columns = 0;
    for (; line.end < m_bytes.size() && columns < m_columns && isPlain(m_bytes[line.end]); ++columns) {
        take.plain(m_bytes[line.end], line.end);
        ++line.end;
    }
    // From the letter before, which a combining mark may belong to.
    base::VisibleWalker walker(m_bytes, line.end > start.offset ? line.end - 1 : line.end);
    if (line.end > start.offset)
        walker.next();
    while (walker.next()) {
        if (m_bytes[walker.begin()] == '\n') {
            next = {.offset = walker.end(), .number = start.number + 1};
            return line;
        }
        if (columns > 0 && columns + walker.columns() > m_columns)
            break;
        columns += walker.columns();
        take(walker);
        line.end = walker.end();
    }
    next.offset = line.end;
    line.last = line.end >= m_bytes.size();
    return line;
}

// "00000010  00 ff 41 ...  ..A"
template<typename Take>
RawLines::Line RawLines::stepHex(const Start &start, Start &next, Take take) const
{
    constexpr std::string_view digits = "0123456789abcdef";
    const std::size_t inRow = m_columns >= 76 ? 16 : m_columns >= 44 ? 8 : 4;
    const std::size_t end = std::min(start.offset + inRow, m_bytes.size());
    for (int shift = 28; shift >= 0; shift -= 4)
        take.plain(digits[(start.offset >> shift) & 0xf], start.offset);
    take.plain(' ', start.offset);
    for (std::size_t at = start.offset; at < start.offset + inRow; ++at) {
        const auto byte = at < end ? static_cast<unsigned char>(m_bytes[at]) : 0;
        const std::size_t place = std::min(at, end);
        take.plain(' ', place);
        take.plain(at < end ? digits[byte >> 4] : ' ', place);
        take.plain(at < end ? digits[byte & 0xf] : ' ', place);
    }
    take.plain(' ', end);
    take.plain(' ', end);
    for (std::size_t at = start.offset; at < end; ++at)
        take.plain(isPlain(m_bytes[at]) ? m_bytes[at] : '.', end);
    next = {.offset = end, .number = start.number + 1};
    return {.start = {}, .end = end, .next = 0, .last = end >= m_bytes.size()};
}

// One member or element a line, as a reader of the text would indent it. Anything that is no JSON goes through as it
// is.
template<typename Take>
RawLines::Line RawLines::stepFormatted(const Start &start, Start &next, Take take) const
{
    Line line{.start = {}, .end = start.offset, .next = 0, .last = false};
    next = start;
    next.goesOn = false;
    bool full = false;
    const bool closes = !start.inString && start.offset < m_bytes.size() && isCloser(m_bytes[start.offset]);
    int columns = indentOf(std::max(0, start.depth - (closes ? 1 : 0)));
    for (int i = 0; i < columns; ++i)
        take.plain(' ', start.offset);

    base::VisibleWalker walker(m_bytes, start.offset);
    while (!full && walker.next()) {
        const char c = m_bytes[walker.begin()];
        if (!next.inString && isSpace(c))
            continue;
        const bool breaksBefore = !next.inString && isCloser(c) && walker.begin() != start.offset;
        full = line.end > start.offset && columns + walker.columns() > m_columns && !breaksBefore;
        if (breaksBefore || full) {
            next.offset = walker.begin();
            break;
        }
        columns += walker.columns();
        take(walker);
        line.end = walker.end();
        next.offset = line.end;
        if (next.inString) {
            next.inString = c != '"' || next.escaped;
            next.escaped = c == '\\' && !next.escaped;
            continue;
        }
        next.inString = c == '"';
        if (c == ':') {
            take.plain(' ', line.end);
            ++columns;
        } else if (isOpener(c)) {
            const std::size_t inside = jsonscan::skipSpace(m_bytes, line.end);
            if (inside < m_bytes.size() && isCloser(m_bytes[inside])) {
                take.plain(m_bytes[inside], inside);
                ++columns;
                line.end = inside + 1;
                walker = base::VisibleWalker(m_bytes, line.end);
                next.offset = line.end;
                continue;
            }
            ++next.depth;
            break;
        } else if (isCloser(c)) {
            next.depth = std::max(0, next.depth - 1);
        } else if (c == ',') {
            break;
        }
    }
    if (!next.inString)
        next.offset = jsonscan::skipSpace(m_bytes, next.offset);
    next.goesOn = full;
    next.number = full ? start.number : start.number + 1;
    line.last = next.offset >= m_bytes.size();
    return line;
}

} // namespace topicscope::app
