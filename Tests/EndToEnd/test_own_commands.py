# SPDX-License-Identifier: GPL-3.0-or-later
"""`alias` at the prompt, and `configure`, which adds a profile to the AWS config files."""

import configparser
import stat

import pytest

from screen import CTRL_C, CTRL_D, ENTER, PROMPT


@pytest.fixture
def prompt(open_terminal):
    terminal = open_terminal(columns=110, rows=40)
    terminal.wait_for_current(PROMPT)
    return terminal


def run(terminal, line):
    terminal.type(line + ENTER)
    terminal.wait_for_current(PROMPT)


def test_an_alias_stands_for_the_beginning_of_a_statement(prompt):
    run(prompt, 'alias say = print "to you:"')
    run(prompt, "say hello")
    prompt.wait_for_line("to you: hello")
    run(prompt, "alias three = render [1, 2, 3]")
    run(prompt, "x = three")
    run(prompt, "three --query '[0]'")
    prompt.wait_for_line("1")
    run(prompt, "alias print = print again:")
    run(prompt, "print twice")
    prompt.wait_for_line("again: twice")
    run(prompt, "alias print =")
    run(prompt, "alias --help")
    run(prompt, "print once")
    prompt.wait_for_line("once")
    run(prompt, "alias")
    prompt.wait(lambda: any(line.split() == ["say", "print", '"to', 'you:"'] for line in prompt.lines), "the list")


def test_aliases_of_the_rc_file_work_and_others_are_refused(open_terminal, tmp_path):
    folder = tmp_path / "home/.config/lamsh"
    folder.mkdir(parents=True)
    (folder / "rc.lamsh").write_text("alias hi = print hi from the rc file\n")
    terminal = open_terminal()
    terminal.wait_for_current(PROMPT)
    run(terminal, "hi")
    terminal.wait_for_line("hi from the rc file")
    for line, message in [
            ("alias if = list", "`if` is a keyword"), ("alias a b", "`=`"), ("alias 1x = list", "the name of an alias")]:
        run(terminal, "\x15" + line)
        terminal.wait_for_text(message)


def answer(terminal, question, text):
    terminal.wait(lambda: terminal.current.startswith(question.rstrip()), question)
    terminal.type(text)


def test_configure_writes_a_profile_that_aws_tools_read(prompt):
    (prompt.home / ".aws").mkdir()
    (prompt.home / ".aws/config").write_text("[default]\nregion = eu-west-2")
    prompt.type("configure dev" + ENTER)
    answer(prompt, "Access key ID: ", "AKIAIOSFODNN7EXAMPLE" + ENTER)
    answer(prompt, "Secret access key: ", "wJalrXUtnFEMI/K7MDENG" + ENTER)
    answer(prompt, "Region, such as", "eu-north-1" + ENTER)
    # Where the line wraps depends on the length of the home folder's path.
    prompt.wait(lambda: "`connect--profiledev`usesit" in "".join("".join(prompt.lines).split()), "the notice")
    prompt.wait_for_current(PROMPT)
    config, credentials = configparser.ConfigParser(), configparser.ConfigParser()
    config.read(prompt.home / ".aws/config")
    credentials.read(prompt.home / ".aws/credentials")
    assert {name: dict(config[name]) for name in config.sections()} == {
        "default": {"region": "eu-west-2"}, "profile dev": {"region": "eu-north-1"}}
    assert dict(credentials["dev"]) == {
        "aws_access_key_id": "AKIAIOSFODNN7EXAMPLE", "aws_secret_access_key": "wJalrXUtnFEMI/K7MDENG"}
    assert stat.S_IMODE((prompt.home / ".aws/credentials").stat().st_mode) == 0o600
    assert b"wJalrXUtnFEMI" not in prompt.raw
    assert prompt.files_with("wJalrXUtnFEMI") == [str(prompt.home / ".aws/credentials")]
    run(prompt, "configure dev")
    prompt.wait_for_text("already have a profile `dev`")


@pytest.mark.parametrize("keys", [CTRL_C, CTRL_D, ENTER])
def test_configure_writes_nothing_when_it_is_left(prompt, keys):
    prompt.type("configure" + ENTER)
    answer(prompt, "Access key ID: ", "AKIAIOSFODNN7EXAMPLE" + ENTER)
    answer(prompt, "Secret access key: ", keys)
    prompt.wait_for_current(PROMPT)
    assert not (prompt.home / ".aws").exists()
    run(prompt, 'configure "a]b"')
    prompt.wait_for_text("`a]b` can't be the name of a profile")


def test_configure_sso_writes_what_the_aws_cli_writes(prompt):
    for profile, role in [("dev", "Developer"), ("ops", "Admin")]:
        prompt.type(f"configure {profile} --sso" + ENTER)
        answer(prompt, "SSO session, such as corp: ", "corp" + ENTER)
        if profile == "dev":
            answer(prompt, "SSO start URL, such as https://corp.awsapps.com/start: ", "https://c.awsapps.com/start" + ENTER)
            answer(prompt, "SSO region: ", "eu-west-1" + ENTER)
        answer(prompt, "Account ID: ", "123456789012" + ENTER)
        answer(prompt, "Role: ", role + ENTER)
        answer(prompt, "Region, such as", "eu-north-1" + ENTER)
        prompt.wait_for_current(PROMPT)
    config = configparser.ConfigParser()
    config.read(prompt.home / ".aws/config")
    account = {"sso_session": "corp", "sso_account_id": "123456789012", "region": "eu-north-1"}
    assert {name: dict(config[name]) for name in config.sections()} == {
        "sso-session corp": {
            "sso_start_url": "https://c.awsapps.com/start", "sso_region": "eu-west-1",
            "sso_registration_scopes": "sso:account:access"},
        "profile dev": account | {"sso_role_name": "Developer"},
        "profile ops": account | {"sso_role_name": "Admin"}}
    assert not (prompt.home / ".aws/credentials").exists()
    prompt.type("configure other --sso" + ENTER)
    answer(prompt, "SSO session, such as corp: ", "new" + ENTER)
    answer(prompt, "SSO start URL, such as https://corp.awsapps.com/start: ", "corp" + ENTER)
    prompt.wait_for_text("this isn't a start URL, so no profile was saved")


def test_an_alias_is_completed_and_coloured_like_what_it_means(prompt):
    run(prompt, "alias ll = list --wide")
    prompt.complete_to("ll --ou", f"{PROMPT} ll --output")

    def is_coloured():
        row = prompt.screen.buffer[prompt.screen.cursor.y]
        return row[len(PROMPT) + 1].bold and row[len(PROMPT) + 4].fg == "cyan"

    prompt.wait(is_coloured, "the colours")
    prompt.type(CTRL_C)
    prompt.wait_for_current(PROMPT)
    prompt.complete_to_text("l", "ll      list --wide")


def test_options_are_listed_but_not_inserted(prompt):
    prompt.complete_to_text("history 5 ", "--failed")
    prompt.wait_for_current(f"{PROMPT} history 5")
