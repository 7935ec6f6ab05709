// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "options.h"

#include <QTest>

using namespace topicscope;

class TestOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAll();
    void takesDefaults();
    void refuses_data();
    void refuses();
    void describesEveryOption();
};

namespace {

base::Result<app::Options> parse(const QStringList &arguments)
{
    return app::parseOptions(QStringList{QStringLiteral("topicscope")} + arguments);
}

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

void TestOptions::readsAll()
{
    const auto options = parse(words("--url http://h:1 --profile staging --consumer me --topic a --topic b/* --theme "
                                     "dark --size 1920x1080 --panel handlers "
                                     "--screenshot x.png --after 1.5 --print-ledger"));
    QVERIFY2(options, options ? "" : qPrintable(options.error().text));
    QCOMPARE(options->url, QStringLiteral("http://h:1"));
    QCOMPARE(options->profile, QStringLiteral("staging"));
    QCOMPARE(options->consumer, QStringLiteral("me"));
    QCOMPARE(options->topics, words("a b/*"));
    QCOMPARE(options->theme, QStringLiteral("dark"));
    QCOMPARE(options->size, QSize(1920, 1080));
    QCOMPARE(options->panel, QStringLiteral("handlers"));
    QCOMPARE(options->screenshot, QStringLiteral("x.png"));
    QCOMPARE(options->after, std::chrono::milliseconds(1'500));
    QVERIFY(options->printLedger);
    QVERIFY(!options->demo);
}

void TestOptions::takesDefaults()
{
    const auto options = parse({});
    QVERIFY(options);
    QVERIFY(options->url.isEmpty());
    QVERIFY(!options->size.isValid());
    QCOMPARE(options->after, std::chrono::seconds(5));
    QVERIFY(parse(words("--demo"))->demo);
    QVERIFY(parse(words("-h"))->help);
    QVERIFY(parse(words("--version"))->version);
}

void TestOptions::refuses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown option") << "--frobnicate"
                                    << "frobnicate";
    QTest::newRow("stray word") << "orders"
                                << "orders";
    QTest::newRow("value missing") << "--url"
                                   << "url";
    QTest::newRow("two servers") << "--demo --profile x"
                                 << "leave --profile out";
    QTest::newRow("theme") << "--theme pink"
                           << "light, dark, system";
    QTest::newRow("panel") << "--panel x"
                           << "plots";
    QTest::newRow("size") << "--size big"
                          << "1280x800";
    QTest::newRow("size too large") << "--size 1000000x5"
                                    << "1280x800";
    QTest::newRow("after") << "--after soon"
                           << "seconds";
    QTest::newRow("after negative") << "--after=-1"
                                    << "seconds";
    QTest::newRow("after not a number") << "--after nan"
                                        << "seconds";
    QTest::newRow("password where others read it") << "--url http://alice:secret@h"
                                                   << "PUBSUB_SERVER_URL";
    QTest::newRow("no url") << "--url mqtt://h"
                            << "mqtt://h";
    QTest::newRow("demo with url") << "--demo --url http://h"
                                   << "--demo";
}

void TestOptions::refuses()
{
    QFETCH(QString, line);
    QFETCH(QString, says);
    const auto options = parse(line.split(QLatin1Char(' ')));
    QVERIFY(!options);
    QCOMPARE(options.error().code, base::ErrorCode::InvalidArgument);
    QVERIFY2(options.error().text.contains(says), qPrintable(options.error().text));
    QVERIFY(!options.error().text.contains(QStringLiteral("secret")));
}

void TestOptions::describesEveryOption()
{
    const QString help = app::helpText();
    for (const char *option : {"--demo", "--url", "--consumer", "--topic", "--theme", "--size", "--panel",
                               "--screenshot", "--after", "--print-ledger", "--help", "--version"})
        QVERIFY2(help.contains(QLatin1String(option)), option);
}

QTEST_MAIN(TestOptions)
#include "tst_options.moc"
