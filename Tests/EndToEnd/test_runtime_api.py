# SPDX-License-Identifier: GPL-3.0-or-later
"""The Runtime API in detail: a runtime that makes mistakes on purpose and reports the responses."""

import base64
import json

import pytest

from golden_case import python_program
from test_serve import invoke

# The event names what the runtime does; the event "tell" returns the responses it got.
RUNTIME = python_program("""\
import base64, http.client, json, os, socket
authority = os.environ["AWS_LAMBDA_RUNTIME_API"]
connection, base = http.client.HTTPConnection(authority), "/2018-06-01/runtime"
answers = []

def call(method, path, body=None, **headers):
    connection.request(method, base + path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer.status, answer.headers, json.loads(answer.read() or "null")

def note(name, answer):
    answers.append([name, answer[0], (answer[2] or {}).get("errorType")])

def raw(text):
    host, port = authority.split(":")
    with socket.create_connection((host, int(port))) as other:
        other.sendall(text)
        return int(other.recv(65536).split()[1])

while True:
    status, headers, event = call("GET", "/invocation/next")
    if status != 200: break
    me = "/invocation/" + headers["lambda-runtime-aws-request-id"]
    nonce = headers["lambda-runtime-invocation-id"]
    if event == "next":
        note("next while running", call("GET", "/invocation/next"))
        note("init error while running", call("POST", "/init/error", "{}"))
        note("unknown path", call("GET", "/nonsense"))
        note("wrong id", call("POST", "/invocation/nobody/response", "1"))
        note("wrong nonce", call("POST", me + "/response", "1", lambda_runtime_invocation_id="old"))
        note("right nonce", call("POST", me + "/response", "1", lambda_runtime_invocation_id=nonce))
        note("second response", call("POST", me + "/response", "2"))
        note("error after the response", call("POST", me + "/error", "{}"))
    elif event == "large":
        note("too large", call("POST", me + "/response", b"1" * 6291557))
    elif event == "large error":
        note("too large", call("POST", me + "/error", b"1" * 6291557))
    elif event == "mode":
        note("mode", call("POST", me + "/response", "1", lambda_runtime_function_response_mode="sideways"))
    elif event == "chunked":
        note("chunked", call("POST", me + "/response", iter([b'{"in": ', b'"pieces"}'])))
    elif event == "trailers":
        failure = base64.b64encode(b'{"errorType": "Late", "errorMessage": "half-way"}').decode()
        answers.append(["trailers", raw((
            f"POST {base}{me}/response HTTP/1.1\\r\\nHost: {authority}\\r\\n"
            "Lambda-Runtime-Function-Response-Mode: streaming\\r\\nTransfer-Encoding: chunked\\r\\n"
            "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\\r\\n\\r\\n"
            "4\\r\\nsome\\r\\n0\\r\\nLambda-Runtime-Function-Error-Type: Runtime.Late\\r\\n"
            f"Lambda-Runtime-Function-Error-Body: {failure}\\r\\n\\r\\n").encode()), None])
    elif event == "headers":
        call("POST", me + "/response", json.dumps(dict(headers)))
    elif event == "error":
        call("POST", me + "/error", '{"errorType": "Mine", "errorMessage": "m"}')
    else:
        call("POST", me + "/response", json.dumps(answers))
""")


@pytest.fixture
def client(functions, serve):
    return serve(functions({"f/bootstrap": RUNTIME, "f/function.json": '{"Timeout": 20}'})).client()


def test_calls_that_do_not_fit_are_refused(client):
    assert invoke(client, "f", "next")["Value"] == 1
    assert invoke(client, "f", "tell")["Value"] == [
        ["next while running", 403, "InvalidStateTransition"],
        ["init error while running", 403, "InvalidStateTransition"],
        ["unknown path", 404, None],
        ["wrong id", 400, "InvalidRequestID"],
        ["wrong nonce", 410, "Gone"],
        ["right nonce", 202, None],
        ["second response", 400, "InvalidRequestID"],
        ["error after the response", 400, "InvalidRequestID"],
    ]


@pytest.mark.parametrize("event", ["large", "large error"])
def test_a_result_that_is_too_large_fails_the_invocation(client, event):
    assert invoke(client, "f", event)["Value"] == {
        "errorMessage": "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
        "errorType": "Function.ResponseSizeTooLarge"}
    assert invoke(client, "f", "tell")["Value"] == [["too large", 413, "RequestEntityTooLarge"]]


def test_an_unknown_response_mode_fails_the_invocation(client):
    assert invoke(client, "f", "mode")["Value"]["errorType"] == "Runtime.InvalidResponseModeHeader"
    assert invoke(client, "f", "tell")["Value"] == [["mode", 400, "InvalidFunctionResponseMode"]]


def test_a_result_may_come_in_chunks(client):
    assert invoke(client, "f", "chunked")["Value"] == {"in": "pieces"}


def test_an_error_may_come_after_a_part_of_the_result(client):
    events = list(client.invoke_with_response_stream(FunctionName="f", Payload=b'"trailers"')["EventStream"])
    assert events[0] == {"PayloadChunk": {"Payload": b"some"}}
    assert events[-1]["InvokeComplete"]["ErrorCode"] == "Unhandled"
    assert json.loads(events[-1]["InvokeComplete"]["ErrorDetails"]) == {"errorType": "Late", "errorMessage": "half-way"}
    assert invoke(client, "f", "tell")["Value"] == [["trailers", 202, None]]


def test_an_error_is_passed_on_as_the_runtime_wrote_it(client):
    answer = invoke(client, "f", "error")
    assert (answer["FunctionError"], answer["Value"]) == ("Unhandled", {"errorType": "Mine", "errorMessage": "m"})


def test_an_event_comes_with_all_that_a_runtime_needs(client):
    context = base64.b64encode(b'{"custom": {"a": 1}}').decode()
    answer = invoke(client, "f", "headers", ClientContext=context)
    fields = {name.lower(): value for name, value in answer["Value"].items()}
    assert fields["lambda-runtime-aws-request-id"] == answer["ResponseMetadata"]["RequestId"]
    assert fields["lambda-runtime-invoked-function-arn"] == "arn:aws:lambda:us-east-1:000000000000:function:f"
    assert int(fields["lambda-runtime-deadline-ms"]) > 1_700_000_000_000
    assert fields["lambda-runtime-trace-id"].startswith("Root=1-")
    assert json.loads(fields["lambda-runtime-client-context"]) == {"custom": {"a": 1}}
    assert fields["lambda-runtime-invocation-id"] and fields["content-type"] == "application/json"
