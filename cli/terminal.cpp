// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "terminal.h"

#include "base/printabletext.h"
#include "base/terminationsignals.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QLoggingCategory>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace topicscope::cli {

namespace {

bool outputEnded = false;
bool outputFailed = false;

void writeMessage(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    static const char *const levels[] = {"debug", "warning", "critical", "fatal", "info"};
    const QByteArray time = QDateTime::currentDateTime().toString(QStringLiteral("hh:mm:ss.zzz")).toLatin1();
    std::fprintf(stderr, "%s %s %s: %s\n", time.constData(), levels[type],
                 context.category ? context.category : "default", qUtf8Printable(text));
}

} // namespace

void printLine(const QByteArray &line)
{
    if (outputEnded)
        return;
    const auto size = static_cast<std::size_t>(line.size());
    const bool written = std::fwrite(line.constData(), 1, size, stdout) == size && std::fputc('\n', stdout) != EOF
                         && std::fflush(stdout) == 0;
    if (written)
        return;
    // A closed pipe (| head) is how people end a tail; anything else, such as a full disk, is an error.
    outputEnded = true;
    outputFailed = errno != EPIPE;
    if (outputFailed)
        printError(
            QStringLiteral("cannot write to standard output: %1").arg(QString::fromLocal8Bit(std::strerror(errno))));
    if (!base::TerminationSignals::request())
        std::_Exit(outputFailed ? Failure : Success);
}

bool hasOutputFailed()
{
    return outputFailed;
}

void printJson(const QJsonObject &object)
{
    printLine(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void printError(const QString &text)
{
    std::fprintf(stderr, "topicscope-cli: %s\n", base::printableText(text.toStdString()).constData());
}

int usageError(const base::Error &error)
{
    printError(error.text);
    return Usage;
}

void printNote(const QString &text)
{
    std::fprintf(stderr, "%s\n", base::printableText(text.toStdString()).constData());
}

void printJsonNote(const QJsonObject &object)
{
    const QByteArray text = QJsonDocument(object).toJson(QJsonDocument::Compact);
    std::fprintf(stderr, "%s\n",
                 base::printableJson({text.constData(), static_cast<std::size_t>(text.size())}).constData());
}

void installMessageHandler()
{
    // The session tells about the connection in its own words; handlers that log are meant to be read.
    QLoggingCategory::setFilterRules(QStringLiteral("topicscope.*.info=false\ntopicscope.handler.info=true"));
    qInstallMessageHandler(writeMessage);
}

} // namespace topicscope::cli
