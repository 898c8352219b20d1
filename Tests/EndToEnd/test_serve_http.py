# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP as clients other than SDKs speak it to `lamsh serve`: presigned, by old versions, step by step."""

import base64
import json
import shutil
import socket
import subprocess
import urllib.error
import urllib.request

import pytest

CODE = "def handler(event, context): return event\n"


@pytest.fixture
def server(functions, serve):
    return serve(functions({"f/handler.py": CODE}), "--urls")


def fetch(url, data=None, method=None, headers=None):
    request = urllib.request.Request(url, data=data, method=method, headers=headers or {})
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def body_of(event):
    """The JSON body that a function got as base64."""
    return json.loads(base64.b64decode(json.loads(event)["body"]))


def exchange(server, request, more=b""):
    """What the server sends until it closes the connection; `more` is sent once something has come."""
    port = int(server.endpoint.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(request)
        received = b""
        while piece := connection.recv(65_536):
            received += piece
            if more:
                connection.sendall(more)
                more = b""
        return received


def test_presigned_requests_are_served(server):
    client = server.client()
    status, body = fetch(client.generate_presigned_url("list_functions"))
    assert (status, [found["FunctionName"] for found in json.loads(body)["Functions"]]) == (200, ["f"])
    invoke = client.generate_presigned_url("invoke", Params={"FunctionName": "f", "Qualifier": "$LATEST"})
    assert fetch(invoke, method="POST") == (200, b"{}")
    identity = server.client("sts").generate_presigned_url("get_caller_identity", HttpMethod="GET")
    status, body = fetch(identity)
    assert status == 200 and b"<GetCallerIdentityResult>" in body


def test_a_presigned_request_that_was_changed_is_refused(server):
    client = server.client()
    url = client.generate_presigned_url("invoke", Params={"FunctionName": "f"})
    assert fetch(url, b'{"a": 1}', "POST")[0] == 403, "the body isn't the signed one"
    assert fetch(url + "&Qualifier=x", method="POST")[0] == 403
    assert fetch(url.replace("X-Amz-Expires=3600", "X-Amz-Expires=604801"), method="POST")[0] == 400
    assert fetch(url.replace("X-Amz-Signature=", "X-Amz-Signature=0"), method="POST")[0] == 403
    assert fetch(url, method="POST") == (200, b"{}")


def test_a_presigned_request_expires(server):
    url = server.client().generate_presigned_url("list_functions", ExpiresIn=1)
    while (status := fetch(url)[0]) == 200:
        pass
    assert status == 403
    assert b"Signature expired" in fetch(url)[1]


def test_a_client_is_told_to_go_on(server):
    head = b"POST /f HTTP/1.1\r\nHost: localhost\r\nContent-Length: 7\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
    received = exchange(server, head, more=b'{"a":1}')
    go_on, answer = received.split(b"\r\n\r\n", 1)
    assert go_on.startswith(b"HTTP/1.1 100 ")
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert body_of(answer.split(b"\r\n\r\n", 1)[1]) == {"a": 1}


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl isn't installed")
def test_curl_sends_a_large_body(server, tmp_path):
    (tmp_path / "body").write_bytes(json.dumps({"text": "x" * 2_000_000}).encode())
    done = subprocess.run(
        ["curl", "--silent", "--show-error", "--max-time", "60", "--data-binary", f"@{tmp_path}/body",
         "--header", "Expect: 100-continue", f"{server.endpoint}/f"], capture_output=True)
    assert done.returncode == 0, done.stderr
    assert len(body_of(done.stdout)["text"]) == 2_000_000


@pytest.mark.parametrize("host", [b"", b"Host: localhost\r\n"])
def test_http_1_0_is_served_and_its_connection_closed(server, host):
    head, body = exchange(server, b"GET /f HTTP/1.0\r\n%s\r\n" % host).split(b"\r\n\r\n", 1)
    assert head.startswith(b"HTTP/1.0 200 ") and b"connection: close" in head.lower()
    assert json.loads(body)["requestContext"]["http"]["method"] == "GET"


def test_http_1_0_is_never_told_to_go_on(server):
    request = b'POST /f HTTP/1.0\r\nContent-Length: 7\r\nExpect: 100-continue\r\n\r\n{"a":1}'
    head, body = exchange(server, request).split(b"\r\n\r\n", 1)
    assert head.startswith(b"HTTP/1.0 200 ")
    assert body_of(body) == {"a": 1}


def test_an_answer_to_head_has_no_body(server):
    received = exchange(server, b"HEAD /f HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    head, body = received.split(b"\r\n\r\n", 1)
    assert head.startswith(b"HTTP/1.1 200 ") and b"content-length: " in head.lower() and body == b""
