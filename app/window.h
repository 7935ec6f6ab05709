// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/workspace.h"
#include "common/settingsstore.h"
#include "options.h"

#include <QQmlApplicationEngine>

class QQuickWindow;

namespace topicscope::app {

//! \brief The window with everything behind it: settings, client, QML, and the screenshot when one is asked for.
//! Thread: main.
class Window : public QObject
{
    Q_OBJECT

public:
    //! \brief \a config says where to connect; with \a factory the client runs on another transport.
    Window(const Options &options, client::ClientConfig config, client::TransportFactory factory = {},
           QObject *parent = nullptr);
    ~Window() override;

    //! \brief Loads the window. Errors: NotSupported when its QML cannot be loaded.
    [[nodiscard]] base::Result<void> open();
    //! \brief Ends the program without a question: nobody is there to answer. What the window remembers is saved,
    //! drafts of scripts too.
    void end();
    [[nodiscard]] Workspace &workspace() { return m_workspace; }
    [[nodiscard]] SettingsStore &settings() { return m_settings; }

Q_SIGNALS:
    //! \brief The screenshot is saved, or \a error says why not (InputOutput).
    void screenshotFinished(const std::optional<topicscope::base::Error> &error);

private:
    void applyWishes(const Options &options);
    void takeScreenshot();

    SettingsStore m_settings;
    Workspace m_workspace;
    QQmlApplicationEngine m_engine; // after what its window refers to: destroyed before
    QQuickWindow *m_window = nullptr;
    QString m_screenshot;
    std::chrono::milliseconds m_after;
};

} // namespace topicscope::app
