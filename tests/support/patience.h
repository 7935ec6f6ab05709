// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTest>

// Every test program is compiled with this. QTRY_VERIFY and its kin give up after five seconds, which a busy machine
// may need for a start of a process or a TLS handshake. What comes is seen at once as before; only what never comes is
// awaited longer.

namespace topicscope::test {

constexpr int patience = 20'000; //!< milliseconds that anything awaited may take

} // namespace topicscope::test

#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(expression) QTRY_VERIFY_WITH_TIMEOUT((expression), topicscope::test::patience)
#define QTRY_VERIFY2(expression, message) QTRY_VERIFY2_WITH_TIMEOUT((expression), message, topicscope::test::patience)
#define QTRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT((actual), expected, topicscope::test::patience)
