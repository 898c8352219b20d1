# SPDX-License-Identifier: GPL-3.0-or-later
"""`logs --tail` with Live Tail: what's sent, what's shown, and how sessions are replaced."""

import json
import re
import select
import signal
import socket
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from event_stream import event, exception, write_chunks
from golden_case import binary, endpoint_environment

NOON = 1_767_355_200_000  # 2026-01-02T12:00:00Z
ARN = "arn:aws:lambda:us-east-1:123456789012:function:adder"
GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/adder"

CUT = object()  # Closes the connection.
GATE = object()  # Waits for the test.
OPEN = object()  # Sends an update without events every 0.2 s until the client leaves.

INITIAL = event("initial-response")
START = event("sessionStart", requestId="r", sessionId="s", logGroupIdentifiers=[GROUP])


def logged(number, message, id=None):
    return {"logStreamName": "s", "timestamp": NOON + number, "message": message, "ingestionTime": NOON + number} | (
        {"eventId": id} if id else {})


def update(*events, sampled=False):
    results = [event | {"logGroupIdentifier": "123456789012:/aws/lambda/adder"} for event in events]
    return event("sessionUpdate", sessionMetadata={"sampled": sampled}, sessionResults=results)


def damaged(frame):
    """The frame with another byte in its payload."""
    return frame[:-10] + bytes([frame[-10] ^ 1]) + frame[-9:]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self._answer(200, {"FunctionName": "adder", "FunctionArn": ARN})

    def do_POST(self):
        server, body = self.server, self.rfile.read(int(self.headers["Content-Length"]))
        target = self.headers["X-Amz-Target"].removeprefix("Logs_20140328.")
        server.requests.append((target, {name.lower(): value for name, value in self.headers.items()}, body))
        if target == "FilterLogEvents":
            # What a read returns is what was logged when it's asked.
            start = json.loads(body)["startTime"]
            self._answer(200, {"events": [event for event in server.log if event["timestamp"] >= start]})
        elif server.sessions:
            self._stream(server.sessions.pop(0))
        else:
            self._answer(*server.refusal)

    def _answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, parts):
        self.send_response(200)
        self.send_header("Content-Type", "application/vnd.amazon.eventstream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for part in parts:
            if part is CUT:
                self.close_connection = True
                return self.connection.shutdown(socket.SHUT_RDWR)
            if part is GATE:
                self.server.gate.wait(20)
                self.server.gate.clear()
            elif part is OPEN:
                return self._keep_open()
            else:
                write_chunks(self.wfile, part)
        self.wfile.write(b"0\r\n\r\n")

    def _keep_open(self):
        while not select.select([self.connection], [], [], 0.2)[0]:
            write_chunks(self.wfile, update())
        self.close_connection = True
        self.server.left.set()

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.requests, server.sessions, server.log = [], [], []
    server.gate, server.left = threading.Event(), threading.Event()
    server.refusal = (400, {"__type": "UnknownOperationException", "message": "There's no such operation."})
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.gate.set()
    server.shutdown()


class Tail:
    """A running `logs adder --tail`."""

    def __init__(self, server, home, options=""):
        self.process = subprocess.Popen(
            [binary(), "-c", f"logs adder --tail --since 2026-01-02T11:59:00Z --output raw {options}"],
            env=endpoint_environment(home, f"http://127.0.0.1:{server.server_port}"), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def lines(self, until):
        """The lines up to one."""
        shown = []
        while not shown or shown[-1] != until:
            line = self.process.stdout.readline()
            assert line, (shown, self.process.stderr.read())
            shown.append(line.rstrip("\n"))
        return shown

    def stop(self):
        """Ends it with Ctrl-C; returns what else it wrote, and its notices after the one about the connection."""
        self.process.send_signal(signal.SIGINT)
        rest, notices = self.process.communicate(timeout=20)
        assert self.process.returncode == 130
        return rest, notices.splitlines()[1:]


def asked(server, target):
    return [(fields, body) for name, fields, body in server.requests if name == target]


def verify(fields, body, port):
    """Checks the signature as the service does."""
    pattern = r"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\d+/us-east-1/logs/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w+)"
    names, signature = re.fullmatch(pattern, fields["authorization"]).groups()
    request = AWSRequest(
        method="POST", url=f"http://127.0.0.1:{port}/", data=body,
        headers={name: fields[name] for name in names.split(";")})
    request.context["timestamp"] = fields["x-amz-date"]
    auth = SigV4Auth(Credentials("AKIDEXAMPLE", "secret"), "logs", "us-east-1")
    assert signature == auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)


def test_a_session_is_asked_for_signed_and_its_lines_appear_at_once(server, tmp_path):
    server.log = [logged(1, "history\n", "1")]
    server.sessions = [[INITIAL, START, update(logged(1, "history\n"), logged(2, "one\n")), GATE, update(logged(3, "two")), OPEN]]
    tail = Tail(server, tmp_path, "--filter '?ERROR ?WARN'")
    assert tail.lines("one") == ["history", "one"]
    server.gate.set()
    assert tail.lines("two") == ["two"]
    before = time.monotonic()
    assert tail.stop() == ("", [])
    assert time.monotonic() - before < 10
    assert server.left.wait(10)
    [(fields, body)] = asked(server, "StartLiveTail")
    assert json.loads(body) == {"logGroupIdentifiers": [GROUP], "logEventFilterPattern": "?ERROR ?WARN"}
    assert fields["content-type"] == "application/x-amz-json-1.1"
    verify(fields, body, server.server_port)


@pytest.mark.parametrize(
    "end, reason",
    [
        ([exception("SessionTimeoutException", "Live Tail session timed out.")], None),
        ([exception("SessionStreamingException", "Internal error.")], "SessionStreamingException: Internal error"),
        ([update(logged(9, "cut"))[:50], CUT], "http://127.0.0.1:*** closed the connection"),
        ([damaged(update(logged(9, "damaged")))], "the stream is damaged: wrong checksum"),
        ([], "the service ended the session without a reason"),
    ])
def test_a_session_that_ends_is_replaced_without_a_gap_or_a_doubled_line(server, tmp_path, end, reason):
    server.sessions = [
        [INITIAL, START, update(logged(2, "one"), logged(2, "one")), GATE, *end],
        [INITIAL, START, update(logged(2, "one"), logged(5, "three")), OPEN]]
    tail = Tail(server, tmp_path)
    assert tail.lines("one") == ["one"]
    # Logged while there's no session; reads return the lines of the session, too.
    server.log = [logged(2, "one", "1"), logged(2, "one", "2"), logged(4, "two", "3")]
    server.gate.set()
    shown = tail.lines("three")
    while "two" not in shown:
        shown += tail.lines("two")
    rest, notices = tail.stop()
    assert sorted(shown + rest.splitlines()) == ["one", "three", "two"]
    notices = [re.sub(r"127.0.0.1:\d+", "127.0.0.1:***", notice) for notice in notices]
    assert notices == ([f"Live Tail was interrupted: {reason}; reconnecting"] if reason else [])
    assert len(asked(server, "StartLiveTail")) == 2


@pytest.mark.parametrize(
    "refusal, reason",
    [
        ((400, {"__type": "AccessDeniedException",
                "message": f"User: u is not authorized to perform: logs:StartLiveTail on resource: {GROUP}"}),
         f"AccessDeniedException: User: u is not authorized to perform: logs:StartLiveTail on resource: {GROUP}"),
        ((400, {"__type": "UnknownOperationException", "message": "There's no such operation."}),
         "UnknownOperationException: There's no such operation"),
        ((400, {"__type": "LimitExceededException", "message": "Too many sessions."}),
         "LimitExceededException: Too many sessions"),
    ])
def test_without_live_tail_the_log_is_read_and_a_notice_says_why(server, tmp_path, refusal, reason):
    server.refusal, server.log = refusal, [logged(1, "one", "1")]
    tail = Tail(server, tmp_path)
    assert tail.lines("one") == ["one"]
    server.log.append(logged(2, "two", "2"))
    assert tail.lines("two") == ["two"]
    assert tail.stop() == ("", [f"Live Tail isn't available, so the log is read every 2 s: {reason}"])
    assert len(asked(server, "StartLiveTail")) == 1
    # Forced, it's an error.
    forced = Tail(server, tmp_path, "--live")
    out, err = forced.process.communicate(timeout=20)
    assert (out, forced.process.returncode) == ("one\ntwo\n", 1)
    assert reason in err


def test_an_endpoint_for_sessions_that_cannot_be_reached_is_no_reason_to_fail(server, tmp_path):
    server.sessions, server.log = [[CUT]], [logged(1, "one", "1")]
    tail = Tail(server, tmp_path)
    assert tail.lines("one") == ["one"]
    server.log.append(logged(2, "two", "2"))
    assert tail.lines("two") == ["two"]
    _, [notice] = tail.stop()
    assert notice.startswith("Live Tail isn't available, so the log is read every 2 s: http://127.0.0.1:")


def test_poll_asks_for_no_session(server, tmp_path):
    server.sessions, server.log = [[START, OPEN]], [logged(1, "one", "1")]
    tail = Tail(server, tmp_path, "--poll")
    assert tail.lines("one") == ["one"]
    server.log.append(logged(2, "two", "2"))
    assert tail.lines("two") == ["two"]
    assert tail.stop() == ("", [])
    assert asked(server, "StartLiveTail") == []


def test_lines_that_the_service_leaves_out_are_announced(server, tmp_path):
    server.sessions = [[START, update(logged(1, "one"), sampled=True), update(logged(2, "two"), sampled=True), OPEN]]
    tail = Tail(server, tmp_path)
    assert tail.lines("two") == ["one", "two"]
    assert tail.stop() == (
        "", ["there are more than 500 lines a second, so Live Tail leaves some out; `--poll` shows all of them"])


def test_one_invocation_can_be_followed(server, tmp_path):
    ours, others = "8f0e1f9c-0000-4000-8000-000000000001", "8f0e1f9c-0000-4000-8000-000000000002"
    server.sessions = [[START, update(
        logged(1, f"START RequestId: {others} Version: 1\n"), logged(2, "of another"),
        logged(3, f"REPORT RequestId: {others}\tDuration: 1 ms\n"),
        logged(4, f"START RequestId: {ours} Version: 1\n"), logged(5, "ours"),
        logged(6, json.dumps({"type": "platform.report", "record": {"requestId": ours}})), logged(7, "between")), OPEN]]
    tail = Tail(server, tmp_path, f"--request {ours}")
    report = json.dumps({"type": "platform.report", "record": {"requestId": ours}})
    assert tail.lines(report) == [f"START RequestId: {ours} Version: 1", "ours", report]
    assert tail.stop() == ("", [])


def test_until_ends_a_session(server, tmp_path):
    server.sessions = [[START, update(logged(1, "one")), OPEN]]
    until = int(time.time() * 1000) + 3_000
    tail = Tail(server, tmp_path, f"--until {until}")
    out, err = tail.process.communicate(timeout=20)
    assert (out, err.splitlines()[1:], tail.process.returncode) == ("one\n", [], 0)
    assert server.left.wait(10)
