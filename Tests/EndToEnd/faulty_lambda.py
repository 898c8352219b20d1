# SPDX-License-Identifier: GPL-3.0-or-later
"""A service that fails on request, and counts the requests that it has read completely."""

import contextlib
import socket
import struct
import threading
import time

# Each is an answer: (status, fields, body), bytes as they are before the connection is closed, or one of these.
CLOSING = object()  # Closes the connection before it reads anything.
RESETTING = object()
HANGING = object()
DRIPPING = object()
OK = (200, {}, "7")


class FaultyLambda:
    """Reads each request whole, and answers with the next of `answers`, the last for all that follow."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.requests = []
        self.connections = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.acceptor = threading.Thread(target=self._accept, daemon=True)
        self.acceptor.start()

    def close(self):
        """A socket that's only closed would still accept a connection, or its thread one of the next socket's."""
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.acceptor.join(timeout=10)
        self.listener.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def _next(self):
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def _serve(self, connection):
        self.connections += 1
        if self.answers[0] is CLOSING:
            self._next()
            return connection.close()
        try:
            with connection, connection.makefile("rb") as reader:
                while line := reader.readline():
                    fields = {}
                    while (field := reader.readline().strip()):
                        name, value = field.decode().split(":", 1)
                        fields[name.lower()] = value.strip()
                    body = reader.read(int(fields.get("content-length", 0)))
                    self.requests.append((line.decode(), fields, body))
                    if not self._answer(connection, self._next()):
                        return
        except OSError:
            # The client has left.
            return

    def _answer(self, connection, answer):
        if answer is HANGING:
            time.sleep(60)
        elif answer is RESETTING:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif answer is DRIPPING:
            for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + b"1" * 100:
                connection.sendall(bytes([byte]))
                time.sleep(0.05)
        elif isinstance(answer, bytes):
            connection.sendall(answer)
        else:
            status, fields, body = answer
            body = body.encode()
            lines = [f"HTTP/1.1 {status} Status", f"Content-Length: {len(body)}"]
            lines += [f"{name}: {value}" for name, value in fields.items()]
            connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode() + body)
            return True
        return False
