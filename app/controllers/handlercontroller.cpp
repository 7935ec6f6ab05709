// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "controllers/handlercontroller.h"

#include "dispatch/builtinhandlers.h"

namespace topicscope::app {
namespace {

std::optional<dispatch::BuiltinInfo> infoOf(const QString &builtin)
{
    for (const dispatch::BuiltinInfo &info : dispatch::builtinHandlers()) {
        if (info.name == builtin)
            return info;
    }
    return std::nullopt;
}

} // namespace

HandlerController::HandlerController(QObject *parent)
    : QObject(parent)
{
    m_proxy.setSourceModel(&m_model);
}

void HandlerController::setClient(ClientController *client)
{
    if (m_client == client)
        return;
    if (m_client)
        m_client->disconnect(this);
    m_client = client;
    m_model.clear();
    if (m_client) {
        connect(m_client, &ClientController::snapshotTaken, &m_model, &HandlerModel::update);
        connect(m_client, &ClientController::clientChanged, &m_model, &HandlerModel::clear);
        m_model.update(m_client->snapshot());
    }
    Q_EMIT clientChanged();
}

QStringList HandlerController::builtins() const
{
    QStringList names;
    for (const dispatch::BuiltinInfo &info : dispatch::builtinHandlers())
        names.append(info.name);
    return names;
}

QString HandlerController::builtinDescription(const QString &builtin) const
{
    const auto info = infoOf(builtin);
    return info ? info->description : QString();
}

QString HandlerController::builtinArgument(const QString &builtin) const
{
    const auto info = infoOf(builtin);
    return info ? info->argument : QString();
}

bool HandlerController::addHandler(const QString &name, const QString &pattern, const QString &builtin, const QString &argument, bool parallel, int retries,
                                   const QString &firstDelay, const QString &maxDelay)
{
    if (!m_client)
        return false;
    dispatch::RetryPolicy retry;
    if (retries > 0) {
        const auto policy = dispatch::RetryPolicy::parse(QStringLiteral("%1,%2,%3").arg(retries).arg(firstDelay.trimmed(), maxDelay.trimmed()));
        if (!policy) {
            setErrorText(policy.error().text);
            return false;
        }
        retry = *policy;
    }
    QString text = QStringLiteral("builtin:") + builtin;
    if (!builtinArgument(builtin).isEmpty())
        text += QLatin1Char('=') + argument.trimmed();
    auto factory = dispatch::builtinFactory(text);
    if (!factory) {
        setErrorText(factory.error().text);
        return false;
    }
    const QString wanted = name.trimmed();
    const auto added = m_client->addHandler({.name = wanted.isEmpty() ? builtin : wanted,
                                             .pattern = pattern.trimmed(),
                                             .parallel = parallel,
                                             .factory = std::move(*factory),
                                             .retry = retry});
    setErrorText(added ? QString() : added.error().text);
    return added.has_value();
}

void HandlerController::removeHandler(quint32 handlerId)
{
    if (!m_client)
        return;
    auto removed = m_client->removeHandler(base::HandlerId{handlerId});
    if (!removed) {
        setErrorText(removed.error().text);
        return;
    }
    setErrorText(QString());
    m_removed = std::move(*removed);
    Q_EMIT removedChanged();
}

void HandlerController::undoRemove()
{
    if (!m_client || !m_removed)
        return;
    const auto added = m_client->addHandler(*m_removed);
    setErrorText(added ? QString() : added.error().text);
    if (added)
        dismissUndo();
}

void HandlerController::dismissUndo()
{
    m_removed.reset();
    Q_EMIT removedChanged();
}

void HandlerController::clearError()
{
    setErrorText(QString());
}

void HandlerController::setErrorText(const QString &text)
{
    if (m_errorText == text)
        return;
    m_errorText = text;
    Q_EMIT errorTextChanged();
}

} // namespace topicscope::app
