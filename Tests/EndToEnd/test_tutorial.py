# SPDX-License-Identifier: GPL-3.0-or-later
"""The tutorial, step by step."""

from screen import CTRL_D, ENTER, LOCAL, PROMPT


def steps(terminal):
    return [line for line in terminal.lines if line.startswith("Step ")]


def task(terminal):
    """What the last step says to type: its last line that is indented by two."""
    return [line[2:] for line in terminal.lines if line.startswith("  ")][-1]


def test_each_step_is_checked_by_what_was_done(open_terminal):
    terminal = open_terminal(columns=120, rows=100)
    terminal.wait_for_current(PROMPT)
    terminal.type("tutorial" + ENTER)
    terminal.wait_for_text("Step 1 of 10")
    terminal.type("print something else" + ENTER)
    terminal.wait_for_line("something else")
    assert len(steps(terminal)) == 1
    for number in range(1, 10):
        prompt = PROMPT if number == 1 else LOCAL
        terminal.wait_for_current(prompt)
        statement = task(terminal)
        terminal.type("clear" + ENTER)
        terminal.wait(lambda: terminal.lines == [prompt], "an empty screen")
        terminal.type(statement + ENTER)
        terminal.wait_for_text(f"Step {number + 1} of 10")
    terminal.wait_for_current(LOCAL)
    terminal.type(task(terminal) + ENTER)
    terminal.wait_for_text("You're done")


def test_it_goes_on_in_the_next_session(open_terminal):
    first = open_terminal()
    first.wait_for_current(PROMPT)
    first.type("tutorial" + ENTER + "connect local" + ENTER)
    first.wait_for_text("Step 2 of 10")
    first.wait_for_current(LOCAL)
    first.type(CTRL_D)
    first.wait_for_end()
    second = open_terminal()
    second.wait_for_current(PROMPT)
    second.type("tutorial" + ENTER)
    second.wait_for_text("Step 2 of 10")
    second.type("tutorial --restart" + ENTER)
    second.wait_for_text("Step 1 of 10")


def test_other_functions_are_not_those_of_the_tutorial(open_terminal, tmp_path):
    (tmp_path / "echo.py").write_text("def handler(event, context): return event\n")
    terminal = open_terminal()
    terminal.wait_for_current(PROMPT)
    terminal.type(f"connect local {tmp_path}/echo.py" + ENTER)
    terminal.wait_for_current(LOCAL)
    terminal.type("tutorial" + ENTER)
    terminal.wait_for_text("Step 1 of 10")
    terminal.type("connect local" + ENTER)
    terminal.wait_for_text("Step 2 of 10")
    assert len(steps(terminal)) == 2
