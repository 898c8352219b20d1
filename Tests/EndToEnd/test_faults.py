# SPDX-License-Identifier: GPL-3.0-or-later
"""Each way a service or the network can fail: how often the request is sent, and what lamsh prints."""

import re
import subprocess
import time
from pathlib import Path

import pexpect
import pytest

from faulty_lambda import CLOSING, DRIPPING, HANGING, OK, RESETTING
from golden_case import binary, endpoint_environment

HEAD = b"HTTP/1.1 200 OK\r\n"
THROTTLED = (
    429,
    {"x-amzn-errortype": "TooManyRequestsException", "Retry-After": "0"},
    '{"Reason": "ConcurrentInvocationLimitExceeded", "message": "Rate Exceeded."}',
)
KMS = (502, {"x-amzn-errortype": "KMSDisabledException"}, '{"Message": "the key is disabled"}')

# Faults after which it's unknown whether the function has run, and what the error says about them.
UNCERTAIN = {
    "closes the connection unread": (CLOSING, "closed the connection without a response"),
    "reads the body and resets": (RESETTING, "closed the connection without a response"),
    "reads and closes": (b"", "closed the connection without a response"),
    "reads and hangs": (HANGING, "within 500 ms"),
    "drips its answer": (DRIPPING, "within 500 ms"),
    "ends in the status line": (b"HTTP/1.1 20", "closed the connection without a response"),
    "ends in the fields": (HEAD + b"Content-Len", "closed the connection without a response"),
    "ends before the body": (HEAD + b"Content-Length: 5\r\n\r\n", "closed the connection without a response"),
    "ends in the body": (HEAD + b"Content-Length: 5\r\n\r\n[1", "closed the connection without a response"),
    "ends in a chunk": (
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n[1", "closed the connection without a response"),
    "ends between chunks": (
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n[1\r\n", "closed the connection without a response"),
    "speaks another protocol": (b"SSH-2.0-OpenSSH_9.2\r\n", "sent an invalid HTTP response"),
    "answers with noise": (bytes(range(256)), "sent an invalid HTTP response"),
    "answers 500": (
        (500, {"x-amzn-errortype": "ServiceException"}, '{"Type": "Service", "Message": "m"}'), "ServiceException: m"),
    "answers 502 as a proxy": ((502, {}, "<html>Bad Gateway</html>"), "502"),
    "answers 503": ((503, {}, ""), "503"),
    "answers 504": ((504, {}, ""), "504"),
}


def run(tmp_path, server, line):
    return subprocess.run(
        [binary(), "-c", line], env=endpoint_environment(tmp_path, server.url), stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(params=UNCERTAIN.values(), ids=UNCERTAIN.keys())
def uncertain(request):
    return request.param


@pytest.mark.parametrize("kind", ["request", "event"])
def test_what_may_have_run_is_asked_for_once(faulty, tmp_path, uncertain, kind):
    answer, reason = uncertain
    server = faulty(answer)
    result = run(tmp_path, server, f"invoke f --body 1 --timeout 500ms --type {kind}")
    assert (result.returncode, result.stdout) == (1, "")
    assert reason in result.stderr
    assert result.stderr.count("may have run") == 1
    assert "the function may have run, or may still run" in result.stderr
    assert "hint: " in result.stderr
    assert "retrying" not in result.stderr
    assert server.connections == 1
    assert [body for _, _, body in server.requests] == ([] if answer is CLOSING else [b"1"])


def test_retry_sends_it_again_and_says_so(faulty, tmp_path, uncertain):
    answer, reason = uncertain
    server = faulty(answer, OK)
    result = run(tmp_path, server, "invoke f --body 1 --timeout 500ms --retry 1")
    assert (result.returncode, result.stdout) == (0, "7\n"), result.stderr
    assert reason in result.stderr
    assert "retrying, so the function may run twice" in result.stderr
    assert [body for _, _, body in server.requests] == ([b"1"] if answer is CLOSING else [b"1", b"1"])


@pytest.mark.parametrize("answer, reason", [(THROTTLED, "Rate Exceeded"), (CLOSING, None), (RESETTING, None)])
def test_a_listing_is_asked_for_again(faulty, tmp_path, answer, reason):
    server = faulty(answer, (200, {}, '{"Functions": []}'))
    result = run(tmp_path, server, "list --output json")
    assert (result.returncode, result.stdout) == (0, "[]\n"), result.stderr
    assert "retrying (attempt 2 of 3)" in result.stderr
    assert reason is None or reason in result.stderr
    assert server.connections == (1 if answer is THROTTLED else 2)


def test_a_throttle_proves_that_nothing_ran(faulty, tmp_path):
    server = faulty(THROTTLED, THROTTLED, OK)
    result = run(tmp_path, server, "invoke f --body 1")
    assert (result.returncode, result.stdout) == (0, "7\n"), result.stderr
    assert result.stderr.count("retrying") == 2
    assert len(server.requests) == 3


def test_a_throttle_that_lasts_is_an_error_after_three_attempts(faulty, tmp_path):
    server = faulty(THROTTLED)
    result = run(tmp_path, server, "invoke f --body 1")
    assert result.returncode == 1
    assert "TooManyRequestsException" in result.stderr and "ConcurrentInvocationLimitExceeded" in result.stderr
    assert "may have run" not in result.stderr
    assert len(server.requests) == 3


def test_a_key_that_cannot_be_used_proves_that_nothing_ran(faulty, tmp_path):
    server = faulty(KMS)
    result = run(tmp_path, server, "invoke f --body 1 --retry 1")
    assert result.returncode == 1
    assert "KMSDisabledException: the key is disabled" in result.stderr
    assert "may have run" not in result.stderr
    assert len(server.requests) == 1


def test_an_answer_that_is_no_json_is_a_text(faulty, tmp_path):
    server = faulty((200, {}, "<html>hello</html>"))
    result = run(tmp_path, server, "invoke f --body 1")
    assert (result.returncode, result.stdout) == (0, '"<html>hello</html>"\n'), result.stderr
    assert len(server.requests) == 1


def test_a_page_that_is_no_json_is_an_error(faulty, tmp_path):
    server = faulty((200, {}, "<html>hello</html>"))
    result = run(tmp_path, server, "list")
    assert result.returncode == 1
    assert server.url in result.stderr


@pytest.mark.parametrize("date", [
    "Fri, 02 Jan 99999999999999999 03:04:05 GMT", "Fri, 02 Jan -5 03:04:05 GMT", "Fri, 02 Jan 99999 03:04:05 GMT",
    "Fri, 31 Feb 2026 03:04:05 GMT", "Fri, 02 Jan 2026 99:99:99 GMT", "yesterday", "",
])
def test_an_unreadable_date_is_no_date(faulty, tmp_path, date):
    refusal = (
        403, {"x-amzn-errortype": "InvalidSignatureException", "Date": date}, '{"message": "Signature not yet current"}')
    server = faulty(refusal)
    result = run(tmp_path, server, "invoke f --body 1")
    assert result.returncode == 1, result
    assert "InvalidSignatureException: Signature not yet current" in result.stderr
    assert "signing with the service's time" not in result.stderr
    assert len(server.requests) == 1


def test_only_a_plausible_date_is_adopted(faulty, tmp_path):
    refusal = {"x-amzn-errortype": "InvalidSignatureException"}
    for date, stamp in [
        ("Wed, 01 Jan 2020 00:00:00 GMT", "20200101T0000"), ("Thu, 31 Dec 2099 23:59:59 GMT", "20991231T2359"),
    ]:
        server = faulty((403, refusal | {"Date": date}, "{}"), OK)
        result = run(tmp_path, server, "invoke f --body 1")
        assert (result.returncode, result.stdout) == (0, "7\n"), result.stderr
        assert "signing with the service's time" in result.stderr
        assert server.requests[1][1]["x-amz-date"].startswith(stamp)


@pytest.mark.parametrize("wait", [
    "9223372036854775807", "99999999999999999999", "-5", "1e300", "Fri, 31 Dec 9999 23:59:59 GMT", "", "nan"])
def test_an_absurd_wait_is_not_waited_for(faulty, tmp_path, wait):
    status, fields, body = THROTTLED
    server = faulty((status, fields | {"Retry-After": wait, "x-amz-retry-after": wait}, body), OK)
    result = run(tmp_path, server, "invoke f --body 1")
    assert (result.returncode, result.stdout, len(server.requests)) == (0, "7\n", 2), result.stderr


INVALID = "http://127.0.0.1 sent an invalid HTTP response: "


@pytest.mark.parametrize("head, reason", [
    (HEAD + b"X-A: a\x01b\r\n", INVALID + "a header has an invalid character or line break"),
    (HEAD + b"X-A: a\x1b]0;title\x07\r\n", INVALID + "a header has an invalid character or line break"),
    (HEAD + b"X A: b\r\n", INVALID + "a header has an invalid character or line break"),
    (HEAD + b"Content-Length: -1\r\n", INVALID + "its Content-Length is invalid, or there are two"),
    (HEAD + b"Content-Length: 99999999999999999999999\r\n", INVALID + "its Content-Length is invalid, or there are two"),
    (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", INVALID + "the size of a chunk is invalid"),
    (b"HTTP/2 200\r\n", INVALID + "its HTTP version isn't supported"),
    (b"SSH-2.0-OpenSSH_9.2\r\n", INVALID + "it isn't HTTP"),
])
def test_what_is_wrong_with_a_response_is_said(faulty, tmp_path, head, reason):
    result = run(tmp_path, faulty(head + b"Content-Length: 2\r\n\r\n{}"), "list")
    assert re.sub(r"(127\.0\.0\.1):\d+ sent", r"\1 sent", error_line(result)) == f"-c:1:1:1: error: {reason}"


def error_line(result):
    return next(line for line in result.stderr.splitlines() if " error: " in line)


@pytest.mark.parametrize("variable, what", [
    ("AWS_SESSION_TOKEN", "the session token"), ("AWS_ACCESS_KEY_ID", "the access key ID")])
def test_a_control_character_in_the_keys_is_not_blamed_on_the_server(faulty, tmp_path, variable, what):
    server = faulty(OK)
    result = subprocess.run(
        [binary(), "-c", "list"], env=endpoint_environment(tmp_path, server.url) | {variable: "abcdefgh\r"},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 1
    assert error_line(result).endswith(f"the request can't be sent: {what} contains the control character U+000D")
    assert "look for a line break or another invisible character where it's set (environment)" in result.stderr
    assert server.requests == []


@pytest.mark.parametrize("location, hint", [
    ("https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions",
     "the endpoint sent a redirect to eu-west-1: use `connect --region eu-west-1`"),
    ("https://user:pass@evil.example:8443/us-east-1",
     "the endpoint sent a redirect to •••@evil.example:8443; use Lambda's own endpoint"),
    ("/elsewhere", "the endpoint sent a redirect; use Lambda's own endpoint"),
])
def test_a_redirect_is_not_followed_and_its_target_is_named(faulty, tmp_path, location, hint):
    server = faulty((307, {"Location": location}, ""))
    result = run(tmp_path, server, "list")
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1] == f"hint: {hint}"
    assert len(server.requests) == 1


def test_a_bucket_in_another_region_is_named(faulty, tmp_path):
    body = "<Error><Code>PermanentRedirect</Code><Message>use the endpoint</Message></Error>"
    server = faulty((301, {"x-amz-bucket-region": "eu-west-1"}, body))
    result = run(tmp_path, server, "call s3:ListObjectsV2 --bucket b")
    assert result.stderr.splitlines()[-1] == "hint: the bucket is in eu-west-1: use `connect --region eu-west-1`"


def test_an_idle_connection_that_dies_does_not_cost_the_identity(faulty, tmp_path):
    identity = "<R><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/ada</Arn></GetCallerIdentityResult></R>"
    server = faulty((200, {}, '{"Functions": []}'), RESETTING, (200, {}, identity))
    result = run(tmp_path, server, "connect")
    assert "connected to us-east-1 as arn:aws:iam::123456789012:user/ada" in result.stderr
    assert len(server.requests) == 3


def test_a_number_beyond_all_measure_is_shown_at_a_terminal(faulty, tmp_path):
    huge = 2**63 - 1
    server = faulty((200, {}, f'{{"FunctionName": "f", "Timeout": {huge}, "MemorySize": {huge}, "CodeSize": {huge}}}'))
    terminal = pexpect.spawn(
        binary(), ["-c", "call GetFunctionConfiguration --function-name f --output table"],
        env=endpoint_environment(tmp_path, server.url) | {"TERM": "xterm-256color"}, encoding="utf-8", timeout=60,
        dimensions=(40, 120))
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert (terminal.exitstatus, terminal.signalstatus) == (0, None), terminal.before
    assert "106751991 d 4 h" in terminal.before and "8388608 TB" in terminal.before


def keepalive_timers(port):
    """Seconds until the next keep-alive probe of each connection to `port`, as Linux counts them."""
    timers = []
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        kind, left = fields[5].split(":")
        if int(fields[2].split(":")[1], 16) == port and fields[3] == "01" and kind == "02":
            timers.append(int(left, 16) / 100)
    return timers


# boto3#2424, boto3#2510, aws-cli#5783: gateways forget connections that are silent for 350 seconds.
@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="only Linux shows the timers of connections")
def test_a_silent_connection_is_kept_alive_by_probes(faulty, tmp_path):
    server = faulty(HANGING)
    with subprocess.Popen(
        [binary(), "-c", "invoke f --body 1"], env=endpoint_environment(tmp_path, server.url), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as lamsh:
        try:
            deadline = time.monotonic() + 60
            while not (timers := keepalive_timers(int(server.url.rsplit(":", 1)[1]))):
                assert time.monotonic() < deadline, "no keep-alive timer"
                time.sleep(0.05)
            assert all(0 < timer <= 60 for timer in timers)
        finally:
            lamsh.kill()
