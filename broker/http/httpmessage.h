// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHostAddress>
#include <QList>
#include <QUrlQuery>

#include <optional>

namespace topicscope::broker {

//! \brief Bounds on what one HTTP request may hold.
struct HttpLimits {
    qint64 headBytes = 16 * 1024; //!< request line and headers
    int headerCount = 100;
    qint64 bodyBytes = 1'000'000; //!< after the transfer coding is undone
};

//! \brief One header line; the name is in lower case.
struct HttpHeader {
    QByteArray name;
    QByteArray value;
};

//! \brief A parsed request. The body is empty until the connection has read it.
struct HttpRequest {
    QByteArray method;
    QByteArray path; //!< percent-decoded, without the query
    QUrlQuery query;
    QList<HttpHeader> headers;
    QByteArray body;
    std::optional<qint64> contentLength;
    bool chunked = false; //!< the body comes with "Transfer-Encoding: chunked"
    bool keepAlive = false;
    bool expectsContinue = false;
    bool isHttp10 = false;

    //! \brief The first value of the header \a name (lower case); empty when absent.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
    //! \brief True when a comma-separated list in the header \a name holds \a token, in any case.
    [[nodiscard]] bool headerHasToken(QByteArrayView name, QByteArrayView token) const;
    //! \brief Asks for a WebSocket (RFC 6455, section 4.1).
    [[nodiscard]] bool isWebSocketUpgrade() const;
    //! \brief False when a browser sent it in the name of a page from elsewhere: its Origin is not our Host.
    //! A request without Origin (curl, a server, a native client) counts as ours.
    [[nodiscard]] bool isSameOrigin() const;
    //! \brief False when Host names us as only a foreign name can that was made to resolve to \a bound, our address
    //! (DNS rebinding): the page behind it would be our "same origin". On loopback Host has to be localhost or a
    //! loopback address; a server that is meant to be reached from elsewhere may have any name. The port does not
    //! matter; a request without Host is no browser's.
    [[nodiscard]] bool isHostAllowed(const QHostAddress &bound) const;
};

//! \brief What is answered; the connection adds length, date and connection headers.
struct HttpResponse {
    int status = 200;
    QByteArray contentType{"application/json"};
    QByteArray body;
    QList<HttpHeader> headers; //!< further ones, such as Allow

    //! \brief An answer of \a body as JSON.
    [[nodiscard]] static HttpResponse json(QByteArray body, int status = 200);
    //! \brief `{"status":"error","message":...}` as the contract's routes answer it.
    [[nodiscard]] static HttpResponse error(int status, QByteArrayView message);
    [[nodiscard]] static HttpResponse text(QByteArray body, int status = 200);
};

//! \brief Why a request is refused before anything looked at it.
struct HttpError {
    int status = 400;
    QByteArray text;
};

//! \brief Length of the request head at the start of \a bytes, its empty line included; 0 when it is not complete yet.
//! Errors: 431 when it passes \a limits, 400 when lines end in a bare line feed.
[[nodiscard]] tl::expected<qint64, HttpError> findRequestHead(QByteArrayView bytes, const HttpLimits &limits);

//! \brief Parses a complete head (RFC 9112). Errors, each with the status to answer: 400 for what is malformed or
//! ambiguous (folded headers, two lengths, length beside chunked), 413 for an announced body over the limit,
//! 417 for an unknown expectation, 431 for too many headers, 501 for an unknown transfer coding, 505 for another
//! version.
[[nodiscard]] tl::expected<HttpRequest, HttpError> parseRequestHead(QByteArrayView head, const HttpLimits &limits);

//! \brief The bytes of \a response on the wire. \a withBody is false for the answer to HEAD.
[[nodiscard]] QByteArray serializeResponse(const HttpResponse &response, bool keepAlive, bool withBody);

} // namespace topicscope::broker
