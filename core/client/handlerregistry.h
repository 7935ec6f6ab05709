// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"
#include "dispatch/handlertable.h"

#include <QHash>

#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace topicscope::client {

//! \brief The handlers that users registered: checks them, makes their instances and builds tables.
//! Thread: any; the lock protects everything.
class HandlerRegistry
{
public:
    //! \brief At most this many registrations in a client's life (the outcome word of a message holds 20 bits for
    //! them).
    static constexpr quint32 maxHandlers = (1U << 20) - 1;

    //! \brief For \a lanes lanes.
    explicit HandlerRegistry(int lanes);

    //! \brief Registers all of \a specs or none; returns their ids. Errors: InvalidArgument for a pattern that cannot
    //! be used or is taken, or an empty name; what a factory says.
    [[nodiscard]] base::Result<std::vector<base::HandlerId>> add(std::vector<dispatch::HandlerSpec> specs);
    //! \brief Takes one out; returns what add() makes another like it from. Errors: NotFound.
    [[nodiscard]] base::Result<dispatch::HandlerSpec> remove(base::HandlerId id);
    //! \brief A table of what is registered now.
    [[nodiscard]] std::unique_ptr<const dispatch::HandlerTable> table() const;

    //! \brief Completes the handlers of \a snapshot, which are in order of registration, with names and settings. Those
    //! that it completed in an earlier state of the same snapshot cost nothing.
    void describe(ClientSnapshot &snapshot) const;

private:
    void takeUniqueName(dispatch::HandlerEntry &entry, const QString &wanted);
    void forgetNames(const dispatch::HandlerEntry &entry);
    [[nodiscard]] base::Result<dispatch::HandlerEntryPtr> makeEntry(const dispatch::HandlerSpec &spec, quint32 id);

    mutable std::mutex m_mutex; // everything below
    int m_lanes;
    std::vector<dispatch::HandlerEntryPtr> m_entries;
    std::vector<dispatch::HandlerSpec> m_specs; // by id - 1; removed ones stay, without their factory
    std::vector<std::size_t> m_removals; // places in m_specs, in the order of removal
    // of m_entries, and the text is theirs
    std::unordered_map<std::string_view, const dispatch::HandlerEntry *> m_patterns;
    std::unordered_set<std::string_view> m_names; // consumers of m_entries; the text is theirs
    QHash<QString, int> m_nextNumber; // by name: the first number not given to another handler of that name
};

} // namespace topicscope::client
