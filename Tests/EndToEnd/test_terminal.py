# SPDX-License-Identifier: GPL-3.0-or-later
"""What a terminal shows: completion, tables, the pager, the prompt, on terminals of several kinds."""

import re

import pytest

from golden_case import quoted
from screen import CTRL_C, CTRL_D, CTRL_U, ENTER, LOCAL, PROMPT, TAB, UP


def run(terminal, prompt, statement):
    """The lines that a statement puts on the screen."""
    terminal.type("clear" + ENTER)
    terminal.wait(lambda: terminal.lines == [prompt], "an empty screen")
    terminal.type(statement + ENTER)
    typed = f"{prompt} {statement}"
    terminal.wait(
        lambda: len(terminal.lines) > 1 and terminal.lines[0] == typed[:terminal.screen.columns]
        and terminal.current == prompt, f"the end of {statement}")
    return terminal.lines[1:-1]


# Completion


@pytest.mark.parametrize("typed, completed", [
    ("inv", "invoke "),
    ("invoke cr", "invoke create-order "),
    ("invoke echo --ty", "invoke echo --type "),
    ("invoke echo --type dr", "invoke echo --type dry-run "),
    ("list --runtime dotnet1", "list --runtime dotnet10 "),
    ("connect --region eu-w", "connect --region eu-west-"),
    ("help lang", "help language "),
    ("set timi", "set timing "),
    ("invoke echo --body @row", "invoke echo --body @rows.json "),
    ("print <<connection.reg", "print <<connection.region"),
    ("describe 'ship", "describe 'ship-order' "),
    ("x = li", "x = list "),
    ("call GetFunctionConf", "call GetFunctionConfiguration "),
    ("call get-account", "call get-account-settings "),
    ("call ListAliases --function-v", "call ListAliases --function-version "),
    ("call GetFunction --function-name cr", "call GetFunction --function-name create-order "),
    ("call CreateFunction --package-type Im", "call CreateFunction --package-type Image "),
    ("call UpdateFunctionCode --zip-file @row", "call UpdateFunctionCode --zip-file @rows.json "),
    ("call ListLayers --all", "call ListLayers --all-pages "),
    ("call GetFunction {\"Q", "call GetFunction {\"Qualifier\":"),
    ("call UpdateFunctionConfiguration {\"Environment\": {\"",
     "call UpdateFunctionConfiguration {\"Environment\": {\"Variables\":"),
    ("list --sort Memo", "list --sort MemorySize"),
    ("list --columns FunctionName,Memo", "list --columns FunctionName,MemorySize"),
    ("for n in ", "for n in <<"),
    ("help set batch", "help set batch.ask"),
    ("list aliases echo --sort FunctionV", "list aliases echo --sort FunctionVersion"),
    ("invoke echo --body @\"row", "invoke echo --body @\"rows.json\""),
    ("invoke echo --each [{\"mail\": 1}] --body <<row.m", "invoke echo --each [{\"mail\": 1}] --body <<row.mail"),
    ("!cat row", "!cat rows.json"),
    ("list | gunz", "list | gunzip"),
    ("set pager of", "set pager off"),
])
def test_tab_completes(local, typed, completed):
    (local.home / "rows.json").write_text("[]")
    local.complete_to(typed, f"{LOCAL} {completed}")


def test_tab_lists_what_is_ambiguous_with_descriptions(local):
    local.complete_to_text("invoke f --t", "--tenant-id")
    assert any(line.startswith("--timeout") and "timeout of" in line for line in local.lines)
    local.wait_for_current(f"{LOCAL} invoke f --t")


def test_tab_goes_into_the_value_of_a_variable(prompt):
    prompt.type('order = {"customer": {"name": "Ada"}, "lines": [{"sku": "A-1"}]}' + ENTER)
    prompt.wait_for_current(PROMPT)
    prompt.complete_to("print <<order.cu", f"{PROMPT} print <<order.customer")
    prompt.complete_to(".n", f"{PROMPT} print <<order.customer.name")
    prompt.type(TAB)
    prompt.wait_for_current(f"{PROMPT} print <<order.customer.name>>")
    prompt.type(ENTER)
    prompt.wait_for_line("Ada")


def test_tab_offers_the_last_body_of_a_function(local):
    local.type('invoke echo --body {"sku": "A-1"}' + ENTER)
    local.wait_for_text('"sku": "A-1"')
    local.wait_for_current(LOCAL)
    local.complete_to("invoke echo --body ", f'{LOCAL} invoke echo --body {{"sku": "A-1"}}')


def test_tab_knows_the_lines_of_the_statement_before(prompt):
    prompt.type('x = {"total": 1}' + ENTER)
    prompt.wait_for_current(PROMPT)
    prompt.complete(
        "print {" + ENTER + '"a": <<x.to', lambda: prompt.current.endswith('"a": <<x.total'), "the completed path")


def test_tab_shows_nothing_of_a_secret(prompt):
    prompt.complete_to('secret key = "topsecret"' + ENTER + "print <<ke", f"{PROMPT} print <<key")
    prompt.type(TAB + TAB)
    prompt.watch(0.3)
    assert prompt.raw.count(b"topsecret") == 1  # as it was typed


def test_tab_without_a_connection_neither_waits_nor_complains(prompt):
    prompt.type("invoke f" + TAB)
    prompt.watch(0.5)
    prompt.type("g")
    prompt.wait_for_current(f"{PROMPT} invoke fg")


def test_names_of_functions_are_forgotten_with_their_connection(open_terminal, functions):
    folder = functions({"other/handler.py": "def handler(event, context):\n    return event\n"})
    terminal = open_terminal(arguments=["--local"])
    terminal.wait_for_current(LOCAL)
    terminal.complete_to("invoke ech", f"{LOCAL} invoke echo")
    terminal.type(CTRL_U + f"connect local {quoted(folder)}" + ENTER)
    terminal.wait_for_text("1 function")
    terminal.wait_for_current(LOCAL)
    terminal.complete_to("invoke ", f"{LOCAL} invoke other")


# Kinds of terminals


@pytest.mark.parametrize("term", ["xterm-256color", "dumb", "screen"])
@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_a_session_on_any_terminal(open_terminal, term, locale):
    terminal = open_terminal(arguments=["--local"], environment={"TERM": term, "LC_ALL": locale}.items())
    terminal.wait_for_current(LOCAL)
    terminal.type("invoke ec" + TAB + '--body {"größe": 1}' + ENTER)
    terminal.wait_for_text('"größe": 1')
    terminal.wait_for_current(LOCAL)
    terminal.type(CTRL_D)
    assert terminal.wait_for_end() == 0
    assert terminal.is_cooked()


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_table_fits_the_width(open_terminal, columns):
    terminal = open_terminal(arguments=["--local"], columns=columns, rows=40)
    terminal.wait_for_current(LOCAL)
    lines = run(terminal, LOCAL, "list")
    assert len(lines) == (10 if columns == 40 else 9)
    assert columns != 40 or lines[-1] == "2 columns hidden: LastModified, Description"[:39] + "…"
    assert [line.split()[0] for line in lines[:2]] == ["FunctionName", "create-order"]
    assert all(len(line) <= columns for line in lines)


@pytest.mark.parametrize("columns", [40, 200])
def test_choices_fit_the_width(open_terminal, columns):
    terminal = open_terminal(columns=columns, rows=40)
    terminal.wait_for_current(PROMPT)
    terminal.complete_to_text("invoke f --t", "--tenant-id")
    assert sum(line.startswith("--t") for line in terminal.lines) == 3


def test_wide_keeps_cells_whole(open_terminal):
    terminal = open_terminal(columns=40, rows=40)
    terminal.wait_for_current(PROMPT)
    terminal.type(f'x = "{"long" * 12}"{ENTER}')
    terminal.wait_for_current(PROMPT)
    assert "…" in "".join(run(terminal, PROMPT, "vars"))
    assert "…" not in "".join(run(terminal, PROMPT, "vars --wide"))


def test_vi_mode_of_the_inputrc_works(open_terminal, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home/.inputrc").write_text("set editing-mode vi\n")
    terminal = open_terminal()
    terminal.wait_for_current(PROMPT)
    terminal.type("print two words\x1b0cwshow\x1b")
    terminal.wait_for_current(f"{PROMPT} show two words")
    terminal.type("u0iprint \x1bA!" + ENTER)
    terminal.wait_for_text("words!")


def test_the_inputrc_may_bind_keys_for_lamsh_alone(open_terminal, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home/.inputrc").write_text('$if lamsh\n"\\C-g": "print bound"\n$endif\n')
    terminal = open_terminal()
    terminal.wait_for_current(PROMPT)
    terminal.type("\x07")
    terminal.wait_for_current(f"{PROMPT} print bound")


@pytest.mark.parametrize("environment, has_colour", [
    ({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ({"TERM": "dumb", "FORCE_COLOR": "1"}, True), ({"TERM": "dumb"}, False),
])
def test_colours_are_as_the_environment_wants_them(open_terminal, environment, has_colour):
    terminal = open_terminal(environment=environment.items())
    terminal.wait_for_current(PROMPT)
    terminal.type('x = {"a": 1}' + ENTER + "<<x>>" + ENTER)
    terminal.wait(lambda: terminal.raw.count(b"}") == 2, "the printed value")
    assert (b"\x1b[34m" in terminal.raw) == has_colour


def test_a_key_of_json_is_blue_on_the_screen(prompt):
    prompt.type('x = {"a": 1}' + ENTER + "<<x>>" + ENTER)
    prompt.wait_for_line('  "a": 1')
    row = prompt.lines.index('  "a": 1')
    assert prompt.screen.buffer[row][2].fg == "blue"
    assert prompt.screen.buffer[row][7].fg == "cyan"


# Results for people


def test_describe_is_a_card(open_terminal):
    terminal = open_terminal(arguments=["--local"], rows=60)
    terminal.wait_for_current(LOCAL)
    lines = run(terminal, LOCAL, "describe echo")
    assert "  FunctionName      echo" in lines
    assert "  MemorySize        128 MB" in lines
    assert "Code" in lines


def test_times_are_relative_unless_they_are_wanted_as_they_are(local):
    assert any("just now" in line for line in run(local, LOCAL, "list"))
    assert any("T" in line and ".000+0000" in line for line in run(local, LOCAL, "list versions echo --absolute --wide"))


def test_what_is_longer_than_the_screen_goes_through_the_pager(open_terminal):
    terminal = open_terminal(environment={"LAMSH_PAGER": "sed 's/^/paged: /' | tail -3"}.items())
    terminal.wait_for_current(PROMPT)
    terminal.type("<<range(100)>>" + ENTER)
    terminal.wait_for_line("paged:   99")
    terminal.wait_for_current(PROMPT)
    terminal.type("<<range(3)>>" + ENTER)
    terminal.wait_for_line("  2")
    assert b"paged:   2\r" not in terminal.raw


def test_the_aws_cli_s_pager_is_used_and_an_empty_one_is_none(open_terminal):
    for pager, shown in (("sed 's/^/paged: /' | tail -3", "paged:   99"), ("", "  99")):
        terminal = open_terminal(environment={"AWS_PAGER": pager, "PAGER": "head -1"}.items())
        terminal.wait_for_current(PROMPT)
        terminal.type("<<range(100)>>" + ENTER)
        terminal.wait_for_line(shown)


def test_the_pager_can_be_chosen_and_turned_off(prompt):
    prompt.type("set pager 'grep -c .'" + ENTER + "<<range(100)>>" + ENTER)
    prompt.wait_for_line("102")
    prompt.wait_for_current(PROMPT)
    prompt.type("set pager off" + ENTER + "<<range(100)>>" + ENTER)
    prompt.wait_for_line("  99")


def test_a_pager_that_is_not_there_shows_everything(prompt):
    prompt.type("set pager no-such-pager-anywhere" + ENTER + "<<range(100)>>" + ENTER)
    prompt.wait_for_line("  99")


def test_what_an_invocation_cost_is_shown_in_one_line(local):
    local.type("set log on" + ENTER + "invoke echo --body 1" + ENTER)
    local.wait(lambda: any(re.fullmatch(r"[\d.]+ [mµ]?s, billed [\d.]+ m?s, \d+ of 128 MB, cold start [\d.]+ m?s", line)
                           for line in local.lines), "the report")
    local.wait_for_current(LOCAL)
    assert local.lines[-3] == "1"


def test_events_and_dry_runs_say_what_became_of_them(local):
    local.type("invoke echo --type event" + ENTER)
    local.wait_for_line("accepted")
    local.type("invoke echo --type dry-run" + ENTER)
    local.wait_for_line("would be allowed")
    local.type("clear; x = invoke echo --type event; print bound" + ENTER)
    local.wait_for_line("bound")
    assert "accepted" not in local.lines


def test_a_wait_counts_its_seconds(local):
    local.type('invoke slow --body {"seconds": 3}' + ENTER)
    local.wait(lambda: local.current.endswith("waiting for slow: 1 s"), "the first second")
    local.wait_for_current(LOCAL)


def test_a_batch_from_a_file_shows_the_time_left(local):
    (local.home / "rows.jsonl").write_text('{"seconds": 0.4}\n' * 12)
    local.type("invoke slow --each @rows.jsonl --concurrency 2 --output none" + ENTER)
    local.wait(lambda: re.search(r"/s, \d+ s left", local.current), "the time left")
    local.wait_for_current(LOCAL)


def test_the_history_in_a_file_comes_with_a_warning(prompt):
    prompt.type("print one" + ENTER + "history | wc -l" + ENTER)
    prompt.wait_for_text("`history save FILE` writes a script")
    prompt.wait_for_line("1")
    prompt.type("clear; history" + ENTER)
    prompt.wait_for_current(PROMPT)
    assert not any("history save" in line for line in prompt.lines)


def test_a_record_that_is_too_wide_is_a_card(local):
    local.type("set pager off; clear" + ENTER)
    local.type("list --limit 1 --columns FunctionArn,Role,Handler,Runtime,Timeout,MemorySize,CodeSha256,RevisionId,Version,"
               "PackageType,LastModified --output table" + ENTER)
    local.wait_for_text("Runtime       python")
    local.wait_for_text("RevisionId")


def test_large_json_is_shortened_at_a_terminal(local):
    local.type("set pager off; clear; <<range(200000)>>" + ENTER)
    local.wait_for_line("shortened: 1.2 MB of JSON; `--wide` shows all of it, `> FILE` writes it")
    assert "  … 199980 more" in local.lines
    local.wait_for_current(LOCAL)
    local.type("<<range(200000)>> | wc -c" + ENTER)
    local.wait_for_line("1288892")


def test_a_long_table_ends_with_its_number_of_rows(local):
    local.type("set pager off; <<range(25)>> --output table" + ENTER)
    local.wait_for_line("25 rows")


def test_timing_shows_the_time_of_the_service_too(local):
    local.type("set timing on" + ENTER + "invoke echo --body 1" + ENTER)
    local.wait_for_text("(service ")


# The prompt


def test_the_prompt_shows_the_fields_it_is_set_to(local):
    local.type('set prompt "{connection} in {region}:"' + ENTER)
    local.wait_for_current("local in us-east-1:")
    local.type('set prompt "{nonsense}"' + ENTER)
    local.wait_for_text("no field `{nonsense}`")
    local.wait_for_current("local in us-east-1:")


def test_a_protected_connection_asks_before_it_invokes(prompt):
    prompt.type("connect local --protected --name prod" + ENTER)
    prompt.wait_for_current("prod>")
    row = prompt.screen.cursor.y
    assert prompt.screen.buffer[row][0].fg == "red"
    prompt.type("invoke echo --body 1" + ENTER)
    prompt.wait(lambda: prompt.current.endswith("[y/N]"), "the question")
    prompt.type("n" + ENTER)
    prompt.wait_for_text("cancelled")
    prompt.wait_for_current("prod>")
    prompt.type("invoke echo --body 12" + ENTER)
    prompt.wait(lambda: prompt.current.endswith("[y/N]"), "the question")
    prompt.type("y" + ENTER)
    prompt.wait_for_line("12")
    prompt.type("invoke echo --yes --body 13" + ENTER)
    prompt.wait_for_line("13")


def test_prompts_and_output_are_marked_for_the_terminal(prompt):
    prompt.type("print x" + ENTER)
    prompt.wait_for_line("x")
    prompt.wait_for_current(PROMPT)
    prompt.type("fail no" + ENTER)
    prompt.wait_for_text("error")
    prompt.wait_for_current(PROMPT)
    marks = [part[:3] for part in prompt.raw.split(b"\x1b]133;")[1:]]
    assert marks[:2] == [b"A\x07\x1b", b"B\x07p"] or marks[0].startswith(b"A")
    assert b"\x1b]133;C\x07x\r\n\x1b]133;D;0\x07" in prompt.raw
    assert b"\x1b]133;D;1\x07" in prompt.raw


def test_the_title_of_the_window_is_where_one_is(local):
    local.wait(lambda: local.screen.title == "lamsh: local", "the title")
    local.type(CTRL_D)
    local.wait_for_end()
    assert local.raw.endswith(b"\x1b[23;2t")


@pytest.mark.parametrize("term", ["dumb", "screen", "linux"])
def test_a_terminal_that_does_not_know_them_gets_no_marks(open_terminal, term):
    terminal = open_terminal(environment={"TERM": term}.items())
    terminal.wait_for_current(PROMPT)
    terminal.type("print x" + ENTER)
    terminal.wait_for_line("x")
    assert b"\x1b]" not in terminal.raw


def test_the_greeting_comes_once(open_terminal):
    first = open_terminal()
    first.wait_for_current(PROMPT)
    assert any("a shell for AWS Lambda" in line for line in first.lines)
    first.type(CTRL_D)
    first.wait_for_end()
    second = open_terminal()
    second.wait_for_current(PROMPT)
    assert second.lines == [PROMPT]


def test_a_tip_is_given_once(local):
    statement = "invoke echo --body '{\"a\": 1}'" + ENTER
    local.type(statement)
    local.wait_for_text("tip:")
    local.wait_for_current(LOCAL)
    local.type(statement)
    local.wait(lambda: local.raw.count(b'"a"') >= 4 and local.current == LOCAL, "the second result")
    assert sum("tip:" in line for line in local.lines) == 1


def test_a_tip_is_given_once_in_all_sessions(open_terminal):
    counts = []
    for _ in range(2):
        terminal = open_terminal(arguments=["--local"])
        terminal.wait_for_current(LOCAL)
        run(terminal, LOCAL, "invoke echo --body '{\"a\": 1}'")
        counts.append(terminal.raw.count(b"tip:"))
        terminal.type(CTRL_D)
        terminal.wait_for_end()
    assert counts == [1, 0]


# Colours for the background


def test_colours_are_chosen_for_the_background(open_terminal):
    colours = {}
    for setting in ["15;0", "0;15", ""]:
        terminal = open_terminal(environment={"COLORFGBG": setting}.items())
        terminal.wait_for_current(PROMPT)
        terminal.type('x = {"a": 1}' + ENTER + "<<x>>" + ENTER)
        terminal.wait_for_line('  "a": 1')
        cells = terminal.screen.buffer[terminal.lines.index('  "a": 1')]
        colours[setting] = (cells[2].fg, cells[7].fg)
    assert colours == {"15;0": ("brightblue", "cyan"), "0;15": ("blue", "red"), "": ("blue", "cyan")}


def test_the_theme_may_be_set(open_terminal):
    terminal = open_terminal(environment={"COLORFGBG": "15;0"}.items())
    terminal.wait_for_current(PROMPT)
    assert terminal.screen.buffer[terminal.screen.cursor.y][0].fg == "brightblue"
    run(terminal, PROMPT, "set theme light")
    assert terminal.screen.buffer[terminal.screen.cursor.y][0].fg == "blue"
    terminal.type("set theme bright" + ENTER)
    terminal.wait_for_text("one of auto, dark, light")


def test_lines_of_a_log_have_the_colour_of_their_level(open_terminal, functions):
    code = """
import logging
logging.getLogger().setLevel("DEBUG")
def handler(event, context):
    logging.error("bad"); logging.warning("odd"); logging.info("fine"); logging.debug("detail")
    print("there has been no sign of an ERROR, says this prose")
"""
    terminal = open_terminal(arguments=[f"--local={functions({'talk/handler.py': code})}"], columns=160, rows=40)
    terminal.wait_for_current(LOCAL)
    for statement in ["invoke talk --log", "logs talk"]:
        lines = run(terminal, LOCAL, statement)
        found = {}
        for number, line in enumerate(lines, start=1):
            for word in ["bad", "odd", "fine", "detail", "prose"]:
                if word in line:
                    cell = terminal.screen.buffer[number][line.index(word)]
                    found[word] = (cell.fg, cell.bold)
        assert found == {
            "bad": ("red", True), "odd": ("brown", True), "fine": ("default", False), "detail": ("default", False),
            "prose": ("default", False)}, statement


# Charts


def test_bench_draws_a_histogram(open_terminal):
    terminal = open_terminal(arguments=["--local"], columns=100, rows=40)
    terminal.wait_for_current(LOCAL)
    lines = run(terminal, LOCAL, "bench echo --body 1 --requests 40 --concurrency 4")
    bars = [line for line in lines if line.startswith("  ≤ ")]
    assert len(bars) > 1
    counts = [int(line.split()[-1]) for line in bars]
    assert sum(counts) == 40
    for line, count in zip(bars, counts):
        assert abs(sum(character in "█▏▎▍▌▋▊▉" for character in line) - 40 * count / max(counts)) <= 1
    assert max(line.count("█") for line in bars) == 40


def test_nested_objects_are_columns_with_small_paths(open_terminal):
    terminal = open_terminal(columns=100)
    terminal.wait_for_current(PROMPT)
    rows = '[{"id": 1, "at": {"city": "東京", "geo": {"lat": 35}}}, {"id": 22, "at": {"city": "Bonn"}}]'
    (terminal.home / "rows.json").write_text(rows)
    lines = run(terminal, PROMPT, "load rows.json --output table")
    # A wide character takes two cells, of which the second is empty.
    assert [line.split() for line in lines] == [["id", "at.city", "at.geo.lat"], ["1", "東京", "35"], ["22", "Bonn"]]
    columns = [terminal.screen.buffer[number] for number in (1, 2, 3)]
    start = lines[0].index("at.city")
    assert [row[start].data for row in columns] == ["a", "東", "B"]
    end = lines[0].index("at.geo.lat") + len("at.geo.lat")
    assert [row[end - 1].data for row in columns] == ["t", "5", " "]


# Editing elsewhere


def test_edit_changes_the_last_statement_and_runs_it(open_terminal):
    terminal = open_terminal(environment={"EDITOR": "sed -i s/one/two/"}.items())
    terminal.wait_for_current(PROMPT)
    terminal.type("print one" + ENTER)
    terminal.wait_for_line("one")
    terminal.type("edit" + ENTER)
    terminal.wait_for_line("two")
    terminal.wait_for_current(PROMPT)
    terminal.type(UP)
    terminal.wait_for_current(f"{PROMPT} print two")


def test_edit_changes_a_variable(open_terminal):
    terminal = open_terminal(environment={"VISUAL": "sed -i 's/1/22/'", "EDITOR": "false"}.items())
    terminal.wait_for_current(PROMPT)
    terminal.type('x = {"a": 1}' + ENTER + "edit x" + ENTER + "print <<x.a>>" + ENTER)
    terminal.wait_for_line("22")


def test_an_edited_value_that_is_no_json_changes_nothing(open_terminal):
    terminal = open_terminal(environment={"EDITOR": "sed -i 's/1/oops/'"}.items())
    terminal.wait_for_current(PROMPT)
    terminal.type("x = [1]" + ENTER + "edit x" + ENTER)
    terminal.wait_for_text('"oops" isn\'t')
    terminal.type("<<x>>" + ENTER)
    terminal.wait_for_line("  1")


def test_what_was_not_saved_in_the_editor_does_not_run(open_terminal):
    terminal = open_terminal(environment={"EDITOR": "true"}.items())
    terminal.wait_for_current(PROMPT)
    terminal.type("print one" + ENTER)
    terminal.wait_for_line("one")
    terminal.type("edit" + ENTER)
    terminal.wait_for_line("the statement wasn't saved in the editor, so it wasn't run")
    terminal.wait_for_current(PROMPT)
    assert terminal.lines.count("one") == 1
    terminal.type("edit x" + ENTER)
    terminal.wait_for_line("`x` wasn't saved in the editor, so it's unchanged")
    terminal.type("vars --query 'length(@)'" + ENTER)
    terminal.wait_for_line("0")


def test_a_statement_that_was_saved_unchanged_runs_again(open_terminal):
    terminal = open_terminal(environment={"EDITOR": "touch"}.items())
    terminal.wait_for_current(PROMPT)
    terminal.type("print one" + ENTER)
    terminal.wait_for_line("one")
    terminal.type("edit" + ENTER)
    terminal.wait(lambda: terminal.lines.count("one") == 2, "the statement again")


@pytest.mark.parametrize("editor, message", [
    ("false", "the editor `false` failed (status 1), so nothing was changed or run"),
    ("no-such-editor -w", "can't run the editor `no-such-editor -w`"),
])
def test_an_editor_that_fails_is_named(open_terminal, editor, message):
    terminal = open_terminal(environment={"EDITOR": editor}.items())
    terminal.wait_for_current(PROMPT)
    terminal.type("print one" + ENTER + "edit" + ENTER)
    terminal.wait_for_line("error: " + message)
    terminal.wait_for_current(PROMPT)
    assert terminal.lines.count("one") == 1 and not any("/bin/sh" in line for line in terminal.lines)


def test_an_edited_text_that_is_no_json_is_kept(open_terminal, tmp_path):
    program = tmp_path / "editor"
    program.write_text('#!/bin/sh\necho "[oops" > "$1"\n')
    program.chmod(0o755)
    environment = {"EDITOR": f"'{program}'", "TMPDIR": str(tmp_path)}
    terminal = open_terminal(environment=environment.items(), columns=200)
    terminal.wait_for_current(PROMPT)
    terminal.type("edit x" + ENTER)
    terminal.wait_for_text(f"hint: the edited text is in {tmp_path}")
    kept, = tmp_path.glob("lamsh-*.json")
    assert kept.read_text() == "[oops\n"


def test_a_secret_is_not_edited(open_terminal):
    terminal = open_terminal(environment={"EDITOR": "cat"}.items())
    terminal.wait_for_current(PROMPT)
    terminal.type('secret key = "topsecret"' + ENTER + "edit key" + ENTER)
    terminal.wait_for_text("secrets aren't written to files")


# History


def test_a_long_history_is_there_when_it_is_asked_for(open_terminal, tmp_path):
    path = tmp_path / "history"
    path.write_text("".join(f"print {number}\n" for number in range(30_000)))
    terminal = open_terminal(environment={"LAMSH_HISTORY": str(path)}.items())
    terminal.wait_for_current(PROMPT)
    terminal.type(UP)
    terminal.wait_for_current(f"{PROMPT} print 29999")
    terminal.type(CTRL_C)
    terminal.wait_for_current(PROMPT)
    terminal.type(UP + UP)
    terminal.wait_for_current(f"{PROMPT} print 29998")


def test_history_is_searched(prompt):
    for statement in ["print one", "print two", "print one and two"]:
        prompt.type(statement + ENTER)
        prompt.wait_for_current(PROMPT)
    assert run(prompt, PROMPT, "history --search one") == ["print one", "print one and two"]
    assert run(prompt, PROMPT, "history 1 --search print") == ["print one and two"]


@pytest.mark.parametrize("statement", [
    'secret key = "topsecret"', '  secret\tkey = "topsecret"', 'x = 1; secret key = "topsecret"',
    "connect --access-key AKIDEXAMPLE --secret-key topsecret --endpoint http://127.0.0.1:1 --region eu-west-1",
    "connect --access-key AKIDEXAMPLE --secret-key=topsecret --endpoint http://127.0.0.1:1 --region eu-west-1",
    'connect --access-key A --secret-key ssssss --session-token "topsecret" --endpoint http://127.0.0.1:1 --region r',
])
def test_a_statement_with_a_secret_is_not_written(prompt, statement):
    prompt.type(statement + ENTER)
    prompt.wait(lambda: prompt.current == PROMPT and len(prompt.lines) > 1, "the end of the statement")
    prompt.type("print kept" + ENTER)
    prompt.wait_for_line("kept")
    prompt.wait_for_current(PROMPT)
    prompt.type(UP)
    prompt.wait_for_current(f"{PROMPT} print kept")
    prompt.type(CTRL_C)
    prompt.wait_for_current(PROMPT)
    prompt.type(CTRL_D)
    prompt.wait_for_end()
    assert prompt.files_with("print kept")
    assert not prompt.files_with("topsecret")


def test_a_statement_that_shows_a_known_secret_is_not_written(prompt):
    prompt.type('secret key = "topsecret"' + ENTER)
    prompt.wait_for_current(PROMPT)
    prompt.type('print "topsecret it is"' + ENTER)
    prompt.wait_for_line("••• it is")
    prompt.wait_for_current(PROMPT)
    prompt.type(CTRL_D)
    prompt.wait_for_end()
    assert not prompt.files_with("topsecret")


def test_the_greeting_has_three_lines_at_80_columns(prompt):
    assert prompt.lines.index(PROMPT) == 3


def test_the_settings_fit_80_columns_but_for_the_fields_of_the_prompt(prompt):
    cut = [line.split()[0] for line in run(prompt, PROMPT, "set") if line.endswith("…")]
    assert cut == ["prompt"]
