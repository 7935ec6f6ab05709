// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/topicpattern.h"

#include <algorithm>

namespace topicscope::dispatch {

namespace {

constexpr bool isSeparator(char c) noexcept
{
    return c == '/' || c == '.';
}

// Glob matching in linear space: on a mismatch the latest star takes one more character, as far as no separator is in
// the way. With \a tail, the glob has to match a beginning of the topic that leaves at least one character.
bool globMatches(std::string_view glob, std::string_view topic, bool tail) noexcept
{
    constexpr auto none = std::string_view::npos;
    std::size_t g = 0;
    std::size_t t = 0;
    std::size_t star = none; // position after the latest star in the glob
    std::size_t taken = 0; // where in the topic the text after that star is tried

    for (;;) {
        if (g == glob.size() && (tail ? t < topic.size() : t == topic.size()))
            return true;
        if (g < glob.size() && glob[g] == '*') {
            star = ++g;
            taken = t;
            continue;
        }
        if (g < glob.size() && t < topic.size() && glob[g] == topic[t]) {
            ++g;
            ++t;
            continue;
        }
        if (star == none || taken == topic.size() || isSeparator(topic[taken]))
            return false;
        g = star;
        t = ++taken;
    }
}

} // namespace

base::Result<TopicPattern> TopicPattern::parse(const QString &text)
{
    using base::ErrorCode;
    if (text.isEmpty())
        return base::failure(ErrorCode::InvalidArgument,
                             QStringLiteral("The topic pattern is empty. Use * for all topics."));
    const QByteArray utf8 = text.toUtf8();
    if (utf8.size() > maxLength) {
        return base::failure(
            ErrorCode::InvalidArgument,
            QStringLiteral("The topic pattern has %1 bytes; at most %2 are allowed.").arg(utf8.size()).arg(maxLength));
    }

    TopicPattern pattern;
    pattern.m_text = utf8.toStdString();
    if (pattern.m_text == "*")
        return pattern;

    pattern.m_glob = pattern.m_text;
    if (pattern.m_glob.ends_with("**")) {
        pattern.m_glob.resize(pattern.m_glob.size() - 2);
        pattern.m_tail = true;
    }
    if (pattern.m_glob.find("**") != std::string::npos
        || (pattern.m_tail && (pattern.m_glob.empty() || !isSeparator(pattern.m_glob.back())))) {
        return base::failure(
            ErrorCode::InvalidArgument,
            QStringLiteral("In the topic pattern \"%1\", ** may only stand at the end, after / or a dot (orders.**).")
                .arg(text));
    }
    pattern.m_wildcards = static_cast<int>(std::count(pattern.m_glob.begin(), pattern.m_glob.end(), '*'));
    pattern.m_literals = static_cast<int>(pattern.m_glob.size()) - pattern.m_wildcards;
    pattern.m_kind = pattern.m_tail || pattern.m_wildcards > 0 ? Kind::Pattern : Kind::Exact;
    return pattern;
}

bool TopicPattern::matches(std::string_view topic) const noexcept
{
    switch (m_kind) {
    case Kind::Any:
        return true;
    case Kind::Exact:
        return topic == m_text;
    case Kind::Pattern:
        return globMatches(m_glob, topic, m_tail);
    }
    Q_UNREACHABLE();
}

std::strong_ordering TopicPattern::compareSpecificity(const TopicPattern &other) const noexcept
{
    if (const auto order = m_kind <=> other.m_kind; order != 0)
        return order;
    if (const auto order = m_literals <=> other.m_literals; order != 0)
        return order;
    if (const auto order = other.m_tail <=> m_tail; order != 0)
        return order;
    return other.m_wildcards <=> m_wildcards;
}

} // namespace topicscope::dispatch
