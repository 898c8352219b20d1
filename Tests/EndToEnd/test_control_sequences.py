# SPDX-License-Identifier: GPL-3.0-or-later
"""External data can't control the terminal; files and pipes get it unchanged."""

import subprocess

import pexpect
import pytest

from golden_case import binary, clean_environment

HOSTILE = "\x1b]0;owned\x07\x1b[2J\x1b]52;c;aGk=\x07\u009b2J\x1b[31mred\x1b[0m end"
HANDLER = f"""
def handler(event, context):
    print({HOSTILE!r})
    if event == "raise":
        raise ValueError({HOSTILE!r} + "\\nsecond line")
    return {HOSTILE!r}
"""


@pytest.mark.parametrize(
    "statement",
    [
        "invoke hostile", "invoke hostile --output raw", "print <<x>>", "invoke hostile --log --output none",
        'invoke hostile --body "raise"', "logs hostile --since 1h", "logs hostile --since 1h --output raw",
        "fail <<x>>", "<<[{a: x}]>>", "set output table; <<[{a: x}]>>",
    ],
)
def test_a_terminal_gets_colours_alone(functions, tmp_path, statement):
    folder = functions({"hostile/handler.py": HANDLER})
    child = pexpect.spawn(
        binary(), [f"--local={folder}", "-c", "x = invoke hostile", "-c", statement],
        env=clean_environment(tmp_path) | {"TERM": "xterm-256color"}, dimensions=(40, 120))
    raw = child.read().decode()
    assert " end" in raw
    for sequence in ("\x1b]", "\x1b[2J", "\u009b", "\x07"):
        assert sequence not in raw


def test_a_pipe_gets_the_data_as_it_is(functions, tmp_path):
    folder = functions({"hostile/handler.py": HANDLER})
    result = subprocess.run(
        [binary(), f"--local={folder}", "-c", "x = invoke hostile", "-c", "print <<x>>"],
        env=clean_environment(tmp_path), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    assert result.stdout == HOSTILE + "\n", result.stderr
