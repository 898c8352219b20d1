# SPDX-License-Identifier: GPL-3.0-or-later
"""Recorded responses of AWS, with everything that differs between runs masked, and how to compare with them.

The recordings aren't part of this project: they're looked for in `../shared` next to the checkout, or in the folder
that LAMSH_SHARED names.
"""

import json
import os
import re
import sys
from pathlib import Path

ACCOUNT = "000000000000"
REGION = "us-east-1"
PYTHON = "python%d.%d" % sys.version_info[:2]

_root = Path(__file__).resolve().parents[2]
_file = Path(os.environ.get("LAMSH_SHARED", _root.parent / "shared")) / "reference" / "recorded-answers.json"
# A string that consists of this matches anything.
_ANYTHING = {"date", "datetime", "timestamp", "code-sha256", "log-result"}
_MASK = re.compile(r"<([a-z][a-z0-9_-]*)(:\d+)?>|<a:len\((\d+)\)>|(111111111111|(?<=python)3\.1\d)")


def recordings():
    """The recorded situations by name; empty if the file doesn't exist."""
    if not _file.exists():
        return {}
    return {_short(name): entry["content"] for name, entry in json.loads(_file.read_text()).items()}


def _short(name):
    path, _, situation = name.partition("::")
    # One situation was recorded twice: in 2021, and again after the sources had moved.
    return situation + (" (2021)" if "/services/" not in path and "exceptions" in name else "")


class Comparison:
    """Compares responses with recordings. A numbered mask matches the same text everywhere."""

    def __init__(self):
        self.known = {}
        self.differences = []

    def compare(self, recorded, actual, path="", ignoring=()):
        if path.rpartition(".")[2] in ignoring:
            return
        if isinstance(recorded, dict) and isinstance(actual, dict):
            if path.endswith("ResponseMetadata"):
                actual = {"HTTPStatusCode": actual.get("HTTPStatusCode")}
                recorded = {"HTTPStatusCode": recorded.get("HTTPStatusCode")}
            for name in recorded.keys() | actual.keys():
                if name not in recorded:
                    self._note(f"{path}.{name}", "(absent)", actual[name], ignoring)
                elif name not in actual:
                    self._note(f"{path}.{name}", recorded[name], "(absent)", ignoring)
                else:
                    self.compare(recorded[name], actual[name], f"{path}.{name}", ignoring)
        elif isinstance(recorded, list) and isinstance(actual, list) and len(recorded) == len(actual):
            for index, (expected, value) in enumerate(zip(recorded, actual)):
                self.compare(expected, value, f"{path}[{index}]", ignoring)
        elif isinstance(recorded, str) and not self._matches(recorded, str(actual)):
            self._note(path, recorded, actual, ignoring)
        elif not isinstance(recorded, str) and recorded != actual:
            self._note(path, recorded, actual, ignoring)

    def _note(self, path, recorded, actual, ignoring):
        if path.rpartition(".")[2] not in ignoring:
            self.differences.append(f"{path}: recorded {recorded!r}, got {actual!r}")

    def _matches(self, recorded, actual):
        if recorded in _ANYTHING:
            return True
        pattern, end, names = "", 0, {}
        for mask in _MASK.finditer(recorded):
            pattern += re.escape(recorded[end:mask.start()])
            end = mask.end()
            pattern += self._pattern(mask, names)
        match = re.fullmatch(pattern + re.escape(recorded[end:]), actual, re.DOTALL)
        if match:
            self.known.update({name: match[group] for name, group in names.items()})
        return match is not None

    def _pattern(self, mask, names):
        word, number, length, constant = mask[1], mask[2], mask[3], mask[4]
        if length:
            return "a" * int(length)
        if constant:
            return ACCOUNT if constant == "111111111111" else r"3\.\d+"
        if word in ("partition", "region"):
            return {"partition": "aws", "region": REGION}[word]
        if not number:
            return ".*?"
        name = word + number
        if name in self.known:
            return re.escape(self.known[name])
        group = f"g{len(names)}"
        if name in names:
            return f"(?P={names[name]})"
        names[name] = group
        return f"(?P<{group}>.+?)"
