# SPDX-License-Identifier: GPL-3.0-or-later
"""InvokeWithResponseStream with clients that read slowly, stop reading or leave."""

import json
import re
import sys
from pathlib import Path

import pytest

from test_serve import eventually, invoke

MEGABYTE = 1_048_576
SIZE = 128 * MEGABYTE
# How much more memory `serve` may use while a result of SIZE passes through it.
ALLOWANCE = 48 * MEGABYTE

# Streams as many bytes as the event says, and records in a folder that it's blocked, or done.
RUNTIME = f"""#!{sys.executable}
import http.client, json, os, select, socket
host, port = os.environ["AWS_LAMBDA_RUNTIME_API"].split(":")
connection, base = http.client.HTTPConnection(host, int(port)), "/2018-06-01/runtime/invocation/"

def note(name):
    open(os.path.join("NOTES", name), "w").close()

while True:
    connection.request("GET", base + "next")
    answer = connection.getresponse()
    size, me = json.loads(answer.read()), answer.headers["lambda-runtime-aws-request-id"]
    if not size:
        connection.request("POST", base + me + "/response", "0")
        connection.getresponse().read()
        continue
    with socket.create_connection((host, int(port))) as output:
        output.sendall((
            f"POST {{base}}{{me}}/response HTTP/1.1\\r\\nHost: {{host}}\\r\\nLambda-Runtime-Function-Response-Mode: streaming"
            "\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n").encode())
        piece = b"10000\\r\\n" + bytes(65536) + b"\\r\\n"
        for _ in range(size // 65536):
            if not select.select([], [output], [], 2)[1]: note("held-up")
            output.sendall(piece)
        output.sendall(b"0\\r\\n\\r\\n")
        assert output.recv(65536).split()[1] == b"202"
    note("done")
"""


def peak_memory(server):
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s*(\d+) kB", status)[1]) * 1_024


@pytest.fixture
def start(functions, serve, tmp_path):
    def start(timeout=60):
        bootstrap = RUNTIME.replace("NOTES", str(tmp_path))
        server = serve(functions({"f/bootstrap": bootstrap, "f/function.json": json.dumps({"Timeout": timeout})}))
        client = server.client()
        assert invoke(client, "f", 0)["Value"] == 0
        return server, client, tmp_path

    return start


def begin(client):
    """A streamed result of which only the beginning has been read."""
    stream = client.invoke_with_response_stream(FunctionName="f", Payload=str(SIZE))["EventStream"]
    events = iter(stream)
    return stream, events, len(next(events)["PayloadChunk"]["Payload"])


def test_a_slow_client_holds_up_the_function_and_not_the_memory(start):
    server, client, folder = start()
    before = peak_memory(server)
    _, events, size = begin(client)
    eventually(lambda: (folder / "held-up").exists() or (folder / "done").exists())
    end = None
    for event in events:
        size += len(event.get("PayloadChunk", {}).get("Payload", b""))
        end = event.get("InvokeComplete", end)
    assert (size, end) == (SIZE, {})
    assert (folder / "held-up").exists()
    assert peak_memory(server) - before < ALLOWANCE


def test_a_client_that_leaves_holds_up_the_function_no_longer(start):
    server, client, folder = start()
    stream, _, _ = begin(client)
    eventually(lambda: (folder / "held-up").exists())
    assert not (folder / "done").exists()
    stream.close()
    # Long before the function's time is up.
    eventually(lambda: (folder / "done").exists(), seconds=30)
    assert invoke(client, "f", 0)["Value"] == 0


def test_a_function_that_is_held_up_for_too_long_times_out_and_serves_the_next_call(start):
    server, client, folder = start(timeout=5)
    _, events, _ = begin(client)
    eventually(lambda: "timed out" in server.text or "timeout" in server.text)
    # In the same sandbox, while the first client still doesn't read.
    assert invoke(client, "f", 0)["Value"] == 0
    assert not (folder / "done").exists()
    end = [event for event in events][-1]["InvokeComplete"]
    assert end["ErrorCode"] == "Unhandled" and "timed out" in end["ErrorDetails"]


def test_a_client_that_does_not_read_does_not_hold_up_the_end(start):
    server, client, folder = start()
    stream, _, _ = begin(client)
    eventually(lambda: (folder / "held-up").exists())
    assert server.stop() == 0
    assert not (folder / "done").exists()
    stream.close()
