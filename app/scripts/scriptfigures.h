// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"
#include "script/scriptmetrics.h"

#include <QObject>
#include <QStringListModel>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief The live figures of one script as texts, and how its running times are spread. Thread: main.
class ScriptFigures : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a ScriptController")

    Q_PROPERTY(bool known READ isKnown NOTIFY changed)
    Q_PROPERTY(QString calls READ calls NOTIFY changed)
    Q_PROPERTY(QString failures READ failures NOTIFY changed)
    Q_PROPERTY(QString timeouts READ timeouts NOTIFY changed)
    Q_PROPERTY(QString withheld READ withheld NOTIFY changed)
    Q_PROPERTY(QString p50 READ p50 NOTIFY changed)
    Q_PROPERTY(QString p99 READ p99 NOTIFY changed)
    Q_PROPERTY(QString max READ max NOTIFY changed)
    Q_PROPERTY(bool failed READ hasFailed NOTIFY changed)
    Q_PROPERTY(QString shortest READ shortest NOTIFY changed)
    Q_PROPERTY(QString longest READ longest NOTIFY changed)
    Q_PROPERTY(QAbstractItemModel *metrics READ metrics CONSTANT)

public:
    using QObject::QObject;

    [[nodiscard]] bool isKnown() const { return m_known; }
    [[nodiscard]] QString calls() const;
    [[nodiscard]] QString failures() const;
    [[nodiscard]] QString timeouts() const;
    [[nodiscard]] QString withheld() const;
    [[nodiscard]] QString p50() const;
    [[nodiscard]] QString p99() const;
    [[nodiscard]] QString max() const;
    [[nodiscard]] bool hasFailed() const { return m_figures.failures + m_figures.timeouts > 0; }
    //! \brief The heights of bars over a logarithmic axis of running times, 0 to 1 of the highest.
    [[nodiscard]] const QList<qreal> &bars() const { return m_bars; }
    //! \brief The ends of that axis.
    [[nodiscard]] QString shortest() const { return m_shortest; }
    [[nodiscard]] QString longest() const { return m_longest; }
    //! \brief A row each: name, latest value, mean.
    [[nodiscard]] QAbstractItemModel *metrics() { return &m_metrics; }

    //! \brief \a figures null: the script is no handler now, and what was known last stays.
    void update(const client::HandlerFigures *figures, const std::vector<script::ScriptMetrics::Figures> &metrics);
    void clear();

Q_SIGNALS:
    void changed();

private:
    void makeBars();
    void showMetrics(const QStringList &lines);

    bool m_known = false;
    client::HandlerFigures m_figures;
    QList<qreal> m_bars;
    QString m_shortest;
    QString m_longest;
    QStringListModel m_metrics;
};

} // namespace topicscope::app
