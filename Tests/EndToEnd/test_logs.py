# SPDX-License-Identifier: GPL-3.0-or-later
"""`logs` against moto's CloudWatch Logs, and what `set trace` shows of requests."""

import base64
import json
import os
import select
import signal
import subprocess
import time
import zipfile

import boto3
import pytest

import moto_aws
from golden_case import binary, clean_environment, quoted

REQUEST = "8f0e1f9c-0000-4000-8000-000000000001"


@pytest.fixture(scope="module")
def aws(tmp_path_factory):
    process, server = moto_aws.start(tmp_path_factory.mktemp("moto"))
    yield server
    process.kill()
    process.wait()


@pytest.fixture(scope="module")
def logs(aws):
    client = boto3.client(
        "logs",
        endpoint_url=aws.endpoint,
        region_name=moto_aws.REGION,
        aws_access_key_id=aws.access_key,
        aws_secret_access_key=aws.secret_key,
    )
    client.create_log_group(logGroupName="/aws/lambda/adder")
    client.create_log_stream(logGroupName="/aws/lambda/adder", logStreamName="s")
    return client


def put(client, *messages, age=5_000):
    now = int(time.time() * 1000) - age
    client.put_log_events(
        logGroupName="/aws/lambda/adder",
        logStreamName="s",
        logEvents=[{"timestamp": now + n, "message": message} for n, message in enumerate(messages)],
    )


def start(aws, home, *texts, **options):
    arguments = [argument for text in texts for argument in ("-c", text)]
    return subprocess.Popen(
        [binary(), *arguments],
        env=clean_environment(home) | aws.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


def run(aws, home, *texts):
    out, err = start(aws, home, *texts).communicate(timeout=60)
    return out.decode(), err.decode()


def test_what_a_function_logged_is_shown(aws, logs, tmp_path):
    put(
        logs,
        f"START RequestId: {REQUEST} Version: $LATEST\n",
        "hello\n",
        f"END RequestId: {REQUEST}\n",
        f"REPORT RequestId: {REQUEST}\tDuration: 3.01 ms\t\n",
        "of somebody else\n",
    )
    out, err = run(aws, tmp_path, "logs adder --output raw")
    assert out.splitlines()[1:3] == ["hello", f"END RequestId: {REQUEST}"], err
    out, err = run(aws, tmp_path, f"logs adder --request {REQUEST} --query 'length(@)'")
    assert out == "4\n", err
    out, err = run(aws, tmp_path, "logs adder --since now")
    assert out == "[]\n", err


def test_secrets_in_a_log_are_hidden_line_by_line(aws, logs, tmp_path):
    lines = ["-----BEGIN KEY-----", "MIIEvQIBADANBgkqhkiG9w0", "BAQEFAASCBKcwggSjAgEAAo", "-----END KEY-----"]
    secret = "\n".join(lines) + "\n"
    messages = [*(line + "\n" for line in lines), "as JSON: " + json.dumps(secret) + "\n", "the end\n"]
    put(logs, *messages, age=1_000)
    script = [f"secret key = <<base64_decode('{base64.b64encode(secret.encode()).decode()}')>>", "logs adder --tail"]
    process = start(aws, tmp_path, *script)
    shown = b""
    while b"the end" not in shown:
        ready, _, _ = select.select([process.stdout], [], [], 20)
        more = os.read(process.stdout.fileno(), 65536) if ready else b""
        assert more, (shown, process.communicate(timeout=20))
        shown += more
    process.send_signal(2)
    _, err = process.communicate(timeout=20)
    assert b"as JSON" in shown and "•••".encode() in shown
    for line in lines:
        assert line.encode() not in shown + err


def test_a_tail_goes_on_and_ctrl_c_ends_it(aws, logs, tmp_path):
    put(logs, "before\n")
    process = start(aws, tmp_path, "logs adder --tail --since 1m --output raw")
    seen = read_until(process, b"before\n")
    put(logs, "after\n", age=0)
    seen += read_until(process, b"after\n")
    assert seen.count(b"before\n") == 1
    assert seen.count(b"after\n") == 1
    process.send_signal(2)
    process.communicate(timeout=20)
    assert process.returncode == 130


def start_tail_into(program, logs, aws, tmp_path):
    """A tail into a Python program, which makes the file `seen` when it has begun to read."""
    put(logs, "before\n")
    (tmp_path / "program.py").write_text(program)
    process = start(
        aws, tmp_path, "logs adder --tail --since 1m | python3 program.py > out.txt; print never", cwd=tmp_path,
        start_new_session=True)
    deadline = time.monotonic() + 30
    while not (tmp_path / "seen").exists():
        assert time.monotonic() < deadline and process.poll() is None, process.stderr.read().decode()
        time.sleep(0.01)
    return process


def press_ctrl_c(process):
    """As the terminal sends it: to the program as well."""
    os.killpg(process.pid, signal.SIGINT)


def test_ctrl_c_ends_a_tail_and_its_program_finishes(aws, logs, tmp_path):
    # It writes only at the end of its input.
    process = start_tail_into(
        "import sys; line = sys.stdin.readline(); open('seen', 'w').close(); print(1 + len(sys.stdin.readlines()))",
        logs, aws, tmp_path)
    press_ctrl_c(process)
    out, err = process.communicate(timeout=20)
    assert int((tmp_path / "out.txt").read_text()) > 0, err.decode()
    assert process.returncode == 130 and b"never" not in out


def test_a_tail_ends_with_its_program(aws, logs, tmp_path):
    """No further event comes that couldn't be written."""
    put(logs, "before\n")
    # The program is still there while the events so far are written.
    program = "sh -c 'head -n 1; sleep 1'"
    process = start(aws, tmp_path, f"logs adder --tail --since 1m --output raw | {program}; print next", cwd=tmp_path)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, len(out.splitlines()), out[-5:]) == (0, 2, b"next\n"), err.decode()


def test_a_second_ctrl_c_ends_a_program_that_goes_on(aws, logs, tmp_path):
    process = start_tail_into(
        "import time; open('seen', 'w').close(); time.sleep(600)", logs, aws, tmp_path)
    press_ctrl_c(process)
    seen = b""
    while b"waiting for `python3` to finish; Ctrl-C again ends it" not in seen:
        part = os.read(process.stderr.fileno(), 1000)
        assert part, seen
        seen += part
    press_ctrl_c(process)
    out, _ = process.communicate(timeout=20)
    assert process.returncode == 130 and b"never" not in out


def test_the_last_events_and_some_of_their_members_are_shown(aws, logs, tmp_path):
    put(logs, "one\n", "two\n", "three\n", age=-1_000)
    out, err = run(aws, tmp_path, "logs adder --limit 2 --output raw")
    assert out.split() == ["two", "three"], err
    out, err = run(aws, tmp_path, "logs adder --limit 1 --columns message --output json")
    assert json.loads(out) == [{"message": "three\n"}], err
    out, err = run(aws, tmp_path, "logs adder --limit 1 --tail")
    assert "`--limit` and `--tail` can't be combined" in err


def read_until(process, text):
    seen = b""
    while text not in seen:
        ready, _, _ = select.select([process.stdout], [], [], 20)
        assert ready, f"{text} did not appear after {seen}"
        part = os.read(process.stdout.fileno(), 1000)
        assert part, process.stderr.read().decode()
        seen += part
    return seen


def test_a_group_that_is_missing_is_explained(aws, logs, tmp_path):
    out, err = run(aws, tmp_path, "call DeleteFunction --function-name adder", "logs adder")
    assert "adder" in err
    assert out == '{"StatusCode":204}\n'


def test_a_trace_shows_requests_without_secrets(aws, tmp_path):
    out, err = run(aws, tmp_path, "set trace on", 'call ListTags --resource arn:aws:lambda:us-east-1:1:function:x')
    assert "> GET " in err
    assert "\n< " in err
    assert "Authorization: •••" in err
    assert aws.secret_key not in err
    assert "Signature=" not in err


def test_lists_and_descriptions_go_beyond_functions(aws, tmp_path):
    with zipfile.ZipFile(tmp_path / "code.zip", "w") as archive:
        archive.writestr("h.py", "def h(event, context):\n    return event\n")
    out, err = run(
        aws,
        tmp_path,
        "list layers",
        "list event-sources",
        "call CreateFunction {\"FunctionName\": \"g\", \"Role\": \"arn:aws:iam::123456789012:role/runner\", "
        "\"Runtime\": \"python3.12\", \"Handler\": \"h.h\", \"Tags\": {\"team\": \"a\"}} --zip-file @"
        f"{quoted(tmp_path / 'code.zip')} "
        "--query FunctionName",
        "list tags g",
        "call AddPermission --function-name g --statement-id s --action lambda:InvokeFunction --principal 1 "
        "--output none",
        "call CreateFunctionUrlConfig --function-name g --auth-type NONE --output none",
        "describe g --query '[Policy.Statement[0].Sid, Url.AuthType, EventSourceMappings, Tags.team]'",
    )
    assert out.splitlines() == ["[]", "[]", '"g"', '{"team":"a"}', '["s","NONE",[],"a"]'], err
