// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/settingoption.h"

#include <QCoreApplication>

namespace topicscope::net {

using base::failure;
using base::Result;
using Kind = SettingField::Kind;
using Secrecy = SettingField::Secrecy;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("topicscope::net", text);
}

QString standardOf(const SettingField &field)
{
    const ConnectionSettings standard;
    if (field.kind == Kind::Switch)
        return {};
    const QString text = openTextOf(field, standard);
    return field.kind == Kind::Time ? translated("%1s").arg(text.toLongLong() / 1000.0) : text;
}

} // namespace

QCommandLineOption optionOf(const SettingField &field)
{
    QStringList variables;
    for (const QString &variable : {field.fileVariable, field.variable}) {
        if (!variable.isEmpty())
            variables << variable;
    }
    QStringList notes;
    if (!variables.isEmpty())
        notes << variables.join(QStringLiteral(", "));
    if (const QString standard = standardOf(field); !standard.isEmpty())
        notes << translated("default %1").arg(standard);
    QString help = field.help;
    if (!notes.isEmpty())
        help += QStringLiteral(" (%1)").arg(notes.join(QStringLiteral("; ")));
    help += QLatin1Char('.');
    if (field.holdsPassword)
        help += translated(" A password belongs into %1.").arg(field.variable);
    return QCommandLineOption(field.option, help, field.valueName);
}

Result<void> takeOption(const SettingField &field, const QString &value, ConnectionSettings &settings)
{
    const QString name = QStringLiteral("--") + field.option;
    if (field.kind == Kind::Switch)
        return field.set(settings, field.text(ConnectionSettings()) == QLatin1String("true") ? QStringLiteral("false")
                                                                                             : QStringLiteral("true"));
    if (field.secrecy == Secrecy::Secret) {
        if (value.isEmpty())
            return {};
        const auto bytes = readSecretFile(value);
        if (!bytes)
            return failure(bytes.error().code, QStringLiteral("%1: %2").arg(name, bytes.error().text));
        return takeBytes(field, name, *bytes, settings);
    }
    ConnectionSettings said = settings;
    if (auto taken = takeText(field, name, value, said); !taken)
        return taken;
    if (field.holdsPassword && field.holdsPassword(said))
        return failure(base::ErrorCode::InvalidArgument,
                       translated("%1 must not hold a password, which others could read here: set %2 instead.")
                           .arg(name, field.variable));
    settings = std::move(said);
    return {};
}

} // namespace topicscope::net
