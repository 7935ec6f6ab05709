// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "net/connectionsettings.h"

#include <QList>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <functional>
#include <limits>
#include <type_traits>

namespace topicscope::net {

//! \brief One setting of a connection, described once: the form, the options of command lines, the environment, what
//! is remembered and profiles are made of it, and the documentation is checked against it.
//!
//! Everybody reads and writes a setting as a text; ConnectionSettings stays the typed value that connections use.
//! A plain value; thread: any.
struct SettingField {
    enum class Kind : quint8 {
        Text,
        Lines, //!< a text of several lines
        Choice, //!< one of choices
        Count, //!< a whole number
        Time, //!< a whole number of milliseconds; with a unit on command lines
        Switch, //!< "true" or "false"; its option takes no value and turns the default round
        File, //!< a file's name
    };
    //! What of it may be read by others, and be written to a file.
    enum class Secrecy : quint8 {
        Open,
        Partly, //!< openText
        Secret, //!< nothing; its option names a file that holds it
    };
    //! Who has to know it. Each knows what stands before it, too.
    enum class Scope : quint8 {
        Request, //!< whoever reaches the server
        Connection, //!< who stays connected
        Subscription, //!< who subscribes
    };
    //! Where the form shows it.
    enum class Group : quint8 { None, Connection, Certificates, Limits, Secrets };
    struct Choice {
        QString value;
        QString label;
        QString summary;
    };
    using Reader = std::function<QString(const ConnectionSettings &)>;
    using Check = std::function<base::Result<void>(const ConnectionSettings &)>;

    QString key{}; //!< names it in files and in forms
    Kind kind = Kind::Text;
    Secrecy secrecy = Secrecy::Open;
    Scope scope = Scope::Connection;
    Group group = Group::None;
    QString label{};
    QString unit{}; //!< of the form
    QString help{}; //!< a sentence without its full stop
    QString hint{}; //!< what the form shows while it is empty
    QString option{}; //!< of command lines, without dashes; empty: none; likewise below
    QString valueName{}; //!< of the option
    QString variable{}; //!< of the environment
    QString fileVariable{}; //!< names a file that holds it
    bool additive = false; //!< what the file and the variable hold is put together; else the variable wins
    QList<Choice> choices{};
    qint64 smallest = 0; //!< of Count and Time
    qint64 largest = std::numeric_limits<int>::max();
    qint64 formUnit = 1; //!< what the form counts in
    std::function<bool(const ConnectionSettings &)> holdsPassword{}; //!< which an option must not; empty: it never does
    Check check{}; //!< what is wrong with it beside the others, for the form; empty: set() finds all
    Reader summary{}; //!< in a list of what differs from the defaults; empty: that of its choice, or it is not listed

    Reader text{}; //!< as set() reads it, secrets included
    Reader openText{}; //!< where secrecy is Partly: without its secrets
    std::function<base::Result<void>(ConnectionSettings &, const QString &)> set{};
    //! where it need not be UTF-8, such as a passphrase: what bytesOf() and takeBytes() use instead of the texts
    std::function<QByteArray(const ConnectionSettings &)> bytes{};
    std::function<base::Result<void>(ConnectionSettings &, const QByteArray &)> setBytes{};
};

using SettingFields = QList<SettingField>;

//! \brief What has to be written, such as "a whole number from 0 to 5", in units of \a unit.
[[nodiscard]] QString wantedText(const SettingField &field, qint64 unit = 1);

//! \brief Takes \a text for \a field of \a settings. The error, InvalidArgument or what the field says, begins with
//! \a name: the option or the variable it came from.
[[nodiscard]] base::Result<void> takeText(const SettingField &field, const QString &name, const QString &text,
                                          ConnectionSettings &settings);

//! \brief Likewise, from a file that may hold any bytes.
[[nodiscard]] base::Result<void> takeBytes(const SettingField &field, const QString &name, const QByteArray &bytes,
                                           ConnectionSettings &settings);
//! \brief All of \a field, secrets included, as takeBytes() reads it.
[[nodiscard]] QByteArray bytesOf(const SettingField &field, const ConnectionSettings &settings);

//! \brief What may be shown and written to disk of \a field: nothing of what is secret.
[[nodiscard]] QString openTextOf(const SettingField &field, const ConnectionSettings &settings);

//! \brief Whether \a settings hold more of \a field than openTextOf() tells.
[[nodiscard]] bool holdsSecret(const SettingField &field, const ConnectionSettings &settings);

//! \brief The text by which a form shows \a field, secrets of its own included, but not the login in an address.
[[nodiscard]] QString formTextOf(const SettingField &field, const ConnectionSettings &settings);
//! \brief Takes what was typed. Errors: a sentence for the user. What is only half right may be taken meanwhile.
[[nodiscard]] base::Result<void> takeFormText(const SettingField &field, const QString &text,
                                              ConnectionSettings &settings);

//! \brief What differs from the defaults, such as "path /x" and "CA file", without secrets.
[[nodiscard]] QStringList differences(const SettingFields &fields, const ConnectionSettings &settings);

//! \brief Overlays \a settings with the variables of \a fields. One that is set but empty counts as absent. Errors: as
//! takeText().
[[nodiscard]] base::Result<void> overlayEnvironment(const QProcessEnvironment &environment, const SettingFields &fields,
                                                    ConnectionSettings &settings);

//! \brief The bytes of a file that holds a secret, without the byte order mark that editors write before it and the
//! line break at its end. At most 64 KiB. Errors: InputOutput, TooLarge.
[[nodiscard]] base::Result<QByteArray> readSecretFile(const QString &path);

//! \brief The field with the \a key; null where there is none.
[[nodiscard]] const SettingField *fieldOf(const SettingFields &fields, const QString &key);

namespace detail {
[[nodiscard]] base::Result<qint64> readNumber(const SettingField &field, const QString &text);
[[nodiscard]] base::Result<bool> readSwitch(const SettingField &field, const QString &text);
[[nodiscard]] base::Result<int> readChoice(const SettingField &field, const QString &text);
} // namespace detail

//! \brief \a field, reading and writing the member of ConnectionSettings that \a access gives a reference to. The
//! choices of an enumeration stand in its order.
template<typename Access>
[[nodiscard]] SettingField bound(SettingField field, Access access)
{
    using Value = std::remove_cvref_t<decltype(access(std::declval<ConnectionSettings &>()))>;
    SettingField described = field;
    field.text = [described, access](const ConnectionSettings &settings) -> QString {
        const Value &value = access(settings);
        if constexpr (std::is_same_v<Value, QString>)
            return value;
        else if constexpr (std::is_same_v<Value, QByteArray>)
            return QString::fromUtf8(value);
        else if constexpr (std::is_same_v<Value, bool>)
            return value ? QStringLiteral("true") : QStringLiteral("false");
        else if constexpr (std::is_same_v<Value, std::chrono::milliseconds>)
            return QString::number(value.count());
        else if constexpr (std::is_enum_v<Value>)
            return described.choices.at(static_cast<int>(value)).value;
        else
            return QString::number(value);
    };
    field.set = [described, access](ConnectionSettings &settings, const QString &text) -> base::Result<void> {
        const auto keep = [&](auto convert) {
            return [&settings, &access, convert](const auto &read) { access(settings) = convert(read); };
        };
        if constexpr (std::is_same_v<Value, QString>) {
            access(settings) = text;
            return {};
        } else if constexpr (std::is_same_v<Value, QByteArray>) {
            access(settings) = text.toUtf8();
            return {};
        } else if constexpr (std::is_same_v<Value, bool>) {
            return detail::readSwitch(described, text).map(keep([](bool value) { return value; }));
        } else if constexpr (std::is_enum_v<Value>) {
            return detail::readChoice(described, text).map(keep([](int index) { return static_cast<Value>(index); }));
        } else {
            return detail::readNumber(described, text).map(keep([](qint64 value) {
                return static_cast<Value>(value);
            }));
        }
    };
    if constexpr (std::is_same_v<Value, QByteArray>) {
        field.bytes = [access](const ConnectionSettings &settings) { return access(settings); };
        field.setBytes = [access](ConnectionSettings &settings, const QByteArray &bytes) -> base::Result<void> {
            access(settings) = bytes;
            return {};
        };
    }
    return field;
}

} // namespace topicscope::net
