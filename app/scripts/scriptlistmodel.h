// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "scripts/scriptshelf.h"
#include "common/tone.h"

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief The scripts of the window, and how each is. Thread: main.
class ScriptListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a ScriptController")

    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        NameRole = Qt::DisplayRole,
        PatternRole = Qt::UserRole + 1,
        StateRole,
        ToneRole,
        ModifiedRole,
        ActiveRole,
        PathRole
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return static_cast<int>(m_scripts.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] const std::vector<Script> &scripts() const noexcept { return m_scripts; }
    //! \brief The script in \a row, which changed() is told of when it was changed.
    [[nodiscard]] Script &at(int row) { return m_scripts[static_cast<std::size_t>(row)]; }
    void changed(int row);
    //! \brief Looks at how each script runs by now, and tells of all rows that read otherwise at once.
    void refreshStates();
    void setScripts(std::vector<Script> scripts);
    //! \brief Adds \a script in \a row, at the end when that is negative; returns its row.
    int insert(Script script, int row = -1);
    [[nodiscard]] Script take(int row);

    //! \brief How a script is.
    struct State {
        QString text;
        QString shortText; //!< the same where there is little room: "Failing", "Old version", "Some failed"
        Tone::Value tone;
    };

    //! \brief In a word or two: "Running", "Failing, 38 in a row", "Failing, 20 of 32" (the latest calls), "8 of 32
    //! failed", "Paused", "Stopped", "Checking", "Error".
    [[nodiscard]] static State stateOf(const Script &script);

Q_SIGNALS:
    void countChanged();

private:
    std::vector<Script> m_scripts;
};

} // namespace topicscope::app
