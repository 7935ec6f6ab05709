// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#endif

//! For queues of others that order memory with fences, which ThreadSanitizer does not see: it is told what they do.
//! Without the sanitizer these are nothing.
namespace topicscope::base {

//! \brief What this thread wrote so far is handed over through \a channel.
inline void annotateHandOver([[maybe_unused]] void *channel) noexcept
{
#ifdef __SANITIZE_THREAD__
    __tsan_release(channel);
#endif
}

//! \brief This thread sees what was handed over through \a channel.
inline void annotateTakeOver([[maybe_unused]] void *channel) noexcept
{
#ifdef __SANITIZE_THREAD__
    __tsan_acquire(channel);
#endif
}

} // namespace topicscope::base
