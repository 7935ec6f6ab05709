// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "inspect/rawdocument.h"
#include "inspect/rawlines.h"
#include "editor/rawselection.h"

#include <QColor>
#include <QFont>
#include <QPointer>
#include <QQuickPaintedItem>
#include <QTextLayout>
#include <QTimer>
#include <qqmlregistration.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

namespace topicscope::app {

//! \brief A text of any size: only the lines that are seen are laid out and drawn.
//!
//! Lines are counted in slices between events; those of the first page are there at once. The selection is a range of
//! the received bytes, so what is copied is what was received, whatever is shown for it. Thread: main; the scene graph
//! calls paint() while the main thread waits.
class RawTextView : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::RawDocument *document READ document WRITE setDocument NOTIFY documentChanged)
    Q_PROPERTY(bool wrap MEMBER m_wrap NOTIFY layoutChanged)
    Q_PROPERTY(bool formatted MEMBER m_formatted NOTIFY layoutChanged)
    Q_PROPERTY(QString fontFamily MEMBER m_fontFamily NOTIFY layoutChanged)
    Q_PROPERTY(int fontPixels MEMBER m_fontPixels NOTIFY layoutChanged)
    Q_PROPERTY(QColor textColor MEMBER m_textColor NOTIFY themeChanged)
    Q_PROPERTY(QColor mutedColor MEMBER m_mutedColor NOTIFY themeChanged)
    Q_PROPERTY(QColor markColor MEMBER m_markColor NOTIFY themeChanged)
    Q_PROPERTY(QColor selectionColor MEMBER m_selectionColor NOTIFY themeChanged)
    Q_PROPERTY(QColor selectedTextColor MEMBER m_selectedTextColor NOTIFY themeChanged)
    Q_PROPERTY(QColor matchColor MEMBER m_matchColor NOTIFY themeChanged)
    Q_PROPERTY(double barHeight MEMBER m_barHeight NOTIFY themeChanged)
    Q_PROPERTY(double rowCount READ rowCount NOTIFY scrolled)
    Q_PROPERTY(double firstRow READ firstRow WRITE setFirstRow NOTIFY scrolled)
    Q_PROPERTY(double rowsSeen READ rowsSeen NOTIFY scrolled)
    Q_PROPERTY(double contentX READ contentX WRITE setContentX NOTIFY scrolled)
    Q_PROPERTY(double contentWidth READ contentWidth NOTIFY scrolled)
    Q_PROPERTY(double progress READ progress NOTIFY scrolled)
    Q_PROPERTY(bool hasSelection READ hasSelection NOTIFY selectionChanged)
    Q_PROPERTY(double selectedBytes READ selectedBytes NOTIFY selectionChanged)
    Q_PROPERTY(double matchIndex READ matchIndex NOTIFY selectionChanged)

public:
    static constexpr int longestLine = 1000; //!< columns of a line where it is not wrapped at the view's width

    explicit RawTextView(QQuickItem *parent = nullptr);

    [[nodiscard]] RawDocument *document() const { return m_document; }
    void setDocument(RawDocument *document);
    [[nodiscard]] double rowCount() const { return static_cast<double>(m_lines.count()); }
    [[nodiscard]] double firstRow() const { return static_cast<double>(std::min(m_firstRow, m_lines.count())); }
    void setFirstRow(double row);
    [[nodiscard]] double rowsSeen() const;
    [[nodiscard]] double contentX() const { return m_contentX; }
    void setContentX(double x);
    [[nodiscard]] double contentWidth() const { return m_contentWidth; }
    //! \brief Share of the bytes whose lines are counted.
    [[nodiscard]] double progress() const { return m_lines.progress(); }
    [[nodiscard]] bool hasSelection() const { return !m_selection.isEmpty(); }
    [[nodiscard]] double selectedBytes() const { return static_cast<double>(m_selection.end() - m_selection.begin()); }
    //! \brief The how manieth match is selected, from 0; -1 when none is.
    [[nodiscard]] double matchIndex() const;
    //! \brief The bytes that are selected.
    [[nodiscard]] QByteArray selected() const;

    Q_INVOKABLE void copy() const;
    Q_INVOKABLE void selectAll();
    //! \brief Selects the next match behind the cursor (or the one before), around the end of the text.
    Q_INVOKABLE void stepMatch(int by);
    //! \brief The text in row \a row as it is shown.
    Q_INVOKABLE QString textOfRow(double row) const;

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void documentChanged();
    void layoutChanged();
    void themeChanged();
    void scrolled();
    void selectionChanged();
    void contextMenuRequested(qreal x, qreal y);

protected:
    void updatePolish() override;
    void geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry) override;
    void itemChange(ItemChange change, const ItemChangeData &data) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseUngrabEvent() override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Row {
        RawLines::Shown shown;
        std::unique_ptr<QTextLayout> layout;
    };
    //! What is to be shown as soon as its line is counted.
    struct Target {
        std::size_t offset = 0;
        bool atTop = false; // where it was before lines were laid out anew
    };

    void takeBytes();
    void layOut();
    void buildOn();
    void reachTarget();
    void scrollTo(qint64 row);
    void scrollAtWish(qint64 row);
    void showOffset(std::size_t offset);
    void select(RawSelection selection);
    void moveRows(qint64 by, bool extend);
    void moveCharacters(int by, bool extend);
    void dragTo(const QPointF &position);
    [[nodiscard]] std::size_t offsetAt(const QPointF &position) const;
    [[nodiscard]] double xOf(const Row &row, std::size_t offset) const;
    [[nodiscard]] Row rowAt(const RawLines::Start &start, RawLines::Start *next = nullptr) const;
    [[nodiscard]] QFont font() const;
    [[nodiscard]] double rowHeight() const;
    [[nodiscard]] double columnWidth() const;
    [[nodiscard]] double gutterWidth() const;
    [[nodiscard]] int columns() const;
    void paintRow(QPainter &painter, const Row &row, double y) const;
    [[nodiscard]] QList<QTextLayout::FormatRange> rangesOf(const Row &row) const;

    QPointer<RawDocument> m_document;
    RawLines m_lines;
    RawSelection m_selection;
    std::optional<Target> m_target;
    std::vector<Row> m_rows; // those that are seen
    QTimer m_buildTimer;
    QTimer m_dragTimer; // scrolls while the mouse is held outside
    QPointF m_dragPosition;
    QString m_fontFamily;
    int m_fontPixels = 13;
    QColor m_textColor, m_mutedColor, m_markColor, m_selectionColor, m_selectedTextColor, m_matchColor;
    qint64 m_firstRow = 0;
    double m_contentX = 0;
    double m_contentWidth = 0;
    double m_barHeight = 0; // of what covers the foot of the view while a row is wider than it
    int m_numberDigits = 2;
    std::array<int, 2> m_digits{}; // of the bytes as received, and formatted; 0 before they are counted
    int m_wheel = 0; // of a row, not yet scrolled
    bool m_wrap = true;
    bool m_formatted = false;
    bool m_outdated = true; // laid out when it is seen
};

} // namespace topicscope::app
