// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/clientcontroller.h"
#include "workspace/settingfieldmodel.h"

#include <QObject>
#include <QPointer>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief The advanced settings of the connection as texts to edit: checks each while it is typed, tells what differs
//! from the defaults, and hands what is right to the client for its next connection. Thread: main.
class ConnectionFormController : public QObject
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::ClientController *client READ client WRITE setClient NOTIFY clientChanged)
    Q_PROPERTY(topicscope::app::SettingFieldModel *fields READ fields CONSTANT)
    Q_PROPERTY(bool valid READ isValid NOTIFY changed)
    Q_PROPERTY(QString summary READ summary NOTIFY changed)

public:
    explicit ConnectionFormController(QObject *parent = nullptr);

    [[nodiscard]] ClientController *client() const { return m_client; }
    void setClient(ClientController *client);
    [[nodiscard]] SettingFieldModel *fields() { return &m_fields; }
    //! \brief False while a field is wrong: a connection cannot be tried then.
    [[nodiscard]] bool isValid() const { return m_fields.isValid(); }
    //! \brief What differs from the defaults, such as "polling only, CA file"; empty when nothing does. Shows no
    //! secret.
    [[nodiscard]] QString summary() const;

    //! \brief Fields are named by the keys of net::SettingField.
    Q_INVOKABLE QString text(const QString &key) const { return m_fields.text(key); }
    Q_INVOKABLE void setText(const QString &key, const QString &text);
    //! \brief What is wrong with the field, in a sentence; empty when nothing is.
    Q_INVOKABLE QString error(const QString &key) const { return m_fields.error(key); }
    //! \brief Asks for a file and takes its name for the field.
    Q_INVOKABLE void chooseFile(const QString &key, const QString &title);
    //! \brief Every field as it is without any setting.
    Q_INVOKABLE void reset();

Q_SIGNALS:
    void clientChanged();
    void changed();

private:
    void takeFromClient();
    void apply();

    QPointer<ClientController> m_client;
    SettingFieldModel m_fields;
};

} // namespace topicscope::app
