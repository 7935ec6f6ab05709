// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/latestremoval.h"
#include "workspace/clientcontroller.h"
#include "panels/handlermodel.h"

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief The handlers of the client: lists them, adds native ones, removes them and takes a removal back. Thread:
//! main.
class HandlerController : public QObject
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::ClientController *client READ client WRITE setClient NOTIFY clientChanged)
    Q_PROPERTY(topicscope::app::HandlerProxyModel *handlers READ handlers CONSTANT)
    Q_PROPERTY(QStringList builtins READ builtins CONSTANT)
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorTextChanged)
    Q_PROPERTY(Field errorField READ errorField NOTIFY errorTextChanged)
    Q_PROPERTY(topicscope::app::LatestRemoval *removal READ removal CONSTANT)
    Q_PROPERTY(double heldMessages READ heldMessages NOTIFY heldMessagesChanged)

public:
    //! \brief The fields of a new handler.
    enum class Field { None, Pattern, Argument, Retries };
    Q_ENUM(Field)

    explicit HandlerController(QObject *parent = nullptr);

    [[nodiscard]] ClientController *client() const { return m_client; }
    void setClient(ClientController *client);
    [[nodiscard]] HandlerProxyModel *handlers() { return &m_proxy; }
    //! \brief The names of the native handlers.
    [[nodiscard]] QStringList builtins() const;
    //! \brief Why the last wish failed; empty when it did not.
    [[nodiscard]] QString errorText() const { return m_errorText; }
    //! \brief The field of the new handler that it is about; None when it is about something else.
    [[nodiscard]] Field errorField() const { return m_errorField; }
    //! \brief Those that did not go along to this server.
    //! \brief The handler that was removed last.
    [[nodiscard]] LatestRemoval *removal() { return &m_removal; }
    //! \brief Messages that are queued for a handler or with one; where none is registered, removed ones still work on
    //! them.
    [[nodiscard]] double heldMessages() const { return static_cast<double>(m_heldMessages); }

    //! \brief What the native handler \a builtin does, in a sentence.
    Q_INVOKABLE QString builtinDescription(const QString &builtin) const;
    //! \brief What it must be told: "FILE", "DURATION"; empty when nothing.
    Q_INVOKABLE QString builtinArgument(const QString &builtin) const;
    //! \brief Registers a native handler; an empty name becomes the builtin's. After a failure there are \a retries
    //! more calls, after waits from \a firstDelay to \a maxDelay ("100ms", "5s"). False with errorText() set when it
    //! cannot be.
    Q_INVOKABLE bool addHandler(const QString &name, const QString &pattern, const QString &builtin,
                                const QString &argument, bool parallel, int retries = 0, const QString &firstDelay = {},
                                const QString &maxDelay = {});
    Q_INVOKABLE void removeHandler(quint32 handlerId);
    Q_INVOKABLE void clearError();

Q_SIGNALS:
    void clientChanged();
    void errorTextChanged();
    void heldMessagesChanged();

private:
    void takeSnapshot(const client::ClientSnapshot &snapshot);
    void setErrorText(const QString &text, Field field = Field::None);
    [[nodiscard]] base::Result<dispatch::HandlerFactory> factoryFor(const QString &builtin,
                                                                    const QString &argument) const;

    QPointer<ClientController> m_client;
    HandlerModel m_model;
    HandlerProxyModel m_proxy;
    QString m_errorText;
    Field m_errorField = Field::None;
    LatestRemoval m_removal;
    quint64 m_heldMessages = 0;
};

} // namespace topicscope::app
