// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session/profilestore.h"
#include "support/fakekeychain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace topicscope;
using session::Profile;
using session::ProfileStore;
using test::FakeKeychain;

namespace {

client::ClientConfig stagingConfig()
{
    client::ClientConfig config;
    config.topics = {QStringLiteral("orders"), QStringLiteral("a, b")};
    net::ConnectionSettings &connection = config.connection;
    connection.url = QUrl(QStringLiteral("https://me:pw@staging.example.org:8443/x?token=t0ken"));
    connection.consumer = QStringLiteral("billing");
    connection.transport = net::CarrierChoice::Polling;
    connection.nsp = QStringLiteral("/n");
    connection.auth = R"({"token":"s3cret"})";
    connection.headers = {{"X-Key", "s3cret"}};
    connection.tls.keyPassphrase = "p\xe4ss";
    connection.proxy = {net::ProxySettings::Mode::Manual, QUrl(QStringLiteral("http://u:s3cret@proxy:1"))};
    connection.reconnect = {false, 3, std::chrono::milliseconds(4), std::chrono::milliseconds(5), true};
    connection.connectTimeout = std::chrono::milliseconds(1'234);
    return config;
}

} // namespace

class TestProfileStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_keychain = FakeKeychain();
        m_store = std::make_unique<ProfileStore>(m_folder->filePath(QStringLiteral("x/profiles.ini")), m_keychain);
    }

    void keepsEverything();
    void writesNoSecretToTheFile();
    void tellsWhereThereIsNoKeychain();
    void asksTheKeychainForSecretsAlone();
    void namesThoseThatThereAre();
    void keepsOddNames_data();
    void keepsOddNames();
    void refusesNames_data();
    void refusesNames();
    void replacesAndRemoves();
    void winsOverWhatWasThere();
    void forgetsSecretsOfWhatItSaidBefore();
    void keepsSecretsThatNobodyChanged();
    void takesSecretsOfItsFieldsAlone();
    void takesNoSecretThatIsMeantForAnotherServer();
    void takesSecretsThatTheKeychainLacks();
    void keepsLoginsToTheirAddress();
    void refusesWhatSomebodyWrote_data();
    void refusesWhatSomebodyWrote();
    void leavesAFileAloneThatItCannotRead();

private:
    std::optional<base::Error> save(const Profile &profile)
    {
        std::optional<base::Result<std::optional<base::Error>>> result;
        m_store->save(profile, [&](const auto &notKept) { result = notKept; });
        [&] { QTRY_VERIFY(result); }();
        return result && *result ? **result : std::optional(result->error());
    }
    Profile loaded(const QString &name)
    {
        const auto profile = m_store->load(name);
        return profile ? session::unlocked(*m_store, *profile).first : Profile();
    }
    //! Another one with each time it is saved.
    Profile withoutGeneration(Profile profile)
    {
        profile.generation.clear();
        return profile;
    }
    QByteArray fileText() const
    {
        QFile file(m_store->file());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    FakeKeychain m_keychain;
    std::unique_ptr<ProfileStore> m_store;
};

void TestProfileStore::keepsEverything()
{
    const client::ClientConfig config = stagingConfig();
    QCOMPARE(save(Profile::of(QStringLiteral("staging"), config)), std::nullopt);
    const Profile profile = loaded(QStringLiteral("staging"));
    QCOMPARE(withoutGeneration(profile), Profile::of(QStringLiteral("staging"), config));
    client::ClientConfig again;
    QVERIFY(profile.applyTo(again));
    QCOMPARE(profile.missingSecrets(again.connection), QStringList());
    QCOMPARE(again.topics, config.topics);
    QCOMPARE(again.connection, config.connection);
}

void TestProfileStore::writesNoSecretToTheFile()
{
    QCOMPARE(save(Profile::of(QStringLiteral("staging"), stagingConfig())), std::nullopt);
    const QByteArray text = fileText();
    QVERIFY(text.contains("staging.example.org"));
    for (const char *secret : {"s3cret", "pw@", "t0ken", "p\xe4ss", "ss\""})
        QVERIFY2(!text.contains(secret), secret);
    QCOMPARE(m_keychain.secrets.size(), 1);
}

void TestProfileStore::tellsWhereThereIsNoKeychain()
{
    m_keychain.refusal = base::Error{base::ErrorCode::NotSupported, QStringLiteral("No keychain.")};
    QCOMPARE(save(Profile::of(QStringLiteral("staging"), stagingConfig())), m_keychain.refusal);
    QVERIFY(!fileText().contains("s3cret"));
    const auto profile = m_store->load(QStringLiteral("staging"));
    QVERIFY(profile);
    const auto [complete, why] = session::unlocked(*m_store, *profile);
    QCOMPARE(why, m_keychain.refusal);
    client::ClientConfig config; // all the rest is there
    QVERIFY(complete.applyTo(config));
    QCOMPARE(config.connection.url.toString(), QStringLiteral("https://staging.example.org:8443/x"));
    QCOMPARE(config.connection.nsp, QStringLiteral("/n"));
    QVERIFY(config.connection.auth.isEmpty());
    QCOMPARE(complete.missingSecrets(config.connection),
             (QStringList{QStringLiteral("Server URL"), QStringLiteral("Proxy"), QStringLiteral("Key passphrase"),
                          QStringLiteral("Auth payload"), QStringLiteral("Extra headers")}));
    config.connection.auth = "{}"; // it was given again
    QVERIFY(!complete.missingSecrets(config.connection).contains(QStringLiteral("Auth payload")));
}

void TestProfileStore::asksTheKeychainForSecretsAlone()
{
    client::ClientConfig config = stagingConfig();
    config.connection = {};
    QCOMPARE(save(Profile::of(QStringLiteral("plain"), config)), std::nullopt);
    QCOMPARE(withoutGeneration(loaded(QStringLiteral("plain"))), Profile::of(QStringLiteral("plain"), config));
    QCOMPARE(m_keychain.questions, 0);
}

void TestProfileStore::namesThoseThatThereAre()
{
    QCOMPARE(m_store->names().value(), QStringList());
    QCOMPARE(m_store->load(QStringLiteral("x")).error().text,
             QStringLiteral("There is no profile \"x\", as none was saved yet."));
    for (const char *name : {"staging", "Production"})
        save(Profile::of(QLatin1String(name), client::ClientConfig()));
    QCOMPARE(m_store->names().value(), (QStringList{QStringLiteral("Production"), QStringLiteral("staging")}));
    const auto missing = m_store->load(QStringLiteral("x"));
    QCOMPARE(missing.error().code, base::ErrorCode::NotFound);
    QCOMPARE(missing.error().text, QStringLiteral("There is no profile \"x\". There are: Production, staging."));
}

void TestProfileStore::keepsOddNames_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"a/b", "a\\b", "General", "%41", "[x]", "äö 漢", "a=b;c#d", "\"q\", w"})
        QTest::newRow(name) << QString::fromUtf8(name);
}

void TestProfileStore::keepsOddNames()
{
    QFETCH(const QString, name);
    const Profile profile = Profile::of(name, client::ClientConfig());
    save(profile);
    QCOMPARE(m_store->names().value(), QStringList{name});
    QCOMPARE(withoutGeneration(loaded(name)), profile);
}

void TestProfileStore::refusesNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QString();
    QTest::newRow("space before") << QStringLiteral(" a");
    QTest::newRow("line break") << QStringLiteral("a\nb");
    QTest::newRow("too long") << QString(101, QLatin1Char('a'));
}

void TestProfileStore::refusesNames()
{
    QFETCH(const QString, name);
    const auto refused = save(Profile::of(name, client::ClientConfig()));
    QVERIFY(refused);
    QCOMPARE(refused->code, base::ErrorCode::InvalidArgument);
    QCOMPARE(fileText(), QByteArray());
}

void TestProfileStore::replacesAndRemoves()
{
    const QString name = QStringLiteral("staging");
    save(Profile::of(name, stagingConfig()));
    QCOMPARE(m_keychain.secrets.size(), 1);
    save(Profile::of(name, client::ClientConfig())); // without any secret
    QCOMPARE(m_keychain.secrets.size(), 0);
    QCOMPARE(withoutGeneration(loaded(name)), Profile::of(name, client::ClientConfig()));
    save(Profile::of(name, stagingConfig()));
    std::optional<base::Result<void>> removed;
    m_store->remove(name, [&](const base::Result<void> &result) { removed = result; });
    QTRY_VERIFY(removed && *removed);
    QCOMPARE(m_keychain.secrets.size(), 0);
    QCOMPARE(m_store->names().value(), QStringList());
    removed.reset();
    m_store->remove(name, [&](const base::Result<void> &result) { removed = result; });
    QVERIFY(removed && !*removed);
    QCOMPARE(removed->error().code, base::ErrorCode::NotFound);
}

void TestProfileStore::winsOverWhatWasThere()
{
    save(Profile::of(QStringLiteral("staging"), stagingConfig()));
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("PUBSUB_SERVER_URL"), QStringLiteral("http://elsewhere:1"));
    environment.insert(QStringLiteral("PUBSUB_TOPICS"), QStringLiteral("other"));
    environment.insert(QStringLiteral("TOPICSCOPE_NAMESPACE"), QStringLiteral("/other"));
    auto config = client::ClientConfig::fromEnvironment(environment);
    QVERIFY(config);
    QVERIFY(loaded(QStringLiteral("staging")).applyTo(*config));
    QCOMPARE(config->connection, stagingConfig().connection);
    QCOMPARE(config->topics, stagingConfig().topics);
}

void TestProfileStore::forgetsSecretsOfWhatItSaidBefore()
{
    const QString name = QStringLiteral("staging");
    save(Profile::of(name, stagingConfig()));
    client::ClientConfig moved = stagingConfig();
    moved.connection.url = QUrl(QStringLiteral("https://me:new@moved.example.org"));
    m_keychain.refusal = base::Error{base::ErrorCode::Rejected, QStringLiteral("Locked.")};
    QCOMPARE(save(Profile::of(name, moved)), m_keychain.refusal);
    m_keychain.refusal.reset();
    const auto [profile, why] = session::unlocked(*m_store, m_store->load(name).value());
    QVERIFY(why);
    QCOMPARE(why->code, base::ErrorCode::NotFound);
    client::ClientConfig config;
    QVERIFY(profile.applyTo(config));
    QCOMPARE(config.connection.url, QUrl(QStringLiteral("https://moved.example.org")));
    QVERIFY(config.connection.auth.isEmpty());
    QVERIFY(config.connection.headers.isEmpty());
    QCOMPARE(profile.missingSecrets(config.connection).size(), 5);
    QCOMPARE(save(Profile::of(name, moved)), std::nullopt);
    QVERIFY(loaded(name).applyTo(config));
    QCOMPARE(config.connection, moved.connection);
}

void TestProfileStore::keepsSecretsThatNobodyChanged()
{
    const QString name = QStringLiteral("staging");
    save(Profile::of(name, stagingConfig()));
    Profile locked = m_store->load(name).value();
    locked.topics = QStringList{QStringLiteral("other")};
    save(locked);
    client::ClientConfig config;
    QVERIFY(loaded(name).applyTo(config));
    QCOMPARE(config.connection, stagingConfig().connection);
    QCOMPARE(config.topics, locked.topics);
    locked.settings.insert(QStringLiteral("url"), QStringLiteral("https://moved.example.org"));
    save(locked);
    QCOMPARE(loaded(name).secrets.size(), 0);
}

void TestProfileStore::takesSecretsOfItsFieldsAlone()
{
    Profile profile = Profile::of(QStringLiteral("staging"), stagingConfig());
    profile.secretFields.removeOne(QStringLiteral("auth"));
    save(profile); // the keychain has it all the same
    QCOMPARE(loaded(profile.name).secrets.size(), 4);
    client::ClientConfig config;
    QVERIFY(loaded(profile.name).applyTo(config));
    QVERIFY(config.connection.auth.isEmpty());
}

void TestProfileStore::takesNoSecretThatIsMeantForAnotherServer()
{
    client::ClientConfig plain;
    plain.connection.url = QUrl(QStringLiteral("https://public.example.org"));
    save(Profile::of(QStringLiteral("plain"), plain));
    client::ClientConfig config = stagingConfig();
    QVERIFY(loaded(QStringLiteral("plain")).applyTo(config));
    QCOMPARE(config.connection, plain.connection);
}

void TestProfileStore::takesSecretsThatTheKeychainLacks()
{
    m_keychain.refusal = base::Error{base::ErrorCode::NotSupported, QStringLiteral("No keychain.")};
    save(Profile::of(QStringLiteral("staging"), stagingConfig()));
    client::ClientConfig config = stagingConfig(); // with all that has to be given again
    config.connection.consumer = QStringLiteral("other");
    const Profile profile = loaded(QStringLiteral("staging"));
    QVERIFY(profile.applyTo(config));
    QCOMPARE(config.connection, stagingConfig().connection);
    QCOMPARE(profile.missingSecrets(config.connection), QStringList());
    config.connection.url = QUrl(QStringLiteral("https://me:pw@elsewhere.example.org"));
    QVERIFY(profile.applyTo(config));
    QCOMPARE(config.connection.url, QUrl(QStringLiteral("https://staging.example.org:8443/x")));
}

void TestProfileStore::keepsLoginsToTheirAddress()
{
    Profile profile = Profile::of(QStringLiteral("staging"), stagingConfig()); // and somebody edited the file
    profile.settings.insert(QStringLiteral("url"), QStringLiteral("https://elsewhere.example.org"));
    profile.settings.insert(QStringLiteral("proxy"), QStringLiteral("http://other:1"));
    client::ClientConfig config;
    QVERIFY(profile.applyTo(config));
    QCOMPARE(config.connection.url, QUrl(QStringLiteral("https://elsewhere.example.org")));
    QCOMPARE(config.connection.proxy.url, QUrl(QStringLiteral("http://other:1")));
    QCOMPARE(profile.missingSecrets(config.connection),
             (QStringList{QStringLiteral("Server URL"), QStringLiteral("Proxy")}));
}

void TestProfileStore::refusesWhatSomebodyWrote_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("error");
    QTest::newRow("system") << QStringLiteral("system") << QStringLiteral("carrier pigeons")
                            << QStringLiteral("The profile \"staging\" is for \"carrier pigeons\", which this program "
                                              "does not know.");
    QTest::newRow("setting") << QStringLiteral("attempts") << QStringLiteral("many")
                             << QStringLiteral("The profile \"staging\", attempts is \"many\", but has to be a whole "
                                               "number from 0 to 2147483647.");
}

void TestProfileStore::refusesWhatSomebodyWrote()
{
    QFETCH(const QString, key);
    QFETCH(const QString, value);
    Profile profile = Profile::of(QStringLiteral("staging"), client::ClientConfig());
    if (key == QLatin1String("system"))
        profile.system = value;
    else
        profile.settings.insert(key, value);
    save(profile);
    client::ClientConfig config;
    const auto applied = loaded(profile.name).applyTo(config);
    QVERIFY(!applied);
    QTEST(applied.error().text, "error");
    QCOMPARE(config, client::ClientConfig());
}

void TestProfileStore::leavesAFileAloneThatItCannotRead()
{
    QVERIFY(QDir().mkpath(m_folder->filePath(QStringLiteral("x"))));
    QFile file(m_store->file());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no settings\n[");
    file.close();
    QCOMPARE(m_store->names().error().code, base::ErrorCode::InputOutput);
    QVERIFY(save(Profile::of(QStringLiteral("x"), client::ClientConfig())));
    QCOMPARE(fileText(), QByteArray("no settings\n["));
}

QTEST_GUILESS_MAIN(TestProfileStore)
#include "tst_profilestore.moc"
