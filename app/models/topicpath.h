// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace topicscope::app {

//! \brief How deep the tree of topics gets at most: a name from the network may have thousands of separators.
inline constexpr qsizetype maxTopicSteps = 32;

//! \brief Cuts a topic name at '/' and '.' into the steps of a tree.
//!
//! A separator belongs to the step that it leads, so the steps joined are the name again:
//! "orders/eu.new" is "orders", "/eu", ".new". No step is empty.
//! There are at most maxTopicSteps; the last one takes the rest of a longer name.
[[nodiscard]] QStringList topicSteps(const QString &name);

//! \brief A step as shown: without the one separator that leads it.
[[nodiscard]] QString stepLabel(const QString &step, bool first);

//! \brief True when \a name is \a path or lies below it in the tree.
[[nodiscard]] bool isAtOrBelow(const QString &name, const QString &path);

} // namespace topicscope::app
