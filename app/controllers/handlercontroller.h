// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "controllers/clientcontroller.h"
#include "models/handlermodel.h"

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <qqmlregistration.h>

#include <optional>

namespace topicscope::app {

//! \brief The handlers of the client: lists them, adds native ones, removes them and takes a removal back. Thread: main.
class HandlerController : public QObject
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::ClientController *client READ client WRITE setClient NOTIFY clientChanged)
    Q_PROPERTY(topicscope::app::HandlerProxyModel *handlers READ handlers CONSTANT)
    Q_PROPERTY(QStringList builtins READ builtins CONSTANT)
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorTextChanged)
    Q_PROPERTY(QString removedName READ removedName NOTIFY removedChanged)

public:
    explicit HandlerController(QObject *parent = nullptr);

    [[nodiscard]] ClientController *client() const { return m_client; }
    void setClient(ClientController *client);
    [[nodiscard]] HandlerProxyModel *handlers() { return &m_proxy; }
    //! \brief The names of the native handlers.
    [[nodiscard]] QStringList builtins() const;
    //! \brief Why the last wish failed; empty when it did not.
    [[nodiscard]] QString errorText() const { return m_errorText; }
    //! \brief The handler whose removal undoRemove() takes back; empty when there is none.
    [[nodiscard]] QString removedName() const { return m_removed ? m_removed->name : QString(); }

    //! \brief What the native handler \a builtin does, in a sentence.
    Q_INVOKABLE QString builtinDescription(const QString &builtin) const;
    //! \brief What it must be told: "FILE", "DURATION"; empty when nothing.
    Q_INVOKABLE QString builtinArgument(const QString &builtin) const;
    //! \brief Registers a native handler; an empty name becomes the builtin's. After a failure there are \a retries more
    //! calls, after waits from \a firstDelay to \a maxDelay ("100ms", "5s"). False with errorText() set when it cannot be.
    Q_INVOKABLE bool addHandler(const QString &name, const QString &pattern, const QString &builtin, const QString &argument, bool parallel, int retries = 0,
                                const QString &firstDelay = {}, const QString &maxDelay = {});
    Q_INVOKABLE void removeHandler(quint32 handlerId);
    Q_INVOKABLE void undoRemove();
    Q_INVOKABLE void dismissUndo();
    Q_INVOKABLE void clearError();

Q_SIGNALS:
    void clientChanged();
    void errorTextChanged();
    void removedChanged();

private:
    void setErrorText(const QString &text);

    QPointer<ClientController> m_client;
    HandlerModel m_model;
    HandlerProxyModel m_proxy;
    QString m_errorText;
    std::optional<dispatch::HandlerSpec> m_removed;
};

} // namespace topicscope::app
