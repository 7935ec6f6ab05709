// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/transport.h"

namespace topicscope::net {

Transport::Transport(TransportListener &listener, QObject *parent) : QObject(parent), m_listener(listener) {}

Transport::~Transport() = default;

} // namespace topicscope::net
