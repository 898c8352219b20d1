# SPDX-License-Identifier: GPL-3.0-or-later
"""External data can't control the terminal; files and pipes get it unchanged."""

import json
import re
import subprocess

import boto3
import pexpect
import pytest

from golden_case import binary, clean_environment, endpoint_settings
from screen import ENTER, LOCAL, PROMPT, TAB, Terminal

HOSTILE = "\x1b]0;owned\x07\x1b[2J\x1b]52;c;aGk=\x07\u009b2J\x1b[31mred\x1b[0m end"
# As a text of the language.
SPELLED = json.dumps("\x01\x02" + HOSTILE).replace("\u009b", "\\u009b")
HANDLER = f"""
def handler(event, context):
    print({HOSTILE!r})
    if event == "raise":
        raise ValueError({HOSTILE!r} + "\\nsecond line")
    return {HOSTILE!r}
"""
LAMSH_OWN_TITLE = re.compile(rb"\x1b\]2;lamsh: [ -~]*\x07")


def steers(raw):
    """The sequences in what a terminal got that aren't lamsh's own."""
    raw = LAMSH_OWN_TITLE.sub(b"", raw)
    hostile = (b"\x1b]0", b"\x1b]2", b"\x1b]52", b"\x1b[2J", "\u009b".encode(), b"owned\x07", b"\x01", b"\x02")
    return [sequence for sequence in hostile if sequence in raw]


def terminal_environment(home):
    return clean_environment(home) | {"TERM": "xterm-256color"}


@pytest.fixture
def hostile(functions):
    return functions({"hostile/handler.py": HANDLER})


@pytest.mark.parametrize(
    "statement",
    [
        "invoke hostile", "invoke hostile --output raw", "print <<x>>", "invoke hostile --log --output none",
        'invoke hostile --body "raise"', "logs hostile --since 1h", "logs hostile --since 1h --output raw",
        "fail <<x>>", "<<[{a: x}]>>", "set output table; <<[{a: x}]>>", "set output csv; <<[{a: x}]>>",
        "set output yaml; <<x>>", "<<x>> > odd.txt; load odd.txt", "set trace on; invoke hostile",
        "assert <<x == 'y'>>", "assert <<`[1]` == [x]>>", f"cd {SPELLED}", f"source {SPELLED}",
        f"connect local --name {SPELLED}; connections", f"connect local --name {SPELLED} --protected; invoke echo",
        f"invoke {SPELLED}", f"use {SPELLED}", f"set output {SPELLED}", f"print {SPELLED} <<nothing>>",
    ],
)
def test_a_terminal_gets_colours_alone(hostile, tmp_path, statement):
    child = pexpect.spawn(
        binary(), [f"--local={hostile}", "-c", "x = invoke hostile", "-c", statement],
        env=terminal_environment(tmp_path), cwd=str(tmp_path), dimensions=(40, 300))
    if "--protected" in statement:
        child.expect_exact("[y/N]")
        child.send("n\r")
    raw = (child.before or b"") + child.read()
    assert b" end" in raw
    assert steers(raw) == []


def test_a_tail_at_a_terminal_gets_colours_alone(hostile, tmp_path):
    child = pexpect.spawn(
        binary(), [f"--local={hostile}", "-c", "x = invoke hostile; logs hostile --since 1h --tail"],
        env=terminal_environment(tmp_path), dimensions=(40, 120))
    child.expect_exact(b" end")
    before = child.before
    child.sendintr()
    assert steers(before + child.read()) == []
    assert b"\x1b[31mred" in before


def test_what_a_served_function_says_is_shown_with_colours_alone(hostile, tmp_path):
    child = pexpect.spawn(
        binary(), ["serve", str(hostile), "--port", "0"], env=terminal_environment(tmp_path), dimensions=(40, 120))
    child.expect(rb"AWS_SECRET_ACCESS_KEY=(\S+)")
    settings = dict(re.findall(r"export (AWS_[A-Z_]+)=(\S+)", (child.before + child.after).decode()))
    client = boto3.client(
        "lambda", endpoint_url=settings["AWS_ENDPOINT_URL_LAMBDA"], region_name=settings["AWS_REGION"],
        aws_access_key_id=settings["AWS_ACCESS_KEY_ID"], aws_secret_access_key=settings["AWS_SECRET_ACCESS_KEY"])
    client.invoke(FunctionName="hostile")
    child.expect_exact(b" end")
    said = child.before
    child.sendintr()
    assert b"\x1b[31mred" in said
    assert steers(said + child.read()) == []


def test_errors_and_names_of_a_hostile_service_are_shown_with_colours_alone(faulty, tmp_path):
    refused = (400, {"x-amzn-errortype": "InvalidParameterValueException"}, json.dumps({"message": HOSTILE}))
    listed = (200, {}, json.dumps({"Functions": [{"FunctionName": HOSTILE, "Runtime": HOSTILE, "Handler": HOSTILE}]}))
    server = faulty(refused, listed)
    settings = [f"{name}={value}" for name, value in endpoint_settings(server.url).items()]
    child = pexpect.spawn(
        "env", [*settings, binary(), "--keep-going", "-c", "invoke f", "-c", "list"], env=terminal_environment(tmp_path),
        dimensions=(40, 300))
    raw = child.read()
    assert raw.count(b" end") >= 2
    assert steers(raw) == []


def test_a_report_at_a_terminal_has_colours_alone(hostile, tmp_path):
    (tmp_path / "hostile.lamsh").write_text(
        f"test {SPELLED} {{ invoke hostile --body 'raise' }}\ntest 'prints' {{ x = invoke hostile; print <<x>> }}\n")
    child = pexpect.spawn(
        binary(), ["test", f"--local={hostile}", "--junit", "junit.xml", "--html", "report.html", "hostile.lamsh"],
        env=terminal_environment(tmp_path), cwd=str(tmp_path), dimensions=(40, 120))
    raw = child.read()
    assert b"1 passed" in raw and b"1 failed" in raw
    assert steers(raw) == []
    for name in ["junit.xml", "report.html"]:
        report = (tmp_path / name).read_text()
        assert r"\u{1b}]0;owned\u{7}" in report and r"\u{9b}2J" in report
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd]", report)


# The prompt


@pytest.fixture
def odd_folder(tmp_path):
    folder = tmp_path / "home" / ("\x01\x02" + HOSTILE)
    folder.mkdir(parents=True)
    (folder / "a\x1b]0;owned\x07\u009b2Jb.lamsh").write_text("print read\n")
    return folder


def test_names_in_a_prompt_and_a_title_dont_steer_the_terminal(tmp_path, odd_folder):
    terminal = Terminal(tmp_path / "home", columns=300)
    try:
        terminal.wait_for_current(PROMPT)
        terminal.type(f"connect local --name {SPELLED}{ENTER}")
        terminal.wait(lambda: terminal.current.endswith(" end>"), "the name in the prompt")
        assert r"\u{1}\u{2}\u{1b}]0;owned\u{7}\u{1b}[2J" in terminal.current
        assert r"\u{9b}2J" in terminal.current
        assert rb"]2;lamsh: \u{1}\u{2}\u{1b}]0;owned\u{7}" in terminal.raw
        terminal.type('set prompt "{folder}' + SPELLED[1:-1] + '%"' + ENTER)
        terminal.wait(lambda: terminal.current.endswith(" end%"), "the prompt that was set")
        terminal.type(f"cd {SPELLED}{ENTER}")
        terminal.wait(lambda: terminal.current.startswith(r"~/\u{1}\u{2}"), "the folder in the prompt")
        assert steers(terminal.raw) == []
        # Readline knows how wide the prompt is: what's typed is where it belongs.
        before = terminal.current
        terminal.type("print here")
        terminal.wait_for_current(f"{before} print here")
    finally:
        terminal.close()


def test_names_in_a_list_of_choices_dont_steer_the_terminal(tmp_path, odd_folder):
    (tmp_path / "home" / "z.lamsh").write_text("")
    terminal = Terminal(tmp_path / "home", columns=300)
    try:
        terminal.wait_for_current(PROMPT)
        terminal.type("source " + TAB + TAB)
        terminal.wait_for_text("z.lamsh")
        assert any(r"\u{1}\u{2}\u{1b}]0;owned" in line for line in terminal.lines)
        terminal.type(r'"\u0001' + TAB)
        terminal.wait(lambda: "end/" in terminal.current, "the only folder")
        terminal.type(TAB)
        terminal.wait(lambda: terminal.current.endswith('b.lamsh"'), "the only file")
        terminal.type(ENTER)
        terminal.wait_for_line("read")
        assert steers(terminal.raw) == []
    finally:
        terminal.close()


def test_a_question_doesnt_steer_the_terminal(local):
    local.type(f"connect local --protected --name {SPELLED}{ENTER}")
    local.wait(lambda: local.current.endswith("end>"), "the name in the prompt")
    local.type(f"invoke echo{ENTER}")
    local.wait(lambda: local.current.endswith("[y/N]"), "the question")
    local.type("n" + ENTER)
    local.wait_for_text("cancelled")
    assert steers(local.raw) == []


def test_a_colour_that_was_never_ended_ends_with_its_value(open_terminal):
    terminal = open_terminal(arguments=["--local"])
    terminal.wait_for_current(LOCAL)
    terminal.type(r'print "\u001b[8mhidden"' + ENTER + r'fail "\u001b[31mno"' + ENTER)
    terminal.wait_for_text("no")
    terminal.wait_for_current(LOCAL)
    assert b"\x1b[8mhidden\r\n\x1b[0m" in terminal.raw


def test_a_pipe_gets_the_data_as_it_is(hostile, tmp_path):
    result = subprocess.run(
        [binary(), f"--local={hostile}", "-c", "x = invoke hostile", "-c", "print <<x>>"],
        env=clean_environment(tmp_path), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    assert result.stdout == HOSTILE + "\n", result.stderr
