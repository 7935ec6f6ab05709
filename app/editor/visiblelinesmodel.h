// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractListModel>
#include <QPointer>
#include <qqmlregistration.h>

class QTextDocument;

namespace topicscope::app {

//! \brief The lines of a document that are in view, with their places: what a gutter shows, however long the document
//! is.
//!
//! Places are in pixels of the document. Follows edits, fonts and the view. Thread: main.
class VisibleLinesModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ANONYMOUS

public:
    enum Role {
        LineRole = Qt::UserRole + 1, //!< counted from 1
        TopRole,
        HeightRole,
    };

    explicit VisibleLinesModel(QObject *parent = nullptr);

    void setDocument(QTextDocument *document);
    //! \brief What is in view, from \a top down to \a bottom.
    void setView(double top, double bottom);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    struct Line {
        int number = 0;
        double top = 0.0;
        double height = 0.0;

        friend bool operator==(const Line &, const Line &) = default;
    };

    void refresh();
    [[nodiscard]] QList<Line> linesInView() const;

    QPointer<QTextDocument> m_document;
    QList<Line> m_lines;
    double m_top = 0.0;
    double m_bottom = 0.0;
};

} // namespace topicscope::app
