# SPDX-License-Identifier: GPL-3.0-or-later
"""The prompt, as users see it at a terminal."""

import os
import shlex
import signal
import socket
import stat

import pytest

from golden_case import binary
from screen import (
    BACKSPACE,
    CTRL_C,
    CTRL_D,
    CTRL_R,
    CTRL_U,
    CTRL_Z,
    ENTER,
    LEFT,
    PASTE_END,
    PASTE_START,
    LOCAL,
    PROMPT,
    UP,
)

def test_a_command_shows_its_result_and_the_prompt_again(prompt):
    prompt.type("print hello" + ENTER)
    prompt.wait_for_line("hello")
    prompt.wait_for_current(PROMPT)


def test_a_function_is_invoked_and_its_result_interpolated(local):
    local.type('x = invoke echo --body {"n": 41}' + ENTER + "print <<x.n + 1>>" + ENTER)
    local.wait_for_line("42")
    local.wait_for_current(LOCAL)


def test_an_error_is_shown_and_the_session_goes_on(prompt):
    prompt.type("invok echo" + ENTER)
    prompt.wait_for_text("error")
    prompt.wait_for_current(f"{PROMPT} invoke echo")
    prompt.type(CTRL_U + "print still here" + ENTER)
    prompt.wait_for_line("still here")


def test_the_up_arrow_brings_back_what_was_typed(prompt):
    prompt.type("print one" + ENTER)
    prompt.wait_for_line("one")
    prompt.type("print two" + ENTER)
    prompt.wait_for_line("two")
    prompt.wait_for_current(PROMPT)
    prompt.type(UP)
    prompt.wait_for_current(f"{PROMPT} print two")
    prompt.type(UP)
    prompt.wait_for_current(f"{PROMPT} print one")
    prompt.type(" again" + ENTER)
    prompt.wait_for_line("one again")


def test_ctrl_r_finds_an_earlier_line(prompt):
    prompt.type("print needle" + ENTER + "print hay" + ENTER)
    prompt.wait_for_line("hay")
    prompt.wait_for_current(PROMPT)
    prompt.type(CTRL_R + "need")
    prompt.wait_for_text("print needle")
    prompt.type(ENTER)
    prompt.wait(lambda: prompt.lines.count("needle") == 2, "the line to run again")


def test_ctrl_c_drops_a_half_typed_line(prompt):
    prompt.type("print never")
    prompt.wait_for_current(f"{PROMPT} print never")
    prompt.type(CTRL_C)
    prompt.wait_for_line(f"{PROMPT} print never^C")
    prompt.wait_for_current(PROMPT)
    prompt.type("print next" + ENTER)
    prompt.wait_for_line("next")
    assert "never" not in prompt.lines


def test_ctrl_c_drops_a_half_typed_statement_of_several_lines(prompt):
    prompt.type("x = {" + ENTER)
    prompt.wait(lambda: prompt.current != PROMPT and not prompt.current.endswith("{"), "the continuation prompt")
    prompt.type('"a": 1')
    prompt.wait(lambda: prompt.current.endswith('"a": 1'), "the second line")
    prompt.type(CTRL_C)
    prompt.wait_for_current(PROMPT)
    prompt.type("print next" + ENTER)
    prompt.wait_for_line("next")


def check_interrupt(terminal, prompt, statement, capsys):
    """Ctrl-C while a statement runs brings the prompt back; the requirement is 100 ms, the bound allows for load."""
    terminal.type(statement + ENTER)
    terminal.wait_for_line(f"{prompt} {statement}")
    terminal.wait(terminal.is_cooked, "the statement to start")
    terminal.watch(1.5)
    assert terminal.current != prompt, "the statement ended by itself"
    terminal.type(CTRL_C)
    seconds = terminal.wait_for_current(prompt)
    with capsys.disabled():
        print(f"\nCtrl-C to the prompt, {statement}: {seconds * 1000:.0f} ms")
    assert seconds < 1
    terminal.type("print alive" + ENTER)
    terminal.wait_for_line("alive")


@pytest.mark.parametrize("statement", [
    'invoke slow --body {"seconds": 60}', "logs slow --tail", "while <<`true`>> { x = 1 }",
    'for n in [1, 2] parallel 2 { invoke slow --body {"seconds": 60} }'])
def test_ctrl_c_brings_the_prompt_back_from_a_running_invoke(local, statement, capsys):
    check_interrupt(local, LOCAL, statement, capsys)


def test_ctrl_c_brings_the_prompt_back_from_a_list_that_is_not_answered(prompt, capsys):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        endpoint = f"http://127.0.0.1:{silent.getsockname()[1]}"
        prompt.type(
            f"connect --access-key AKIDEXAMPLE --secret-key secret --region x-y-1 --endpoint {endpoint} --no-verify"
            f" --name silent{ENTER}")
        prompt.wait_for_current("silent x-y-1>")
        check_interrupt(prompt, "silent x-y-1>", "list", capsys)


def test_ctrl_c_once_waits_for_the_rows_in_flight_and_twice_does_not(local, capsys):
    local.type('invoke slow --each [1, 2] --body {"seconds": 60}' + ENTER)
    local.watch(1.5)
    local.type(CTRL_C)
    local.watch(0.5)
    assert local.current != LOCAL
    local.type(CTRL_C)
    seconds = local.wait_for_current(LOCAL)
    with capsys.disabled():
        print(f"\nCtrl-C twice to the prompt, a batch: {seconds * 1000:.0f} ms")
    assert seconds < 1
    local.wait_for_text("stopped: 0 rows done")


@pytest.mark.parametrize("statement", ["sleep 60s", "!sleep 60", "print x | sleep 60"])
def test_ctrl_c_brings_the_prompt_back_from_a_running_command(prompt, statement, capsys):
    check_interrupt(prompt, PROMPT, statement, capsys)


def test_ctrl_c_held_down_does_not_end_the_shell(prompt):
    for _ in range(200):
        prompt.type(CTRL_C)
        prompt.read(timeout=0)
    prompt.watch(0.2)
    prompt.type("print alive" + ENTER)
    prompt.wait_for_line("alive")


def test_a_program_that_leaves_the_terminal_in_disorder_does_no_harm(prompt):
    prompt.type("!stty -echo -icanon -isig" + ENTER)
    prompt.wait_for_current(PROMPT)
    prompt.type("sleep 60s" + ENTER)
    prompt.wait(prompt.is_cooked, "the usual mode")
    prompt.type(CTRL_C)
    prompt.wait_for_current(PROMPT)


def test_the_terminal_is_in_its_usual_mode_while_a_command_runs(prompt):
    assert not prompt.is_cooked()
    prompt.type("sleep 60s" + ENTER)
    prompt.wait(prompt.is_cooked, "the usual mode")
    prompt.type(CTRL_C)
    prompt.wait(lambda: not prompt.is_cooked(), "the editor's mode")


def test_ctrl_d_leaves(prompt):
    prompt.type(CTRL_D)
    assert prompt.wait_for_end() == 0


def test_quit_leaves_with_its_status(prompt):
    prompt.type("quit 7" + ENTER)
    assert prompt.wait_for_end() == 7


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_shell_keeps_the_history_and_restores_the_terminal(open_terminal, number):
    script = '"$0"; echo status $?; sleep 60'
    terminal = open_terminal(program="/bin/sh", arguments=["-c", script, binary()])
    terminal.wait_for_current(PROMPT)
    terminal.type("print kept" + ENTER)
    terminal.wait_for_line("kept")
    terminal.wait_for_current(PROMPT)
    terminal.type("half typed")
    terminal.wait_for_current(f"{PROMPT} half typed")
    os.kill(child_of(terminal.child.pid), number)
    terminal.wait_for_line(f"status {128 + number}")
    assert terminal.is_cooked()
    assert terminal.files_with("print kept")


def test_ctrl_z_stops_the_shell_and_fg_brings_the_line_back(open_terminal):
    terminal = open_terminal(program="/bin/bash", arguments=["--norc", "-i"], environment={"PS1": "sh$ "}.items())
    terminal.wait_for_current("sh$")
    terminal.type(f"{shlex.quote(binary())}{ENTER}")
    terminal.wait_for_current(PROMPT)
    terminal.type("print half")
    terminal.wait_for_current(f"{PROMPT} print half")
    terminal.type(CTRL_Z)
    terminal.wait_for_current("sh$")
    terminal.type("fg" + ENTER)
    terminal.wait_for_current(f"{PROMPT} print half")
    terminal.type("time" + ENTER)
    terminal.wait_for_line("halftime")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("statement", ["sleep 60s", "!sleep 60", "print x | sleep 60"])
def test_a_signal_while_a_command_runs_ends_the_shell_as_at_the_prompt(open_terminal, number, statement):
    script = '"$0" --local; echo status $?; sleep 60'
    terminal = open_terminal(program="/bin/sh", arguments=["-c", script, binary()])
    terminal.wait_for_current(LOCAL)
    terminal.type("invoke echo --body 1" + ENTER)
    terminal.wait_for_line("1")
    terminal.wait_for_current(LOCAL)
    shell = child_of(terminal.child.pid)
    sandboxes = children_of(shell)
    assert sandboxes
    terminal.type(statement + ENTER)
    terminal.wait(terminal.is_cooked, "the statement to start")
    terminal.watch(0.3)
    os.kill(shell, number)
    terminal.wait_for_text(f"status {128 + number}")
    assert terminal.is_cooked()
    assert terminal.files_with(statement)
    # The embedded Lambda ended with it, and the window has its old title.
    assert not [pid for pid in sandboxes if os.path.exists(f"/proc/{pid}/exe")]
    assert b"\x1b[23;2t" in terminal.raw


PAGER = """#!/bin/sh
stty -echo -icanon < /dev/tty
trap 'echo interrupted' INT
echo paging
while ! test -e leave; do sleep 0.05; done
stty echo icanon < /dev/tty
"""


@pytest.fixture
def paged(open_terminal, tmp_path):
    """A shell that runs lamsh, with a pager that stays until there's a file `leave`."""
    pager = tmp_path / "pager"
    pager.write_text(PAGER)
    pager.chmod(0o755)
    terminal = open_terminal(
        program="/bin/sh", arguments=["-c", '"$0"; echo status $?; sleep 60', binary()],
        environment={"LAMSH_PAGER": shlex.quote(str(pager))}.items())
    terminal.wait_for_current(PROMPT)
    terminal.type("<<range(100)>>" + ENTER)
    terminal.wait_for_line("paging")
    return terminal


def test_a_signal_ends_the_shell_while_the_pager_is_open(paged):
    assert not paged.is_cooked()
    os.kill(child_of(paged.child.pid), signal.SIGTERM)
    paged.wait_for_text("status 143")
    assert paged.is_cooked()


def test_ctrl_c_belongs_to_the_pager(paged):
    paged.type("\x03")
    paged.wait_for_line("interrupted")
    os.kill(child_of(paged.child.pid), signal.SIGINT)
    paged.type("!")
    (paged.home / "leave").touch()
    paged.wait_for_current(f"{PROMPT} !")


@pytest.mark.parametrize(
    "statement",
    ["print started; sleep 4s; print done", "!echo started; until test -e go; do sleep 0.1; done; echo done"],
    ids=["a command", "a program"],
)
def test_ctrl_z_stops_a_running_command_and_fg_goes_on_with_it(open_terminal, statement):
    terminal = open_terminal(program="/bin/bash", arguments=["--norc", "-i"], environment={"PS1": "sh$ "}.items())
    terminal.wait_for_current("sh$")
    terminal.type(f"{shlex.quote(binary())}{ENTER}")
    terminal.wait_for_current(PROMPT)
    terminal.type(statement + ENTER)
    terminal.wait_for_line("started")
    terminal.type(CTRL_Z)
    terminal.wait_for_current("sh$")
    terminal.type("touch go; echo outside" + ENTER)
    terminal.wait_for_line("outside")
    terminal.wait_for_current("sh$")
    terminal.type("fg" + ENTER)
    terminal.wait_for_line("done")
    terminal.wait_for_current(PROMPT)
    assert not terminal.is_cooked()
    terminal.type("print größe" + LEFT + LEFT + BACKSPACE + ENTER)
    terminal.wait_for_line("grße")
    terminal.wait_for_current(PROMPT)
    terminal.type(CTRL_D)
    terminal.wait_for_current("sh$")


def test_a_statement_of_several_lines_is_one_entry_of_the_history(prompt):
    prompt.type("x = {" + ENTER + '  "a": 1' + ENTER + "}" + ENTER + "print <<x.a>>" + ENTER)
    prompt.wait_for_line("1")
    prompt.wait_for_current(PROMPT)
    prompt.type(UP + UP)
    prompt.wait(lambda: prompt.lines[-3:] == [f"{PROMPT} x = {{", '  "a": 1', "}"], "the whole statement")


def test_a_pasted_script_runs_as_one(prompt):
    prompt.type(PASTE_START + 'a = {"n":\n  7}\nprint <<a.n>>\nprint "two"\n' + PASTE_END + ENTER)
    prompt.wait_for_line("7")
    prompt.wait_for_line("two")
    prompt.wait_for_current(PROMPT)


def test_the_history_outlives_the_session_in_a_private_file(open_terminal):
    first = open_terminal()
    first.wait_for_current(PROMPT)
    first.type("print kept" + ENTER + " print unkept" + ENTER + CTRL_D)
    first.wait_for_end()
    files = first.files_with("print kept")
    assert len(files) == 1
    assert stat.S_IMODE(os.stat(files[0]).st_mode) == 0o600
    assert not first.files_with("unkept")

    second = open_terminal()
    second.wait_for_current(PROMPT)
    second.type(UP)
    second.wait_for_current(f"{PROMPT} print kept")


def test_a_secret_is_asked_for_without_echo_and_written_nowhere(prompt):
    prompt.type("connect --auth access-key --access-key AKIAIOSFODNN7EXAMPLE --region eu-west-1")
    prompt.type(" --endpoint http://127.0.0.1:1" + ENTER)
    prompt.wait(lambda: prompt.is_cooked() is False and "ecret" in prompt.current, "the question")
    prompt.type("wJalrXUtnFEMI/K7MDENG" + ENTER)
    prompt.wait_for_current(PROMPT)
    assert b"wJalrXUtnFEMI" not in prompt.raw
    assert not prompt.files_with("wJalrXUtnFEMI")


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_characters_are_edited_whole_in_any_locale(open_terminal, locale):
    terminal = open_terminal(environment={"LC_ALL": locale}.items())
    terminal.wait_for_current(PROMPT)
    terminal.type("print größe" + LEFT + LEFT + BACKSPACE)
    terminal.wait_for_current(f"{PROMPT} print grße")
    terminal.type(ENTER)
    terminal.wait_for_line("grße")


def test_a_resized_window_wraps_the_line_anew(prompt):
    prompt.type("print " + "x" * 50)
    prompt.wait_for_current(f"{PROMPT} print " + "x" * 50)
    prompt.screen.resize(24, 40)
    prompt.child.setwinsize(24, 40)
    prompt.type("y")
    prompt.wait(lambda: prompt.current.endswith("xy") and len(prompt.current) < 40, "the wrapped line")


def test_without_colour_on_a_dumb_terminal(open_terminal):
    terminal = open_terminal(environment={"TERM": "dumb"}.items())
    terminal.wait_for_current(PROMPT)
    terminal.type('print <<{a: `1`}>>' + ENTER)
    terminal.wait_for_text("1")
    assert b"\x1b[" not in terminal.raw


def child_of(parent):
    """The process that a shell has started."""
    with open(f"/proc/{parent}/task/{parent}/children", encoding="ascii") as file:
        return int(file.read().split()[0])


def children_of(parent):
    """The processes that a process has started on any of its threads."""
    found = []
    for task in os.listdir(f"/proc/{parent}/task"):
        with open(f"/proc/{parent}/task/{task}/children", encoding="ascii") as file:
            found += file.read().split()
    return found


def test_a_long_command_shows_that_it_runs_and_leaves_no_trace(local):
    local.type('invoke slow --body {"seconds": 1}' + ENTER)
    local.wait(lambda: "waiting for slow" in local.current, "the progress line")
    local.wait_for_current(LOCAL)
    assert not any("waiting for slow" in line for line in local.lines)


def test_progress_can_be_switched_off(local):
    local.type("set progress off" + ENTER)
    local.wait_for_current(LOCAL)
    local.type('invoke slow --body {"seconds": 1}' + ENTER)
    local.wait_for_text("slept")
    local.wait_for_current(LOCAL)
    assert b"waiting for slow" not in local.raw


@pytest.fixture
def silent_service():
    """The address of a service that accepts connections and never responds."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


KEYS = {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "eu-west-1"}


@pytest.mark.parametrize("statement, text", [
    ("connect", "connecting"),
    ("list", "listing"),
    ("describe f", "describing f"),
    ("invoke f", "waiting for f"),
    ("logs f", "looking for the logs of f"),
    ("call GetAccountSettings", "calling GetAccountSettings"),
])
def test_long_work_shows_what_it_is_and_disappears_without_a_trace(open_terminal, silent_service, statement, text):
    environment = KEYS | {"AWS_ENDPOINT_URL": silent_service}
    terminal = open_terminal(environment=environment.items())
    terminal.wait_for_current(PROMPT)
    terminal.type("connect --no-verify" + ENTER)
    terminal.wait_for_current("eu-west-1>")
    terminal.type(statement + ENTER)
    terminal.wait(lambda: text in terminal.current, "the line that says what goes on")
    terminal.type(CTRL_C)
    terminal.wait_for_current("eu-west-1>")
    assert not any(line.endswith(text) for line in terminal.lines)


def test_a_resized_window_wraps_the_line_anew_without_a_key(prompt):
    prompt.type("print " + "x" * 60)
    prompt.wait_for_current(f"{PROMPT} print " + "x" * 60)
    prompt.screen.resize(24, 40)
    prompt.child.setwinsize(24, 40)
    prompt.wait(lambda: prompt.lines[-2:] == [f"{PROMPT} print " + "x" * 27, "x" * 33], "the wrapped line")
    prompt.screen.resize(24, 120)
    prompt.child.setwinsize(24, 120)
    prompt.wait_for_current(f"{PROMPT} print " + "x" * 60)


# Questions and standard input


@pytest.mark.parametrize("statement, question, cancelled", [
    ("secret pw", "pw:", "cancelled: no text was entered for `pw`"),
    ("connect --access-key AKIDEXAMPLE --region eu-west-1", "Secret access key:",
     "cancelled: no secret access key was entered"),
])
def test_a_question_is_left_without_an_answer(prompt, statement, question, cancelled):
    for key, shown in [(CTRL_D, f"error: {cancelled}"), (ENTER, f"error: {cancelled}"), (CTRL_C, "interrupted")]:
        prompt.type(statement + ENTER)
        prompt.wait(lambda: prompt.current == question, "the question")
        prompt.type(key)
        prompt.wait_for_line(shown)
        prompt.wait_for_current(PROMPT)
        prompt.type("clear" + ENTER)
        prompt.wait(lambda: prompt.lines == [PROMPT], "an empty screen")


def test_catch_does_not_catch_ctrl_c_at_a_question(prompt):
    prompt.type("try { secret pw } catch e { print caught }" + ENTER)
    prompt.wait(lambda: prompt.current == "pw:", "the question")
    prompt.type(CTRL_C)
    prompt.wait_for_line("interrupted")
    prompt.wait_for_current(PROMPT)
    assert "caught" not in prompt.lines


def test_a_body_is_typed_again_after_ctrl_c(local):
    local.type("x = invoke echo --body @-" + ENTER)
    local.wait_for_current("")
    local.type("[1,")
    local.wait_for_current("[1,")
    local.type(CTRL_C)
    local.wait_for_current(LOCAL)
    for body in ["[2]", "[3]"]:
        local.type("invoke echo --query '[0]' --body @-" + ENTER)
        local.wait_for_current("")
        local.type(body + ENTER + CTRL_D)
        local.wait_for_line(body[1])
        local.wait_for_current(LOCAL)
