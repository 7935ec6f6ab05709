// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/latestremoval.h"

#include "common/rebind.h"

#include <utility>

namespace topicscope::app {

void LatestRemoval::setUndoStack(UndoStack *stack)
{
    if (m_stack == stack)
        return;
    forget();
    if (rebind(m_stack, stack, this) && m_stack)
        connect(m_stack, &UndoStack::changed, this, [this] {
            if (m_step != 0 && !m_stack->contains(m_step))
                dismiss(); // it is back, or too many came after it
        });
}

void LatestRemoval::note(const QString &name, const QString &text, UndoStack::Undo undo)
{
    m_step = m_stack ? m_stack->push(text, this, std::move(undo)) : 0;
    m_name = name; // after it: with this step, the one before may have been pushed out
    m_present = true;
    Q_EMIT changed();
}

void LatestRemoval::forget()
{
    if (m_stack)
        m_stack->forget(this);
    dismiss();
}

void LatestRemoval::undo()
{
    if (m_stack)
        m_stack->undo(m_step);
}

void LatestRemoval::dismiss()
{
    m_step = 0;
    m_name.clear();
    if (std::exchange(m_present, false))
        Q_EMIT changed();
}

} // namespace topicscope::app
