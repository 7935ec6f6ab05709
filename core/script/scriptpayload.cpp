// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/scriptpayload_p.h"

#include "base/bytes.h"
#include "payload/messagejson.h"
#include "payload/notation.h"

#include <QJSEngine>

namespace topicscope::script {

using base::textOf;
using base::viewOf;

namespace {

// A value takes more memory than its text does, and nothing interrupts the making of the text.
constexpr qsizetype mostBytes = qsizetype{64} * 1024 * 1024;

} // namespace

ScriptPayload::ScriptPayload(base::MessagePtr message, QJSEngine &engine)
    : m_message(std::move(message)), m_engine(engine), m_body(payload::bodyOf(*m_message))
{
}

bool ScriptPayload::isNeeded(const base::Message &message)
{
    return message.knownEncoding() != base::Encoding::Json || !message.attachments().empty()
           || !message.attributes().empty();
}

QString ScriptPayload::encoding() const
{
    return QString(base::nameOf(m_body.encoding));
}

QString ScriptPayload::text() const
{
    if (m_body.encoding == base::Encoding::Json || m_body.encoding == base::Encoding::Text)
        return textOf(m_body.bytes);
    return orThrow(payload::notationOf(m_body.bytes, m_body.encoding));
}

QString ScriptPayload::values(const QString &mark)
{
    m_blobs.clear();
    return orThrow(
        payload::markedJsonOf(m_body.bytes, m_body.encoding, m_body.attachments, viewOf(mark.toUtf8()), m_blobs));
}

QByteArray ScriptPayload::blob(int number) const
{
    return m_blobs.value(number);
}

QByteArray ScriptPayload::bytes() const
{
    return base::bytesOf(m_body.bytes);
}

QString ScriptPayload::attributes() const
{
    return QString::fromUtf8(payload::attributesJson(*m_message));
}

QString ScriptPayload::orThrow(const base::Result<QByteArray> &text) const
{
    if (text && text->size() <= mostBytes)
        return QString::fromUtf8(*text);
    m_engine.throwError(text ? QStringLiteral("The payload would be larger than a script may make it.")
                             : QStringLiteral("The payload cannot be read: %1").arg(text.error().text));
    return {};
}

} // namespace topicscope::script
