// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/clientcontroller.h"
#include "inspect/jsontreemodel.h"
#include "stream/streamviewport.h"
#include "inspect/rawdocument.h"

namespace topicscope::app {

//! \brief Everything about the selected message. Thread: main.
class InspectorController : public QObject
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::ClientController *client READ client WRITE setClient NOTIFY clientChanged)
    Q_PROPERTY(topicscope::app::StreamViewport *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(bool hasMessage READ hasMessage NOTIFY messageChanged)
    Q_PROPERTY(bool hasPayload READ hasPayload NOTIFY messageChanged)
    Q_PROPERTY(QString topic READ topic NOTIFY messageChanged)
    Q_PROPERTY(int topicColor READ topicColor NOTIFY messageChanged)
    Q_PROPERTY(QString messageId READ messageId NOTIFY messageChanged)
    Q_PROPERTY(QString producer READ producer NOTIFY messageChanged)
    Q_PROPERTY(QString received READ received NOTIFY messageChanged)
    Q_PROPERTY(QString sequence READ sequence NOTIFY messageChanged)
    Q_PROPERTY(QString size READ size NOTIFY messageChanged)
    Q_PROPERTY(QString error READ error NOTIFY messageChanged)
    Q_PROPERTY(QString state READ state NOTIFY outcomeChanged)
    Q_PROPERTY(int tone READ tone NOTIFY outcomeChanged)
    Q_PROPERTY(QString handler READ handler NOTIFY outcomeChanged)
    Q_PROPERTY(QString latency READ latency NOTIFY outcomeChanged)
    Q_PROPERTY(QString failure READ failure NOTIFY outcomeChanged)
    Q_PROPERTY(QString attempts READ attempts NOTIFY outcomeChanged)
    Q_PROPERTY(double deadLetter READ deadLetter NOTIFY outcomeChanged)
    Q_PROPERTY(QString acknowledgement READ acknowledgement NOTIFY outcomeChanged)
    Q_PROPERTY(QString repetition READ repetition NOTIFY messageChanged)
    Q_PROPERTY(topicscope::app::JsonTreeModel *json READ json CONSTANT)
    Q_PROPERTY(topicscope::app::RawDocument *raw READ raw CONSTANT)

public:
    explicit InspectorController(QObject *parent = nullptr);

    [[nodiscard]] ClientController *client() const { return m_client; }
    void setClient(ClientController *client);
    [[nodiscard]] StreamViewport *source() const { return m_source; }
    void setSource(StreamViewport *source);
    //! \brief Shows \a message; null shows nothing.
    void setMessage(const base::MessagePtr &message);
    //! \brief Shows \a message, and makes it what is selected in source(): there is one selection.
    void show(const base::MessagePtr &message);

    [[nodiscard]] bool hasMessage() const { return m_message.data() != nullptr; }
    [[nodiscard]] bool hasPayload() const;
    [[nodiscard]] QString topic() const;
    [[nodiscard]] int topicColor() const;
    [[nodiscard]] QString messageId() const;
    [[nodiscard]] QString producer() const;
    [[nodiscard]] QString received() const;
    [[nodiscard]] QString sequence() const;
    [[nodiscard]] QString size() const;
    //! \brief Why the message is malformed; empty otherwise.
    [[nodiscard]] QString error() const;
    [[nodiscard]] QString state() const;
    [[nodiscard]] int tone() const;
    [[nodiscard]] QString handler() const;
    [[nodiscard]] QString latency() const;
    //! \brief Why its handler failed, or that this is no longer known; empty when it did not fail, and until its letter
    //! is there.
    [[nodiscard]] QString failure() const;
    //! \brief How often its handler had it, and when it failed for good; empty when that is not known.
    [[nodiscard]] QString attempts() const;
    //! \brief The id of its dead letter; 0 for none.
    [[nodiscard]] double deadLetter() const;
    //! \brief What is to be said of its acknowledgement: that the server does not take it. As a rule empty.
    [[nodiscard]] QString acknowledgement() const;
    //! \brief Which message it repeats; empty when it repeats none.
    [[nodiscard]] QString repetition() const;
    [[nodiscard]] JsonTreeModel *json() { return &m_json; }

    //! \brief The payload as received; of a malformed message everything received.
    [[nodiscard]] RawDocument *raw() { return &m_raw; }

Q_SIGNALS:
    void clientChanged();
    void sourceChanged();
    void messageChanged();
    void outcomeChanged();

private:
    void refreshOutcome();
    [[nodiscard]] bool hasFailed() const;
    void findLetter();
    [[nodiscard]] bool awaitsLetter() const { return hasFailed() && !m_letter && !m_letterGone; }

    QPointer<ClientController> m_client;
    QPointer<StreamViewport> m_source;
    base::MessagePtr m_message;
    base::Outcome m_outcome;
    bool m_acknowledgementRefused = false;
    std::optional<client::DeadLetter> m_letter; // of a message that failed
    bool m_letterGone = false; // it had one, or has none long after it failed
    quint64 m_letterRevision = 0; // of the list that it was looked up in
    JsonTreeModel m_json;
    RawDocument m_raw;
};

} // namespace topicscope::app
