// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/engineio.h"
#include "protocol/pubsubcodec.h"
#include "protocol/socketio.h"

#include <benchmark/benchmark.h>

#include <QByteArray>

using namespace topicscope;

namespace {

constexpr std::string_view messageId = "2f1c9a52-7f0e-4c7a-9d2e-8f3b5a6c7d10";

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

QByteArray payloadOf(qsizetype bytes)
{
    QByteArray payload = QByteArrayLiteral(R"({"order":4711,"lines":[)");
    for (int line = 0; payload.size() < bytes; ++line) {
        payload += (line ? "," : "") + QByteArrayLiteral(R"({"sku":"A-)") + QByteArray::number(line)
                   + QByteArrayLiteral(R"(","price":12.50,"open":true})");
    }
    return payload + "]}";
}

//! From the text of a WebSocket frame with a payload of about range(0) bytes to topic, id, producer and raw payload.
void decodeFrame(benchmark::State &state)
{
    const QByteArray object = protocol::encodeMessageObject("shop/orders", messageId, viewOf(payloadOf(state.range(0))),
                                                            "web-shop");
    const QByteArray frame = QByteArrayLiteral("42[\"message\",") + object + ']';
    protocol::PubSubDecoder decoder;
    for (auto _ : state) {
        const auto packet = protocol::engineio::decodePacket(viewOf(frame));
        const auto event = protocol::socketio::decodePacket(packet->data);
        const QByteArray padded = protocol::PubSubDecoder::paddedFrame(event->json);
        auto envelope = decoder.decodeMessageEvent(padded);
        if (!envelope) {
            state.SkipWithError("the frame was not understood");
            break;
        }
        benchmark::DoNotOptimize(envelope);
    }
    state.SetItemsProcessed(static_cast<qint64>(state.iterations()));
    state.SetBytesProcessed(static_cast<qint64>(state.iterations()) * frame.size());
}
BENCHMARK(decodeFrame)->Name("frame_decoding")->Arg(100)->Arg(1'000)->Arg(10'000)->Arg(100'000);

//! Writes range(0) messages of 200 bytes as they are published.
void serializeMessages(benchmark::State &state)
{
    const QByteArray payload = payloadOf(80);
    for (auto _ : state) {
        for (qint64 i = 0; i < state.range(0); ++i)
            benchmark::DoNotOptimize(
                protocol::encodeMessageObject("shop/orders", messageId, viewOf(payload), "web-shop"));
    }
    state.SetItemsProcessed(static_cast<qint64>(state.iterations()) * state.range(0));
}
BENCHMARK(serializeMessages)->Name("json_serialization")->Arg(1'000)->Unit(benchmark::kMicrosecond);

//! Writes range(0) acknowledgements up to the text of the WebSocket frame.
void encodeAcknowledgements(benchmark::State &state)
{
    protocol::PubSubDecoder decoder;
    const QByteArray object = protocol::encodeMessageObject("shop/orders", messageId, viewOf(payloadOf(80)),
                                                            "web-shop");
    const QByteArray frame = protocol::PubSubDecoder::paddedFrame(viewOf(object));
    const auto message = base::Message::create(frame, *decoder.decodeMessageObject(frame), {});
    QByteArray packet;
    for (auto _ : state) {
        for (qint64 i = 0; i < state.range(0); ++i) {
            packet.resize(0);
            packet.append("42");
            protocol::appendConsumed(packet, "billing", *message);
            benchmark::DoNotOptimize(packet.constData());
        }
    }
    state.SetItemsProcessed(static_cast<qint64>(state.iterations()) * state.range(0));
}
BENCHMARK(encodeAcknowledgements)->Name("acknowledgement_encoding")->Arg(1'000)->Unit(benchmark::kMicrosecond);

//! Splits the body of a polling answer with range(0) messages.
void decodePollingBody(benchmark::State &state)
{
    QList<QByteArray> packets(state.range(0), QByteArrayLiteral("42[\"message\",") + payloadOf(150) + ']');
    const QByteArray body = protocol::engineio::encodePayload(packets);
    for (auto _ : state)
        benchmark::DoNotOptimize(protocol::engineio::decodePayload(viewOf(body)));
    state.SetBytesProcessed(static_cast<qint64>(state.iterations()) * body.size());
}
BENCHMARK(decodePollingBody)->Name("polling_decoding")->Arg(1'000)->Unit(benchmark::kMicrosecond);

} // namespace
