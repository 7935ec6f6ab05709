// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session/profilestore.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QEventLoop>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QSettings>
#include <QTimer>
#include <QUrl>
#include <QUuid>

#include <memory>

namespace topicscope::session {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

constexpr QLatin1String generationKey("generation");
constexpr QLatin1String secretsKey("secrets");

QString translated(const char *text)
{
    return QCoreApplication::translate("topicscope::session", text);
}

// A name may hold what parts groups.
QString groupOf(const QString &name)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(name));
}

QString nameOf(const QString &group)
{
    return QUrl::fromPercentEncoding(group.toLatin1());
}

QString entryOf(const QString &name)
{
    return QStringLiteral("profile/") + name;
}

// QSettings tells once that a file cannot be understood, and then goes on without what it held, for the whole program.
bool isBroken(const QSettings &file)
{
    static QHash<QString, QDateTime> broken; // as of when
    const QDateTime changed = QFileInfo(file.fileName()).lastModified();
    if (file.status() == QSettings::FormatError)
        broken.insert(file.fileName(), changed);
    return broken.contains(file.fileName()) && broken.value(file.fileName()) == changed;
}

Result<void> checked(QSettings &file)
{
    file.sync();
    if (isBroken(file))
        return failure(ErrorCode::InputOutput,
                       translated("The file of profiles, %1, cannot be understood: mend it, or move it away.")
                           .arg(file.fileName()));
    if (file.status() == QSettings::AccessError)
        return failure(
            ErrorCode::InputOutput,
            translated("The file of profiles, %1, cannot be read or written: check who may.").arg(file.fileName()));
    return {};
}

// What the keychain holds for a profile. It may be older than the file, where it did not take what was saved last.
QByteArray entryTextOf(const Profile &profile)
{
    QJsonObject secrets;
    for (auto secret = profile.secrets.begin(); secret != profile.secrets.end(); ++secret)
        secrets.insert(secret.key(), QString::fromLatin1(secret.value().toBase64()));
    const QJsonObject entry{{generationKey, profile.generation}, {secretsKey, secrets}};
    return QJsonDocument(entry).toJson(QJsonDocument::Compact);
}

Result<QMap<QString, QByteArray>> secretsIn(const QByteArray &text, const Profile &profile)
{
    const QJsonObject entry = QJsonDocument::fromJson(text).object();
    if (profile.generation.isEmpty() || entry.value(generationKey).toString() != profile.generation)
        return failure(ErrorCode::NotFound,
                       translated("The keychain has only those of what this profile said before: save it again."));
    QMap<QString, QByteArray> secrets;
    const QJsonObject held = entry.value(secretsKey).toObject();
    for (const QString &field : profile.secretFields) {
        if (held.contains(field))
            secrets.insert(field, QByteArray::fromBase64(held.value(field).toString().toLatin1()));
    }
    return secrets;
}

QString settingKey(const QString &field)
{
    return QStringLiteral("settings/") + field;
}

} // namespace

ProfileStore::ProfileStore()
    : ProfileStore(
        QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("Topicscope"), QStringLiteral("profiles"))
            .fileName(),
        systemKeychain())
{
}

ProfileStore::ProfileStore(QString file, SecretStore &secrets) : m_file(std::move(file)), m_secrets(secrets) {}

Result<QStringList> ProfileStore::names() const
{
    QSettings file(m_file, QSettings::IniFormat);
    if (auto read = checked(file); !read)
        return tl::unexpected(std::move(read.error()));
    QStringList names;
    for (const QString &group : file.childGroups())
        names << nameOf(group);
    names.sort(Qt::CaseInsensitive);
    return names;
}

Result<Profile> ProfileStore::load(const QString &name) const
{
    const auto known = names();
    if (!known)
        return tl::unexpected(known.error());
    if (known->isEmpty())
        return failure(ErrorCode::NotFound, translated("There is no profile \"%1\", as none was saved yet.").arg(name));
    if (!known->contains(name))
        return failure(
            ErrorCode::NotFound,
            translated("There is no profile \"%1\". There are: %2.").arg(name, known->join(QStringLiteral(", "))));
    QSettings file(m_file, QSettings::IniFormat);
    file.beginGroup(groupOf(name));
    Profile profile{.name = name,
                    .system = file.value(QStringLiteral("system")).toString(),
                    .settings = {},
                    .secrets = {},
                    .secretFields = file.value(secretsKey).toStringList(),
                    .topics = file.value(QStringLiteral("topics")).toStringList(),
                    .generation = file.value(generationKey).toString()};
    file.beginGroup(QStringLiteral("settings"));
    for (const QString &key : file.childKeys())
        profile.settings.insert(key, file.value(key).toString());
    return profile;
}

void ProfileStore::unlock(Profile profile,
                          std::function<void(const Profile &, const std::optional<base::Error> &)> done)
{
    if (profile.secretFields.isEmpty())
        return done(profile, {});
    const QString entry = entryOf(profile.name);
    m_secrets.read(entry, [profile = std::move(profile), done = std::move(done)](const Result<QByteArray> &text) {
        const auto secrets = text.and_then([&](const QByteArray &bytes) { return secretsIn(bytes, profile); });
        if (!secrets)
            return done(profile, secrets.error());
        Profile complete = profile;
        complete.secrets = *secrets;
        done(complete, {});
    });
}

void ProfileStore::save(Profile profile, std::function<void(const Result<std::optional<base::Error>> &)> done)
{
    const auto before = load(profile.name);
    // What the keychain has goes on to count where nothing comes in its place, and the file says what it said.
    const bool unchanged = before && profile.secrets.isEmpty() && profile.generation == before->generation
                           && profile.settings == before->settings;
    if (!unchanged)
        profile.generation = QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (auto written = write(profile); !written)
        return done(tl::unexpected(written.error()));
    const bool hadSecrets = before && !before->secretFields.isEmpty();
    if (hadSecrets && profile.secretFields.isEmpty())
        return m_secrets.remove(entryOf(profile.name),
                                [done = std::move(done)](const Result<void> &) { done(std::nullopt); });
    if (profile.secrets.isEmpty()) // there are none, or they were not there to be changed
        return done(std::nullopt);
    m_secrets.write(entryOf(profile.name), entryTextOf(profile), [done = std::move(done)](const Result<void> &kept) {
        done(kept ? std::nullopt : std::optional(kept.error()));
    });
}

Result<void> ProfileStore::write(const Profile &profile)
{
    if (auto named = validateProfileName(profile.name); !named)
        return named;
    QSettings file(m_file, QSettings::IniFormat);
    if (auto read = checked(file); !read) // what cannot be understood is not written over
        return read;
    file.beginGroup(groupOf(profile.name));
    file.remove(QString());
    file.setValue(QStringLiteral("system"), profile.system);
    file.setValue(QStringLiteral("topics"), profile.topics);
    file.setValue(secretsKey, profile.secretFields);
    file.setValue(generationKey, profile.generation);
    for (auto setting = profile.settings.begin(); setting != profile.settings.end(); ++setting)
        file.setValue(settingKey(setting.key()), setting.value());
    file.endGroup();
    return checked(file);
}

void ProfileStore::remove(const QString &name, std::function<void(const Result<void> &)> done)
{
    const auto profile = load(name);
    if (!profile)
        return done(tl::unexpected(profile.error()));
    QSettings file(m_file, QSettings::IniFormat);
    file.remove(groupOf(name));
    if (const auto written = checked(file); !written)
        return done(written);
    if (profile->secretFields.isEmpty())
        return done({});
    m_secrets.remove(entryOf(name), std::move(done));
}

std::pair<Profile, std::optional<base::Error>> unlocked(ProfileStore &store, const Profile &profile,
                                                        std::chrono::milliseconds patience)
{
    struct Answer {
        Profile profile;
        std::optional<base::Error> why;
        bool came = false;
    };
    const auto answer = std::make_shared<Answer>(Answer{profile, {}, false});
    QEventLoop loop;
    // It may come when nobody waits any more.
    store.unlock(profile,
                 [answer, waiting = QPointer(&loop)](const Profile &complete, const std::optional<base::Error> &why) {
                     *answer = {complete, why, true};
                     if (waiting)
                         waiting->quit();
                 });
    if (!answer->came) {
        QTimer::singleShot(patience, &loop, &QEventLoop::quit);
        loop.exec();
    }
    if (!answer->came)
        answer->why = base::Error{ErrorCode::Timeout, translated("The keychain does not answer.")};
    return {answer->profile, answer->why};
}

} // namespace topicscope::session
