// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/handlercontroller.h"

#include "common/rebind.h"
#include "dispatch/builtinhandlers.h"
#include "dispatch/topicpattern.h"

#include <optional>
#include <utility>

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

HandlerController::HandlerController(QObject *parent) : QObject(parent)
{
    m_proxy.setSourceModel(&m_model);
}

void HandlerController::setClient(ClientController *client)
{
    if (!rebind(m_client, client, this))
        return;
    m_removal.setUndoStack(client ? client->undoStack() : nullptr);
    m_model.clear();
    if (m_client) {
        connect(m_client, &ClientController::snapshotTaken, this, &HandlerController::takeSnapshot);
        takeSnapshot(m_client->snapshot());
    }
    Q_EMIT clientChanged();
}

void HandlerController::takeSnapshot(const client::ClientSnapshot &snapshot)
{
    m_model.update(snapshot);
    const quint64 held = snapshot.ledger.queued + snapshot.ledger.running;
    if (std::exchange(m_heldMessages, held) != held)
        Q_EMIT heldMessagesChanged();
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

bool HandlerController::addHandler(const QString &name, const QString &pattern, const QString &builtin,
                                   const QString &argument, bool parallel, int retries, const QString &firstDelay,
                                   const QString &maxDelay)
{
    if (!m_client)
        return false;
    dispatch::RetryPolicy retry;
    if (retries > 0) {
        const auto policy = dispatch::RetryPolicy::parse(
            QStringLiteral("%1,%2,%3").arg(retries).arg(firstDelay.trimmed(), maxDelay.trimmed()));
        if (!policy) {
            setErrorText(policy.error().text, Field::Retries);
            return false;
        }
        retry = *policy;
    }
    if (const auto parsed = dispatch::TopicPattern::parse(pattern.trimmed()); !parsed) {
        setErrorText(parsed.error().text, Field::Pattern);
        return false;
    }
    auto factory = factoryFor(builtin, argument.trimmed());
    if (!factory) {
        setErrorText(factory.error().text, Field::Argument);
        return false;
    }
    const QString wanted = name.trimmed();
    const auto added = m_client->addHandler({.name = wanted.isEmpty() ? builtin : wanted,
                                             .pattern = pattern.trimmed(),
                                             .parallel = parallel,
                                             .factory = std::move(*factory),
                                             .retry = retry});
    if (added)
        setErrorText(QString());
    else // the file is opened when the handler is made; else the pattern is taken
        setErrorText(added.error().text,
                     added.error().code == base::ErrorCode::InputOutput ? Field::Argument : Field::Pattern);
    return added.has_value();
}

base::Result<dispatch::HandlerFactory> HandlerController::factoryFor(const QString &builtin,
                                                                     const QString &argument) const
{
    const QString wanted = builtinArgument(builtin);
    if (wanted.isEmpty())
        return dispatch::builtinFactory(QStringLiteral("builtin:") + builtin);
    if (argument.isEmpty()) {
        const QString missing = wanted == QLatin1String("FILE")       ? tr("Enter the file to append to.")
                                : wanted == QLatin1String("DURATION") ? tr("Enter how long it sleeps, such as 25ms.")
                                : wanted == QLatin1String("FIELD") ? tr("Enter the field that the payload must have.")
                                                                   : tr("Enter what it needs: %1.").arg(wanted);
        return base::failure(base::ErrorCode::InvalidArgument, missing);
    }
    return dispatch::builtinFactory(QStringLiteral("builtin:%1=%2").arg(builtin, argument));
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
    const QString name = removed->name;
    m_removal.note(name, tr("Undo remove handler %1").arg(name), [this, removed = std::move(*removed)] {
        const auto restored = m_client->addHandler(removed);
        setErrorText(restored ? QString() : restored.error().text);
        if (!restored) // Ctrl+Z works on every page
            m_client->noteProblem(
                tr("Handler %1 could not be brought back. %2").arg(removed.name, restored.error().text));
        return restored.has_value();
    });
}

void HandlerController::clearError()
{
    setErrorText(QString());
}

void HandlerController::setErrorText(const QString &text, Field field)
{
    if (m_errorText == text && m_errorField == field)
        return;
    m_errorText = text;
    m_errorField = field;
    Q_EMIT errorTextChanged();
}

} // namespace topicscope::app
