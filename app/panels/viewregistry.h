// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractListModel>
#include <QStringList>
#include <qqmlregistration.h>

#include <span>

namespace topicscope::app {

//! \brief A part of the window, described once: tabs or rail, menu, shortcuts, --panel and what is remembered come
//! from it. Texts are to be translated in the context "Views".
struct View {
    const char *id; //!< on the command line and in what is remembered
    const char *title;
    const char *toolTip;
    const char *icon; //!< a file of resources/icons, without ".svg"
    const char *component; //!< a file below qml/
    const char *uses; //!< which of its properties the window sets: "client", "inspector", "scripts", "settings"
};

//! \brief Such parts as a model. A plain list that never changes. Thread: main.
class ViewRegistry : public QAbstractListModel
{
    Q_OBJECT
    QML_ANONYMOUS

public:
    enum Role { IdRole = Qt::UserRole, TitleRole, ToolTipRole, IconRole, SourceRole, UsesRole, ShortcutRole };

    //! \brief \a shortcut has %1 where the number of the part goes; \a views live as long as the program.
    ViewRegistry(std::span<const View> views, const char *shortcut, QObject *parent);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    //! \brief The place of the part called \a id; the first one where there is none.
    Q_INVOKABLE int placeOf(const QString &id) const;
    Q_INVOKABLE QString idAt(int place) const;
    //! \brief Shows the part called \a id, or folds it where it is shown: requested().
    Q_INVOKABLE void request(const QString &id) { Q_EMIT requested(id); }

Q_SIGNALS:
    void requested(const QString &id);

private:
    std::span<const View> m_views;
    QString m_shortcut;
};

//! \brief The panels at the foot of a session.
class Panels : public topicscope::app::ViewRegistry
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    explicit Panels(QObject *parent = nullptr);

    [[nodiscard]] static QStringList ids();
};

//! \brief The pages of a session.
class Pages : public topicscope::app::ViewRegistry
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    explicit Pages(QObject *parent = nullptr);

    [[nodiscard]] static QStringList ids();
};

} // namespace topicscope::app
