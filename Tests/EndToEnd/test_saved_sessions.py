# SPDX-License-Identifier: GPL-3.0-or-later
"""`history save`, `history test` and `record`: what succeeded at the prompt runs again as a script and as a test."""

import os
import random
import re
import subprocess

import pytest

from golden_case import binary, clean_environment
from screen import CTRL_U, ENTER, LOCAL, Terminal

PROMPT_MARK = b"\x1b]133;A"
QUESTION = re.compile(r"(\w+): $")
SECRET = "hunter2-{}"

# What people type. A line of its own is one Enter; `{}` is a number that's different each time.
WORK = [
    ['order = invoke create-order --body {"sku": "A-1", "qty": 2}', "invoke reserve --body <<order.lines[0]>>"],
    ['invoke create-order --body {', '"sku": "B-2",', '"qty": 3', "}", "priced = invoke price-order --body <<_>>",
     "<<priced.total>>", "assert <<priced.total == 1197>>"],
    ['order = invoke create-order --body {"sku": "A-1", "qty": 1}', "for line in <<order.lines>> {",
     "invoke reserve --body <<line>>", "}"],
    ['invoke echo --body {"id": <<uuid()>>, "at": <<now()>>, "ms": <<now_ms()>>, "n": {}}', "<<_.n>>"],
    ["def twice(n) {", "return <<n * 2>>", "}", "x = twice {}", "invoke echo --body <<x>>"],
    ['invoke echo --body {"first": true, "n": {}}', 'invoke echo --body {"second": <<_>>}', "<<_.second.first>>"],
    ['text = """', "  one", "  two {}", '  """', 'invoke echo --body {"text": <<text>>}'],
    ["try {", 'invoke reserve --body {"sku": "C-3", "qty": 1}', "} catch err {", "print <<err.type>>", "}"],
    ['invoke echo --body {"n": {}} | cat', 'invoke echo --body {"n": {}} > out.json', "load out.json"],
    ["mkdir = !mkdir -p sub", "cd sub", 'save {"n": {}} data.json', "data = load data.json",
     "invoke echo --body <<data>>", "cd .."],
    ["connect local --name other", 'invoke echo --body {"at": "other"}', "use local",
     'invoke echo --body {"at": "local"} --on other'],
    ['total = 0; for n in [1, 2, 3] { total = <<total + n>> }', "<<total>>"],
    ["parts = {}", 'parts.first = "a"', 'parts."second one" = [1, {}]', "invoke echo --body <<parts>>"],
    ["list --query 'length(@)'", "describe echo --query Configuration.FunctionName"],
    ["set missing error", 'invoke echo --body {"n": {}} --query n', "set missing null"],
]
MISTAKES = [
    ["invoke ecko --body 1"], ["lisst"], ["invoke reserve --body {}"], ["<<nothing.at.all>>"], ['x = {"a": }'],
    ["cd /does/not/exist"], ["assert <<1 == 2>>"], ["help invoke"], ["vars"], ["results"], ["history"],
    ["invoke flaky --body {}", "invoke flaky"], ["set timing on"], ["a = 1 b"], ['fail "on purpose"'],
    ["diff 1 2"], ["clear"], ['invoke echo --body {"n": <<undefined_name>>}'],
]
SECRETS = [
    ["secret {name}", SECRET, 'invoke echo --body {"key": <<{name}>>}'],
    [f'secret {{name}} = "{SECRET}"', 'invoke echo --body {"key": "with <<{name}>> in it"}'],
    [f'secret {{name}} = "{SECRET}"', f'invoke echo --body {{"typed": "{SECRET}"}}'],
]


def session(seed):
    """The lines of a session, and the secrets in it."""
    random_ = random.Random(seed)
    groups = random_.sample(WORK, 3) + random_.sample(MISTAKES, 3)
    secrets = {}
    if seed % 3 == 0:
        name, text = f"key{seed}", SECRET.format(seed)
        secrets[name] = text
        groups.append([line.replace("{name}", name).replace(SECRET, text) for line in random_.choice(SECRETS)])
    random_.shuffle(groups)
    lines = []
    for group in groups:
        number = str(random_.randrange(100, 10000))
        lines += [line.replace("{}", number) if "parts = " not in line else line for line in group]
    return lines, secrets


def type_lines(terminal, lines):
    for line in lines:
        before = len(terminal.raw) + len(line)
        prompts = terminal.raw.count(PROMPT_MARK)
        terminal.type("\x15" + line + ENTER)

        def is_ready():
            current = terminal.current
            # The prompt may offer a corrected line.
            is_prompt = current == LOCAL or current.startswith(LOCAL) and terminal.raw.count(PROMPT_MARK) > prompts
            return len(terminal.raw) > before and (is_prompt or current.endswith(("…", "other>")) or bool(
                QUESTION.search(current + " ")))

        if line.startswith(SECRET.format("")):
            before -= len(line)
        terminal.wait(is_ready, f"the prompt after {line!r}", timeout=60)


def run_at_a_terminal(home, arguments, secrets):
    """The exit status of a run that asks for the secrets, and what it shows."""
    terminal = Terminal(home, arguments)
    try:
        answered = 0
        while terminal.read(0.05):
            question = QUESTION.search(terminal.current + " ")
            if question and question.group(1) in secrets and len(terminal.raw) > answered:
                answered = len(terminal.raw) + 2
                terminal.type(secrets[question.group(1)] + ENTER)
        return terminal.wait_for_end(60), "\n".join(terminal.lines)
    finally:
        terminal.close()


def check(path, home):
    return subprocess.run(
        [binary(), "check", str(path)], capture_output=True, text=True, cwd=home, env=clean_environment(home))


@pytest.mark.parametrize("seed", range(30))
def test_what_succeeded_in_a_session_runs_and_passes_at_once(tmp_path, seed):
    lines, secrets = session(seed)
    home = tmp_path / "home"
    terminal = Terminal(home, ["--local"], columns=120, rows=40)
    try:
        terminal.wait(lambda: terminal.current == LOCAL, "the prompt", timeout=60)
        type_lines(terminal, ["set pager off", "record recorded.lamsh", *lines, "use local", "history save saved.lamsh",
                              "history test saved.test.lamsh"])
    finally:
        terminal.close()
    for name in ["saved.lamsh", "recorded.lamsh", "saved.test.lamsh"]:
        path = home / name
        text = path.read_text()
        for secret in secrets.values():
            assert secret not in text
        checked = check(path, home)
        assert (checked.returncode, checked.stdout) == (0, ""), f"{text}\n{checked.stdout}"
        arguments = ["test", name] if ".test." in name else [name]
        status, shown = run_at_a_terminal(home, arguments, secrets)
        assert status == 0, f"{lines}\n{text}\n{shown}"
    assert "assert <<" in text or "invoke" not in text
    # A script has what was typed, without the mistakes.
    saved = (home / "saved.lamsh").read_text()
    assert saved.split("\n", 1)[1] == (home / "recorded.lamsh").read_text().split("\n", 1)[1]
    for mistake in ["ecko", "lisst", "on purpose", "help", "undefined_name", "/does/not/exist"]:
        assert mistake not in saved
    if secrets:
        assert terminal.files_with(next(iter(secrets.values()))) == []


@pytest.fixture
def prompt(open_terminal):
    terminal = open_terminal(arguments=["--local"], columns=120, rows=40)
    terminal.wait(lambda: terminal.current == LOCAL, "the prompt", timeout=60)
    return terminal


def body(path):
    """The statements of a saved script."""
    return [line for line in path.read_text().splitlines() if line and not line.startswith("#")]


def test_a_part_of_a_session_has_what_it_needs(prompt):
    type_lines(prompt, [
        "a = 1", "b = 2", "unused = 3", "def add(x, y) { return <<x + y>> }", "sum = add <<a>> <<b>>",
        'invoke echo --body {"n": 1}', "invoke echo --body <<sum>>", "<<_2.n>>", "history save part.lamsh --last 1",
        "history save two.lamsh --last 2", "history save some.lamsh --since 2099-01-01",
    ])
    # `add` returns the first result, `echo` the second.
    assert body(prompt.home / "part.lamsh") == ["connect local", 'invoke echo --body {"n": 1}', "_2 = <<_>>", "<<_2.n>>"]
    assert body(prompt.home / "two.lamsh") == [
        "connect local", "a = 1", "b = 2", "def add(x, y) { return <<x + y>> }", "sum = add <<a>> <<b>>",
        'invoke echo --body {"n": 1}', "_2 = <<_>>", "invoke echo --body <<sum>>", "<<_2.n>>"]
    prompt.wait_for_text("there's nothing to save")
    assert not (prompt.home / "some.lamsh").exists()


def test_a_file_is_replaced_only_when_asked(prompt):
    (prompt.home / "mine.lamsh").write_text("# mine\n")
    type_lines(prompt, ["x = 1", "history save mine.lamsh", "record mine.lamsh"])
    prompt.wait_for_text("add `--replace` to replace it")
    assert (prompt.home / "mine.lamsh").read_text() == "# mine\n"
    type_lines(prompt, ["history save mine.lamsh --replace"])
    assert body(prompt.home / "mine.lamsh") == ["connect local", "x = 1"]


def test_a_recording_ends_with_off(prompt):
    type_lines(prompt, ["before = 1", "record r.lamsh", "x = 2", "lisst", "y = <<before>>", "record off", "z = 3"])
    assert body(prompt.home / "r.lamsh") == ["connect local", "before = 1", "x = 2", "y = <<before>>"]


def test_the_text_is_edited_before_it_is_written(prompt):
    editor = prompt.home / "editor"
    editor.write_text("#!/bin/sh\nsed -i 's/^x = .*/x = 5/' \"$1\"\n")
    editor.chmod(0o755)
    terminal = Terminal(prompt.home, ["--local"], environment={"EDITOR": str(editor)})
    try:
        terminal.wait(lambda: terminal.current == LOCAL, "the prompt", timeout=60)
        type_lines(terminal, ["x = 1", "history save edited.lamsh --edit"])
        terminal.wait_for_text("wrote 1 statement")
    finally:
        terminal.close()
    assert body(prompt.home / "edited.lamsh") == ["connect local", "x = 5"]


def test_entries_are_deleted_and_found(prompt):
    type_lines(prompt, ["x = 12345", "y = 54321", "lisst", "!mkdir -p sub", "cd sub", "z = 1"])
    type_lines(prompt, ["clear", "history --failed"])
    prompt.wait_for_line("lisst")
    type_lines(prompt, ["clear", "history --here"])
    assert "z = 1" in prompt.lines and "x = 12345" not in prompt.lines
    type_lines(prompt, ["history delete 12345"])
    prompt.wait_for_text("deleted 1 entry")
    type_lines(prompt, ["history delete ="])
    prompt.wait_for_text("add `--all` to delete all of them")
    type_lines(prompt, ["history delete = --all"])
    prompt.wait_for_text("deleted 3 entries")
    history = prompt.home / ".local/state/lamsh/history"
    assert not re.search("12345|54321|=", history.read_text())


def test_places_and_failures_outlive_the_session(open_terminal):
    first = open_terminal(arguments=["--local"])
    first.wait_for_current(LOCAL)
    type_lines(first, ["print first", "lisst", "!mkdir -p sub", "cd sub", "print second"])
    first.type("exit" + ENTER)
    first.wait(lambda: not first.read(), "the end")
    second = open_terminal(arguments=["--local"])
    second.wait_for_current(LOCAL)
    type_lines(second, ["x = 1"])
    # The newest line that begins so was typed elsewhere.
    second.type("print ")
    second.wait_for_text("print first")
    second.type(CTRL_U)
    type_lines(second, ["clear", "history --failed"])
    second.wait_for_line("lisst")
    type_lines(second, ["clear", "history --here"])
    assert "print first" in second.lines and "print second" not in second.lines


def test_a_sourced_file_is_found_from_where_the_script_is(prompt):
    (prompt.home / "sub").mkdir()
    (prompt.home / "sub/setup.lamsh").write_text("x = 5\n")
    type_lines(prompt, ["cd sub", "source setup.lamsh", "history save ../all.lamsh", "history save here.lamsh"])
    assert body(prompt.home / "sub/here.lamsh")[-1] == "source setup.lamsh"
    assert body(prompt.home / "all.lamsh")[-1] == f"source {prompt.home}/sub/setup.lamsh"


def test_results_are_numbered(prompt):
    type_lines(prompt, ['invoke echo --body {"n": 1}', "x = 5", "lisst", "x = invoke echo --body 7", "clear",
                        "print <<_1.n>> <<_2>>", "results --query '[].[name, type, statement]' --output json"])
    prompt.wait_for_line("1 7")
    prompt.wait_for_text('"x = invoke echo --body 7"')
    type_lines(prompt, ["<<_3>>"])
    prompt.wait_for_text("there's no variable `_3`")
