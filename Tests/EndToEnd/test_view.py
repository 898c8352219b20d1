# SPDX-License-Identifier: GPL-3.0-or-later
"""`view` at a terminal: a value as a tree on a screen of its own."""

import json

import pytest

from screen import CTRL_C, DOWN, ENTER, LEFT, PROMPT

RIGHT, END, ESCAPE = "\x1b[C", "\x1b[F", "\x1b"
ORDER = {"id": "o-1", "lines": [{"sku": "A-1", "qty": 2}, {"sku": "B-2", "first name": "Ada\x1b[31m"}], "none": []}


@pytest.fixture
def view(open_terminal):
    """Opens a value, and returns its terminal."""

    def view(value, argument="<<order>>", **options):
        terminal = open_terminal(**{"columns": 110, "rows": 12} | options)
        (terminal.home / "order.json").write_text(json.dumps(value))
        terminal.wait_for_current(PROMPT)
        terminal.type("order = load order.json" + ENTER)
        terminal.wait_for_current(PROMPT)
        terminal.type(f"view {argument}" + ENTER)
        terminal.wait(lambda: "q quits" in "\n".join(screen(terminal)), "the view")
        return terminal

    return view


def screen(terminal):
    return [line.rstrip() for line in terminal.screen.display]


def press(terminal, keys, line, status=None):
    terminal.type(keys)
    terminal.wait(
        lambda: line in screen(terminal) and (status is None or screen(terminal)[-1].startswith(status)), f"{line!r}")


def test_nodes_are_opened_and_closed(view):
    terminal = view(ORDER)
    assert screen(terminal)[:4] == ["▾ {3}", '    id: "o-1"', "  ▸ lines: [2]", "    none: []"]
    press(terminal, DOWN + DOWN + RIGHT, "    ▸ [0] {2}", "<<order.lines>>")
    press(terminal, DOWN + ENTER, '        sku: "A-1"', "<<order.lines[0]>>")
    terminal.type(LEFT + LEFT + LEFT)
    terminal.wait(lambda: screen(terminal)[2] == "  ▸ lines: [2]" and '    none: []' in screen(terminal), "a closed node")


def test_a_path_is_put_on_the_command_line(view):
    terminal = view(ORDER)
    press(terminal, "/first" + ENTER, '        first name: "Ada\\u001b[31m"', '<<order.lines[1]."first name">>')
    terminal.type("c")
    terminal.wait_for_current(f'{PROMPT} <<order.lines[1]."first name">>')
    terminal.type(ENTER)
    terminal.wait_for_line('"Ada\\u001b[31m"')


def test_a_search_finds_what_is_closed_and_starts_again(view):
    terminal = view(ORDER)
    press(terminal, "/SKU" + ENTER, '        sku: "A-1"', "<<order.lines[0].sku>>")
    press(terminal, "n", '        sku: "B-2"', "<<order.lines[1].sku>>")
    press(terminal, "n", '        sku: "A-1"', "<<order.lines[0].sku>>")
    press(terminal, "/nowhere" + ENTER, "nowhere: not found")


@pytest.mark.parametrize("key", ["q", ESCAPE, CTRL_C])
def test_the_screen_comes_back(view, key):
    terminal = view(ORDER)
    terminal.type(key)
    terminal.wait_for_current(PROMPT)
    assert b"\x1b[?1049l" in terminal.raw.rsplit(b"\x1b[?1049h", 1)[1]
    terminal.type("print still here" + ENTER)
    terminal.wait_for_line("still here")


def test_an_expression_and_a_literal_have_paths(view):
    terminal = view(ORDER, "<<order.lines || []>>")
    press(terminal, DOWN, "  ▸ [0] {2}", "<<(order.lines || [])[0]>>")
    terminal.type("q")
    terminal.wait_for_current(PROMPT)
    terminal.type('view {"a": {"b": 1}}' + ENTER)
    terminal.wait(lambda: "q quits" in screen(terminal)[-1], "the view")
    press(terminal, DOWN + ENTER + DOWN, "      b: 1", "a.b")


def test_a_long_array_is_shown_in_pages(view):
    terminal = view(list(range(2500)))
    press(terminal, END, "  … more; Enter shows them")
    press(terminal, ENTER, "    [1000] 1000", "<<order[1000]>>")
    press(terminal, "/2499" + ENTER, "    [2499] 2499", "<<order[2499]>>")


def test_the_window_can_change(view):
    terminal = view({"text": "x" * 300})
    terminal.child.setwinsize(6, 40)
    terminal.screen.resize(6, 40)
    terminal.wait(lambda: screen(terminal)[1].endswith("…") and len(screen(terminal)[1]) == 40, "a narrow line")


def test_a_secret_stays_hidden(view):
    terminal = view(ORDER)
    terminal.type("q")
    terminal.wait_for_current(PROMPT)
    terminal.type('secret key = "hunter2222"' + ENTER)
    terminal.wait_for_current(PROMPT)
    terminal.type('view {"key": "with <<key>> in it"}' + ENTER)
    terminal.wait(lambda: '    key: "with ••• in it"' in screen(terminal), "a hidden secret")
    assert b"hunter2222" not in terminal.raw.split(b"view")[-1]
