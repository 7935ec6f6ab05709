// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace topicscope::app {

//! \brief Cuts a topic name at '/' and '.' into the steps of a tree.
//!
//! A separator belongs to the step that it leads, so the steps joined are the name again:
//! "orders/eu.new" is "orders", "/eu", ".new". No step is empty.
[[nodiscard]] QStringList topicSteps(const QString &name);

//! \brief A step as shown: without the one separator that leads it.
[[nodiscard]] QString stepLabel(const QString &step, bool first);

//! \brief True when \a name is \a path or lies below it in the tree.
[[nodiscard]] bool isAtOrBelow(const QString &name, const QString &path);

} // namespace topicscope::app
