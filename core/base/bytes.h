// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <string_view>

//! Between Qt's byte arrays and the views that the codecs work on. Thread: any.
namespace topicscope::base {

//! \brief A view of \a bytes; lives as long as they stay where they are.
[[nodiscard]] inline std::string_view viewOf(const QByteArray &bytes) noexcept
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

//! \brief A copy of \a view.
[[nodiscard]] inline QByteArray bytesOf(std::string_view view)
{
    return {view.data(), static_cast<qsizetype>(view.size())};
}

//! \brief \a utf8 as text.
[[nodiscard]] inline QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace topicscope::base
