// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/transportfactory.h"

#include "net/networkwatch.h"
#include "net/serverurl.h"
#include "systems/registry.h"

#include <QCoreApplication>

namespace topicscope::client {

namespace {

class PlainObserving final : public net::Observing
{
public:
    explicit PlainObserving(std::unique_ptr<net::Transport> transport) : m_transport(std::move(transport)) {}

    [[nodiscard]] net::Transport &transport() override { return *m_transport; }
    void fetchBroadcasting(Callback<bool> done) override { done(notSupported()); }
    void setBroadcasting(bool, Callback<void> done) override { done(notSupported()); }
    void fetchClients(Callback<std::vector<net::ObservedClient>> done) override { done(notSupported()); }

private:
    static tl::unexpected<base::Error> notSupported()
    {
        return base::failure(
            base::ErrorCode::NotSupported,
            QCoreApplication::translate("topicscope::client", "This connection tells of messages alone."));
    }

    std::unique_ptr<net::Transport> m_transport;
};

} // namespace

TransportFactory registryTransports()
{
    return [](const net::ConnectionSettings &settings, base::TopicRegistry &topics, net::TransportListener &listener) {
        return systems::systemOf(settings.url).makeTransport(settings, topics, listener);
    };
}

net::ObservingFactory registryObserving()
{
    return [](const net::ConnectionSettings &settings, base::TopicRegistry &topics, net::TransportListener &listener,
              net::BroadcastListener &broadcasts) -> std::unique_ptr<net::Observing> {
        const net::System &system = systems::systemOf(settings.url);
        if (system.makeObserving)
            return system.makeObserving(settings, topics, listener, broadcasts);
        return std::make_unique<PlainObserving>(system.makeTransport(settings, topics, listener));
    };
}

net::ObservingFactory observingOver(TransportFactory factory)
{
    return [factory = std::move(factory)](const net::ConnectionSettings &settings, base::TopicRegistry &topics,
                                          net::TransportListener &listener, net::BroadcastListener &) {
        return std::make_unique<PlainObserving>(factory(settings, topics, listener));
    };
}

void prepareNetwork(const net::ConnectionSettings &settings)
{
    if (!net::isLoopback(settings.url)) // no network concerns that
        net::SystemNetworkWatch::loadNetworkInformation();
}

} // namespace topicscope::client
