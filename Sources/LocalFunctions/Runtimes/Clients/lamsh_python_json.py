# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON of results with values that Python's own encoder refuses or writes in another way than AWS's runtime:
named tuples as objects, Decimal with its digits, bytes as text."""

import decimal
import math
from json.encoder import encode_basestring, encode_basestring_ascii


def encode(result, is_ascii):
    """Raises TypeError, ValueError and RecursionError with the words that AWS's runtime shows."""
    encoder = Encoder(encode_basestring_ascii if is_ascii else encode_basestring)
    try:
        encoder.write(result)
    except RecursionError:
        raise RecursionError("maximum recursion depth exceeded while encoding a JSON object") from None
    return "".join(encoder.pieces)


def number(value):
    if value != value:
        return "NaN"
    if value in (math.inf, -math.inf):
        return "Infinity" if value > 0 else "-Infinity"
    return float.__repr__(float(value))


def dictionary_of(value):
    """The members of a named tuple, or of another object that has them; None if it doesn't."""
    method = getattr(value, "_asdict", None)
    if not callable(method):
        return None
    members = method()
    if not isinstance(members, dict):
        raise TypeError(f"_asdict() must return a dict, not {type(members).__name__}")
    return members


class Encoder:
    def __init__(self, text):
        self.text = text
        self.pieces = []
        # The containers that are being written.
        self.open = set()

    def scalar(self, value):
        """None if the value isn't a scalar."""
        if isinstance(value, str):
            return self.text(str.__str__(value))
        if isinstance(value, bytes):
            return self.text(str(value, "utf-8"))
        if value is None:
            return "null"
        if value is True:
            return "true"
        if value is False:
            return "false"
        if isinstance(value, int):
            return int.__repr__(int(value))
        if isinstance(value, float):
            return number(value)
        return None

    def write(self, value):
        scalar = self.scalar(value)
        if scalar is not None:
            self.pieces.append(scalar)
            return
        if id(value) in self.open:
            raise ValueError("Circular reference detected")
        self.open.add(id(value))
        members = dictionary_of(value)
        if members is not None:
            self.write_object(members)
        elif isinstance(value, (list, tuple)):
            self.write_array(value)
        elif isinstance(value, dict):
            self.write_object(value)
        elif isinstance(value, decimal.Decimal):
            self.pieces.append("NaN" if value.is_nan() else str(value))
        else:
            raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")
        self.open.discard(id(value))

    def write_array(self, values):
        separator = "["
        for value in values:
            self.pieces.append(separator)
            self.write(value)
            separator = ", "
        self.pieces.append("[]" if separator == "[" else "]")

    def write_object(self, members):
        separator = "{"
        for name, value in members.items():
            self.pieces += (separator, self.key(name), ": ")
            self.write(value)
            separator = ", "
        self.pieces.append("{}" if separator == "{" else "}")

    def key(self, name):
        scalar = self.scalar(name)
        if scalar is None:
            raise TypeError(f"keys must be str, int, float, bool or None, not {type(name).__name__}")
        return scalar if isinstance(name, (str, bytes)) else self.text(scalar)
