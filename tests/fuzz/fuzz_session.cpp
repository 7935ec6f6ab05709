// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "check.h"
#include "messagereference.h"
#include "net/serverwords.h"
#include "systems/socketio/socketiosession.h"

#include <QHash>
#include <QList>

#include <algorithm>

using namespace topicscope;
using namespace topicscope::fuzz;
using namespace std::chrono_literals;
using base::bytesOf;
using base::viewOf;

namespace {

//! A sentence that holds words of the server: bounded, on one line, nothing of it cut in two.
void checkSentence(const QString &text)
{
    require(!text.isEmpty() && text.size() <= net::serverWordsMax + 300,
            "an error says what happened, and no more of the server's words than can be read");
    require(!text.contains(QLatin1Char('\n')) && !text.contains(QLatin1Char('\r')), "an error is one line");
}

//! What the session yields, as the last frame made it.
class Listener : public systems::SocketIoSession::Listener
{
public:
    void sendText(const QByteArray &packet) override { sent.append(packet); }
    void sessionOpened() override { ++opened; }
    void messageArrived(std::string_view json) override { messages.append(bytesOf(json)); }
    void binaryMessageArrived(std::string_view json, QList<QByteArray> attachments) override
    {
        require(!attachments.isEmpty(), "a message that comes as a binary event has attachments");
        binaries.append(bytesOf(json));
    }
    void otherEventArrived() override { ++others; }
    void protocolErrorOccurred(const base::Error &error) override
    {
        checkSentence(error.text);
        problems.append(error);
    }
    void sessionEnded(const base::Error &error) override
    {
        checkSentence(error.text);
        ends.append(error);
    }
    void clear() { *this = Listener(); }

    QList<QByteArray> sent;
    QList<QByteArray> messages;
    QList<QByteArray> binaries;
    int opened = 0;
    int others = 0;
    QList<base::Error> problems;
    QList<base::Error> ends;
};

//! What is expected of an event, from its JSON array and the id that asks for an acknowledgement.
void checkEvent(const Listener &yield, std::string_view json, std::string_view ackId)
{
    const auto root = reference::read(json);
    if (!root || !json.starts_with('['))
        return; // it is no packet, or who reads the message finds it broken
    const bool hasName = !root->items.empty() && root->items[0].value.starts_with('"');
    require(yield.sent.size() == (hasName && !ackId.empty() ? 1 : 0),
            "an event that asks for an acknowledgement gets one");
    require(yield.sent.isEmpty() || yield.sent[0] == "43" + QByteArray::number(bytesOf(ackId).toULongLong()) + "[]",
            "and it is that event's");
    const auto problems = std::count_if(yield.problems.begin(), yield.problems.end(), [](const base::Error &error) {
        // which was about the one before, whose attachments did not come
        return error.code != base::ErrorCode::UnexpectedPacket;
    });
    require(yield.messages.size() + yield.others + problems == 1, "an event is told once");
    const std::string_view name = hasName ? root->items[0].value : std::string_view();
    require(yield.messages.isEmpty() == (name != "\"message\""), "a message arrives");
    require(yield.messages.isEmpty() || viewOf(yield.messages[0]) == json, "and it arrives whole");
    if (name != "\"subscribed\"")
        return;
    const auto answer = root->items.size() > 1 ? reference::read(root->items[1].value) : std::nullopt;
    const bool isObject = answer && answer->kind == '{';
    if (root->depth > 500)
        return;
    const std::string_view raw = isObject ? reference::lastValue(*answer, "status") : std::string_view();
    const std::string status = raw.starts_with('"') ? reference::unescaped(raw) : std::string();
    const bool hasError = isObject && !reference::lastValue(*answer, "error").empty();
    const bool refused = status != "ok" && (!status.empty() || hasError);
    require(problems == (refused ? 1 : 0), "a subscription that the server refuses is told, and no other");
}

//! Whether \a frame ends an open session: a farewell of Engine.IO, or one for the namespace "/".
bool isFarewell(std::string_view frame)
{
    if (!frame.starts_with("41"))
        return frame.starts_with('1');
    frame.remove_prefix(2);
    const std::size_t comma = std::min(frame.find(','), frame.size());
    if (!frame.starts_with('/'))
        return true;
    const std::string_view nsp = frame.substr(0, std::min(comma, frame.find('?')));
    return nsp == "/" && !frame.substr(std::min(comma + 1, frame.size())).starts_with('/'); // which is no data
}

//! One frame for an open session.
void checkFrame(const Listener &yield, std::string_view frame)
{
    if (frame.starts_with('2'))
        require(yield.sent == QList<QByteArray>{'3' + bytesOf(frame.substr(1))}, "a ping is answered with its data");
    if (!frame.starts_with("42") || frame.substr(2).starts_with('/'))
        return;
    const std::size_t begin = std::min(frame.find_first_not_of("0123456789", 2), frame.size());
    if (begin - 2 <= 15)
        checkEvent(yield, frame.substr(begin), frame.substr(2, begin - 2));
}

//! A handshake of the input's choice, then frames, a line each; "b" begins a binary one.
void trySession(std::string_view text)
{
    Listener listener;
    systems::SocketIoSession session({}, listener);
    base::SteadyTime now{1000s};
    session.start(now);
    session.carrierOpened(now);
    bool ended = false;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view frame = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const bool wasOpen = session.isOpen();
        listener.clear();
        now += 1ms;
        if (frame.starts_with('b'))
            session.receiveBinary(bytesOf(frame.substr(1)), now);
        else
            session.receiveText(frame, now);
        require(!ended
                    || (listener.sent.isEmpty() && listener.messages.isEmpty() && listener.binaries.isEmpty()
                        && listener.opened + listener.others == 0 && listener.problems.isEmpty()
                        && listener.ends.isEmpty()),
                "nothing comes after the end");
        require(listener.ends.size() <= 1, "a session ends once");
        ended = ended || !listener.ends.isEmpty();
        require(session.deadline().has_value() != ended, "a session waits for something until it ends");
        require(!session.deadline() || (*session.deadline() > now && *session.deadline() <= now + 48h),
                "and a timer can wait for it");
        if (wasOpen)
            require(ended == isFarewell(frame), "an open session ends with a farewell, whatever is said with it");
        if (wasOpen && !ended)
            checkFrame(listener, frame);
        require(wasOpen || listener.messages.isEmpty() || !session.isOpen(), "no message before the namespace is open");
    }
    listener.clear();
    session.checkDeadline(now + 49h);
    require(listener.ends.size() == (ended ? 0 : 1), "a server that is silent for long is given up");
}

//! The words of a server, as a farewell, a refusal and a subscription's answer bring them.
void tryWords(std::string_view text)
{
    if (!reference::isUtf8(text) || text.find('\n') != std::string_view::npos)
        return;
    Listener listener;
    systems::SocketIoSession session({}, listener);
    const base::SteadyTime now{1000s};
    session.start(now);
    session.carrierOpened(now);
    session.receiveText(R"(0{"sid":"a"})", now);
    session.receiveText("44" + std::string(text), now);
    if (text.starts_with('/'))
        return;
    require(listener.ends.size() == 1 && listener.ends[0].code == base::ErrorCode::NamespaceRefused,
            "a refusal is one, whatever is said with it");
    const QString said = listener.ends[0].text;
    require(!said.contains(QChar(QChar::ReplacementCharacter)) || text.find("\xef\xbf\xbd") != std::string_view::npos
                || text.find('\\') != std::string_view::npos,
            "words are not cut within a character");
    const bool pairs = std::all_of(said.begin(), said.end(), [&said](const QChar &c) {
        const qsizetype at = &c - said.begin();
        return !c.isHighSurrogate() || (at + 1 < said.size() && said[at + 1].isLowSurrogate());
    });
    require(pairs || text.find('\\') != std::string_view::npos, "words are not cut within a pair");
    const auto root = reference::read(text);
    const auto message = root && root->kind == '{' ? reference::textOrNothing(reference::lastValue(*root, "message"))
                                                   : std::nullopt;
    if (message && message->size() <= 100 && root->depth < 100 && reference::isUtf8(*message))
        require(said.contains(base::textOf(*message).simplified()), "the server's words are shown");
}

//! An answer to a publication: three digits of status, then the body.
void tryAnswer(std::string_view text)
{
    const QString what = QStringLiteral("POST /publish");
    const int status = bytesOf(text.substr(0, 3)).toInt();
    const QByteArray body = bytesOf(text.substr(std::min<std::size_t>(3, text.size())));
    const auto outcome = net::checkStatus(status, body, what).and_then([&] {
        return net::checkContract(body, what, true);
    });
    const auto root = reference::read(viewOf(body));
    const std::string_view raw = root && root->kind == '{' && root->depth < 500 ? reference::lastValue(*root, "status")
                                                                                : std::string_view();
    const bool isOk = raw.starts_with('"') && reference::unescaped(raw) == "ok";
    require(outcome.has_value() == (status / 100 == 2 && isOk),
            "a publication is done when the server says so, and only then");
    if (outcome)
        return;
    const QString said = outcome.error().text;
    require(said.startsWith(what) || outcome.error().code == base::ErrorCode::NotSupported,
            "an error says what failed");
    require(said.size() <= 2 * net::serverWordsMax + 300 && !said.contains(QLatin1Char('\n')),
            "an error is a sentence");
    const auto message = root && root->kind == '{' && root->depth < 500
                             ? reference::textOrNothing(reference::lastValue(*root, "message"))
                             : std::nullopt;
    if (outcome.error().code == base::ErrorCode::ServerError && message && message->size() <= 100
        && reference::isUtf8(*message) && (status / 100 != 2 || raw.size() > 2))
        require(said.contains(base::textOf(*message).simplified()) || !raw.starts_with('"'),
                "the server's words are shown");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Input input(data, size, 3);
    switch (input.choice) {
    case 0:
        trySession(input.text);
        break;
    case 1:
        tryWords(input.text);
        break;
    default:
        tryAnswer(input.text);
    }
    return 0;
}
