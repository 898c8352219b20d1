# SPDX-License-Identifier: GPL-3.0-or-later
"""Function URLs of `lamsh serve --urls`: requests become events, and results become responses."""

import base64
import http.client
import json
import os
import re
import shutil
import socket
import sys

import boto3
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from test_recorded_answers import PYTHON, archive
from test_serve import ACCOUNT, error_of, eventually

ROLE = f"arn:aws:iam::{ACCOUNT}:role/r"

# Returns its event as the body, or what the event's body says.
CODE = """
import json
def handler(event, context):
    if event["rawPath"] == "/result": return json.loads(event["body"])
    if event["rawPath"] == "/fail": raise ValueError("no")
    if event["rawPath"] == "/trace": return event["headers"]["x-amzn-trace-id"]
    return {"statusCode": 200, "body": json.dumps(event)}
"""

# Sends what the request's body says as a stream: {"type", "parts": [text, …], "error"}. Each part after the first waits
# until a file exists.
STREAMING = f"""#!{sys.executable}
import base64, http.client, json, os, socket, time
host, port = os.environ["AWS_LAMBDA_RUNTIME_API"].split(":", 1)
port, _, prefix = port.partition("/")
prefix = prefix and "/" + prefix
connection, base = http.client.HTTPConnection(host, int(port)), prefix + "/2018-06-01/runtime/invocation/"
while True:
    connection.request("GET", base + "next")
    answer = connection.getresponse()
    event, me = json.loads(answer.read()), answer.headers["lambda-runtime-aws-request-id"]
    order = json.loads(event["body"])
    if "whole" in order:
        connection.request("POST", base + me + "/response", json.dumps(order["whole"]))
        connection.getresponse().read()
        continue
    with socket.create_connection((host, int(port))) as output:
        def send(text): output.sendall(text.encode())
        send(f"POST {{base}}{{me}}/response HTTP/1.1\\r\\nHost: {{host}}\\r\\n"
             "Lambda-Runtime-Function-Response-Mode: streaming\\r\\nTransfer-Encoding: chunked\\r\\n"
             "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\\r\\n")
        if "type" in order: send("Content-Type: " + order["type"] + "\\r\\n")
        send("\\r\\n")
        for number, part in enumerate(order["parts"]):
            while number and "gate" in order and not os.path.exists(order["gate"]): time.sleep(0.01)
            send(f"{{len(part.encode()):x}}\\r\\n{{part}}\\r\\n")
        send("0\\r\\n")
        if "error" in order:
            failure = base64.b64encode(json.dumps({{"errorType": "E", "errorMessage": order["error"]}}).encode()).decode()
            send(f"Lambda-Runtime-Function-Error-Type: E\\r\\nLambda-Runtime-Function-Error-Body: {{failure}}\\r\\n")
        send("\\r\\n")
        output.recv(65536)
"""
PRELUDE = "application/vnd.awslambda.http-integration-response"
NUL = "\0" * 8


def port_of(server):
    return int(server.endpoint.rpartition(":")[2])


def call(server, method, path, body=None, headers=()):
    """The response to a request with exactly these header fields, in this order."""
    connection = http.client.HTTPConnection("127.0.0.1", port_of(server), timeout=60)
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in headers:
        connection.putheader(name, value)
    if body is not None:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    response = connection.getresponse()
    return response, response.read()


@pytest.fixture(scope="module")
def server(module_serve, tmp_path_factory):
    folder = tmp_path_factory.mktemp("functions")
    for name, text in {"f/handler.py": CODE, "s/bootstrap": STREAMING, "2048/handler.py": CODE}.items():
        (folder / name).parent.mkdir()
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    return module_serve(folder, "--urls")


def event_of(server, method, path, body=None, headers=()):
    response, text = call(server, method, path, body, headers)
    assert response.status == 200, text
    return json.loads(text)


def test_an_event_has_all_members_and_no_others(server):
    event = event_of(server, "GET", "/f", headers=[("User-Agent", "test/1")])
    assert list(event) == ["version", "routeKey", "rawPath", "rawQueryString", "headers", "requestContext", "isBase64Encoded"]
    context = event["requestContext"]
    assert (event["version"], event["routeKey"], event["rawPath"]) == ("2.0", "$default", "/")
    assert context["http"] == {
        "method": "GET", "path": "/", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "test/1"}
    assert (context["accountId"], context["apiId"], context["stage"]) == ("anonymous", "f", "$default")
    assert context["domainName"] == event["headers"]["host"] == f"127.0.0.1:{port_of(server)}"
    assert re.fullmatch(r"\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d \+0000", context["time"])
    assert isinstance(context["timeEpoch"], int)
    assert event["headers"]["x-forwarded-for"] == "127.0.0.1"
    assert event["headers"]["x-forwarded-port"] == str(port_of(server))
    assert event["headers"]["x-forwarded-proto"] == "http"
    assert event["headers"]["x-amzn-trace-id"].startswith("Root=1-")


@pytest.mark.parametrize("path, raw, query, parameters", [
    ("/f", "/", "", None),
    ("/f/", "/", "", None),
    ("/f/a%2Fb/%7Ec/", "/a%2Fb/%7Ec/", "", None),
    ("/f//double//slash", "//double//slash", "", None),
    ("/f/x?q=query&multiQuery=foo&multiQuery=%2Fbar", "/x", "q=query&multiQuery=foo&multiQuery=%2Fbar",
     {"q": "query", "multiQuery": "foo,/bar"}),
    ("/f/x?a=1+2%203&empty=&bare", "/x", "a=1+2%203&empty=&bare", {"a": "1 2 3", "empty": "", "bare": ""}),
    ("/f?q=%C3%A9", "/", "q=%C3%A9", {"q": "é"}),
    ("/2048/x", "/x", "", None),
])
def test_paths_and_queries(server, path, raw, query, parameters):
    event = event_of(server, "GET", path)
    assert (event["rawPath"], event["rawQueryString"]) == (raw, query)
    assert event["requestContext"]["http"]["path"] == raw
    assert event.get("queryStringParameters") == parameters


@pytest.mark.parametrize("sent, found", [
    ([("Extra-Headers", "With WeiRd CapS")], {"extra-headers": "With WeiRd CapS"}),
    ([("X-A", "1"), ("x-a", "2"), ("X-B", "")], {"x-a": "1,2", "x-b": ""}),
    ([("X-Forwarded-For", "10.0.0.1")], {"x-forwarded-for": "10.0.0.1, 127.0.0.1"}),
    ([("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793")],
     {"x-amzn-trace-id": "Root=1-5759e988-bd862e3fe1be46a994272793"}),
    ([("Connection", "keep-alive"), ("Cookie", "a=1")], {"connection": None, "cookie": None}),
])
def test_header_fields(server, sent, found):
    headers = event_of(server, "GET", "/f", headers=sent)["headers"]
    assert {name: headers.get(name) for name in found} == found
    assert all(name == name.lower() for name in headers)


def test_cookies_are_a_list(server):
    event = event_of(server, "GET", "/f", headers=[("Cookie", "a=1; b=2;c=3"), ("Cookie", "d=4")])
    assert event["cookies"] == ["a=1", "b=2", "c=3", "d=4"]


@pytest.mark.parametrize("kind, body, found", [
    ("application/json", b'{"foo": "bar"}', '{"foo": "bar"}'),
    ("Text/Plain; charset=utf-8", "h\u00e9".encode(), "h\u00e9"),
    ("application/xml", b"<a/>", "<a/>"),
    ("application/problem+json", b"{}", "{}"),
    ("application/json", b"\xff", None),
    ("application/x-www-form-urlencoded", b"a=b", None),
    ("multipart/form-data; boundary=b", b"--b\r\n\r\ntext\r\n--b--\r\n", None),
    ("application/octet-stream", b"\0\1", None),
    (None, b"text", None),
])
def test_bodies_are_text_or_base64(server, kind, body, found):
    event = event_of(server, "POST", "/f", body, [("Content-Type", kind)] if kind else [])
    assert event["isBase64Encoded"] == (found is None)
    assert event["body"] == (found if found is not None else base64.b64encode(body).decode())


def test_a_body_without_bytes_is_absent(server):
    event = event_of(server, "POST", "/f", b"", [("Content-Type", "text/plain")])
    assert "body" not in event and event["isBase64Encoded"] is False


JSON = "application/json"


@pytest.mark.parametrize("result, status, body", [
    ({"hello": "world"}, 200, b'{"hello":"world"}'),
    (["hello", 3, True], 200, b'["hello",3,true]'),
    ("hello", 200, b"hello"),
    ("h\u00e9", 200, "h\u00e9".encode()),
    (3, 200, b"3"),
    (3.1, 200, b"3.1"),
    (True, 200, b"true"),
    (None, 200, b"null"),
    ({"body": "no status"}, 200, b'{"body":"no status"}'),
    ({"statusCode": 200, "body": "body123"}, 200, b"body123"),
    ({"statusCode": 201}, 201, b""),
    ({"statusCode": "202", "body": ""}, 202, b""),
    ({"statusCode": 200, "body": None, "headers": None, "cookies": None}, 200, b""),
    ({"statusCode": 404, "body": "{}"}, 404, b"{}"),
    ({"statusCode": 200, "body": "aGk=", "isBase64Encoded": True}, 200, b"hi"),
    ({"statusCode": 204, "body": "dropped"}, 204, b""),
    ({"statusCode": 304, "body": "dropped"}, 304, b""),
    ({"statusCode": 99}, 502, b"Internal Server Error"),
    ({"statusCode": 600}, 502, b"Internal Server Error"),
    ({"statusCode": "ok"}, 502, b"Internal Server Error"),
    ({"statusCode": None}, 502, b"Internal Server Error"),
    ({"statusCode": 200, "body": {"a": 1}}, 502, b"Internal Server Error"),
    ({"statusCode": 200, "body": 1}, 502, b"Internal Server Error"),
    ({"statusCode": 200, "body": "?", "isBase64Encoded": True}, 502, b"Internal Server Error"),
    ({"statusCode": 200, "headers": ["a"]}, 502, b"Internal Server Error"),
    ({"statusCode": 200, "headers": {"a": {}}}, 502, b"Internal Server Error"),
    ({"statusCode": 200, "cookies": "a=1"}, 502, b"Internal Server Error"),
])
def test_results_become_responses(server, result, status, body):
    response, found = call(server, "POST", "/f/result", json.dumps(result).encode(), [("Content-Type", JSON)])
    assert (response.status, found) == (status, body)
    assert response.headers["content-type"] == JSON
    assert response.headers["content-length"] == (None if status in (204, 304) else str(len(body)))
    assert re.fullmatch(r"[0-9a-f-]{36}", response.headers["x-amzn-requestid"])
    assert response.headers["x-amzn-trace-id"].startswith("Root=1-")


def test_a_result_that_is_no_response_is_explained_in_the_log(server):
    call(server, "POST", "/f/result", json.dumps({"statusCode": 200, "body": {}}).encode(), [("Content-Type", JSON)])
    eventually(lambda: "can't send this result as a response: body must be a string." in server.text)


def test_header_fields_and_cookies_of_a_response(server):
    result = {
        "statusCode": 200, "cookies": ["a=1", "b=2; Secure"], "body": "x",
        "headers": {"X-One": "1", "content-type": "text/html", "X-Flag": True, "X-Number": 5, "X-None": None,
                    "Content-Length": "99", "Transfer-Encoding": "chunked", "Set-Cookie": "c=3"}}
    response, body = call(server, "POST", "/f/result", json.dumps(result).encode(), [("Content-Type", JSON)])
    headers = response.headers
    assert (headers["x-one"], headers["x-flag"], headers["x-number"], headers["x-none"]) == ("1", "true", "5", None)
    assert (headers.get_all("content-type"), headers.get_all("content-length"), body) == (["text/html"], ["1"], b"x")
    assert sorted(headers.get_all("set-cookie")) == ["a=1", "b=2; Secure", "c=3"]


def test_failures(server):
    response, body = call(server, "GET", "/f/fail")
    assert (response.status, body, response.headers["content-type"]) == (502, b"Internal Server Error", JSON)
    response, body = call(server, "GET", "/none")
    assert (response.status, body) == (404, b'{"Message":null}')
    response, body = call(server, "GET", "/f:none")
    assert (response.status, response.headers["x-amzn-errortype"]) == (403, "AccessDeniedException")
    assert b"Forbidden. For troubleshooting Function URL" in body


def test_the_request_id_and_the_trace_are_those_of_the_invocation(server):
    response, body = call(server, "GET", "/f")
    assert json.loads(body)["requestContext"]["requestId"] == response.headers["x-amzn-requestid"]
    response, body = call(server, "GET", "/f/trace")
    assert body.decode() == response.headers["x-amzn-trace-id"]


def test_throttling(functions, serve):
    server = serve(functions({"f/handler.py": CODE, "f/function.json": '{"ReservedConcurrentExecutions": 0}'}), "--urls")
    response, body = call(server, "GET", "/f")
    assert (response.status, response.headers["x-amzn-errortype"]) == (429, "TooManyRequestsException")


def test_sizes(server):
    text = [("Content-Type", "text/plain")]
    result = json.dumps({"statusCode": 200, "body": "x" * 5_000_000}).encode()
    response, body = call(server, "POST", "/f/result", result, text)
    assert (response.status, len(body)) == (200, 5_000_000)
    # As base64 it's too large for an event.
    response, body = call(server, "POST", "/f", b"x" * 5_000_000)
    assert response.status == 413 and b"6291456 bytes" in body


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "PURGE"])
def test_methods_reach_the_function(server, method):
    response, body = call(server, method, "/f/x")
    assert response.status == 200
    if method == "HEAD":
        assert body == b"" and int(response.headers["content-length"]) > 100
    else:
        assert json.loads(body)["requestContext"]["http"]["method"] == method


def test_one_connection_for_many_requests(server):
    connection = http.client.HTTPConnection("127.0.0.1", port_of(server), timeout=60)
    for body, found in ((b"1", "1"), (iter([b"tw", b"o"]), "two"), (None, None), (b"4", "4")):
        connection.request("POST", "/f", body, {"Content-Type": "text/plain"}, encode_chunked=True)
        event = json.loads(connection.getresponse().read())
        assert event.get("body") == found
        assert "transfer-encoding" not in event["headers"]
    for status in (204, 304, 200):
        connection.request("POST", "/f/result", json.dumps({"statusCode": status, "body": "x"}), {"Content-Type": JSON})
        response = connection.getresponse()
        assert (response.status, response.read()) == (status, b"x" if status == 200 else b"")


# ---- streams


def order(server, path="/s", **members):
    return call(server, "POST", path, json.dumps(members).encode(), [("Content-Type", JSON)])


@pytest.mark.parametrize("members, status, kind, body", [
    ({"parts": ["a", "b"]}, 200, "application/octet-stream", b"ab"),
    ({"type": "text/event-stream", "parts": ["a", "b"]}, 200, "text/event-stream", b"ab"),
    ({"type": "text/plain", "parts": []}, 200, "text/plain", b""),
    ({"type": PRELUDE, "parts": ['{"statusCode":201}' + NUL + "rest", "more"]}, 201, JSON, b"restmore"),
    ({"type": PRELUDE, "parts": ['{"status', 'Code":404,"headers":{"content-type":"text/html"}}\0\0\0', "\0\0\0\0", "\0x"]},
     404, "text/html", b"x"),
    ({"type": PRELUDE, "parts": ["{}" + NUL]}, 200, JSON, b""),
    ({"type": PRELUDE, "parts": ["{}" + NUL + NUL]}, 200, JSON, NUL.encode()),
    ({"type": PRELUDE, "parts": ["[]" + NUL]}, 502, JSON, b"Internal Server Error"),
    ({"type": PRELUDE, "parts": ['{"statusCode":99}' + NUL + "x"]}, 502, JSON, b"Internal Server Error"),
    ({"type": PRELUDE, "parts": ['{"statusCode":200}']}, 502, JSON, b"Internal Server Error"),
    ({"parts": [], "error": "no"}, 502, JSON, b"Internal Server Error"),
    ({"whole": {"statusCode": 201, "body": "whole"}}, 201, JSON, b"whole"),
    ({"whole": "text"}, 200, JSON, b"text"),
])
def test_streams_become_responses(server, members, status, kind, body):
    response, found = order(server, **members)
    assert (response.status, response.headers["content-type"], found) == (status, kind, body)
    assert response.headers["x-amzn-requestid"]


def test_cookies_of_a_stream(server):
    prelude = json.dumps({"headers": {"X-A": "b", "Content-Length": "1"}, "cookies": ["a=1", "b=2"]})
    response, body = order(server, type=PRELUDE, parts=[prelude + NUL, "body"])
    assert response.headers.get_all("set-cookie") == ["a=1", "b=2"]
    assert (response.headers["x-a"], body) == ("b", b"body")


def test_a_stream_arrives_as_it_is_written(server, tmp_path):
    gate = tmp_path / "gate"
    connection = http.client.HTTPConnection("127.0.0.1", port_of(server), timeout=60)
    body = json.dumps({"type": PRELUDE, "parts": ['{"statusCode":200}' + NUL + "first", "second"], "gate": str(gate)})
    connection.request("POST", "/s", body, {"Content-Type": JSON})
    response = connection.getresponse()
    assert response.read(5) == b"first"
    gate.touch()
    assert response.read() == b"second"


def test_an_error_in_the_middle_of_a_stream_ends_the_connection(server):
    with socket.create_connection(("127.0.0.1", port_of(server)), timeout=60) as connection:
        body = json.dumps({"type": "text/plain", "parts": ["part"], "error": "no"})
        connection.sendall(
            f"POST /s HTTP/1.1\r\nHost: localhost\r\nContent-Type: {JSON}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
        received = b""
        while piece := connection.recv(65_536):
            received += piece
    assert received.startswith(b"HTTP/1.1 200 ") and b"part" in received


def test_a_function_survives_a_client_that_leaves(server, tmp_path):
    gate = tmp_path / "gate"
    body = json.dumps({"type": "text/plain", "parts": ["first", "second"], "gate": str(gate)})
    with socket.create_connection(("127.0.0.1", port_of(server)), timeout=60) as connection:
        connection.sendall(
            f"POST /s HTTP/1.1\r\nHost: localhost\r\nContent-Type: {JSON}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
        while b"first" not in connection.recv(65_536):
            pass
    gate.touch()
    assert order(server, parts=["again"])[1] == b"again"


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js isn't installed")
def test_a_node_function_streams_to_its_url(functions, serve):
    code = """
export const handler = awslambda.streamifyResponse(async (event, output) => {
  output = awslambda.HttpResponseStream.from(output, {statusCode: 418, headers: {"X-A": "b"}, cookies: ["c=d"]});
  output.write("tea");
  output.end("pot");
});
"""
    response, body = call(serve(functions({"n/index.mjs": code}), "--urls"), "GET", "/n")
    assert (response.status, response.headers["x-a"], body) == (418, "b", b"teapot")
    assert response.headers["set-cookie"] == "c=d"


# ---- configurations


@pytest.fixture
def deployed(serve, tmp_path):
    (tmp_path / "empty").mkdir()
    server = serve(tmp_path / "empty", "--urls")
    client = server.client()
    client.create_function(
        FunctionName="f", Runtime=PYTHON, Handler="handler.handler", Role=ROLE,
        Code={"ZipFile": archive({"handler.py": CODE})}, Publish=True)
    return server, client


def test_the_life_of_a_configuration(deployed):
    server, client = deployed
    created = client.create_function_url_config(FunctionName="f", AuthType="NONE")
    assert set(created) == {"FunctionUrl", "FunctionArn", "AuthType", "CreationTime", "ResponseMetadata"}
    assert created["FunctionUrl"] == f"{server.endpoint}/f/"
    found = client.get_function_url_config(FunctionName="f")
    assert (found["InvokeMode"], found["LastModifiedTime"]) == ("BUFFERED", created["CreationTime"])
    cors = {"AllowOrigins": ["https://a.example"], "AllowMethods": ["GET"], "MaxAge": 60, "AllowCredentials": True}
    updated = client.update_function_url_config(
        FunctionName="f", AuthType="AWS_IAM", InvokeMode="RESPONSE_STREAM", Cors=cors)
    assert (updated["AuthType"], updated["InvokeMode"], updated["Cors"]) == ("AWS_IAM", "RESPONSE_STREAM", cors)
    client.create_alias(FunctionName="f", Name="live", FunctionVersion="1")
    client.create_function_url_config(FunctionName="f", Qualifier="live", AuthType="NONE")
    urls = [url["FunctionUrl"] for url in client.list_function_url_configs(FunctionName="f")["FunctionUrlConfigs"]]
    assert urls == [f"{server.endpoint}/f/", f"{server.endpoint}/f:live/"]
    assert client.delete_function_url_config(FunctionName="f")["ResponseMetadata"]["HTTPStatusCode"] == 204
    assert len(client.list_function_url_configs(FunctionName="f")["FunctionUrlConfigs"]) == 1
    assert json.loads(call(server, "GET", "/f:live/x")[1])["requestContext"]["apiId"] == "f:live"
    client.delete_alias(FunctionName="f", Name="live")
    assert call(server, "GET", "/f:live/x")[0].status == 403


INVALID = "1 validation error detected: Value '{}' at 'qualifier' failed to satisfy constraint: Member must satisfy " \
    r"regular expression pattern: ((?!^\d+$)^[0-9a-zA-Z-_]+$)"
MISSING, NONE = "The resource you requested does not exist.", "Function does not exist"


@pytest.mark.parametrize("operation, unknown, unset", [
    ("create", NONE, None), ("get", MISSING, MISSING), ("update", NONE, MISSING), ("delete", MISSING, MISSING)])
def test_refused_configurations(deployed, operation, unknown, unset):
    client = deployed[1]
    client.create_alias(FunctionName="f", Name="live", FunctionVersion="1")
    more = {"AuthType": "NONE"} if operation in ("create", "update") else {}

    def refused(**arguments):
        return error_of(lambda: getattr(client, f"{operation}_function_url_config")(**arguments, **more))

    not_found = (404, "ResourceNotFoundException")
    assert refused(FunctionName="none") == (*not_found, unknown)
    assert refused(FunctionName=f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:none") == (*not_found, unknown)
    assert refused(FunctionName="f", Qualifier="v1") == (*not_found, unknown)
    for qualifier in ("1", "2", "$LATEST"):
        assert refused(FunctionName="f", Qualifier=qualifier) == (400, "ValidationException", INVALID.format(qualifier))
    assert refused(FunctionName="f:other", Qualifier="live")[:2] == (400, "InvalidParameterValueException")
    if unset:
        assert refused(FunctionName="f") == (*not_found, unset)
        assert refused(FunctionName="f", Qualifier="live") == (*not_found, unset)


def test_a_second_configuration_and_wrong_values_are_refused(deployed):
    client = deployed[1]
    create = client.create_function_url_config
    wrong = error_of(lambda: create(FunctionName="f", AuthType="NONE", InvokeMode="UNKNOWN"))
    assert wrong[:2] == (400, "ValidationException") and "'invokeMode'" in wrong[2]
    assert "'authType'" in error_of(lambda: create(FunctionName="f"))[2]
    methods = {"AllowMethods": ["GET"] * 7, "MaxAge": 86401}
    status, code, message = error_of(lambda: create(FunctionName="f", AuthType="NONE", Cors=methods))
    assert (status, code) == (400, "ValidationException") and message.startswith("2 validation errors")
    arn = create(FunctionName="f", AuthType="NONE")["FunctionArn"]
    assert error_of(lambda: create(FunctionName="f", AuthType="NONE")) == (
        409, "ResourceConflictException", f"Failed to create function url config for [functionArn = {arn}]. Error "
        "message:  FunctionUrlConfig exists for this Lambda function")


def test_the_invoke_mode_decides(deployed):
    server, client = deployed
    client.create_function(
        FunctionName="s", Runtime="provided.al2023", Handler="x", Role=ROLE,
        Code={"ZipFile": archive({"bootstrap": STREAMING})})
    client.create_function_url_config(FunctionName="s", AuthType="NONE", InvokeMode="BUFFERED")
    assert order(server, type="text/plain", parts=["a", "b"])[0].status == 502
    assert order(server, type="text/plain", parts=['{"statusCode":', '201, "body": "x"}'])[0].status == 201
    client.update_function_url_config(FunctionName="s", InvokeMode="RESPONSE_STREAM")
    response, body = order(server, type="text/plain", parts=["a", "b"])
    assert (response.status, body) == (200, b"ab")
    assert order(server, whole={"statusCode": 200})[0].status == 502
    eventually(lambda: "the function didn't stream" in server.text)


def test_signed_urls(deployed):
    server, client = deployed
    url = client.create_function_url_config(FunctionName="f", AuthType="AWS_IAM")["FunctionUrl"]
    response, body = call(server, "GET", "/f/x")
    assert (response.status, response.headers["x-amzn-errortype"]) == (403, "AccessDeniedException")
    keys = Credentials(server.settings["AWS_ACCESS_KEY_ID"], server.settings["AWS_SECRET_ACCESS_KEY"])
    request = AWSRequest("POST", url + "a%20b?x=1", data=b"{}", headers={"Content-Type": JSON})
    SigV4Auth(keys, "lambda", server.settings["AWS_REGION"]).add_auth(request)
    headers = list(request.headers.items())
    response, body = call(server, "POST", "/f/a%20b?x=1", b"{}", headers)
    assert response.status == 200, body
    context = json.loads(body)["requestContext"]
    assert context["accountId"] == ACCOUNT and context["authorizer"]["iam"]["accessKey"] == keys.access_key
    assert call(server, "POST", "/f/a%20b?x=2", b"{}", headers)[0].status == 403


def test_cross_origin_requests(deployed):
    server, client = deployed
    site = [("Origin", "https://a.example"), ("Sec-Fetch-Site", "cross-site")]
    asking = [*site, ("Access-Control-Request-Method", "PUT")]
    # Without settings, the function answers OPTIONS, and pages of other sites get nothing.
    assert call(server, "GET", "/f", headers=site)[0].status == 403
    assert json.loads(call(server, "OPTIONS", "/f", headers=[asking[0], asking[2]])[1])["version"] == "2.0"
    client.create_function_url_config(FunctionName="f", AuthType="NONE", Cors={
        "AllowOrigins": ["https://a.example"], "AllowMethods": ["GET", "PUT"], "AllowHeaders": ["x-a", "x-b"],
        "ExposeHeaders": ["date"], "MaxAge": 60, "AllowCredentials": True})
    response, body = call(server, "OPTIONS", "/f", headers=asking)
    allowed = {name.removeprefix("access-control-"): value for name, value in response.headers.items()
               if name.lower().startswith("access-control-")}
    assert (response.status, body) == (200, b"")
    assert {name.lower().removeprefix("access-control-"): value for name, value in allowed.items()} == {
        "allow-origin": "https://a.example", "allow-credentials": "true", "allow-methods": "GET,PUT",
        "allow-headers": "x-a,x-b", "max-age": "60"}
    response, body = call(server, "GET", "/f/result", b'"x"', [("Content-Type", JSON), *site])
    assert (response.status, response.headers["access-control-allow-origin"], body) == (200, "https://a.example", b"x")
    assert response.headers["access-control-expose-headers"] == "date"
    other = [("Origin", "https://b.example"), ("Sec-Fetch-Site", "cross-site")]
    assert call(server, "GET", "/f", headers=other)[0].status == 403
    response, _ = call(server, "OPTIONS", "/f", headers=[*other, asking[2]])
    assert response.headers["access-control-allow-origin"] is None
    client.update_function_url_config(FunctionName="f", Cors={"AllowOrigins": ["*"]})
    assert call(server, "GET", "/f", headers=other)[0].headers["access-control-allow-origin"] == "*"


def test_a_template_configures_its_urls(functions, serve):
    template = """
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: f
      Runtime: python3
      Handler: handler.handler
      CodeUri: f
      FunctionUrlConfig:
        AuthType: AWS_IAM
        InvokeMode: RESPONSE_STREAM
        Cors: {AllowOrigins: ["*"]}
  G:
    Type: AWS::Serverless::Function
    Properties: {FunctionName: g, Runtime: python3, Handler: handler.handler, CodeUri: f}
  U:
    Type: AWS::Lambda::Url
    Properties: {TargetFunctionArn: !GetAtt G.Arn, AuthType: NONE, InvokeMode: BUFFERED, Cors: {AllowOrigins: [x]}}
"""
    server = serve(functions({"template.yaml": template, "f/handler.py": CODE}) / "template.yaml", "--urls")
    found = server.client().get_function_url_config(FunctionName="f")
    assert (found["AuthType"], found["InvokeMode"], found["Cors"]) == ("AWS_IAM", "RESPONSE_STREAM", {"AllowOrigins": ["*"]})
    assert call(server, "GET", "/f")[0].status == 403
    found = server.client().get_function_url_config(FunctionName="g")
    assert (found["AuthType"], found["InvokeMode"], found["Cors"]) == ("NONE", "BUFFERED", {"AllowOrigins": ["x"]})
    assert call(server, "GET", "/g")[0].status == 200
    assert error_of(lambda: server.client().delete_function_url_config(FunctionName="f"))[0] == 409


def test_without_the_option_nothing_is_served(functions, serve):
    server = serve(functions({"f/handler.py": CODE}))
    server.client().create_function_url_config(FunctionName="f", AuthType="NONE")
    response, body = call(server, "GET", "/f/")
    assert response.status == 403 and b"Start lamsh serve with --urls" in body


def test_pages_of_other_hosts_are_refused(server):
    assert call(server, "GET", "/f/", headers=[("Sec-Fetch-Site", "same-site")])[0].status == 403
    connection = http.client.HTTPConnection("127.0.0.1", port_of(server), timeout=60)
    connection.request("GET", "/f/", headers={"Host": "evil.example"})
    assert connection.getresponse().status == 403
    assert call(server, "GET", "/2015-03-31/functions")[0].status == 403
