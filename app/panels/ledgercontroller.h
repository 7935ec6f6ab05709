// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/clientcontroller.h"
#include "panels/ledgermodel.h"

#include <QObject>
#include <QPointer>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief The ledger as the status bar shows it: its counts, whether they add up, and the present rate. Thread: main.
class LedgerController : public QObject
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::ClientController *client READ client WRITE setClient NOTIFY clientChanged)
    Q_PROPERTY(topicscope::app::TableModelBase *counts READ counts CONSTANT)
    Q_PROPERTY(QString received READ received NOTIFY countsChanged)
    Q_PROPERTY(QString rate READ rate NOTIFY rateChanged)
    Q_PROPERTY(bool balanced READ isBalanced NOTIFY countsChanged)
    Q_PROPERTY(QString balanceText READ balanceText NOTIFY countsChanged)

public:
    explicit LedgerController(QObject *parent = nullptr);

    [[nodiscard]] ClientController *client() const { return m_client; }
    void setClient(ClientController *client);
    [[nodiscard]] LedgerModel *counts() { return &m_counts; }

    [[nodiscard]] QString received() const;
    //! \brief Received messages per second.
    [[nodiscard]] QString rate() const;
    [[nodiscard]] bool isBalanced() const { return m_counts.ledger().isBalanced(); }
    //! \brief In a sentence whether the counts add up, and by how much they do not.
    [[nodiscard]] QString balanceText() const;

    //! \brief Takes a snapshot's ledger.
    void update(const client::ClientSnapshot &snapshot);

Q_SIGNALS:
    void clientChanged();
    //! \brief What was received, or whether it adds up.
    void countsChanged();
    void rateChanged();

private:
    QPointer<ClientController> m_client;
    LedgerModel m_counts;
    double m_rate = 0.0;
};

} // namespace topicscope::app
