// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inspect/jsonoutline.h"

#include <algorithm>
#include <iterator>

namespace topicscope::app {

namespace {

using jsonscan::Value;

constexpr std::size_t tokensBetweenLooks = 4096; // at the flag that ends a pass

//! The tokens of a text, one after the other, with what is known of each from those before it.
class Tokens
{
public:
    explicit Tokens(std::string_view text) : m_text(text) {}

    bool next()
    {
        m_at = jsonscan::skipSpace(m_text, m_end);
        if (m_at >= m_text.size())
            return false;
        const char c = m_text[m_at];
        const bool separator = c == ',' || c == ':';
        const std::size_t inside = c == '{' || c == '[' ? m_at + 1 : jsonscan::tagHead(m_text, m_at);
        m_closes = c == '}' || c == ']' || c == ')';
        m_opens = inside > 0;
        m_first = m_fresh && !separator && !m_closes;
        m_end = separator || m_closes ? m_at + 1 : m_opens ? inside : jsonscan::valueAt(m_text, m_at).end;
        m_end = std::max(m_end, m_at + 1);
        m_fresh = c == ',' || m_opens;
        return true;
    }

    [[nodiscard]] char kind() const { return m_text[m_at]; }
    //! Whether it is the beginning or the end of a value that holds others.
    [[nodiscard]] bool opens() const { return m_opens; }
    [[nodiscard]] bool closes() const { return m_closes; }
    [[nodiscard]] std::size_t begin() const { return m_at; }
    [[nodiscard]] std::size_t end() const { return m_end; }
    //! Whether a member or an element begins here: of an object, its key.
    [[nodiscard]] bool beginsChild() const { return m_first; }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_end = 0;
    bool m_fresh = false;
    bool m_first = false;
    bool m_opens = false;
    bool m_closes = false;
};

} // namespace

JsonOutline::JsonOutline(std::string_view text, const std::atomic<bool> &dropped) : m_text(text)
{
    std::vector<Large> open;
    Tokens tokens(text);
    for (std::size_t looked = 0; tokens.next(); ++looked) {
        if (looked % tokensBetweenLooks == 0 && dropped.load(std::memory_order_relaxed))
            return;
        if (tokens.beginsChild() && !open.empty()) {
            Large &parent = open.back();
            if (parent.marks.empty() || tokens.begin() - parent.marks.back().offset >= largeValue)
                parent.marks.push_back({tokens.begin(), parent.count});
            ++parent.count;
        }
        if (tokens.opens()) {
            open.push_back({.begin = tokens.begin(), .end = 0, .count = 0, .marks = {}});
        } else if (tokens.closes() && !open.empty()) {
            open.back().end = tokens.end();
            if (open.back().end - open.back().begin >= largeValue)
                m_large.push_back(std::move(open.back()));
            open.pop_back();
        } else if (tokens.end() - tokens.begin() >= largeValue) {
            m_large.push_back({.begin = tokens.begin(), .end = tokens.end(), .count = 0, .marks = {}});
        }
    }
    std::sort(m_large.begin(), m_large.end(), [](const Large &a, const Large &b) { return a.begin < b.begin; });
}

const JsonOutline::Large *JsonOutline::largeAt(std::size_t begin) const
{
    const auto at = std::lower_bound(m_large.begin(), m_large.end(), begin,
                                     [](const Large &large, std::size_t wanted) { return large.begin < wanted; });
    return at != m_large.end() && at->begin == begin ? &*at : nullptr;
}

Value JsonOutline::root() const
{
    const std::size_t at = jsonscan::skipSpace(m_text, 0);
    const Large *large = largeAt(at);
    return jsonscan::valueAt(m_text, at, large ? large->end : 0);
}

std::size_t JsonOutline::childCount(const Value &container) const
{
    const Large *large = largeAt(container.begin);
    return large ? large->count : jsonscan::childCount(m_text, container);
}

std::vector<Value> JsonOutline::children(const Value &container, std::size_t from, std::size_t count) const
{
    const Large *large = largeAt(container.begin);
    Mark mark;
    if (large && !large->marks.empty()) {
        const auto after = std::upper_bound(large->marks.begin(), large->marks.end(), from,
                                            [](std::size_t wanted, const Mark &at) { return wanted < at.index; });
        mark = *std::prev(after); // the first is number 0
    }
    std::vector<Value> found;
    std::size_t index = mark.index;
    const auto endOf = [&](std::size_t begin) {
        const Large *value = large ? largeAt(begin) : nullptr; // what is small holds nothing large
        return value ? value->end : 0;
    };
    jsonscan::forEachChild(m_text, container, mark.offset, endOf, [&](const Value &value) {
        if (index++ >= from)
            found.push_back(value);
        return found.size() < count;
    });
    return found;
}

std::vector<std::size_t> findInJson(std::string_view text, const TextNeedle &needle, std::size_t limit,
                                    const std::atomic<bool> &dropped)
{
    std::vector<std::size_t> found;
    if (needle.isEmpty())
        return found;
    const auto matches = [&](std::string_view token) {
        if (token.front() != '"')
            return needle.isIn(token);
        const std::string_view inner = token.substr(1, std::max<std::size_t>(2, token.size()) - 2);
        return inner.find('\\') == std::string_view::npos ? needle.isIn(inner)
                                                          : needle.isIn(jsonscan::unescaped(token));
    };
    std::vector<bool> inObject{false};
    std::size_t key = std::string_view::npos; // of the value that comes next
    Tokens tokens(text);
    for (std::size_t looked = 0; tokens.next() && found.size() < limit; ++looked) {
        if (looked % tokensBetweenLooks == 0 && dropped.load(std::memory_order_relaxed))
            return found;
        const char kind = tokens.kind();
        if (tokens.closes()) {
            if (inObject.size() > 1)
                inObject.pop_back();
        } else if (tokens.opens()) {
            inObject.push_back(kind == '{');
        } else if (kind != ',' && kind != ':') {
            const bool isKey = inObject.back() && tokens.beginsChild();
            const std::size_t place = isKey || key == std::string_view::npos ? tokens.begin() : key;
            const bool known = !found.empty() && found.back() == place; // by its key
            if (!known && matches(text.substr(tokens.begin(), tokens.end() - tokens.begin())))
                found.push_back(place);
            key = isKey ? place : std::string_view::npos;
            continue;
        }
        if (kind != ':')
            key = std::string_view::npos;
    }
    return found;
}

} // namespace topicscope::app
