# SPDX-License-Identifier: GPL-3.0-or-later
"""What people type who know other tools: the prompt offers the line that was meant."""

import pytest

from screen import CTRL_C, ENTER, LOCAL, PASTE_END, PASTE_START, PROMPT

AWS_LINES = """aws lambda invoke --function-name echo \\
  --cli-binary-format raw-in-base64-out \\
  --payload '{"n": 41}' \\
  /dev/stdout"""

OFFERS = [
    ("let x == 5", None),
    ("list-functions", "list"),
    ("\\q", "exit"),
    ("exit()", "exit"),
    ('invoke echo --payload {"a": 1}', 'invoke echo --body {"a": 1}'),
    ("invoke --function-name echo", "invoke echo"),
    ("invoke echo --cli-binary-format raw-in-base64-out --log", "invoke echo --log"),
    ('invoke echo --log-type Tail --payload \'{"a": 1}\'', "invoke echo --log --body '{\"a\": 1}'"),
    ("invoke echo --body file://e.json", "invoke echo --body @e.json"),
    ('invoke echo –-body {“a”: “b”}', 'invoke echo --body {"a": "b"}'),
    ('x = {"a": [True, 1]}', 'x = {"a": [true, 1]}'),
    ("x = y + 1", "x = <<y + 1>>"),
    ("// print", "# print"),
    ("q = 1 +", None),
    ("x = True and False", None),
    ("console.log(1, 2)", None),
    ("\\x on", None),
    ("q = 1 + 2", "q = <<1 + 2>>"),
    ('print("a b")', 'print "a b"'),
    ("[ec2-user@ip-10-0-0-1 ~]$ list-functions", "list"),
    ('$ invoke\u00a0echo –-payload {“a”: 1}', 'invoke echo --body {"a": 1}'),
    ("aws lambda invoke --function-name echo out.json && cat out.json", "invoke echo > out.json; !cat out.json"),
    ("aws lambda invoke --function-name echo --query LogResult --output text | base64 -d", "invoke echo --log"),
    ("aws lambda invoke --function-name echo /dev/stdout 2>&1 | jq .", "invoke echo | jq ."),
    ("invoke echo 2>/dev/null", "invoke echo"),
    ("print 'it'\\''s \"<<x>>\"'", 'print "it\'s \\"\\<<x>>\\""'),
    ("aws lambda invoke --function-name echo --payload '{\"a\": \"it'\\''s\"}' o.json",
     'invoke echo --body {"a": "it\'s"} > o.json'),
    ("frobnicate", None),
    ("list ord*", "list --match ord*"),
    ("x = _", "x = <<_>>"),
    ("_1.id", "<<_1.id>>"),
    ("_foo", None),
    ("diff _1 _2.id", "diff <<_1>> <<_2.id>>"),
    ('invoke echo --body {"a": _.id, "b": [_]}', 'invoke echo --body {"a": <<_.id>>, "b": [<<_>>]}'),
    ("for i in 1..3 { print <<i>> }", "for i in <<range(1, 4)>> { print <<i>> }"),
    # Misspelt names
    ("lsit", "list"),
    ("lsit --wdie", "list --wide"),
    ("set outptu json", "set output json"),
    ("set output jsno", "set output json"),
    ("print <<rgeion('x')>>", None),
    ("order = 5; print <<ordre>>", "print <<order>>"),
    ('row = {"mail": 1}; print "to <<row.mial>>"', 'print "to <<row.mail>>"'),
    ("unset never", None),
    ("rows = [1]; invoke echo --each rows", "rows = [1]; invoke echo --each <<rows>>"),
    ("n = 1; unset m", "unset n"),
    ("help lsit", "help list"),
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
    prompt.type('print("hello")' + ENTER)
    prompt.wait_for_current(f'{PROMPT} print "hello"')
    prompt.type(" again" + ENTER)
    prompt.wait_for_line("hello again")
    prompt.wait_for_current(PROMPT)
    prompt.type('print("dropped")' + ENTER)
    prompt.wait_for_current(f'{PROMPT} print "dropped"')
    prompt.type(CTRL_C)
    prompt.wait_for_current(PROMPT)
    prompt.type("print next" + ENTER)
    prompt.wait_for_line("next")


@pytest.mark.parametrize("keys, line", [
    ("x", "x"), ("é", "é"), (PASTE_START + "print 1" + PASTE_END, "print 1"),
    (" x", 'print "hello" x'), ("\x1b[D'", "print \"hello'\""), ("\x7f", 'print "hello'), ("y\x1f\x1f", 'print "hello"')])
def test_something_else_replaces_an_offered_line(prompt, keys, line):
    prompt.type('print("hello")' + ENTER)
    prompt.wait_for_current(f'{PROMPT} print "hello"')
    prompt.type(keys)
    prompt.wait_for_current(f"{PROMPT} {line}")
    prompt.type(CTRL_C)
    prompt.wait_for_current(PROMPT)


@pytest.mark.parametrize("pasted, shown", [
    ("$ print hello", ["left out the prompt of the pasted text", "hello"]),
    ("prod eu-west-1> print hello", ["left out the prompt of the pasted text", "hello"]),
    ("lamsh> a = 1\nlamsh> print <<a + 1>>", ["left out the prompts of the pasted text", "2"]),
])
def test_a_prompt_before_a_statement_is_left_out(prompt, pasted, shown):
    prompt.type(PASTE_START + pasted + PASTE_END + ENTER)
    for line in shown:
        prompt.wait_for_line(line)
    prompt.wait_for_current(PROMPT)
    assert not any("error" in line for line in prompt.lines)


@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_line_breaks_of_a_paste_are_kept_once(prompt, newline):
    prompt.type(PASTE_START + newline.join(['x = """', "one", "", 'two"""', "y = 5"]) + PASTE_END + ENTER)
    prompt.wait_for_current(PROMPT)
    prompt.type("clear; <<x>>; <<y>>" + ENTER)
    prompt.wait_for_line('"one\\n\\ntwo"')
    prompt.wait_for_line("5")


def test_a_paste_from_the_command_prompt_becomes_one_line(prompt):
    prompt.type(PASTE_START + 'aws lambda invoke ^\n --function-name echo ^\n out.json' + PASTE_END + ENTER)
    prompt.wait_for_text("doesn't join two lines here")
    prompt.wait_for_current(f"{PROMPT} invoke echo > out.json")


def test_a_tip_is_kept_for_a_line_without_errors(prompt):
    prompt.type("let x = 5; nope" + ENTER)
    prompt.wait_for_text("unknown command `nope`")
    assert not any("tip:" in line for line in prompt.lines)
    prompt.type("let x = 5" + ENTER)
    prompt.wait_for_text("tip: `let` works")


@pytest.mark.parametrize("typed, offered", [
    ('invoke create-ordr --body {"create-ordr": 1}', 'invoke create-order --body {"create-ordr": 1}'),
    ("describe 'ship-ordr'", "describe 'ship-order'"),
    ("print once; invoke ecoh --log", "invoke echo --log"),
    ("list --on locla", "list --on local"),
    ("use locla", "use local"),
    ("list --sort Memorysiez", "list --sort MemorySize"),
    ("fn = 'ecoh'; invoke <<fn>>", None),
])
def test_a_name_that_the_service_does_not_know_is_corrected(local, typed, offered):
    local.type(typed + ENTER)
    local.wait_for_text("hint: did you mean")
    local.wait_for_current(f"{LOCAL} {offered}" if offered else LOCAL)


def test_a_misspelt_member_is_null_with_a_remark(prompt):
    prompt.type('row = {"mail": 1}' + ENTER)
    prompt.wait_for_current(PROMPT)
    prompt.type("<<row.mial>>" + ENTER)
    prompt.wait_for_line("there's no member `mial`; did you mean `mail`?")
    prompt.type('x = {"to": <<row.mali>>}; print sent' + ENTER)
    prompt.wait_for_line("there's no member `mali`; did you mean `mail`?")
    prompt.wait_for_current(PROMPT)
    assert "sent" in prompt.lines


def test_what_is_typed_ahead_is_not_appended_to_an_offer(prompt):
    prompt.type("sleep 300ms; lisst" + ENTER + "print ahead" + ENTER)
    prompt.wait_for_line("ahead")
