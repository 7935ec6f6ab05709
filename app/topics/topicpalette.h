// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QObject>
#include <qqmlregistration.h>

#include <string_view>

namespace topicscope::app {

//! \brief One colour per topic, the same in the tree, the stream and the plots.
//!
//! Twelve hues that stay apart for colour-blind eyes as far as twelve can; they repeat after that.
//! Thread: main; colorOf() any.
class TopicPalette : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    static constexpr std::size_t maxNames = 4096;

    explicit TopicPalette(QObject *parent = nullptr);

    //! \brief The number of the topic \a name, by its name alone: in every session it has the same colour. Names are
    //! numbered as they are asked for, so that the first ones stay apart; past maxNames of them, by what they are made
    //! of. 0 for no name.
    [[nodiscard]] static quint32 numberOf(std::string_view name);
    [[nodiscard]] static quint32 numberOf(const QString &name);
    //! \brief The colour with \a number; that of 0 is grey.
    [[nodiscard]] static QColor colorOf(quint32 number, bool dark);
    Q_INVOKABLE QColor color(quint32 number, bool dark) const { return colorOf(number, dark); }
};

} // namespace topicscope::app
