// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/jsontextcheck.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace topicscope::app {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("topicscope::app::JsonFault", text);
}

QString sentenceFor(QJsonParseError::ParseError error)
{
    switch (error) {
    case QJsonParseError::UnterminatedObject:
        return tr("This object is not closed: a } or a comma is missing.");
    case QJsonParseError::MissingNameSeparator:
        return tr("A colon is missing after the name.");
    case QJsonParseError::UnterminatedArray:
        return tr("This array is not closed: a ] or a comma is missing.");
    case QJsonParseError::MissingObject:
        return tr("A name in double quotes is expected here.");
    case QJsonParseError::IllegalNumber:
    case QJsonParseError::TerminationByNumber:
        return tr("This is not a number as JSON writes them.");
    case QJsonParseError::IllegalEscapeSequence:
        return tr("This escape sequence does not exist; write a backslash as \\\\.");
    case QJsonParseError::IllegalUTF8String:
        return tr("This text holds a character that UTF-8 cannot express.");
    case QJsonParseError::UnterminatedString:
        return tr("This string is not closed: a double quote is missing.");
    case QJsonParseError::DeepNesting:
        return tr("This is nested too deeply.");
    case QJsonParseError::GarbageAtEnd:
        return tr("There is something after the end of the value.");
    default:
        return tr("A value is expected here: an object, an array, a text in double quotes, a number, true, false or null.");
    }
}

JsonFault faultAt(const QString &text, qsizetype position, const QString &sentence)
{
    JsonFault fault{.text = sentence, .position = qBound<qsizetype>(0, position, text.size())};
    const QStringView before = QStringView(text).left(fault.position);
    fault.line = static_cast<int>(before.count(u'\n')) + 1;
    fault.column = static_cast<int>(fault.position - (before.lastIndexOf(u'\n') + 1)) + 1;
    return fault;
}

qsizetype firstOtherThanSpace(QStringView text, qsizetype from)
{
    while (from < text.size() && text[from].isSpace())
        ++from;
    return from;
}

} // namespace

std::optional<JsonFault> findJsonFault(const QString &text)
{
    if (text.size() > maxJsonTextLength)
        return faultAt(text, 0, tr("This text is longer than the editor checks (4 million characters)."));
    if (QStringView(text).trimmed().isEmpty())
        return faultAt(text, 0, tr("Enter a JSON value, such as {} or \"text\"."));
    // Qt reads objects and arrays only, so the text becomes the one element of an array.
    const QByteArray wrapped = '[' + text.toUtf8() + ']';
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(wrapped, &error);
    if (error.error != QJsonParseError::NoError) {
        const qsizetype position = QString::fromUtf8(wrapped.left(error.offset)).size() - 1;
        return faultAt(text, position, sentenceFor(error.error));
    }
    if (document.array().size() != 1) {
        const qsizetype start = firstOtherThanSpace(text, 0);
        return faultAt(text, start, tr("More than one value: put them between [ and ]."));
    }
    return std::nullopt;
}

QString formattedJson(const QString &text, int indent)
{
    QString result;
    result.reserve(text.size() * 2);
    int depth = 0;
    const auto newLine = [&] { result += u'\n' + QString(depth * indent, u' '); };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'"') {
            const qsizetype start = i;
            for (++i; i < text.size() && text[i] != u'"'; ++i) {
                if (text[i] == u'\\')
                    ++i;
            }
            result += QStringView(text).mid(start, i - start + 1);
        } else if (c == u'{' || c == u'[') {
            result += c;
            const qsizetype next = firstOtherThanSpace(text, i + 1);
            if (next < text.size() && (text[next] == u'}' || text[next] == u']')) {
                result += text[next];
                i = next;
                continue;
            }
            ++depth;
            newLine();
        } else if (c == u'}' || c == u']') {
            --depth;
            newLine();
            result += c;
        } else if (c == u',') {
            result += c;
            newLine();
        } else if (c == u':') {
            result += QStringLiteral(": ");
        } else if (!c.isSpace()) {
            result += c;
        }
    }
    return result;
}

} // namespace topicscope::app
