// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/encoding.h"

#include <algorithm>
#include <array>

namespace topicscope::base {

namespace {

struct Name {
    Encoding encoding;
    const char *name;
};
// The first name of each is the one that is written.
constexpr std::array names{Name{Encoding::Unknown, "unknown"},     Name{Encoding::Json, "json"},
                           Name{Encoding::Text, "text"},           Name{Encoding::MessagePack, "messagepack"},
                           Name{Encoding::MessagePack, "msgpack"}, Name{Encoding::Cbor, "cbor"},
                           Name{Encoding::Binary, "binary"},       Name{Encoding::Binary, "bytes"}};

} // namespace

QLatin1String nameOf(Encoding encoding) noexcept
{
    const auto named = std::find_if(names.begin(), names.end(),
                                    [encoding](const Name &candidate) { return candidate.encoding == encoding; });
    return QLatin1String(named->name);
}

std::optional<Encoding> encodingNamed(std::string_view name) noexcept
{
    const auto named = std::find_if(names.begin() + 1, names.end(),
                                    [name](const Name &candidate) { return name == candidate.name; });
    return named == names.end() ? std::nullopt : std::optional(named->encoding);
}

} // namespace topicscope::base
