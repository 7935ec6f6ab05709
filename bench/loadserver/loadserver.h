// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "loadserver/connection.h"
#include "loadserver/loadrun.h"

#include <memory>
#include <string>

namespace topicscope::bench {

//! \brief Listens on a free loopback port and plays one run with the first client that subscribes.
//!
//! One thread and one epoll loop. Ends by itself: a while after the result, when standard input closes, or past every
//! limit.
class LoadServer
{
public:
    explicit LoadServer(const Options &options);
    ~LoadServer();
    LoadServer(const LoadServer &) = delete;
    LoadServer &operator=(const LoadServer &) = delete;

    //! \brief Returns the exit code of the process.
    [[nodiscard]] int run();

private:
    enum class Stage : std::uint8_t { Http, WebSocket, Raw };

    [[nodiscard]] bool listen();
    void accept();
    void dropConnection(const QString &why, Clock::time_point now);
    void readable(Clock::time_point now);
    void writable(Clock::time_point now);
    [[nodiscard]] bool hasOutput(Clock::time_point now) const;
    void receiveHttp();
    void receiveFrames(Clock::time_point now);
    void receiveRaw(Clock::time_point now);
    void receiveText(std::string_view text, Clock::time_point now);
    void sendText(std::string_view text);
    void arm(Clock::time_point now);
    void report();

    Options m_options;
    LoadRun m_run;
    int m_epoll = -1;
    int m_listener = -1;
    int m_timer = -1;
    std::unique_ptr<Connection> m_connection;
    Stage m_stage = Stage::Http;
    bool m_wantsWrite = false;
    bool m_standardInput = true; // still open
    bool m_broken = false; // the client broke the protocol
    std::string m_control; // waits for the end of the frames that are going out
    std::string m_controlGoing;
    std::string m_fragments; // of a fragmented text message
    std::string_view m_going; // what the socket has not taken yet
    std::size_t m_gone = 0; // bytes of the batch that it took
    std::span<const std::uint32_t> m_goingNumbers; // of the messages in the batch; empty for control frames
    Clock::time_point m_nextPing;
    Clock::time_point m_end; // of the process
    LoadRun::Phase m_reported = LoadRun::Phase::Waiting;
};

} // namespace topicscope::bench
