// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/observersnapshot.h"
#include "common/tablemodel.h"

#include <vector>

namespace topicscope::app {

//! \brief The subscriptions that a server told an observer of, in order of connecting. Thread: main.
class ObservedClientModel : public TableModel<client::ObservedClient>
{
    Q_OBJECT

public:
    explicit ObservedClientModel(QObject *parent = nullptr);

    void update(const std::vector<client::ObservedClient> &clients);
};

} // namespace topicscope::app
