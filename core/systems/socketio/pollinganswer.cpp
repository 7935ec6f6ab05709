// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/socketio/pollinganswer.h"

#include "base/bytes.h"
#include "net/serverwords.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>

namespace topicscope::systems {

using base::viewOf;

QString errorWordsOf(const QByteArray &body)
{
    const QString text = QJsonDocument::fromJson('[' + body + ']').array().at(0).toString();
    return text.isEmpty() ? net::wordsOf(viewOf(body)) : net::shownWords(text);
}

bool isAnswer(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200
           && !reply.header(QNetworkRequest::ContentTypeHeader)
                   .toString()
                   .startsWith(QStringLiteral("text/html"), Qt::CaseInsensitive);
}

bool isEngineIo(const QByteArray &body)
{
    for (qsizetype begin = 0; begin < body.size();) {
        const char type = body.at(begin);
        if (type == 'b' || (type >= '0' && type <= '6'))
            return true;
        const qsizetype end = body.indexOf(packetSeparator, begin);
        begin = end < 0 ? body.size() : end + 1;
    }
    return false;
}

} // namespace topicscope::systems
