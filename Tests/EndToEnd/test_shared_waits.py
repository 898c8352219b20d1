# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks that wait for the same thing (keys from a program, a connection, a question) can stop waiting at once."""

import json
import re
import shlex
import signal
import subprocess
import time
from pathlib import Path

import pytest

from golden_case import binary, clean_environment
from screen import CTRL_C, CTRL_D, ENTER, PROMPT

# How long Ctrl-C may take, in seconds. The interrupted work would take a minute; the limit allows for a busy machine.
LIMIT = 5

PROGRAM = """#!/bin/sh
echo $$ >> "$HOME/started"
if [ "$(wc -l < "$HOME/started")" -gt {quick} ]; then sleep 60; fi
echo '{{"Version": 1, "AccessKeyId": "AKIDEXAMPLE", "SecretAccessKey": "a-secret-key", "SessionToken": "a-token",'
echo '"Expiration": "'$(date -u -d '+2 seconds' +%Y-%m-%dT%H:%M:%SZ)'"}}'
"""


@pytest.fixture
def account(tmp_path, faulty):
    """A home folder with a credential_process that is quick at first and then takes a minute."""

    def make(quick):
        home = tmp_path / "home"
        (home / ".aws").mkdir(parents=True)
        program = home / "keys"
        program.write_text(PROGRAM.format(quick=quick))
        program.chmod(0o755)
        server = faulty(*[(200, {}, "7")] * 9)
        (home / ".aws" / "config").write_text(
            f"[default]\nregion = us-east-1\ncredential_process = {shlex.quote(str(program))}\n"
            f"endpoint_url = {server.url}\n")
        return home

    return make


@pytest.fixture
def start(tmp_path):
    processes = []

    def start(home, text):
        environment = clean_environment(home) | {"AWS_EC2_METADATA_DISABLED": "true"}
        processes.append(subprocess.Popen(
            [binary(), "-c", text], cwd=tmp_path, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, start_new_session=True))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.wait()


def programs(home):
    """The processes that ran the program so far."""
    path = home / "started"
    return [int(line) for line in path.read_text().splitlines()] if path.exists() else []


def wait_for_program(home, count, process):
    while len(programs(home)) < count:
        assert process.poll() is None, process.communicate()
        time.sleep(0.005)


def family_runs(pid):
    """Whether the program or a process in its group is still running."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, group = stat.read_text().rpartition(") ")[2].split()[:3]
        except OSError:
            continue
        if int(group) == pid and state != "Z":
            return True
    return False


def wait_for_end_of(pid):
    deadline = time.monotonic() + LIMIT
    while family_runs(pid):
        assert time.monotonic() < deadline, f"the program {pid} still runs"
        time.sleep(0.005)


SIGNALS = [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)]


@pytest.mark.parametrize("number, status", SIGNALS)
@pytest.mark.parametrize("text", [
    "connect", "connect --explain", "invoke f", "for n in [1, 2, 3] parallel 3 { invoke f }",
    "invoke f --each [1, 2, 3]"])
def test_a_signal_ends_the_search_for_keys(account, start, text, number, status):
    home = account(quick=0)
    process = start(home, f"try {{ {text} }} catch e {{ print caught }} finally {{ print finally }}")
    wait_for_program(home, 1, process)
    began = time.monotonic()
    process.send_signal(number)
    stdout, stderr = process.communicate(timeout=30)
    assert time.monotonic() - began < LIMIT
    assert (stdout, stderr, process.returncode) == ("finally\n", "", status)
    assert len(programs(home)) == 1
    wait_for_end_of(programs(home)[0])


@pytest.mark.parametrize("number, status", SIGNALS)
@pytest.mark.parametrize("text", [
    "invoke f", "for n in [1, 2, 3] parallel 3 { invoke f }", "invoke f --each [1, 2, 3]", "_ = bench f --requests 9"])
def test_a_signal_ends_a_renewal(account, start, text, number, status):
    home = account(quick=1)
    process = start(home, f"connect --no-verify; sleep 2100ms; try {{ {text} }} finally {{ print finally }}")
    wait_for_program(home, 2, process)
    began = time.monotonic()
    process.send_signal(number)
    stdout, _ = process.communicate(timeout=30)
    assert time.monotonic() - began < LIMIT
    assert (stdout, process.returncode) == ("finally\n", status)
    wait_for_end_of(programs(home)[1])


def test_rows_that_wait_for_keys_at_the_end_have_not_run(account, start, tmp_path):
    home = account(quick=1)
    rows = "invoke f --each [1, 2, 3] --results out.jsonl"
    process = start(home, f"connect --no-verify; sleep 2100ms; {rows}")
    wait_for_program(home, 2, process)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert not list(tmp_path.glob("*.inflight")) and (tmp_path / "out.jsonl").read_bytes() == b"", stderr
    (home / "keys").write_text(PROGRAM.format(quick=9))
    process = start(home, f"{rows} --resume")
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 0, stderr
    outcomes = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [(row["attempts"], row["possiblyTwice"]) for row in outcomes] == [(1, False)] * 3


def test_a_second_signal_ends_a_renewal_in_finally(account, start):
    home = account(quick=1)
    process = start(
        home, "connect --no-verify; sleep 2100ms; try { print ready; sleep 1h } finally { invoke f; print end }")
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    wait_for_program(home, 2, process)
    process.send_signal(signal.SIGINT)
    stdout, _ = process.communicate(timeout=30)
    assert (stdout, process.returncode) == ("", 130)
    wait_for_end_of(programs(home)[1])


def test_bodies_share_one_search_for_keys(account, start):
    home = account(quick=9)
    process = start(home, "for n in [1, 2, 3] parallel 3 { invoke f }")
    stdout, stderr = process.communicate(timeout=30)
    assert (stdout, process.returncode) == ("7\n7\n7\n", 0), stderr
    assert len(programs(home)) == 1


def test_ctrl_c_at_a_prompt_ends_the_search_and_nothing_else(account, open_terminal):
    account(quick=0)
    terminal = open_terminal(environment={"AWS_EC2_METADATA_DISABLED": "true"}.items())
    terminal.wait_for_current(PROMPT)
    terminal.type("invoke f" + ENTER)
    terminal.wait(lambda: len(programs(terminal.home)) == 1, "the program")
    terminal.type(CTRL_C)
    assert terminal.wait_for_text("interrupted") < LIMIT
    terminal.wait_for_current(PROMPT)
    terminal.type("print here" + ENTER)
    terminal.wait_for_line("here")


# Questions


QUESTION = "`prod` is protected: invoke echo for each of 3 items? [y/N]"


@pytest.fixture
def protected(open_terminal):
    terminal = open_terminal(columns=100)
    terminal.wait_for_current(PROMPT)
    terminal.type("connect local --protected --name prod" + ENTER)
    terminal.wait_for_current("prod>")
    return terminal


def ask(terminal, statement, question=QUESTION):
    terminal.type(statement + ENTER)
    terminal.wait_for_current(question)


def test_bodies_ask_once_and_y_is_for_all(protected):
    ask(protected, "for n in [11, 12, 13] parallel 3 { invoke echo --body <<n>> }")
    protected.watch(0.3)
    assert sum("[y/N]" in line for line in protected.lines) == 1
    protected.type("y" + ENTER)
    protected.wait_for_line("13")
    protected.wait_for_current("prod>")
    assert [line for line in protected.lines if line in ("11", "12", "13")] == ["11", "12", "13"]
    assert sum("[y/N]" in line for line in protected.lines) == 1


def test_n_is_for_all(protected):
    ask(protected, "for n in [11, 12, 13] parallel 3 { invoke echo --body <<n>> }")
    protected.type("n" + ENTER)
    protected.wait_for_text("cancelled: invoke echo")
    protected.wait_for_current("prod>")
    assert not [line for line in protected.lines if line in ("11", "12", "13")]
    assert sum("[y/N]" in line for line in protected.lines) == 1


def test_ctrl_c_at_a_question_ends_the_statement(protected):
    ask(protected, "try { for n in [1, 2, 3] parallel 3 { invoke echo } } catch e { print caught } finally { print over }")
    protected.type(CTRL_C)
    assert protected.wait_for_line("interrupted") < LIMIT
    protected.wait_for_current("prod>")
    assert "over" in protected.lines and "caught" not in protected.lines
    assert sum("[y/N]" in line for line in protected.lines) == 1
    protected.type("print here" + ENTER)
    protected.wait_for_line("here")


def test_different_functions_are_asked_about_one_after_the_other(protected):
    protected.type(
        "for f in [\"echo\", \"slow\"] parallel 2 { invoke <<f>> --body {\"n\": 1} --query n }" + ENTER)
    protected.wait(lambda: protected.current.endswith("[y/N]"), "a question")
    protected.watch(0.3)
    assert sum("[y/N]" in line for line in protected.lines) == 1
    first = protected.current
    protected.type("y" + ENTER)
    protected.wait(lambda: protected.current.endswith("[y/N]") and protected.current != first, "another question")
    protected.type("y" + ENTER)
    protected.wait_for_current("prod>")
    asked = [re.search(r"invoke (\w+) for each of 2 items", line) for line in protected.lines]
    assert sorted(match[1] for match in asked if match) == ["echo", "slow"]


def test_what_others_say_meanwhile_waits_for_the_answer(protected):
    """The first body prints while the second one asks."""
    ask(
        protected, "for n in [1, 2] parallel 2 { if <<n == 1>> { sleep 300ms; print first } else { invoke echo --body 22 } }",
        "`prod` is protected: invoke echo for each of 2 items? [y/N]")
    protected.watch(1)
    assert "first" not in protected.lines
    protected.type("y" + ENTER)
    protected.wait_for_line("22")
    assert protected.lines.index("first") < protected.lines.index("22")
    assert any(line.endswith("[y/N] y") for line in protected.lines)


@pytest.mark.parametrize("rows, text", [("[1, 2, 3]", "3 rows"), ("@rows.csv", "each row of rows.csv")])
def test_a_batch_asks_once_for_all_its_rows(protected, rows, text):
    (protected.home / "rows.csv").write_text("id\n1\n2\n")
    ask(protected, f"invoke echo --each {rows}", f"`prod` is protected: invoke echo for {text}? [y/N]")
    protected.type("y" + ENTER)
    protected.wait_for_text(" 0 failed")


def test_secrets_are_asked_for_one_after_the_other(open_terminal):
    terminal = open_terminal(
        arguments=["-c", "for n in [1, 2] parallel 2 { secret word; print <<length(word)>> }; print end"])
    for number, answer in enumerate(["first-word", "second-word-of-all"], 1):
        terminal.wait(lambda: terminal.lines.count("word:") == number and terminal.current == "word:", "the question")
        terminal.watch(0.3)
        assert terminal.lines.count("word:") == number
        terminal.type(answer + ENTER)
    terminal.wait_for_text("end")
    assert terminal.wait_for_end() == 0
    assert terminal.lines.count("word:") == 2


@pytest.mark.parametrize("text", ["for n in [1, 2] parallel 2 { secret word }", "secret word"])
def test_ctrl_c_at_a_secret_ends_the_script(open_terminal, text):
    terminal = open_terminal(arguments=["-c", f"try {{ {text} }} catch e {{ print caught }}", "-c", "print next"])
    terminal.wait(lambda: terminal.current == "word:", "the question")
    terminal.type(CTRL_C)
    assert terminal.wait_for_end() == 130
    assert "caught" not in "\n".join(terminal.lines) and "next" not in terminal.lines


def test_ctrl_d_at_a_question_is_no(protected):
    ask(protected, "invoke echo", "`prod` is protected: invoke echo? [y/N]")
    protected.type(CTRL_D)
    protected.wait(lambda: any(line.startswith("error: cancelled") for line in protected.lines), "the error")
    protected.wait_for_current("prod>")


@pytest.mark.parametrize("number, status", SIGNALS)
def test_a_signal_at_a_question_ends_the_script(open_terminal, number, status):
    terminal = open_terminal(arguments=[
        "-c", "connect local --protected --name prod",
        "-c", "try { for n in [1, 2, 3] parallel 3 { invoke echo } } finally { print over }", "-c", "print next"])
    terminal.wait(lambda: terminal.current == QUESTION, "the question")
    terminal.child.kill(number)
    assert terminal.wait_for_end() == status
    assert "over" in terminal.lines and "next" not in terminal.lines


@pytest.mark.parametrize("arguments", [["-c"], ["test"]])
def test_where_no_one_can_answer_the_error_says_what_to_do(tmp_path, arguments):
    script = "connect local --protected --name prod\ntest \"t\" { for n in [1, 2] parallel 2 { invoke echo } }\n"
    (tmp_path / "s.lamsh").write_text(script)
    last = "s.lamsh" if arguments == ["test"] else script.replace('test "t" ', "if <<`true`>> ")
    done = subprocess.run(
        [binary(), *arguments, last], cwd=tmp_path, env=clean_environment(tmp_path), stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "`prod` is protected, and there's no terminal to confirm this: invoke echo" in said
    assert "add `--yes`" in said
    assert "[y/N]" not in said


@pytest.mark.parametrize("text", ["connect", "invoke f", "for n in [1, 2, 3] parallel 3 { invoke f }"])
def test_ctrl_c_at_the_question_for_a_code_ends_the_script(open_terminal, tmp_path, text):
    (tmp_path / "home" / ".aws").mkdir(parents=True)
    (tmp_path / "home" / ".aws" / "config").write_text(
        "[profile base]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = a-secret-key\n"
        "[default]\nregion = us-east-1\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base\n"
        "mfa_serial = arn:aws:iam::123456789012:mfa/ada\n")
    terminal = open_terminal(
        arguments=["-c", f"try {{ {text} }} catch e {{ print caught }} finally {{ print over }}"])
    terminal.wait(lambda: terminal.current == "MFA code for arn:aws:iam::123456789012:mfa/ada:", "the question")
    terminal.watch(0.2)
    terminal.type(CTRL_C)
    assert terminal.wait_for_end() == 130
    assert [line for line in terminal.lines if line] == ["MFA code for arn:aws:iam::123456789012:mfa/ada:", "over"]
