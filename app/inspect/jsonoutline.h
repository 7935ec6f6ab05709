// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "payload/jsonscan.h"
#include "inspect/textneedle.h"

#include <atomic>

namespace topicscope::app {

namespace jsonscan = payload::jsonscan;

//! \brief A JSON text with an outline of its large values, so that no look at it walks over megabytes again.
//!
//! Made in one pass. It keeps where values of at least largeValue bytes end, how many values they hold, and where some
//! of those begin: a share of the text's size, whatever the text. Smaller ones are walked over when they are asked for.
//! The text outlives this. Thread: any.
class JsonOutline
{
public:
    static constexpr std::size_t largeValue = 4096;

    JsonOutline() = default;
    //! \brief Ends early, with an outline that is good for nothing, when \a dropped becomes true.
    JsonOutline(std::string_view text, const std::atomic<bool> &dropped);

    [[nodiscard]] std::string_view text() const { return m_text; }
    //! \brief The value that the text holds.
    [[nodiscard]] jsonscan::Value root() const;
    //! \brief Number of values directly inside \a container.
    [[nodiscard]] std::size_t childCount(const jsonscan::Value &container) const;
    //! \brief Up to \a count values directly inside \a container, from number \a from on.
    [[nodiscard]] std::vector<jsonscan::Value> children(const jsonscan::Value &container, std::size_t from,
                                                        std::size_t count) const;

    struct Mark {
        std::size_t offset = 0; // where a value (or its key) begins
        std::size_t index = 0; // the how manieth of its container
    };
    struct Large {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t count = 0;
        std::vector<Mark> marks; // at least largeValue bytes apart
    };

private:
    [[nodiscard]] const Large *largeAt(std::size_t begin) const;

    std::string_view m_text;
    std::vector<Large> m_large; // by their begin
};

//! \brief Where keys and values of the JSON value \a text begin that contain \a needle, in order, up to \a limit. A
//! value is found by where its key begins, and once. Ends early when \a dropped becomes true.
[[nodiscard]] std::vector<std::size_t> findInJson(std::string_view text, const TextNeedle &needle, std::size_t limit,
                                                  const std::atomic<bool> &dropped);

} // namespace topicscope::app
