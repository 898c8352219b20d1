# SPDX-License-Identifier: GPL-3.0-or-later
"""A local nginx that answers every invocation at once."""

import contextlib
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from peers import program

INSTALL = "needs nginx (apt-get install nginx-light)"
SETTINGS = """
daemon off; worker_processes 1; pid nginx.pid; error_log stderr crit;
events { worker_connections 1024; }
http {
    access_log off; keepalive_requests 1000000000; keepalive_timeout 600; tcp_nodelay on;
    client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;
    server {
        listen 127.0.0.1:PORT backlog=1024;
        location / {
            default_type application/json;
            add_header x-amzn-RequestId 9b5e6f3a-7f3c-4b55-8d0e-5d0c1c1a2b3c;
            add_header X-Amz-Executed-Version 7;
            return 200 '{"id": "o-17", "total": 42.50, "lines": [{"sku": "A-1", "qty": 2}]}';
        }
    }
}
"""


def installed():
    return program("nginx") is not None


@contextlib.contextmanager
def nginx():
    """Runs it; the value is its URL."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        Path(folder, "nginx.conf").write_text(SETTINGS.replace("PORT", str(port)))
        server = subprocess.Popen([program("nginx"), "-p", folder, "-c", "nginx.conf"], stderr=subprocess.DEVNULL)
        try:
            _wait(server, port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def _wait(server, port):
    for _ in range(200):
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.05)
    sys.exit("nginx didn't start")
