// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSortFilterProxyModel>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief The rows of a table that hold a text, with their count.
class FilteredModel : public QSortFilterProxyModel
{
    Q_OBJECT
    QML_ANONYMOUS

    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(QString filterText READ filterText WRITE setFilterText NOTIFY filterTextChanged)

public:
    explicit FilteredModel(QObject *parent = nullptr);

    [[nodiscard]] int count() const { return rowCount(); }
    [[nodiscard]] QString filterText() const { return m_filterText; }
    void setFilterText(const QString &text);

Q_SIGNALS:
    void countChanged();
    void filterTextChanged();

protected:
    //! \brief Whether the text at one of \a roles of \a index holds the filter's text, in whatever case; true without
    //! one.
    [[nodiscard]] bool holdsFilterText(const QModelIndex &index, std::initializer_list<int> roles) const;

private:
    QString m_filterText;
};

} // namespace topicscope::app
