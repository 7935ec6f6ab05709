// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/settingfieldmodel.h"

#include "systems/registry.h"

#include <algorithm>

namespace topicscope::app {

using net::SettingField;
using Group = SettingField::Group;

namespace {

SettingFieldModel::Editor editorOf(const SettingField &field)
{
    using Editor = SettingFieldModel::Editor;
    switch (field.kind) {
    case SettingField::Kind::Choice:
        return Editor::Choice;
    case SettingField::Kind::Lines:
        return Editor::Lines;
    case SettingField::Kind::File:
        return Editor::File;
    default:
        return field.secrecy == SettingField::Secrecy::Secret ? Editor::Password : Editor::Line;
    }
}

QString titleOf(Group group)
{
    switch (group) {
    case Group::Certificates:
        return SettingFieldModel::tr("Certificates");
    case Group::Limits:
        return SettingFieldModel::tr("Limits and reconnection");
    case Group::Secrets:
        return SettingFieldModel::tr("Secrets");
    default:
        return {};
    }
}

QString labelOf(const SettingField &field)
{
    return field.unit.isEmpty() ? field.label : SettingFieldModel::tr("%1, %2").arg(field.label, field.unit);
}

} // namespace

SettingFieldModel::SettingFieldModel(QObject *parent) : QAbstractListModel(parent)
{
    setSettings({});
}

int SettingFieldModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant SettingFieldModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    const SettingField &field = *row.field;
    QStringList listed;
    switch (role) {
    case KeyRole:
        return field.key;
    case EditorRole:
        return static_cast<int>(editorOf(field));
    case TitleRole:
        return beginsGroup(index.row()) ? titleOf(field.group) : QString();
    case NoteRole:
        return beginsGroup(index.row()) && field.group == Group::Secrets
                   ? tr("Kept in memory for this run only, never written to disk.")
                   : QString();
    case LabelRole:
        return labelOf(field);
    case HintRole:
        return field.hint;
    case HelpRole:
        return field.help;
    case ValuesRole:
        for (const SettingField::Choice &choice : field.choices)
            listed << choice.value;
        return listed;
    case ChoicesRole:
        for (const SettingField::Choice &choice : field.choices)
            listed << choice.label;
        return listed;
    case TextRole:
        return row.text;
    case ErrorRole:
        return row.error;
    default:
        return {};
    }
}

QHash<int, QByteArray> SettingFieldModel::roleNames() const
{
    return {{KeyRole, "key"},     {EditorRole, "editor"}, {TitleRole, "title"},    {NoteRole, "note"},
            {LabelRole, "label"}, {HintRole, "hint"},     {HelpRole, "help"},      {ValuesRole, "values"},
            {TextRole, "text"},   {ErrorRole, "error"},   {ChoicesRole, "choices"}};
}

void SettingFieldModel::setSettings(const net::ConnectionSettings &settings)
{
    m_settings = settings;
    takeFields(systems::systemOf(settings.url).fields);
    for (Row &row : m_rows)
        row.text = net::formTextOf(*row.field, settings);
    readTexts(); // files may have gone since they were named
}

//! Another system has other rows.
void SettingFieldModel::takeFields(const net::SettingFields &fields)
{
    if (m_fields == &fields)
        return;
    beginResetModel();
    m_fields = &fields;
    m_rows.clear();
    for (const SettingField &field : fields) {
        if (field.group != Group::None)
            m_rows.append({&field, {}, {}});
    }
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [](const Row &a, const Row &b) { return a.field->group < b.field->group; });
    endResetModel();
}

void SettingFieldModel::readTexts()
{
    for (Row &row : m_rows) {
        const auto taken = net::takeFormText(*row.field, row.text, m_settings);
        row.error = taken ? QString() : taken.error().text;
    }
    for (Row &row : m_rows) {
        if (!row.error.isEmpty() || !row.field->check)
            continue;
        if (const auto checked = row.field->check(m_settings); !checked)
            row.error = checked.error().text;
    }
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {TextRole, ErrorRole});
}

bool SettingFieldModel::isValid() const
{
    return std::all_of(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.error.isEmpty(); });
}

const SettingFieldModel::Row *SettingFieldModel::rowOf(const QString &key) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&](const Row &row) { return row.field->key == key; });
    return found == m_rows.end() ? nullptr : &*found;
}

QString SettingFieldModel::text(const QString &key) const
{
    const Row *row = rowOf(key);
    return row ? row->text : QString();
}

bool SettingFieldModel::setText(const QString &key, const QString &text)
{
    const Row *row = rowOf(key);
    if (!row || row->text == text)
        return false;
    m_rows[row - m_rows.constData()].text = text;
    readTexts();
    return true;
}

QString SettingFieldModel::error(const QString &key) const
{
    const Row *row = rowOf(key);
    return row ? row->error : QString();
}

bool SettingFieldModel::beginsGroup(int row) const
{
    return row == 0 || m_rows.at(row - 1).field->group != m_rows.at(row).field->group;
}

} // namespace topicscope::app
