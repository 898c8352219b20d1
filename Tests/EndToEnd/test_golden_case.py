# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of golden cases themselves: a harness that can't fail proves nothing."""

import subprocess

import pytest

from golden_case import (
    CaseError, GoldenCase, Outcome, binary, clean_environment, keep_wildcards, matches, python_program, quoted)

CASE = """\
# Shows the format.
=== arguments
-c
print "a b"
=== environment
A=1=2
=== file data/x.json
{}
=== stdin (no newline)
in
=== stdout
id: ***
=== stderr
=== status 3
"""


def test_sections_are_read():
    case = GoldenCase.parse(CASE)
    assert case.texts["arguments"].splitlines() == ["-c", 'print "a b"']
    assert case.texts["stdin"] == "in"
    assert case.files == {"data/x.json": "{}\n"}
    assert case.status == 3


def test_a_case_is_written_as_it_was_read():
    case = GoldenCase.parse(CASE.replace("=== stderr\n", ""))
    assert GoldenCase.parse(case.format()) == case
    assert case.format() == CASE.replace("=== stderr\n", "")


@pytest.mark.parametrize("text", ["=== stdot\n", "=== stdout\n=== stdout\n", "=== status x\n", "loose text\n=== stdout\n"])
def test_a_mistake_in_a_case_is_an_error(text):
    with pytest.raises(CaseError):
        GoldenCase.parse(text)


@pytest.mark.parametrize(
    "expected, actual, answer",
    [
        ("a\n", "a\n", True),
        ("a\n", "a", False),
        ("a\n", "b\n", False),
        ("", "a\n", False),
        ("a.c\n", "abc\n", False),
        ("id: ***, end\n", "id: 12-34, end\n", True),
        ("id: ***, end\n", "id: , end\n", True),
        ("id: ***, end\n", "id: 1\n2, end\n", False),
        ("a\n***\nz\n", "a\nb\nc\nz\n", True),
        ("a\n***\nz\n", "a\nz\n", True),
        ("a\n***\nz\n", "a\nb\n", False),
    ],
)
def test_wildcards(expected, actual, answer):
    assert matches(expected, actual) is answer


def test_each_stream_and_the_status_count():
    case = GoldenCase.parse("=== stdout\nout\n=== stderr\nerr\n=== status 1\n")
    assert case.differences(Outcome("out\n", "err\n", 1)) == []
    assert len(case.differences(Outcome("other\n", "other\n", 0))) == 3


def test_an_update_keeps_wildcards_that_still_match():
    assert keep_wildcards("id: ***\nold\n", "id: 7\nnew\n") == "id: ***\nnew\n"


def test_a_program_runs_in_a_folder_and_an_environment_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_PROFILE", "mine")
    program = tmp_path / "program"
    program.write_text('#!/bin/sh\ncat\ncat data/x.json\necho "$A|$AWS_PROFILE|$HOME|$1" >&2\npwd\nexit 3\n')
    program.chmod(0o755)
    outcome = GoldenCase.parse(CASE).run(str(program), tmp_path)
    assert outcome == Outcome("in{}\n$PWD\n", "1=2||$HOME|-c\n", 3)


def test_a_quoted_path_is_one_word_whatever_it_holds(tmp_path):
    folder = tmp_path / "a \"b\" 'c' <<d>> \\<<e \\n; } # ü"
    folder.mkdir()
    (folder / "f.json").write_text("7")
    path = quoted(folder / "f.json")
    done = subprocess.run(
        [binary(), "-c", f"print {path}", "-c", f"load {path}"], env=clean_environment(tmp_path),
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
    assert done.stdout == f"{folder}/f.json\n7\n", done.stderr


def test_a_program_in_python_gets_its_arguments_and_no_other_environment(tmp_path):
    program = tmp_path / "a program"
    program.write_text(python_program("import json, os, sys\nprint(json.dumps([sys.argv, dict(os.environ)]))\n"))
    program.chmod(0o755)
    done = subprocess.run([program, "a b"], env={"A": "1", "LC_ALL": "C.UTF-8"}, capture_output=True, text=True)
    assert done.stdout == f'[["{program}", "a b"], {{"A": "1", "LC_ALL": "C.UTF-8"}}]\n', done.stderr
