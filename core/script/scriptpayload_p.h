// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "payload/encodings.h"

#include <QObject>

class QJSEngine;

namespace topicscope::script {

//! \brief What the prelude asks for the payload of a message that is more than JSON, when a script does; scripts never
//! see it. It keeps the message as long as the script does. Thread: the engine's.
class ScriptPayload : public QObject
{
    Q_OBJECT

public:
    ScriptPayload(base::MessagePtr message, QJSEngine &engine);

    //! \brief Whether there is more to \a message than the text of its payload.
    [[nodiscard]] static bool isNeeded(const base::Message &message);

    Q_INVOKABLE QString encoding() const;
    //! \brief The payload as text: as it came, or in the notation of payload/notation.h.
    Q_INVOKABLE QString text() const;
    //! \brief The payload in JSON, what JSON lacks behind \a mark (payload::markedJsonOf()); blob() has what comes with
    //! it.
    Q_INVOKABLE QString values(const QString &mark);
    Q_INVOKABLE QByteArray blob(int number) const;
    Q_INVOKABLE QByteArray bytes() const;
    //! \brief payload::attributesJson().
    Q_INVOKABLE QString attributes() const;

private:
    [[nodiscard]] QString orThrow(const base::Result<QByteArray> &text) const;

    base::MessagePtr m_message;
    QJSEngine &m_engine;
    payload::Body m_body;
    QList<QByteArray> m_blobs;
};

} // namespace topicscope::script
