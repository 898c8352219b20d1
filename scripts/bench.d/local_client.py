# SPDX-License-Identifier: GPL-3.0-or-later
"""A client for measurements of `lamsh serve`: requests are signed once and sent as bytes, so that it takes as little of
the processor as can be; the server checks each signature all the same."""

import datetime
import hashlib
import hmac
import os
import re
import selectors
import socket
import subprocess
import time

from peers import LAMSH

ACCESS_KEY, SECRET_KEY = "AKIABENCHMARK", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"


class Server:
    """`lamsh serve` over a folder."""

    def __init__(self, folder, *options, path=None):
        environment = {**os.environ, "PATH": path or os.environ["PATH"]}
        self.process = subprocess.Popen(
            [LAMSH, "serve", str(folder), "--port", "0", "--access-key", ACCESS_KEY, "--secret-key", SECRET_KEY,
             *options], stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, env=environment)
        for line in self.process.stderr:
            if found := re.search(r" at http://127.0.0.1:(\d+);", line):
                self.port = int(found[1])
            if line.startswith("export AWS_SECRET"):
                break
        # The functions' log isn't measured, but something has to read it.
        self.drain = subprocess.Popen(["cat"], stdin=self.process.stderr, stdout=subprocess.DEVNULL)

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.drain.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def request(self, function, body=b"{}", kind="RequestResponse"):
        """The bytes of a signed Invoke; they are good for five minutes."""
        host = f"127.0.0.1:{self.port}"
        path = f"/2015-03-31/functions/{function}/invocations"
        now = datetime.datetime.now(datetime.timezone.utc)
        stamp, day = now.strftime("%Y%m%dT%H%M%SZ"), now.strftime("%Y%m%d")
        fields = {"host": host, "x-amz-date": stamp, "x-amz-invocation-type": kind}
        names = ";".join(fields)
        canonical = "\n".join(
            ["POST", path, "", *(f"{name}:{value}" for name, value in fields.items()), "", names,
             hashlib.sha256(body).hexdigest()])
        scope = f"{day}/us-east-1/lambda/aws4_request"
        text = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
        key = ("AWS4" + SECRET_KEY).encode()
        for part in (day, "us-east-1", "lambda", "aws4_request"):
            key = hmac.new(key, part.encode(), "sha256").digest()
        signature = hmac.new(key, text.encode(), "sha256").hexdigest()
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        return (
            f"POST {path} HTTP/1.1\r\n{head}Authorization: AWS4-HMAC-SHA256 Credential={ACCESS_KEY}/{scope}, "
            f"SignedHeaders={names}, Signature={signature}\r\nContent-Length: {len(body)}\r\n\r\n").encode() + body


def connect(port):
    connection = socket.create_connection(("127.0.0.1", port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)


def answer_size(data):
    """The size of the answer at the start of `data`, or None while it is not all there."""
    end = data.find(b"\r\n\r\n")
    if end < 0:
        return None
    length = LENGTH.search(data, 0, end + 2)
    size = end + 4 + (int(length[1]) if length else 0)
    return size if len(data) >= size else None


def call(connection, request):
    """Status and body of one answer."""
    connection.sendall(request)
    return answer(connection)


def answer(connection):
    data = b""
    while (size := answer_size(data)) is None:
        piece = connection.recv(65536)
        if not piece:
            raise ConnectionError("the server closed the connection")
        data += piece
    return int(data[9:12]), data[data.find(b"\r\n\r\n") + 4:size]


def latencies(port, request, count):
    """Seconds of each of `count` calls, one after the other."""
    connection = connect(port)
    times = []
    for _ in range(count):
        start = time.perf_counter()
        status, _ = call(connection, request)
        times.append(time.perf_counter() - start)
        assert status == 200, status
    connection.close()
    return times


def load(port, request, clients, seconds):
    """Calls of `clients` at a time for so long: how many answers of each status."""
    selector = selectors.DefaultSelector()
    statuses = {}
    for _ in range(clients):
        connection = connect(port)
        selector.register(connection, selectors.EVENT_READ, bytearray())
        connection.sendall(request)
    end = time.perf_counter() + seconds
    waiting = clients
    while waiting:
        for key, _ in selector.select():
            piece = key.fileobj.recv(65536)
            if not piece:
                raise ConnectionError("the server closed a connection")
            key.data.extend(piece)
            if answer_size(key.data) is None:
                continue
            status = int(key.data[9:12])
            statuses[status] = statuses.get(status, 0) + 1
            key.data.clear()
            if time.perf_counter() < end:
                key.fileobj.sendall(request)
            else:
                selector.unregister(key.fileobj)
                key.fileobj.close()
                waiting -= 1
    return statuses


def together(port, request, callers):
    """Seconds until as many calls, which are sent at once, have been answered."""
    connections = [connect(port) for _ in range(callers)]
    start = time.perf_counter()
    for connection in connections:
        connection.sendall(request)
    for connection in connections:
        status, body = answer(connection)
        assert (status, body) == (200, b"{}"), (status, body)
    elapsed = time.perf_counter() - start
    for connection in connections:
        connection.close()
    return elapsed
