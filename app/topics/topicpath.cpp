// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "topics/topicpath.h"

namespace topicscope::app {

namespace {

bool isSeparator(char c)
{
    return c == '/' || c == '.';
}

} // namespace

std::vector<std::string_view> topicSteps(std::string_view name)
{
    std::vector<std::string_view> steps;
    std::size_t start = 0;
    bool named = false; // the step has a character that is no separator
    for (std::size_t i = 0; i < name.size() && steps.size() < maxTopicSteps - 1; ++i) {
        if (!isSeparator(name[i])) {
            named = true;
        } else if (named) {
            steps.push_back(name.substr(start, i - start));
            start = i;
            named = false;
        }
    }
    if (start < name.size())
        steps.push_back(name.substr(start));
    return steps;
}

std::string_view stepLabel(std::string_view step, bool first)
{
    return !first && step.size() > 1 && isSeparator(step[0]) ? step.substr(1) : step;
}

bool isAtOrBelow(std::string_view name, std::string_view path)
{
    return name.starts_with(path) && (name.size() == path.size() || isSeparator(name[path.size()]));
}

} // namespace topicscope::app
