# SPDX-License-Identifier: GPL-3.0-or-later
"""`set trace on` shows every request and every response, without secrets."""

import hashlib
import json
import re
import subprocess

import pytest

from faulty_lambda import FaultyLambda
from golden_case import binary, clean_environment, endpoint_environment
from test_streaming import chunk, complete

KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYzEXAMPLEKEY"
TOKEN = "IQoJb3JpZ2luX2VjEXAMPLE/TOKEN+of/Tests=="
OTHER_KEY, OTHER_TOKEN = "an0therSecret/Key+Of/Tests", "an0therSession/Token+Of/Tests=="
START_URL = "https://corp.awsapps.com/start"


def trace(environment, *texts):
    """Standard error, and the lines of it that show requests and answers."""
    command = [binary(), *(word for text in ("set trace on", *texts) for word in ("-c", text))]
    result = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    assert not re.search("[Ss]ignature=(?!•)", result.stderr), result.stderr
    for secret in (KEY, TOKEN, OTHER_KEY, OTHER_TOKEN):
        assert secret not in result.stdout + result.stderr
    return result.stderr, [line for line in result.stderr.splitlines() if line.startswith(("> ", "< "))]


def signed(home, server):
    return endpoint_environment(home, server.url) | {"AWS_SECRET_ACCESS_KEY": KEY, "AWS_SESSION_TOKEN": TOKEN}


def masked(lines):
    return [re.sub(r"\d+ ms|\d{8}T\d{6}Z|lamsh/\S+|[0-9a-f]{64}", "#", line) for line in lines]


def test_an_invocation_is_shown_whole_but_for_its_secrets(faulty, tmp_path):
    server = faulty((200, {"x-amzn-RequestId": "r-1", "X-Amz-Executed-Version": "1"}, '{"sum": 3}'))
    _, lines = trace(signed(tmp_path, server), 'invoke adder --body {"a": 1}')
    host = server.url.removeprefix("http://")
    split = next(number for number, line in enumerate(lines) if line.startswith("< "))
    assert masked(lines[:1]) == [f"> POST {server.url}/2015-03-31/functions/adder/invocations"]
    assert set(masked(lines[1:split])) >= {
        f">   Host: {host}", ">   Authorization: •••", ">   X-Amz-Security-Token: •••", ">   X-Amz-Date: #",
        ">   User-Agent: #", '>   {"a":1}'}
    assert masked(lines[split:]) == [
        "< 200 in #", "<   Content-Length: 10", "<   x-amzn-RequestId: r-1", "<   X-Amz-Executed-Version: 1",
        '<   {"sum": 3}']


def test_an_error_is_shown_without_the_token_that_it_repeats(faulty, tmp_path):
    canonical = f"does not match.\n\nThe Canonical String should have been\n'POST\nx-amz-security-token:{TOKEN}\n'"
    fields = {"x-amzn-ErrorType": "InvalidSignatureException", "x-amzn-RequestId": "r-1"}
    server = faulty((403, fields, json.dumps({"message": canonical})))
    told, lines = trace(signed(tmp_path, server), "invoke adder")
    assert "< 403 in #" in masked(lines)
    assert "<   x-amzn-ErrorType: InvalidSignatureException" in lines
    assert r"x-amz-security-token:•••\n'" in lines[-1]
    assert "error: InvalidSignatureException: does not match.\n" in told


def test_what_is_sent_again_is_shown_each_time(faulty, tmp_path):
    throttled = (429, {"x-amzn-ErrorType": "TooManyRequestsException", "Retry-After": "0"}, '{"message": "Rate"}')
    server = faulty(throttled, (200, {}, "7"))
    _, lines = trace(signed(tmp_path, server), "invoke adder")
    assert [line for line in masked(lines) if line.startswith(("> ", "< ")) and line[2] != " "] == [
        f"> POST {server.url}/2015-03-31/functions/adder/invocations", "< 429 in #"] * 1 + [
        f"> POST {server.url}/2015-03-31/functions/adder/invocations", "< 200 in #"]


def test_a_request_without_an_answer_says_so(tmp_path):
    environment = endpoint_environment(tmp_path, "http://127.0.0.1:1") | {
        "AWS_SECRET_ACCESS_KEY": KEY, "AWS_SESSION_TOKEN": TOKEN, "AWS_MAX_ATTEMPTS": "1"}
    _, lines = trace(environment, "invoke adder")
    assert lines[0] == "> POST http://127.0.0.1:1/2015-03-31/functions/adder/invocations"
    assert lines[-1].startswith("< no response: connection")


def test_a_stream_is_shown_as_one(faulty, tmp_path):
    body = chunk(b"one\n") + chunk(b"two\n") + complete()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.amazon.eventstream\r\nContent-Length: %d\r\n\r\n"
    server = faulty(head % len(body) + body)
    told, lines = trace(signed(tmp_path, server), "invoke adder --stream")
    assert lines[0] == f"> POST {server.url}/2021-11-15/functions/adder/response-streaming-invocations"
    assert lines[-1] == "<   (a stream)"
    assert "error" not in told


def test_a_call_is_shown_without_the_signature_of_the_link_in_its_answer(faulty, tmp_path):
    link = (
        f"https://bucket.s3.amazonaws.com/code?X-Amz-Security-Token={OTHER_TOKEN}&X-Amz-Date=20260102T030405Z"
        f"&X-Amz-Credential=ASIAEXAMPLE%2F20260102&X-Amz-Signature=0123abcd")
    server = faulty((200, {}, json.dumps({"Code": {"Location": link}, "Configuration": {"FunctionName": "adder"}})))
    _, lines = trace(signed(tmp_path, server), "_ = call GetFunction --function-name adder")
    assert lines[0] == f"> GET {server.url}/2015-03-31/functions/adder"
    assert "X-Amz-Security-Token=•••&X-Amz-Date=20260102T030405Z" in lines[-1]
    assert lines[-1].count("•••") == 3
    assert '"FunctionName": "adder"' in lines[-1]


def test_a_secret_key_in_a_statement_is_not_shown(faulty, tmp_path):
    server = faulty((200, {}, '{"Functions": []}'))
    told, lines = trace(
        clean_environment(tmp_path),
        f"connect --access-key AKIDEXAMPLE --secret-key {KEY} --session-token {TOKEN} --region us-east-1 --endpoint "
        f"{server.url}")
    assert any(line.startswith("> GET ") for line in lines)
    assert "connect --access-key" in told


class Services(FaultyLambda):
    """Lambda, and the services that provide keys."""

    def _next(self):
        line, fields, body = self.requests[-1]
        path = line.split()[1].partition("?")[0]
        if b"Action=GetCallerIdentity" in body:
            return 200, {}, "<R><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/ada</Arn></GetCallerIdentityResult></R>"
        if b"Action=AssumeRole" in body:
            result = re.search(rb"Action=(\w+)", body)[1].decode() + "Result"
            return 200, {}, (
                f"<R><{result}><Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>{OTHER_KEY}</SecretAccessKey>"
                f"<SessionToken>{OTHER_TOKEN}</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>"
                f"</{result}></R>")
        if path == "/token":
            return 200, {}, json.dumps({"accessToken": OTHER_KEY, "expiresIn": 28800, "refreshToken": OTHER_TOKEN})
        if path == "/federation/credentials":
            keys = {"accessKeyId": "ASIASSO", "secretAccessKey": OTHER_KEY, "sessionToken": OTHER_TOKEN}
            return 200, {}, json.dumps({"roleCredentials": keys | {"expiration": 4_000_000_000_000}})
        if path == "/container":
            return 200, {}, json.dumps({
                "AccessKeyId": "ASIAC", "SecretAccessKey": OTHER_KEY, "Token": OTHER_TOKEN,
                "Expiration": "2099-01-01T00:00:00Z"})
        return 200, {}, '{"Functions": []}'


@pytest.fixture
def services():
    server = Services(None)
    yield server
    server.close()


def role(home, server):
    (home / ".aws/config").write_text(
        "[default]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base\n"
        f"[profile base]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = {KEY}\n")
    return {}, f"> POST {server.url}/"


def web_identity(home, server):
    (home / "token").write_text(TOKEN)
    return {
        "AWS_WEB_IDENTITY_TOKEN_FILE": str(home / "token"), "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/r",
    }, f"> POST {server.url}/"


def sso(home, server):
    (home / ".aws/config").write_text(
        "[default]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = dev\n"
        f"[sso-session corp]\nsso_region = us-east-1\nsso_start_url = {START_URL}\n")
    cache = home / ".aws/sso/cache"
    cache.mkdir(parents=True)
    (cache / f"{hashlib.sha1(b'corp').hexdigest()}.json").write_text(json.dumps({
        "accessToken": KEY, "expiresAt": "2020-01-01T00:00:00Z", "refreshToken": TOKEN, "clientId": "c",
        "clientSecret": KEY, "registrationExpiresAt": "2099-01-01T00:00:00Z", "region": "us-east-1",
        "startUrl": START_URL}))
    return {}, f"> GET {server.url}/federation/credentials?"


def container(home, server):
    return {
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": f"{server.url}/container", "AWS_CONTAINER_AUTHORIZATION_TOKEN": TOKEN,
    }, f"> GET {server.url}/container"


@pytest.mark.parametrize("source", [role, web_identity, sso, container])
def test_services_that_give_keys_are_shown_without_them(source, services, tmp_path):
    (tmp_path / ".aws").mkdir()
    settings, request = source(tmp_path, services)
    told, lines = trace(
        clean_environment(tmp_path) | {"AWS_ENDPOINT_URL": services.url, "AWS_REGION": "us-east-1"} | settings,
        "connect", "list --output none")
    assert any(line.startswith(request) for line in lines), told
    assert any(re.fullmatch(r"<   \(\d+ bytes, hidden because they contain keys\)", line) for line in lines), told
    assert f"> GET {services.url}/2015-03-31/functions" in lines, told


def test_the_question_who_is_connected_is_shown_with_its_answer(services, tmp_path):
    environment = endpoint_environment(tmp_path, services.url) | {
        "AWS_SECRET_ACCESS_KEY": KEY, "AWS_SESSION_TOKEN": TOKEN, "AWS_ENDPOINT_URL_STS": services.url}
    _, lines = trace(environment, "connect")
    assert ">   Action=GetCallerIdentity&Version=2011-06-15" in lines
    assert "<   <R><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/ada</Arn></GetCallerIdentityResult></R>" in lines
