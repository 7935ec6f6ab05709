// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dispatch/handler.h"
#include "dispatch/topicpattern.h"

#include <QByteArray>

#include <atomic>
#include <memory>
#include <unordered_map>
#include <vector>

namespace topicscope::dispatch {

//! \brief A registered handler with its instances.
//!
//! Immutable but for what is marked; shared by tables, and kept alive by the dispatcher until its last message is done.
struct HandlerEntry {
    base::HandlerId id;
    QString name;
    QByteArray consumer; //!< the name in UTF-8, for acknowledgements
    TopicPattern pattern;
    bool parallel = false;
    RetryPolicy retry;
    base::LaneId lane; //!< where a serial handler lives
    std::vector<std::unique_ptr<Handler>> instances; //!< one, or one per lane; each is called by its lane only
    quint64 inFlight = 0; //!< messages handed to lanes, or kept for a retry, and not yet accounted for; net thread only
    quint64 tableNumber = 0; //!< of the latest table that holds it; net thread only
    bool started = false; //!< whether instances with a life have been told to start; net thread only

    [[nodiscard]] Handler &instanceFor(base::LaneId on) const { return *instances[parallel ? on.value : 0]; }
};
using HandlerEntryPtr = std::shared_ptr<HandlerEntry>;

//! \brief Who consumes which topic: an immutable snapshot.
//!
//! Resolution: the exact topic, else the most specific matching pattern, else `*` (see
//! TopicPattern::compareSpecificity); among equals the one registered first. Thread: any.
class HandlerTable
{
public:
    HandlerTable() = default;
    //! \brief A table over \a entries, in order of registration.
    explicit HandlerTable(std::vector<HandlerEntryPtr> entries);

    //! \brief The one consumer of \a topic, or null. The pointer lives as long as the table.
    [[nodiscard]] const HandlerEntryPtr *resolve(std::string_view topic) const noexcept;
    [[nodiscard]] const std::vector<HandlerEntryPtr> &entries() const noexcept { return m_entries; }

private:
    std::vector<HandlerEntryPtr> m_entries;
    std::unordered_map<std::string_view, std::size_t> m_exact; // views into the entries' patterns
    std::vector<std::size_t> m_patterns; // most specific first, the wildcard last
};

//! \brief Hands the newest table from the registering thread to the net thread without a lock.
//!
//! One slot: the writer swaps a new table in, the one reader swaps it out when it sees one. A table that was never
//! picked up is freed by the writer that replaces it.
class HandlerTableMailbox
{
public:
    HandlerTableMailbox() = default;
    ~HandlerTableMailbox();
    Q_DISABLE_COPY_MOVE(HandlerTableMailbox)

    //! \brief Thread: any.
    void post(std::unique_ptr<const HandlerTable> table) noexcept;
    //! \brief The newest table posted since the last call, or null: one relaxed load when there is none. Thread: net.
    [[nodiscard]] std::unique_ptr<const HandlerTable> take() noexcept;

private:
    std::atomic<const HandlerTable *> m_slot{nullptr};
};

} // namespace topicscope::dispatch
