// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/clientcontroller.h"
#include "panels/sentmodel.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <qqmlregistration.h>

#include <optional>

namespace topicscope::app {

//! \brief Publishes what the user composes: once, or repeatedly at a bounded rate, and keeps what became of it.
//!
//! At most maxInFlight messages wait for the server's answer at a time. Thread: main.
class PublishController : public QObject
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::ClientController *client READ client WRITE setClient NOTIFY clientChanged)
    Q_PROPERTY(QString topic MEMBER m_topic NOTIFY draftChanged)
    Q_PROPERTY(QString producer MEMBER m_producer NOTIFY draftChanged)
    Q_PROPERTY(QString messageId MEMBER m_messageId NOTIFY draftChanged)
    Q_PROPERTY(QString payload READ payload WRITE setPayload NOTIFY payloadChanged)
    Q_PROPERTY(QString payloadFault READ payloadFault NOTIFY payloadChanged)
    Q_PROPERTY(int faultPosition READ faultPosition NOTIFY payloadChanged)
    Q_PROPERTY(QString hindrance READ hindrance NOTIFY hindranceChanged)
    Q_PROPERTY(bool running READ isRunning NOTIFY progressChanged)
    Q_PROPERTY(int sent READ sent NOTIFY progressChanged)
    Q_PROPERTY(int wanted READ wanted NOTIFY progressChanged)
    Q_PROPERTY(int maxRepeats READ maxRepeatsProperty CONSTANT)
    Q_PROPERTY(int maxRate READ maxRateProperty CONSTANT)
    Q_PROPERTY(topicscope::app::TableModelBase *history READ history CONSTANT)

public:
    static constexpr int maxRepeats = 100'000;
    static constexpr int maxRate = 1'000; //!< messages per second
    static constexpr int maxInFlight = 64;

    explicit PublishController(QObject *parent = nullptr);
    ~PublishController() override;

    [[nodiscard]] ClientController *client() const { return m_client; }
    void setClient(ClientController *client);
    [[nodiscard]] QString payload() const { return m_payload; }
    void setPayload(const QString &payload);
    //! \brief Why the payload is no JSON, with line and column; empty when it is.
    [[nodiscard]] QString payloadFault() const { return m_payloadFault; }
    //! \brief Where that is, in characters; -1 when nowhere.
    [[nodiscard]] int faultPosition() const { return m_faultPosition; }
    //! \brief Why nothing can be sent now, in a sentence; empty when it can.
    [[nodiscard]] QString hindrance() const;
    [[nodiscard]] bool isRunning() const { return m_run.has_value(); }
    //! \brief Messages of the present run that were answered, and those asked for.
    [[nodiscard]] int sent() const { return m_run ? m_run->answered : 0; }
    [[nodiscard]] int wanted() const { return m_run ? m_run->wanted : 0; }
    [[nodiscard]] SentModel *history() { return &m_history; }

    //! \brief Sends the draft \a repeats times, at most \a perSecond of them a second. An empty message id gives each
    //! message a new one; a given id is kept, which makes duplicates.
    Q_INVOKABLE void send(int repeats, int perSecond);
    //! \brief Sends no more of the present run; what is on its way is still accounted for.
    Q_INVOKABLE void cancel();
    Q_INVOKABLE void generateId();
    //! \brief Brings the payload into one member a line; nothing happens to an invalid one.
    Q_INVOKABLE void formatPayload();
    //! \brief Takes row \a row of the history as the draft again; the undo stack keeps the draft before, until this one
    //! is edited.
    Q_INVOKABLE void reuse(int row);
    //! \brief Forgets what was sent; the undo stack keeps it.
    Q_INVOKABLE void clearHistory();

Q_SIGNALS:
    void clientChanged();
    void draftChanged();
    void payloadChanged();
    void hindranceChanged();
    void progressChanged();

private:
    struct Run {
        quint64 number;
        net::Publication message;
        bool ownIds; // a new id for each message
        int wanted;
        int perSecond;
        int started = 0;
        int answered = 0;
        bool cancelled = false;
    };

    [[nodiscard]] int maxRepeatsProperty() const { return maxRepeats; }
    [[nodiscard]] int maxRateProperty() const { return maxRate; }
    [[nodiscard]] bool isConnected() const;
    //! On purpose, and so far without a failure.
    [[nodiscard]] bool isConnectingAnew() const;
    void setDraft(const QString &topic, const QString &producer, const QString &messageId, const QString &payload);
    void sendDue();
    void answer(quint64 number, const base::Result<void> &result);
    void endRun(const QString &reason);

    QPointer<ClientController> m_client;
    SentModel m_history;
    QObject m_reuses; // whose steps on the undo stack put drafts back
    bool m_takingDraft = false; // what changes then is not edited
    QString m_topic;
    QString m_producer;
    QString m_messageId;
    QString m_payload;
    QString m_payloadFault;
    int m_faultPosition = -1;
    std::optional<Run> m_run;
    quint64 m_lastRun = 0;
    QElapsedTimer m_runTime;
    QTimer m_timer;
};

} // namespace topicscope::app
