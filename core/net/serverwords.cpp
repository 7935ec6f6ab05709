// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/serverwords.h"

#include "base/bytes.h"
#include "base/visibletext.h"
#include "protocol/jsontext.h"

#include <QCoreApplication>

namespace topicscope::net {

using base::ErrorCode;
using base::failure;
using base::Result;
using base::viewOf;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("topicscope::net", text);
}

} // namespace

QString shownWords(const QString &words, qsizetype longest)
{
    QString shown = words.simplified();
    if (shown.size() <= longest)
        return shown;
    shown.truncate(shown.at(longest).isLowSurrogate() && shown.at(longest - 1).isHighSurrogate() ? longest - 1
                                                                                                 : longest);
    return shown;
}

QString wordsOf(std::string_view json)
{
    for (const std::string_view key : {"message", "error"}) {
        if (const auto words = protocol::fieldText(json, key); words && !words->isEmpty())
            return shownWords(base::textOfWtf8(viewOf(*words)));
    }
    return {};
}

Result<void> checkStatus(int status, const QByteArray &body, const QString &what)
{
    if (status >= 200 && status < 300)
        return {};
    if (status == 404 || status == 405 || status == 501)
        return failure(ErrorCode::NotSupported,
                       translated("The server does not offer %1 (HTTP %2).").arg(what, QString::number(status)));
    if (status >= 300 && status < 400)
        return failure(ErrorCode::NotSupported,
                       translated("%1: the server sends us to another place, which is not followed.").arg(what));
    const QString words = wordsOf(viewOf(body));
    return failure(
        ErrorCode::ServerError,
        words.isEmpty()
            ? translated("%1: the server answered HTTP %2.").arg(what, QString::number(status))
            : translated("%1: the server answered \"%2\" (HTTP %3).").arg(what, words, QString::number(status)));
}

Result<void> checkContract(const QByteArray &body, const QString &what, bool needsStatus)
{
    const QByteArray status = protocol::fieldText(viewOf(body), "status").value_or(QByteArray());
    if (status == "ok" || (status.isEmpty() && !needsStatus))
        return {};
    if (status.isEmpty()) {
        return failure(
            ErrorCode::ServerError,
            translated(
                "%1: the answer does not say {\"status\":\"ok\"}, so nothing tells that the server took the message. "
                "Is this the address of a publish/subscribe server?")
                .arg(what));
    }
    const QString words = wordsOf(viewOf(body));
    const QString shown = shownWords(base::textOfWtf8(viewOf(status)));
    return failure(ErrorCode::ServerError,
                   words.isEmpty()
                       ? translated("%1: the server answered with status \"%2\".").arg(what, shown)
                       : translated("%1: the server answered \"%2\" (status \"%3\").").arg(what, words, shown));
}

} // namespace topicscope::net
