// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window/processfigures.h"

#include <QDir>
#include <QFile>

#include <ctime>
#include <unistd.h>

namespace topicscope::bench {

namespace {

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// The fields of a stat file behind the name, which may hold blanks; the first is "state", number 3 in proc(5).
QList<QByteArray> fieldsOf(const QByteArray &stat)
{
    return stat.mid(stat.lastIndexOf(')') + 2).split(' ');
}

double secondsOf(const QByteArray &ticks)
{
    return ticks.toDouble() / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

} // namespace

QMap<QString, double> threadSeconds()
{
    QMap<QString, double> seconds;
    const QString tasks = QStringLiteral("/proc/self/task/");
    for (const QString &task : QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QList<QByteArray> fields = fieldsOf(contentsOf(tasks + task + QStringLiteral("/stat")));
        const QString name = QString::fromUtf8(contentsOf(tasks + task + QStringLiteral("/comm"))).trimmed();
        if (fields.size() > 12)
            seconds[name] += secondsOf(fields.at(11)) + secondsOf(fields.at(12));
    }
    return seconds;
}

double residentMiB()
{
    const QByteArray pages = contentsOf(QStringLiteral("/proc/self/statm")).split(' ').value(1);
    return pages.toDouble() * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

std::chrono::milliseconds sinceProcessStart()
{
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    const double uptime = static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
    const double started = secondsOf(fieldsOf(contentsOf(QStringLiteral("/proc/self/stat"))).value(19));
    return std::chrono::milliseconds(static_cast<qint64>((uptime - started) * 1000));
}

} // namespace topicscope::bench
