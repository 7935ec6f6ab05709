// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/tlsfiles.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QSslCertificate>
#include <QSslKey>
#include <QStringList>

namespace topicscope::net {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

constexpr qint64 maxFileBytes = 16 * 1024 * 1024; // the CAs of a whole system take half a megabyte
constexpr qsizetype namesShown = 5;

QString translated(const char *text)
{
    return QCoreApplication::translate("topicscope::net", text);
}

Result<QByteArray> contentsOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::InputOutput,
                       translated("The file %1 cannot be read: %2.").arg(path, file.errorString()));
    QByteArray bytes = file.read(maxFileBytes + 1);
    if (bytes.size() > maxFileBytes)
        return failure(
            ErrorCode::TooLarge,
            translated("The file %1 is over the limit of %2 bytes.").arg(path, QString::number(maxFileBytes)));
    return bytes;
}

Result<QList<QSslCertificate>> certificatesIn(const QString &path)
{
    const auto bytes = contentsOf(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    QList<QSslCertificate> certificates = QSslCertificate::fromData(*bytes, QSsl::Pem);
    if (certificates.isEmpty())
        return failure(
            ErrorCode::InvalidArgument,
            translated("The file %1 holds no certificate in PEM form (\"-----BEGIN CERTIFICATE-----\").").arg(path));
    return certificates;
}

Result<QSslKey> keyIn(const QString &path, const QByteArray &passphrase)
{
    const auto bytes = contentsOf(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (!bytes->contains("PRIVATE KEY-----"))
        return failure(
            ErrorCode::InvalidArgument,
            translated("The file %1 holds no private key in PEM form (\"-----BEGIN PRIVATE KEY-----\").").arg(path));
    const bool encrypted = bytes->contains("ENCRYPTED");
    if (encrypted && passphrase.isEmpty())
        return failure(ErrorCode::InvalidArgument,
                       translated("The private key in %1 is encrypted: its passphrase is needed.").arg(path));
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        QSslKey key(*bytes, algorithm, QSsl::Pem, QSsl::PrivateKey, passphrase);
        if (!key.isNull())
            return key;
    }
    return failure(
        ErrorCode::InvalidArgument,
        encrypted ? translated("The private key in %1 cannot be read: the passphrase may be wrong.").arg(path)
                  : translated("The private key in %1 cannot be read; RSA, EC and DSA keys are supported.").arg(path));
}

QString dateOf(const QDateTime &time)
{
    return time.toUTC().date().toString(Qt::ISODate);
}

QString issuerOf(const QSslCertificate &certificate)
{
    for (const QSslCertificate::SubjectInfo info : {QSslCertificate::CommonName, QSslCertificate::Organization}) {
        if (const QString name = certificate.issuerInfo(info).value(0); !name.isEmpty())
            return name;
    }
    return translated("(no name)");
}

QString namesOf(const QSslCertificate &certificate)
{
    QStringList names;
    const auto alternatives = certificate.subjectAlternativeNames();
    for (const QString &name : alternatives)
        names.append(name);
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    names.sort();
    const bool more = names.size() > namesShown;
    const QString list = names.mid(0, namesShown).join(QStringLiteral(", "));
    return more ? list + QStringLiteral(", ...") : list;
}

QString unknownCa(const QSslCertificate &certificate, const QString &caFile)
{
    const QString issuer = issuerOf(certificate);
    return caFile.isEmpty()
               ? translated("the server's certificate was issued by \"%1\", which is not among the CAs that this "
                            "system trusts. If you trust it, give its certificate (PEM) as the CA file.")
                     .arg(issuer)
               : translated("the server's certificate was issued by \"%1\", which is not in the CA file %2.")
                     .arg(issuer, caFile);
}

QString explain(const QSslError &error, const QString &host, const QString &caFile)
{
    const QSslCertificate certificate = error.certificate();
    switch (error.error()) {
    case QSslError::CertificateExpired:
        return translated(
                   "the server's certificate expired on %1. It needs a new one; check the date of this computer, too.")
            .arg(dateOf(certificate.expiryDate()));
    case QSslError::CertificateNotYetValid:
        return translated("the server's certificate is not valid before %1. Check the date of this computer.")
            .arg(dateOf(certificate.effectiveDate()));
    case QSslError::HostNameMismatch:
        return translated("the server's certificate is for another host (%1), not for \"%2\". Use a name that it is "
                          "for, if that is the server you mean.")
            .arg(namesOf(certificate), host);
    case QSslError::SelfSignedCertificate:
        return caFile.isEmpty()
                   ? translated("the server's certificate is self-signed, so nobody vouches for it. If it is the right "
                                "one, give it (PEM) as the CA file.")
                   : translated("the server's certificate is self-signed, and it is not in the CA file %1.")
                         .arg(caFile);
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return unknownCa(certificate, caFile);
    default:
        return translated("the server's certificate was refused: %1").arg(error.errorString());
    }
}

} // namespace

Result<QSslConfiguration> tlsConfiguration(const TlsSettings &settings)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    if (!settings.caFile.isEmpty()) {
        auto authorities = certificatesIn(settings.caFile);
        if (!authorities)
            return tl::unexpected(std::move(authorities.error()));
        configuration.setCaCertificates(*authorities);
    }
    if (!settings.certificateFile.isEmpty()) {
        auto chain = certificatesIn(settings.certificateFile);
        if (!chain)
            return tl::unexpected(std::move(chain.error()));
        auto key = keyIn(settings.keyFile.isEmpty() ? settings.certificateFile : settings.keyFile,
                         settings.keyPassphrase);
        if (!key)
            return tl::unexpected(std::move(key.error()));
        configuration.setLocalCertificateChain(*chain);
        configuration.setPrivateKey(*key);
    } else if (!settings.keyFile.isEmpty()) {
        return failure(ErrorCode::InvalidArgument,
                       translated("A client key is given without its certificate: give the certificate's file too."));
    }
    return configuration;
}

QString explainTls(const QList<QSslError> &errors, const QString &host, const QString &caFile)
{
    QStringList reasons;
    for (const QSslError &error : errors)
        reasons.append(explain(error, host, caFile));
    reasons.removeDuplicates();
    return reasons.join(QLatin1Char(' '));
}

} // namespace topicscope::net
