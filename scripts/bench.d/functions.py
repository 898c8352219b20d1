# SPDX-License-Identifier: GPL-3.0-or-later
"""A service that lists functions, in a process of its own."""

import contextlib
import json
import multiprocessing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

PAGE = 50


def function(n):
    """As long as AWS's."""
    return {
        "FunctionName": f"function-{n}",
        "FunctionArn": f"arn:aws:lambda:us-east-1:123456789012:function:function-{n}",
        "Runtime": "python3.13",
        "Role": "arn:aws:iam::123456789012:role/service-role/function-role",
        "Handler": "handler.handler",
        "CodeSize": 12345 + n,
        "Description": "takes an order and hands it on",
        "Timeout": 30,
        "MemorySize": 256,
        "LastModified": "2026-11-01T12:00:00.000+0000",
        "CodeSha256": "ttwdWX3loZ8yrAPXjQqB3MWPES/DAeLt+ewl7dn+FUA=",
        "Version": "$LATEST",
        "TracingConfig": {"Mode": "PassThrough"},
        "RevisionId": "940b7ebe-54ab-cd48-96fa-e447735dbda4",
        "PackageType": "Zip",
        "Architectures": ["arm64"],
        "EphemeralStorage": {"Size": 512},
        "LoggingConfig": {"LogFormat": "Text", "LogGroup": f"/aws/lambda/function-{n}"},
    }


def pages(count):
    """The response to each marker."""
    found = {}
    for start in range(0, count, PAGE):
        page = {"Functions": [function(n) for n in range(start, min(start + PAGE, count))]}
        if start + PAGE < count:
            page["NextMarker"] = str(start + PAGE)
        found[str(start)] = json.dumps(page).encode()
    return found


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        marker = parse_qs(urlsplit(self.path).query).get("Marker", ["0"])[0]
        body = self.server.pages[marker]
        self.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))

    def log_message(self, *arguments):
        pass


def _serve(count, ready):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.pages = pages(count)
    ready.send(server.server_port)
    server.serve_forever()


@contextlib.contextmanager
def functions(count):
    """Runs the service; the value is its URL."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_serve, args=(count, theirs), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}"
    finally:
        process.kill()
        process.join()
