// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/deadletters.h"

#include <QAbstractListModel>
#include <qqmlregistration.h>

#include <deque>
#include <vector>

namespace topicscope::app {

//! \brief The messages whose handlers failed for good, latest first. Thread: main.
class DeadLetterModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a DeadLetterController")

    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        LetterIdRole = Qt::UserRole,
        TopicRole,
        TopicIdRole,
        MessageIdRole,
        HandlerRole,
        ErrorRole,
        CallsRole,
        FailedAtRole,
        NoteRole
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return rowCount(); }

    //! \brief Takes what changed in the list of a client; rows that stay keep their indices. Costs what changed.
    void update(const client::DeadLetterList::Changes &changes);
    void clear();
    //! \brief The letter \a id, or null.
    [[nodiscard]] const client::DeadLetter *letter(quint64 id) const;
    //! \brief The row of the letter \a id; -1 for none.
    Q_INVOKABLE int rowOf(double id) const;
    [[nodiscard]] std::vector<quint64> ids() const;
    //! \brief How many came after the letter \a id, which may have left.
    [[nodiscard]] int countAfter(quint64 id) const { return static_cast<int>(placeOf(id)); }

Q_SIGNALS:
    void countChanged();

private:
    using Letters = std::deque<client::DeadLetter>;

    void replace(const std::vector<client::DeadLetter> &letters);
    void remove(std::vector<quint64> ids);
    void change(std::size_t row, const client::DeadLetter &letter);
    void insert(const std::vector<client::DeadLetter> &letters);
    //! The first row whose id is not larger than \a id.
    [[nodiscard]] std::size_t placeOf(quint64 id) const;
    [[nodiscard]] bool has(quint64 id) const { return letter(id) != nullptr; }

    Letters m_letters; // latest first, which is by falling id
};

} // namespace topicscope::app
