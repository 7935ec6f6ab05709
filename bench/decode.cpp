// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/engineio.h"
#include "protocol/pubsubcodec.h"
#include "protocol/socketio.h"

#include <benchmark/benchmark.h>

#include <QByteArray>

using namespace topicscope;

namespace {

//! A message event as the servers send it, with a payload of about \a payloadBytes.
QByteArray frameOf(qsizetype payloadBytes)
{
    QByteArray payload = QByteArrayLiteral(R"({"order":4711,"lines":[)");
    for (int line = 0; payload.size() < payloadBytes; ++line) {
        payload += (line ? "," : "") + QByteArrayLiteral(R"({"sku":"A-)") + QByteArray::number(line)
            + QByteArrayLiteral(R"(","price":12.50,"open":true})");
    }
    payload += QByteArrayLiteral("]}");
    return QByteArrayLiteral("42[\"message\",")
        + protocol::encodeMessageObject("shop/orders", "2f1c9a52-7f0e-4c7a-9d2e-8f3b5a6c7d10",
                                        std::string_view(payload.constData(), std::size_t(payload.size())), "web-shop")
        + ']';
}

//! From the text of a WebSocket frame to topic, id, producer and raw payload.
void decodeFrame(benchmark::State &state)
{
    const QByteArray frame = frameOf(state.range(0));
    protocol::PubSubDecoder decoder;
    for (auto _ : state) {
        const auto packet = protocol::engineio::decodePacket(std::string_view(frame.constData(), std::size_t(frame.size())));
        const auto event = protocol::socketio::decodePacket(packet->data);
        const QByteArray padded = protocol::PubSubDecoder::paddedFrame(event->json);
        auto envelope = decoder.decodeMessageEvent(padded);
        if (!envelope) {
            state.SkipWithError("the frame was not understood");
            break;
        }
        benchmark::DoNotOptimize(envelope);
    }
    state.SetItemsProcessed(qint64(state.iterations()));
    state.SetBytesProcessed(qint64(state.iterations()) * frame.size());
}
BENCHMARK(decodeFrame)->Arg(100)->Arg(1'000)->Arg(10'000)->Arg(100'000);

} // namespace
