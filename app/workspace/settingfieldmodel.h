// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/settingfield.h"

#include <QAbstractListModel>
#include <QStringList>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief The settings of a connection as a form: a row for each field that the form of its system has, with its text
//! and what is wrong with that. Thread: main.
class SettingFieldModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by a form")

public:
    enum class Editor { Line, Lines, Choice, File, Password };
    Q_ENUM(Editor)
    enum Role {
        KeyRole = Qt::UserRole + 1,
        EditorRole,
        TitleRole, //!< of a group, at its first field
        NoteRole, //!< likewise
        LabelRole,
        HintRole,
        HelpRole,
        ValuesRole, //!< of a choice; likewise:
        ChoicesRole, //!< the labels of the values
        TextRole,
        ErrorRole,
    };

    explicit SettingFieldModel(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    //! \brief What the texts say, as far as they can be read.
    [[nodiscard]] const net::ConnectionSettings &settings() const { return m_settings; }
    //! \brief Shows \a settings, by the fields of their system. What is no field of the form stays as it is there.
    void setSettings(const net::ConnectionSettings &settings);
    [[nodiscard]] bool isValid() const;

    [[nodiscard]] QString text(const QString &key) const;
    //! \brief Whether that changed anything.
    bool setText(const QString &key, const QString &text);
    //! \brief What is wrong with a field, in a sentence; empty when nothing is.
    [[nodiscard]] QString error(const QString &key) const;

private:
    struct Row {
        const net::SettingField *field; // of the registry
        QString text;
        QString error;
    };

    void takeFields(const net::SettingFields &fields);
    void readTexts();
    [[nodiscard]] const Row *rowOf(const QString &key) const;
    [[nodiscard]] bool beginsGroup(int row) const;

    const net::SettingFields *m_fields = nullptr; // whose rows these are
    QList<Row> m_rows;
    net::ConnectionSettings m_settings;
};

} // namespace topicscope::app
