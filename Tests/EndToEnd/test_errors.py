# SPDX-License-Identifier: GPL-3.0-or-later
"""The most common errors, word for word: what went wrong, where, and what to do about it."""

import json
import subprocess
from dataclasses import dataclass, field

import pytest

from golden_case import binary, clean_environment, endpoint_settings, quoted
from screen import CTRL_U, ENTER, PROMPT

REQUEST = "8f0e1f9c-0000-4000-8000-000000000001"
TOKEN = "IQoJb3JpZ2luX2VjEXAMPLE/TOKEN+of/Tests=="
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:"
ADA = "arn:aws:iam::123456789012:user/ada"


def refusal(status, code, **members):
    fields = {"Content-Type": "application/json", "x-amzn-RequestId": REQUEST, "x-amzn-ErrorType": code}
    return status, fields, json.dumps(members)


def functions(*names):
    return 200, {}, json.dumps({"Functions": [{"FunctionName": name} for name in names]})


# AWS's response to a wrong signature: after its message, it repeats what should have been signed.
MISMATCH = (
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
    "and signing method. Consult the service documentation for details."
)
CANONICAL = f"""

The Canonical String for this request should have been
'POST
/2015-03-31/functions/adder/invocations

host:lambda.us-east-1.amazonaws.com
x-amz-security-token:{TOKEN}
'"""
MISSING = {"Type": "User", "Message": f"Function not found: {FUNCTION}addr:$LATEST"}


@dataclass
class Case:
    """A command, the service's response, and what the user sees below the command."""

    answers: list
    error: str
    details: list
    hint: str
    line: str = "invoke adder --body 1"
    notices: list = field(default_factory=list)
    settings: dict = field(default_factory=dict)


def service_case(answer, error, hint, *, reason=None, more=(), **options):
    details = [f"reason: {reason}"] if reason else []
    return Case([answer, *more], error, [*details, f"request ID: {REQUEST}"], hint, **options)


CASES = {
    "expired token": service_case(
        refusal(403, "ExpiredTokenException", message="The security token included in the request is expired"),
        "ExpiredTokenException: The security token included in the request is expired",
        "lamsh got these keys from its environment: restart it with new ones, or use `connect` with "
        "`--profile` or `--access-key`",
    ),
    "unknown key": service_case(
        refusal(403, "UnrecognizedClientException", message="The security token included in the request is invalid."),
        "UnrecognizedClientException: The security token included in the request is invalid.",
        "check the access key ID and its session token (environment); regions that aren't enabled for "
        "the account return the same error (the region is us-east-1)",
    ),
    "wrong secret": service_case(
        refusal(403, "InvalidSignatureException", message=MISMATCH + CANONICAL),
        f"InvalidSignatureException: {MISMATCH}",
        "the secret access key doesn't match the access key ID (environment): check both",
    ),
    "wrong clock": service_case(
        refusal(
            403,
            "InvalidSignatureException",
            message="Signature expired: 20261122T100000Z is now earlier than 20261122T105500Z "
            "(20261122T110000Z - 5 min.)",
        ),
        "InvalidSignatureException: Signature expired: 20261122T100000Z is now earlier than 20261122T105500Z "
        "(20261122T110000Z - 5 min.)",
        "this machine's clock is 1 h slow; correct it",
    ),
    "clock ahead": service_case(
        refusal(
            403,
            "InvalidSignatureException",
            message="Signature not yet current: 20261122T113000Z is still later than 20261122T110500Z "
            "(20261122T110000Z + 5 min.)",
        ),
        "InvalidSignatureException: Signature not yet current: 20261122T113000Z is still later than 20261122T110500Z "
        "(20261122T110000Z + 5 min.)",
        "this machine's clock is 30 min fast; correct it",
    ),
    "unknown function": service_case(
        refusal(404, "ResourceNotFoundException", **MISSING),
        f"ResourceNotFoundException: Function not found: {FUNCTION}addr:$LATEST",
        "did you mean `adder`, `adds` or `dadr`?",
        more=[functions("mailer", "adds", "adder", "dadr", "eraser")],
        line="invoke addr",
    ),
    "unknown function among others": service_case(
        refusal(404, "ResourceNotFoundException", **MISSING),
        f"ResourceNotFoundException: Function not found: {FUNCTION}addr:$LATEST",
        "`list` shows the functions in us-east-1",
        more=[functions("mailer", "eraser")],
        line="invoke addr",
    ),
    "unknown alias": service_case(
        refusal(404, "ResourceNotFoundException", Type="User", Message=f"Function not found: {FUNCTION}adder:prdo"),
        f"ResourceNotFoundException: Function not found: {FUNCTION}adder:prdo",
        "`adder` has no version or alias `prdo`: `list versions adder` and `list aliases adder` show the existing ones",
        more=[functions("adder")],
        line="invoke adder --qualifier prdo",
    ),
    "access denied": service_case(
        refusal(
            403,
            "AccessDeniedException",
            Message=f"User: {ADA} is not authorized to perform: lambda:InvokeFunction on resource: {FUNCTION}adder "
            "because no identity-based policy allows the lambda:InvokeFunction action",
        ),
        f"AccessDeniedException: User: {ADA} is not authorized to perform: lambda:InvokeFunction on resource: "
        f"{FUNCTION}adder because no identity-based policy allows the lambda:InvokeFunction action",
        f"the keys are valid, but {ADA} needs a policy that allows `lambda:InvokeFunction`",
    ),
    "access forbidden": service_case(
        refusal(
            403,
            "AccessDeniedException",
            Message=f"User: {ADA} is not authorized to perform: lambda:InvokeFunction on resource: {FUNCTION}adder "
            "with an explicit deny in a service control policy",
        ),
        f"AccessDeniedException: User: {ADA} is not authorized to perform: lambda:InvokeFunction on resource: "
        f"{FUNCTION}adder with an explicit deny in a service control policy",
        "the keys are valid, but an explicit deny in a service control policy forbids `lambda:InvokeFunction`, "
        "whatever other policies allow",
    ),
    "throttled": service_case(
        refusal(
            429,
            "TooManyRequestsException",
            Reason="ReservedFunctionConcurrentInvocationLimitExceeded",
            Type="User",
            message="Rate Exceeded.",
        ),
        "TooManyRequestsException: Rate Exceeded.",
        "the function's reserved concurrency is used up or 0 (see `describe`): try again later or increase it",
        reason="ReservedFunctionConcurrentInvocationLimitExceeded",
        notices=["TooManyRequestsException: Rate Exceeded; retrying (attempt 2 of 2)"],
        settings={"AWS_MAX_ATTEMPTS": "2"},
    ),
    "throttled account": service_case(
        refusal(
            429,
            "TooManyRequestsException",
            Reason="ConcurrentInvocationLimitExceeded",
            Type="User",
            message="Rate Exceeded.",
        ),
        "TooManyRequestsException: Rate Exceeded.",
        "the account's concurrency in us-east-1 is used up: try again later or request an increase; "
        "`call GetAccountSettings` shows it",
        reason="ConcurrentInvocationLimitExceeded",
        settings={"AWS_MAX_ATTEMPTS": "1"},
    ),
    "too large for the service": service_case(
        refusal(
            413,
            "RequestEntityTooLargeException",
            message="Request must be smaller than 6291456 bytes for the InvokeFunction operation",
        ),
        "RequestEntityTooLargeException: Request must be smaller than 6291456 bytes for the InvokeFunction operation",
        "put the data in S3 and send the object's key",
    ),
    "too large": Case(
        [], "the body is 6291458 bytes long, but a synchronous invocation accepts at most 6291456", [],
        "put the data in S3 and send the object's key", line="invoke adder --body @large.json",
    ),
    "wrong region": service_case(
        refusal(
            404,
            "ResourceNotFoundException",
            Type="User",
            Message="Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
        ),
        "ResourceNotFoundException: Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
        "this connection uses us-east-1: run `connect --region eu-west-1` to reach the function",
        line="invoke arn:aws:lambda:eu-west-1:123456789012:function:adder",
    ),
    "wrong region of an endpoint": service_case(
        refusal(403, "InvalidSignatureException", message="Credential should be scoped to a valid region. "),
        "InvalidSignatureException: Credential should be scoped to a valid region.",
        "the request was signed for us-east-1, but {url} isn't in it: use `connect --region` with the endpoint's "
        "region",
    ),
    "broken body": service_case(
        refusal(
            400,
            "InvalidRequestContentException",
            Type="User",
            message="Could not parse request body into json: Unexpected character ('x' (code 120))\n at [Source: "
            "REDACTED; line: 1, column: 1]",
        ),
        "InvalidRequestContentException: Could not parse request body into json: Unexpected character ('x' (code "
        "120)) at [Source: REDACTED; line: 1, column: 1]",
        "the body must be JSON",
    ),
    "unknown host": Case(
        [], "unknown host lambda.us-esat-1.invalid", [],
        "check the spelling of the region `us-esat-1`; known regions: us-east-1, us-east-2, us-gov-east-1, "
        "us-gov-west-1, us-west-1, us-west-2",
        settings={"AWS_REGION": "us-esat-1", "AWS_ENDPOINT_URL": "http://lambda.us-esat-1.invalid"},
    ),
    "no network": Case(
        [], "unknown host lambda.us-east-1.invalid", [],
        "check the network connection; behind a proxy, set HTTPS_PROXY",
        settings={"AWS_ENDPOINT_URL": "http://lambda.us-east-1.invalid"},
    ),
    "misspelt endpoint": Case(
        [], "unknown host gateway.invalid", [], "check the spelling of the endpoint and the network connection",
        settings={"AWS_ENDPOINT_URL": "http://gateway.invalid"},
    ),
}


@pytest.fixture(params=CASES.values(), ids=CASES.keys())
def case(request):
    return request.param


def prepare(case, faulty, folder):
    """The settings, and the URL in the messages."""
    (folder / "large.json").write_text('"' + "x" * 6_291_456 + '"')
    url = faulty(*case.answers).url if case.answers else "http://127.0.0.1:1"
    settings = endpoint_settings(url) | {"AWS_SESSION_TOKEN": TOKEN} | case.settings
    return settings, settings["AWS_ENDPOINT_URL"]


def test_an_error_says_what_went_wrong_where_and_what_to_do(case, faulty, tmp_path):
    settings, url = prepare(case, faulty, tmp_path)
    result = subprocess.run(
        [binary(), "-c", case.line], env=clean_environment(tmp_path) | settings, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=60, check=False)
    region = settings["AWS_REGION"]
    # Errors about a name point at it.
    name = "addr" if "addr" in case.line else case.line
    start = case.line.index(name)
    expected = [
        f"connected with the default credentials: {region} (environment, {url})",
        *case.notices,
        f"-c:1:1:{start + 1}: error: {case.error}",
        f"    {case.line}",
        "    " + " " * start + "^" + "~" * (len(name) - 1),
        *[f"    {detail}" for detail in case.details],
        f"hint: {case.hint.format(url=url)}",
    ]
    assert result.stderr.splitlines() == expected
    assert (result.returncode, result.stdout) == (1, "")


def test_an_error_at_the_prompt_is_shown_and_nothing_is_lost(case, faulty, tmp_path, open_terminal):
    settings, url = prepare(case, faulty, tmp_path)
    # Wide, so that no line is wrapped.
    terminal = open_terminal(environment=settings.items(), columns=400)
    terminal.wait_for_current(PROMPT)
    region = settings["AWS_REGION"]
    terminal.type(f"cd {quoted(tmp_path)}{ENTER}kept = 41{ENTER}sum = 1{ENTER}")
    terminal.wait_for_current(PROMPT)
    terminal.type(f"sum = {case.line}{ENTER}")
    terminal.wait_for_line(f"error: {case.error}")
    terminal.wait_for_line(f"hint: {case.hint.format(url=url)}")
    for detail in case.details:
        assert f"    {detail}" in terminal.lines
    # The corrected line may be there.
    terminal.wait(lambda: terminal.current.startswith(f"{region}>"), "the prompt")
    terminal.type(CTRL_U)
    terminal.wait_for_current(f"{region}>")
    terminal.type(f"print <<kept + sum>> <<error.requestId || 'none'>>{ENTER}")
    terminal.wait_for_line(f"42 {REQUEST if case.details else 'none'}")
    terminal.wait_for_current(f"{region}>")
    assert TOKEN.encode() not in terminal.raw


def run(environment, folder, *texts):
    command = [binary(), *(word for text in texts for word in ("-c", text))]
    return subprocess.run(
        command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
        check=False)


def test_without_credentials_every_place_that_was_asked_is_named(tmp_path):
    result = run(clean_environment(tmp_path) | {"AWS_REGION": "us-east-1"}, tmp_path, "list")
    error, line, mark, hint = result.stderr.splitlines()
    assert (error, line, mark) == ("-c:1:1:1: error: no credentials were found", "    list", "    ^~~~")
    asked, _, remedies = hint.partition("; ")
    assert asked.startswith("hint: tried, in this order: environment, ")
    assert "instance role" in asked
    assert remedies == "use `connect --auth access-key` to enter keys, or `connect local`, which needs none"
    assert (result.returncode, result.stdout) == (1, "")


def test_without_a_region_each_way_to_name_one_is_told(tmp_path):
    keys = {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret"}
    result = run(clean_environment(tmp_path) | keys, tmp_path, "list")
    assert result.stderr.splitlines() == [
        "-c:1:1:1: error: no region is set",
        "    list",
        "    ^~~~",
        "hint: use `connect --region` or `lamsh --region`, or set AWS_REGION, AWS_DEFAULT_REGION, or `region` in the "
        "profile",
    ]
    assert (result.returncode, result.stdout) == (1, "")


@pytest.mark.parametrize("missing", ["credentials", "region"])
def test_at_the_prompt_what_is_missing_can_be_given(missing, faulty, open_terminal):
    server = faulty(functions("adder"))
    settings = {"AWS_REGION": "us-east-1"} if missing == "credentials" else {
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret"}
    terminal = open_terminal(environment=settings.items(), columns=400)
    terminal.wait_for_current(PROMPT)
    terminal.type(f"kept = 42{ENTER}list{ENTER}")
    terminal.wait_for_line({
        "credentials": "error: no credentials were found", "region": "error: no region is set"}[missing])
    terminal.wait_for_current(PROMPT)
    given = {
        "credentials": "connect --access-key AKIDEXAMPLE --secret-key secret", "region": "connect --region us-east-1"}
    terminal.type(f"{given[missing]} --endpoint {server.url}{ENTER}")
    terminal.wait_for_current("us-east-1>")
    terminal.type(f"list --query '[0].FunctionName'{ENTER}print <<kept>>{ENTER}")
    terminal.wait_for_text("adder")
    terminal.wait_for_line("42")


def test_keys_given_by_hand_that_have_expired_are_to_be_given_again(faulty, tmp_path):
    expired = CASES["expired token"].answers[0]
    server = faulty(functions("adder"), expired)
    result = run(
        clean_environment(tmp_path), tmp_path,
        f"connect --access-key AKIDEXAMPLE --secret-key secret --session-token {TOKEN} --region us-east-1 "
        f"--endpoint {server.url}",
        "invoke adder")
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1] == "hint: get new keys, then `connect` with them"
    assert TOKEN not in result.stderr


def test_keys_of_a_file_that_have_expired_are_read_anew(faulty, tmp_path):
    credentials = tmp_path / ".aws/credentials"
    credentials.parent.mkdir()
    credentials.write_text(
        f"[default]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret\naws_session_token = {TOKEN}\n")
    server = faulty(CASES["expired token"].answers[0])
    environment = clean_environment(tmp_path) | {"AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL": server.url}
    result = run(environment, tmp_path, "invoke adder")
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1] == (
        "hint: get new keys (profile default (credentials file)), then run this again; lamsh rereads them")


def test_an_error_of_a_function_shows_its_causes_without_secrets_and_control_characters(faulty, tmp_path):
    payload = {
        "errorType": "java.lang.RuntimeException", "errorMessage": "order failed",
        "stackTrace": ["example.Handler.save(Handler.java:20)", "base.Runtime.run(Runtime.java:1)", "base.Main(M.java:1)"],
        "cause": {
            "errorType": "java.sql.SQLException", "errorMessage": "no connection\nfor hunter2-hunter2",
            "stackTrace": ["example.Store\u001b[2J.open(Store.java:7)", "base.Runtime.run(Runtime.java:1)", "base.Main(M.java:1)"],
            "cause": {"errorType": "java.net.ConnectException", "errorMessage": "refused", "stackTrace": []}}}
    server = faulty((200, {"X-Amz-Function-Error": "Unhandled", "x-amzn-RequestId": "r-1"}, json.dumps(payload)))
    result = run(
        clean_environment(tmp_path) | endpoint_settings(server.url), tmp_path, 'secret password = "hunter2-hunter2"',
        "try { invoke f } catch err { x = <<err.payload>> }", "print <<x.cause.cause.errorType>>", "invoke f")
    assert result.stdout == "java.net.ConnectException\n"
    assert result.stderr.splitlines()[1:] == [
        "-c:4:1:1: error: f failed: java.lang.RuntimeException: order failed",
        "    invoke f",
        "    ^~~~~~~~",
        "    example.Handler.save(Handler.java:20)",
        "    base.Runtime.run(Runtime.java:1)",
        "    base.Main(M.java:1)",
        "    caused by: java.sql.SQLException: no connection",
        "      for •••",
        "      example.Store\\u{1b}[2J.open(Store.java:7)",
        "      … 2 more",
        "    caused by: java.net.ConnectException: refused",
        "    request ID: r-1",
    ]
