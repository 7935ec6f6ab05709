// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/connectionformcontroller.h"

#include "common/rebind.h"
#include "common/filechooser.h"
#include "systems/registry.h"

namespace topicscope::app {

ConnectionFormController::ConnectionFormController(QObject *parent) : QObject(parent) {}

void ConnectionFormController::setClient(ClientController *client)
{
    if (!rebind(m_client, client, this))
        return;
    if (m_client) {
        connect(m_client, &ClientController::settingsChanged, this, &ConnectionFormController::takeFromClient);
        takeFromClient();
    }
    Q_EMIT clientChanged();
}

void ConnectionFormController::takeFromClient()
{
    m_fields.setSettings(m_client->client().config().connection);
    Q_EMIT changed();
}

void ConnectionFormController::setText(const QString &key, const QString &text)
{
    if (m_fields.setText(key, text))
        apply();
}

void ConnectionFormController::chooseFile(const QString &key, const QString &title)
{
    askForFile({.title = title,
                .filters = {tr("PEM files (*.pem *.crt *.cer *.key)"), tr("All files (*)")},
                .path = text(key)},
               this, [this, key](const QString &file) { setText(key, file); });
}

void ConnectionFormController::reset()
{
    net::ConnectionSettings standard;
    standard.url = m_fields.settings().url; // which tells the system
    m_fields.setSettings(standard);
    apply();
}

void ConnectionFormController::apply()
{
    if (isValid() && m_client)
        m_client->setNextConnection(m_fields.settings());
    Q_EMIT changed();
}

QString ConnectionFormController::summary() const
{
    const net::ConnectionSettings &settings = m_fields.settings();
    return net::differences(systems::systemOf(settings.url).fields, settings).join(QStringLiteral(", "));
}

} // namespace topicscope::app
