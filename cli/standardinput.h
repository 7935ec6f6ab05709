// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIODevice>

#include <functional>

namespace topicscope::cli {

//! \brief Standard input, read as it comes. While nothing does, events are processed, and once \a isCancelled says so
//! it is at its end: Ctrl-C ends a program that waits for input.
class StandardInput : public QIODevice
{
    Q_OBJECT

public:
    explicit StandardInput(std::function<bool()> isCancelled);

    [[nodiscard]] bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    std::function<bool()> m_isCancelled;
};

} // namespace topicscope::cli
