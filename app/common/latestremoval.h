// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/undostack.h"

#include <QObject>
#include <QPointer>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief What was taken away last in one place of the window, while it can be brought back: what the notice with
//! "Undo" tells of. Thread: main.
class LatestRemoval : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a controller")

    Q_PROPERTY(bool present READ isPresent NOTIFY changed)
    Q_PROPERTY(QString name READ name NOTIFY changed)

public:
    using QObject::QObject;

    //! \brief Whether there is something to tell of.
    [[nodiscard]] bool isPresent() const { return m_present; }
    //! \brief What was removed.
    [[nodiscard]] QString name() const { return m_name; }

    //! \brief Where steps go from now on; null: nothing can be brought back. What was removed before is not, either:
    //! it belongs to what the other stack is of.
    void setUndoStack(UndoStack *stack);
    //! \brief \a name was removed: \a undo, which \a text names, brings it back.
    void note(const QString &name, const QString &text, UndoStack::Undo undo);
    //! \brief Gives up what was removed: there is nothing any more to bring it back to.
    void forget();
    //! \brief Brings it back.
    Q_INVOKABLE void undo();
    //! \brief Speaks of it no more; the undo stack keeps it.
    Q_INVOKABLE void dismiss();

Q_SIGNALS:
    void changed();

private:
    QPointer<UndoStack> m_stack;
    QString m_name;
    bool m_present = false;
    quint64 m_step = 0; // on the stack
};

} // namespace topicscope::app
