// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session/secretstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QPluginLoader>

namespace topicscope::session {

namespace {

//! Loads the plugin when it is asked for the first time.
class Keychain final : public SecretStore
{
public:
    void read(const QString &name, std::function<void(const base::Result<QByteArray> &)> done) override
    {
        if (SecretStore *store = loaded())
            store->read(name, std::move(done));
        else
            done(missing());
    }
    void write(const QString &name, const QByteArray &secret,
               std::function<void(const base::Result<void> &)> done) override
    {
        if (SecretStore *store = loaded())
            store->write(name, secret, std::move(done));
        else
            done(missing());
    }
    void remove(const QString &name, std::function<void(const base::Result<void> &)> done) override
    {
        if (SecretStore *store = loaded())
            store->remove(name, std::move(done));
        else
            done(missing());
    }

private:
    SecretStore *loaded()
    {
        // Installed, and where it is built.
        for (const char *folder : {TOPICSCOPE_PLUGINS, "../plugins"}) {
            if (!m_store) {
                const QDir program(QCoreApplication::applicationDirPath());
                m_loader.setFileName(program.filePath(QLatin1String(folder) + QStringLiteral("/topicscope-keychain")));
                m_store = qobject_cast<SecretStore *>(m_loader.instance());
            }
        }
        return m_store;
    }
    static tl::unexpected<base::Error> missing()
    {
        return base::failure(
            base::ErrorCode::NotSupported,
            QCoreApplication::translate("topicscope::session", "There is no keychain here to keep secrets in."));
    }

    QPluginLoader m_loader;
    SecretStore *m_store = nullptr; // of the loader
};

} // namespace

SecretStore &systemKeychain()
{
    static Keychain keychain;
    return keychain;
}

} // namespace topicscope::session
