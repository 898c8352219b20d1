# SPDX-License-Identifier: GPL-3.0-or-later
"""`watch` at a terminal: in place, with changes marked, until Ctrl-C or its condition."""

import pytest

from screen import CTRL_C, ENTER, LOCAL, Terminal


@pytest.fixture
def prompt(open_terminal):
    terminal = open_terminal(arguments=["--local"], columns=60, rows=12)
    terminal.wait(lambda: terminal.current == LOCAL, "the prompt", timeout=60)
    terminal.type("clear" + ENTER)
    terminal.wait(lambda: terminal.lines == [LOCAL], "an empty screen")
    terminal.type("n = 0" + ENTER)
    terminal.wait_for_current(LOCAL)
    return terminal


def test_the_output_is_drawn_over_itself_with_changes_marked(prompt):
    prompt.type("watch 10ms --count 5 !echo same; echo run $(date +%N)" + ENTER)
    prompt.wait(lambda: len(prompt.lines) > 3 and prompt.current == LOCAL, "the end")
    lines = prompt.lines
    assert lines[0].startswith("local> n = 0") and lines[1].startswith("local> watch")
    assert lines[2].startswith("every 10ms, ") and lines[2].endswith(": !echo same; echo run $(date +%N)")
    assert lines[3] == "same" and lines[4].startswith("run ") and lines[5:] == [LOCAL]
    row = prompt.screen.buffer[4]
    assert not row[0].reverse and any(row[column].reverse for column in range(4, 14))


def test_ctrl_c_ends_it_and_the_last_output_stays(prompt):
    prompt.type("watch 1h <<n>>" + ENTER)
    prompt.wait_for_line("0")
    prompt.type(CTRL_C)
    prompt.wait_for_current(LOCAL)
    assert "0" in prompt.lines


def test_a_failure_is_shown_and_the_next_run_follows(prompt):
    prompt.type("watch 10ms --until <<n == 3>> try { n = <<n + 1>>; assert <<n == 3>> } finally { }" + ENTER)
    prompt.wait(lambda: prompt.current == LOCAL and len(prompt.lines) > 3, "the end")
    prompt.type("print n is <<n>>" + ENTER)
    prompt.wait_for_line("n is 3")


def test_an_unknown_name_ends_it(prompt):
    prompt.type("watch 1h <<nothing_like_this>>" + ENTER)
    prompt.wait_for_text("there's no variable `nothing_like_this`")
    prompt.wait_for_current(LOCAL)


def test_more_lines_than_the_screen_has_are_counted(prompt):
    prompt.type("watch 10ms --count 3 !seq 50" + ENTER)
    prompt.wait(lambda: prompt.current == LOCAL and any("more lines" in line for line in prompt.lines), "the end")
    assert prompt.lines[-2] == "… 41 more lines" and prompt.lines[-3] == "9"


def test_a_table_and_a_pipe_are_drawn(prompt):
    prompt.type("watch 10ms --count 2 list --match echo | cat" + ENTER)
    prompt.wait(lambda: prompt.current == LOCAL and any("FunctionName" in line for line in prompt.lines), "the end")
    prompt.type("clear; watch 10ms --count 2 list --match echo" + ENTER)
    prompt.wait(lambda: prompt.current == LOCAL and any(line.startswith("echo ") for line in prompt.lines), "a table")


def test_without_cursor_movement_the_output_follows_one_another(tmp_path):
    terminal = Terminal(tmp_path / "home", environment={"TERM": "dumb"})
    try:
        terminal.wait_for_current("lamsh>")
        terminal.type("watch 1ms --count 2 print again" + ENTER)
        terminal.wait(lambda: terminal.lines.count("again") == 2, "both lines")
    finally:
        terminal.close()
