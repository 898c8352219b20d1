# SPDX-License-Identifier: GPL-3.0-or-later
"""Signals that end a script: SIGINT, SIGTERM, SIGHUP."""

import re
import signal
import subprocess
from pathlib import Path

import pytest

from golden_case import binary, clean_environment


@pytest.fixture
def start(tmp_path):
    processes = []

    def start(script, *arguments):
        (tmp_path / "script.lamsh").write_text(script)
        (tmp_path / "home").mkdir()
        processes.append(
            subprocess.Popen(
                [binary(), *arguments, "script.lamsh"], cwd=tmp_path, env=clean_environment(tmp_path / "home"),
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.wait()


@pytest.mark.parametrize("number, status", [
    (signal.SIGTERM, -signal.SIGTERM), (signal.SIGHUP, -signal.SIGHUP), (signal.SIGINT, 130)])
def test_a_signal_runs_finally_and_ends_the_script(start, number, status):
    process = start("try { print ready; sleep 1h } catch err { print caught } finally { print finally }\nprint after\n")
    assert process.stdout.readline() == "ready\n"
    process.send_signal(number)
    stdout, stderr = process.communicate(timeout=30)
    assert (stdout, stderr, process.returncode) == ("finally\n", "", status)


def test_a_second_signal_skips_finally(start):
    process = start("try { print ready; sleep 1h } finally { print cleaning; sleep 1h; print cleaned }\n")
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGTERM)
    assert process.stdout.readline() == "cleaning\n"
    process.send_signal(signal.SIGTERM)
    stdout, _ = process.communicate(timeout=30)
    assert (stdout, process.returncode) == ("", -signal.SIGTERM)


@pytest.mark.parametrize("loop", [
    "while <<1>> { x = f }", "while <<1>> { }", "for i in <<range(1000)>> { for j in <<range(1000000)>> { x = <<j>> } }",
    "x = fib 60"])
def test_a_signal_ends_a_calculation(start, loop):
    process = start(
        "def f() { return <<1>> }\n"
        "def fib(n) {\n  if <<n < 2>> { return <<n>> }\n  a = fib <<n - 1>>\n  b = fib <<n - 2>>\n  return <<a + b>>\n}\n"
        f"try {{ print ready; {loop} }} finally {{ print finally }}\n")
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert (stdout, stderr, process.returncode) == ("finally\n", "", 130)


def test_sigterm_ends_the_embedded_lambda_too(start):
    process = start('x = invoke echo --body 1\nprint ready\nsleep 1h\n', "--local")
    assert process.stdout.readline() == "ready\n"
    sandboxes = children(process.pid)
    assert sandboxes
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert process.returncode == -signal.SIGTERM
    assert not [pid for pid in sandboxes if is_running(pid)]


def test_sigterm_ends_tests_after_their_after_blocks(start, tmp_path):
    process = start(
        'after { save "cleaned" cleaned.txt }\ntest "slow" { save "started" started.txt; sleep 1h }\n', "test")
    while not (tmp_path / "started.txt").exists():
        assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    stdout, _ = process.communicate(timeout=30)
    assert (tmp_path / "cleaned.txt").read_text().strip() == "cleaned"
    assert process.returncode == -signal.SIGTERM
    assert stdout == "skip  script.lamsh: slow\n1 test: 0 passed, 1 not run, interrupted\n"


def children(pid):
    """Processes whose parent, or whose parent's parent, is PID."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            match = re.search(r"^PPid:\t(\d+)", status.read_text(), re.MULTILINE)
        except OSError:
            continue
        parents[int(status.parent.name)] = int(match[1])
    direct = [child for child, parent in parents.items() if parent == pid]
    return direct + [child for child, parent in parents.items() if parent in direct]


def is_running(pid):
    try:
        return "\nState:\tZ" not in "\n" + Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
