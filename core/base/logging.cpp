// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/logging.h"

namespace topicscope::base {

Q_LOGGING_CATEGORY(logNet, "topicscope.net", QtInfoMsg)
Q_LOGGING_CATEGORY(logDispatch, "topicscope.dispatch", QtInfoMsg)
Q_LOGGING_CATEGORY(logHandler, "topicscope.handler", QtInfoMsg)
Q_LOGGING_CATEGORY(logCapture, "topicscope.capture", QtInfoMsg)
Q_LOGGING_CATEGORY(logBroker, "topicscope.broker", QtInfoMsg)
Q_LOGGING_CATEGORY(logClient, "topicscope.client", QtInfoMsg)
Q_LOGGING_CATEGORY(logApp, "topicscope.app", QtInfoMsg)

} // namespace topicscope::base
