# SPDX-License-Identifier: GPL-3.0-or-later
"""Many clients of `lamsh serve` at once: answers by status. All but 200 and 429 are errors.

usage: local_load.py CLIENTS SECONDS
"""

import sys
import tempfile
from pathlib import Path

from local_client import Server, load


def main():
    clients, seconds = int(sys.argv[1]), float(sys.argv[2])
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "echo"
        folder.mkdir()
        (folder / "handler.py").write_text("def handler(event, context):\n    return event\n")
        with Server(temporary, "--concurrency", "8") as server:
            statuses = load(server.port, server.request("echo"), clients, seconds)
    print(f"{clients} clients, {seconds:.0f} s: " + ", ".join(f"{count} times {status}" for status, count in statuses.items()))
    if set(statuses) - {200, 429} or 200 not in statuses:
        sys.exit("there were errors")


main()
