# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes {"lines"} lines (3 without) to its log, alternating between print and the logging module."""

import logging

logger = logging.getLogger()
logger.setLevel(logging.INFO)


def handler(event, context):
    lines = event.get("lines", 3)
    for number in range(1, lines + 1):
        text = f"{event.get('text', 'line')} {number} of {lines}"
        if number % 2:
            print(text)
        else:
            logger.info(text)
    return {"lines": lines}
