# SPDX-License-Identifier: GPL-3.0-or-later
"""lamsh in its own terminal: sends what's typed, and keeps what it draws as a screen."""

import os
import shlex
import signal
import termios
import time

import pexpect
import pyte

from golden_case import binary, clean_environment

UP, DOWN, LEFT, HOME, TAB = "\x1b[A", "\x1b[B", "\x1b[D", "\x01", "\t"
ENTER, CTRL_C, CTRL_D, CTRL_R, CTRL_U, CTRL_Z, BACKSPACE = "\r", "\x03", "\x04", "\x12", "\x15", "\x1a", "\x7f"
PROMPT, LOCAL = "lamsh>", "local>"
PASTE_START, PASTE_END = "\x1b[200~", "\x1b[201~"


class Terminal:
    def __init__(self, home, arguments=(), program=None, columns=80, rows=24, environment=()):
        home.mkdir(exist_ok=True)
        self.home = home
        self.screen = pyte.HistoryScreen(columns, rows, history=1000)
        self.stream = pyte.ByteStream(self.screen)
        self.seen = 0
        self.raw = b""
        program = program or binary()
        self.child = pexpect.spawn(
            # Without arguments pexpect splits the command into words.
            program if arguments else shlex.quote(program),
            list(arguments),
            cwd=str(home),
            env=clean_environment(home) | {"TERM": "xterm-256color"} | dict(environment),
            dimensions=(rows, columns),
            echo=True,
        )
        # pexpect waits before each send, for programs that switch the echo off; this one is measured.
        self.child.delaybeforesend = None

    def close(self):
        if self.child.isalive():
            self.child.kill(signal.SIGKILL)
        self.child.close(force=True)

    def type(self, text):
        # What comes before the keys are answered is still the old screen.
        self.seen = len(self.raw)
        self.child.send(text)

    def read(self, timeout=0.01):
        """Draws the output so far; False once the program has ended."""
        try:
            data = self.child.read_nonblocking(65536, timeout)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        self.stream.feed(data)
        return True

    @property
    def lines(self):
        return [line.rstrip() for line in self.screen.display[: self.screen.cursor.y + 1]]

    @property
    def current(self):
        """The line that the cursor is on."""
        return self.lines[-1]

    def wait(self, condition, what, timeout=20):
        """Waits until the condition holds, and returns the seconds; on failure, shows the screen."""
        start = time.monotonic()
        while not condition():
            is_open = self.read()
            if condition():
                break
            assert is_open, f"lamsh ended; waited for {what}:\n" + "\n".join(self.lines)
            assert time.monotonic() - start < timeout, f"waited for {what}:\n" + "\n".join(self.lines)
        return time.monotonic() - start

    def watch(self, seconds):
        """Draws the output that arrives within that time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read()

    def complete(self, keys, condition, what):
        """Types the keys and Tab, and Tab again while nothing comes: a completion that takes too long on a busy machine is
        given up."""
        self.type(keys + TAB)
        for _ in range(9):
            try:
                return self.wait(condition, what, timeout=2)
            except AssertionError:
                self.type(TAB)
        return self.wait(condition, what, timeout=2)

    def complete_to(self, keys, line):
        """Completes to this line."""
        return self.complete(keys, lambda: self.current == line.rstrip(), f"the current line {line!r}")

    def complete_to_text(self, keys, text):
        """Completes until the text is on the screen."""
        return self.complete(keys, lambda: any(text in line for line in self.lines), f"the text {text!r}")

    def wait_for_text(self, text):
        return self.wait(lambda: any(text in line for line in self.lines), f"the text {text!r}")

    def wait_for_line(self, line):
        return self.wait(lambda: line in self.lines, f"the line {line!r}")

    def wait_for_current(self, line):
        """Waits for a line that's already on the screen, or appears after the last keys."""
        start = time.monotonic()
        return self.wait(
            lambda: self.current == line.rstrip() and (len(self.raw) > self.seen or time.monotonic() - start > 0.5),
            f"the cursor to be on {line!r}")

    def wait_for_end(self, timeout=20):
        """The exit status, or minus the signal, once the program has ended."""
        start = time.monotonic()
        while self.read() or self.child.isalive():
            assert time.monotonic() - start < timeout, "lamsh did not end:\n" + "\n".join(self.lines)
        self.child.wait() if self.child.isalive() else None
        return self.child.exitstatus if self.child.signalstatus is None else -self.child.signalstatus

    def is_cooked(self):
        """Whether the terminal is in its normal mode: whole lines, with echo."""
        flags = termios.tcgetattr(self.child.child_fd)[3]
        return bool(flags & termios.ECHO) and bool(flags & termios.ICANON)

    def files_with(self, text):
        """The files of the home folder that contain a text."""
        found = []
        for folder, _, names in os.walk(self.home):
            for name in names:
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    if text.encode() in file.read():
                        found.append(path)
        return found
