// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window/frameprobe.h"

#include <QQuickWindow>

#include <utility>

namespace topicscope::bench {

FrameProbe::FrameProbe(QQuickWindow &window, const app::ClientController &controller) : m_controller(controller)
{
    connect(&window, &QQuickWindow::frameSwapped, this, &FrameProbe::frameShown);
}

void FrameProbe::frameShown()
{
    m_hasShown = true;
    ++m_figures.frames;
    age();
    m_shown = m_controller.snapshot().at;
}

void FrameProbe::age()
{
    if (m_shown != base::SteadyTime{})
        m_figures.oldestSnapshot = std::max<std::chrono::nanoseconds>(m_figures.oldestSnapshot,
                                                                      base::SteadyClock::now() - m_shown);
}

FrameProbe::Figures FrameProbe::take()
{
    age(); // where no frame came at all, the snapshot shown is as old as that
    return std::exchange(m_figures, {});
}

} // namespace topicscope::bench
