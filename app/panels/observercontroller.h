// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/observer.h"
#include "workspace/clientcontroller.h"
#include "common/tableproxymodel.h"
#include "panels/consumermodel.h"
#include "panels/observedclientmodel.h"

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <qqmlregistration.h>

#include <memory>
#include <optional>

namespace topicscope::app {

//! \brief Observes the server that the window's client is set to: who consumes what, how fast, how late. Thread: main.
class ObserverController : public QObject
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::ClientController *client READ client WRITE setClient NOTIFY clientChanged)
    Q_PROPERTY(topicscope::app::TableProxyModel *consumers READ consumers CONSTANT)
    Q_PROPERTY(topicscope::app::TableModelBase *clients READ clients CONSTANT)
    Q_PROPERTY(bool running READ isRunning NOTIFY stateChanged)
    Q_PROPERTY(QString stateText READ stateText NOTIFY stateChanged)
    Q_PROPERTY(topicscope::app::Tone::Value tone READ tone NOTIFY stateChanged)
    Q_PROPERTY(QString problemText READ problemText NOTIFY stateChanged)
    Q_PROPERTY(int lateAfterSeconds READ lateAfterSeconds WRITE setLateAfterSeconds NOTIFY lateAfterChanged)
    Q_PROPERTY(QString messages READ messages NOTIFY figuresChanged)
    Q_PROPERTY(QString consumptions READ consumptions NOTIFY figuresChanged)
    Q_PROPERTY(QString rates READ rates NOTIFY figuresChanged)
    Q_PROPERTY(QString unconsumed READ unconsumed NOTIFY figuresChanged)
    Q_PROPERTY(QString remarks READ remarks NOTIFY figuresChanged)
    Q_PROPERTY(QString measuredText READ measuredText NOTIFY figuresChanged)
    Q_PROPERTY(bool hasFigures READ hasFigures NOTIFY figuresChanged)
    Q_PROPERTY(int clientCount READ clientCount NOTIFY figuresChanged)

public:
    explicit ObserverController(QObject *parent = nullptr);
    ~ObserverController() override;

    [[nodiscard]] ClientController *client() const { return m_client; }
    void setClient(ClientController *client);
    [[nodiscard]] TableProxyModel *consumers() { return &m_proxy; }
    [[nodiscard]] ObservedClientModel *clients() { return &m_clients; }

    //! \brief True from start() to stop(), connected or not.
    [[nodiscard]] bool isRunning() const { return m_observer != nullptr; }
    [[nodiscard]] QString stateText() const;
    [[nodiscard]] Tone::Value tone() const;
    //! \brief Why there is no connection, or what went wrong last; empty when all is well.
    [[nodiscard]] QString problemText() const;
    [[nodiscard]] int lateAfterSeconds() const { return m_lateAfter; }
    //! \brief From 1 to 3600; an observation that runs begins anew with it.
    void setLateAfterSeconds(int seconds);

    [[nodiscard]] QString messages() const;
    [[nodiscard]] QString consumptions() const;
    //! \brief Publications and consumptions a second: "120/s, 118/s".
    [[nodiscard]] QString rates() const;
    //! \brief Messages that nobody consumed in time.
    [[nodiscard]] QString unconsumed() const;
    //! \brief What keeps the figures from being complete, one thing a line; empty when nothing does.
    [[nodiscard]] QString remarks() const;
    //! \brief Where and from when to when the figures were measured; empty when there are none.
    [[nodiscard]] QString measuredText() const;
    //! \brief Whether there is something that start() and reset() would set to zero.
    [[nodiscard]] bool hasFigures() const;
    [[nodiscard]] int clientCount() const { return m_clients.rowCount(); }

    //! \brief Observes the client's server on a connection of its own, from zero. Another server ends it: its figures
    //! stay.
    Q_INVOKABLE void start();
    //! \brief Ends the observation; its figures stay.
    Q_INVOKABLE void stop();
    //! \brief Sets all figures to zero.
    Q_INVOKABLE void reset();
    Q_INVOKABLE void dismissProblem();

Q_SIGNALS:
    void clientChanged();
    void stateChanged();
    void lateAfterChanged();
    void figuresChanged();

private:
    void followClient();
    void takeSnapshot();
    void retire();

    QPointer<ClientController> m_client;
    std::unique_ptr<client::Observer> m_observer;
    std::vector<std::unique_ptr<client::Observer>> m_retired; // until they have said goodbye
    client::ObserverSnapshot m_snapshot;
    ConsumerModel m_model;
    TableProxyModel m_proxy;
    ObservedClientModel m_clients;
    QString m_problem;
    QTimer m_timer;
    base::WallTime m_since;
    std::optional<base::WallTime> m_until; // once it was stopped
    ServerId m_observed;
    QString m_server; // that was observed, as it is shown
    int m_lateAfter = 10;
    bool m_startedForDemo = false;
};

} // namespace topicscope::app
