// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/clientcontroller.h"
#include "common/tableproxymodel.h"
#include "panels/duplicatemodel.h"
#include "stream/streamviewport.h"

#include <QObject>
#include <QPointer>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief The ids that came more than once, and the duplicate filter that keeps them from the handlers, or does not.
//! Thread: main.
class DuplicateController : public QObject
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::ClientController *client READ client WRITE setClient NOTIFY clientChanged)
    Q_PROPERTY(topicscope::app::TableProxyModel *duplicates READ duplicates CONSTANT)
    Q_PROPERTY(bool enabled READ isEnabled NOTIFY figuresChanged)
    Q_PROPERTY(QString hits READ hits NOTIFY figuresChanged)
    Q_PROPERTY(QString filtered READ filtered NOTIFY figuresChanged)
    Q_PROPERTY(QString share READ share NOTIFY figuresChanged)
    Q_PROPERTY(QString rate READ rate NOTIFY figuresChanged)
    Q_PROPERTY(int window READ window NOTIFY figuresChanged)
    Q_PROPERTY(QString held READ held NOTIFY figuresChanged)
    Q_PROPERTY(QString notice READ notice NOTIFY noticeChanged)
    Q_PROPERTY(bool shown READ isShown WRITE setShown NOTIFY shownChanged)

public:
    explicit DuplicateController(QObject *parent = nullptr);

    [[nodiscard]] ClientController *client() const { return m_client; }
    void setClient(ClientController *client);
    [[nodiscard]] TableProxyModel *duplicates() { return &m_proxy; }

    [[nodiscard]] bool isEnabled() const { return m_enabled; }
    //! \brief Messages so far whose id had come before.
    [[nodiscard]] QString hits() const { return m_hits; }
    //! \brief Those of them that came while the filter was on.
    [[nodiscard]] QString filtered() const { return m_filtered; }
    //! \brief The share of hits() of all received messages.
    [[nodiscard]] QString share() const { return m_share; }
    [[nodiscard]] QString rate() const { return m_rate; }
    //! \brief How many ids the filter remembers at most.
    [[nodiscard]] int window() const { return m_window; }
    //! \brief How many it remembers now.
    [[nodiscard]] QString held() const { return m_held; }

    //! \brief Why a message could not be selected; empty when it could.
    [[nodiscard]] QString notice() const { return m_notice; }

    //! \brief False while nobody sees the duplicates: of a busy stream all rows change with each snapshot, which is
    //! work for nothing then.
    [[nodiscard]] bool isShown() const { return m_shown; }
    void setShown(bool shown);

    //! \brief Selects the message \a sequence in \a stream; where that is not possible, notice() says why.
    Q_INVOKABLE void select(double sequence, topicscope::app::StreamViewport *stream);
    Q_INVOKABLE void dismissNotice() { setNotice({}); }
    //! \brief Takes the settings of the filter and a snapshot's figures, if they are shown.
    void update(const client::ClientSnapshot &snapshot);
    Q_INVOKABLE void copyText(const QString &text) const;

Q_SIGNALS:
    void clientChanged();
    void figuresChanged();
    void noticeChanged();
    void shownChanged();

private:
    void setNotice(const QString &notice);
    void forget();

    QPointer<ClientController> m_client;
    DuplicateModel m_model;
    TableProxyModel m_proxy;
    quint64 m_shownHits = 0; // up to which the model was told
    QString m_hits;
    QString m_filtered;
    QString m_share;
    QString m_rate;
    QString m_held;
    QString m_notice;
    int m_window = 0;
    bool m_enabled = false;
    bool m_shown = true;
};

} // namespace topicscope::app
