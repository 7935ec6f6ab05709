// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window.h"

#include "panels/viewregistry.h"
#include "qmlmodule.h"

#include <QCoreApplication>
#include <QImage>
#include <QQuickWindow>

namespace topicscope::app {

namespace {

constexpr std::chrono::milliseconds settleTime{700}; // from selecting a message to the picture

} // namespace

Window::Window(const Options &options, client::ClientConfig config, client::TransportFactory factory, QObject *parent)
    : QObject(parent),
      m_settings(options.screenshot.isEmpty() ? SettingsStore::Lifetime::Persistent
                                              : SettingsStore::Lifetime::Transient),
      m_workspace(std::move(config), &m_settings, std::move(factory)),
      m_screenshot(options.screenshot),
      m_after(options.after)
{
    applyWishes(options);
}

Window::~Window() = default;

void Window::applyWishes(const Options &options)
{
    const QStringList themes{QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")};
    if (!options.theme.isEmpty())
        m_settings.override(QStringLiteral("window/theme"), static_cast<int>(themes.indexOf(options.theme)));
    const bool isPanel = Panels::ids().contains(options.panel);
    if (!options.panel.isEmpty())
        m_settings.override(QStringLiteral("window/pageId"), isPanel ? Pages::ids().constFirst() : options.panel);
    if (isPanel) {
        m_settings.override(QStringLiteral("panels/shown"), options.panel);
        m_settings.override(QStringLiteral("panels/folded"), 0);
    }
    if (options.size.isValid()) {
        m_settings.override(QStringLiteral("window/width"), options.size.width());
        m_settings.override(QStringLiteral("window/height"), options.size.height());
        m_settings.override(QStringLiteral("window/maximized"), 0);
    }
}

base::Result<void> Window::open()
{
    addQmlModule(m_engine);
    m_engine.setInitialProperties({{QStringLiteral("workspace"), QVariant::fromValue(&m_workspace)},
                                   {QStringLiteral("settings"), QVariant::fromValue(&m_settings)}});
    QString reason; // such as a module that is not installed, with its name
    connect(&m_engine, &QQmlEngine::warnings, &m_engine,
            [&reason](const QList<QQmlError> &errors) { reason = errors.constFirst().description(); });
    m_engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Topicscope/Main.qml")));
    disconnect(&m_engine, &QQmlEngine::warnings, &m_engine, nullptr);
    m_window = qobject_cast<QQuickWindow *>(m_engine.rootObjects().value(0));
    if (!m_window)
        return base::failure(base::ErrorCode::NotSupported,
                             tr("The window could not be loaded: %1. Install what is missing; on Debian, module "
                                "\"QtQuick.Layouts\" is the package qml6-module-qtquick-layouts.")
                                 .arg(reason));
    if (!m_screenshot.isEmpty())
        QTimer::singleShot(m_after, this, &Window::takeScreenshot);
    return {};
}

void Window::end()
{
    QMetaObject::invokeMethod(m_window, "saveState");
    QCoreApplication::exit(0); // quit() would ask
}

void Window::takeScreenshot()
{
    QMetaObject::invokeMethod(m_window, "selectForPicture");
    QTimer::singleShot(settleTime, this, [this] {
        const QImage picture = m_window->grabWindow();
        std::optional<base::Error> error;
        if (picture.isNull())
            error = base::Error{base::ErrorCode::InputOutput,
                                tr("The window could not be drawn into a picture on this display.")};
        else if (!picture.save(m_screenshot, "PNG"))
            error = base::Error{
                base::ErrorCode::InputOutput,
                tr("The screenshot could not be written to %1: check that the folder exists and is writable.")
                    .arg(m_screenshot)};
        Q_EMIT screenshotFinished(error);
    });
}

} // namespace topicscope::app
