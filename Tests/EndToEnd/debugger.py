# SPDX-License-Identifier: GPL-3.0-or-later
"""A minimal client of the Debug Adapter Protocol, which attaches to debugpy and lets the program continue."""

import json
import socket
import time


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def attach_debugger(port):
    """Attaches as soon as the port is open. The caller keeps the adapter as long as the program runs."""
    adapter = Adapter(port)
    adapter.send("initialize", adapterID="test")
    adapter.wait_for("initialize")
    adapter.send("attach", justMyCode=True)
    adapter.wait_for("initialized")
    adapter.send("configurationDone")
    return adapter


class Adapter:
    def __init__(self, port):
        self.connection = connect(port)
        self.reader = self.connection.makefile("rb")
        self.number = 0

    def send(self, command, **arguments):
        self.number += 1
        body = json.dumps(
            {"seq": self.number, "type": "request", "command": command, "arguments": arguments}).encode()
        self.connection.sendall(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def wait_for(self, name):
        while True:
            length = 0
            while (line := self.reader.readline().strip()):
                length = int(line.split(b":")[1]) if line.lower().startswith(b"content-length") else length
            message = json.loads(self.reader.read(length))
            if name in (message.get("event"), message.get("command")):
                return message


def connect(port, seconds=60):
    end = time.monotonic() + seconds
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=30)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
