// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loadserver/loadserver.h"

#include "loadserver/websocket.h"

#include <QJsonDocument>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

namespace topicscope::bench {

using websocket::Opcode;
using websocket::ParseStatus;

namespace {

constexpr std::chrono::seconds pingInterval{25};
constexpr std::chrono::seconds connectLimit{30}; // a client has to come and subscribe by then
constexpr std::chrono::seconds lingerTime{10}; // after the result, for those who look at the client
constexpr std::size_t maxHttpHead = 16 * 1024;
constexpr std::string_view handshake =
    R"(0{"sid":"bench","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000})";

void printLine(const QJsonObject &object)
{
    std::puts(QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

bool watch(int epoll, int fd, int operation, std::uint32_t events)
{
    epoll_event event{};
    event.events = events;
    event.data.fd = fd;
    return ::epoll_ctl(epoll, operation, fd, &event) == 0;
}

} // namespace

LoadServer::LoadServer(const Options &options) : m_options(options), m_run(options), m_end(Clock::now() + connectLimit)
{
}

LoadServer::~LoadServer()
{
    m_connection.reset();
    for (const int fd : {m_listener, m_timer, m_epoll}) {
        if (fd >= 0)
            ::close(fd);
    }
}

bool LoadServer::listen()
{
    ::prctl(PR_SET_TIMERSLACK, 1); // paced messages leave when they are due, not 50 us later
    m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
    m_timer = ::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    const bool listening = m_epoll >= 0 && m_timer >= 0 && m_listener >= 0 && ::bind(m_listener, generic, size) == 0
                           && ::listen(m_listener, 8) == 0 && ::getsockname(m_listener, generic, &size) == 0
                           && watch(m_epoll, m_listener, EPOLL_CTL_ADD, EPOLLIN)
                           && watch(m_epoll, m_timer, EPOLL_CTL_ADD, EPOLLIN);
    if (!listening) {
        std::fprintf(stderr, "bench_loadserver: cannot listen: %s\n", std::strerror(errno));
        return false;
    }
    // A file or /dev/null cannot be watched, and never closes.
    watch(m_epoll, STDIN_FILENO, EPOLL_CTL_ADD, EPOLLIN);
    printLine({{QStringLiteral("url"), QStringLiteral("http://127.0.0.1:%1").arg(ntohs(address.sin_port))}});
    return true;
}

int LoadServer::run()
{
    if (!listen())
        return 1;
    std::array<epoll_event, 8> events;
    for (auto now = Clock::now(); m_standardInput && now < m_end; now = Clock::now()) {
        arm(now);
        const int count = ::epoll_wait(m_epoll, events.data(), int(events.size()), -1);
        now = Clock::now();
        for (int i = 0; i < count; ++i) {
            const int fd = events[std::size_t(i)].data.fd;
            const std::uint32_t what = events[std::size_t(i)].events;
            if (fd == m_listener) {
                accept();
            } else if (fd == STDIN_FILENO) {
                char byte = 0;
                m_standardInput = ::read(STDIN_FILENO, &byte, 1) > 0;
            } else if (fd == m_timer) {
                std::uint64_t expirations = 0;
                [[maybe_unused]] const ssize_t size = ::read(m_timer, &expirations, sizeof expirations);
            } else if (m_connection && fd == m_connection->fd()) {
                if ((what & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0)
                    readable(now);
                if (m_connection && (what & EPOLLOUT) != 0)
                    writable(now);
            }
        }
        m_run.advance(now);
        report();
        // Paced messages are due at a time, not when the socket has room: it nearly always has.
        if (m_connection && !m_wantsWrite && hasOutput(now))
            writable(now);
    }
    return 0;
}

void LoadServer::accept()
{
    const int fd = ::accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0)
        return;
    if (m_connection || m_run.phase() == LoadRun::Phase::Done) {
        ::close(fd);
        return;
    }
    m_connection = std::make_unique<Connection>(fd);
    m_stage = m_options.mode == Mode::Raw ? Stage::Raw : Stage::Http;
    m_wantsWrite = false;
    m_broken = false;
    m_control.clear();
    m_going = {};
    watch(m_epoll, fd, EPOLL_CTL_ADD, EPOLLIN);
    m_nextPing = Clock::now() + pingInterval;
    if (m_stage == Stage::Raw)
        m_run.subscribed(Clock::now());
}

void LoadServer::dropConnection(const QString &why, Clock::time_point now)
{
    m_connection.reset();
    if (m_run.phase() != LoadRun::Phase::Waiting)
        m_run.fail(why, now);
}

void LoadServer::readable(Clock::time_point now)
{
    if (!m_connection->receive()) {
        dropConnection(QStringLiteral("the client closed the connection"), now);
        return;
    }
    if (m_stage == Stage::Http)
        receiveHttp();
    if (m_stage == Stage::Raw)
        receiveRaw(now);
    else if (m_stage == Stage::WebSocket)
        receiveFrames(now);
    if (m_broken)
        dropConnection(QStringLiteral("the client sent what is no valid frame or request"), now);
}

void LoadServer::receiveHttp()
{
    const auto bytes = m_connection->received();
    const std::string_view text(bytes.data(), bytes.size());
    const std::size_t end = text.find("\r\n\r\n");
    if (end == std::string_view::npos) {
        m_broken = text.size() > maxHttpHead;
        return;
    }
    const std::string_view key = websocket::headerValue(text.substr(0, end), "Sec-WebSocket-Key");
    m_broken = key.empty() || !text.starts_with("GET ");
    if (m_broken) {
        static_cast<void>(
            m_connection->send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        return;
    }
    // No extension is named, so none is in use: frames are not compressed.
    m_control =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
        + websocket::acceptKey(key) + "\r\n\r\n";
    m_connection->consume(end + 4);
    m_stage = Stage::WebSocket;
    sendText(handshake);
}

void LoadServer::receiveRaw(Clock::time_point now)
{
    for (auto bytes = m_connection->received(); bytes.size() >= MessageSource::frameSize;
         bytes = m_connection->received()) {
        m_run.acknowledgements().received({bytes.data(), MessageSource::frameSize}, now);
        m_connection->consume(MessageSource::frameSize);
    }
}

void LoadServer::receiveFrames(Clock::time_point now)
{
    for (;;) {
        const auto parsed = websocket::parseFrame(m_connection->received());
        if (parsed.status != ParseStatus::Complete) {
            m_broken = m_broken || parsed.status == ParseStatus::Broken;
            return;
        }
        const websocket::Frame &frame = parsed.frame;
        if (frame.opcode == Opcode::Text && frame.final) {
            receiveText(frame.payload, now);
        } else if (frame.opcode == Opcode::Text || frame.opcode == Opcode::Continuation) {
            m_fragments.append(frame.payload);
            if (frame.final)
                receiveText(std::exchange(m_fragments, {}), now);
            m_broken = m_fragments.size() > websocket::maxFrame;
        } else if (frame.opcode == Opcode::Ping) {
            m_control += websocket::encodeFrame(Opcode::Pong, frame.payload);
        } else if (frame.opcode == Opcode::Close) {
            m_control += websocket::encodeFrame(Opcode::Close, frame.payload); // the client closes once it has this
        }
        m_connection->consume(parsed.consumed);
        if (m_broken)
            return;
    }
}

void LoadServer::receiveText(std::string_view text, Clock::time_point now)
{
    if (text.starts_with(R"(42["consumed",)")) {
        m_run.acknowledgements().received(text, now);
    } else if (text.starts_with("40")) {
        sendText(R"(40{"sid":"bench-socket"})");
    } else if (text.starts_with(R"(42["subscribe",)")) {
        sendText(R"(42["subscribed",{"status":"ok"}])");
        m_run.subscribed(now);
    }
}

void LoadServer::sendText(std::string_view text)
{
    m_control += websocket::encodeFrame(Opcode::Text, text);
}

bool LoadServer::hasOutput(Clock::time_point now) const
{
    return m_connection && (!m_going.empty() || !m_control.empty() || m_run.hasDue(now));
}

void LoadServer::writable(Clock::time_point now)
{
    if (m_going.empty()) {
        m_gone = 0;
        if (!m_control.empty()) {
            m_controlGoing.swap(m_control);
            m_control.clear();
            m_going = m_controlGoing;
            m_goingNumbers = {};
        } else {
            const auto batch = m_run.next(now);
            m_going = batch.bytes;
            m_goingNumbers = batch.numbers;
        }
    }
    const auto before = Clock::now();
    const std::size_t taken = m_connection->send(m_going);
    m_going.remove_prefix(taken);
    // A message counts as sent with the call that took its first byte.
    constexpr std::size_t size = MessageSource::frameSize;
    if (!m_goingNumbers.empty()) {
        for (std::size_t i = (m_gone + size - 1) / size; i * size < m_gone + taken; ++i)
            m_run.acknowledgements().sent(m_goingNumbers[i], before);
    }
    m_gone += taken;
}

//! Sets the timer and what is awaited of the socket.
void LoadServer::arm(Clock::time_point now)
{
    if (m_connection && now >= m_nextPing && m_stage == Stage::WebSocket) {
        sendText("2");
        m_nextPing = now + pingInterval;
    }
    if (const bool wanted = hasOutput(now); m_connection && wanted != m_wantsWrite) {
        m_wantsWrite = wanted;
        watch(m_epoll, m_connection->fd(), EPOLL_CTL_MOD, EPOLLIN | (wanted ? EPOLLOUT : 0U));
    }
    auto next = m_end;
    if (m_connection)
        next = std::min(next, m_nextPing);
    if (const auto deadline = m_run.deadline())
        next = std::min(next, *deadline);
    const auto sinceEpoch = next.time_since_epoch();
    const auto whole = std::chrono::floor<std::chrono::seconds>(sinceEpoch);
    itimerspec time{};
    time.it_value.tv_sec = whole.count();
    time.it_value.tv_nsec = std::max<long>((sinceEpoch - whole).count(), 1);
    ::timerfd_settime(m_timer, TFD_TIMER_ABSTIME, &time, nullptr);
}

//! Tells each phase once, when it begins.
void LoadServer::report()
{
    if (m_run.phase() == m_reported)
        return;
    if (m_reported == LoadRun::Phase::Waiting) {
        printLine({{QStringLiteral("phase"), QStringLiteral("subscribed")}});
        m_end = Clock::now() + m_options.limit + connectLimit;
    }
    m_reported = m_run.phase();
    if (m_reported == LoadRun::Phase::Measuring) {
        printLine({{QStringLiteral("phase"), QStringLiteral("measuring")}});
    } else if (m_reported == LoadRun::Phase::Done) {
        printLine(m_run.result());
        m_end = Clock::now() + lingerTime;
    }
}

} // namespace topicscope::bench
