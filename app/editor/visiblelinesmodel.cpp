// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/visiblelinesmodel.h"

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>

namespace topicscope::app {

VisibleLinesModel::VisibleLinesModel(QObject *parent) : QAbstractListModel(parent) {}

void VisibleLinesModel::setDocument(QTextDocument *document)
{
    if (m_document) {
        m_document->disconnect(this);
        m_document->documentLayout()->disconnect(this);
    }
    m_document = document;
    if (document) {
        connect(document, &QTextDocument::contentsChanged, this, &VisibleLinesModel::refresh);
        connect(document->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
                &VisibleLinesModel::refresh);
    }
    refresh();
}

void VisibleLinesModel::setView(double top, double bottom)
{
    m_top = top;
    m_bottom = bottom;
    refresh();
}

int VisibleLinesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant VisibleLinesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line &line = m_lines.at(index.row());
    switch (role) {
    case LineRole:
        return line.number;
    case TopRole:
        return line.top;
    case HeightRole:
        return line.height;
    default:
        return {};
    }
}

QHash<int, QByteArray> VisibleLinesModel::roleNames() const
{
    return {{LineRole, "line"}, {TopRole, "lineTop"}, {HeightRole, "lineHeight"}};
}

QList<VisibleLinesModel::Line> VisibleLinesModel::linesInView() const
{
    QList<Line> lines;
    if (!m_document || m_bottom <= m_top)
        return lines;
    const QAbstractTextDocumentLayout *layout = m_document->documentLayout();
    const int position = layout->hitTest(QPointF(0.0, std::max(0.0, m_top)), Qt::FuzzyHit);
    for (QTextBlock block = m_document->findBlock(std::max(0, position)); block.isValid(); block = block.next()) {
        const QRectF place = layout->blockBoundingRect(block);
        if (place.top() >= m_bottom)
            break;
        lines.append({.number = block.blockNumber() + 1, .top = place.top(), .height = place.height()});
    }
    return lines;
}

void VisibleLinesModel::refresh()
{
    const QList<Line> lines = linesInView();
    const qsizetype kept = std::min(lines.size(), m_lines.size());
    if (lines.size() < m_lines.size()) {
        beginRemoveRows({}, static_cast<int>(lines.size()), static_cast<int>(m_lines.size()) - 1);
        m_lines.resize(lines.size());
        endRemoveRows();
    } else if (lines.size() > m_lines.size()) {
        beginInsertRows({}, static_cast<int>(m_lines.size()), static_cast<int>(lines.size()) - 1);
        m_lines.append(lines.sliced(m_lines.size()));
        endInsertRows();
    }
    // Rows stay and take the place of others, so that scrolling makes no items.
    for (qsizetype row = 0; row < kept; ++row) {
        if (m_lines[row] == lines[row])
            continue;
        m_lines[row] = lines[row];
        const QModelIndex changed = index(static_cast<int>(row));
        Q_EMIT dataChanged(changed, changed);
    }
}

} // namespace topicscope::app
