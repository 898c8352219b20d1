# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages of the format application/vnd.amazon.eventstream."""

import json
import struct
import zlib


def message(payload, **fields):
    """A message; `message_type="event"` becomes the header `:message-type`."""
    headers = b""
    for name, value in fields.items():
        name = ":" + name.replace("_", "-")
        headers += struct.pack("!B", len(name)) + name.encode() + struct.pack("!BH", 7, len(value)) + value.encode()
    prelude = struct.pack("!II", len(headers) + len(payload) + 16, len(headers))
    start = prelude + struct.pack("!I", zlib.crc32(prelude)) + headers + payload
    return start + struct.pack("!I", zlib.crc32(start))


def event(name, **members):
    return message(
        json.dumps(members).encode(), message_type="event", event_type=name, content_type="application/json")


def exception(name, text):
    return message(
        json.dumps({"message": text}).encode(), message_type="exception", exception_type=name,
        content_type="application/json")


def write_chunks(writer, part):
    """Writes `part` as chunks of an HTTP body that don't fit the messages."""
    for start in range(0, len(part), 7):
        piece = part[start : start + 7]
        writer.write(b"%x\r\n%s\r\n" % (len(piece), piece))
    writer.flush()
