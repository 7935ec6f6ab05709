// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "startconfig.h"
#include "support/fakekeychain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace topicscope;

class TestStartConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesTheSource_data()
    {
        QTest::addColumn<QString>("environment"); // null: the variables are not set
        QTest::addColumn<bool>("remembers");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("consumer");
        const QString standard = client::ClientConfig().connection.url.toString();
        QTest::newRow("nothing") << QString() << false << standard << "topicscope";
        QTest::newRow("last run") << QString() << true << "http://last:1"
                                  << "last";
        QTest::newRow("empty variables") << QStringLiteral("") << true << "http://last:1"
                                         << "last";
        QTest::newRow("environment") << QStringLiteral("http://env:2") << true << "http://env:2"
                                     << "env";
        QTest::newRow("environment says the default") << standard << true << standard << "env";
    }

    void choosesTheSource()
    {
        QFETCH(QString, environment);
        QFETCH(bool, remembers);
        app::SettingsStore last(app::SettingsStore::Lifetime::Transient);
        if (remembers) {
            last.setText(QStringLiteral("connection/url"), QStringLiteral("http://last:1"));
            last.setText(QStringLiteral("connection/consumer"), QStringLiteral("last"));
            last.setText(QStringLiteral("connection/topics"), QStringLiteral("a, b"));
        }
        QProcessEnvironment variables;
        if (!environment.isNull()) {
            variables.insert(QStringLiteral("PUBSUB_SERVER_URL"), environment);
            variables.insert(QStringLiteral("PUBSUB_CONSUMER_NAME"),
                             environment.isEmpty() ? QString() : QStringLiteral("env"));
        }
        const auto config = app::startConfig(variables, last);
        QVERIFY(config);
        QTEST(config->connection.url.toString(), "url");
        QTEST(config->connection.consumer, "consumer");
        QCOMPARE(config->topics, remembers ? QStringList({QStringLiteral("a"), QStringLiteral("b")})
                                           : QStringList{QStringLiteral("*")});
    }

    void takesAProfile()
    {
        // No keychain is asked, as there is no secret.
        const QTemporaryDir folder;
        session::ProfileStore store(folder.filePath(QStringLiteral("profiles.ini")), session::systemKeychain());
        client::ClientConfig staging;
        staging.connection.url = QUrl(QStringLiteral("http://staging:1"));
        staging.connection.consumer = QStringLiteral("billing");
        staging.topics << QStringLiteral("orders");
        bool saved = false;
        store.save(session::Profile::of(QStringLiteral("staging"), staging),
                   [&](const auto &notKept) { saved = notKept && !*notKept; });
        QVERIFY(saved);
        QProcessEnvironment variables;
        variables.insert(QStringLiteral("PUBSUB_SERVER_URL"), QStringLiteral("http://env:2"));
        QStringList missing;
        const auto config = app::profileConfig(variables, store, QStringLiteral("staging"), missing);
        QVERIFY(config);
        QCOMPARE(*config, staging);
        QCOMPARE(missing, QStringList());
        const auto none = app::profileConfig(variables, store, QStringLiteral("x"), missing);
        QVERIFY(!none);
        QCOMPARE(none.error().text, QStringLiteral("There is no profile \"x\". There are: staging."));
    }

    void tellsWhyTheKeychainGivesNothing()
    {
        const QTemporaryDir folder;
        test::FakeKeychain keychain;
        session::ProfileStore store(folder.filePath(QStringLiteral("profiles.ini")), keychain);
        client::ClientConfig locked;
        locked.connection.auth = "{}";
        locked.connection.headers = {{"X-Key", "s3cret"}};
        bool saved = false;
        store.save(session::Profile::of(QStringLiteral("locked"), locked),
                   [&](const auto &notKept) { saved = notKept && !*notKept; });
        QTRY_VERIFY(saved);
        QStringList missing;
        QVERIFY(app::profileConfig({}, store, QStringLiteral("locked"), missing));
        QCOMPARE(missing, QStringList());
        keychain.refusal = base::Error{base::ErrorCode::Rejected, QStringLiteral("The keychain is locked.")};
        QVERIFY(app::profileConfig({}, store, QStringLiteral("locked"), missing));
        QCOMPARE(missing, (QStringList{QStringLiteral("Auth payload"),
                                       QStringLiteral("Extra headers. The keychain is locked.")}));
    }

    void refusesABadVariable()
    {
        QProcessEnvironment variables;
        variables.insert(QStringLiteral("PUBSUB_SERVER_URL"), QStringLiteral("ftp://x"));
        QVERIFY(!app::startConfig(variables, app::SettingsStore(app::SettingsStore::Lifetime::Transient)));
    }
};

QTEST_MAIN(TestStartConfig)
#include "tst_startconfig.moc"
