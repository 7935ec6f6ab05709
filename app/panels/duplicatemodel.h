// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"
#include "common/tablemodel.h"

#include <functional>
#include <unordered_map>
#include <vector>

namespace topicscope::app {

//! \brief A message id that came more than once.
struct DuplicateIdRow {
    client::DuplicateFigures figures;
    QString topic;
};

//! \brief The message ids that came more than once, as many as the client remembers. Rows stay where they are while
//! their figures change; the proxy brings them into order. Thread: main.
class DuplicateModel : public TableModel<DuplicateIdRow>
{
    Q_OBJECT

public:
    using TopicNames = std::function<QString(base::TopicId)>;

    explicit DuplicateModel(QObject *parent = nullptr);

    void update(const std::vector<client::DuplicateFigures> &figures, const TopicNames &topicName);
    void clear();

private:
    [[nodiscard]] static TableDescription<DuplicateIdRow> description();
    void removeMissing(const std::vector<client::DuplicateFigures> &figures);

    std::unordered_map<QString, std::size_t> m_rowOf; // by message id
};

} // namespace topicscope::app
