# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails on demand: {"fail": "raise" | "exit" | "kill" | "unserialisable", "message", "times"}.

With "times": N and a "key" it fails N times for that key and then succeeds, while the sandbox is warm.
"""

import os
import signal
import sys

seen = {}


class FlakyError(Exception):
    pass


def handler(event, context):
    how = event.get("fail", "raise" if event.get("times") or event.get("message") else None)
    attempt = seen[event.get("key")] = seen.get(event.get("key"), 0) + 1
    if how is None or attempt > event.get("times", attempt):
        return {"ok": True, "attempt": attempt}
    if how == "exit":
        sys.stdout.flush()
        os._exit(event.get("status", 1))
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "unserialisable":
        return {"value": object()}
    raise FlakyError(event.get("message", "failed on demand"))
