// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/deadletters.h"
#include "common/tablemodel.h"

#include <deque>
#include <vector>

namespace topicscope::app {

//! \brief The messages whose handlers failed for good, latest first, which is by falling id. Thread: main.
class DeadLetterModel : public TableModel<client::DeadLetter, std::deque<client::DeadLetter>>
{
    Q_OBJECT

public:
    explicit DeadLetterModel(QObject *parent = nullptr);

    //! \brief Takes what changed in the list of a client; rows that stay keep their indices. Costs what changed.
    void update(const client::DeadLetterList::Changes &changes);
    void clear();
    //! \brief The letter \a id, or null.
    [[nodiscard]] const client::DeadLetter *letter(quint64 id) const;
    //! \brief The row of the letter \a id; -1 for none.
    [[nodiscard]] int rowOf(quint64 id) const;
    [[nodiscard]] std::vector<quint64> ids() const;
    //! \brief How many came after the letter \a id, which may have left.
    [[nodiscard]] int countAfter(quint64 id) const { return static_cast<int>(placeOf(id)); }

private:
    [[nodiscard]] static TableDescription<client::DeadLetter> description();
    void remove(std::vector<quint64> ids);
    void change(std::size_t row, const client::DeadLetter &letter);
    void insert(const std::vector<client::DeadLetter> &letters);
    //! The first row whose id is not larger than \a id.
    [[nodiscard]] std::size_t placeOf(quint64 id) const;
    [[nodiscard]] bool has(quint64 id) const { return letter(id) != nullptr; }
};

} // namespace topicscope::app
