// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QObject>
#include <qqmlregistration.h>

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
    explicit TopicPalette(QObject *parent = nullptr);

    //! \brief The colour of the topic with number \a topicId (base::TopicId::value).
    [[nodiscard]] static QColor colorOf(quint32 topicId, bool dark);
    Q_INVOKABLE QColor color(quint32 topicId, bool dark) const { return colorOf(topicId, dark); }
};

} // namespace topicscope::app
