// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/message.h"

#include <QByteArray>

#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace topicscope::client {

//! \brief A message whose handler failed for good.
struct DeadLetter {
    quint64 id = 0; //!< in order of failing, from 1; given by the list
    base::MessagePtr message;
    QString handler; //!< its name
    base::Error error; //!< of the latest call
    QString note; //!< why it could not be run again, when that was asked for
    int calls = 0; //!< the handler has had it so often
    base::WallTime failedAt;
};

//! \brief The letter as a JSON object on one line, the payload raw: topic, message_id, producer, handler, error, calls,
//! failed_at (Unix seconds), message.
[[nodiscard]] QByteArray toJson(const DeadLetter &letter);

//! \brief What running letters again began with.
struct RerunStart {
    std::vector<base::MessagePtr> queued; //!< their outcomes tell what comes of them
    quint64 kept = 0; //!< stay letters, with a note that says why
};

//! \brief Keeps dead letters to look at and to run again, the latest ones, bounded in count and bytes.
//! Thread: any; the lock protects everything.
class DeadLetterList
{
public:
    static constexpr std::size_t maxCount = 10'000;
    static constexpr qsizetype maxBytes = 64 * 1024 * 1024;

    struct Usage {
        quint64 count = 0;
        quint64 latest = 0; //!< id of the one that came last, whether it is still there or not
        quint64 evicted = 0; //!< given up to keep the bound
        quint64 revision = 0; //!< changes with every change of the list
    };

    //! \brief What makes the list of one revision that of a later one.
    struct Changes {
        std::vector<DeadLetter> present; //!< those that came, came back or changed, oldest first
        std::vector<quint64> gone; //!< in order of their ids
        bool all = false; //!< present is the whole list: too much changed to tell what
        Usage usage; //!< of the later one
    };

    void add(DeadLetter letter);
    //! \brief Takes the letters \a ids out; unknown ones are left aside.
    [[nodiscard]] std::vector<DeadLetter> take(const std::vector<quint64> &ids);
    //! \brief Puts back what take() gave, in its old place.
    void restore(std::vector<DeadLetter> letters);
    //! \brief All of them, oldest first.
    [[nodiscard]] std::vector<DeadLetter> letters() const;
    //! \brief What changed since \a revision of this list, 0 being the empty one; costs what changed.
    [[nodiscard]] Changes changesSince(quint64 revision) const;
    //! \brief The letter \a id; nothing when there is none (any more).
    [[nodiscard]] std::optional<DeadLetter> letter(quint64 id) const;
    //! \brief The letter of the message \a sequence; nothing when there is none (any more).
    [[nodiscard]] std::optional<DeadLetter> letterOf(base::Sequence sequence) const;
    [[nodiscard]] Usage usage() const;

private:
    using Letters = std::map<quint64, DeadLetter>;

    static constexpr std::size_t maxTouched = 2 * maxCount;

    void insert(DeadLetter letter);
    DeadLetter remove(Letters::iterator letter);
    void touch(quint64 id);
    [[nodiscard]] Usage usageNow() const;

    mutable std::mutex m_mutex; // everything below
    Letters m_letters; // by id
    std::unordered_map<base::Sequence, quint64> m_ids; // by message
    qsizetype m_bytes = 0;
    quint64 m_nextId = 1;
    quint64 m_evicted = 0;
    quint64 m_revision = 0; // counts what was ever put into m_touched
    std::deque<quint64> m_touched; // ids that came or went, the latest last; bounded
};

} // namespace topicscope::client
