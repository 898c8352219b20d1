# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user sees, and how often a request is sent, if the service or the network fails."""

import json
import shlex
import signal
import subprocess
import time

import pytest

from faulty_lambda import DRIPPING, HANGING, OK, RESETTING
from golden_case import binary, clean_environment, endpoint_environment

def run(environment, *lines):
    command = [binary(), *(word for line in lines for word in ("-c", line))]
    return subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    "answer, option, reason",
    [
        (RESETTING, "", "closed the connection without a response"),
        (DRIPPING, " --timeout 300ms", "no response from"),
        (HANGING, " --timeout 300ms", "no response from"),
        ((500, {"x-amzn-errortype": "ServiceException"}, '{"message": "m"}'), "", "ServiceException: m"),
    ],
)
def test_a_request_that_was_read_is_not_sent_again(faulty, tmp_path, answer, option, reason):
    server = faulty(answer)
    result = run(endpoint_environment(tmp_path, server.url), "invoke f --body 1" + option)
    assert result.returncode == 1
    assert reason in result.stderr
    assert "may have run" in result.stderr
    assert len(server.requests) == 1


def test_retry_sends_it_again_and_says_so(faulty, tmp_path):
    server = faulty(RESETTING, OK)
    result = run(endpoint_environment(tmp_path, server.url), "invoke f --body 1 --retry 2")
    assert (result.returncode, result.stdout) == (0, "7\n"), result.stderr
    assert "so the function may run twice" in result.stderr
    assert [body for _, _, body in server.requests] == [b"1", b"1"]


def test_ctrl_c_gives_up_the_request_and_says_that_the_function_may_still_run(faulty, tmp_path):
    server = faulty(HANGING)
    process = subprocess.Popen(
        [binary(), "-c", "invoke slow --body 1"],
        env=endpoint_environment(tmp_path, server.url),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not server.requests:
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=30)
    assert (process.returncode, stdout) == (130, "")
    assert "`slow` may have run, or may still run" in stderr


def profile(home, keys):
    """A home folder whose default profile asks a program for keys: a new set each time, then the last one."""
    (home / ".aws").mkdir()
    (home / "keys").mkdir()
    for number, key in enumerate(keys):
        document = {
            "Version": 1,
            "AccessKeyId": key,
            "SecretAccessKey": "s3cret",
            "SessionToken": f"token-{key}",
            "Expiration": "2099-01-01T00:00:00Z",
        }
        (home / "keys" / str(number)).write_text(json.dumps(document))
    (home / "program").write_text(
        "cd ~/keys; echo asked >> ../asked; set -- *; cat $1; [ $# = 1 ] || rm $1\n"
    )
    (home / ".aws/config").write_text(
        f"[default]\nregion = us-east-1\ncredential_process = sh {shlex.quote(str(home / 'program'))}\n"
    )


EXPIRED = (403, {"x-amzn-errortype": "ExpiredTokenException"}, '{"message": "The security token has expired"}')


def test_a_token_that_is_refused_is_renewed_once_and_the_request_sent_again(faulty, tmp_path):
    profile(tmp_path, ["AKIDFIRST", "AKIDSECOND"])
    server = faulty((200, {}, '{"Functions": []}'), EXPIRED, OK)
    environment = clean_environment(tmp_path) | {"AWS_ENDPOINT_URL": server.url}
    result = run(environment, "list", "invoke f", "invoke f")
    assert (result.returncode, result.stdout) == (0, "[]\n7\n7\n"), result.stderr
    tokens = [fields["x-amz-security-token"] for _, fields, _ in server.requests]
    assert tokens == ["token-AKIDFIRST"] * 2 + ["token-AKIDSECOND"] * 2
    assert (tmp_path / "asked").read_text() == "asked\n" * 2


def test_a_token_that_is_refused_again_is_an_error_that_tells_what_to_do(faulty, tmp_path):
    profile(tmp_path, ["AKIDFIRST", "AKIDSECOND"])
    server = faulty(EXPIRED)
    environment = clean_environment(tmp_path) | {"AWS_ENDPOINT_URL": server.url}
    result = run(environment, "invoke f")
    assert result.returncode == 1
    assert "ExpiredTokenException: The security token has expired" in result.stderr
    assert "hint: " in result.stderr
    assert "s3cret" not in result.stderr
    assert len(server.requests) == 2


def test_the_chain_explains_where_it_looked_and_what_it_found(faulty, tmp_path):
    profile(tmp_path, ["AKIDFIRST"])
    server = faulty((200, {}, '{"Functions": []}'))
    environment = clean_environment(tmp_path) | {"AWS_ENDPOINT_URL": server.url}
    result = run(environment, "connect --explain")
    assert result.returncode == 0, result.stderr
    told = result.stdout + result.stderr
    order = [told.index(source) for source in ("environment", "credentials file", "credential_process")]
    assert order == sorted(order)
    assert "s3cret" not in told and "token-AKIDFIRST" not in told
