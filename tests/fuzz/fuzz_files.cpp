// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/messagefile.h"
#include "check.h"
#include "messagereference.h"
#include "protocol/jsontext.h"

#include <QDateTime>
#include <QIODevice>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include <sys/mman.h>
#include <unistd.h>

using namespace topicscope;
using namespace topicscope::capture;
using namespace topicscope::fuzz;
using base::viewOf;

namespace {

constexpr std::string_view mark = "\xef\xbb\xbf";

//! A file that is read in pieces of \a step bytes.
class Pieces : public QIODevice
{
public:
    Pieces(std::string_view text, std::size_t step) : m_text(text), m_step(step)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        const std::string_view piece = m_text.substr(0, std::min(m_step, static_cast<std::size_t>(size)));
        std::memcpy(data, piece.data(), piece.size());
        m_text.remove_prefix(piece.size());
        return static_cast<qint64>(piece.size());
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    std::string_view m_text;
    std::size_t m_step;
};

bool isNumber(std::string_view raw)
{
    return raw.starts_with('-') || (raw.front() >= '0' && raw.front() <= '9');
}

//! Unix time that \a raw, a number, tells: the unit by size. Nothing for what is no such time.
std::optional<long double> microsecondsOf(std::string_view raw)
{
    const long double number = std::strtold(std::string(raw).c_str(), nullptr);
    if (!(number >= 0) || number >= 9.2e18L)
        return std::nullopt;
    return number < 1e11L ? number * 1e6L : number < 1e14L ? number * 1e3L : number < 1e17L ? number : number / 1e3L;
}

bool isAbout(const base::Message &message, long double microseconds)
{
    const auto is = static_cast<long double>(
        std::chrono::duration_cast<std::chrono::microseconds>(message.receivedWallTime().time_since_epoch()).count());
    return std::abs(is - microseconds) <= 1.0L + microseconds * 4e-16L; // a double holds 53 bits
}

void checkMessage(const base::Message &message, const std::optional<reference::Message> &expected)
{
    require(message.error().text.isEmpty() == expected.has_value(),
            "what is no message is told as malformed, and nothing else is");
    if (!expected)
        return;
    require(message.topic() == expected->topic && message.id() == expected->id
                && message.producer() == expected->producer,
            "names are as the file has them");
    require(message.payload() == expected->payload, "the payload is the text that the file has");
}

//! Puts the payload that \a line tells in another encoding, if it does, to \a message, which \a kept keeps.
void takeEncoded(const reference::Root &line, std::optional<reference::Message> &message, std::string &kept)
{
    const auto encoding = reference::textOrNothing(reference::lastValue(line, "encoding"));
    const auto named = base::encodingNamed(encoding.value_or(std::string()));
    if (!message || !named || *named == base::Encoding::Json)
        return;
    const bool isText = *named == base::Encoding::Text;
    const std::string_view raw = isText ? message->payload : reference::lastValue(line, "bytes");
    if (!raw.starts_with('"'))
        return; // another program's
    kept = reference::unescaped(raw);
    if (!isText) {
        const auto bytes = QByteArray::fromBase64Encoding(QByteArray::fromStdString(kept),
                                                          QByteArray::AbortOnBase64DecodingErrors);
        if (!bytes) {
            message.reset();
            return;
        }
        kept = (*bytes).toStdString();
    }
    message->payload = kept;
}

//! The time that a line tells, where numbers tell it; nothing where it tells none. Sets \a unknown where a text has to
//! be read for it.
std::optional<long double> timeOf(const reference::Root &line, bool &unreadable, bool &unknown)
{
    std::optional<long double> time;
    for (const std::string_view field : {"received_at", "received", "timestamp", "time", "failed_at"}) {
        for (const reference::Item &item : line.items) {
            if (item.key != field || time)
                continue;
            unknown = unknown || item.value.starts_with('"');
            time = isNumber(item.value) ? microsecondsOf(item.value) : std::nullopt;
            unreadable = unreadable || !time;
        }
    }
    return time;
}

void tryLines(Input input)
{
    const std::size_t step = input.takeByte() % 64U + 1U;
    const auto reader = MessageFileReader::readLines(std::make_unique<Pieces>(input.text, step));
    std::string_view text = input.text;
    quint64 messages = 0;
    std::optional<base::WallTime> before;
    for (quint64 number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (number == 1 && line.starts_with(mark))
            line.remove_prefix(mark.size());
        const std::size_t begin = line.find_first_not_of(" \t\r");
        if (begin == std::string_view::npos)
            continue;
        const quint64 unreadableBefore = reader->unreadableTimes();
        const auto message = reader->next();
        if (messages == 0 && line[begin] == '[') {
            require(!message && message.error().code == base::ErrorCode::WrongType,
                    "an array is refused, with a reason");
            return;
        }
        require(message && *message, "each line that is not empty is a message, or a malformed one");
        require((*message)->sequence().value == ++messages, "messages are numbered");
        const auto root = reference::read(line);
        const bool isObject = root && root->kind == '{' && root->depth <= protocol::maxJsonDepth;
        auto expected = isObject ? reference::messageOf(*root) : std::nullopt;
        std::string kept;
        if (expected)
            takeEncoded(*root, expected, kept);
        checkMessage(**message, expected);
        require((*message)->attachments().size() <= line.size() && (*message)->attributes().size() <= line.size(),
                "there is no more beside a payload than the line has bytes");
        if (!(*message)->error().text.isEmpty())
            require((*message)->error().text.startsWith(QStringLiteral("Line %1: ").arg(number)),
                    "a malformed line is named");
        bool unreadable = false;
        bool unknown = line.find('\\') != std::string_view::npos;
        const auto time = isObject && reference::messageOf(*root) ? timeOf(*root, unreadable, unknown) : std::nullopt;
        if (!unknown) {
            require(!time || isAbout(**message, *time), "a time is read in the unit that its size tells");
            require(time || !before || (*message)->receivedWallTime() == *before,
                    "a line without a time has that of the line before");
            require(reader->unreadableTimes() - unreadableBefore == (unreadable && !time ? 1 : 0),
                    "a time that cannot be read is counted");
        }
        before = (*message)->receivedWallTime();
    }
    const auto end = reader->next();
    require(end && !*end, "the file ends with its last line");
}

//! One moment written in each way that is known.
void tryTimes(Input input)
{
    quint64 number = 0;
    for (int i = 0; i < 8; ++i)
        number = number << 8 | input.takeByte();
    constexpr qint64 first = 100'000'000'000'000; // microseconds: March 1973, where all units can be told apart
    constexpr qint64 last = 9'199'999'999'999'999; // nanoseconds that fit, in microseconds
    const qint64 milliseconds = (first + static_cast<qint64>(number % static_cast<quint64>(last - first))) / 1000;
    const QByteArray ms = QByteArray::number(milliseconds);
    const QByteArray seconds = QByteArray::number(milliseconds / 1000) + '.'
                               + QByteArray::number(milliseconds % 1000).rightJustified(3, '0');
    const QByteArray iso =
        '"' + QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1() + '"';
    QByteArray lines;
    for (const QByteArray &time : {ms, seconds, ms + "000", ms + "000000", iso})
        lines += R"({"topic":"t","message":1,"timestamp":)" + time + "}\n";
    const auto reader = MessageFileReader::readLines(std::make_unique<Pieces>(viewOf(lines), 4096));
    for (int i = 0; i < 5; ++i) {
        const auto message = reader->next();
        require(message && *message && isAbout(**message, static_cast<long double>(milliseconds) * 1e3L),
                "s, ms, us, ns and ISO 8601 tell the same moment");
    }
    require(reader->unreadableTimes() == 0, "each of them can be read");
}

std::optional<reference::Message> messageOfEvent(const reference::Root &event)
{
    const auto topic = reference::textOrNothing(reference::lastValue(event, "event_name"));
    const auto producer = reference::textOrNothing(reference::lastValue(event, "source"));
    const std::string_view payload = reference::lastValue(event, "event_data");
    if (!topic || topic->empty() || !producer || payload.empty())
        return std::nullopt;
    return reference::Message{.topic = *topic, .id = {}, .producer = *producer, .payload = payload};
}

//! The time of \a event, after the \a start of its recording; nothing where it is told in another way than by numbers.
std::optional<long double> timeOfEvent(const reference::Root &event, std::string_view start)
{
    const std::string_view raw = reference::lastValue(event, "timestamp_offset_ms");
    if (raw.empty() || !isNumber(raw) || start.empty() || !isNumber(start) || !microsecondsOf(start))
        return std::nullopt;
    const long double offset = std::strtold(std::string(raw).c_str(), nullptr);
    const long double time = *microsecondsOf(start) + offset * 1e3L;
    return offset <= 1e13L && time >= 0 ? std::optional(time) : std::nullopt;
}

void checkRecording(MessageFileReader &reader, const reference::Root &recording)
{
    const std::string_view start = reference::lastValue(recording, "start_time");
    const auto events = reference::read(reference::lastValue(recording, "events"));
    for (const reference::Item &item : events ? events->items : std::vector<reference::Item>()) {
        const auto message = reader.next();
        require(message && *message, "each event is a message, or a malformed one");
        const auto event = reference::read(item.value);
        checkMessage(**message, event && event->kind == '{' ? messageOfEvent(*event) : std::nullopt);
        const auto time = event && event->kind == '{' ? timeOfEvent(*event, start) : std::nullopt;
        require(!time || isAbout(**message, *time), "an event is as long after the start as it says");
    }
    const auto end = reader.next();
    require(end && !*end, "a recording ends with its last event");
}

//! Whether the first key that one of the two formats has is one of a recording.
bool beginsRecording(const reference::Root &object)
{
    constexpr std::array<std::string_view, 8> keys{"events", "session_name", "duration_ms", "total_events",
                                                   "topic",  "message",      "message_id",  "producer"};
    for (const reference::Item &item : object.items) {
        if (const auto key = std::find(keys.begin(), keys.end(), item.key); key != keys.end())
            return key - keys.begin() < 4;
    }
    return false;
}

//! A file as a whole: a recording, or lines.
void tryFile(std::string_view text)
{
    static const int file = memfd_create("fuzz", MFD_CLOEXEC);
    require(ftruncate(file, 0) == 0 && pwrite(file, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()),
            "a file can be written");
    const auto reader = MessageFileReader::open(QStringLiteral("/proc/self/fd/%1").arg(file));
    if (text.starts_with(mark))
        text.remove_prefix(mark.size());
    const auto root = reference::read(text);
    const bool known = root && root->kind == '{' && root->depth < protocol::maxJsonDepth - 2
                       && text.find('\\') == std::string_view::npos;
    const bool isRecording = known && beginsRecording(*root);
    if (!isRecording) {
        while (reader && *reader) {
            const auto message = (*reader)->next();
            if (!message || !*message)
                break;
        }
        return;
    }
    const auto count = std::count_if(root->items.begin(), root->items.end(),
                                     [](const reference::Item &item) { return item.key == "events"; });
    const bool isArray = reference::lastValue(*root, "events").starts_with('[');
    require(reader.has_value() || count > 1 || (count == 1 && !isArray), "a recording is read");
    require(!reader.has_value() || count != 1 || isArray, "events are an array");
    if (reader)
        checkRecording(**reader, *root);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Input input(data, size, 3);
    switch (input.choice) {
    case 0:
        tryLines(input);
        break;
    case 1:
        tryTimes(input);
        break;
    default:
        tryFile(input.text);
    }
    return 0;
}
