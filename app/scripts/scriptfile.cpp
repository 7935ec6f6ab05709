// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/scriptfile.h"

#include "script/scriptprogram.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>
#include <QStringDecoder>

namespace topicscope::app {

using base::ErrorCode;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ScriptShelf", text);
}

} // namespace

base::Result<QString> readScriptFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(ErrorCode::InputOutput, tr("Cannot read \"%1\": %2.").arg(path, file.errorString()));
    const QByteArray bytes = file.read(script::ScriptProgram::maxFileBytes + 1);
    if (bytes.size() > script::ScriptProgram::maxFileBytes)
        return base::failure(ErrorCode::TooLarge, tr("\"%1\" is too large for a script: it has more than %2 bytes.")
                                                      .arg(path, QString::number(script::ScriptProgram::maxFileBytes)));
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder(bytes);
    if (decoder.hasError()) // saving would write something else in the place of such bytes
        return base::failure(
            ErrorCode::InvalidUtf8,
            tr("\"%1\" is not text in UTF-8, which a script has to be. Convert the file first.").arg(path));
    return text;
}

base::Result<void> writeScriptFile(const QString &path, const QByteArray &text)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        return {};
    return base::failure(ErrorCode::InputOutput, tr("Cannot write \"%1\": %2.").arg(path, file.errorString()));
}

} // namespace topicscope::app
