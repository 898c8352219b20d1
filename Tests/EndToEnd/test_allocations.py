# SPDX-License-Identifier: GPL-3.0-or-later
"""How often lamsh allocates memory for one invocation on an open connection."""

import os
import shutil
import socket
import struct
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from golden_case import binary

SOURCE = Path(__file__).with_name("count_allocations.c")
# Lower it when a change needs fewer, so that later ones can't take them back unnoticed.
MOST = 47

ANSWER = b'{"id": "o-17", "total": 42.50, "lines": [{"sku": "A-1", "qty": 2}]}'
RESPONSE = b"\r\n".join([
    b"HTTP/1.1 200 OK", b"Date: Sat, 28 Nov 2026 12:00:00 GMT", b"Content-Type: application/json",
    b"Content-Length: %d" % len(ANSWER), b"Connection: keep-alive",
    b"x-amzn-RequestId: 9b5e6f3a-7f3c-4b55-8d0e-5d0c1c1a2b3c", b"X-Amz-Executed-Version: 7", b"", ANSWER])


def answer(connection):
    """Answers each request on a connection with one packet, so that each response is read at once."""
    with connection:
        received = b""
        while True:
            head, end, rest = received.partition(b"\r\n\r\n")
            length = next((int(line.split(b":")[1]) for line in head.lower().split(b"\r\n")
                           if line.startswith(b"content-length:")), 0)
            if end and len(rest) >= length:
                received = rest[length:]
                connection.sendall(RESPONSE)
            elif more := connection.recv(65_536):
                received += more
            else:
                return


@pytest.fixture
def endpoint():
    with socket.create_server(("127.0.0.1", 0)) as server:
        def serve():
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                threading.Thread(target=answer, args=[connection], daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    if sys.platform != "linux":
        pytest.skip("preloads a library into a process of Linux")
    compiler = shutil.which("clang") or shutil.which("cc")
    assert compiler, "needs clang, which comes with Swift"
    built = tmp_path_factory.mktemp("library") / "count.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", built, SOURCE], check=True)
    return built


def allocations(library, endpoint, folder, script):
    counter = folder / "count"
    counter.write_bytes(bytes(8))
    subprocess.run(
        [binary(), "-c", script], stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=60,
        env={**os.environ, "LD_PRELOAD": str(library), "COUNT_ALLOCATIONS": str(counter),
             "AWS_ENDPOINT_URL": endpoint, "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret",
             "AWS_REGION": "us-east-1"})
    return struct.unpack("l", counter.read_bytes())[0]


def test_an_invocation_allocates_no_more_than_before(library, endpoint, tmp_path):
    def run(count):
        script = f'for n in <<range({count})>> {{ _ = invoke f --body {{"n": <<n>>}} }}'
        return allocations(library, endpoint, tmp_path, script)

    # The start of the process and the connection are in both counts.
    found = (run(600) - run(200)) / 400
    print(f"{found} allocations for an invocation")
    assert 10 < found < MOST + 0.5
