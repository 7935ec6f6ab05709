// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/settingfield.h"

namespace topicscope::net {

//! \brief The settings that systems over TCP and TLS share: headers for those that speak HTTP are apart. Thread: any.
[[nodiscard]] SettingFields sharedFields();

//! \brief The headers of those that speak HTTP.
[[nodiscard]] SettingField headersField();

//! \brief "system", "none", or a proxy's URL such as http://user:password@proxy.example.org:3128; a missing scheme
//! becomes http. Errors: InvalidArgument, without a secret.
[[nodiscard]] base::Result<ProxySettings> parseProxy(const QString &text);
//! \brief What parseProxy() reads, without user and password.
[[nodiscard]] QString proxyText(const ProxySettings &settings);

} // namespace topicscope::net
