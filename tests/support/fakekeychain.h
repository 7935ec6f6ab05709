// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "session/secretstore.h"

#include <QCoreApplication>
#include <QMap>

#include <optional>

namespace topicscope::test {

//! A keychain in memory, which answers later, as real ones do; or one that is not there.
class FakeKeychain final : public session::SecretStore
{
public:
    void read(const QString &name, std::function<void(const base::Result<QByteArray> &)> done) override
    {
        ++questions;
        if (refusal)
            return later([done, error = *refusal] { done(tl::unexpected(error)); });
        if (!secrets.contains(name))
            return later([done] { done(base::failure(base::ErrorCode::NotFound, QStringLiteral("Not there."))); });
        later([done, secret = secrets.value(name)] { done(secret); });
    }
    void write(const QString &name, const QByteArray &secret,
               std::function<void(const base::Result<void> &)> done) override
    {
        ++questions;
        if (refusal)
            return later([done, error = *refusal] { done(tl::unexpected(error)); });
        secrets.insert(name, secret);
        later([done] { done({}); });
    }
    void remove(const QString &name, std::function<void(const base::Result<void> &)> done) override
    {
        ++questions;
        secrets.remove(name);
        later([done] { done({}); });
    }

    QMap<QString, QByteArray> secrets;
    std::optional<base::Error> refusal;
    int questions = 0;

private:
    static void later(const std::function<void()> &answer)
    {
        QMetaObject::invokeMethod(qApp, answer, Qt::QueuedConnection);
    }
};

} // namespace topicscope::test
