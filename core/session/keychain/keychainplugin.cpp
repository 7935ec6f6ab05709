// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session/secretstore.h"

#include <QObject>

#include <qt6keychain/keychain.h>

namespace topicscope::session {

namespace {

const QString service = QStringLiteral("topicscope");

base::Error errorOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return {base::ErrorCode::NotFound, QObject::tr("The keychain does not hold it.")};
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return {base::ErrorCode::Rejected,
                QObject::tr("The keychain is locked, or refuses: %1").arg(job.errorString())};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return {base::ErrorCode::NotSupported, QObject::tr("There is no keychain here to keep secrets in.")};
    default:
        return {base::ErrorCode::NotSupported,
                QObject::tr("No keychain can be reached here: %1").arg(job.errorString())};
    }
}

} // namespace

//! \brief The keychain of the desktop, by QtKeychain. A plugin, so that a program that needs no secret does not load
//! it.
class KeychainPlugin : public QObject, public SecretStore
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "org.topicscope.SecretStore/1")
    Q_INTERFACES(topicscope::session::SecretStore)

public:
    void read(const QString &name, std::function<void(const base::Result<QByteArray> &)> done) override
    {
        auto *job = new QKeychain::ReadPasswordJob(service);
        start(job, name, [job, done = std::move(done)](const base::Result<void> &result) {
            done(result.map([job] { return job->binaryData(); }));
        });
    }

    void write(const QString &name, const QByteArray &secret,
               std::function<void(const base::Result<void> &)> done) override
    {
        auto *job = new QKeychain::WritePasswordJob(service);
        job->setBinaryData(secret);
        start(job, name, std::move(done));
    }

    void remove(const QString &name, std::function<void(const base::Result<void> &)> done) override
    {
        start(new QKeychain::DeletePasswordJob(service), name,
              [done = std::move(done)](const base::Result<void> &result) {
                  done(!result && result.error().code == base::ErrorCode::NotFound ? base::Result<void>() : result);
              });
    }

private:
    // A job deletes itself when it is finished. Without encryption nothing is written: setInsecureFallback() stays off.
    void start(QKeychain::Job *job, const QString &name, std::function<void(const base::Result<void> &)> done)
    {
        job->setKey(name);
        connect(job, &QKeychain::Job::finished, this, [done = std::move(done)](QKeychain::Job *finished) {
            if (finished->error() == QKeychain::NoError)
                done({});
            else
                done(tl::unexpected(errorOf(*finished)));
        });
        job->start();
    }
};

} // namespace topicscope::session

#include "keychainplugin.moc"
