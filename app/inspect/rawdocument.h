// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/latestjob.h"
#include "inspect/textneedle.h"

#include <QByteArray>
#include <QObject>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief The bytes that a RawTextView shows, and what is found in them.
//!
//! The bytes are shared with the message. A search runs on another thread; another one, and other bytes, drop it.
//! Thread: main.
class RawDocument : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the inspector")

    Q_PROPERTY(double size READ size NOTIFY bytesChanged)
    Q_PROPERTY(bool binary READ isBinary NOTIFY bytesChanged)
    Q_PROPERTY(bool formattable READ isFormattable NOTIFY bytesChanged)
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY searchChanged)
    Q_PROPERTY(bool searching READ isSearching NOTIFY searchChanged)
    Q_PROPERTY(double matchCount READ matchCount NOTIFY searchChanged)

public:
    explicit RawDocument(QObject *parent = nullptr) : QObject(parent) {}

    //! \brief What the bytes are.
    enum class Kind { Text, Json, Binary };

    //! \brief Shows \a bytes, which \a owner keeps alive.
    void setBytes(std::string_view bytes, QByteArray owner, Kind kind);
    [[nodiscard]] std::string_view bytes() const { return m_bytes; }
    [[nodiscard]] double size() const { return static_cast<double>(m_bytes.size()); }
    [[nodiscard]] bool isFormattable() const { return m_kind == Kind::Json; }
    //! \brief Whether they are shown in hexadecimal, and copied so as text.
    [[nodiscard]] bool isBinary() const { return m_kind == Kind::Binary; }

    [[nodiscard]] QString search() const { return m_search; }
    //! \brief Finds \a text, without regard to case.
    void setSearch(const QString &text);
    [[nodiscard]] bool isSearching() const { return m_job.isRunning(); }
    [[nodiscard]] double matchCount() const { return static_cast<double>(m_matches.count()); }
    [[nodiscard]] const MatchIndex &matches() const { return m_matches; }

    //! \brief Copies all bytes, as received.
    Q_INVOKABLE void copyAll() const;
    //! \brief Copies the bytes from \a begin to \a end, as received; as text they are in hexadecimal where binary.
    void copy(std::size_t begin, std::size_t end) const;

Q_SIGNALS:
    void bytesChanged();
    void searchChanged();

private:
    void find();

    QByteArray m_owner;
    std::string_view m_bytes;
    QString m_search;
    MatchIndex m_matches;
    LatestJob m_job;
    Kind m_kind = Kind::Text;
};

} // namespace topicscope::app
