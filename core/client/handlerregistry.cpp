// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/handlerregistry.h"

#include "base/bytes.h"

#include <algorithm>
#include <optional>

namespace topicscope::client {

using base::ErrorCode;
using base::viewOf;
using dispatch::HandlerEntryPtr;

namespace {

//! Room for \a size elements; doubles at least, so that handlers added one by one do not copy all others each time.
template<typename T>
void makeRoom(std::vector<T> &vector, std::size_t size)
{
    if (size > vector.capacity())
        vector.reserve(std::max(size, 2 * vector.capacity()));
}

} // namespace

HandlerRegistry::HandlerRegistry(int lanes) : m_lanes(lanes) {}

base::Result<HandlerEntryPtr> HandlerRegistry::makeEntry(const dispatch::HandlerSpec &spec, quint32 id)
{
    if (spec.name.isEmpty())
        return base::failure(ErrorCode::InvalidArgument,
                             QStringLiteral("A handler needs a name: it is the consumer in acknowledgements."));
    auto pattern = dispatch::TopicPattern::parse(spec.pattern);
    if (!pattern)
        return tl::unexpected(pattern.error());

    auto entry = std::make_shared<dispatch::HandlerEntry>();
    entry->id = base::HandlerId{id};
    entry->pattern = std::move(*pattern);
    entry->parallel = spec.parallel;
    entry->retry = spec.retry;
    entry->lane = base::LaneId{static_cast<quint16>(id % static_cast<quint32>(m_lanes))};
    if (const auto [taken, added] = m_patterns.emplace(entry->pattern.text(), entry.get()); !added) {
        return base::failure(
            ErrorCode::InvalidArgument,
            QStringLiteral(
                "\"%1\" has a handler already, \"%2\", and only one may consume a topic. Remove that one first.")
                .arg(spec.pattern, taken->second->name));
    }
    takeUniqueName(*entry, spec.name);
    const int instances = spec.parallel ? m_lanes : 1;
    entry->instances.reserve(static_cast<std::size_t>(instances));
    for (int i = 0; i < instances; ++i) {
        auto instance = spec.factory();
        if (!instance) {
            forgetNames(*entry);
            return tl::unexpected(instance.error());
        }
        entry->instances.push_back(std::move(*instance));
    }
    return entry;
}

base::Result<std::vector<base::HandlerId>> HandlerRegistry::add(std::vector<dispatch::HandlerSpec> specs)
{
    const std::lock_guard lock(m_mutex);
    const std::size_t total = m_specs.size() + specs.size();
    if (total > maxHandlers)
        return base::failure(ErrorCode::TooLarge,
                             QStringLiteral("A client can register %1 handlers in its life.").arg(maxHandlers));

    m_patterns.reserve(total);
    m_names.reserve(total);
    std::vector<HandlerEntryPtr> added;
    added.reserve(specs.size());
    std::optional<base::Error> error;
    for (const dispatch::HandlerSpec &spec : specs) {
        auto entry = makeEntry(spec, static_cast<quint32>(m_specs.size() + added.size() + 1));
        if (!entry) {
            error = std::move(entry.error());
            break;
        }
        added.push_back(std::move(*entry));
    }
    if (error) { // all or none
        for (const HandlerEntryPtr &entry : added)
            forgetNames(*entry);
        return tl::unexpected(std::move(*error));
    }

    std::vector<base::HandlerId> ids;
    ids.reserve(added.size());
    makeRoom(m_specs, total);
    makeRoom(m_entries, m_entries.size() + added.size());
    for (std::size_t i = 0; i < added.size(); ++i) {
        ids.push_back(added[i]->id);
        specs[i].name = added[i]->name;
        m_specs.push_back(std::move(specs[i]));
        m_entries.push_back(std::move(added[i]));
    }
    return ids;
}

// Two handlers of one name would be one consumer to the server, so the second gets a number.
void HandlerRegistry::takeUniqueName(dispatch::HandlerEntry &entry, const QString &wanted)
{
    entry.name = wanted;
    entry.consumer = wanted.toUtf8();
    if (m_names.insert(viewOf(entry.consumer)).second)
        return;
    int &number = m_nextNumber[wanted];
    number = std::max(number, 2);
    do {
        entry.name = QStringLiteral("%1-%2").arg(wanted, QString::number(number++));
        entry.consumer = entry.name.toUtf8();
    } while (!m_names.insert(viewOf(entry.consumer)).second);
}

void HandlerRegistry::forgetNames(const dispatch::HandlerEntry &entry)
{
    m_patterns.erase(entry.pattern.text());
    m_names.erase(viewOf(entry.consumer));
}

base::Result<dispatch::HandlerSpec> HandlerRegistry::remove(base::HandlerId id)
{
    const std::lock_guard lock(m_mutex);
    const auto found = std::lower_bound(
        m_entries.begin(), m_entries.end(), id,
        [](const HandlerEntryPtr &entry, base::HandlerId wanted) { return entry->id < wanted; });
    if (found == m_entries.end() || (*found)->id != id)
        return base::failure(ErrorCode::NotFound,
                             QStringLiteral("There is no such handler; it may have been removed already."));
    forgetNames(**found);
    m_entries.erase(found);
    m_removals.push_back(id.value - 1);
    dispatch::HandlerSpec &spec = m_specs[id.value - 1];
    dispatch::HandlerSpec removed = spec;
    spec.factory = nullptr; // and what it holds
    return removed;
}

std::unique_ptr<const dispatch::HandlerTable> HandlerRegistry::table() const
{
    const std::lock_guard lock(m_mutex);
    return std::make_unique<dispatch::HandlerTable>(m_entries);
}

void HandlerRegistry::describe(ClientSnapshot &snapshot) const
{
    const std::lock_guard lock(m_mutex);
    std::vector<HandlerFigures> &figures = snapshot.handlers;
    for (std::size_t i = snapshot.handlersKnown; i < m_specs.size(); ++i) {
        if (i >= figures.size())
            figures.emplace_back();
        const dispatch::HandlerSpec &spec = m_specs[i];
        figures[i].id = base::HandlerId{static_cast<quint32>(i + 1)};
        figures[i].name = spec.name;
        figures[i].pattern = spec.pattern;
        figures[i].parallel = spec.parallel;
        figures[i].retry = spec.retry;
        figures[i].owner = spec.owner;
    }
    snapshot.handlersKnown = m_specs.size();
    for (; snapshot.removalsKnown < m_removals.size(); ++snapshot.removalsKnown) {
        const std::size_t place = m_removals[snapshot.removalsKnown];
        figures[place].removed = true;
        snapshot.changedHandlers.push_back(place);
    }
}

} // namespace topicscope::client
