# SPDX-License-Identifier: GPL-3.0-or-later
"""The Extensions API and the Telemetry API, with extensions as programs in a layer and in the function's process."""

import json
import os

import pytest

from golden_case import python_program
from test_serve import eventually, invoke, processes

# An extension that records what it receives. The functions' variable EXTENSION says what it does.
PROGRAM = python_program("""\
import http.client, http.server, json, os, sys, threading, time
kind, journal = os.environ.get("EXTENSION", ""), open(os.environ["JOURNAL"], "a", buffering=1)
connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
base, name = "/2020-01-01/extension", os.path.basename(sys.argv[0])

def note(**members):
    journal.write(json.dumps(members) + "\\n")

def call(method, path, body=None, **headers):
    connection.request(method, path, None if body is None else json.dumps(body), headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    return answer.status, answer.headers, json.loads(text) if text else None

class Listener(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        note(telemetry=json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(200); self.send_header("content-length", "0"); self.end_headers()
    def log_message(self, *arguments): pass

if kind == "crash-early": sys.exit(5)
print("coming up", flush=True)
events = ["INVOKE"] if kind == "invoke-only" else ["INVOKE", "SHUTDOWN"]
status, headers, answer = call(
    "POST", base + "/register", {"events": events},
    **{"Lambda-Extension-Name": name, "Lambda-Extension-Accept-Feature": "accountId"})
note(registered=answer, environment=sorted(os.environ))
me = {"Lambda-Extension-Identifier": headers["Lambda-Extension-Identifier"]}
if kind == "telemetry":
    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    status, _, answer = call("PUT", "/2022-07-01/telemetry", {
        "schemaVersion": "2022-12-13", "types": ["platform", "function", "extension"],
        "buffering": {"timeoutMs": 25},
        "destination": {"protocol": "HTTP", "URI": f"http://sandbox.localdomain:{server.server_port}/x"}}, **me)
    note(subscribed=[status, answer])
if kind == "init-error":
    note(failed=call("POST", base + "/init/error", {}, **me, **{"Lambda-Extension-Function-Error-Type": "Extension.Mine"})[0])
    sys.exit(1)
while True:
    status, _, event = call("GET", base + "/event/next", **me)
    note(status=status, event=event)
    if kind == "crash" : os._exit(7)
    if kind == "exit-error":
        call("POST", base + "/exit/error", {}, **me, **{"Lambda-Extension-Function-Error-Type": "Extension.Mine"})
    if kind == "slow": time.sleep(0.5); note(slept=True)
    if event.get("eventType") == "SHUTDOWN" or status != 200:
        sys.exit(0)
""")

HANDLER = "import time\ndef handler(event, context):\n    print('working')\n    time.sleep(event.get('sleep', 0))\n    return event\n"


@pytest.fixture
def extended(functions, serve, tmp_path):
    """Serves a function with an extension. Returns the server and a reader of the extension's journal."""

    def start(kind, names=("watcher",), timeout=10, handler=HANDLER):
        journal = tmp_path / "journal"
        folder = functions({
            "f/handler.py": handler,
            "f/function.json": json.dumps({
                "Timeout": timeout, "Layers": ["../../layer"],
                "Environment": {"Variables": {"EXTENSION": kind, "JOURNAL": str(journal)}}}),
            **{f"../layer/extensions/{name}": PROGRAM for name in names}})
        for name in names:
            (folder.parent / f"layer/extensions/{name}").chmod(0o755)

        def read(key):
            lines = journal.read_text().splitlines() if journal.exists() else []
            return [entry for entry in map(json.loads, lines) if key in entry]

        return serve(folder), read

    return start


def test_an_extension_is_told_of_invocations_and_of_the_end(extended, tmp_path):
    server, read = extended("")
    for number in range(2):
        assert invoke(server.client(), "f", {"n": number})["Value"] == {"n": number}
    first = read("registered")[0]
    assert first["registered"] == {
        "functionName": "f", "functionVersion": "$LATEST", "handler": "handler.handler", "accountId": "0" * 12}
    assert "AWS_LAMBDA_FUNCTION_NAME" in first["environment"]
    assert not {"_HANDLER", "LAMBDA_TASK_ROOT", "AWS_EXECUTION_ENV", "HOME"} & set(first["environment"])
    eventually(lambda: len(read("event")) == 2)
    event = read("event")[0]["event"]
    assert list(event) == ["eventType", "deadlineMs", "requestId", "invokedFunctionArn", "tracing"]
    assert event["eventType"] == "INVOKE" and event["tracing"]["type"] == "X-Amzn-Trace-Id"
    assert "f  coming up" in server.text
    assert "f  EXTENSION\tName: watcher\tState: Ready\tEvents: [INVOKE, SHUTDOWN]" in server.text
    assert server.stop() == 0
    assert read("event")[2]["event"]["eventType"] == "SHUTDOWN"
    assert read("event")[2]["event"]["shutdownReason"] == "spindown"
    assert processes(str(tmp_path)) == []


def test_the_next_invocation_waits_for_the_extension_and_the_result_does_not(extended):
    server, read = extended("slow")
    client = server.client()
    invoke(client, "f", {})
    invoke(client, "f", {})
    # The second was only delivered once the extension had asked for its next event.
    assert len(read("slept")) >= 1


def test_after_a_timeout_extensions_are_told_why_and_come_up_again(extended):
    server, read = extended("", timeout=1)
    client = server.client()
    assert invoke(client, "f", {"sleep": 60})["Value"]["errorType"] == "Sandbox.Timedout"
    assert invoke(client, "f", {"n": 2})["Value"] == {"n": 2}
    reasons = [entry["event"].get("shutdownReason") for entry in read("event")]
    assert reasons[:2] == [None, "timeout"] and len(read("registered")) == 2


@pytest.mark.parametrize(
    ("kind", "error_type", "message"),
    [("crash", "Extension.Crash", "exit code 7"), ("crash-early", "Extension.Crash", "exit code 5"),
     ("init-error", "Extension.InitError", "exit code 0"), ("exit-error", "Extension.ExitError", "exit code 0")])
def test_an_extension_that_fails_takes_the_sandbox_with_it(extended, kind, error_type, message):
    server, _ = extended(kind)
    for _ in range(2):
        # A crash at the end of an invocation is the next one's: this one is long enough to see it.
        value = invoke(server.client(), "f", {"sleep": 3})["Value"]
        assert value["errorType"] == error_type
        assert value["errorMessage"].endswith(f"Error: {message}")


def test_two_extensions_one_of_which_does_not_want_to_know_of_the_end(extended, tmp_path):
    server, read = extended("invoke-only", names=("first", "second"))
    assert invoke(server.client(), "f", {})["Value"] == {}
    assert len(read("registered")) == 2
    assert server.stop() == 0
    assert [entry["event"]["eventType"] for entry in read("event")] == ["INVOKE", "INVOKE"]
    assert processes(str(tmp_path)) == []


def test_extensions_end_with_a_server_that_is_killed(extended, tmp_path):
    # Where layers are in /opt, the command line doesn't contain the folder of the test.
    name = f"watcher-{os.getpid()}"
    server, _ = extended("", names=[name])
    assert invoke(server.client(), "f", {})["Value"] == {}
    assert processes(f"extensions/{name}")
    server.process.kill()
    server.process.wait()
    eventually(lambda: processes(f"extensions/{name}") == [] and processes(str(tmp_path)) == [])


def test_telemetry_is_sent_to_a_subscriber(extended):
    server, read = extended("telemetry")
    request_id = invoke(server.client(), "f", {})["ResponseMetadata"]["RequestId"]
    assert read("subscribed")[0]["subscribed"] == [200, "OK"]

    def events():
        return [event for entry in read("telemetry") for event in entry["telemetry"]]

    eventually(lambda: "platform.report" in [event["type"] for event in events()])
    found = {event["type"]: event["record"] for event in events()}
    assert found["platform.telemetrySubscription"] == {
        "name": "watcher", "state": "Subscribed", "types": ["platform", "function", "extension"]}
    assert found["platform.initStart"]["functionName"] == "f"
    assert found["platform.initReport"]["metrics"]["durationMs"] > 0
    assert found["platform.start"]["requestId"] == request_id
    assert found["function"] == "working\n" and found["extension"] == "coming up\n"
    assert found["platform.runtimeDone"]["status"] == "success"
    assert found["platform.runtimeDone"]["metrics"]["producedBytes"] == 2
    assert found["platform.report"]["metrics"]["memorySizeMB"] == 128
    assert all(event["time"].endswith("Z") and len(event["time"]) == 24 for event in events())


INTERNAL = """
import http.client, json, os, threading
authority, _, path = os.environ["AWS_LAMBDA_RUNTIME_API"].partition("/")
seen = []

def call(method, target, body=None, **headers):
    connection = http.client.HTTPConnection(authority)
    connection.request(method, f"/{path}/2020-01-01/extension{target}", body, headers)
    answer = connection.getresponse()
    return answer.status, answer.headers, json.loads(answer.read())

def refusal(events, **headers):
    status, _, answer = call("POST", "/register", json.dumps({"events": events}), **headers)
    return [status, answer["errorType"]]

named = {"Lambda-Extension-Name": "inner"}
refused = [refusal(["INVOKE"]), refusal(["SHUTDOWN"], **named), refusal(["LUNCH"], **named)]
_, headers, _ = call("POST", "/register", '{"events": ["INVOKE"]}', **named)
identifier = headers["Lambda-Extension-Identifier"]
refused.append(refusal(["INVOKE"], **named))

def listen():
    while True:
        seen.append(call("GET", "/event/next", **{"Lambda-Extension-Identifier": identifier})[2]["requestId"])

threading.Thread(target=listen, daemon=True).start()

def handler(event, context):
    late = refusal([], **{"Lambda-Extension-Name": "late"})
    unknown = call("GET", "/event/next", **{"Lambda-Extension-Identifier": "nobody"})[2]["errorType"]
    return {"refused": refused, "late": late, "unknown": unknown, "seen": len(seen)}
"""


def test_an_extension_within_the_runtime(functions, serve):
    client = serve(functions({"f/handler.py": INTERNAL, "f/function.json": '{"Timeout": 10}'})).client()
    value = invoke(client, "f", {})["Value"]
    assert value["refused"] == [
        [403, "Extension.InvalidExtensionName"], [403, "Extension.InvalidEventType"],
        [403, "Extension.InvalidEventType"], [403, "Extension.InvalidExtensionState"]]
    assert value["late"] == [403, "Extension.RegistrationClosed"]
    assert value["unknown"] == "Extension.UnknownExtensionIdentifier"
    assert invoke(client, "f", {})["Value"]["seen"] >= 1
