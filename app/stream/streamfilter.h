// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/message.h"
#include "base/topicregistry.h"
#include "common/statefilter.h"

#include <QString>

#include <deque>
#include <string>
#include <vector>

namespace topicscope::app {

class FrameBudget;

//! \brief Which messages the stream shows: those of a topic and below it, and those that one thing came of.
//! Thread: main.
class StreamFilter
{
public:
    enum class Verdict {
        Passes,
        Rejected,
        Open, //!< its handler is not done with it
    };

    [[nodiscard]] bool isSet() const { return !m_topic.isEmpty() || m_state != StateFilter::Any; }
    [[nodiscard]] const QString &topic() const { return m_topic; }
    void setTopic(const QString &path);
    [[nodiscard]] StateFilter::Value state() const { return m_state; }
    void setState(StateFilter::Value state) { m_state = state; }
    //! \brief Topic numbers begin anew.
    void forgetTopics() { m_passes.clear(); }

    [[nodiscard]] Verdict judge(const base::Message &message, const base::TopicRegistry &topics);

private:
    [[nodiscard]] bool isOfTopic(base::TopicId topic, const base::TopicRegistry &topics);

    QString m_topic;
    std::string m_path; // the same in UTF-8
    std::vector<qint8> m_passes; // by topic number: 1 passes, 0 not, -1 not known yet
    StateFilter::Value m_state = StateFilter::Any;
};

//! \brief Messages that a filter could not judge yet, in order of arrival; asked again a share a frame.
class OpenMessages
{
public:
    //! \brief Messages that takeSettled() gives at once, at most.
    static constexpr std::size_t maxAtOnce = 2'000;

    void add(base::MessagePtr message);
    void clear();
    void removeBefore(base::Sequence first);
    //! \brief Takes some of those whose handlers are done, in order of arrival, as far as \a budget allows.
    [[nodiscard]] std::vector<base::MessagePtr> takeSettled(FrameBudget &budget);

private:
    std::deque<base::MessagePtr> m_messages;
    std::size_t m_next = 0; // to be asked next
};

} // namespace topicscope::app
