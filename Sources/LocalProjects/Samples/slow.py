# SPDX-License-Identifier: GPL-3.0-or-later
"""Sleeps for {"seconds"} and says so."""

import time


def handler(event, context):
    seconds = event.get("seconds", 1)
    time.sleep(seconds)
    return {"slept": seconds}
