// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "stream/streammodel.h"

#include <array>

namespace topicscope::app {

//! \brief Widths of the stream's columns in pixels, and where each begins: shared by the header and all rows.
//!
//! The id takes the room that the others leave. Where there is less than they want, id, producer and topic narrow, then
//! id, producer and size leave, one after the other; figures are never cut. What the user gave a width keeps it.
//! Thread: main.
class StreamColumns : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

    Q_PROPERTY(int time READ time NOTIFY changed)
    Q_PROPERTY(int topic READ topic NOTIFY changed)
    Q_PROPERTY(int producer READ producer NOTIFY changed)
    Q_PROPERTY(int messageId READ messageId NOTIFY changed)
    Q_PROPERTY(int size READ size NOTIFY changed)
    Q_PROPERTY(int state READ state NOTIFY changed)
    Q_PROPERTY(int latency READ latency NOTIFY changed)
    Q_PROPERTY(int topicX READ topicX NOTIFY changed)
    Q_PROPERTY(int producerX READ producerX NOTIFY changed)
    Q_PROPERTY(int messageIdX READ messageIdX NOTIFY changed)
    Q_PROPERTY(int sizeX READ sizeX NOTIFY changed)
    Q_PROPERTY(int stateX READ stateX NOTIFY changed)
    Q_PROPERTY(int latencyX READ latencyX NOTIFY changed)
    Q_PROPERTY(int available READ available WRITE setAvailable NOTIFY changed)
    Q_PROPERTY(int total READ total NOTIFY changed)
    Q_PROPERTY(int padding READ padding CONSTANT)
    Q_PROPERTY(int count READ count CONSTANT)

public:
    static constexpr int minimumWidth = 40;
    static constexpr int maximumWidth = 2'000;

    explicit StreamColumns(QObject *parent = nullptr);

    [[nodiscard]] int time() const { return width(StreamModel::TimeColumn); }
    [[nodiscard]] int topic() const { return width(StreamModel::TopicColumn); }
    [[nodiscard]] int producer() const { return width(StreamModel::ProducerColumn); }
    [[nodiscard]] int messageId() const { return width(StreamModel::IdColumn); }
    [[nodiscard]] int size() const { return width(StreamModel::SizeColumn); }
    [[nodiscard]] int state() const { return width(StreamModel::StateColumn); }
    [[nodiscard]] int latency() const { return width(StreamModel::LatencyColumn); }
    [[nodiscard]] int topicX() const { return begin(StreamModel::TopicColumn); }
    [[nodiscard]] int producerX() const { return begin(StreamModel::ProducerColumn); }
    [[nodiscard]] int messageIdX() const { return begin(StreamModel::IdColumn); }
    [[nodiscard]] int sizeX() const { return begin(StreamModel::SizeColumn); }
    [[nodiscard]] int stateX() const { return begin(StreamModel::StateColumn); }
    [[nodiscard]] int latencyX() const { return begin(StreamModel::LatencyColumn); }
    [[nodiscard]] int total() const { return begin(StreamModel::ColumnCount); }
    [[nodiscard]] int padding() const { return 8; }
    [[nodiscard]] int count() const { return StreamModel::ColumnCount; }

    //! \brief Room for all columns.
    [[nodiscard]] int available() const { return m_available; }
    void setAvailable(int width);

    //! \brief The width of \a column; 0 where there is no room for it.
    Q_INVOKABLE int width(int column) const;
    //! \brief Sets the width of \a column, within minimumWidth and maximumWidth.
    Q_INVOKABLE void setWidth(int column, int width);
    //! \brief The width to remember: 0 for a column that the user gave none.
    Q_INVOKABLE int rememberedWidth(int column) const;
    //! \brief Sets what rememberedWidth() gave; anything else that is no width changes nothing.
    Q_INVOKABLE void restoreWidth(int column, int width);
    //! \brief Where \a column begins.
    [[nodiscard]] int begin(int column) const;

Q_SIGNALS:
    void changed();

private:
    //! Gives the columns their room.
    void fit();

    std::array<int, StreamModel::ColumnCount> m_widths{}; // wanted
    std::array<int, StreamModel::ColumnCount> m_fitted{};
    std::array<bool, StreamModel::ColumnCount> m_chosen{}; // by the user
    int m_available = 0;
    int m_text = 0; // height of the text in pixels
};

} // namespace topicscope::app
