// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/settingfield.h"

#include "base/utf8.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

namespace topicscope::net {

using base::ErrorCode;
using base::failure;
using base::Result;
using Kind = SettingField::Kind;
using Secrecy = SettingField::Secrecy;

namespace {

constexpr qint64 maxSecretBytes = 64 * 1024;

QString translated(const char *text)
{
    return QCoreApplication::translate("topicscope::net", text);
}

bool isNumber(const SettingField &field)
{
    return field.kind == Kind::Count || field.kind == Kind::Time;
}

qint64 smallestOf(const SettingField &field, qint64 unit)
{
    return (field.smallest + unit - 1) / unit;
}

QString listed(const SettingField &field)
{
    QStringList values;
    for (const SettingField::Choice &choice : field.choices)
        values << choice.value;
    const QString last = values.takeLast();
    return values.isEmpty() ? last : translated("%1 or %2").arg(values.join(QStringLiteral(", ")), last);
}

// Variables that are set but empty count as absent: scripts write "NAME=" to take a value away.
QString valueOf(const QProcessEnvironment &environment, const QString &variable)
{
    const QString value = variable.isEmpty() ? QString() : environment.value(variable);
    return value.trimmed().isEmpty() ? QString() : value;
}

} // namespace

namespace detail {

Result<qint64> readNumber(const SettingField &field, const QString &text)
{
    bool ok = false;
    const qint64 number = text.trimmed().toLongLong(&ok);
    if (!ok || number < field.smallest || number > field.largest)
        return failure(ErrorCode::InvalidArgument, wantedText(field));
    return number;
}

Result<bool> readSwitch(const SettingField &field, const QString &text)
{
    static const QStringList yes{QStringLiteral("true"), QStringLiteral("1"), QStringLiteral("yes"),
                                 QStringLiteral("on")};
    static const QStringList no{QStringLiteral("false"), QStringLiteral("0"), QStringLiteral("no"),
                                QStringLiteral("off")};
    const QString word = text.trimmed().toLower();
    if (!yes.contains(word) && !no.contains(word))
        return failure(ErrorCode::InvalidArgument, wantedText(field));
    return yes.contains(word);
}

Result<int> readChoice(const SettingField &field, const QString &text)
{
    const QString word = text.trimmed().toLower();
    const auto known = std::find_if(field.choices.begin(), field.choices.end(),
                                    [&](const SettingField::Choice &choice) { return choice.value == word; });
    if (known == field.choices.end())
        return failure(
            ErrorCode::InvalidArgument,
            translated("\"%1\" is no %2; it has to be %3.").arg(text.trimmed(), field.label.toLower(), listed(field)));
    return static_cast<int>(known - field.choices.begin());
}

} // namespace detail

QString wantedText(const SettingField &field, qint64 unit)
{
    if (isNumber(field))
        return translated("a whole number from %1 to %2").arg(smallestOf(field, unit)).arg(field.largest / unit);
    return field.kind == Kind::Switch ? translated("true or false") : field.label;
}

Result<void> takeText(const SettingField &field, const QString &name, const QString &text, ConnectionSettings &settings)
{
    return field.set(settings, text).map_error([&](const base::Error &error) {
        if (isNumber(field) || field.kind == Kind::Switch)
            return base::Error{
                error.code, translated("%1 is \"%2\", but has to be %3.").arg(name, text.trimmed(), wantedText(field))};
        return base::Error{error.code, QStringLiteral("%1: %2").arg(name, error.text)};
    });
}

Result<void> takeBytes(const SettingField &field, const QString &name, const QByteArray &bytes,
                       ConnectionSettings &settings)
{
    if (!field.setBytes)
        return takeText(field, name, QString::fromUtf8(bytes), settings);
    return field.setBytes(settings, bytes).map_error([&](const base::Error &error) {
        return base::Error{error.code, QStringLiteral("%1: %2").arg(name, error.text)};
    });
}

QByteArray bytesOf(const SettingField &field, const ConnectionSettings &settings)
{
    return field.bytes ? field.bytes(settings) : field.text(settings).toUtf8();
}

QString openTextOf(const SettingField &field, const ConnectionSettings &settings)
{
    if (field.secrecy == Secrecy::Secret)
        return {};
    return field.secrecy == Secrecy::Partly ? field.openText(settings) : field.text(settings);
}

bool holdsSecret(const SettingField &field, const ConnectionSettings &settings)
{
    return field.secrecy != Secrecy::Open && bytesOf(field, settings) != openTextOf(field, settings).toUtf8();
}

QString formTextOf(const SettingField &field, const ConnectionSettings &settings)
{
    if (field.secrecy == Secrecy::Partly)
        return field.openText(settings);
    const QString text = field.text(settings);
    return isNumber(field) ? QString::number(text.toLongLong() / field.formUnit) : text;
}

Result<void> takeFormText(const SettingField &field, const QString &text, ConnectionSettings &settings)
{
    if (field.secrecy == Secrecy::Secret && field.kind == Kind::Text) // a passphrase may end with a space
        return field.set(settings, text);
    const QString typed = text.trimmed();
    // The form does not show all, such as the login in an address: that stays while the text stays.
    if ((isNumber(field) || field.secrecy == Secrecy::Partly) && typed == formTextOf(field, settings))
        return {};
    if (isNumber(field)) {
        bool ok = false;
        const qint64 number = typed.toLongLong(&ok);
        if (!ok || number < smallestOf(field, field.formUnit) || number > field.largest / field.formUnit)
            return failure(ErrorCode::InvalidArgument, translated("Enter %1.").arg(wantedText(field, field.formUnit)));
        return field.set(settings, QString::number(number * field.formUnit));
    }
    const bool standard = typed.isEmpty() && field.kind == Kind::Text && field.secrecy == Secrecy::Open;
    return field.set(settings, standard ? field.text(ConnectionSettings()) : typed);
}

QStringList differences(const SettingFields &fields, const ConnectionSettings &settings)
{
    const ConnectionSettings standard;
    QStringList told;
    for (const SettingField &field : fields) {
        if (bytesOf(field, settings) == bytesOf(field, standard))
            continue;
        QString summary = field.summary ? field.summary(settings) : QString();
        for (const SettingField::Choice &choice : field.choices) {
            if (choice.value == field.text(settings))
                summary = choice.summary;
        }
        if (!summary.isEmpty() && !told.contains(summary))
            told << summary;
    }
    return told;
}

Result<void> overlayEnvironment(const QProcessEnvironment &environment, const SettingFields &fields,
                                ConnectionSettings &settings)
{
    for (const SettingField &field : fields) {
        QByteArray said;
        if (const QString path = valueOf(environment, field.fileVariable); !path.isEmpty()) {
            const auto bytes = readSecretFile(path);
            if (!bytes)
                return failure(bytes.error().code,
                               QStringLiteral("%1: %2").arg(field.fileVariable, bytes.error().text));
            said = *bytes;
            if (auto taken = takeBytes(field, field.fileVariable, said, settings); !taken)
                return taken;
        }
        if (const QString value = valueOf(environment, field.variable); !value.isEmpty()) {
            if (auto taken = takeText(field, field.variable, value, settings); !taken)
                return taken;
            if (!field.additive || said.isEmpty())
                continue;
            if (auto taken = takeBytes(field, field.variable, said + '\n' + value.toUtf8(), settings); !taken)
                return taken;
        }
    }
    return {};
}

Result<QByteArray> readSecretFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::InputOutput,
                       translated("The file %1 cannot be read: %2.").arg(path, file.errorString()));
    QByteArray bytes = file.read(maxSecretBytes + 1);
    if (bytes.size() > maxSecretBytes)
        return failure(
            ErrorCode::TooLarge,
            translated("The file %1 is over the limit of %2 bytes.").arg(path, QString::number(maxSecretBytes)));
    bytes = base::textOfFile(std::move(bytes));
    while (bytes.endsWith('\n') || bytes.endsWith('\r'))
        bytes.chop(1);
    return bytes;
}

const SettingField *fieldOf(const SettingFields &fields, const QString &key)
{
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const SettingField &field) { return field.key == key; });
    return found == fields.end() ? nullptr : &*found;
}

} // namespace topicscope::net
