// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/settingoption.h"
#include "net/sharedfields.h"

#include <QTemporaryFile>
#include <QTest>

using namespace topicscope;
using net::ConnectionSettings;
using net::SettingField;
using Kind = SettingField::Kind;

namespace {

SettingField countField()
{
    return net::bound(
        {.key = QStringLiteral("count"),
         .kind = Kind::Count,
         .label = QStringLiteral("Count"),
         .help = QStringLiteral("How many"),
         .option = QStringLiteral("count"),
         .variable = QStringLiteral("COUNT"),
         .smallest = 1024,
         .largest = 10 * 1024,
         .formUnit = 1024},
        [](auto &settings) -> auto & { return settings.maxFrameBytes; });
}

SettingField choiceField()
{
    return net::bound(
        {.key = QStringLiteral("choice"),
         .kind = Kind::Choice,
         .label = QStringLiteral("Carrier"),
         .choices = {{QStringLiteral("a"), {}, {}},
                     {QStringLiteral("b"), {}, QStringLiteral("b only")},
                     {QStringLiteral("c"), {}, {}}}},
        [](auto &settings) -> auto & { return settings.transport; });
}

SettingField secretField()
{
    return net::bound(
        {.key = QStringLiteral("secret"),
         .secrecy = SettingField::Secrecy::Secret,
         .option = QStringLiteral("secret-file"),
         .variable = QStringLiteral("SECRET"),
         .fileVariable = QStringLiteral("SECRET_FILE")},
        [](auto &settings) -> auto & { return settings.tls.keyPassphrase; });
}

QString fileWith(QTemporaryFile &file, const QByteArray &bytes)
{
    if (!file.open() || file.write(bytes) != bytes.size() || !file.flush())
        return {};
    return file.fileName();
}

} // namespace

class TestSettingField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWritesTexts_data();
    void readsAndWritesTexts();
    void saysWhatHasToBeThere_data();
    void saysWhatHasToBeThere();
    void countsInTheUnitOfTheForm();
    void takesAnEmptyLineForTheDefault();
    void keepsTheBytesOfASecret();
    void showsNoSecret();
    void putsHeadersTogether();
    void takesOptions();
    void refusesAPasswordInAnOption();
    void tellsWhatDiffers();
    void describesItsOption();
};

void TestSettingField::readsAndWritesTexts_data()
{
    QTest::addColumn<SettingField>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("read");
    const auto row = [](const char *name, const SettingField &field, const char *text, const char *read) {
        QTest::newRow(name) << field << QString::fromLatin1(text) << QString::fromLatin1(read);
    };
    row("count", countField(), " 2048 ", "2048");
    row("choice", choiceField(), " B", "b");
    row("secret", secretField(), " a ", " a ");
    const net::SettingFields shared = net::sharedFields();
    row("switch", *net::fieldOf(shared, QStringLiteral("reconnect")), "Off", "false");
    row("time", *net::fieldOf(shared, QStringLiteral("delay")), "70", "70");
    row("file", *net::fieldOf(shared, QStringLiteral("caFile")), "ca.pem", "ca.pem");
    row("proxy", *net::fieldOf(shared, QStringLiteral("proxy")), "u:p@h:1", "http://u:p@h:1");
    row("headers", net::headersField(), "# none\nA:b\nC : d", "A: b\nC: d");
}

void TestSettingField::readsAndWritesTexts()
{
    QFETCH(SettingField, field);
    QFETCH(QString, text);
    ConnectionSettings settings;
    QVERIFY(field.set(settings, text));
    QVERIFY(settings != ConnectionSettings());
    QTEST(field.text(settings), "read");
    ConnectionSettings again;
    QVERIFY(net::takeBytes(field, QString(), net::bytesOf(field, settings), again));
    QCOMPARE(again, settings);
}

void TestSettingField::saysWhatHasToBeThere_data()
{
    QTest::addColumn<SettingField>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const SettingField &field, const char *text, const char *error) {
        QTest::newRow(name) << field << QString::fromLatin1(text) << QString::fromLatin1(error);
    };
    row("too small", countField(), "1023", "X is \"1023\", but has to be a whole number from 1024 to 10240.");
    row("too large", countField(), "10241", "X is \"10241\", but has to be a whole number from 1024 to 10240.");
    row("no number", countField(), "2k", "X is \"2k\", but has to be a whole number from 1024 to 10240.");
    row("choice", choiceField(), "d", "X: \"d\" is no carrier; it has to be a, b or c.");
    row("switch", *net::fieldOf(net::sharedFields(), QStringLiteral("reconnect")), "maybe",
        "X is \"maybe\", but has to be true or false.");
    row("headers", net::headersField(), "A", "X: Line 1 of the headers is not of the form \"Name: value\".");
}

void TestSettingField::saysWhatHasToBeThere()
{
    QFETCH(SettingField, field);
    QFETCH(QString, text);
    ConnectionSettings settings;
    const auto taken = net::takeText(field, QStringLiteral("X"), text, settings);
    QVERIFY(!taken);
    QTEST(taken.error().text, "error");
    QCOMPARE(settings, ConnectionSettings());
}

void TestSettingField::countsInTheUnitOfTheForm()
{
    const SettingField field = countField();
    ConnectionSettings settings;
    QVERIFY(net::takeFormText(field, QStringLiteral("3"), settings));
    QCOMPARE(settings.maxFrameBytes, 3 * 1024);
    QCOMPARE(net::formTextOf(field, settings), QStringLiteral("3"));
    QCOMPARE(net::takeFormText(field, QStringLiteral("11"), settings).error().text,
             QStringLiteral("Enter a whole number from 1 to 10."));
    settings.maxFrameBytes = 3 * 1024 + 1; // more exactly than the form shows it
    QVERIFY(net::takeFormText(field, QStringLiteral("3"), settings));
    QCOMPARE(settings.maxFrameBytes, 3 * 1024 + 1);
}

void TestSettingField::takesAnEmptyLineForTheDefault()
{
    const SettingField path = net::bound(
        {}, [](auto &settings) -> auto & { return settings.path; });
    ConnectionSettings settings;
    settings.path = QStringLiteral("/x");
    QVERIFY(net::takeFormText(path, QStringLiteral("  "), settings));
    QCOMPARE(settings, ConnectionSettings());
}

void TestSettingField::keepsTheBytesOfASecret()
{
    const QByteArray latin1("p\xe4ss");
    QTemporaryFile file;
    const QString name = fileWith(file, latin1 + '\n');
    ConnectionSettings settings;
    QVERIFY(net::takeOption(secretField(), name, settings));
    QCOMPARE(settings.tls.keyPassphrase, latin1);
    QCOMPARE(net::bytesOf(secretField(), settings), latin1);
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("SECRET_FILE"), name);
    ConnectionSettings fromEnvironment;
    QVERIFY(net::overlayEnvironment(environment, {secretField()}, fromEnvironment));
    QCOMPARE(fromEnvironment, settings);
    environment.insert(QStringLiteral("SECRET"), QStringLiteral("other"));
    QVERIFY(net::overlayEnvironment(environment, {secretField()}, fromEnvironment));
    QCOMPARE(fromEnvironment.tls.keyPassphrase, QByteArray("other"));
}

void TestSettingField::showsNoSecret()
{
    ConnectionSettings settings;
    settings.tls.keyPassphrase = "p";
    QCOMPARE(net::openTextOf(secretField(), settings), QString());
    QVERIFY(net::holdsSecret(secretField(), settings));
    const SettingField proxy = *net::fieldOf(net::sharedFields(), QStringLiteral("proxy"));
    QVERIFY(!net::holdsSecret(proxy, settings));
    QVERIFY(proxy.set(settings, QStringLiteral("http://u:p%40@h:1")));
    QCOMPARE(net::openTextOf(proxy, settings), QStringLiteral("http://h:1"));
    QCOMPARE(net::formTextOf(proxy, settings), QStringLiteral("http://h:1"));
    QVERIFY(net::holdsSecret(proxy, settings));
    QVERIFY(net::takeFormText(proxy, QStringLiteral("http://h:1"), settings)); // as it was shown
    QCOMPARE(settings.proxy.url.password(), QStringLiteral("p@"));
}

void TestSettingField::putsHeadersTogether()
{
    QTemporaryFile file;
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("TOPICSCOPE_HEADER_FILE"), fileWith(file, "A: 1\n"));
    environment.insert(QStringLiteral("TOPICSCOPE_HEADERS"), QStringLiteral("B: 2"));
    ConnectionSettings settings;
    settings.headers = {{"C", "3"}};
    QVERIFY(net::overlayEnvironment(environment, {net::headersField()}, settings));
    QCOMPARE(settings.headers, (net::HeaderList{{"A", "1"}, {"B", "2"}}));
}

void TestSettingField::takesOptions()
{
    ConnectionSettings settings;
    QVERIFY(net::takeOption(*net::fieldOf(net::sharedFields(), QStringLiteral("reconnect")), {}, settings));
    QVERIFY(!settings.reconnect.enabled);
    QVERIFY(net::takeOption(*net::fieldOf(net::sharedFields(), QStringLiteral("awaitServer")), {}, settings));
    QVERIFY(settings.reconnect.awaitServer);
    QVERIFY(net::takeOption(countField(), QStringLiteral("2048"), settings));
    QCOMPARE(settings.maxFrameBytes, 2048);
    QCOMPARE(net::takeOption(secretField(), QStringLiteral("/no/such/file"), settings).error().code,
             base::ErrorCode::InputOutput);
}

void TestSettingField::refusesAPasswordInAnOption()
{
    const SettingField proxy = *net::fieldOf(net::sharedFields(), QStringLiteral("proxy"));
    ConnectionSettings settings;
    QVERIFY(net::takeOption(proxy, QStringLiteral("user@h:1"), settings));
    const auto taken = net::takeOption(proxy, QStringLiteral("user:secret@h:1"), settings);
    QVERIFY(!taken);
    QCOMPARE(taken.error().text,
             QStringLiteral(
                 "--proxy must not hold a password, which others could read here: set TOPICSCOPE_PROXY instead."));
    QCOMPARE(settings.proxy.url.password(), QString());
}

void TestSettingField::tellsWhatDiffers()
{
    const net::SettingFields fields = net::SettingFields{choiceField()} + net::sharedFields();
    ConnectionSettings settings;
    QCOMPARE(net::differences(fields, settings), QStringList());
    settings.transport = net::CarrierChoice::WebSocket;
    settings.reconnect.delay = std::chrono::milliseconds(1);
    settings.reconnect.attempts = 1;
    settings.tls.keyPassphrase = "p";
    settings.proxy.mode = net::ProxySettings::Mode::None;
    QCOMPARE(net::differences(fields, settings),
             (QStringList{QStringLiteral("b only"), QStringLiteral("no proxy"), QStringLiteral("reconnection")}));
}

void TestSettingField::describesItsOption()
{
    QCOMPARE(net::optionOf(countField()).description(), QStringLiteral("How many (COUNT; default 16777216)."));
    QCOMPARE(net::optionOf(*net::fieldOf(net::sharedFields(), QStringLiteral("connectTimeout"))).description(),
             QStringLiteral("Give up connecting after this time, at least 1ms (default 10s)."));
    QVERIFY(net::optionOf(*net::fieldOf(net::sharedFields(), QStringLiteral("proxy")))
                .description()
                .endsWith(QStringLiteral("default system). A password belongs into TOPICSCOPE_PROXY.")));
}

QTEST_GUILESS_MAIN(TestSettingField)
#include "tst_settingfield.moc"
