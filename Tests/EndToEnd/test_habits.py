# SPDX-License-Identifier: GPL-3.0-or-later
"""What people type who know other tools: the prompt offers the line that was meant."""

import pytest

from screen import CTRL_C, ENTER, LOCAL, PASTE_END, PASTE_START, PROMPT

AWS_LINES = """aws lambda invoke --function-name echo \\
  --cli-binary-format raw-in-base64-out \\
  --payload '{"n": 41}' \\
  /dev/stdout"""

OFFERS = [
    ("$ print hello", "print hello"),
    ("let x == 5", None),
    ("list-functions", "list"),
    ("\\q", "exit"),
    ("exit()", "exit"),
    ('invoke echo --payload {"a": 1}', 'invoke echo --body {"a": 1}'),
    ("invoke --function-name echo", "invoke echo"),
    ('invoke echo --log-type Tail --payload \'{"a": 1}\'', "invoke echo --log --body '{\"a\": 1}'"),
    ("invoke echo --body file://e.json", "invoke echo --body @e.json"),
    ('invoke echo –-body {“a”: “b”}', 'invoke echo --body {"a": "b"}'),
    ('x = {"a": [True, 1]}', 'x = {"a": [true, 1]}'),
    ("x = y + 1", "x = <<y + 1>>"),
    ("// print", "# print"),
    ("frobnicate", None),
]


@pytest.mark.parametrize("typed, offered", OFFERS)
def test_the_next_input_is_what_was_meant(prompt, typed, offered):
    prompt.type(typed + ENTER)
    prompt.wait_for_text("error: ")
    prompt.wait_for_current(f"{PROMPT} {offered}" if offered else PROMPT)
    prompt.type(CTRL_C)
    prompt.wait_for_current(PROMPT)


def test_a_pasted_command_line_of_the_aws_cli_runs_after_enter(local):
    local.type(PASTE_START + AWS_LINES + PASTE_END + ENTER)
    local.wait_for_text("hint: write")
    local.wait_for_current(LOCAL + ' invoke echo --body {"n": 41}')
    local.type(ENTER)
    local.wait_for_line('  "n": 41')


def test_an_offered_line_can_be_edited_and_dropped(prompt):
    prompt.type("$ print hello" + ENTER)
    prompt.wait_for_current(f"{PROMPT} print hello")
    prompt.type(" again" + ENTER)
    prompt.wait_for_line("hello again")
    prompt.wait_for_current(PROMPT)
    prompt.type("$ print dropped" + ENTER)
    prompt.wait_for_current(f"{PROMPT} print dropped")
    prompt.type(CTRL_C)
    prompt.wait_for_current(PROMPT)
    prompt.type("print next" + ENTER)
    prompt.wait_for_line("next")
