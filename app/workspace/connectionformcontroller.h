// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/clientcontroller.h"

#include <QMap>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief The advanced settings of the connection as texts to edit: checks each while it is typed, tells what differs
//! from the defaults, and hands what is right to the client for its next connection. Thread: main.
class ConnectionFormController : public QObject
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::ClientController *client READ client WRITE setClient NOTIFY clientChanged)
    Q_PROPERTY(bool valid READ isValid NOTIFY changed)
    Q_PROPERTY(QString summary READ summary NOTIFY changed)

public:
    enum class Field {
        Transport,
        Path,
        Namespace,
        Proxy,
        CaFile,
        Certificate,
        Key,
        Passphrase,
        Auth,
        Headers,
        MaxFrame,
        ConnectTimeout,
        Attempts,
        Delay,
        DelayMax
    };
    Q_ENUM(Field)

    explicit ConnectionFormController(QObject *parent = nullptr);

    [[nodiscard]] ClientController *client() const { return m_client; }
    void setClient(ClientController *client);
    //! \brief False while a field is wrong: a connection cannot be tried then.
    [[nodiscard]] bool isValid() const { return m_errors.isEmpty(); }
    //! \brief What differs from the defaults, such as "polling only, CA file"; empty when nothing does. Shows no
    //! secret.
    [[nodiscard]] QString summary() const;

    Q_INVOKABLE QString text(topicscope::app::ConnectionFormController::Field field) const
    {
        return m_texts.value(field);
    }
    Q_INVOKABLE void setText(topicscope::app::ConnectionFormController::Field field, const QString &text);
    //! \brief What is wrong with \a field, in a sentence; empty when nothing is.
    Q_INVOKABLE QString error(topicscope::app::ConnectionFormController::Field field) const
    {
        return m_errors.value(field);
    }
    //! \brief Asks for a file and takes its name for \a field.
    Q_INVOKABLE void chooseFile(topicscope::app::ConnectionFormController::Field field, const QString &title);
    //! \brief Every field as it is without any setting.
    Q_INVOKABLE void reset();

Q_SIGNALS:
    void clientChanged();
    void changed();

private:
    void takeFromClient();
    void show(const net::ConnectionSettings &settings);
    void apply();
    void readTexts();
    void readTls();
    [[nodiscard]] int number(Field field, int smallest, int largest);
    template<typename T>
    void take(Field field, base::Result<T> value, T &target);

    QPointer<ClientController> m_client;
    QMap<Field, QString> m_texts;
    QMap<Field, QString> m_errors;
    net::ConnectionSettings m_settings; // what the texts say, as far as they can be read
};

} // namespace topicscope::app
