// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/format.h"

#include "base/visibletext.h"

#include <QDateTime>
#include <QLocale>

#include <array>

namespace topicscope::app {

namespace {

QDateTime localTime(base::WallTime time)
{
    const auto ms = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(ms.count());
}

} // namespace

Format::Format(QObject *parent) : QObject(parent) {}

QString Format::bytesText(qint64 bytes)
{
    if (bytes < 1024)
        return tr("%1 B").arg(bytes);
    const std::array<QString, 4> units{tr("%1 KiB"), tr("%1 MiB"), tr("%1 GiB"), tr("%1 TiB")};
    double value = static_cast<double>(bytes) / 1024.0;
    std::size_t unit = 0;
    while (value >= 999.95 && unit + 1 < units.size()) {
        value /= 1024.0;
        ++unit;
    }
    return units[unit].arg(QLocale().toString(value, 'f', value < 99.95 ? 1 : 0));
}

QString Format::perSecondText(double perSecond)
{
    return tr("%1/s").arg(rateText(perSecond));
}

QString Format::dateTimeText(base::WallTime time)
{
    const auto micros = time.time_since_epoch() % std::chrono::seconds(1);
    return localTime(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"))
           + QStringLiteral(".%1").arg(micros.count(), 6, 10, QLatin1Char('0'));
}

QString Format::stateText(base::MessageState state)
{
    switch (state) {
    case base::MessageState::Malformed:
        return tr("malformed");
    case base::MessageState::Duplicate:
        return tr("duplicate");
    case base::MessageState::Unrouted:
        return tr("unrouted");
    case base::MessageState::Dropped:
        return tr("dropped");
    case base::MessageState::Queued:
        return tr("queued");
    case base::MessageState::Running:
        return tr("running");
    case base::MessageState::Handled:
        return tr("handled");
    case base::MessageState::Failed:
        return tr("failed");
    case base::MessageState::TimedOut:
        return tr("timed out");
    }
    Q_UNREACHABLE();
}

Tone::Value Format::stateTone(base::MessageState state)
{
    switch (state) {
    case base::MessageState::Malformed:
    case base::MessageState::Failed:
        return Tone::Danger;
    case base::MessageState::TimedOut:
    case base::MessageState::Dropped:
        return Tone::Warning;
    case base::MessageState::Duplicate:
        return Tone::Violet;
    case base::MessageState::Running:
        return Tone::Info;
    case base::MessageState::Handled:
        return Tone::Success;
    case base::MessageState::Queued:
    case base::MessageState::Unrouted:
        return Tone::Neutral;
    }
    Q_UNREACHABLE();
}

QString Format::stateFilterText(StateFilter::Value filter)
{
    if (const auto state = StateFilter::stateOf(filter))
        return stateText(*state);
    return filter == StateFilter::Repeated ? tr("repeated") : tr("all states");
}

QString Format::fill(const QString &text, const QStringList &values) const
{
    QString filled;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int number = text.at(i) == u'%' && i + 1 < text.size() ? text.at(i + 1).digitValue() : -1;
        if (number < 1 || number > values.size()) {
            filled += text.at(i);
            continue;
        }
        filled += values.at(number - 1);
        ++i;
    }
    return filled;
}

QString Format::visibleLines(const QString &received) const
{
    return base::visibleLines(received);
}

} // namespace topicscope::app
