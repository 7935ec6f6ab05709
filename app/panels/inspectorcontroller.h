// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/clientcontroller.h"
#include "inspect/jsontreemodel.h"
#include "stream/streamviewport.h"
#include "inspect/rawdocument.h"
#include "inspect/shownpayload.h"

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
    Q_PROPERTY(bool reading READ isReading NOTIFY payloadChanged)
    Q_PROPERTY(int encoding READ encoding NOTIFY payloadChanged)
    Q_PROPERTY(int chosenEncoding READ chosenEncoding NOTIFY payloadChanged)
    Q_PROPERTY(QString payloadProblem READ payloadProblem NOTIFY payloadChanged)
    Q_PROPERTY(QString attributes READ attributes NOTIFY messageChanged)
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
    //! \brief How the payload is read: as base::Encoding has it; by itself, or by the user's choice.
    enum Encoding { Automatic, Json, Text, MessagePack, Cbor, Binary };
    Q_ENUM(Encoding)

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
    //! \brief True while a long payload is read by another thread.
    [[nodiscard]] bool isReading() const { return m_payloadJob.isRunning(); }
    //! \brief How the payload is read; Automatic while that is not known yet.
    [[nodiscard]] int encoding() const { return static_cast<int>(m_payload.encoding); }
    //! \brief What the user wants for the topic of the message.
    [[nodiscard]] int chosenEncoding() const;
    //! \brief Why the payload cannot be read as was chosen, or is bytes; empty where there is a tree.
    [[nodiscard]] QString payloadProblem() const;
    //! \brief Reads payloads of the message's topic so from now on, in this run.
    Q_INVOKABLE void chooseEncoding(int encoding);
    Q_INVOKABLE QString encodingText(int encoding) const;
    //! \brief What the system told beside the payload, a line each, for its field; at most 100 of them.
    [[nodiscard]] QString attributes() const;
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
    void payloadChanged();

private:
    void readPayload();
    void showPayload(ShownPayload payload);
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
    ShownPayload m_payload;
    LatestJob m_payloadJob;
    QHash<QByteArray, base::Encoding> m_choices; // by topic; made by hand, so there are few
    JsonTreeModel m_json;
    RawDocument m_raw;
};

} // namespace topicscope::app
