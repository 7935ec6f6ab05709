// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/bytes.h"
#include "common/latestjob.h"
#include "inspect/jsonoutline.h"

#include <QAbstractListModel>
#include <QByteArray>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief A JSON text, or what payload/notation.h writes, as the lines of a tree that opens and closes.
//!
//! Keys keep their order and every value reads exactly as it was received: numbers are never converted, and what cannot
//! be seen is marked (base::visibleText()). Children are looked up when a line is opened; more than groupSize of them
//! come in groups, so a large payload opens at once and nothing is left out. A long text is looked through by another
//! thread, for its outline and for a search; a new text or search drops what runs. Thread: main.
class JsonTreeModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY searchChanged)
    Q_PROPERTY(int matchCount READ matchCount NOTIFY searchChanged)
    Q_PROPERTY(bool matchesLimited READ matchesLimited NOTIFY searchChanged)
    Q_PROPERTY(int matchIndex READ matchIndex NOTIFY matchIndexChanged)
    Q_PROPERTY(bool searching READ isSearching NOTIFY searchChanged)
    Q_PROPERTY(bool reading READ isReading NOTIFY readingChanged)
    Q_PROPERTY(bool expandLimited READ isExpandLimited NOTIFY expandLimitedChanged)

public:
    enum Role { DepthRole = Qt::UserRole + 1, KeyRole, ValueRole, KindRole, ExpandableRole, ExpandedRole, MatchRole };
    //! \brief What a line shows, for its colour.
    enum class Kind { Object, Array, String, Number, Literal, Bytes, Tagged, Group };
    Q_ENUM(Kind)

    static constexpr std::size_t groupSize = 500;
    static constexpr std::size_t maxExpandedRows = 10'000; //!< where expandAll() stops
    static constexpr std::size_t maxMatches = 100'000;
    static constexpr std::size_t smallText = 64 * 1024; //!< what is looked through at once, in bytes

    explicit JsonTreeModel(QObject *parent = nullptr);

    //! \brief Shows \a json, which \a owner keeps alive.
    void setJson(std::string_view json, QByteArray owner);
    void setJson(const QByteArray &json) { setJson(base::viewOf(json), json); }

    [[nodiscard]] QString search() const { return m_search; }
    //! \brief Finds keys and values that contain \a text, without regard to case.
    void setSearch(const QString &text);
    [[nodiscard]] int matchCount() const { return static_cast<int>(m_matches.size()); }
    [[nodiscard]] bool matchesLimited() const { return m_matches.size() >= maxMatches; }
    [[nodiscard]] int matchIndex() const { return m_matchIndex; }
    [[nodiscard]] bool isSearching() const { return m_searchJob.isRunning() || (isReading() && !m_search.isEmpty()); }
    //! \brief True while a long text has no lines yet.
    [[nodiscard]] bool isReading() const { return m_outlineJob.isRunning(); }
    [[nodiscard]] bool isExpandLimited() const { return m_expandLimited; }

    Q_INVOKABLE void toggle(int row);
    Q_INVOKABLE void expand(int row);
    Q_INVOKABLE void collapse(int row);
    //! \brief Opens all lines, up to maxExpandedRows; expandLimited says when that was not all.
    Q_INVOKABLE void expandAll();
    Q_INVOKABLE void collapseAll();
    //! \brief Where the value of row \a row begins in the text, in bytes; -1 without a row.
    Q_INVOKABLE double place(int row) const;
    //! \brief The row of the value at \a place, or of the line that hides it; -1 without one.
    Q_INVOKABLE int rowOfPlace(double place) const;
    //! \brief Row of the line that holds the line \a row; -1 at the top.
    Q_INVOKABLE int parentRow(int row) const;
    //! \brief Goes \a step matches on (or back), opens what hides it, and returns its row; -1 without a match.
    Q_INVOKABLE int stepMatch(int step);
    //! \brief The value in row \a row exactly as received.
    Q_INVOKABLE QString rawValue(int row) const;
    //! \brief The key in row \a row, its escapes resolved; empty when it has none.
    Q_INVOKABLE QString rawKey(int row) const;
    //! \brief The place of row \a row as "orders[3].id". A key that is no word stands as in the text: "[\"a b\"]".
    Q_INVOKABLE QString path(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    //! \brief Another text comes: no row or place stands for what it did.
    void textAboutToChange();
    void searchChanged();
    void matchIndexChanged();
    void readingChanged();
    void expandLimitedChanged();

private:
    struct Row {
        jsonscan::Value value; // of a group: from its first value to its last
        std::size_t index = 0; // among its siblings; of a group: of its first value
        std::size_t groupCount = 0; // values in this group; 0 for a value
        jsonscan::Value container; // of a group: what it is a part of
        int depth = 0;
        bool expanded = false;
        bool inArray = false;
        mutable qint64 childCount = -1; // looked up when shown
    };

    [[nodiscard]] std::vector<Row> rowsInside(const Row &row) const;
    [[nodiscard]] std::vector<Row> topRows() const;
    [[nodiscard]] std::size_t childCount(const Row &row) const;
    [[nodiscard]] bool isExpandable(const Row &row) const;
    [[nodiscard]] QString keyText(const Row &row) const;
    [[nodiscard]] QString pathStep(const Row &row, bool first) const;
    [[nodiscard]] QString valueText(const Row &row) const;
    [[nodiscard]] bool isMatch(const Row &row) const;
    void appendExpanded(std::vector<Row> &out, Row row, int maxDepth, std::size_t maxRows);
    void rebuild(int maxDepth, std::size_t maxRows);
    void showOutline(JsonOutline outline);
    void findMatches();
    void takeMatches(std::vector<std::size_t> matches);
    int reveal(std::size_t offset);
    void setExpandLimited(bool limited);

    QByteArray m_owner;
    std::string_view m_text;
    JsonOutline m_outline;
    LatestJob m_outlineJob;
    LatestJob m_searchJob;
    std::vector<Row> m_rows;
    QString m_search;
    std::vector<std::size_t> m_matches; // where the matching key or value begins
    int m_matchIndex = -1;
    bool m_expandLimited = false;
};

} // namespace topicscope::app
