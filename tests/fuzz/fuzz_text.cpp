// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/http/httpmessage.h"
#include "check.h"
#include "dispatch/builtinhandlers.h"
#include "dispatch/topicpattern.h"
#include "net/access.h"
#include "net/serverurl.h"
#include "protocol/websocket.h"

#include <algorithm>
#include <vector>

using namespace topicscope;
using namespace topicscope::dispatch;
using namespace topicscope::fuzz;

namespace {

bool isSeparator(char c)
{
    return c == '/' || c == '.';
}

//! A second opinion about patterns: for each position of the glob, which beginnings of the topic it can have read.
bool matchesByTable(std::string_view glob, std::string_view topic)
{
    if (glob == "*")
        return true;
    const bool tail = glob.ends_with("**");
    if (tail)
        glob.remove_suffix(2);
    std::vector<bool> reached(topic.size() + 1, false);
    reached[0] = true;
    for (const char c : glob) {
        std::vector<bool> next(topic.size() + 1, false);
        for (std::size_t t = 0; t <= topic.size(); ++t) {
            if (c == '*')
                next[t] = reached[t] || (t > 0 && next[t - 1] && !isSeparator(topic[t - 1]));
            else
                next[t] = t > 0 && reached[t - 1] && topic[t - 1] == c;
        }
        reached = std::move(next);
    }
    if (!tail)
        return reached[topic.size()];
    for (std::size_t t = 0; t < topic.size(); ++t) {
        if (reached[t])
            return true;
    }
    return false;
}

//! Two patterns and a topic, a line each.
void tryPatterns(std::string_view text)
{
    const auto takeLine = [&text] {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        return line;
    };
    const QString firstText = base::textOf(takeLine());
    const QString secondText = base::textOf(takeLine());
    const std::string_view topic = text;
    const auto first = TopicPattern::parse(firstText);
    if (!first)
        return;
    require(first->text() == firstText.toStdString(), "a pattern keeps its text");
    require(first->matches(topic) == matchesByTable(first->text(), topic), "a pattern matches what it says");
    require(first->kind() != TopicPattern::Kind::Exact || first->matches(first->text()), "a topic matches itself");
    require(first->compareSpecificity(*first) == 0, "a pattern is as specific as itself");
    const auto second = TopicPattern::parse(secondText);
    if (second)
        require((first->compareSpecificity(*second) < 0) == (second->compareSpecificity(*first) > 0),
                "specificity is an order");
}

void tryDuration(std::string_view text)
{
    const auto duration = parseDuration(base::textOf(text));
    if (!duration)
        return;
    require(duration->count() >= 0 && *duration <= std::chrono::hours(1), "a duration is from 0 to 1 hour");
    const auto again = parseDuration(QString::number(duration->count()) + QStringLiteral("us"));
    require(again && *again == *duration, "a duration survives being written in microseconds");
}

void trySpec(std::string_view text)
{
    const QString written = base::textOf(text);
    const auto spec = parseHandlerSpec(written);
    if (!spec)
        return;
    require(TopicPattern::parse(spec->pattern).has_value(), "a handler has a pattern that can be used");
    require(written.startsWith(spec->pattern + QStringLiteral("=builtin:") + spec->name),
            "a handler is what was written");
    require(spec->factory != nullptr, "a handler can be made");
}

//! A topic of the input's choice, "=" and ";retry=" in it, too.
void tryTopic(std::string_view text)
{
    const QString topic = base::textOf(text);
    if (!TopicPattern::parse(topic) || topic.contains(QStringLiteral("=builtin:")))
        return;
    const auto counted = parseHandlerSpec(topic + QStringLiteral("=builtin:count"));
    require(counted && counted->pattern == topic && counted->name == QStringLiteral("count"),
            "a topic is what stands before its handler");
    const auto retried = parseHandlerSpec(topic + QStringLiteral("=builtin:require=a=b;retry=2"));
    require(retried && retried->pattern == topic && retried->retry.attempts == 2,
            "and so it is where the handler has more to say");
}

//! What a header file allows must arrive as it was meant: it is sent to a parser of our own.
void tryHeaders(std::string_view text)
{
    const auto headers = net::parseHeaders(base::bytesOf(text));
    if (!headers)
        return;
    const QByteArray request = protocol::websocket::encodeRequest("localhost", "/",
                                                                  "AAAAAAAAAAAAAAAAAAAAAA==", *headers);
    constexpr broker::HttpLimits limits{.headBytes = 1'000'000, .headerCount = 100'000};
    const auto parsed = broker::parseRequestHead(request, limits);
    require(parsed && parsed->isWebSocketUpgrade(), "headers of the user leave the request what it is");
    constexpr qsizetype ours = 5;
    require(parsed->headers.size() == headers->size() + ours, "each header of the user is one header of the request");
    for (qsizetype i = 0; i < headers->size(); ++i) {
        const broker::HttpHeader &arrived = parsed->headers.at(i + ours);
        require(arrived.name == headers->at(i).first.toLower() && arrived.value == headers->at(i).second,
                "a header arrives as it was written");
    }
}

base::Result<QUrl> parsedUrl(const QString &text)
{
    static const QStringList schemes{QStringLiteral("http"), QStringLiteral("https"), QStringLiteral("ws"),
                                     QStringLiteral("wss")};
    return net::parseServerUrl(text, schemes, QStringLiteral("http://127.0.0.1:5000"));
}

void tryUrl(std::string_view text)
{
    const auto url = parsedUrl(base::textOf(text));
    if (!url)
        return;
    const QString path = QStringLiteral("/socket.io/");
    const auto webSocket = net::webSocketUrl(*url, path);
    const auto polling = net::pollingUrl(*url, path);
    require(webSocket && polling, "a server's URL leads to both transports");
    require(webSocket->isValid() && polling->isValid(), "an address can be connected to");
    require(webSocket->scheme().startsWith(QLatin1String("ws")) && polling->scheme().startsWith(QLatin1String("http")),
            "transports have their schemes");
    require(webSocket->scheme().endsWith(QLatin1Char('s')) || !polling->scheme().endsWith(QLatin1Char('s')),
            "TLS for one is TLS for both");
    for (const QUrl &address : {*webSocket, *polling, net::routeUrl(*url, QStringLiteral("/publish"))})
        require(address.host() == url->host() && address.port() == url->port() && !address.hasFragment(),
                "all addresses are the server's");
    require(webSocket->path().endsWith(path) && webSocket->query().contains(QLatin1String("EIO=4&transport=websocket")),
            "the WebSocket speaks Engine.IO 4");
}

//! The secrets of a URL are shown nowhere, and are not lost.
void trySecrets(std::string_view text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    const QString secret = QStringLiteral("hunter2");
    const QString user = QString::fromLatin1(QUrl::toPercentEncoding(base::textOf(text.substr(0, end))));
    const QString rest = base::textOf(text.substr(std::min(end + 1, text.size())));
    const QString written = QStringLiteral("http://%1:%2@%3").arg(user, secret, rest);
    const auto url = parsedUrl(written);
    if (!url) {
        require(!url.error().text.contains(secret), "an error shows no password");
        return;
    }
    const QString elsewhere = url->host() + url->path();
    if (elsewhere.contains(secret) || rest.contains(QLatin1Char('@')))
        return;
    require(!net::readableUrl(*url).contains(secret) && !net::maskedUrl(*url).contains(secret),
            "a password is not shown");
    const QUrl readable(net::readableUrl(*url), QUrl::StrictMode);
    require(readable.userInfo().isEmpty() && !readable.hasQuery() && readable.host() == url->host()
                && readable.path() == url->path(),
            "what is read is the server's address alone");
    const auto edited = net::unmaskedUrl(QUrl(net::maskedUrl(*url), QUrl::StrictMode), *url);
    require(edited && *edited == url->adjusted(QUrl::RemoveFragment), "what is not edited is kept, hidden parts too");
    const auto stolen = net::unmaskedUrl(QUrl(QStringLiteral("http://***@evil.example:1/")), *url);
    require(!stolen || !stolen->toString().contains(secret), "another server does not get the password");
    for (const QUrl &address :
         {*net::webSocketUrl(*url, QStringLiteral("a")), *net::pollingUrl(*url, QStringLiteral("a")),
          net::routeUrl(*url, QStringLiteral("publish"))}) {
        require(address.query(QUrl::FullyEncoded).startsWith(url->query(QUrl::FullyEncoded)),
                "each request has the query");
        require(address.userInfo() == url->userInfo(), "and the user");
    }
    const auto access = net::accessFor({.url = *url, .proxy = {.mode = net::ProxySettings::Mode::None}});
    require(access.has_value(), "a URL with a user gives access");
    const QByteArray login = url->userName(QUrl::FullyDecoded).toUtf8() + ":hunter2";
    require(access->headers.size() == 1 && access->headers[0].second == "Basic " + login.toBase64(),
            "user and password are sent as the header that servers read");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Input input(data, size, 7);
    switch (input.choice) {
    case 0:
        tryPatterns(input.text);
        break;
    case 1:
        tryDuration(input.text);
        break;
    case 2:
        trySpec(input.text);
        break;
    case 3:
        tryHeaders(input.text);
        break;
    case 4:
        tryUrl(input.text);
        break;
    case 5:
        tryTopic(input.text);
        break;
    default:
        trySecrets(input.text);
    }
    return 0;
}
