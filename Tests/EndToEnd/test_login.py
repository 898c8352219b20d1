# SPDX-License-Identifier: GPL-3.0-or-later
"""Logging in to IAM Identity Center and out of it: what's sent, what a person sees, and the caches that the AWS CLI and
botocore share."""

import datetime
import hashlib
import json
import os
import subprocess
import sys
import time
from unittest import mock

import botocore.session
import botocore.tokens
import botocore.utils
import pytest

from golden_case import binary, clean_environment, python_program
from identity_center import CLIENT_SECRET, CODE, DEVICE_CODE, IdentityCenter
from screen import CTRL_C, ENTER, PROMPT

START_URL = "https://corp.awsapps.com/start"
ROLE = "sso_account_id = 123456789012\nsso_role_name = Dev\n"
SETTINGS = f"sso_region = eu-west-1\nsso_start_url = {START_URL}\n"
SCOPES = "sso_registration_scopes = sso:account:access, sso:more\n"
SESSION = f"[profile dev]\nsso_session = corp\n{ROLE}[sso-session corp]\n{SETTINGS}{SCOPES}"
OLDER = f"[profile dev]\n{ROLE}{SETTINGS}"


@pytest.fixture
def center():
    with IdentityCenter() as server:
        yield server
        server.shutdown()


@pytest.fixture
def home(tmp_path):
    (tmp_path / ".aws").mkdir()
    return tmp_path


def variables(center):
    return {"AWS_ENDPOINT_URL": center.url, "AWS_REGION": "eu-west-1"}


def configure(home, text=SESSION):
    (home / ".aws/config").write_text(text)


def run(home, center, *arguments, environment=()):
    result = subprocess.run(
        [binary(), *arguments], env=clean_environment(home) | variables(center) | dict(environment),
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
    )
    assert "hush" not in result.stdout + result.stderr
    return result.returncode, result.stdout, result.stderr


def sha1(text):
    return hashlib.sha1(text.encode()).hexdigest()


def token_path(home, name="corp"):
    return home / f".aws/sso/cache/{sha1(name)}.json"


def log_in(home, center):
    status, _, errors = run(home, center, "-c", "login --profile dev")
    assert status == 0, errors


def token_of_botocore(home, center, config=SESSION):
    """What the AWS CLI and boto3 read in the cache, and renew if it's due."""
    configure(home, config)
    cache = botocore.utils.JSONFileCache(str(home / ".aws/sso/cache"), dumps_func=botocore.tokens._sso_json_dumps)
    with mock.patch.dict(os.environ, clean_environment(home) | variables(center) | {"AWS_PROFILE": "dev"}, clear=True):
        provider = botocore.tokens.SSOTokenProvider(botocore.session.Session(), cache)
        return provider.load_token().get_frozen_token()


# Logging in


@pytest.mark.parametrize("config, name, scopes", [
    (SESSION, "corp", ["sso:account:access", "sso:more"]), (OLDER, START_URL, None),
], ids=["session", "older form"])
def test_a_script_logs_in_with_a_code(center, home, config, name, scopes):
    configure(home, config)
    before = int(time.time())
    status, output, errors = run(home, center, "-c", "login --profile dev", "-c", "connect --profile dev")
    assert (status, output) == (0, "")
    lines = errors.splitlines()
    assert lines[0] == f"open this page to log in; check that it shows the code {CODE}, and allow access:"
    assert lines[1] == f"  {center.url}/device?user_code={CODE}"
    assert lines[2] == f"on another device, open {center.url}/device and enter the code"
    assert lines[3] == f"logged in to {name}; the session lasts 8 h"
    assert lines[4].startswith("connected to dev")
    assert center.signed == ["ASIASSO"]

    paths = ["/client/register", "/device_authorization", "/token", "/token"]
    assert center.paths() == paths
    client = {"clientId": "client-1", "clientSecret": CLIENT_SECRET}
    registered = center.requests[0][1]
    assert registered.pop("clientName").startswith("lamsh-")
    assert registered == {"clientType": "public"} | ({"scopes": scopes} if scopes else {})
    assert center.requests[1][1] == client | {"startUrl": START_URL}
    assert center.requests[2][1] == client | {
        "grantType": "urn:ietf:params:oauth:grant-type:device_code", "deviceCode": DEVICE_CODE,
    }

    path = token_path(home, name)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    token = json.loads(path.read_text())
    expires = datetime.datetime.strptime(token.pop("expiresAt"), "%Y-%m-%dT%H:%M:%SZ")
    assert before + 28_799 <= expires.replace(tzinfo=datetime.timezone.utc).timestamp() <= time.time() + 28_801
    registration_ends = token.pop("registrationExpiresAt")
    assert token == client | {
        "startUrl": START_URL, "region": "eu-west-1", "accessToken": "token-hush-1", "refreshToken": "refresh-hush-1",
    }

    # The name that the AWS CLI gives to the file of the client.
    key = {
        "tool": "botocore", "startUrl": START_URL, "region": "eu-west-1", "scopes": scopes,
        "session_name": None if name == START_URL else name,
    }
    path = home / f".aws/sso/cache/{sha1(json.dumps(key, sort_keys=True))}.json"
    assert path.stat().st_mode & 0o777 == 0o600
    expected = client | {"expiresAt": registration_ends} | ({"scopes": scopes} if scopes else {})
    assert json.loads(path.read_text()) == expected
    assert len(os.listdir(path.parent)) == 2


def test_a_client_is_registered_once(center, home):
    configure(home)
    log_in(home, center)
    log_in(home, center)
    assert center.paths().count("/client/register") == 1
    # One that the service has forgotten is registered again.
    center.clients[:] = ["other"]
    log_in(home, center)
    assert center.paths().count("/client/register") == 2


def test_the_client_of_another_way_of_logging_in_is_not_used(center, home):
    configure(home)
    log_in(home, center)
    [path] = [path for path in (home / ".aws/sso/cache").iterdir() if path != token_path(home)]
    registration = json.loads(path.read_text())
    path.write_text(json.dumps(registration | {"grantTypes": ["authorization_code", "refresh_token"]}))
    log_in(home, center)
    assert center.paths().count("/client/register") == 2


def test_a_client_that_is_allowed_already_gets_a_token_without_a_question(center, home):
    configure(home)
    center.polls = ["allowed"]
    _, _, errors = run(home, center, "-c", "login --profile dev")
    assert errors == "logged in to corp; the session lasts 8 h\n"


def test_polls_that_come_too_often_slow_down(center, home):
    configure(home)
    center.polls = ["pending", "slow", "allowed"]
    log_in(home, center)
    first, second, third = center.times[-3:]
    assert second - first >= 1
    assert third - second >= 6


def test_a_service_that_stumbles_is_asked_again(center, home):
    configure(home)
    center.polls = ["pending", "broken", "dropped", "allowed"]
    log_in(home, center)
    assert center.paths().count("/token") == 4


@pytest.mark.parametrize("result, reason", [
    ("denied", "access was denied in the browser"),
    ("expired", "the code expired before access was allowed; log in again for a new one"),
])
def test_a_log_in_that_is_not_allowed_says_why(center, home, result, reason):
    configure(home)
    center.polls = ["pending", result]
    status, _, errors = run(home, center, "-c", "login --profile dev")
    assert status == 1
    assert f"error: logging in to corp: {reason}" in errors
    assert not token_path(home).exists()


def test_a_code_that_nobody_enters_ends_with_its_lifetime(center, home):
    configure(home)
    center.polls, center.lifetime = ["pending"], 2
    status, _, errors = run(home, center, "-c", "login --profile dev")
    assert status == 1
    assert "the code expired before access was allowed" in errors


@pytest.mark.parametrize("name, value, reason", [
    ("lifetime", "soon", 'expiresIn is "soon", but must be a number of seconds'),
    ("lifetime", 10**18, "expiresIn is 1000000000000000000, but must be a number of seconds"),
    ("page", "http://phish.example/", "must begin with https://: http://phish.example/"),
    ("page", "file:///etc/passwd", "must begin with https://"),
    ("page", "--new-window https://a/", "must begin with https://"),
    ("page", None, "the response to StartDeviceAuthorization isn't complete"),
])
def test_an_answer_that_cannot_be_right_is_an_error(center, home, name, value, reason):
    configure(home)
    setattr(center, name, value)
    status, _, errors = run(home, center, "login", "--profile", "dev", environment={"BROWSER": str(browser(home))})
    assert status == 1
    assert "error: logging in to corp: " in errors and reason in errors
    assert not (home / "opened").exists()


def test_the_command_line_logs_in_and_out(center, home):
    configure(home)
    status, _, errors = run(home, center, "login", "--sso-session", "corp", "--no-browser")
    assert status == 0, errors
    assert token_path(home).exists()
    status, _, errors = run(home, center, "logout", "--profile", "dev")
    assert (status, errors) == (0, "logged out of 1 session\n")


@pytest.mark.parametrize("config, statement, message, hint", [
    ("[profile dev]\nregion = eu-west-1\n" + SESSION.replace("profile dev", "profile sso"), "login --profile dev",
     'the profile "dev" doesn\'t use IAM Identity Center', "use `--profile` with one that does: sso"),
    ("", "login", 'the profile "default" doesn\'t use IAM Identity Center', "no profile uses it"),
    (SESSION, "login --sso-session crop", 'there\'s no sso-session "crop"', 'did you mean "corp"?'),
    (SESSION, "login --profile dev --sso-session corp", "`--profile` and `--sso-session` can't be combined", ""),
], ids=["other profile", "no profile", "misspelt session", "both"])
def test_a_session_that_cannot_be_found_says_what_there_is(center, home, config, statement, message, hint):
    configure(home, config)
    status, _, errors = run(home, center, "-c", statement)
    assert status in (1, 2)
    assert message in errors and hint in errors
    assert center.requests == []


def test_the_only_session_is_the_one_that_is_meant(center, home):
    configure(home)
    status, _, errors = run(home, center, "-c", "login")
    assert status == 0, errors
    assert token_path(home).exists()


def test_a_role_is_logged_in_with_the_profile_of_its_keys(center, home):
    configure(home, SESSION + "[profile admin]\nrole_arn = arn:aws:iam::123456789012:role/a\nsource_profile = dev\n")
    _, _, errors = run(home, center, "-c", "connect --profile admin")
    assert "error: SSO (profile dev): there's no session" in errors
    status, _, errors = run(home, center, "-c", "login --profile admin")
    assert status == 0, errors
    assert token_path(home).exists()


# At the prompt


def configure_terminal(terminal):
    terminal.wait_for_current(PROMPT)
    (terminal.home / ".aws").mkdir()
    configure(terminal.home)


QUESTION = "SSO (profile dev): there's no session. Log in now? [y/N]"


def test_connecting_without_a_session_offers_to_log_in(center, open_terminal):
    terminal = open_terminal(environment=variables(center), columns=120)
    configure_terminal(terminal)
    center.polls = ["pending"]
    terminal.type(f"connect --profile dev{ENTER}")
    terminal.wait_for_current(QUESTION)
    terminal.type(f"y{ENTER}")
    terminal.wait_for_text(f"  {center.url}/device?user_code={CODE}")
    center.wait_for_polls(2)
    center.polls = ["allowed"]
    terminal.wait_for_text("logged in to corp; the session lasts 8 h")
    terminal.wait_for_text("connected to dev in eu-west-1")
    assert center.signed == ["ASIASSO"]
    for text in ["hush", DEVICE_CODE]:
        assert text not in terminal.raw.decode()


def test_the_first_command_offers_it_too(center, open_terminal):
    terminal = open_terminal(environment=variables(center) | {"AWS_PROFILE": "dev"}, columns=120)
    configure_terminal(terminal)
    terminal.type(f"list{ENTER}")
    terminal.wait_for_current(QUESTION)
    terminal.type(f"y{ENTER}")
    terminal.wait_for_text("connected with the default credentials: eu-west-1")


def test_no_is_the_error_that_says_what_to_run(center, open_terminal):
    terminal = open_terminal(environment=variables(center), columns=120)
    configure_terminal(terminal)
    terminal.type(f"connect --profile dev{ENTER}")
    terminal.wait_for_current(QUESTION)
    terminal.type(f"n{ENTER}")
    terminal.wait_for_text("run `lamsh login --profile dev`, or `login --profile dev` at the prompt")
    terminal.wait_for_current(PROMPT)
    assert center.requests == []


def test_ctrl_c_ends_the_wait_at_once(center, open_terminal):
    terminal = open_terminal(environment=variables(center), columns=120)
    configure_terminal(terminal)
    center.polls, center.interval = ["pending"], 60
    terminal.type(f"login --profile dev{ENTER}")
    center.wait_for_polls(1)
    terminal.wait_for_text("and enter the code")
    terminal.type(CTRL_C)
    terminal.wait_for_text("interrupted")
    terminal.wait_for_current(PROMPT)
    assert not token_path(terminal.home).exists()
    assert terminal.files_with(DEVICE_CODE) == []


def test_a_script_at_a_terminal_asks_nothing(center, open_terminal, home):
    configure(home)
    script = home / "connect.lamsh"
    script.write_text("connect --profile dev\n")
    terminal = open_terminal(
        arguments=[str(script)], environment=variables(center) | {"AWS_CONFIG_FILE": str(home / ".aws/config")})
    assert terminal.wait_for_end() == 1
    assert center.requests == []


def test_sessions_are_completed(center, open_terminal):
    terminal = open_terminal(environment=variables(center))
    configure_terminal(terminal)
    terminal.complete_to("login --sso-session c", f"{PROMPT} login --sso-session corp")


# The browser


def browser(home, name="show"):
    """A program that keeps what it's called with."""
    path = home / name
    path.write_text(python_program(f"import sys\nopen({str(home / 'opened')!r}, 'w').write(' '.join(sys.argv[1:]))\n"))
    path.chmod(0o755)
    return path


def wait_for_file(path):
    for _ in range(300):
        if path.exists() and path.read_text():
            return path.read_text()
        time.sleep(0.1)
    raise AssertionError(f"{path} was never written")


@pytest.mark.parametrize("arguments, expected", [("", "{}"), (" --new %s x", "--new {} x")])
def test_the_page_opens_in_the_browser(center, home, arguments, expected):
    configure(home)
    command = f"w3m:{browser(home)}{arguments}"
    status, _, errors = run(home, center, "login", "--profile", "dev", environment={"BROWSER": command})
    assert status == 0, errors
    assert errors.startswith(f"the log-in page opens in your browser; check that it shows the code {CODE}")
    assert wait_for_file(home / "opened") == expected.format(f"{center.url}/device?user_code={CODE}")


@pytest.mark.parametrize("display, remote, opens", [
    ({"DISPLAY": ":0"}, {}, True), ({"WAYLAND_DISPLAY": "w"}, {"SSH_TTY": "/dev/pts/1"}, True),
    ({}, {"SSH_TTY": "/dev/pts/1"}, False), ({}, {}, False), ({"DISPLAY": ""}, {}, False),
])
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has no displays")
def test_the_desktops_browser_needs_a_display(center, home, display, remote, opens):
    configure(home)
    path = f"{browser(home, 'xdg-open').parent}:{clean_environment(home)['PATH']}"
    _, _, errors = run(
        home, center, "login", "--profile", "dev", environment=display | remote | {"PATH": path, "BROWSER": ""})
    assert ("opens in your browser" in errors) == opens
    if opens:
        wait_for_file(home / "opened")


def test_no_browser_only_shows_the_address(center, home):
    configure(home)
    environment = {"BROWSER": str(browser(home))}
    _, _, errors = run(home, center, "login", "--profile", "dev", "--no-browser", environment=environment)
    assert errors.startswith("open this page to log in")
    assert not (home / "opened").exists()


# Sharing the cache


def test_the_aws_cli_and_botocore_read_what_lamsh_wrote(center, home, aws):
    configure(home)
    log_in(home, center)
    assert token_of_botocore(home, center).token == "token-hush-1"
    result = subprocess.run(
        [aws, "lambda", "list-functions", "--profile", "dev", "--region", "eu-west-1"],
        env=clean_environment(home) | variables(center), capture_output=True, text=True, timeout=120, check=False,
    )
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout) == {"Functions": []}
    assert center.signed == ["ASIASSO"]


def test_botocore_renews_what_lamsh_wrote_and_lamsh_reads_it(center, home):
    configure(home)
    log_in(home, center)
    path = token_path(home)
    soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=5)
    token = json.loads(path.read_text()) | {"expiresAt": soon.strftime("%Y-%m-%dT%H:%M:%SZ")}
    path.write_text(json.dumps(token))
    center.tokens.clear()
    center.tokens.add("other")
    assert token_of_botocore(home, center).token == "token-hush-2"
    assert json.loads(path.read_text())["accessToken"] == "token-hush-2"
    status, output, errors = run(home, center, "-c", "connect --profile dev", "-c", "list --query 'length(@)'")
    assert (status, output) == (0, "0\n"), errors


def test_lamsh_reads_what_the_aws_cli_writes(center, home):
    configure(home)
    center.tokens.add("cli-hush")
    # As version 2 of the AWS CLI writes it.
    token = {
        "startUrl": START_URL, "region": "eu-west-1", "accessToken": "cli-hush", "expiresAt": "2099-01-01T00:00:00Z",
        "clientId": "c", "clientSecret": "client-hush", "registrationExpiresAt": "2099-01-01T00:00:00Z",
        "refreshToken": "refresh-hush",
    }
    token_path(home).parent.mkdir(parents=True)
    token_path(home).write_text(json.dumps(token))
    status, _, errors = run(home, center, "-c", "connect --profile dev")
    assert status == 0, errors
    assert center.requests == []


# Logging out


def role_keys(home, name, **members):
    path = home / f".aws/cli/cache/{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"Credentials": {}} | members))
    return path


def test_logging_out_ends_every_session_and_forgets_the_keys(center, home):
    configure(home)
    log_in(home, center)
    other = token_path(home, "other")
    other.write_text(json.dumps({"accessToken": "other-hush", "region": "us-east-1", "expiresAt": "2099-01-01T00:00:00Z"}))
    of_sso, of_role = role_keys(home, "a", ProviderType="sso"), role_keys(home, "b", ProviderType="assume-role")
    status, _, errors = run(
        home, center, "-c", "connect --profile dev", "-c", "logout", "-c", "list", "--keep-going")
    assert status == 1
    assert "logged out of 2 sessions" in errors
    assert sorted(center.logged_out) == ["other-hush", "token-hush-1"]
    assert not token_path(home).exists() and not other.exists() and not of_sso.exists()
    assert of_role.exists()
    # The connection's keys would be good for longer.
    assert "error: SSO (profile dev): there's no session" in errors
    assert center.signed == ["ASIASSO"]


def test_logging_out_of_one_profile_leaves_other_sessions(center, home):
    configure(home)
    log_in(home, center)
    other = token_path(home, "other")
    other.write_text(json.dumps({"accessToken": "other-hush", "region": "us-east-1", "expiresAt": "2099-01-01T00:00:00Z"}))
    key = {"roleName": "Dev", "accountId": "123456789012", "sessionName": "corp"}
    mine = role_keys(home, sha1(json.dumps(key, sort_keys=True, separators=(",", ":"))), ProviderType="sso")
    theirs = role_keys(home, "a", ProviderType="sso")
    status, _, errors = run(home, center, "-c", "logout --profile dev", "-c", "logout --profile dev")
    assert (status, errors) == (0, "logged out of 1 session\nthere was no session to log out of\n")
    assert center.logged_out == ["token-hush-1"]
    assert other.exists() and theirs.exists() and not mine.exists()


def test_a_service_that_cannot_be_reached_does_not_keep_the_token(center, home):
    configure(home)
    log_in(home, center)
    center.shutdown()
    center.server_close()
    status, _, errors = run(home, center, "-c", "logout")
    assert status == 0
    assert "warning: logging out of" in errors and "the service may accept the token until it expires" in errors
    assert not token_path(home).exists()


# Secrets


def test_a_trace_shows_the_log_in_without_secrets(center, home):
    configure(home)
    status, _, errors = run(
        home, center, "-c", "set trace on", "-c", "login --profile dev", "-c", "connect --profile dev", "-c", "logout")
    assert status == 0
    for path in ["/client/register", "/device_authorization", "/token", "/federation/credentials", "/logout"]:
        assert center.url + path in errors
    assert "hush" not in errors


def test_a_token_that_cannot_be_saved_is_an_error(center, home):
    configure(home)
    (home / ".aws/sso").write_text("a file in place of the folder")
    status, _, errors = run(home, center, "-c", "login --profile dev")
    assert status == 1
    assert f"logging in to corp: can't save the token: {token_path(home)}" in errors
