# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Socket.IO server that says what no library would: it sends the very frames a test gives it.

WebSocket as in RFC 6455, Engine.IO v4 on top; one client after the other; a thread of its own.
"""

import base64
import hashlib
import json
import socket
import struct
import threading

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, CLOSE = 0x1, 0x8
OPEN = {"sid": "raw", "upgrades": [], "pingInterval": 25000, "pingTimeout": 20000, "maxPayload": 1000000}
CONNECTED = b'40{"sid":"raw-socket"}'


class RawServer:
    """Sends `frames` (bytes of text frames) once the client has asked for the namespace.

    greeting: the first frame instead of a good Engine.IO open packet.
    replies: frames that are sent after the client's "subscribe".
    hang_up: close the TCP connection after the last frame, without a word.
    """

    def __init__(self, frames, greeting=None, replies=(), hang_up=False):
        self._frames = frames
        self._replies = replies
        self._greeting = b"0" + json.dumps(OPEN).encode() if greeting is None else greeting
        self._hang_up = hang_up
        self._client = None
        self.received = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def stop(self):
        for end in (self._listener, self._client):
            if end:
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass  # gone already
                end.close()
        self._thread.join()

    def _serve(self):
        while True:
            try:
                self._client, _ = self._listener.accept()
            except OSError:
                return  # stopped
            with self._client, self._client.makefile("rwb") as stream:
                try:
                    self._talk(stream)
                except (OSError, EOFError):
                    pass  # the client left

    def _talk(self, stream):
        request = stream.readline()
        headers = {}
        while (line := stream.readline().strip()):
            name, _, value = line.partition(b":")
            headers[name.strip().lower()] = value.strip()
        if b"sec-websocket-key" not in headers:
            stream.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        self.received.append(request)
        accept = base64.b64encode(hashlib.sha1(headers[b"sec-websocket-key"] + MAGIC).digest())
        stream.write(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
        stream.write(b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n")
        self._send(stream, self._greeting)
        while not self._receive(stream).startswith(b"40"):
            pass
        for frame in self._frames:
            self._send(stream, frame)
        if self._replies:
            while not self._receive(stream).startswith(b'42["subscribe"'):
                pass
        for frame in self._replies:
            self._send(stream, frame)
        while not self._hang_up:
            self._receive(stream)

    @staticmethod
    def _send(stream, payload):
        head = bytes([0x80 | TEXT])
        if len(payload) < 126:
            head += bytes([len(payload)])
        elif len(payload) < 65536:
            head += struct.pack("!BH", 126, len(payload))
        else:
            head += struct.pack("!BQ", 127, len(payload))
        stream.write(head + payload)
        stream.flush()

    def _receive(self, stream):
        opcode, length = stream.read(2) or self._end()
        length &= 0x7F
        if length == 126:
            (length,) = struct.unpack("!H", stream.read(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", stream.read(8))
        mask = stream.read(4)
        payload = bytes(byte ^ mask[i % 4] for i, byte in enumerate(stream.read(length)))
        if opcode & 0x0F == CLOSE:
            self._end()
        self.received.append(payload)
        return payload

    @staticmethod
    def _end():
        raise EOFError
