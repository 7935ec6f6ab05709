// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jsonreference.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>

namespace topicscope::fuzz::reference {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

int hexDigit(char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

std::uint32_t codeUnit(std::string_view fourDigits)
{
    std::uint32_t unit = 0;
    for (const char c : fourDigits)
        unit = unit * 16 + static_cast<std::uint32_t>(hexDigit(c));
    return unit;
}

bool isHighSurrogate(std::uint32_t unit)
{
    return unit >= 0xd800 && unit < 0xdc00;
}
bool isLowSurrogate(std::uint32_t unit)
{
    return unit >= 0xdc00 && unit < 0xe000;
}

void appendUtf8(std::string &out, std::uint32_t c)
{
    if (c < 0x80) {
        out += static_cast<char>(c);
        return;
    }
    const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    const std::uint32_t heads[] = {0, 0xc0, 0xe0, 0xf0};
    out += static_cast<char>(heads[more] | (c >> (6 * more)));
    for (int i = more - 1; i >= 0; --i)
        out += static_cast<char>(0x80 | ((c >> (6 * i)) & 0x3f));
}

//! Reads one text from its begin to its end; what fails stays failed.
class Reader
{
public:
    explicit Reader(std::string_view text) : m_text(text) {}

    std::optional<Root> read()
    {
        Root root;
        space();
        root.kind = peek();
        value(root, 1);
        space();
        if (m_failed || m_at != m_text.size())
            return std::nullopt;
        return root;
    }

private:
    static constexpr int maxDepth = 5'000; // what the stack of a sanitized build takes

    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    bool take(char c)
    {
        const bool there = m_at < m_text.size() && m_text[m_at] == c;
        m_at += there ? 1 : 0;
        return there;
    }
    void expect(char c) { m_failed = !take(c) || m_failed; }
    void space()
    {
        while (take(' ') || take('\t') || take('\n') || take('\r')) {
        }
    }
    void word(std::string_view expected)
    {
        m_failed = m_text.substr(m_at, expected.size()) != expected || m_failed;
        m_at += expected.size();
    }

    std::string_view value(Root &root, int level)
    {
        const std::size_t begin = m_at;
        switch (peek()) {
        case '{':
            container(root, level, '}');
            break;
        case '[':
            container(root, level, ']');
            break;
        case '"':
            string(root);
            break;
        case 't':
            word("true");
            break;
        case 'f':
            word("false");
            break;
        case 'n':
            word("null");
            break;
        default:
            number(root);
        }
        return m_failed ? std::string_view() : m_text.substr(begin, m_at - begin);
    }

    void container(Root &root, int level, char end)
    {
        root.depth = std::max(root.depth, level);
        m_failed = m_failed || level > maxDepth;
        ++m_at;
        space();
        if (take(end))
            return;
        while (!m_failed) {
            Item item;
            if (end == '}') {
                space();
                const std::string_view key = string(root);
                item.key = m_failed ? std::string() : unescaped(key);
                space();
                expect(':');
            }
            space();
            if (m_failed)
                return;
            item.value = value(root, level + 1);
            if (level == 1)
                root.items.push_back(std::move(item));
            space();
            if (take(end))
                return;
            expect(',');
        }
    }

    std::string_view string(Root &root)
    {
        const std::size_t begin = m_at;
        expect('"');
        bool high = false; // the code unit before was a high surrogate
        while (!m_failed) {
            if (m_at == m_text.size() || static_cast<unsigned char>(m_text[m_at]) < 0x20) {
                m_failed = true;
                break;
            }
            bool nowHigh = false;
            const char c = m_text[m_at++];
            if (c == '\\') {
                if (take('u')) {
                    const std::string_view digits = m_text.substr(m_at, 4);
                    m_failed = digits.size() != 4
                               || std::any_of(digits.begin(), digits.end(), [](char d) { return hexDigit(d) < 0; });
                    if (m_failed)
                        break;
                    m_at += 4;
                    const std::uint32_t unit = codeUnit(digits);
                    const bool pairs = high && isLowSurrogate(unit);
                    root.hasLoneSurrogates = root.hasLoneSurrogates || (high && !pairs)
                                             || (isLowSurrogate(unit) && !pairs);
                    high = false;
                    nowHigh = isHighSurrogate(unit);
                } else {
                    m_failed = m_at == m_text.size()
                               || std::string_view("\"\\/bfnrt").find(m_text[m_at]) == std::string_view::npos;
                    ++m_at;
                }
            }
            root.hasLoneSurrogates = root.hasLoneSurrogates || high;
            high = nowHigh;
            if (c == '"')
                break;
        }
        return m_failed ? std::string_view() : m_text.substr(begin, m_at - begin);
    }

    void digits()
    {
        m_failed = m_failed || !isDigit(peek());
        while (isDigit(peek()))
            ++m_at;
    }

    void number(Root &root)
    {
        const std::size_t begin = m_at;
        bool whole = true;
        take('-');
        if (!take('0'))
            digits();
        if (take('.')) {
            whole = false;
            digits();
        }
        if (take('e') || take('E')) {
            whole = false;
            if (!take('+'))
                take('-');
            digits();
        }
        if (m_failed)
            return;
        const std::string text(m_text.substr(begin, m_at - begin));
        errno = 0;
        static_cast<void>(std::strtod(text.c_str(), nullptr));
        root.hasExtremeNumbers = root.hasExtremeNumbers || errno == ERANGE || (whole && text.size() > 18);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    bool m_failed = false;
};

} // namespace

bool isUtf8(std::string_view text, HalfSurrogates halves)
{
    while (!text.empty()) {
        const auto head = static_cast<unsigned char>(text[0]);
        const std::size_t size = head < 0x80 ? 1 : head >= 0xf0 ? 4 : head >= 0xe0 ? 3 : 2;
        if ((head >= 0x80 && head < 0xc2) || head > 0xf4 || text.size() < size)
            return false;
        std::uint32_t c = size == 1 ? head : head & (0x7fU >> size);
        for (std::size_t i = 1; i < size; ++i) {
            const auto byte = static_cast<unsigned char>(text[i]);
            if ((byte & 0xc0) != 0x80)
                return false;
            c = (c << 6) | (byte & 0x3fU);
        }
        const std::uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
        const bool isHalf = isHighSurrogate(c) || isLowSurrogate(c);
        if (c < smallest[size] || c > 0x10ffff || (isHalf && halves == HalfSurrogates::Refused))
            return false;
        text.remove_prefix(size);
    }
    return true;
}

std::optional<Root> read(std::string_view text)
{
    if (!isUtf8(text))
        return std::nullopt;
    return Reader(text).read();
}

std::string unescaped(std::string_view raw)
{
    raw = raw.substr(1, raw.size() - 2);
    std::string out;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '\\') {
            out += raw[i];
            continue;
        }
        const char c = raw[++i];
        if (c != 'u') {
            const std::size_t letter = std::string_view("bfnrt").find(c);
            out += letter == std::string_view::npos ? c : "\b\f\n\r\t"[letter];
            continue;
        }
        const std::uint32_t unit = codeUnit(raw.substr(i + 1, 4));
        i += 4;
        std::uint32_t next = 0;
        if (isHighSurrogate(unit) && raw.substr(i + 1, 2) == "\\u")
            next = codeUnit(raw.substr(i + 3, 4));
        if (isLowSurrogate(next)) {
            appendUtf8(out, 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00));
            i += 6;
        } else {
            appendUtf8(out, unit); // a lone surrogate keeps its number
        }
    }
    return out;
}

} // namespace topicscope::fuzz::reference
