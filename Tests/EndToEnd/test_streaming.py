# SPDX-License-Identifier: GPL-3.0-or-later
"""`invoke --stream`: chunks appear as they arrive, and a broken stream fails the command."""

import base64
import json
import os
import select
import subprocess
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from event_stream import message, write_chunks
from golden_case import binary, endpoint_environment
from screen import ENTER, PROMPT, Terminal


def chunk(payload):
    return message(payload, message_type="event", event_type="PayloadChunk")


def complete(**members):
    return message(json.dumps(members).encode(), message_type="event", event_type="InvokeComplete")


class Streamer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.server.requests.append(self.path)
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Type", "application/vnd.amazon.eventstream")
        self.send_header("x-amzn-RequestId", "r-1")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for part in self.server.parts:
            if part is None:
                self.server.gate.wait(20)
            else:
                write_chunks(self.wfile, part)
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Streamer)
    server.requests, server.parts, server.gate = [], [], threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.gate.set()
    server.shutdown()


def start(server, home, *texts):
    arguments = [argument for text in texts for argument in ("-c", text)]
    return subprocess.Popen(
        [binary(), *arguments],
        env=endpoint_environment(home, f"http://127.0.0.1:{server.server_port}"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def read_some(process):
    ready, _, _ = select.select([process.stdout], [], [], 10)
    assert ready, "nothing appeared"
    return os.read(process.stdout.fileno(), 1000)


def test_chunks_appear_before_the_function_ends(server, tmp_path):
    server.parts = [chunk(b"hello "), None, chunk("wörld".encode()), complete()]
    process = start(server, tmp_path, "invoke f --stream", "print <<_>> <<last.requestId>>")
    assert read_some(process) == b"hello "
    server.gate.set()
    out, err = process.communicate(timeout=20)
    assert out.decode() == "wörld\nhello wörld r-1\n", err
    assert process.returncode == 0
    assert server.requests == ["/2021-11-15/functions/f/response-streaming-invocations"]


def test_progress_does_not_wipe_out_a_line_that_is_not_at_its_end(server, tmp_path):
    server.parts = [None, chunk(b"hello "), chunk(b"again "), None, chunk("wörld".encode()), complete()]
    environment = endpoint_environment(tmp_path, f"http://127.0.0.1:{server.server_port}")
    terminal = Terminal(tmp_path, environment=environment)
    try:
        terminal.wait_for_current(PROMPT)
        terminal.type("invoke f --stream" + ENTER)
        terminal.wait_for_text("waiting for f")
        server.gate.set()
        server.gate.clear()
        terminal.wait_for_text("hello again")
        # Longer than progress waits before it is drawn.
        terminal.watch(1)
        assert terminal.current == "hello again"
        server.gate.set()
        terminal.wait_for_line("hello again wörld")
        assert not any("waiting for f" in line for line in terminal.lines)
    finally:
        terminal.close()


def test_a_bound_stream_is_a_value(server, tmp_path):
    server.parts = [chunk(b'{"a"'), chunk(b": 1}"), complete()]
    out, err = start(server, tmp_path, "x = invoke f --stream", "<<x.a>>").communicate(timeout=20)
    assert out == b"1\n", err


@pytest.mark.parametrize(
    "parts, expected",
    [
        ([chunk(b"half")], "before the function finished"),
        ([chunk(b"half"), chunk(b"cut")[:-3]], "it ends in the middle of a message"),
        ([chunk(b"half"), chunk(b"bad")[:-1] + b"\0"], "wrong checksum"),
        (
            [
                chunk(b"half"),
                message(b'{"message": "boom"}', message_type="exception", exception_type="ServiceException"),
            ],
            "ServiceException: boom",
        ),
        (
            [chunk(b"half"), complete(ErrorCode="Unhandled", ErrorDetails='{"errorType": "E", "errorMessage": "m"}')],
            "f failed: E: m",
        ),
    ],
)
def test_a_stream_that_breaks_off_fails_and_what_came_is_shown(server, tmp_path, parts, expected):
    server.parts = parts
    process = start(server, tmp_path, "invoke f --stream")
    out, err = process.communicate(timeout=20)
    assert process.returncode == 1
    assert out == b"half\n"
    assert expected in err.decode()
    assert len(server.requests) == 1


def test_ctrl_c_ends_a_stream(server, tmp_path):
    server.parts = [chunk(b"one"), None]
    process = start(server, tmp_path, "invoke f --stream")
    assert read_some(process) == b"one"
    begin = time.monotonic()
    process.send_signal(2)
    process.communicate(timeout=20)
    assert process.returncode == 130
    # Far below the time that the server would have waited.
    assert time.monotonic() - begin < 10


SECRET = 'wJalr"XUtn/FEMI\\K7 é+zEX'
SPELLINGS = {
    "plain": SECRET.encode(),
    "JSON": json.dumps(SECRET, ensure_ascii=False).encode(),
    "JSON in ASCII": json.dumps(SECRET).replace("/", "\\/").encode(),
    "JSON in JSON": json.dumps(json.dumps({"key": SECRET})).encode(),
    "percent": urllib.parse.quote(SECRET, safe="").encode(),
    "form": urllib.parse.quote_plus(SECRET).encode(),
    "base64": base64.b64encode(SECRET.encode()),
    "base64url": base64.urlsafe_b64encode(SECRET.encode()).rstrip(b"="),
}
KEEP = f"secret key = <<base64_decode('{base64.b64encode(SECRET.encode()).decode()}')>>"
SAMPLE = [b"wJalr", b"FEMI", b"d0phb", b"zEX"]


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("pieces", ["byte by byte", "in two chunks", "at once"])
def test_a_secret_that_a_function_streams_is_not_shown(server, tmp_path, spelling, pieces):
    text = SPELLINGS[spelling]
    middle = len(text) // 2
    cut = {
        "byte by byte": [text[n : n + 1] for n in range(len(text))],
        "in two chunks": [text[:middle], text[middle:]],
        "at once": [text],
    }[pieces]
    server.parts = [chunk(b"before "), *map(chunk, cut), chunk(b" after"), complete()]
    process = start(server, tmp_path, KEEP, "invoke f --stream")
    out, err = process.communicate(timeout=20)
    assert process.returncode == 0, err
    assert out.startswith(b"before ") and out.endswith(b" after\n") and "•••".encode() in out, out
    assert not any(part in out + err for part in SAMPLE), out


def test_a_secret_in_a_stream_is_not_shown_at_a_terminal(server, tmp_path):
    text = SPELLINGS["plain"]
    server.parts = [chunk(b"seen "), *(chunk(text[n : n + 1]) for n in range(len(text))), chunk(b" shown"), complete()]
    environment = endpoint_environment(tmp_path, f"http://127.0.0.1:{server.server_port}")
    terminal = Terminal(tmp_path, environment=environment | {"MY_SECRET": SECRET})
    try:
        terminal.wait_for_current(PROMPT)
        terminal.type("secret key = <<env('MY_SECRET')>>" + ENTER)
        terminal.wait_for_current(PROMPT)
        terminal.type("invoke f --stream" + ENTER)
        terminal.wait_for_line("seen ••• shown")
        assert not any(part in terminal.raw for part in SAMPLE)
    finally:
        terminal.close()


def test_the_beginning_of_a_secret_that_comes_to_nothing_is_shown(server, tmp_path):
    server.parts = [chunk(b"seen wJa"), None, chunk(b"m"), complete()]
    process = start(server, tmp_path, KEEP, "invoke f --stream")
    assert read_some(process) == b"seen "
    server.gate.set()
    out, err = process.communicate(timeout=20)
    assert out == b"wJam\n", err
    server.gate.clear()
    server.parts = [chunk(b"seen wJa")]
    out, _ = start(server, tmp_path, KEEP, "invoke f --stream").communicate(timeout=20)
    assert out == b"seen wJa\n"
