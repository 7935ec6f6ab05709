// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/builtinhandlers.h"
#include "loopbackcontroller.h"
#include "stream/streamcolumns.h"
#include "stream/streammodel.h"
#include "stream/streamviewport.h"
#include "panels/viewregistry.h"
#include "window.h"

#include <QImage>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace topicscope;

class TestWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void savesAPicture_data();
    void savesAPicture();
    void saysWhyThereIsNoPicture();
    void remembersAConnectionWithoutSecrets();
    void remembersSizes();
    void overridesForOneRun();
    void drawsNothingWithoutAChange();
    void drawsNothingOfAHiddenStream();
    void remembersWithoutBeingClosed();
    void singleKeysBelongToWhatHasTheFocus();
    void keysLeaveWhatIsHidden();
    void asksBeforeItClosesOverDeadLetters();
};

namespace {

client::TransportFactory loopback()
{
    return [](const net::ConnectionSettings &, base::TopicRegistry &topics, net::TransportListener &listener) {
        return std::make_unique<systems::LoopbackTransport>(topics, listener);
    };
}

client::ClientConfig config()
{
    client::ClientConfig config;
    config.connection.consumer = QStringLiteral("tests");
    config.topics << QStringLiteral("*");
    return config;
}

//! The page of the session that is shown.
QObject *pageOf(const QQuickWindow &window)
{
    return window.property("page").value<QObject *>();
}

} // namespace

void TestWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("TopicscopeTests"));
    QSettings().clear();
}

void TestWindow::savesAPicture_data()
{
    QTest::addColumn<QString>("theme");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light") << "light" << QSize(1280, 800);
    QTest::newRow("dark") << "dark" << QSize(1000, 600);
}

void TestWindow::savesAPicture()
{
    QFETCH(QString, theme);
    QFETCH(QSize, size);
    const QTemporaryDir folder;
    app::Options options;
    options.theme = theme;
    options.size = size;
    options.screenshot = folder.filePath(QStringLiteral("window.png"));
    options.after = std::chrono::milliseconds(1);
    app::Window window(options, config(), loopback());
    QSignalSpy finished(&window, &app::Window::screenshotFinished);
    const auto opened = window.open();
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().text));
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20'000);
    QVERIFY(!finished.first().first().value<std::optional<base::Error>>());

    const QImage picture(options.screenshot);
    QCOMPARE(picture.size(), size);
    // Beside the columns of the first page is an empty surface of the theme.
    const int lightness = picture.pixelColor(size.width() - 8, size.height() / 2).lightness();
    QVERIFY2(theme == QStringLiteral("light") ? lightness > 200 : lightness < 60,
             qPrintable(QString::number(lightness)));
}

void TestWindow::saysWhyThereIsNoPicture()
{
    app::Options options;
    options.screenshot = QStringLiteral("/nowhere/at/all/window.png");
    options.after = std::chrono::milliseconds(1);
    app::Window window(options, config(), loopback());
    QSignalSpy finished(&window, &app::Window::screenshotFinished);
    QVERIFY(window.open());
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20'000);
    const auto error = finished.first().first().value<std::optional<base::Error>>();
    QVERIFY(error);
    QCOMPARE(error->code, base::ErrorCode::InputOutput);
    QVERIFY2(error->text.contains(options.screenshot), qPrintable(error->text));
}

void TestWindow::remembersAConnectionWithoutSecrets()
{
    app::Window window({}, config(), loopback());
    window.workspace().session()->connectTo(QStringLiteral("http://user:secret@example.com:5000/?token=abc"),
                                            QStringLiteral("me"), QStringLiteral("a, b"));
    const QString url = window.settings().text(QStringLiteral("connection/url"), {});
    QVERIFY2(url.startsWith(QStringLiteral("http://example.com:5000")), qPrintable(url));
    QVERIFY(!url.contains(QStringLiteral("secret")) && !url.contains(QStringLiteral("abc")));
    QCOMPARE(window.settings().text(QStringLiteral("connection/consumer"), {}), QStringLiteral("me"));
    QCOMPARE(window.settings().text(QStringLiteral("connection/topics"), {}), QStringLiteral("a, b"));
}

void TestWindow::remembersSizes()
{
    {
        app::Options options;
        options.size = QSize(1100, 700);
        app::Window window(options, config(), loopback());
        QVERIFY(window.open());
        const QWindowList windows = QGuiApplication::topLevelWindows();
        QVERIFY(!windows.isEmpty());
        QTRY_VERIFY(windows.first()->isVisible());
        QVERIFY(windows.first()->close());
    }
    const app::SettingsStore store(app::SettingsStore::Lifetime::Persistent);
    QCOMPARE(store.number(QStringLiteral("window/width"), 0), 1'100);
    QCOMPARE(store.number(QStringLiteral("window/height"), 0), 700);
    // The user gave no part and no column a width: nothing to remember.
    for (const char *part :
         {"panels/topics", "panels/message", "panels/bottom", "scripts/listWidth", "scripts/sideWidth"})
        QCOMPARE(store.number(QLatin1String(part), -1), -1);
    for (int column = 0; column < app::StreamModel::ColumnCount; ++column)
        QCOMPARE(store.number(QStringLiteral("columns/%1").arg(column), -1), 0);
}

void TestWindow::overridesForOneRun()
{
    app::SettingsStore store(app::SettingsStore::Lifetime::Persistent);
    store.setNumber(QStringLiteral("x"), 1);
    store.override(QStringLiteral("x"), 2);
    QCOMPARE(store.number(QStringLiteral("x"), 0), 2);
    QCOMPARE(app::SettingsStore(app::SettingsStore::Lifetime::Persistent).number(QStringLiteral("x"), 0), 1);
    app::SettingsStore transient(app::SettingsStore::Lifetime::Transient);
    QCOMPARE(transient.number(QStringLiteral("x"), 7), 7);
    transient.setNumber(QStringLiteral("x"), 8);
    QCOMPARE(transient.number(QStringLiteral("x"), 0), 8);
    QCOMPARE(store.number(QStringLiteral("x"), 0), 2);
    QVERIFY(!store.isOnScreen(-1, -1));
    QVERIFY(!store.isOnScreen(1'000'000, 10));
    QVERIFY(store.isOnScreen(10, 10));
}

void TestWindow::drawsNothingWithoutAChange()
{
    app::Window window({}, config(), loopback());
    QVERIFY(window.open());
    auto *quick = qobject_cast<QQuickWindow *>(QGuiApplication::topLevelWindows().constFirst());
    QVERIFY(quick);
    QVERIFY(QTest::qWaitForWindowExposed(quick));
    // Every snapshot reaches all that shows figures. Once the window is at rest, none of them draws it again.
    int frames = 0;
    int quiet = 0;
    connect(quick, &QQuickWindow::afterRendering, &window, [&] { ++frames; });
    connect(window.workspace().session(), &app::ClientController::snapshotTaken, &window,
            [&] { quiet = std::exchange(frames, 0) == 0 ? quiet + 1 : 0; });
    constexpr int enough = 5;
    QTRY_VERIFY_WITH_TIMEOUT(quiet >= enough, 30'000);

    window.workspace().session()->connectTo(QStringLiteral("http://127.0.0.1:5000"), QStringLiteral("tests"),
                                            QStringLiteral("*"));
    QTRY_COMPARE(window.workspace().session()->state(), app::ClientController::State::Connected);
    for (const char *panel : {"plots", "handlers", "duplicates", "publish", "consumers", "deadletters"}) {
        QVERIFY(QMetaObject::invokeMethod(quick, "showPanel", Q_ARG(QString, QString::fromLatin1(panel))));
        quiet = frames = 0;
        QTRY_VERIFY2_WITH_TIMEOUT(quiet >= enough, panel, 30'000);
    }
    QVERIFY(QMetaObject::invokeMethod(pageOf(*quick), "showScripts", Q_ARG(bool, true)));
    quiet = 0;
    QTRY_VERIFY_WITH_TIMEOUT(quiet >= enough, 30'000);
}

void TestWindow::drawsNothingOfAHiddenStream()
{
    app::Options options;
    options.panel = QStringLiteral("scripts");
    app::Window window(options, config(), loopback());
    QVERIFY(window.open());
    auto *quick = qobject_cast<QQuickWindow *>(QGuiApplication::topLevelWindows().constFirst());
    auto *viewport = pageOf(*quick)->findChild<app::StreamViewport *>();
    QVERIFY(viewport);
    QVERIFY(QTest::qWaitForWindowExposed(quick));
    QTRY_VERIFY(!viewport->isActive());
}

namespace {

QQuickWindow *shownWindow()
{
    const QWindowList windows = QGuiApplication::topLevelWindows();
    auto *window = windows.isEmpty() ? nullptr : qobject_cast<QQuickWindow *>(windows.first());
    return window && QTest::qWaitForWindowActive(window) ? window : nullptr;
}

bool connects(app::Window &window)
{
    app::ClientController &session = *window.workspace().session();
    session.connectTo(session.url(), QStringLiteral("tests"), QStringLiteral("*"));
    return QTest::qWaitFor([&] { return session.state() == app::ClientController::State::Connected; }, 10'000);
}

QQuickItem *itemWith(QQuickItem *root, const char *property, const QVariant &value)
{
    if (root->property(property) == value && root->isVisible())
        return root;
    const QList<QQuickItem *> children = root->childItems();
    for (QQuickItem *child : children) {
        if (QQuickItem *found = itemWith(child, property, value))
            return found;
    }
    return nullptr;
}

} // namespace

void TestWindow::remembersWithoutBeingClosed()
{
    QSettings().clear();
    app::Window window({}, config(), loopback());
    QVERIFY(window.open());
    QQuickWindow *shown = shownWindow();
    QVERIFY(shown);
    shown->resize(1'111, 777);
    const auto remembered = [](const char *key) {
        return app::SettingsStore(app::SettingsStore::Lifetime::Persistent).text(QString::fromLatin1(key), {});
    };
    const auto rememberedText = [](const char *key) {
        return app::SettingsStore(app::SettingsStore::Lifetime::Persistent).text(QString::fromLatin1(key), {});
    };
    QTRY_COMPARE(remembered("window/width"), QStringLiteral("1111"));
    QTRY_COMPARE(remembered("window/height"), QStringLiteral("777"));
    QTest::keyClick(shown, Qt::Key_3, Qt::ControlModifier);
    QTRY_COMPARE(rememberedText("panels/shown"), QStringLiteral("duplicates"));
    QTest::keyClick(shown, Qt::Key_E, Qt::ControlModifier);
    QTRY_COMPARE(rememberedText("window/pageId"), QStringLiteral("scripts"));
    QSettings().clear();
}

void TestWindow::singleKeysBelongToWhatHasTheFocus()
{
    app::Window window({}, config(), loopback());
    QVERIFY(window.open());
    QQuickWindow *shown = shownWindow();
    QVERIFY(shown);
    auto *stream = pageOf(*shown)->findChild<app::StreamModel *>();
    QVERIFY(stream);
    QVERIFY(connects(window)); // before that, there is nothing to hold
    // With nothing else in the way Space holds the stream.
    QTest::keyClick(shown, Qt::Key_Space);
    QVERIFY(stream->isPaused());
    QTest::keyClick(shown, Qt::Key_Space);
    QVERIFY(!stream->isPaused());
    QQuickItem *advanced = itemWith(shown->contentItem(), "objectName", QStringLiteral("advancedButton"));
    QVERIFY(advanced);
    advanced->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(shown, Qt::Key_Space);
    QVERIFY(!stream->isPaused());
    QTRY_VERIFY(itemWith(shown->contentItem(), "objectName", QStringLiteral("resetButton")));
    QTest::keyClick(shown, Qt::Key_Escape);
    QTRY_VERIFY(advanced->hasActiveFocus());
    // A letter that no button takes is the window's.
    QTest::keyClick(shown, Qt::Key_F);
    QVERIFY(!stream->isPaused());
    QQuickItem *field = itemWith(shown->contentItem(), "label", QStringLiteral("Server URL"));
    QVERIFY(field);
    field->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(shown, Qt::Key_Space);
    QVERIFY(!stream->isPaused());
    QVERIFY(field->property("text").toString().contains(QLatin1Char(' ')));
}

// What is typed would change a field on a tab that nobody sees.
void TestWindow::keysLeaveWhatIsHidden()
{
    app::Window window({}, config(), loopback());
    QVERIFY(window.open());
    QQuickWindow *shown = shownWindow();
    QVERIFY(shown);
    auto *stream = pageOf(*shown)->findChild<app::StreamModel *>();
    QVERIFY(stream);
    QVERIFY(connects(window));
    QTest::keyClick(shown, Qt::Key_4, Qt::ControlModifier);
    QQuickItem *field = nullptr;
    QTRY_VERIFY((field = itemWith(shown->contentItem(), "objectName", QStringLiteral("idField")))
                && field->isVisible());
    field->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(shown, Qt::Key_A);
    const QString typed = field->property("text").toString();
    QVERIFY(typed.contains(QLatin1Char('a')));
    QTest::keyClick(shown, Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(!field->isVisible());
    QTRY_VERIFY(!field->hasActiveFocus());
    QTest::keyClick(shown, Qt::Key_Space);
    QVERIFY(stream->isPaused());
    QCOMPARE(field->property("text").toString(), typed);
}

void TestWindow::asksBeforeItClosesOverDeadLetters()
{
    app::Window window({}, config(), loopback());
    app::ClientController &controller = *window.workspace().session();
    QVERIFY(controller.addHandler(dispatch::parseHandlerSpec(QStringLiteral("*=builtin:require=risk")).value()));
    QVERIFY(window.open());
    QQuickWindow *shown = shownWindow();
    QVERIFY(shown);
    QVERIFY(connects(window));
    controller.client().publish({.topic = QStringLiteral("t"), .id = {}, .payload = "{}", .producer = {}},
                                [](const base::Result<void> &) {});
    QTRY_COMPARE(controller.snapshot().deadLetters.count, quint64{1});

    // The session: the question names the letter, and Escape leaves all as it was.
    QTest::keyClick(shown, Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(itemWith(shown->contentItem(), "objectName", QStringLiteral("confirmDetails")));
    QVERIFY(itemWith(shown->contentItem(), "objectName", QStringLiteral("confirmDetails"))
                ->property("text")
                .toString()
                .contains(QStringLiteral("1 dead letter")));
    QVERIFY(itemWith(shown->contentItem(), "text", QStringLiteral("Save dead letters first…")));
    QTRY_VERIFY(itemWith(shown->contentItem(), "objectName", QStringLiteral("cancelButton"))->hasActiveFocus());
    QTest::keyClick(shown, Qt::Key_Escape);
    QCOMPARE(controller.snapshot().deadLetters.count, quint64{1});
    QTRY_VERIFY(!itemWith(shown->contentItem(), "objectName", QStringLiteral("confirmDetails")));

    QVERIFY(!shown->close());
    QTRY_VERIFY(itemWith(shown->contentItem(), "objectName", QStringLiteral("alternativeButton")));
    QTest::keyClick(shown, Qt::Key_Escape);
    QTRY_VERIFY(!itemWith(shown->contentItem(), "objectName", QStringLiteral("alternativeButton")));
    QVERIFY(shown->isVisible());
    QVERIFY(!shown->close());
    QTRY_VERIFY(itemWith(shown->contentItem(), "text", QStringLiteral("Discard and quit")));
    QTRY_VERIFY(itemWith(shown->contentItem(), "objectName", QStringLiteral("alternativeButton"))->hasActiveFocus());
    QMetaObject::invokeMethod(itemWith(shown->contentItem(), "text", QStringLiteral("Discard and quit")), "clicked");
    QTRY_VERIFY(!shown->isVisible());
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
