// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "stream/streamcolumns.h"
#include "stream/streamviewport.h"

#include <QCache>
#include <QPointer>
#include <QQuickPaintedItem>
#include <QStaticText>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief Draws the rows of a StreamViewport.
//!
//! With some hundred messages a second every row shows another message at each frame. Texts that come again
//! are laid out once here, which items of QML cannot do. Pointer, keys and what assistive techniques see belong to QML.
//! Thread: main.
class StreamCanvas : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::StreamViewport *viewport READ viewport WRITE setViewport NOTIFY viewportChanged)
    Q_PROPERTY(topicscope::app::StreamColumns *columns READ columns WRITE setColumns NOTIFY columnsChanged)
    Q_PROPERTY(int rowHeight MEMBER m_rowHeight NOTIFY lookChanged)
    Q_PROPERTY(int hoveredRow MEMBER m_hoveredRow NOTIFY lookChanged)
    Q_PROPERTY(bool focused MEMBER m_focused NOTIFY lookChanged)
    Q_PROPERTY(bool dark MEMBER m_dark NOTIFY lookChanged)
    Q_PROPERTY(QColor textColor MEMBER m_textColor NOTIFY lookChanged)
    Q_PROPERTY(QColor mutedColor MEMBER m_mutedColor NOTIFY lookChanged)
    Q_PROPERTY(QColor selectedColor MEMBER m_selectedColor NOTIFY lookChanged)
    Q_PROPERTY(QColor selection MEMBER m_selection NOTIFY lookChanged)
    Q_PROPERTY(QColor alternate MEMBER m_alternate NOTIFY lookChanged)
    Q_PROPERTY(QColor hover MEMBER m_hover NOTIFY lookChanged)
    Q_PROPERTY(QColor focusRing MEMBER m_focusRing NOTIFY lookChanged)
    Q_PROPERTY(QList<QColor> toneColors MEMBER m_toneColors NOTIFY lookChanged)
    Q_PROPERTY(QList<QColor> toneGrounds MEMBER m_toneGrounds NOTIFY lookChanged)
    Q_PROPERTY(QString fontFamily MEMBER m_fontFamily NOTIFY fontChanged)
    Q_PROPERTY(QString monoFamily MEMBER m_monoFamily NOTIFY fontChanged)
    Q_PROPERTY(int fontPixels MEMBER m_fontPixels NOTIFY fontChanged)
    Q_PROPERTY(int smallPixels MEMBER m_smallPixels NOTIFY fontChanged)

public:
    explicit StreamCanvas(QQuickItem *parent = nullptr);

    [[nodiscard]] StreamViewport *viewport() const { return m_viewport; }
    void setViewport(StreamViewport *viewport);
    [[nodiscard]] StreamColumns *columns() const { return m_columns; }
    void setColumns(StreamColumns *columns);

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void viewportChanged();
    void columnsChanged();
    void lookChanged();
    void fontChanged();

protected:
    void itemChange(ItemChange change, const ItemChangeData &value) override;
    void geometryChange(const QRectF &now, const QRectF &before) override;

private:
    enum Face { Plain, Italic, Mono, Small, FaceCount };
    struct Text {
        QStaticText glyphs;
        qreal width;
    };

    void redraw();
    void redrawRows(int first, int last);
    void setFonts();
    void paintRow(QPainter &painter, int row);
    void paintState(QPainter &painter, const QModelIndex &line, bool current, int y);
    //! \brief Draws \a text between the two edges of \a column, cut with an ellipsis; figures end at the right edge.
    void paintText(QPainter &painter, const QString &text, Face face, QRect place, const QColor &color,
                   Qt::Alignment side = Qt::AlignLeft);
    [[nodiscard]] QRect cell(int column, int y) const;

    QPointer<StreamViewport> m_viewport;
    QPointer<StreamColumns> m_columns;
    //! Topics, producers, sizes and states come again and again: laid out once.
    QCache<QPair<QString, int>, Text> m_texts{1'000};
    std::array<QFont, FaceCount> m_fonts;
    QList<QColor> m_toneColors;
    QList<QColor> m_toneGrounds;
    QString m_fontFamily;
    QString m_monoFamily;
    QColor m_textColor;
    QColor m_mutedColor;
    QColor m_selectedColor;
    QColor m_selection;
    QColor m_alternate;
    QColor m_hover;
    QColor m_focusRing;
    int m_rowHeight = 24;
    int m_hoveredRow = -1;
    int m_fontPixels = 13;
    int m_smallPixels = 12;
    bool m_focused = false;
    bool m_dark = false;
};

} // namespace topicscope::app
