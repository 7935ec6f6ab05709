// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/http/httpmessage.h"

#include "protocol/jsontext.h"

#include <QDateTime>
#include <QLocale>
#include <QUrl>

#include <algorithm>

namespace topicscope::broker {

namespace {

tl::unexpected<HttpError> refuse(int status, const char *text)
{
    return tl::unexpected(HttpError{status, QByteArray(text)});
}

// RFC 9110, section 5.6.2
bool isToken(QByteArrayView text)
{
    const auto isTokenChar = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
               || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

bool hasControls(QByteArrayView text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && byte != '\t') || byte == 0x7f;
    });
}

QByteArrayView reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 417:
        return "Expectation Failed";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Status";
    }
}

tl::expected<void, HttpError> parseTarget(HttpRequest &request, QByteArrayView target)
{
    const auto isBad = [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7f;
    };
    if (target.isEmpty() || std::any_of(target.begin(), target.end(), isBad))
        return refuse(400, "The request target is malformed.");
    QByteArrayView rest = target;
    // A proxy sends the absolute form; RFC 9112, section 3.2.2, wants it understood.
    if (const qsizetype scheme = rest.indexOf("://"); scheme > 0 && !rest.startsWith('/')) {
        const qsizetype slash = rest.indexOf('/', scheme + 3);
        rest = slash < 0 ? QByteArrayView("/") : rest.sliced(slash);
    }
    if (!rest.startsWith('/') && rest != QByteArrayView("*"))
        return refuse(400, "The request target is malformed.");
    const qsizetype question = rest.indexOf('?');
    const QByteArrayView path = question < 0 ? rest : rest.first(question);
    request.path = QByteArray::fromPercentEncoding(path.toByteArray());
    if (question >= 0)
        request.query = QUrlQuery(QString::fromLatin1(rest.sliced(question + 1)));
    return {};
}

tl::expected<void, HttpError> parseRequestLine(HttpRequest &request, QByteArrayView line)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first <= 0 || last <= first)
        return refuse(400, "The request line is malformed.");
    const QByteArrayView method = line.first(first);
    const QByteArrayView version = line.sliced(last + 1);
    if (!isToken(method) || !version.startsWith("HTTP/") || version.size() != 8)
        return refuse(400, "The request line is malformed.");
    if (version != QByteArrayView("HTTP/1.1") && version != QByteArrayView("HTTP/1.0"))
        return refuse(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
    request.method = method.toByteArray();
    request.isHttp10 = version.endsWith('0');
    return parseTarget(request, line.sliced(first + 1, last - first - 1));
}

tl::expected<void, HttpError> parseHeaders(HttpRequest &request, QByteArrayView lines, int maxCount)
{
    while (!lines.isEmpty()) {
        const qsizetype end = lines.indexOf("\r\n");
        const QByteArrayView line = end < 0 ? lines : lines.first(end);
        lines = end < 0 ? QByteArrayView() : lines.sliced(end + 2);
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || !isToken(line.first(colon)))
            return refuse(400, "A header line is malformed.");
        const QByteArrayView value = line.sliced(colon + 1).trimmed();
        if (hasControls(value))
            return refuse(400, "A header holds control characters.");
        if (request.headers.size() >= maxCount)
            return refuse(431, "There are too many headers.");
        request.headers.append({line.first(colon).toByteArray().toLower(), value.toByteArray()});
    }
    return {};
}

tl::expected<void, HttpError> readLength(HttpRequest &request)
{
    for (const HttpHeader &header : std::as_const(request.headers)) {
        if (header.name == "content-length") {
            const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
            const QByteArray &digits = header.value;
            if (digits.isEmpty() || digits.size() > 18 || !std::all_of(digits.begin(), digits.end(), isDigit))
                return refuse(400, "Content-Length is not a number.");
            const qint64 length = digits.toLongLong();
            if (request.contentLength && *request.contentLength != length)
                return refuse(400, "There are two different Content-Length headers.");
            request.contentLength = length;
        } else if (header.name == "transfer-encoding") {
            if (header.value.compare("chunked", Qt::CaseInsensitive) != 0 || request.chunked)
                return refuse(501, "The only transfer coding known here is chunked.");
            request.chunked = true;
        }
    }
    // A front server could read such a request differently than we do (request smuggling).
    if (request.chunked && (request.contentLength || request.isHttp10))
        return refuse(400, "The length of the body is ambiguous.");
    return {};
}

tl::expected<void, HttpError> interpretHeaders(HttpRequest &request, const HttpLimits &limits)
{
    if (auto read = readLength(request); !read)
        return read;
    if (request.contentLength.value_or(0) > limits.bodyBytes)
        return refuse(413, "The request body is too large.");
    const auto hosts = std::count_if(request.headers.cbegin(), request.headers.cend(),
                                     [](const HttpHeader &header) { return header.name == "host"; });
    if (hosts > 1 || (hosts == 0 && !request.isHttp10))
        return refuse(400, "There must be exactly one Host header.");
    if (const QByteArray expectation = request.header("expect"); !expectation.isEmpty()) {
        if (expectation.compare("100-continue", Qt::CaseInsensitive) != 0)
            return refuse(417, "The only expectation known here is 100-continue.");
        request.expectsContinue = !request.isHttp10;
    }
    request.keepAlive = request.isHttp10 ? request.headerHasToken("connection", "keep-alive")
                                         : !request.headerHasToken("connection", "close");
    return {};
}

} // namespace

QByteArray HttpRequest::header(QByteArrayView name) const
{
    for (const HttpHeader &candidate : headers) {
        if (candidate.name == name)
            return candidate.value;
    }
    return {};
}

bool HttpRequest::headerHasToken(QByteArrayView name, QByteArrayView token) const
{
    for (const HttpHeader &candidate : headers) {
        if (candidate.name != name)
            continue;
        const QList<QByteArray> parts = candidate.value.split(',');
        for (const QByteArray &part : parts) {
            if (part.trimmed().compare(token, Qt::CaseInsensitive) == 0)
                return true;
        }
    }
    return false;
}

bool HttpRequest::isWebSocketUpgrade() const
{
    return headerHasToken("connection", "upgrade") && headerHasToken("upgrade", "websocket");
}

bool HttpRequest::isSameOrigin() const
{
    // Browsers send no Origin with a plain GET of another site's page, such as that of an image, but tell where it
    // comes from.
    const QByteArray site = header("sec-fetch-site").toLower();
    if (site == "cross-site" || site == "same-site")
        return false;
    const QByteArray origin = header("origin");
    if (origin.isEmpty())
        return true;
    const QUrl from(QString::fromLatin1(origin), QUrl::StrictMode);
    const QUrl own(QStringLiteral("http://") + QString::fromLatin1(header("host")), QUrl::StrictMode);
    return from.isValid() && own.isValid() && !from.host().isEmpty() && from.scheme() == own.scheme()
           && from.host() == own.host() && from.port(80) == own.port(80);
}

bool HttpRequest::isHostAllowed(const QHostAddress &bound) const
{
    const QByteArray host = header("host");
    if (host.isEmpty() || !bound.isLoopback())
        return true;
    const QUrl url(QStringLiteral("http://") + QString::fromLatin1(host), QUrl::StrictMode);
    if (!url.isValid() || !url.userInfo().isEmpty() || !url.path().isEmpty() || url.hasQuery() || url.hasFragment())
        return false;
    return url.host() == QLatin1String("localhost") || QHostAddress(url.host()).isLoopback();
}

HttpResponse HttpResponse::json(QByteArray body, int status)
{
    return {.status = status, .body = std::move(body), .headers = {}};
}

HttpResponse HttpResponse::error(int status, QByteArrayView message)
{
    QByteArray body("{\"status\":\"error\",\"message\":");
    protocol::appendJsonString(body, {message.data(), static_cast<std::size_t>(message.size())});
    body.append('}');
    return json(std::move(body), status);
}

HttpResponse HttpResponse::text(QByteArray body, int status)
{
    return {.status = status,
            .contentType = QByteArrayLiteral("text/plain; charset=UTF-8"),
            .body = std::move(body),
            .headers = {}};
}

tl::expected<qint64, HttpError> findRequestHead(QByteArrayView bytes, const HttpLimits &limits)
{
    const QByteArrayView window = bytes.first(std::min<qsizetype>(bytes.size(), limits.headBytes));
    const qsizetype end = window.indexOf("\r\n\r\n");
    const qsizetype bare = window.indexOf("\n\n");
    if (bare >= 0 && (end < 0 || bare < end))
        return refuse(400, "Lines must end in CR LF.");
    if (end >= 0)
        return end + 4;
    if (bytes.size() >= limits.headBytes)
        return refuse(431, "The request line and headers are too long.");
    return 0;
}

tl::expected<HttpRequest, HttpError> parseRequestHead(QByteArrayView head, const HttpLimits &limits)
{
    if (head.endsWith("\r\n\r\n"))
        head.chop(4);
    HttpRequest request;
    const qsizetype end = head.indexOf("\r\n");
    const QByteArrayView requestLine = end < 0 ? head : head.first(end);
    if (auto parsed = parseRequestLine(request, requestLine); !parsed)
        return tl::unexpected(parsed.error());
    if (end >= 0) {
        if (auto parsed = parseHeaders(request, head.sliced(end + 2), limits.headerCount); !parsed)
            return tl::unexpected(parsed.error());
    }
    if (auto interpreted = interpretHeaders(request, limits); !interpreted)
        return tl::unexpected(interpreted.error());
    return request;
}

QByteArray serializeResponse(const HttpResponse &response, bool keepAlive, bool withBody)
{
    QByteArray out;
    out.reserve(512 + (withBody ? response.body.size() : 0));
    out.append("HTTP/1.1 ")
        .append(QByteArray::number(response.status))
        .append(' ')
        .append(reasonPhrase(response.status));
    out.append("\r\nDate: ");
    out.append(QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'").toLatin1());
    out.append("\r\nContent-Type: ").append(response.contentType);
    out.append("\r\nContent-Length: ").append(QByteArray::number(response.body.size()));
    // Answers change from one moment to the next, and must never be taken for a page.
    out.append("\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: ");
    out.append(keepAlive ? "keep-alive" : "close");
    for (const HttpHeader &header : response.headers)
        out.append("\r\n").append(header.name).append(": ").append(header.value);
    out.append("\r\n\r\n");
    if (withBody)
        out.append(response.body);
    return out;
}

} // namespace topicscope::broker
