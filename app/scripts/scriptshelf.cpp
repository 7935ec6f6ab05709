// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/scriptshelf.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>
#include <QStringDecoder>

#include <algorithm>

namespace topicscope::app {

using base::ErrorCode;

namespace {

const QString listKey = QStringLiteral("scripts/list");
const QString sampleFolder = QStringLiteral(":/topicscope/handlers");

QString tr(const char *text)
{
    return QCoreApplication::translate("ScriptShelf", text);
}

base::Result<QString> textOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(ErrorCode::InputOutput, tr("Cannot read \"%1\": %2.").arg(path, file.errorString()));
    const QByteArray bytes = file.read(script::ScriptProgram::maxFileBytes + 1);
    if (bytes.size() > script::ScriptProgram::maxFileBytes)
        return base::failure(ErrorCode::TooLarge, tr("\"%1\" is too large for a script: it has more than %2 bytes.")
                                                      .arg(path, QString::number(script::ScriptProgram::maxFileBytes)));
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder(bytes);
    if (decoder.hasError()) // saving would write something else in the place of such bytes
        return base::failure(
            ErrorCode::InvalidUtf8,
            tr("\"%1\" is not text in UTF-8, which a script has to be. Convert the file first.").arg(path));
    return text;
}

base::Result<void> write(const QString &path, const QByteArray &text)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        return {};
    return base::failure(ErrorCode::InputOutput, tr("Cannot write \"%1\": %2.").arg(path, file.errorString()));
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
        const auto text = textOf(helper);
        if (!text)
            return tl::unexpected(text.error());
        folder.mkpath(QStringLiteral("lib"));
        if (const auto written = write(target, text->toUtf8()); !written)
            return written;
    }
    return {};
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
            const auto text = textOf(file.filePath());
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

std::vector<Script> ScriptShelf::restore() const
{
    std::vector<Script> scripts;
    for (const QJsonValue &value : remembered()) {
        const QJsonObject entry = value.toObject();
        auto script = open(entry.value(QStringLiteral("file")).toString());
        if (!script)
            continue;
        script->pattern = entry.value(QStringLiteral("pattern")).toString(script->pattern);
        script->parallel = entry.value(QStringLiteral("parallel")).toBool();
        script->timeout = std::chrono::milliseconds(
            std::clamp(entry.value(QStringLiteral("timeout_ms")).toInt(1000), 1, 3'600'000));
        scripts.push_back(std::move(*script));
    }
    return scripts;
}

void ScriptShelf::remember(const std::vector<Script> &scripts) const
{
    if (!m_settings)
        return;
    QJsonArray list;
    for (const QJsonValue &entry : remembered()) {
        const QString path = entry.toObject().value(QStringLiteral("file")).toString();
        if (isAway(entry) && std::none_of(scripts.begin(), scripts.end(), [&path](const Script &script) {
                return script.path == path;
            }))
            list.append(entry);
    }
    for (const Script &script : scripts) {
        list.append(QJsonObject{{QStringLiteral("file"), script.path},
                                {QStringLiteral("pattern"), script.pattern},
                                {QStringLiteral("parallel"), script.parallel},
                                {QStringLiteral("timeout_ms"), static_cast<int>(script.timeout.count())}});
    }
    m_settings->setText(listKey, QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact)));
}

QString ScriptShelf::pathFor(const QString &name)
{
    const QDir home(folder());
    const QString wanted = fileNameFor(name);
    QString path = home.filePath(wanted + QStringLiteral(".js"));
    for (int number = 2; QFileInfo::exists(path); ++number)
        path = home.filePath(QStringLiteral("%1-%2.js").arg(wanted, QString::number(number)));
    return path;
}

base::Result<Script> ScriptShelf::create(const QString &path, const QString &text)
{
    const QDir home(folder());
    if (!home.mkpath(QStringLiteral(".")))
        return base::failure(ErrorCode::InputOutput,
                             tr("The folder of handlers, \"%1\", cannot be made.").arg(home.path()));
    if (const auto copied = copyHelpers(home); !copied)
        return tl::unexpected(copied.error());
    if (const auto written = write(path, text.toUtf8()); !written)
        return tl::unexpected(written.error());
    return open(path);
}

base::Result<Script> ScriptShelf::open(const QString &path)
{
    auto text = textOf(path);
    if (!text)
        return tl::unexpected(text.error());
    const QFileInfo info(path);
    Script script;
    script.path = info.absoluteFilePath();
    script.name = info.completeBaseName();
    script.windowsLines = text->contains(QStringLiteral("\r\n"));
    script.saved = text->replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    script.draft = script.saved;
    return script;
}

base::Result<void> ScriptShelf::save(Script &script)
{
    QString text = script.draft;
    if (script.windowsLines)
        text.replace(QLatin1Char('\n'), QStringLiteral("\r\n"));
    const auto written = write(script.path, text.toUtf8());
    if (written)
        script.saved = script.draft;
    return written;
}

} // namespace topicscope::app
