# SPDX-License-Identifier: GPL-3.0-or-later
"""Robustness of `lamsh serve`: malformed requests, slow clients, functions that crash, hang or eat memory.

Longer runs of the same: LAMSH_FLOOD=100000 (requests) and LAMSH_LEAK=5000 (invocations) in the environment.
"""

import os
import random
import shutil
import socket
import subprocess
from pathlib import Path

import boto3
import pytest

from conftest import EXPORT
from golden_case import binary
from test_serve import eventually, invoke, processes

FLOOD = int(os.environ.get("LAMSH_FLOOD", "1500"))
LEAK = int(os.environ.get("LAMSH_LEAK", "60"))


def address(server):
    host, port = server.endpoint.removeprefix("http://").split(":")
    return host, int(port)


def malformed(generator):
    """A request that is wrong in one of many ways."""
    target = generator.choice(["/", "/2015-03-31/functions", "/2015-03-31/functions/echo/invocations", "/%zz/%", "*"])
    method = generator.choice(["GET", "POST", "PUT", "BREW", "", "G\0T"])
    junk = bytes(generator.randrange(256) for _ in range(generator.randrange(200)))
    fields = generator.choice([
        b"Host: 127.0.0.1\r\n", b"", b"Host: evil.example\r\n", b"Content-Length: -1\r\n",
        b"Content-Length: 99999999999999999999\r\n", b"Transfer-Encoding: chunked\r\n", b"A: " + b"a" * 70_000 + b"\r\n",
        b"Authorization: AWS4-HMAC-SHA256 Credential=/////, SignedHeaders=;;, Signature=\r\n",
        b"Host: 127.0.0.1\r\nAuthorization: " + junk.replace(b"\n", b"") + b"\r\n", junk + b"\r\n",
        b"X: y\r\n" * 300,
    ])
    head = f"{method} {target} HTTP/1.1\r\n".encode() + fields + b"\r\n"
    return generator.choice([head + junk, junk, head[:generator.randrange(len(head))], head])


def test_a_flood_of_malformed_requests_leaves_it_serving(serve):
    server = serve()
    client = server.client()
    invoke(client, "echo", {})
    generator = random.Random(7)
    for _ in range(FLOOD):
        with socket.create_connection(address(server), timeout=10) as connection:
            try:
                connection.sendall(malformed(generator))
                connection.shutdown(socket.SHUT_WR)
                connection.recv(1024)
            except OSError:
                pass
    assert invoke(client, "echo", {"still": "there"})["Value"] == {"still": "there"}
    assert server.process.poll() is None


def test_clients_that_never_finish_do_not_delay_others(serve):
    server = serve()
    waiting = [socket.create_connection(address(server)) for _ in range(100)]
    for connection in waiting:
        connection.sendall(b"POST /2015-03-31/functions/echo/invocations HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-")
    assert invoke(server.client(), "echo", 1)["Value"] == 1
    for connection in waiting:
        connection.close()


def test_a_stopped_terminal_does_not_delay_others(functions):
    """Far more output than fits in a pipe, without a reader."""
    folder = functions({"f/handler.py": "def handler(event, context):\n    print('x' * 20_000)\n    return event\n"})
    process = subprocess.Popen(
        [binary(), "serve", str(folder), "--port", "0"], stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
    try:
        settings = {}
        while "AWS_SECRET_ACCESS_KEY" not in settings:
            settings.update(EXPORT.findall(process.stderr.readline()))
        client = boto3.client(
            "lambda", endpoint_url=settings["AWS_ENDPOINT_URL_LAMBDA"], region_name=settings["AWS_REGION"],
            aws_access_key_id=settings["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=settings["AWS_SECRET_ACCESS_KEY"])
        for number in range(30):
            assert invoke(client, "f", number)["Value"] == number
    finally:
        process.kill()
        process.wait()


def test_a_function_cannot_take_more_memory_than_it_has(functions, serve):
    code = "import time\ndef handler(event, context):\n    data = bytearray(event * 1048576)\n" \
        "    time.sleep(0.5)\n    return len(data)\n"
    client = serve(functions({"f/handler.py": code, "f/function.json": '{"Timeout": 30, "MemorySize": 256}'})).client()
    assert invoke(client, "f", 50)["Value"] == 50 * 1_048_576
    answer = invoke(client, "f", 600, LogType="Tail")
    assert answer["Value"]["errorType"] == "Runtime.ExitError"
    assert answer["Value"]["errorMessage"].endswith("Runtime exited with error: signal: killed")
    assert "Status: error\tError Type: Runtime.OutOfMemory" in answer["Log"]
    assert invoke(client, "f", 1)["Value"] == 1_048_576


def resources(server, folder):
    process = Path(f"/proc/{server.process.pid}")
    return len(list((process / "fd").iterdir())), len(list((process / "task").iterdir())), len(processes(folder))


def test_crashes_and_timeouts_leave_nothing_behind(functions, serve, tmp_path):
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    code = "import os, signal, subprocess, time\ndef handler(event, context):\n" \
        "    if event == 'exit': os._exit(3)\n    if event == 'kill': os.kill(os.getpid(), signal.SIGKILL)\n" \
        "    if event == 'hang':\n        subprocess.Popen(['sleep', '600'])\n        time.sleep(60)\n    return event\n"
    server = serve(
        functions({"f/handler.py": code, "f/function.json": '{"Timeout": 3}'}), environment={"TMPDIR": str(temporary)})
    client = server.client()
    for event in ("ok", "exit", "kill", "hang", "ok"):
        invoke(client, "f", event)
    before = resources(server, str(tmp_path))
    for number in range(LEAK):
        # A third ends badly; hanging takes three seconds each, so there are few of those.
        event = "ok" if number % 3 else "hang" if number % 30 == 0 else ("exit", "kill")[number % 2]
        answer = invoke(client, "f", event)
        assert ("FunctionError" in answer) == (event != "ok")
    eventually(lambda: resources(server, str(tmp_path)) <= before)
    assert server.stop() == 0
    assert processes(str(tmp_path)) == [] and list(temporary.iterdir()) == []


def test_a_bootstrap_in_swift(functions, serve):
    """By the package's own Runtime API client."""
    program = Path(binary()).with_name("echo-bootstrap")
    if not program.exists():
        pytest.skip(f"{program} is not built")
    folder = functions({"native/function.json": "{}"})
    shutil.copy(program, folder / "native/bootstrap")
    client = serve(folder).client()
    for body in ({"a": [1, "é"]}, {"large": "x" * 300_000}):
        assert invoke(client, "native", body)["Value"] == body
