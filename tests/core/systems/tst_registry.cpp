// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/registry.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace topicscope;
using net::SettingField;

namespace {

QString textOf(const char *path)
{
    QFile file(QStringLiteral(TOPICSCOPE_SOURCE_DIR "/") + QLatin1String(path));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

//! What the systems say of themselves, and whether the documentation says the same.
class TestRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesEachThingOnce();
    void offersWhatItCanMake();
    void findsTheSystemOfAUrl();
    void tellsServersApart();
    void readsAndWritesEveryDefault();
    void isDocumented_data();
    void isDocumented();
    void documentsNothingElse();
};

void TestRegistry::namesEachThingOnce()
{
    QSet<QString> ids;
    QSet<QString> schemes;
    for (const net::System &system : systems::registry()) {
        QVERIFY(!system.id.isEmpty() && !system.name.isEmpty() && !system.schemes.isEmpty());
        QVERIFY2(!ids.contains(system.id), qPrintable(system.id));
        ids.insert(system.id);
        for (const QString &scheme : system.schemes) {
            QVERIFY2(!schemes.contains(scheme), qPrintable(scheme));
            schemes.insert(scheme);
        }
        QSet<QString> names;
        for (const SettingField &field : system.fields) {
            QVERIFY(!field.key.isEmpty());
            for (const QString &name :
                 {field.key, QStringLiteral("--") + field.option, field.variable, field.fileVariable}) {
                QVERIFY2(name.size() <= 2 || !names.contains(name), qPrintable(name));
                names.insert(name);
            }
        }
    }
}

void TestRegistry::offersWhatItCanMake()
{
    for (const net::System &system : systems::registry()) {
        QVERIFY(system.validate && system.identify && system.makeTransport && system.defaultPort > 0);
        QCOMPARE(system.capabilities.testFlag(net::Capability::Observe), static_cast<bool>(system.makeObserving));
        QVERIFY(!system.makePublisher || system.capabilities.testFlag(net::Capability::Publish));
    }
}

void TestRegistry::findsTheSystemOfAUrl()
{
    for (const net::System &system : systems::registry()) {
        for (const QString &scheme : system.schemes) {
            const auto url = systems::parseUrl(scheme + QStringLiteral("://h:1"));
            QVERIFY(url);
            QCOMPARE(systems::systemOf(*url).id, system.id);
        }
        QCOMPARE(systems::systemNamed(system.id), &system);
    }
    QCOMPARE(systems::systemNamed(QStringLiteral("no such")), nullptr);
    QVERIFY(!systems::parseUrl(QStringLiteral("nosuch://h:1")));
}

void TestRegistry::tellsServersApart()
{
    for (const net::System &system : systems::registry()) {
        net::ConnectionSettings settings;
        settings.url = QUrl(systems::exampleUrl(system));
        net::ConnectionSettings other = settings;
        other.url.setUserInfo(QStringLiteral("u:p"));
        other.url.setPath(QStringLiteral("/"));
        other.consumer = QStringLiteral("other");
        QCOMPARE(system.identify(other), system.identify(settings));
        other.url.setHost(QStringLiteral("other"));
        QVERIFY(system.identify(other) != system.identify(settings));
        other = settings;
        other.url.setPort(other.url.port() + 1);
        QVERIFY(system.identify(other) != system.identify(settings));
    }
}

void TestRegistry::readsAndWritesEveryDefault()
{
    const net::ConnectionSettings standard;
    for (const SettingField &field : systems::allFields()) {
        net::ConnectionSettings settings;
        const auto taken = net::takeText(field, field.key, field.text(standard), settings);
        QVERIFY2(taken, qPrintable(taken ? QString() : taken.error().text));
        QCOMPARE(settings, standard);
        QVERIFY2(field.group == SettingField::Group::None || !field.label.isEmpty(), qPrintable(field.key));
        QVERIFY2(!field.help.isEmpty() && !field.help.endsWith(QLatin1Char('.')), qPrintable(field.key));
    }
}

void TestRegistry::isDocumented_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QStringList>("variables");
    for (const SettingField &field : systems::allFields())
        QTest::newRow(qPrintable(field.key)) << field.option << QStringList{field.variable, field.fileVariable};
}

void TestRegistry::isDocumented()
{
    QFETCH(const QString, option);
    QFETCH(QStringList, variables);
    const QString pages = textOf("docs/connecting.md") + textOf("docs/cli.md") + textOf("docs/getting-started.md");
    const QString manual = textOf("packaging/man/topicscope-cli.1");
    if (!option.isEmpty()) {
        QVERIFY2(pages.contains(QLatin1Char('`') + QStringLiteral("--%1").arg(option)),
                 "an option is in no page of docs");
        QVERIFY2(manual.contains(QStringLiteral("Fl Fl %1\n").arg(option))
                     || manual.contains(QStringLiteral("Fl Fl %1 ").arg(option)),
                 "an option is not in the manual page");
    }
    variables.removeAll(QString());
    for (const QString &variable : std::as_const(variables)) {
        const QRegularExpression whole(QStringLiteral("\\b%1\\b").arg(variable));
        QVERIFY2(pages.contains(whole), qPrintable(variable));
        QVERIFY2(manual.contains(whole), qPrintable(variable));
    }
}

void TestRegistry::documentsNothingElse()
{
    QSet<QString> known{QStringLiteral("PUBSUB_TOPICS")};
    for (const SettingField &field : systems::allFields())
        known << field.variable << field.fileVariable;
    static const QRegularExpression variable(QStringLiteral("\\b(?:PUBSUB|TOPICSCOPE)_[A-Z_]*[A-Z]\\b"));
    for (const char *page : {"docs/connecting.md", "docs/cli.md", "docs/getting-started.md",
                             "packaging/man/topicscope-cli.1", "packaging/man/topicscope.1"}) {
        const QString text = textOf(page);
        QVERIFY2(!text.isEmpty(), page);
        for (auto matches = variable.globalMatch(text); matches.hasNext();) {
            const QString name = matches.next().captured();
            QVERIFY2(known.contains(name), qPrintable(name));
        }
    }
}

QTEST_APPLESS_MAIN(TestRegistry)
#include "tst_registry.moc"
