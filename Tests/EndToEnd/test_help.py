# SPDX-License-Identifier: GPL-3.0-or-later
"""The examples of `help COMMAND` are right: they parse, and those that need no more than the samples run."""

import subprocess

import pytest

from golden_case import binary

OVERVIEW = subprocess.run([binary(), "-c", "help"], capture_output=True, text=True).stdout
COMMANDS = [line.split()[0] for line in OVERVIEW.splitlines() if line.startswith("  ")]


def examples(command):
    page = subprocess.run([binary(), "-c", f"help {command}"], capture_output=True, text=True, check=True).stdout
    lines = page.split("examples:\n", 1)[1].split("\n\n", 1)[0].splitlines()
    return [line.strip() for line in lines if line.startswith("  ") and not line.startswith("  #")]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_examples_of_a_command_are_right(command, tmp_path):
    found = examples(command)
    assert len(found) >= 2
    # `check` finds unknown commands, options and values; variables are the reader's own.
    script = tmp_path / "examples.lamsh"
    script.write_text("\n".join(found) + "\n")
    checked = subprocess.run([binary(), "check", script], capture_output=True, text=True, cwd=tmp_path)
    errors = [line for line in checked.stdout.splitlines() if "error:" in line]
    assert [line for line in errors if "variable" not in line and "cannot read" not in line] == []


@pytest.mark.parametrize("command", [
    "connections", "list", "describe", "invoke", "render", "vars", "set", "history", "clear", "help", "sleep", "tutorial",
])
def test_the_examples_of_a_command_run(command, tmp_path):
    setup = 'order = invoke create-order --body {"sku": "A-1", "qty": 2}'
    # Files are the reader's own.
    for example in [line for line in examples(command) if "@" not in line]:
        run = subprocess.run(
            [binary(), "--local", "-c", setup, "-c", example], capture_output=True, text=True, cwd=tmp_path)
        assert run.returncode == 0, f"{example}\n{run.stderr}"
