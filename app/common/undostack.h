// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <qqmlregistration.h>

#include <deque>
#include <functional>

namespace topicscope::app {

//! \brief What was taken away in the window and can be brought back: the one stack behind Ctrl+Z.
//!
//! Not a QUndoStack: what is removed in one place has nothing to do with what is removed in another, so that each place
//! can take its own latest step back in any order, and there is nothing to redo. Keeps the latest maxSteps. Thread:
//! main.
class UndoStack : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the ClientController")

    Q_PROPERTY(QString text READ text NOTIFY changed)

public:
    static constexpr std::size_t maxSteps = 100;

    //! \brief Brings back what was taken away; false when that cannot be, which it has told itself.
    using Undo = std::function<bool()>;

    using QObject::QObject;

    //! \brief What undo() does next, such as "Undo remove handler x"; empty when there is nothing.
    [[nodiscard]] QString text() const;
    //! \brief Takes a step; \a text says what undoing it does. It goes with its \a owner. Returns its number, never 0.
    quint64 push(const QString &text, const QObject *owner, Undo undo);
    [[nodiscard]] bool contains(quint64 step) const;
    //! \brief Takes the latest step back.
    Q_INVOKABLE void undo();
    //! \brief Takes \a step back, wherever it is; one that is gone is left aside.
    void undo(quint64 step);
    //! \brief Gives all steps of \a owner up: there is nothing any more to bring them back to.
    void forget(const QObject *owner);

Q_SIGNALS:
    //! \brief Steps came or went.
    void changed();

private:
    void ownerDestroyed(QObject *owner);

    struct Step {
        quint64 number = 0;
        QString text;
        const QObject *owner = nullptr; // tells steps apart; not used otherwise
        Undo undo;
    };

    std::deque<Step> m_steps; // latest last
    quint64 m_lastNumber = 0;
};

} // namespace topicscope::app
