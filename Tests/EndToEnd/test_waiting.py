# SPDX-License-Identifier: GPL-3.0-or-later
"""A signal ends any wait of lamsh at once, after `finally`, even while the other end stays open."""

import fcntl
import os
import pty
import signal
import subprocess
import time

import pytest

from golden_case import binary, clean_environment

# Seconds. Ending a wait takes milliseconds; the limit allows for a busy machine.
LIMIT = 15

STATUS = {signal.SIGINT: 130, signal.SIGTERM: -signal.SIGTERM, signal.SIGHUP: -signal.SIGHUP}


class Shell:
    """lamsh with a pipe for standard input that stays open, and a folder with FIFOs that no other process opens."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "home").mkdir()
        os.mkfifo(folder / "fifo")
        self.input, self.input_end = os.pipe()
        self.process = None

    def start(self, *arguments, **options):
        options = {"stdin": self.input, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "start_new_session": True,
                   "env": clean_environment(self.folder / "home"), **options}
        self.process = subprocess.Popen(
            [binary(), *arguments], cwd=self.folder, **options)
        return self.process

    def wait_for(self, name):
        """Until lamsh has made the file NAME, and then until it waits: its threads sleep."""
        path = self.folder / name
        deadline = time.monotonic() + LIMIT
        while not path.exists():
            assert self.process.poll() is None, self.process.communicate()
            assert time.monotonic() < deadline, f"{name} was not written"
            time.sleep(0.005)
        wait_until_idle(self.process.pid)

    def end(self, number):
        """Sends the signal and waits for the end. Returns the status, and prints how long it took."""
        started = time.monotonic()
        self.process.send_signal(number)
        return self.wait(started)

    def wait(self, started):
        status = self.process.wait(timeout=LIMIT)
        print(f"ended after {(time.monotonic() - started) * 1000:.0f} ms")
        return status

    def close(self):
        for end in (self.input, self.input_end):
            os.close(end)
        if self.process:
            # With the programs that it started.
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait()
            for stream in (self.process.stdout, self.process.stderr):
                if stream:
                    stream.close()


def wait_until_idle(pid):
    """Until each thread of the process sleeps, in several looks one after the other.

    A thread that only waits for a processor on a busy machine isn't asleep.
    """
    def sleeps():
        for task in os.listdir(f"/proc/{pid}/task"):
            try:
                with open(f"/proc/{pid}/task/{task}/stat") as file:
                    state = file.read().rpartition(") ")[2].split()[0]
            except (FileNotFoundError, ProcessLookupError):
                return False
            if state not in "ST":
                return False
        return True

    deadline = time.monotonic() + LIMIT
    looks = 0
    while looks < 3:
        time.sleep(0.01)
        looks = looks + 1 if sleeps() else 0
        assert time.monotonic() < deadline, "the process is never idle"


@pytest.fixture
def shell(tmp_path):
    shell = Shell(tmp_path)
    yield shell
    shell.close()


WAITS = {
    "rows of standard input": "invoke echo --each @-",
    "a body from standard input": "invoke echo --body @-",
    "standard input as a file": "x = load /dev/stdin",
    "a descriptor as a file": "x = load /dev/fd/0",
    "a FIFO without a writer": "x = load fifo",
    "rows of a FIFO": "invoke echo --each @fifo",
    "a body from a FIFO": "invoke echo --body @fifo",
    "a script from a FIFO": "source fifo",
    "a FIFO without a reader": "save [1] fifo",
    "a result for a FIFO": "print hello > fifo",
    "a program": "! sleep 1000",
    "the output of a program": "x = !sleep 1000",
    "a program that reads nothing": "print hello | sleep 1000",
    "a program in the middle": "x = !sleep 1000 | cat",
    "a child that keeps the output open": "x = !sleep 1000 & wait",
    "a pause": "sleep 1h",
}


@pytest.mark.parametrize("number", STATUS, ids=lambda number: signal.Signals(number).name)
@pytest.mark.parametrize("statement", WAITS.values(), ids=WAITS.keys())
def test_a_signal_ends_a_wait_after_finally(shell, statement, number):
    script = f'try {{ save 1 started.txt; {statement} }} finally {{ save 1 cleaned.txt }}\nsave 1 after.txt'
    if statement.startswith(("!", "x = !", "print hello |")):
        # A line for the shell ends with the line.
        script = f'try {{\nsave 1 started.txt\n{statement}\n}} finally {{\nsave 1 cleaned.txt\n}}\nsave 1 after.txt'
    shell.start("--local", "-c", script)
    shell.wait_for("started.txt")
    assert shell.end(number) == STATUS[number]
    assert (shell.folder / "cleaned.txt").exists()
    assert not (shell.folder / "after.txt").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: signal.Signals(number).name)
@pytest.mark.parametrize("statement", [
    "x = load /dev/stdin", "x = load fifo", "save 1 fifo", "invoke echo --each @-", "invoke echo --body @-"])
def test_a_second_signal_ends_a_wait_in_finally(shell, statement, number):
    shell.start("--local", "-c", (
        f"try {{ save 1 started.txt; sleep 1h }} finally {{ save 1 cleaning.txt; {statement}; save 1 cleaned.txt }}"))
    shell.wait_for("started.txt")
    shell.process.send_signal(number)
    shell.wait_for("cleaning.txt")
    assert shell.process.poll() is None
    assert shell.end(number) == STATUS[number]
    assert not (shell.folder / "cleaned.txt").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: signal.Signals(number).name)
@pytest.mark.parametrize("arguments", [
    [], ["fifo"], ["test", "fifo"], ["query", "a"], ["query", "a", "fifo"], ["query", "--jsonl", "a"],
    ["check", "fifo"], ["check", "/dev/stdin"]], ids=" ".join)
def test_a_signal_ends_a_wait_for_what_the_arguments_name(shell, arguments, number):
    shell.start(*arguments)
    wait_until_idle(shell.process.pid)
    # A shell shows 130 for a process that Ctrl-C ended, too.
    assert shell.end(number) in {STATUS[number], -number}


@pytest.mark.parametrize("variable", ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: signal.Signals(number).name)
def test_a_signal_ends_a_wait_for_settings(shell, number, variable):
    environment = clean_environment(shell.folder / "home") | {variable: str(shell.folder / "fifo")}
    shell.start("-c", "try { save 1 started.txt; connect } finally { save 1 cleaned.txt }", env=environment)
    shell.wait_for("started.txt")
    assert shell.end(number) == STATUS[number]
    assert (shell.folder / "cleaned.txt").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: signal.Signals(number).name)
def test_a_program_that_ignores_signals_is_killed(shell, number):
    shell.start("-c", (
        "try {\nx = !trap '' INT TERM; echo > started.txt; while :; do sleep 1; done\n"
        "} finally { save 1 cleaned.txt }"))
    shell.wait_for("started.txt")
    assert shell.end(number) == STATUS[number]
    assert (shell.folder / "cleaned.txt").exists()


@pytest.mark.parametrize("statement", ["x = !yes", "x = load /dev/zero", "invoke echo --body @/dev/zero"])
def test_a_signal_ends_input_that_has_no_end(shell, statement):
    shell.start("--local", "-c", f"try {{\nsave 1 started.txt\n{statement}\n}} finally {{ save 1 cleaned.txt }}")
    deadline = time.monotonic() + LIMIT
    while not (shell.folder / "started.txt").exists():
        assert time.monotonic() < deadline
        time.sleep(0.005)
    assert shell.end(signal.SIGINT) == 130
    assert (shell.folder / "cleaned.txt").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: signal.Signals(number).name)
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_signal_ends_output_that_nobody_reads(shell, stream, number):
    (shell.folder / "big.txt").write_text("x" * 2_000_000)
    statement = "print <<big>>" if stream == "stdout" else "fail <<big>>"
    shell.start("-c", f"big = load big.txt; try {{ save 1 started.txt; {statement}; }} finally {{ save 1 cleaned.txt }}"
                if stream == "stdout" else f"big = load big.txt; save 1 started.txt; {statement}")
    shell.wait_for("started.txt")
    assert shell.process.poll() is None
    status = shell.end(number)
    assert status == STATUS[number]
    if stream == "stdout":
        assert (shell.folder / "cleaned.txt").exists()


def test_output_whose_reader_is_slow_arrives_whole(shell):
    (shell.folder / "big.txt").write_text("x" * 3_000_000)
    process = shell.start("-c", "big = load big.txt; print <<big>>; print end")
    received = b""
    while piece := process.stdout.read1(10_000):
        received += piece
    assert process.wait(timeout=LIMIT) == 0
    assert received == b"x" * 3_000_000 + b"\nend\n"


def test_output_goes_on_where_another_program_made_it_non_blocking(shell):
    (shell.folder / "big.txt").write_text("x" * 1_000_000)
    reader, writer = os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETFL, fcntl.fcntl(writer, fcntl.F_GETFL) | os.O_NONBLOCK)
    process = shell.start("-c", "big = load big.txt; print <<big>>", stdout=writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        assert stream.read() == b"x" * 1_000_000 + b"\n"
    assert process.wait(timeout=LIMIT) == 0


def test_a_body_that_waits_for_input_holds_up_no_other(shell):
    shell.start("--local", "-c", (
        "for i in [1, 2] parallel 2 { if <<i == 1>> { x = load /dev/stdin } else { invoke echo; save 1 second.txt } }\n"
        "save 1 end.txt"))
    shell.wait_for("second.txt")
    assert shell.process.poll() is None
    os.write(shell.input_end, b"now")
    shell.process.stdin = None
    os.close(shell.input_end)
    shell.input_end = os.dup(shell.input)
    stdout, stderr = shell.process.communicate(timeout=LIMIT)
    assert shell.process.returncode == 0, stderr
    assert (shell.folder / "end.txt").exists()


def test_a_run_that_stops_leaves_its_input_open(shell):
    shell.start("--local", "-c", "invoke fail --each @- --stop-after 1")
    os.write(shell.input_end, b'{"a": 1}\n')
    started = time.monotonic()
    assert shell.wait(started) == 1
    assert b"stopped" in shell.process.stderr.read()


def test_a_row_that_ends_the_run_leaves_its_input_open(shell):
    shell.start("--local", "-c", "invoke nowhere --each @- --body <<row.a.b.c[0]>> --stop-after 1")
    os.write(shell.input_end, b'{"a": 1}\n')
    assert shell.wait(time.monotonic()) == 1


def test_what_comes_through_a_fifo_in_pieces_is_one_text(shell):
    shell.start("-c", "save 1 started.txt; x = load fifo; print <<x>>")
    shell.wait_for("started.txt")
    with open(shell.folder / "fifo", "wb", buffering=0) as fifo:
        for piece in (b"a", b"b" * 200_000, b"c"):
            fifo.write(piece)
    stdout, _ = shell.process.communicate(timeout=LIMIT)
    assert stdout == b"a" + b"b" * 200_000 + b"c\n"


def test_a_fifo_is_written_once_it_has_a_reader(shell):
    (shell.folder / "big.txt").write_text("x" * 500_000)
    shell.start("-c", "save 1 started.txt; big = load big.txt; save <<big>> fifo")
    shell.wait_for("started.txt")
    with open(shell.folder / "fifo", "rb") as fifo:
        assert fifo.read() == b"x" * 500_000
    assert shell.process.wait(timeout=LIMIT) == 0


def test_standard_input_may_be_a_fifo_whose_writer_has_gone(shell):
    keeper = os.open(shell.folder / "fifo", os.O_RDWR)
    reader = os.open(shell.folder / "fifo", os.O_RDONLY)
    os.write(keeper, b"early")
    os.close(keeper)
    try:
        process = shell.start("-c", "x = load /dev/stdin; print <<x>>", stdin=reader)
        stdout, stderr = process.communicate(timeout=LIMIT)
        assert (stdout, process.returncode) == (b"early\n", 0), stderr
    finally:
        os.close(reader)


def test_a_full_device_is_an_error(shell):
    process = shell.start("-c", "save 1 /dev/full")
    _, stderr = process.communicate(timeout=LIMIT)
    assert process.returncode == 1
    assert b"No space left on device" in stderr


# MARK: Terminals


class TerminalShell:
    """lamsh as the leader of a terminal's session, so that closing the terminal hangs it up."""

    def __init__(self, folder):
        self.folder = folder
        self.master = None
        self.pid = None

    def start(self, *arguments):
        environment = clean_environment(self.folder / "home") | {"TERM": "xterm"}
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.chdir(self.folder)
            os.execve(binary(), [binary(), *arguments], environment)

    def wait_for(self, name):
        deadline = time.monotonic() + LIMIT
        while not (self.folder / name).exists():
            assert time.monotonic() < deadline, f"{name} was not written"
            time.sleep(0.005)
        wait_until_idle(self.pid)

    def read_until(self, text):
        seen = b""
        while text not in seen:
            seen += os.read(self.master, 65_536)
        return seen

    def hang_up(self):
        os.close(self.master)
        self.master = None

    def status(self):
        """The status as subprocess returns it; None if the process hasn't ended in time."""
        deadline = started = time.monotonic()
        deadline += LIMIT
        while time.monotonic() < deadline:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                print(f"ended after {(time.monotonic() - started) * 1000:.0f} ms")
                self.pid = None
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.002)
        return None

    def close(self):
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.master is not None:
            os.close(self.master)


@pytest.fixture
def terminal(tmp_path):
    (tmp_path / "home").mkdir()
    os.mkfifo(tmp_path / "fifo")
    terminal = TerminalShell(tmp_path)
    yield terminal
    terminal.close()


@pytest.mark.parametrize("statement", [
    "x = load /dev/stdin", "x = load fifo", "save 1 fifo", "invoke echo --each @-", "invoke echo --body @-",
    "secret s", "! sleep 1000", "x = !sleep 1000", "sleep 1h"])
def test_a_closed_terminal_ends_a_wait_after_finally(terminal, statement):
    terminal.start("--local", "-c", f"try {{\nsave 1 started.txt\n{statement}\n}} finally {{\nsave 1 cleaned.txt\n}}")
    terminal.wait_for("started.txt")
    terminal.hang_up()
    assert terminal.status() == -signal.SIGHUP
    assert (terminal.folder / "cleaned.txt").exists()


@pytest.mark.parametrize("statement", ["x = load /dev/stdin", "invoke echo --body @-", "secret s", "sleep 1h"])
def test_ctrl_c_at_the_terminal_ends_a_wait_after_finally(terminal, statement):
    terminal.start("--local", "-c", f"try {{\nsave 1 started.txt\n{statement}\n}} finally {{\nsave 1 cleaned.txt\n}}")
    terminal.wait_for("started.txt")
    os.write(terminal.master, b"\x03")
    assert terminal.status() == 130
    assert (terminal.folder / "cleaned.txt").exists()


@pytest.mark.parametrize("statement", ["secret s", "invoke echo"])
def test_sigterm_ends_a_question_after_finally(terminal, statement):
    connect = "connect local --protected\n" if statement == "invoke echo" else ""
    terminal.start("-c", f"{connect}try {{\nsave 1 started.txt\n{statement}\n}} finally {{\nsave 1 cleaned.txt\n}}")
    terminal.wait_for("started.txt")
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.status() == -signal.SIGTERM
    assert (terminal.folder / "cleaned.txt").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, None], ids=["SIGINT", "SIGTERM", "hang-up"])
def test_a_terminal_that_was_stopped_ends_with_the_process(terminal, number):
    terminal.start("-c", (
        "try {\nsave 1 started.txt\nfor i in <<range(`0`, `100000`)>> { print line <<i>> }\n"
        "} finally { save 1 cleaned.txt }"))
    terminal.read_until(b"line 1")
    os.write(terminal.master, b"\x13")
    wait_until_idle(terminal.pid)
    if number:
        os.kill(terminal.pid, number)
        assert terminal.status() == STATUS[number]
    else:
        terminal.hang_up()
        assert terminal.status() == -signal.SIGHUP
    assert (terminal.folder / "cleaned.txt").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, None], ids=["SIGTERM", "hang-up"])
def test_the_prompt_ends_with_its_terminal(terminal, number):
    terminal.start()
    terminal.read_until(b"lamsh>")
    wait_until_idle(terminal.pid)
    if number:
        os.kill(terminal.pid, number)
        assert terminal.status() == STATUS[number]
    else:
        terminal.hang_up()
        assert terminal.status() == -signal.SIGHUP
