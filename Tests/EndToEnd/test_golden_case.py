# SPDX-License-Identifier: GPL-3.0-or-later
"""The golden cases' own rules: a harness that cannot fail would prove nothing."""

import pytest

from golden_case import CaseError, GoldenCase, Outcome, keep_wildcards, matches

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
