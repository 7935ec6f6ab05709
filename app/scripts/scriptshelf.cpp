// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/scriptshelf.h"

#include "scripts/scriptfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include <algorithm>

namespace topicscope::app {

using base::ErrorCode;

namespace {

const QString listKey = QStringLiteral("scripts/list");
const QString emptyScript = QStringLiteral(
    "// What is done with each message. docs/scripting.md has what msg and ctx offer.\n"
    "function onMessage(msg, ctx) {\n    ctx.log(msg.topic, msg.payload);\n}\n");
const QString sampleFolder = QStringLiteral(":/topicscope/handlers");

QString tr(const char *text)
{
    return QCoreApplication::translate("ScriptShelf", text);
}

//! A disk that is not there now, or a folder that was moved for a while.
bool isAway(const QJsonValue &entry)
{
    return !QFileInfo::exists(entry.toObject().value(QStringLiteral("file")).toString());
}

//! What a file is called for a name that somebody typed.
QString fileNameFor(const QString &name)
{
    QString text;
    for (const QChar c : name.trimmed().left(60))
        text += c.isLetterOrNumber() || c == u'-' || c == u'_' ? c : QChar(u'-');
    return text.isEmpty() ? QStringLiteral("script") : text;
}

//! Samples import these; a file that is there already stays as it is.
base::Result<void> copyHelpers(const QDir &folder)
{
    QDirIterator helpers(sampleFolder + QStringLiteral("/lib"), QDir::Files);
    while (helpers.hasNext()) {
        const QString helper = helpers.next();
        const QString target = folder.filePath(QStringLiteral("lib/") + helpers.fileName());
        if (QFileInfo::exists(target))
            continue;
        const auto text = readScriptFile(helper);
        if (!text)
            return tl::unexpected(text.error());
        folder.mkpath(QStringLiteral("lib"));
        if (const auto written = writeScriptFile(target, text->toUtf8()); !written)
            return written;
    }
    return {};
}

const ScriptShelf::Sample *sampleAt(int place)
{
    const auto &samples = ScriptShelf::samples();
    return place >= 0 && place < static_cast<int>(samples.size()) ? &samples[static_cast<std::size_t>(place)] : nullptr;
}

} // namespace

ScriptShelf::ScriptShelf(SettingsStore *settings) : m_settings(settings) {}

QString ScriptShelf::folder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/handlers");
}

const std::vector<ScriptShelf::Sample> &ScriptShelf::samples()
{
    static const std::vector<Sample> all = [] {
        std::vector<Sample> found;
        const QFileInfoList files = QDir(sampleFolder).entryInfoList({QStringLiteral("*.js")}, QDir::Files, QDir::Name);
        for (const QFileInfo &file : files) {
            const auto text = readScriptFile(file.filePath());
            const QString mark = QStringLiteral("// Title: ");
            const qsizetype at = text ? text->indexOf(mark) : -1;
            if (at >= 0)
                found.push_back({.title = text->sliced(at + mark.size()).section(u'\n', 0, 0).trimmed(),
                                 .file = file.fileName(),
                                 .text = *text});
        }
        return found;
    }();
    return all;
}

QJsonArray ScriptShelf::remembered() const
{
    return m_settings ? QJsonDocument::fromJson(m_settings->text(listKey, {}).toUtf8()).array() : QJsonArray();
}

QStringList ScriptShelf::away() const
{
    QStringList paths;
    for (const QJsonValue &entry : remembered()) {
        if (isAway(entry))
            paths << entry.toObject().value(QStringLiteral("file")).toString();
    }
    return paths;
}

std::vector<ScriptPtr> ScriptShelf::restore() const
{
    std::vector<ScriptPtr> scripts;
    for (const QJsonValue &value : remembered()) {
        const QJsonObject entry = value.toObject();
        const auto read = Script::open(entry.value(QStringLiteral("file")).toString());
        if (!read)
            continue;
        const ScriptPtr &script = *read;
        script->pattern = entry.value(QStringLiteral("pattern")).toString(script->pattern);
        script->parallel = entry.value(QStringLiteral("parallel")).toBool();
        script->timeout = std::chrono::milliseconds(
            std::clamp(entry.value(QStringLiteral("timeout_ms")).toInt(1000), 1, 3'600'000));
        scripts.push_back(script);
    }
    return scripts;
}

void ScriptShelf::remember(const std::vector<ScriptPtr> &scripts, const QString &removed) const
{
    if (!m_settings)
        return;
    QJsonArray list;
    for (const QJsonValue &entry : remembered()) {
        const QString path = entry.toObject().value(QStringLiteral("file")).toString();
        if (path != removed && std::none_of(scripts.begin(), scripts.end(), [&path](const ScriptPtr &script) {
                return script->path == path;
            }))
            list.append(entry);
    }
    for (const ScriptPtr &script : scripts) {
        list.append(QJsonObject{{QStringLiteral("file"), script->path},
                                {QStringLiteral("pattern"), script->pattern},
                                {QStringLiteral("parallel"), script->parallel},
                                {QStringLiteral("timeout_ms"), static_cast<int>(script->timeout.count())}});
    }
    m_settings->setText(listKey, QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact)));
}

QStringList ScriptShelf::beginnings()
{
    QStringList titles{tr("An empty handler")};
    for (const Sample &sample : samples())
        titles << sample.title;
    return titles;
}

QString ScriptShelf::pathFor(const QString &name, int sample)
{
    const Sample *chosen = sampleAt(sample);
    const QString fallback = chosen ? chosen->file.chopped(3) : QStringLiteral("handler");
    const QDir home(folder());
    const QString wanted = fileNameFor(name.trimmed().isEmpty() ? fallback : name);
    QString path = home.filePath(wanted + QStringLiteral(".js"));
    for (int number = 2; QFileInfo::exists(path); ++number)
        path = home.filePath(QStringLiteral("%1-%2.js").arg(wanted, QString::number(number)));
    return path;
}

base::Result<ScriptPtr> ScriptShelf::create(const QString &name, int sample)
{
    const QDir home(folder());
    if (!home.mkpath(QStringLiteral(".")))
        return base::failure(ErrorCode::InputOutput,
                             tr("The folder of handlers, \"%1\", cannot be made.").arg(home.path()));
    if (const auto copied = copyHelpers(home); !copied)
        return tl::unexpected(copied.error());
    const QString path = pathFor(name, sample);
    const Sample *chosen = sampleAt(sample);
    if (const auto written = writeScriptFile(path, (chosen ? chosen->text : emptyScript).toUtf8()); !written)
        return tl::unexpected(written.error());
    return Script::open(path);
}

} // namespace topicscope::app
