# SPDX-License-Identifier: GPL-3.0-or-later
"""What lamsh tells the terminal at the prompt: the end of a long command, and the current folder."""

from screen import ENTER, PROMPT


def test_a_long_command_ends_with_a_notification(open_terminal):
    # The terminals wait side by side.
    terminals = {
        setting: open_terminal(environment={"VTE_VERSION": "7600"}) for setting in ["auto", "bell", "off"]}
    for setting, terminal in terminals.items():
        terminal.wait_for_current(PROMPT)
        terminal.type(f"set notify {setting}" + ENTER)
        terminal.wait_for_current(PROMPT)
        terminal.type("sleep 10s; !echo slept" + ENTER)
    for setting, terminal in terminals.items():
        terminal.wait(lambda: "slept" in terminal.lines and terminal.current == PROMPT, "the prompt", timeout=40)
        end = terminal.raw.split(b"slept\r\n")[-1]
        assert (b"\x1b]777;notify;lamsh;done after 10" in end) == (setting == "auto")
        # The other sequences end with a bell, too.
        assert (b"\x1b]133;D;0\x07\x07" in end) == (setting == "bell")


def test_the_terminal_knows_the_current_folder(open_terminal):
    terminal = open_terminal()
    terminal.wait_for_current(PROMPT)
    folder = str(terminal.home).replace("[", "%5B").replace("]", "%5D")
    assert f"\x1b]7;file://{folder}\x07".encode() in terminal.raw
    terminal.type("!mkdir -p 'a b'" + ENTER)
    terminal.wait_for_current(PROMPT)
    terminal.type('cd "a b"' + ENTER)
    terminal.wait_for_current(PROMPT)
    assert f"\x1b]7;file://{folder}/a%20b\x07".encode() in terminal.raw
