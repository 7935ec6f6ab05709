// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

#include <string_view>
#include <vector>

namespace topicscope::app {

//! \brief How deep the tree of topics gets at most: a name from the network may have thousands of separators.
inline constexpr std::size_t maxTopicSteps = 32;

//! \brief Cuts a topic name in UTF-8 at '/' and '.' into the steps of a tree; views into \a name.
//!
//! A separator belongs to the step that it leads, so the steps joined are the name again:
//! "orders/eu.new" is "orders", "/eu", ".new". No step is empty.
//! There are at most maxTopicSteps; the last one takes the rest of a longer name.
[[nodiscard]] std::vector<std::string_view> topicSteps(std::string_view name);

//! \brief A step as shown: without the one separator that leads it.
[[nodiscard]] std::string_view stepLabel(std::string_view step, bool first);

//! \brief True when \a name is \a path or lies below it in the tree.
[[nodiscard]] bool isAtOrBelow(std::string_view name, std::string_view path);

} // namespace topicscope::app
