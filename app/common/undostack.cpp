// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/undostack.h"

#include <algorithm>
#include <utility>

namespace topicscope::app {

QString UndoStack::text() const
{
    return m_steps.empty() ? QString() : m_steps.back().text;
}

quint64 UndoStack::push(const QString &text, const QObject *owner, Undo undo)
{
    connect(owner, &QObject::destroyed, this, &UndoStack::ownerDestroyed, Qt::UniqueConnection);
    m_steps.push_back({.number = ++m_lastNumber, .text = text, .owner = owner, .undo = std::move(undo)});
    if (m_steps.size() > maxSteps)
        m_steps.pop_front();
    Q_EMIT changed();
    return m_lastNumber;
}

bool UndoStack::contains(quint64 step) const
{
    return std::any_of(m_steps.begin(), m_steps.end(), [step](const Step &known) { return known.number == step; });
}

void UndoStack::undo()
{
    if (!m_steps.empty())
        undo(m_steps.back().number);
}

void UndoStack::undo(quint64 number)
{
    const auto at = std::find_if(m_steps.begin(), m_steps.end(),
                                 [number](const Step &step) { return step.number == number; });
    if (at == m_steps.end())
        return;
    // Taken off first: undoing may take steps itself.
    Step step = std::move(*at);
    m_steps.erase(at);
    // What cannot be brought back now waits below the others, so that it does not stand in their way.
    if (!step.undo())
        m_steps.push_front(std::move(step));
    Q_EMIT changed();
}

void UndoStack::ownerDestroyed(QObject *owner)
{
    // What it still hears is heard by an object whose members are gone.
    disconnect(owner);
    forget(owner);
}

void UndoStack::forget(const QObject *owner)
{
    if (std::erase_if(m_steps, [owner](const Step &step) { return step.owner == owner; }) > 0)
        Q_EMIT changed();
}

} // namespace topicscope::app
