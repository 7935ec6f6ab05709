// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tailcommand.h"

#include "base/bytes.h"
#include "base/printabletext.h"
#include "clientoptions.h"
#include "clientsession.h"
#include "commandline.h"
#include "payload/messagejson.h"
#include "protocol/jsontext.h"

#include <QDateTime>
#include <QTimer>

#include <algorithm>
#include <limits>

namespace topicscope::cli {

using base::bytesOf;
using base::printableText;

namespace {

// Often enough to look live, seldom enough to write in batches.
constexpr std::chrono::milliseconds readInterval{20};
constexpr std::size_t readBatch = 1000;

QByteArray timeOf(const base::Message &message, Qt::TimeSpec spec)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(
        message.receivedWallTime().time_since_epoch());
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(ms.count(), spec);
    return (spec == Qt::UTC ? time.toString(Qt::ISODateWithMs) : time.toString(QStringLiteral("hh:mm:ss.zzz")))
        .toLatin1();
}

bool isMalformed(const base::Message &message)
{
    return message.outcome().state == base::MessageState::Malformed;
}

QByteArray jsonLine(const base::Message &message)
{
    const auto field = [](QByteArray &line, const char *name, std::string_view value) {
        line += name;
        protocol::appendJsonString(line, value);
    };
    QByteArray line = "{\"sequence\":" + QByteArray::number(qulonglong(message.sequence().value));
    line += ",\"received_at\":\"" + timeOf(message, Qt::UTC) + '"';
    if (isMalformed(message)) {
        field(line, ",\"state\":", "malformed");
        field(line, ",\"error\":", message.error().text.toStdString());
        field(line, ",\"raw\":", QString::fromUtf8(message.frame()).toStdString());
        return line + '}';
    }
    line += ',';
    payload::appendNames(line, message);
    line += ",\"size\":" + QByteArray::number(message.size());
    field(line, ",\"state\":", base::nameOf(message.outcome().state).data());
    payload::appendPayload(line, message);
    return line + '}';
}

QByteArray textLine(const base::Message &message)
{
    QByteArray line = timeOf(message, Qt::LocalTime) + "  ";
    if (isMalformed(message))
        return line + "MALFORMED  " + printableText(base::viewOf(message.error().text.toUtf8())) + "  "
               + printableText(base::viewOf(message.frame()));
    line += printableText(message.topic()) + "  ";
    if (!message.producer().empty())
        line += printableText(message.producer()) + "  ";
    if (!message.id().empty())
        line += printableText(message.id()) + "  ";
    return line + payload::printableLine(message);
}

// Prints what is new in the store, a batch at a time: messages may come faster than a terminal takes them, and signals
// and timers want their turn.
class Printer
{
public:
    Printer(const capture::MessageSource &source, bool json, qint64 limit)
        : m_source(source), m_json(json), m_left(limit)
    {
    }

    [[nodiscard]] bool isDone() const noexcept { return m_left == 0; }

    // Returns whether there may be more.
    bool printBatch()
    {
        const auto batch = m_source.readAfter(m_last, readBatch);
        if (batch.missed > 0)
            printNote(QStringLiteral("%1 messages were evicted before they could be printed: the output is too slow.")
                          .arg(batch.missed));
        for (const base::MessagePtr &message : batch.messages) {
            if (isDone())
                return false;
            printLine(m_json ? jsonLine(*message) : textLine(*message));
            m_last = message->sequence();
            --m_left;
        }
        return batch.messages.size() == readBatch;
    }

    // Prints what the store holds now; what comes meanwhile is left out.
    void printRest()
    {
        const base::Sequence last = m_source.usage().last;
        while (m_last < last && printBatch()) {
        }
    }

private:
    const capture::MessageSource &m_source;
    bool m_json;
    qint64 m_left; // negative: no limit
    base::Sequence m_last;
};

} // namespace

int tail(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Prints messages as they come. Consumes nothing and acknowledges nothing.\n"
                       "Ends after --count messages, after --duration, or at Ctrl-C, with the ledger on stderr."));
    addClientOptions(parser);
    parser.addOptions({
        {QStringLiteral("count"), QStringLiteral("End after this many messages."), QStringLiteral("N")},
        {QStringLiteral("duration"), QStringLiteral("End after this time (seconds, or 300ms)."),
         QStringLiteral("TIME")},
        {QStringLiteral("json"), QStringLiteral("One JSON object a line.")},
    });
    if (const auto exitCode = parse(parser, arguments))
        return *exitCode;

    auto config = clientConfigOf(parser);
    if (!config)
        return usageError(config.error());
    const auto count = numberOf(parser, QStringLiteral("count"), -1, 1, std::numeric_limits<qint64>::max());
    if (!count)
        return usageError(count.error());
    const auto duration = durationOf(parser, QStringLiteral("duration"));
    if (!duration)
        return usageError(duration.error());

    const bool json = parser.isSet(QStringLiteral("json"));
    ClientSession session(std::move(*config),
                          {.duration = *duration, .waitForServer = parser.isSet(QStringLiteral("wait"))});
    Printer printer(session.client().source(), json, *count);
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &session, [&] {
        const bool hasMore = printer.printBatch();
        timer.setInterval(hasMore ? std::chrono::milliseconds::zero() : readInterval);
        if (printer.isDone())
            session.stop();
    });
    timer.start(readInterval);
    const int exitCode = session.run();
    printer.printRest();
    printLedgerNote(session.client().ledger(), json);
    return exitCode;
}

} // namespace topicscope::cli
