// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/http/chunkeddecoder.h"
#include "broker/http/httpmessage.h"
#include "check.h"

#include <algorithm>

using namespace topicscope;
using namespace topicscope::broker;
using namespace topicscope::fuzz;
using base::viewOf;

namespace {

constexpr HttpLimits limits{.headBytes = 2048, .headerCount = 20, .bodyBytes = 1000};

QByteArrayView bytesIn(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

bool isErrorStatus(const HttpError &error)
{
    return error.status >= 400 && error.status < 600 && !error.text.isEmpty();
}

//! The request as it was understood, written anew.
QByteArray rewritten(const HttpRequest &request)
{
    QByteArray out = request.method + " / HTTP/1." + (request.isHttp10 ? '0' : '1') + "\r\n";
    for (const HttpHeader &header : request.headers)
        out += header.name + ": " + header.value + "\r\n";
    return out + "\r\n";
}

void checkRequest(const HttpRequest &request)
{
    require(request.headers.size() <= limits.headerCount, "a request has a bounded number of headers");
    require(request.contentLength.value_or(0) >= 0 && request.contentLength.value_or(0) <= limits.bodyBytes,
            "an announced body is within its bound");
    require(!(request.chunked && request.contentLength), "a body has one length");
    require(request.path.startsWith('/') || request.path == "*", "a path begins with a slash");
    for (const HttpHeader &header : request.headers) {
        require(header.name == header.name.toLower() && !header.name.isEmpty(), "names of headers are in lower case");
        require(header.value == header.value.trimmed(), "values of headers have no space around them");
        require(std::none_of(header.value.begin(), header.value.end(),
                             [](char c) { return c == '\r' || c == '\n' || c == '\0'; }),
                "headers hold one line");
    }
    static_cast<void>(request.isWebSocketUpgrade());
    const QByteArray site = request.header("sec-fetch-site").toLower();
    const bool isForeign = site == "cross-site" || site == "same-site";
    require(!isForeign || !request.isSameOrigin(),
            "what another site's page asks for is known by what the browser says");
    require(isForeign || !request.header("origin").isEmpty() || request.isSameOrigin(), "what no browser sent is ours");
    require(request.isHostAllowed(QHostAddress(QHostAddress::Any)), "a server for everybody may have any name");
    static_cast<void>(request.isHostAllowed(QHostAddress(QHostAddress::LocalHost)));

    const QByteArray again = rewritten(request);
    const auto parsed = parseRequestHead(again, limits);
    require(parsed.has_value(), "a request that was understood can be written anew");
    require(parsed->method == request.method && parsed->contentLength == request.contentLength
                && parsed->chunked == request.chunked && parsed->keepAlive == request.keepAlive
                && parsed->expectsContinue == request.expectsContinue
                && parsed->headers.size() == request.headers.size(),
            "and means the same");
}

void tryRequest(std::string_view text)
{
    const auto length = findRequestHead(bytesIn(text), limits);
    if (!length) {
        require(isErrorStatus(length.error()), "a refusal has a status and a reason");
        return;
    }
    require(*length >= 0 && *length <= static_cast<qint64>(text.size()) && *length <= limits.headBytes,
            "a head is within what came and within its bound");
    if (*length == 0) {
        require(text.find("\r\n\r\n") == std::string_view::npos, "a head that has its empty line is found");
        return;
    }
    const std::string_view head = text.substr(0, static_cast<std::size_t>(*length));
    require(head.ends_with("\r\n\r\n") && findRequestHead(bytesIn(head), limits).value_or(-1) == *length,
            "a head ends with its empty line, whatever follows");
    if (const auto request = parseRequestHead(bytesIn(head), limits))
        checkRequest(*request);
    else
        require(isErrorStatus(request.error()), "a refusal has a status and a reason");
}

struct Outcome {
    int error = 0;
    bool done = false;
    qint64 used = 0;
    QByteArray body;

    friend bool operator==(const Outcome &, const Outcome &) = default;
};

//! Feeds \a text in pieces of \a step bytes.
Outcome decode(std::string_view text, std::size_t step)
{
    ChunkedDecoder decoder(limits.bodyBytes);
    Outcome outcome;
    while (!text.empty() && !decoder.isDone()) {
        const std::string_view piece = text.substr(0, step);
        const auto used = decoder.feed(bytesIn(piece));
        if (!used) {
            require(isErrorStatus(used.error()), "a refusal has a status and a reason");
            return {.error = used.error().status};
        }
        require(*used == static_cast<qint64>(piece.size()) || decoder.isDone(),
                "all is taken until the body is complete");
        outcome.used += *used;
        text.remove_prefix(piece.size());
    }
    outcome.done = decoder.isDone();
    outcome.body = decoder.takeBody();
    require(outcome.body.size() <= limits.bodyBytes, "a body is within its bound");
    return outcome;
}

void tryChunks(Input input)
{
    const std::size_t step = input.takeByte() % 16U + 1U;
    const Outcome whole = decode(input.text, std::max<std::size_t>(input.text.size(), 1));
    require(whole == decode(input.text, step), "where the network cuts a chunked body does not matter");
}

//! A body of the input's choice, in chunks of its choice, with something behind it.
void tryEncodedChunks(Input input)
{
    const std::string_view body = input.text.substr(0, static_cast<std::size_t>(limits.bodyBytes));
    QByteArray encoded;
    for (std::string_view rest = body; !rest.empty();) {
        const std::size_t size = std::min<std::size_t>(rest.size(),
                                                       static_cast<unsigned char>(rest.front()) % 40U + 1U);
        encoded += QByteArray::number(static_cast<qulonglong>(size), 16) + (size % 2 == 0 ? ";extension=1" : "")
                   + "\r\n" + base::bytesOf(rest.substr(0, size)) + "\r\n";
        rest.remove_prefix(size);
    }
    encoded += "0\r\n";
    const qint64 size = encoded.size() + 2;
    const Outcome outcome = decode(viewOf(encoded + "\r\nGET /next"), static_cast<std::size_t>(encoded.size()) + 100);
    require(outcome == Outcome{.error = 0, .done = true, .used = size, .body = base::bytesOf(body)},
            "a chunked body comes out as it went in");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Input input(data, size, 3);
    switch (input.choice) {
    case 0:
        tryRequest(input.text);
        break;
    case 1:
        tryChunks(input);
        break;
    default:
        tryEncodedChunks(input);
    }
    return 0;
}
