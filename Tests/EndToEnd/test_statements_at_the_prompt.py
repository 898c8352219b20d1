# SPDX-License-Identifier: GPL-3.0-or-later
"""Statements of several lines at the prompt: typed line by line, pasted, and abandoned half-way."""

import pytest

from screen import CTRL_C, CTRL_D, ENTER, LOCAL, PASTE_END, PASTE_START, PROMPT, UP

# The input, and what it prints.
STATEMENTS = [
    pytest.param(["if <<x > 3>> {", "print more", "} else {", "print less", "}"], ["less"], id="if"),
    pytest.param(
        ["if <<x > 3>> {", "print more", "} else if <<x == 3>> {", "print equal", "}"], ["equal"], id="else if"),
    pytest.param(["for n in <<[x, x * 2]>> {", "print n is <<n>>", "}"], ["n is 3", "n is 6"], id="for"),
    pytest.param(
        ["for n in [1,", "2] parallel 2 {", "print item <<n>>", "}"], ["item 1", "item 2"], id="for in parallel"),
    pytest.param(["for k, v in {", '"a": 1', "} {", "print <<k>> is <<v>>", "}"], ["a is 1"], id="for over an object"),
    pytest.param(["n = 0; while <<n < 2>> {", "n = <<n + 1>>", "print at <<n>>", "}"], ["at 1", "at 2"], id="while"),
    pytest.param(
        ["n = 0; retry 3 every 1ms {", "n = <<n + 1>>", "assert <<n == 2>>", "}; print after <<n>>"], ["after 2"],
        id="retry"),
    pytest.param(
        ["try {", 'fail "on purpose"', "} catch err {", "print caught <<err.kind>>", "} finally {", "print finally", "}"],
        ["caught fail", "finally"], id="try"),
    pytest.param(
        ['def greet(name, word = "hi") {', 'return "<<word>>, <<name>>"', '}; text = greet "Ada"; print <<text>>'],
        ["hi, Ada"], id="def"),
    pytest.param(
        ["for n in [1, 2] {", "if <<n == 2>> {", "print two", "} else {", "print other", "}", "}"],
        ["other", "two"], id="blocks in blocks"),
    pytest.param(['print """', "  first", "  second", '  """'], ["first", "second"], id="a text block"),
    pytest.param(['text = "one', 'line"; print <<length(text)>>'], ["8"], id="a text in quotes"),
    pytest.param(["print a \\", "b"], ["a b"], id="a backslash at the end"),
    pytest.param(['test "adds" {', "assert <<1 + 1 == 2>>", "}"], ["ok    adds"], id="test"),
]


@pytest.fixture
def session(open_terminal):
    terminal = open_terminal(rows=40)
    terminal.wait_for_current(PROMPT)
    terminal.type("x = 3" + ENTER)
    terminal.wait_for_current(PROMPT)
    return terminal


@pytest.mark.parametrize("lines, expected", STATEMENTS)
def test_a_statement_typed_over_several_lines_runs_at_its_end(session, lines, expected):
    for line in lines[:-1]:
        session.type(line + ENTER)
        session.wait(lambda: session.current.endswith("…"), "the prompt of an open statement")
    session.type(lines[-1] + ENTER)
    session.wait_for_current(PROMPT)
    assert [line for line in session.lines if line in expected] == expected
    # It is one entry of the history.
    session.type(UP)
    first = f"{PROMPT} {lines[0]}"
    session.wait(lambda: session.lines[-len(lines):] == [first, *lines[1:]], "the whole statement")


@pytest.mark.parametrize("lines, expected", STATEMENTS)
def test_a_statement_pasted_whole_runs_as_one(session, lines, expected):
    session.type(PASTE_START + "\n".join(lines) + PASTE_END)
    session.wait(lambda: session.lines[-1].endswith(lines[-1]), "the pasted text")
    session.type(ENTER)
    session.wait_for_current(PROMPT)
    assert [line for line in session.lines if line in expected] == expected


@pytest.mark.parametrize("lines, expected", STATEMENTS)
def test_ctrl_c_gives_up_a_statement_half_way(session, lines, expected):
    for line in lines[:-1]:
        session.type(line + ENTER)
        session.wait(lambda: session.current.endswith("…"), "the prompt of an open statement")
    session.type(CTRL_C)
    session.wait_for_current(PROMPT)
    session.type("print whole" + ENTER)
    session.wait_for_line("whole")
    session.wait_for_current(PROMPT)
    # Nothing of the statement has run, including the part before the open bracket.
    assert not [line for line in session.lines if line in expected]
    session.type(CTRL_D)
    assert session.wait_for_end() == 0


@pytest.mark.parametrize("line, symbol", [
    ("x = {", "{"), ("x = [", "["), ('x = "a', '"'), ('print """', '"""'), ("print <<x", "<<"),
])
def test_the_second_prompt_shows_what_is_open(prompt, line, symbol):
    prompt.type(line + ENTER)
    prompt.wait_for_current(f"{symbol}…")


def test_a_syntax_error_in_the_middle_is_shown_at_once(prompt):
    prompt.type("if <<1 +>> {" + ENTER)
    prompt.wait_for_text("error")
    prompt.wait_for_current(PROMPT)


def test_a_pasted_script_with_a_mistake_runs_nothing(local):
    local.type(PASTE_START + "print first\nfor n in <<[1]>> {\n  invok echo\n}\n" + PASTE_END + ENTER)
    local.wait_for_text("did you mean `invoke`")
    # The corrected script is at the prompt, and waits for Enter.
    local.wait_for_line("  invoke echo")
    assert "first" not in local.lines
