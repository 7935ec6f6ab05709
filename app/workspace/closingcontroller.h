// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <qqmlregistration.h>

namespace topicscope::app {

class ClientController;

//! \brief What would be gone if this session were closed, or the program, for the questions before that.
//!
//! Counted anew when it is asked for: what is under way changes while a question stands. Thread: main.
class ClosingController : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a ClientController")

public:
    //! \brief A child of \a client.
    explicit ClosingController(ClientController &client);

    //! \brief What would be gone with the session, one thing a line, with counts; empty when nothing would.
    Q_INVOKABLE QString losses() const;
    //! \brief What is under way and would end with the program, one thing a line, with counts: messages that wait for
    //! handlers, acknowledgements that wait, and the running publication. Without what a second finishes, as on a busy
    //! stream something is always under way.
    Q_INVOKABLE QString unfinished() const;
    //! \brief A publication of \a wanted messages runs and has come to \a sent; nothing runs where \a wanted is 0.
    void notePublication(int sent, int wanted);

Q_SIGNALS:
    //! \brief What is counted may have changed: once after each snapshot.
    void countsChanged();

private:
    [[nodiscard]] QStringList unfinishedBeyond(double messages) const;

    ClientController &m_client;
    int m_published = 0;
    int m_toPublish = 0;
};

} // namespace topicscope::app
