// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/clientcontroller.h"

#include <QObject>

#include <algorithm>

class QQuickWindow;

namespace topicscope::bench {

//! \brief Counts the frames that a window shows, and how old the client's snapshot became before a frame came with a
//! newer one.
//!
//! A view that takes a snapshot over bit by bit, such as the tree of topics, may show older figures: that is not seen
//! here. Thread: main.
class FrameProbe : public QObject
{
    Q_OBJECT

public:
    FrameProbe(QQuickWindow &window, const app::ClientController &controller);

    struct Figures {
        int frames = 0;
        std::chrono::nanoseconds oldestSnapshot{0}; //!< age of the client's snapshot at the latest frame, at most
    };
    //! \brief What was seen since the last call.
    [[nodiscard]] Figures take();
    [[nodiscard]] bool hasShown() const noexcept { return m_hasShown; }

private:
    void frameShown();
    void age();

    const app::ClientController &m_controller;
    Figures m_figures;
    base::SteadyTime m_shown; // when the snapshot of the latest frame was taken
    bool m_hasShown = false;
};

} // namespace topicscope::bench
