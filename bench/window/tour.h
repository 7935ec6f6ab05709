// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/clientcontroller.h"
#include "window/frameprobe.h"

#include <QJsonArray>
#include <QJsonObject>

#include <chrono>
#include <functional>

class QQuickWindow;

namespace topicscope::bench {

//! \brief Leads through the window, and tells what it did meanwhile. Its functions run the event loop until they are
//! done. Thread: main.
class Tour
{
public:
    Tour(QQuickWindow &window, app::ClientController &controller);

    //! \brief Waits for the first frame; the time since the process was started.
    [[nodiscard]] std::chrono::milliseconds awaitFirstFrame();
    //! \brief The share of a core that the window takes when nothing happens, for \a time, once it has come to rest.
    [[nodiscard]] QJsonObject restFor(std::chrono::milliseconds time);
    //! \brief Goes to each tab and page, which loads it, and waits until the store is full; false when \a messages do
    //! not fill it.
    [[nodiscard]] bool warmUp(quint64 messages);
    //! \brief Goes to each tab and page for \a time; one object each.
    [[nodiscard]] QJsonArray visitAll(std::chrono::milliseconds time);
    //! \brief Calls \a connect and waits until the tree shows \a topics topics: how long that took from the first
    //! message on, and how long the GUI thread stood still since it was called.
    [[nodiscard]] QJsonObject takeTopics(int topics, const std::function<void()> &connect);
    //! \brief Waits until \a messages have come and nothing is under way, or nothing has moved for some seconds.
    void awaitEnd(quint64 messages);
    //! \brief Waits until the server ends the connection.
    void awaitDisconnection();

private:
    struct Place;
    static const Place places[7];

    void goTo(const Place &place);
    [[nodiscard]] QJsonObject visit(const Place &place, std::chrono::milliseconds time);
    void rest(std::chrono::milliseconds time);
    //! \brief False when it took longer than \a limit.
    [[nodiscard]] bool await(const std::function<bool()> &condition, std::chrono::milliseconds limit);

    QQuickWindow &m_window;
    app::ClientController &m_controller;
    FrameProbe m_frames;
};

} // namespace topicscope::bench
