// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/deadletters.h"

#include <QAbstractListModel>
#include <qqmlregistration.h>

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
    enum Role { LetterIdRole = Qt::UserRole, TopicRole, TopicIdRole, MessageIdRole, HandlerRole, ErrorRole, CallsRole, FailedAtRole, NoteRole };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return rowCount(); }

    //! \brief Takes the list of a client, oldest first.
    void update(std::vector<client::DeadLetter> letters);
    //! \brief The letter \a id, or null.
    [[nodiscard]] const client::DeadLetter *letter(quint64 id) const;
    //! \brief The row of the letter \a id; -1 for none.
    Q_INVOKABLE int rowOf(double id) const;
    [[nodiscard]] std::vector<quint64> ids() const;

Q_SIGNALS:
    void countChanged();

private:
    std::vector<client::DeadLetter> m_letters; // latest first
};

} // namespace topicscope::app
