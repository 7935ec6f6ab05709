// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/tablemodelbase.h"

#include <QObject>
#include <QPointer>
#include <QQmlListProperty>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief A column as a title and cells draw it: its look, and where it lies. Thread: main.
class TableColumn : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to TableColumns")

    Q_PROPERTY(QString id READ id CONSTANT)
    Q_PROPERTY(QString title READ title CONSTANT)
    Q_PROPERTY(QString toolTip READ toolTip CONSTANT)
    Q_PROPERTY(bool sortable READ isSortable CONSTANT)
    Q_PROPERTY(bool figure READ isFigure CONSTANT)
    Q_PROPERTY(bool mono READ isMono CONSTANT)
    Q_PROPERTY(bool muted READ isMuted CONSTANT)
    Q_PROPERTY(bool cutInTheMiddle READ isCutInTheMiddle CONSTANT)
    Q_PROPERTY(bool dotted READ isDotted CONSTANT)
    Q_PROPERTY(qreal x READ x NOTIFY placeChanged)
    Q_PROPERTY(qreal width READ width NOTIFY placeChanged)

public:
    explicit TableColumn(const ColumnLook &look, QObject *parent = nullptr) : QObject(parent), m_look(look) {}

    [[nodiscard]] const ColumnLook &look() const noexcept { return m_look; }
    [[nodiscard]] QString id() const { return m_look.id; }
    [[nodiscard]] QString title() const { return m_look.title; }
    [[nodiscard]] QString toolTip() const { return m_look.toolTip; }
    [[nodiscard]] bool isSortable() const { return m_look.order != ColumnLook::Order::None; }
    [[nodiscard]] bool isFigure() const { return m_look.figure; }
    [[nodiscard]] bool isMono() const { return m_look.mono; }
    [[nodiscard]] bool isMuted() const { return m_look.muted; }
    [[nodiscard]] bool isCutInTheMiddle() const { return m_look.cutInTheMiddle; }
    [[nodiscard]] bool isDotted() const { return m_look.dotted; }
    //! \brief Where the column begins, in pixels from the first.
    [[nodiscard]] qreal x() const { return m_x; }
    //! \brief 0 where there is no room for it.
    [[nodiscard]] qreal width() const { return m_width; }
    void place(qreal x, qreal width);

Q_SIGNALS:
    void placeChanged();

private:
    ColumnLook m_look;
    qreal m_x = 0;
    qreal m_width = 0;
};

//! \brief The columns of a TableModel, or of a proxy of one, laid out in what is available. Thread: main.
class TableColumns : public QObject
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(QAbstractItemModel *model READ model WRITE setModel NOTIFY modelChanged)
    Q_PROPERTY(qreal available READ available WRITE setAvailable NOTIFY availableChanged)
    Q_PROPERTY(QQmlListProperty<topicscope::app::TableColumn> list READ list NOTIFY modelChanged)
    Q_PROPERTY(topicscope::app::TableColumn *dotted READ dotted NOTIFY modelChanged)

public:
    using QObject::QObject;

    [[nodiscard]] QAbstractItemModel *model() const { return m_model; }
    void setModel(QAbstractItemModel *model);
    [[nodiscard]] qreal available() const { return m_available; }
    void setAvailable(qreal available);
    [[nodiscard]] QQmlListProperty<TableColumn> list() { return {this, &m_columns}; }
    [[nodiscard]] const QList<TableColumn *> &columns() const { return m_columns; }
    //! \brief The column with a dot before its text; null for none.
    [[nodiscard]] TableColumn *dotted() const;
    //! \brief The place of the column called \a id; -1 for none.
    Q_INVOKABLE int indexOf(const QString &id) const;

Q_SIGNALS:
    void modelChanged();
    void availableChanged();

private:
    void layOut();

    QPointer<QAbstractItemModel> m_model;
    QList<TableColumn *> m_columns;
    qreal m_available = 0;
    qreal m_reserved = 0;
};

} // namespace topicscope::app
