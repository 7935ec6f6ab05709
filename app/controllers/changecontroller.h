// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QStringList>
#include <qqmlregistration.h>

#include <functional>

namespace topicscope::app {

class ClientController;

//! \brief Asks before the client is made anew, when that throws away what was received or takes handlers to another server.
//!
//! Every wish of the user's goes through here; where nothing is lost it is granted at once. Thread: main.
class ChangeController : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a ClientController")

    Q_PROPERTY(bool asking READ isAsking NOTIFY askingChanged)
    Q_PROPERTY(QString title READ title NOTIFY askingChanged)
    Q_PROPERTY(QString question READ question NOTIFY askingChanged)
    Q_PROPERTY(QString losses READ losses NOTIFY askingChanged)
    Q_PROPERTY(QString acceptText READ acceptText NOTIFY askingChanged)
    Q_PROPERTY(QString keepText READ keepText NOTIFY askingChanged)
    Q_PROPERTY(bool losesLetters READ losesLetters NOTIFY askingChanged)

public:
    //! \brief A child of \a client.
    explicit ChangeController(ClientController &client);

    //! \brief True while a wish waits for accept() or cancel().
    [[nodiscard]] bool isAsking() const { return m_change != nullptr; }
    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] QString question() const;
    //! \brief What would be gone, one thing a line, with counts.
    [[nodiscard]] QString losses() const { return m_losses.join(QLatin1Char('\n')); }
    //! \brief What accepting does, for its button.
    [[nodiscard]] QString acceptText() const { return m_acceptText; }
    //! \brief The offer to take the handlers along, in a sentence; empty when there is nothing to decide.
    [[nodiscard]] QString keepText() const { return m_keepText; }
    [[nodiscard]] bool losesLetters() const { return m_losesLetters; }

    //! \brief As in ClientController.
    Q_INVOKABLE void connectTo(const QString &url, const QString &consumer, const QString &topics);
    Q_INVOKABLE void setDuplicateFilter(bool on, quint32 window);
    Q_INVOKABLE void setOverflow(int policy);

    //! \brief Grants the wish; \a keepHandlers has the handlers run at the other server, where they acknowledge at once.
    Q_INVOKABLE void accept(bool keepHandlers);
    //! \brief Leaves everything as it is.
    Q_INVOKABLE void cancel();

Q_SIGNALS:
    void askingChanged();
    void cancelled();

private:
    using Change = std::function<void(bool keepHandlers)>;

    void ask(const QString &title, const QString &acceptText, Change change);

    ClientController &m_client;
    Change m_change; // the wish that waits
    QString m_title;
    QString m_acceptText;
    QString m_keepText;
    QStringList m_losses;
    bool m_losesLetters = false;
};

} // namespace topicscope::app
