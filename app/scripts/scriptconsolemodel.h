// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "script/scriptconsole.h"
#include "common/tone.h"

#include <QAbstractListModel>
#include <qqmlregistration.h>

#include <algorithm>
#include <deque>
#include <limits>
#include <memory>

namespace topicscope::script {
class ScriptBinding;
}

namespace topicscope::app {

//! \brief The console of one script: what it printed and what happened to it. Thread: main.
class ScriptConsoleModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a ScriptController")

    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(int skipped READ skipped NOTIFY changed)

public:
    enum Role {
        TextRole = Qt::DisplayRole,
        TimeRole = Qt::UserRole + 1,
        LevelRole,
        ToneRole,
        LineRole,
        DetailRole,
        SequenceRole,
        MessageIdRole
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return static_cast<int>(m_lines.size()); }
    //! \brief Lines that came faster than they could be kept, since the console was last emptied.
    [[nodiscard]] int skipped() const
    {
        return static_cast<int>(std::min<quint64>(m_skipped, std::numeric_limits<int>::max()));
    }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    //! \brief Shows the console of \a binding; null: none.
    void setBinding(std::shared_ptr<script::ScriptBinding> binding);
    //! \brief Takes what is new.
    void update();
    //! \brief Empties the console.
    Q_INVOKABLE void clear();
    //! \brief The line \a row as text; empty when there is no such row.
    Q_INVOKABLE QString lineText(int row) const;
    //! \brief All lines as text.
    Q_INVOKABLE QString text() const;

Q_SIGNALS:
    void changed();

private:
    //! What was printed, and how often in a row: errors that say the same are one row.
    struct Row {
        script::ScriptConsole::Line line; //!< the latest of them
        quint64 times = 1;
        QString firstMessageId{};
    };

    [[nodiscard]] static QString levelText(script::ConsoleLevel level);
    [[nodiscard]] static QString detailOf(const Row &row);
    //! Whether \a line is one more of what \a row tells.
    [[nodiscard]] static bool repeats(const Row &row, const script::ScriptConsole::Line &line);

    std::shared_ptr<script::ScriptBinding> m_binding;
    std::deque<Row> m_lines;
    quint64 m_seen = 0;
    quint64 m_skipped = 0;
};

} // namespace topicscope::app
