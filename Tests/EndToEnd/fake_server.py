# SPDX-License-Identifier: GPL-3.0-or-later
"""What the imitations of AWS services share: a server on this machine that counts its requests, and fails them as a test
wants."""

import contextlib
import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Faults of any service, for FakeServer.fail. A tuple of status, code and message answers in place of the operation.
LOST = "lost"  # Does it, and closes the connection without an answer.
DROPPED = "dropped"  # Closes the connection before it does anything.


class Refused(Exception):
    def __init__(self, status, code, message, fields=()):
        super().__init__(code)
        self.status, self.code, self.message, self.fields = status, code, message, dict(fields)


class FakeServer:
    def __init__(self, handler):
        """handler: a subclass of FakeHandler."""
        self.requests, self.faults, self.lock = [], [], threading.RLock()
        # on_request(moment) is called "before" a request is served, and "after" that, before it's answered. If it returns
        # True, the connection is closed instead.
        self.on_request = None
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (handler,), {"server_of": self}))
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=[0.05], daemon=True)
        self.thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def fail(self, operation, fault, times=1, after=0):
        """The next `times` requests of an operation fail, after the next `after` of them. `*` is every operation."""
        with self.lock:
            self.faults.append([operation, fault, times, after])

    def fault_of(self, operation):
        with self.lock:
            self.requests.append(operation)
            for fault in self.faults:
                if fault[0] not in ("*", operation):
                    continue
                if fault[3] > 0:
                    fault[3] -= 1
                elif fault[2] > 0:
                    fault[2] -= 1
                    return fault[1]
        return None

    def ends_at(self, moment):
        return self.on_request is not None and self.on_request(moment)

    def count(self, operation):
        with self.lock:
            return self.requests.count(operation)


class FakeHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_of = None

    def log_message(self, *_):
        pass

    def handle(self):
        with contextlib.suppress(ConnectionError):
            super().handle()

    def cut_off(self):
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
