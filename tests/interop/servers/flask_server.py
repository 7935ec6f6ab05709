#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A publish/subscribe server on Flask-SocketIO and eventlet, for tests.

Prints {"url": ...} as its first line. Ends when its standard input closes, or after --limit seconds.
Sends its broadcasts always, answers "subscribe" with "subscribed", and has no dashboard routes.
With --redeliver a consumer gets once more, whenever it subscribes, what nobody has consumed.
"""

import argparse
import json
import os
import sys
import threading
import time
from collections import Counter, deque

import eventlet
import eventlet.wsgi
from books import Books, Load
from flask import Flask, jsonify, request
from flask_socketio import ConnectionRefusedError, SocketIO, join_room

HISTORY = 10_000
FIELDS = ("topic", "message_id", "message", "producer")

app = Flask(__name__)
socketio = SocketIO()
options = argparse.Namespace(refuse=None, redeliver=False, token=None)
books = Books()
messages = deque(maxlen=HISTORY)
consumptions = deque(maxlen=HISTORY)
clients = {}  # (sid, topic) -> {consumer, topic, connected_at}
consumed = Counter()
consumed_ids = {}  # handler -> ids seen


@socketio.on("connect")
def on_connect(auth=None):
    if options.refuse:
        raise ConnectionRefusedError(options.refuse)
    if options.token and (auth or {}).get("token") != options.token:
        raise ConnectionRefusedError("wrong token")


@socketio.on("subscribe")
def on_subscribe(data):
    for topic in data["topics"]:
        join_room(topic)
        client = {"consumer": data["consumer"], "topic": topic, "connected_at": time.time()}
        clients[(request.sid, topic)] = client
        socketio.emit("new_client", client)
    socketio.emit("subscribed", {"status": "ok"}, to=request.sid)
    for message in books.outstanding(data["topics"]) if options.redeliver else ():
        socketio.emit("message", message, to=request.sid)


@socketio.on("consumed")
def on_consumed(data):
    handler = data["consumer"]
    books.consumed(data.get("message_id"))
    consumed[handler] += 1
    consumed_ids.setdefault(handler, set()).add(data.get("message_id"))
    consumption = {**data, "timestamp": time.time()}
    consumptions.appendleft(consumption)
    socketio.emit("new_consumption", consumption)


@socketio.on("disconnect")
def on_disconnect(_reason=None):
    for key in [key for key in clients if key[0] == request.sid]:
        client = clients.pop(key)
        socketio.emit("client_disconnected", {"consumer": client["consumer"], "topic": client["topic"]})


@app.post("/publish")
def publish():
    data = request.get_json(silent=True)
    missing = [field for field in FIELDS if not isinstance(data, dict) or data.get(field) in (None, "")]
    if missing:
        return jsonify(status="error", message=f"Missing fields: {', '.join(missing)}"), 400
    send({field: data[field] for field in FIELDS})
    return jsonify(status="ok")


def send(message):
    messages.appendleft({**message, "timestamp": time.time()})
    books.published(message)
    socketio.emit("message", message, to=message["topic"])
    socketio.emit("message", message, to="*")
    socketio.emit("new_message", messages[0])


def mapped(value, change):
    """Bytes, which JSON lacks, are {"$hex": "00ff"} in requests and answers of tests."""
    changed = change(value)
    if changed is not None:
        return changed
    if isinstance(value, list):
        return [mapped(element, change) for element in value]
    return {key: mapped(member, change) for key, member in value.items()} if isinstance(value, dict) else value


def bytes_of(part):
    return bytes.fromhex(part["$hex"]) if isinstance(part, dict) and "$hex" in part else None


def hex_of(part):
    return {"$hex": part.hex()} if isinstance(part, bytes) else None


@app.post("/test/binary")
def send_binary():
    """Publishes a message with bytes in it."""
    send(mapped(request.json, bytes_of))
    return jsonify(status="ok")


@app.get("/test/binary")
def get_binary():
    """What was consumed, with bytes in it."""
    return jsonify(mapped(list(consumptions), hex_of))


@app.get("/clients")
def get_clients():
    return jsonify(list(clients.values()))


@app.get("/messages")
def get_messages():
    return jsonify(list(messages))


@app.get("/consumptions")
def get_consumptions():
    return jsonify(list(consumptions))


@app.get("/graph/state")
def get_graph():
    publishes = {(message["producer"], message["topic"]) for message in messages}
    consumes = {(client["topic"], client["consumer"]) for client in clients.values()}
    return jsonify(
        producers=sorted({source for source, _ in publishes}),
        consumers=sorted({target for _, target in consumes}),
        topics=sorted({target for _, target in publishes} | {source for source, _ in consumes}),
        links=[{"source": source, "target": target, "type": "publish"} for source, target in sorted(publishes)]
        + [{"source": source, "target": target, "type": "consume"} for source, target in sorted(consumes)],
    )


@app.get("/health")
def get_health():
    return jsonify(status="healthy", timestamp=time.time())


@app.post("/test/emit")
def emit_anything():
    """Sends {"event", "data"} to everybody, whatever the data is."""
    socketio.emit(request.json["event"], request.json["data"])
    return jsonify(status="ok")


@app.get("/test/counts")
def get_counts():
    return jsonify(
        published=len(messages),
        clients=len(clients),
        consumed=dict(consumed),
        distinct={handler: len(ids) for handler, ids in consumed_ids.items()},
    )


load = Load(send, eventlet.spawn_n, eventlet.sleep)


@app.post("/test/load")
def start_load():
    load.start(**request.json)
    return jsonify(status="ok")


@app.get("/test/books")
def get_book_counts():
    return jsonify(books.counts())


@app.get("/test/books/ids")
def get_book_ids():
    return jsonify(books.ids())


def end_with_stdin():
    sys.stdin.buffer.read()
    os._exit(0)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--refuse", metavar="REASON", help="refuse every connection to the namespace")
    parser.add_argument("--transports", default="polling,websocket", help="those that are allowed")
    parser.add_argument("--token", help="refuse clients whose auth payload does not hold this token")
    parser.add_argument("--limit", type=float, default=120.0, help="seconds after which the server ends")
    parser.add_argument("--port", type=int, default=0, help="0: one that is free")
    parser.add_argument("--journal", metavar="FILE", help="keeps the books over the server's death")
    parser.add_argument("--redeliver", action="store_true")
    parser.add_argument("--ping-interval", type=int, default=25000, metavar="MS")
    parser.add_argument("--ping-timeout", type=int, default=20000, metavar="MS")
    parser.parse_args(namespace=options)
    if options.journal:
        books.open(options.journal)
    socketio.init_app(app, async_mode="eventlet", cors_allowed_origins="*", transports=options.transports.split(","),
                      ping_interval=options.ping_interval / 1000, ping_timeout=options.ping_timeout / 1000)
    listener = eventlet.listen(("127.0.0.1", options.port))
    threading.Thread(target=end_with_stdin, daemon=True).start()
    eventlet.spawn_after(options.limit, os._exit, 0)
    print(json.dumps({"url": f"http://127.0.0.1:{listener.getsockname()[1]}"}), flush=True)
    eventlet.wsgi.server(listener, app, log_output=False)


if __name__ == "__main__":
    main()
