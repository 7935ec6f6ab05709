// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QStringList>
#include <qqmlregistration.h>

#include <functional>

namespace topicscope::app {

class ClientController;

//! \brief Asks before another server is connected to, when that throws away what was received or takes handlers there.
//!
//! Every wish of the user's to connect goes through here; where nothing is lost, as with other settings for the same
//! server, it is granted at once. What is lost is told anew with every snapshot while the question stands. Thread:
//! main.
class ChangeController : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a ClientController")

    Q_PROPERTY(bool asking READ isAsking NOTIFY askingChanged)
    Q_PROPERTY(QString losses READ losses NOTIFY lossesChanged)
    Q_PROPERTY(QString keepText READ keepText NOTIFY askingChanged)
    Q_PROPERTY(bool losesLetters READ losesLetters NOTIFY lossesChanged)

public:
    //! \brief A child of \a client.
    explicit ChangeController(ClientController &client);

    //! \brief True while a wish waits for accept() or cancel().
    [[nodiscard]] bool isAsking() const { return m_change != nullptr; }
    //! \brief What would be gone now, one thing a line, with counts.
    [[nodiscard]] QString losses() const { return m_losses.join(QLatin1Char('\n')); }
    //! \brief The offer to take the handlers along, in a sentence; empty when there is nothing to decide.
    [[nodiscard]] QString keepText() const { return m_keepText; }
    [[nodiscard]] bool losesLetters() const { return m_losesLetters; }

    //! \brief What is under way now and ends with the client, one thing a line, with counts: messages that wait for
    //! handlers, acknowledgements that wait, and the running publication.
    [[nodiscard]] QStringList unfinished() const { return unfinishedBeyond(0.0); }
    //! \brief The same before the window closes, where it is asked for nothing else: without what a second finishes, as
    //! on a busy stream something is always under way.
    Q_INVOKABLE QString unfinishedText() const;
    //! \brief A publication of \a wanted messages runs and has come to \a sent; nothing runs where \a wanted is 0.
    void notePublication(int sent, int wanted);

    //! \brief As in ClientController.
    Q_INVOKABLE void connectTo(const QString &url, const QString &consumer, const QString &topics);

    //! \brief Grants the wish; \a keepHandlers has the handlers run at the other server, where they acknowledge at
    //! once.
    Q_INVOKABLE void accept(bool keepHandlers);
    //! \brief Leaves everything as it is, and what was typed to connect elsewhere is put back to what holds.
    Q_INVOKABLE void cancel();

Q_SIGNALS:
    void askingChanged();
    void lossesChanged();
    //! \brief What unfinished() counts may have changed: once after each snapshot.
    void countsChanged();

private:
    [[nodiscard]] QStringList unfinishedBeyond(double messages) const;

    using Change = std::function<void(bool keepHandlers)>;

    void countLosses();
    void updateCounts();

    ClientController &m_client;
    Change m_change; // the wish that waits
    QString m_keepText;
    QStringList m_losses;
    bool m_losesLetters = false;
    int m_published = 0;
    int m_toPublish = 0;
};

} // namespace topicscope::app
