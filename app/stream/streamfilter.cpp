// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stream/streamfilter.h"

#include "base/visibletext.h"
#include "common/framebudget.h"
#include "topics/topicpath.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace topicscope::app {
namespace {

using base::MessageState;

bool isOpen(MessageState state)
{
    return state == MessageState::Queued || state == MessageState::Running;
}

} // namespace

void StreamFilter::setTopic(const QString &path)
{
    m_topic = path;
    m_path = base::wtf8Of(path);
    m_passes.clear();
}

StreamFilter::Verdict StreamFilter::judge(const base::Message &message, const base::TopicRegistry &topics)
{
    if (!m_topic.isEmpty() && !isOfTopic(message.topicId(), topics))
        return Verdict::Rejected;
    if (m_state == StateFilter::Any)
        return Verdict::Passes;
    if (m_state == StateFilter::Repeated) // known from the beginning
        return message.repeats().value != 0 ? Verdict::Passes : Verdict::Rejected;
    const MessageState state = message.outcome().state;
    if (isOpen(state))
        return Verdict::Open;
    return state == StateFilter::stateOf(m_state) ? Verdict::Passes : Verdict::Rejected;
}

bool StreamFilter::isOfTopic(base::TopicId topic, const base::TopicRegistry &topics)
{
    constexpr qint8 unknown = -1;
    if (topic.value >= m_passes.size())
        m_passes.resize(topic.value + 1, unknown);
    qint8 &known = m_passes[topic.value];
    if (known == unknown)
        known = isAtOrBelow(topics.text(topic), m_path) ? 1 : 0;
    return known == 1;
}

void OpenMessages::add(base::MessagePtr message)
{
    // At the end, but for one that was settled and is run again this moment.
    const auto place = std::upper_bound(m_messages.begin(), m_messages.end(), message,
                                        [](const auto &a, const auto &b) { return a->sequence() < b->sequence(); });
    if (std::cmp_less(std::distance(m_messages.begin(), place), m_next))
        ++m_next;
    m_messages.insert(place, std::move(message));
}

void OpenMessages::clear()
{
    m_messages.clear();
    m_next = 0;
}

void OpenMessages::removeBefore(base::Sequence first)
{
    const auto end = std::lower_bound(
        m_messages.begin(), m_messages.end(), first,
        [](const base::MessagePtr &message, base::Sequence sequence) { return message->sequence() < sequence; });
    m_next -= std::min(m_next, static_cast<std::size_t>(std::distance(m_messages.begin(), end)));
    m_messages.erase(m_messages.begin(), end);
}

std::vector<base::MessagePtr> OpenMessages::takeSettled(FrameBudget &budget)
{
    std::vector<base::MessagePtr> settled;
    if (m_next >= m_messages.size())
        m_next = 0;
    std::size_t kept = m_next;
    std::size_t at = m_next;
    for (; at < m_messages.size() && settled.size() < maxAtOnce && budget.allowsMore(); ++at) {
        if (!isOpen(m_messages[at]->outcome().state))
            settled.push_back(std::move(m_messages[at]));
        else if (const std::size_t place = kept++; place != at)
            m_messages[place] = std::move(m_messages[at]);
    }
    const auto begin = m_messages.begin();
    m_messages.erase(begin + static_cast<std::ptrdiff_t>(kept), begin + static_cast<std::ptrdiff_t>(at));
    m_next = kept;
    return settled;
}

} // namespace topicscope::app
