# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines that are coloured while they're typed, beside plain ones: the same keys give the same text and the same cursor."""

import os
import random
import time

import pyte
import pytest

from golden_case import binary
from screen import CTRL_C, CTRL_D, PASTE_END, PASTE_START, PROMPT, UP, DOWN, LEFT, Terminal

RIGHT, END = "\x1b[C", "\x1b[F"
SEED = int(os.environ.get("LAMSH_SEED", "1"))
SEQUENCES = int(os.environ.get("LAMSH_SEQUENCES", "2"))
PLAIN = "set highlight off\nset suggestions off\nset hints off\n"
COLOURS = "set suggestions off\nset hints off\n"
ALL = ""
# With the mark that some terminals get, with colours, and plain.
END_OF_PROMPT = (b"\x1b]133;B\x07", b"lamsh>\x1b[0m ", b"lamsh> ")
# Rows that hints and pasted lines may have scrolled.
MOST_SCROLLED = 12

HISTORY = [
    'invoke echo --body {"a": 1}', "print hello world", "list --match '*order*' --sort MemorySize",
    'x = {"name": "日本語", "n": [1, 2.5, true]}', "for n in [1, 2, 3] { print <<n>> }",
    'invoke create-order --body {"sku": "A-1", "qty": 2, "note": "a long line that needs several rows on a narrow '
    'screen"} --query id', "print <<length(x.n)>>; print 'é ü ñ'",
]

# Has colours in every terminal.
START = "print 'ab' <<x>> "
TEXT = [
    "invoke echo ", "--body ", '{"a": 1, ', '"b": [true', "]", "}", "print ", "<<", "x.n", ">>", "'quo", "te'", '"', "日本",
    "é", "e\u0301", "a\u0308\u0323", "😀", " ", "  ", "x = ", "5", "if <<x>> { ", "# note", "| jq", "zz", "lis", "--no",
    "word " * 12,
]
PASTES = [
    PASTE_START + "print one\nprint <<x>>\n  print three" + PASTE_END, PASTE_START + '{"k": "日本"}' + PASTE_END,
    PASTE_START + "a\tb" + PASTE_END,
]
YANK = "\x19"
# A key and the Escape before it come together: how long Readline waits for the second one depends on the machine.
EMACS = [
    "\x01", "\x05", "\x02", "\x06", "\x1bb", "\x1bf", "\x04", "\x7f", "\x0b", "\x15", "\x17", "\x1bd", YANK, "\x1by",
    "\x14", "\x1bt", "\x1bu", "\x1bl", "\x1bc", "\x1f", UP, DOWN, LEFT, RIGHT, "\x10", "\x0e", "\x0c", "\x1b3", "\x1b\\",
    "\x18\x18", "\x1b ", "\x1br", "\x1b.", "\x12inv", "\x12or\x12", "\x07", "\x16\t", "\x16\n",
    "\x16\x01", "\x1b[H", "\x1b<", "\x1b>", "\x1d" + "a", *PASTES,
]
# Plain Readline takes each control character of what it searches for as one column, which a tab and a newline aren't: what
# it draws after one isn't the line.
WITH_CONTROL_CHARACTERS = [PASTES[0], PASTES[2], "\x16\t", "\x16\n", "\x16\x01", YANK]
VI = [
    "\x1bh", "\x1bl", "\x1bw", "\x1bb", "\x1be", "\x1b0", "\x1b$", "\x1bx", "\x1bX", "\x1bD", "\x1bdd", "\x1bcw",
    "\x1bdw", "\x1bd$", "\x1byy", "\x1bp", "\x1bP", "\x1bu", "\x1brz", "\x1b~", "\x1bi", "\x1ba", "\x1bA", "\x1bI",
    "\x1bR", "\x1bs", "\x1bfe", "\x1b;", "\x1b.", "\x1b%", "\x1b3h", "\x1bk", "\x1bj", "\x1bC", UP, DOWN,
    LEFT, RIGHT, "\x7f", "\x17", "\x12pri", "\x16\t", "\x16\n", "\x0c", *PASTES,
]


class DimScreen(pyte.Screen):
    """Keeps what pyte doesn't: faint text, as italics; and shows rows with half of a wide character."""

    @property
    def display(self):
        return ["".join(self.buffer[y][x].data for x in range(self.columns)) for y in range(self.lines)]

    def select_graphic_rendition(self, *attributes):
        super().select_graphic_rendition(*[3 if value == 2 else value for value in attributes])


class Line(Terminal):
    def __init__(self, home, settings, environment=(), columns=80, rows=24, speed=None):
        for folder in (".config/lamsh", ".local/state/lamsh"):
            (home / folder).mkdir(parents=True, exist_ok=True)
        (home / ".config/lamsh/rc.lamsh").write_text(settings)
        (home / ".local/state/lamsh/history").write_text("\n".join(HISTORY) + "\n")
        slowly = ["-c", f'stty {speed}; exec "$0"', binary()]
        super().__init__(
            home, slowly if speed else (), "/bin/sh" if speed else None, columns=columns, rows=rows,
            environment=environment)
        self.screen = DimScreen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.read_when_idle = 0

    def resize(self, columns, rows):
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def type(self, text):
        # The terminal makes a signal of Ctrl-C.
        self.read_when_idle = self.bytes_read() + len(text.replace(CTRL_C, "").encode())
        super().type(text)

    def bytes_read(self):
        """How much the program has read, from the terminal and elsewhere."""
        with open(f"/proc/{self.child.pid}/io") as file:
            return int(file.readline().split()[1])

    def is_idle(self):
        """Whether the program has read the keys, and all of its threads wait."""
        if self.bytes_read() < self.read_when_idle:
            return False
        tasks = f"/proc/{self.child.pid}/task"
        for task in os.listdir(tasks):
            try:
                with open(f"{tasks}/{task}/stat") as file:
                    if file.read().rpartition(")")[2].split()[0] != "S":
                        return False
            except FileNotFoundError:
                pass
        return True

    def settle(self):
        """Reads what the keys draw."""
        deadline = time.monotonic() + 20
        while not self.is_idle():
            assert time.monotonic() < deadline, "the program doesn't wait for keys:\n" + "\n".join(self.lines)
            self.read(0.001)
        size = -1
        while size != len(self.raw):
            size = len(self.raw)
            self.read(0.004)


class Pair:
    """A decorated line and a plain one that get the same keys."""

    def __init__(self, folder, settings, columns, rows=24, inputrc="", speed=None, **environment):
        folder.mkdir()
        (folder / "inputrc").write_text(inputrc)
        environment = {"INPUTRC": str(folder / "inputrc"), **environment}
        self.decorated = Line(folder / "decorated", settings, environment, columns, rows, speed)
        self.plain = Line(folder / "plain", PLAIN, environment, columns, rows, speed)
        self.both = (self.decorated, self.plain)
        for terminal in self.both:
            terminal.wait(lambda: terminal.raw.endswith(END_OF_PROMPT), "the prompt")

    def close(self):
        for terminal in self.both:
            terminal.close()

    def type(self, keys):
        for terminal in self.both:
            terminal.type(keys)

    def resize(self, columns, rows):
        for terminal in self.both:
            terminal.resize(columns, rows)

    def differences(self):
        """Where the decorated screen has other text than the plain one, but for faint text where that's blank. At the
        bottom of the screen a hint scrolls it."""
        ours, theirs = self.decorated.screen, self.plain.screen
        found = []
        shift = theirs.cursor.y - ours.cursor.y
        if ours.cursor.x != theirs.cursor.x or not 0 <= shift <= MOST_SCROLLED:
            found.append(f"cursor {ours.cursor.y},{ours.cursor.x} for {theirs.cursor.y},{theirs.cursor.x}")
        for y in range(ours.lines - max(shift, 0)):
            for x in range(ours.columns):
                our, their = ours.buffer[y][x], theirs.buffer[y + shift][x]
                if our.data != their.data and not (our.italics and their.data == " "):
                    found.append(f"{y},{x}: {our.data!r} for {their.data!r}")
        return found

    def check(self, keys, typed):
        self.type(keys)
        for attempt in range(400):
            for terminal in self.both:
                terminal.settle()
            if not self.differences():
                return
        found = self.differences()
        rows = [
            f"{row:3} {name} {line.rstrip()}" for name, terminal in zip(("ours  ", "theirs"), self.both)
            for row, line in enumerate(terminal.screen.display) if line.strip()]
        assert not found, (
            f"after {keys!r} of {typed!r}: {found[:8]}\n" + "\n".join(rows[-60:])
            + f"\nours   {self.decorated.raw[-1500:]!r}\ntheirs {self.plain.raw[-1500:]!r}")

    def run(self, sequence):
        for index, keys in enumerate(sequence):
            # Ctrl-D on an empty line ends the shell.
            if keys == CTRL_D and self.plain.current == PROMPT:
                continue
            line = self.plain_line()
            if keys in WITH_CONTROL_CHARACTERS and "i-search)`" in line:
                continue
            # So many newlines as were typed as a count: Readline can't draw a line that's taller than the screen.
            if keys == "\x16\n" and "(arg: " in line:
                continue
            self.check(keys, sequence[:index + 1])
        self.interrupt()

    def plain_line(self):
        """The plain line up to the cursor's row, with its prompt or that of a search or a count."""
        line = ""
        for row in reversed(self.plain.lines):
            line = row + line
            if row.startswith(PROMPT):
                break
        return line

    def interrupt(self):
        """Ctrl-C arrives before keys that were typed earlier: those are then on the next line."""
        for terminal in self.both:
            is_empty = False
            while not is_empty:
                size = len(terminal.raw)
                terminal.type(CTRL_C)
                terminal.wait(lambda: any(end in terminal.raw[size:] for end in END_OF_PROMPT), "another prompt")
                terminal.settle()
                is_empty = terminal.raw.endswith(END_OF_PROMPT)
        self.check("", "the end")


def sequences(keys, seed, count):
    for number in range(count):
        chance = random.Random(f"{SEED}-{seed}-{number}")
        yield [START, *(chance.choice(TEXT if chance.random() < 0.5 else keys) for _ in range(chance.randrange(4, 24)))]


@pytest.fixture
def pair(tmp_path):
    made = []

    def make(*arguments, **settings):
        made.append(Pair(tmp_path / str(len(made)), *arguments, **settings))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.mark.parametrize("columns", [20, 40, 63, 80, 200])
@pytest.mark.parametrize("mode", ["emacs", "vi"])
def test_colours_change_neither_text_nor_cursor(pair, columns, mode):
    lines = pair(COLOURS, columns, 40, inputrc=f"set editing-mode {mode}\n")
    for sequence in sequences(EMACS if mode == "emacs" else VI, f"{columns}-{mode}", SEQUENCES):
        lines.run(sequence)
    assert b"32m'ab'" in lines.decorated.raw


# Keys that take a suggestion do something else without one.
TAKING = ["\x06", "\x05", "\x1bf", RIGHT, END, "\x1bl", "\x1b$", "\x1bA"]


@pytest.mark.parametrize("columns", [20, 48, 80, 140])
@pytest.mark.parametrize("mode", ["emacs", "vi"])
def test_suggestions_and_hints_change_neither_text_nor_cursor(pair, columns, mode):
    lines = pair(ALL, columns, 60, inputrc=f"set editing-mode {mode}\n")
    keys = [key for key in (EMACS if mode == "emacs" else VI) if key not in TAKING]
    for sequence in sequences(keys, f"all-{columns}-{mode}", SEQUENCES):
        lines.run(sequence)


@pytest.mark.parametrize("environment", [
    {"TERM": "screen"}, {"TERM": "tmux"}, {"TERM": "linux"}, {"TERM": "xterm"}, {"LC_ALL": "C"}, {"LANG": "C.UTF-8"}],
    ids=lambda environment: "-".join(environment.values()))
def test_other_terminals_and_locales_show_the_same(pair, environment):
    lines = pair(ALL, 72, 50, **environment)
    keys = [key for key in EMACS if key not in TAKING]
    for sequence in sequences(keys, str(environment), SEQUENCES):
        lines.run(sequence)
    assert b"'ab'" in lines.decorated.raw


@pytest.mark.parametrize("columns, rows", [(40, 15), (250, 80)])
def test_small_and_large_terminals_show_the_same(pair, columns, rows):
    lines = pair(ALL, columns, rows)
    keys = [key for key in EMACS if key not in TAKING]
    for sequence in sequences(keys, f"{columns}x{rows}", SEQUENCES):
        lines.run(sequence)


def test_a_line_survives_other_sizes_of_the_terminal(pair):
    lines = pair(COLOURS, 80, 30)
    lines.check("print 'ab' " + "word " * 20 + "<<x>>", "the line")
    for columns, rows in ((40, 30), (100, 20), (33, 25), (80, 30)):
        size = [len(terminal.raw) for terminal in lines.both]
        lines.resize(columns, rows)
        for terminal, before in zip(lines.both, size):
            terminal.wait(lambda: len(terminal.raw) > before, "the line to be drawn anew")
            terminal.settle()
        lines.check(" é", "another size")


@pytest.fixture
def line(tmp_path):
    made = []

    def make(settings=ALL, environment=(), columns=80, rows=24, speed=None):
        made.append(Line(tmp_path / str(len(made)), settings, environment, columns, rows, speed))
        made[-1].wait(lambda: any(text.startswith("lamsh>") for text in made[-1].lines), "the prompt")
        return made[-1]

    yield make
    for each in made:
        each.close()


def shown(terminal, row=0):
    return terminal.screen.display[row].rstrip()


def faint(terminal, row=0):
    """The faint text of a row."""
    cells = terminal.screen.buffer[row]
    return "".join(cells[x].data for x in range(terminal.screen.columns) if cells[x].italics).strip()


def wait_for_row(terminal, text, row=0):
    terminal.wait(lambda: shown(terminal, row) == text, f"the row {text!r}")


def test_the_right_arrow_takes_the_suggestion_and_alt_right_a_word_of_it(line):
    terminal = line()
    terminal.type("invoke e")
    wait_for_row(terminal, PROMPT + ' invoke echo --body {"a": 1}')
    assert faint(terminal) == 'cho --body {"a": 1}'
    terminal.type("\x1b[1;3C")
    terminal.wait(lambda: faint(terminal).startswith("--body"), "a word of the suggestion")
    terminal.type(RIGHT)
    terminal.wait(lambda: "cho" not in faint(terminal) and shown(terminal).endswith("1}"), "the whole suggestion")
    terminal.type(" # taken")
    wait_for_row(terminal, PROMPT + ' invoke echo --body {"a": 1} # taken')


def test_enter_runs_what_was_typed_and_leaves_neither_suggestion_nor_hint(line):
    terminal = line()
    terminal.type("print hello")
    wait_for_row(terminal, PROMPT + " print hello world")
    terminal.wait(lambda: shown(terminal, 1).startswith("print [WORD"), "the hint")
    terminal.type("\r")
    wait_for_row(terminal, "hello", 1)
    assert shown(terminal) == PROMPT + " print hello"


def test_up_searches_for_what_is_typed_and_down_brings_it_back(line):
    terminal = line("set suggestions off\n")
    terminal.type("print")
    wait_for_row(terminal, PROMPT + " print")
    terminal.type(UP)
    wait_for_row(terminal, PROMPT + " print <<length(x.n)>>; print 'é ü ñ'")
    terminal.type(UP)
    wait_for_row(terminal, PROMPT + " print hello world")
    terminal.type(DOWN + DOWN)
    wait_for_row(terminal, PROMPT + " print")


def test_a_binding_of_the_user_stays(line, tmp_path):
    (tmp_path / "inputrc").write_text('"\\e[C": beginning-of-line\n"\\e[A": end-of-line\n')
    terminal = line(environment={"INPUTRC": str(tmp_path / "inputrc")})
    terminal.type("invoke e")
    wait_for_row(terminal, PROMPT + ' invoke echo --body {"a": 1}')
    terminal.type(RIGHT + "x")
    wait_for_row(terminal, PROMPT + " xinvoke e")


def test_tab_completes_what_is_typed_and_not_what_is_suggested(line):
    terminal = line()
    terminal.type("prin")
    terminal.wait(lambda: "hello" in faint(terminal) or "<<length" in faint(terminal), "the suggestion")
    terminal.complete("", lambda: "\x1b[1mprint" in terminal.raw.decode(errors="replace"), "the command")
    terminal.type("X\r")
    terminal.wait(lambda: "X" in [text.strip() for text in terminal.screen.display], "what was printed")


@pytest.mark.parametrize("settings, environment", [
    (PLAIN, {}), (ALL, {"NO_COLOR": "1"}), (ALL, {"TERM": "dumb"}), (ALL, {"TERM": "dumb", "FORCE_COLOR": "1"})],
    ids=["settings", "NO_COLOR", "dumb", "dumb-forced"])
def test_nothing_is_drawn_where_its_not_wanted(line, settings, environment):
    terminal = line(settings, environment)
    size = len(terminal.raw)
    terminal.type("print 'a'")
    wait_for_row(terminal, PROMPT + " print 'a'")
    terminal.watch(0.2)
    assert b"\x1b" not in terminal.raw[size:]
    assert shown(terminal, 1) == ""


def test_a_mistake_is_underlined_at_once(line):
    terminal = line()
    terminal.type("list --nope 1")
    terminal.wait(lambda: b"\x1b[4;31m--nope" in terminal.raw or b";4;31m--nope" in terminal.raw, "the mistake")


STATEMENT = 'invoke create-order --body {"sku": "B-2", "note": "for <<customer.name>> at <<now()>>"} --query id'


def bytes_of_keys(lines):
    """How many bytes each key of a statement draws, in the decorated line and in the plain one."""
    sizes = {terminal: [] for terminal in lines.both}
    for key in STATEMENT:
        before = {terminal: len(terminal.raw) for terminal in lines.both}
        lines.check(key, STATEMENT)
        for terminal in lines.both:
            sizes[terminal].append(len(terminal.raw) - before[terminal])
    return sizes[lines.decorated], sizes[lines.plain]


def echoes(drawn, plain, bytes_a_second, pause):
    """When each key is shown, if one is typed every `pause` seconds: a key's echo comes first, its decoration after it."""
    shown, free = [], 0
    for index, (size, echo) in enumerate(zip(drawn, plain)):
        start = max(index * pause, free)
        shown.append(start + echo / bytes_a_second)
        free = start + size / bytes_a_second
    return shown


def test_a_key_sends_few_bytes_more_than_in_a_plain_line(pair, capsys):
    decorated, plain = bytes_of_keys(pair(ALL, 80, 24))
    extra = sorted(ours - theirs for ours, theirs in zip(decorated, plain))
    with capsys.disabled():
        print(f"\nbytes for a key over a plain line: mean {sum(extra) / len(extra):.1f}, median {extra[len(extra) // 2]}, "
              f"most {extra[-1]}")
    assert extra[len(extra) // 2] <= 4
    assert sum(extra) / len(extra) < 20
    # At 9,600 baud, with seven keys a second, none is shown later.
    assert echoes(decorated, plain, 960, 1 / 7) == echoes(plain, plain, 960, 1 / 7)


@pytest.mark.parametrize("speed", [300, 2400, 4800])
def test_a_slow_line_gets_the_same_bytes_as_a_plain_one(pair, speed):
    """So that each key is shown as soon, whatever else delays it."""
    lines = pair(ALL, 80, 24, speed=speed)
    decorated, plain = bytes_of_keys(lines)
    assert decorated == plain
    assert echoes(decorated, plain, speed / 10, 0.1) == echoes(plain, plain, speed / 10, 0.1)
    # Keys that take a suggestion do what they do without one.
    lines.check("\x01" + RIGHT + END, "the end")


def test_a_line_of_9600_baud_is_decorated(line):
    terminal = line(speed=9600)
    terminal.type("list --nope 1")
    terminal.wait(lambda: b"4;31m--nope" in terminal.raw, "the mistake")
