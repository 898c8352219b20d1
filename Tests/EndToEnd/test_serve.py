# SPDX-License-Identifier: GPL-3.0-or-later
"""`lamsh serve` under AWS's own tools, unmodified: boto3, the AWS CLI and awslambdaric."""

import base64
import http.client
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

ACCOUNT = "000000000000"


def invoke(client, name, payload=None, **options):
    if payload is not None:
        options["Payload"] = json.dumps(payload)
    answer = client.invoke(FunctionName=name, **options)
    body = answer["Payload"].read()
    answer["Value"] = json.loads(body) if body else None
    answer["Log"] = base64.b64decode(answer.get("LogResult", "")).decode()
    return answer


def error_of(call):
    with pytest.raises(ClientError) as caught:
        call()
    response = caught.value.response
    return response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"], response["Error"]["Message"]


def processes(text):
    """The command lines of processes that contain `text`."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and text in (line := (folder / "cmdline").read_bytes().decode(errors="replace")):
                found.append(line.replace("\0", " "))
        except OSError:
            continue
    return found


def eventually(check, seconds=60):
    """Waits for another process; the limit allows for a busy machine."""
    end = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < end, f"it didn't happen within {seconds} s"
        time.sleep(0.02)


# ---- boto3


def test_boto3_lists_with_a_paginator(functions, serve):
    names = [f"f{number}" for number in range(100, 160)]
    server = serve(functions({f"{name}/handler.py": "" for name in names}))
    pages = list(server.client().get_paginator("list_functions").paginate())
    assert [len(page["Functions"]) for page in pages] == [50, 10]
    assert [function["FunctionName"] for page in pages for function in page["Functions"]] == names


def test_boto3_runs_the_sample_workflow(samples):
    client = samples.client()
    order = invoke(client, "create-order", {"sku": "A-1", "qty": 2})["Value"]
    assert invoke(client, "price-order", order)["Value"]["total"] == 2500
    assert [invoke(client, "reserve", line)["Value"]["left"] for line in order["lines"]] == [8]
    accepted = invoke(client, "ship-order", {"orderId": order["id"]}, InvocationType="Event")
    assert accepted["StatusCode"] == 202 and accepted["Value"] is None and "ExecutedVersion" not in accepted
    request_id = accepted["ResponseMetadata"]["RequestId"]
    eventually(lambda: f"ship-order  END RequestId: {request_id}" in samples.text)
    assert f"shipping {order['id']}: no note" in samples.text


def test_boto3_gets_function_errors_as_aws_sends_them(samples):
    answer = invoke(samples.client(), "flaky", {"message": "boom"}, LogType="Tail")
    assert (answer["StatusCode"], answer["FunctionError"], answer["ExecutedVersion"]) == (200, "Unhandled", "$LATEST")
    request_id = answer["ResponseMetadata"]["RequestId"]
    value = answer["Value"]
    assert list(value) == ["errorMessage", "errorType", "requestId", "stackTrace"]
    assert (value["errorMessage"], value["errorType"], value["requestId"]) == ("boom", "FlakyError", request_id)
    assert value["stackTrace"][0].startswith('  File "') and "in handler\n    raise FlakyError" in value["stackTrace"][0]
    assert "[ERROR] FlakyError: boom\nTraceback (most recent call last):\n\u00a0\u00a0File" in answer["Log"]


def test_the_log_has_the_lines_of_print_and_of_the_logging_module(samples):
    answer = invoke(samples.client(), "logs", {"lines": 2, "text": "row"}, LogType="Tail")
    request_id = answer["ResponseMetadata"]["RequestId"]
    lines = answer["Log"].splitlines()
    assert lines[0] == f"START RequestId: {request_id} Version: $LATEST"
    assert lines[1] == "row 1 of 2"
    assert lines[2].startswith("[INFO]\t") and lines[2].endswith(f"Z\t{request_id}\trow 2 of 2")
    assert lines[3] == f"END RequestId: {request_id}"
    assert lines[4].startswith(f"REPORT RequestId: {request_id}\tDuration: ")
    assert "LogResult" not in invoke(samples.client(), "logs", {})


def test_the_context_tells_function_version_arn_and_client(samples):
    context = base64.b64encode(json.dumps({"custom": {"who": "Zoë"}}).encode()).decode()
    value = invoke(
        samples.client(), "echo", {"context": True}, ClientContext=context, Qualifier="$LATEST")["Value"]
    assert value["arn"] == f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:echo:$LATEST"
    assert (value["function"], value["version"], value["memory"]) == ("echo", "$LATEST", 128)
    assert value["clientContext"] == {"who": "Zoë"}


def test_a_dry_run_has_no_body(samples):
    answer = invoke(samples.client(), "echo", {}, InvocationType="DryRun")
    assert (answer["StatusCode"], answer["Value"], "ExecutedVersion" in answer) == (204, None, False)


def test_a_function_is_described(samples):
    client = samples.client()
    configuration = client.get_function_configuration(FunctionName="slow")
    assert (configuration["Timeout"], configuration["State"]) == (900, "Active")
    assert client.get_function(FunctionName="slow")["Configuration"]["CodeSha256"] == configuration["CodeSha256"]
    versions = client.list_versions_by_function(FunctionName="slow")["Versions"]
    assert [version["FunctionArn"] for version in versions] == [
        f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:slow:$LATEST"]
    assert client.list_aliases(FunctionName="slow")["Aliases"] == []
    assert client.get_account_settings()["AccountUsage"]["FunctionCount"] == 8
    client.get_waiter("function_active_v2").wait(FunctionName="slow")


def test_a_function_invokes_another_one(ric):
    code = "import boto3, json\ndef handler(event, context):\n" \
        "    answer = boto3.client('lambda').invoke(FunctionName='inner', Payload=json.dumps(event))\n" \
        "    return json.load(answer['Payload'])\n"
    server = ric({
        "outer/handler.py": code, "outer/function.json": '{"Timeout": 60}',
        "inner/handler.py": "def handler(event, context):\n    return {'inner': event}\n",
    })
    assert invoke(server.client(), "outer", {"n": 1})["Value"] == {"inner": {"n": 1}}


# ---- refusals, in AWS's words


NAME_PATTERN = (
    r"(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?"
    r"(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?")
LONG = "a" * 129


@pytest.mark.parametrize(
    ("name", "qualifier", "expected"),
    [
        ("nope", None, (404, "ResourceNotFoundException",
                        f"Function not found: arn:aws:lambda:us-east-1:{ACCOUNT}:function:nope:$LATEST")),
        ("a" * 65, None, (404, "ResourceNotFoundException",
                          f"Function not found: arn:aws:lambda:us-east-1:{ACCOUNT}:function:{'a' * 65}:$LATEST")),
        ("echo", "$latest", (404, "ResourceNotFoundException",
                             f"Function not found: arn:aws:lambda:us-east-1:{ACCOUNT}:function:echo:$latest")),
        (f"arn:aws:lambda:us-east-1:{ACCOUNT}:function", None,
         (404, "ResourceNotFoundException",
          f"Function not found: arn:aws:lambda:us-east-1:{ACCOUNT}:function:function:$LATEST")),
        (f"arn:aws:lambda:eu-west-1:{ACCOUNT}:function:echo", None,
         (404, "ResourceNotFoundException",
          "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')")),
        ("echo:1", "2", (400, "InvalidParameterValueException",
                         "The derived qualifier from the function name does not match the specified qualifier.")),
        ("echo!", None, (400, "ValidationException",
                         "1 validation error detected: Value 'echo!' at 'functionName' failed to satisfy constraint: "
                         f"Member must satisfy regular expression pattern: {NAME_PATTERN}")),
        ("echo", "invalid!", (400, "ValidationException",
                              "1 validation error detected: Value 'invalid!' at 'qualifier' failed to satisfy "
                              "constraint: Member must satisfy regular expression pattern: "
                              r"\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+")),
        ("*", LONG, (400, "ValidationException",
                     f"2 validation errors detected: Value '{LONG}' at 'qualifier' failed to satisfy constraint: "
                     "Member must have length less than or equal to 128; Value '*' at 'functionName' failed to "
                     f"satisfy constraint: Member must satisfy regular expression pattern: {NAME_PATTERN}")),
    ],
)
def test_names_and_qualifiers_are_refused_as_aws_does(samples, name, qualifier, expected):
    options = {"Qualifier": qualifier} if qualifier else {}
    assert error_of(lambda: samples.client().invoke(FunctionName=name, **options)) == expected


def test_bodies_are_limited_in_size_and_must_be_json(samples):
    client = samples.client()
    assert error_of(lambda: client.invoke(FunctionName="echo", Payload=b"n\x87r"))[:2] == (
        400, "InvalidRequestContentException")
    large = b'"' + b"a" * 1_048_576 + b'"'
    assert error_of(lambda: client.invoke(FunctionName="echo", InvocationType="Event", Payload=large)) == (
        413, "RequestEntityTooLargeException",
        "1048578 byte payload is too large for the Event invocation type (limit 1048576 bytes)")
    huge = b'"' + b"a" * 6_291_456 + b'"'
    assert error_of(lambda: client.invoke(FunctionName="echo", Payload=huge)) == (
        413, "RequestEntityTooLargeException",
        "Request must be smaller than 6291456 bytes for the InvokeFunction operation")


def test_wrong_keys_are_refused(samples):
    status, code, _ = error_of(lambda: samples.client(aws_secret_access_key="wrong").list_functions())
    assert (status, code) == (403, "InvalidSignatureException")
    status, code, message = error_of(lambda: samples.client(aws_access_key_id="AKIAUNKNOWN").list_functions())
    assert (status, code) == (403, "UnrecognizedClientException")
    assert message == "The security token included in the request is invalid."


def test_what_is_not_signed_or_comes_for_another_name_is_refused(samples):
    def status(**headers):
        connection = http.client.HTTPConnection(samples.endpoint.removeprefix("http://"))
        connection.request("GET", "/2015-03-31/functions", headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers["x-amzn-errortype"]

    assert status() == (403, "MissingAuthenticationTokenException")
    assert status(host="evil.example") == (403, "AccessDeniedException")


def test_given_keys_are_taken_and_not_printed(serve):
    server = serve("--access-key", "AKIAEXAMPLE", "--secret-key", "a-secret-of-mine")
    assert "a-secret-of-mine" not in server.text
    client = server.client(aws_access_key_id="AKIAEXAMPLE", aws_secret_access_key="a-secret-of-mine")
    assert len(client.list_functions()["Functions"]) == 8


# ---- the AWS CLI


def run_cli(aws, server, *arguments):
    return subprocess.run(
        [aws, "lambda", *arguments], env=server.environment(), capture_output=True, text=True, timeout=120)


def test_the_aws_cli_lists_and_invokes(samples, aws, tmp_path):
    listed = run_cli(aws, samples, "list-functions", "--query", "Functions[].FunctionName", "--output", "json")
    assert json.loads(listed.stdout) == [
        "create-order", "echo", "flaky", "logs", "price-order", "reserve", "ship-order", "slow"], listed.stderr
    out = tmp_path / "out.json"
    done = run_cli(
        aws, samples, "invoke", "--function-name", "echo", "--payload", '{"a": "é"}', "--log-type", "Tail",
        str(out))
    assert json.loads(done.stdout)["ExecutedVersion"] == "$LATEST", done.stderr
    assert json.loads(out.read_text()) == {"a": "é"}


def test_the_aws_cli_shows_function_errors_and_unknown_functions(samples, aws, tmp_path):
    out = tmp_path / "out.json"
    failed = run_cli(
        aws, samples, "invoke", "--function-name", "flaky", "--payload", '{"fail": "exit", "status": 3}',
        str(out))
    assert json.loads(failed.stdout)["FunctionError"] == "Unhandled"
    assert json.loads(out.read_text())["errorMessage"].endswith("Runtime exited with error: exit status 3")
    unknown = run_cli(aws, samples, "invoke", "--function-name", "nope", str(out))
    assert unknown.returncode != 0
    assert "(ResourceNotFoundException) when calling the Invoke operation: Function not found: " in unknown.stderr


# ---- awslambdaric, which this interpreter has


@pytest.fixture
def ric(functions, serve):
    """Serves functions by the interpreter of the tests, in which boto3 is installed."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return lambda files: serve(functions(files), environment={"PATH": path})


@pytest.fixture
def behind_awslambdaric(functions, serve):
    """Serves functions by AWS's own client, as a container image does."""
    bootstrap = f"#!/bin/sh\nexec {shlex.quote(sys.executable)} -m awslambdaric handler.handler\n"
    return lambda files: serve(functions({**files, "f/bootstrap": bootstrap}))


def test_awslambdaric_serves_a_function(behind_awslambdaric):
    code = "import sys\ndef handler(event, context):\n" \
        "    print('awslambdaric' in sys.modules)\n    return {'event': event, 'id': context.aws_request_id}\n"
    client = behind_awslambdaric({"f/handler.py": code}).client()
    for number in range(3):
        answer = invoke(client, "f", {"n": number}, LogType="Tail")
        assert answer["Value"] == {"event": {"n": number}, "id": answer["ResponseMetadata"]["RequestId"]}
        assert "\nTrue\nEND" in answer["Log"]


@pytest.mark.parametrize(
    ("code", "kind", "message"),
    [
        ("import no_such", "Runtime.ImportModuleError",
         "Unable to import module 'handler': No module named 'no_such'"),
        ("handle = 1", "Runtime.HandlerNotFound", "Handler 'handler' missing on module 'handler'"),
        ("def handler(:", "Runtime.UserCodeSyntaxError", "Syntax error in module 'handler': "),
        ("def handler(e, c): raise ValueError('no')", "ValueError", "no"),
        ("def handler(e, c): return object()", "Runtime.MarshalError", "Unable to marshal response: "),
        ("import os\ndef handler(e, c): os._exit(4)", "Runtime.ExitError", "RequestId: "),
        ("import time\ndef handler(e, c): time.sleep(60)", "Sandbox.Timedout", "RequestId: "),
        ("def handler(e, c): return 'a' * 6291555", "Function.ResponseSizeTooLarge", "Response payload size exceeded"),
    ],
)
@pytest.mark.parametrize("with_ric", [True, False], ids=["awslambdaric", "own client"])
def test_both_clients_report_errors_alike(with_ric, behind_awslambdaric, functions, serve, code, kind, message):
    files = {"f/handler.py": code + "\n", "f/function.json": '{"Timeout": 2}'}
    server = behind_awslambdaric(files) if with_ric else serve(functions(files))
    for _ in range(2):
        answer = invoke(server.client(), "f", {})
        assert answer["FunctionError"] == "Unhandled"
        assert answer["Value"]["errorType"] == kind
        assert answer["Value"]["errorMessage"].startswith(message)


# ---- processes


def test_nothing_is_left_when_the_server_ends(serve, tmp_path):
    server = serve(environment={"TMPDIR": str(tmp_path)})
    invoke(server.client(), "echo", {})
    assert processes(str(tmp_path))
    assert server.stop() == 0
    assert processes(str(tmp_path)) == []
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_when_the_server_is_killed(functions, serve, tmp_path):
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    # A busy function, with a child process that would outlive it.
    code = "import subprocess, sys, time\ndef handler(event, context):\n" \
        f"    subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)', {str(tmp_path)!r}])\n" \
        "    print('started'); time.sleep(600)\n"
    server = serve(
        functions({"f/handler.py": code, "f/function.json": '{"Timeout": 900}'}),
        environment={"TMPDIR": str(temporary)})
    invoke(server.client(), "f", {}, InvocationType="Event")
    eventually(lambda: "started" in server.text)
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    eventually(lambda: processes(str(tmp_path)) == [])
    eventually(lambda: list(temporary.iterdir()) == [])


def test_a_function_gets_nothing_of_the_users_environment(functions, serve):
    code = "import os\ndef handler(event, context):\n    return dict(os.environ)\n"
    server = serve(functions({"f/handler.py": code}), environment={"MY_TOKEN": "t", "AWS_PROFILE": "mine"})
    environment = invoke(server.client(), "f", {})["Value"]
    assert "MY_TOKEN" not in environment and "AWS_PROFILE" not in environment and "HOME" not in environment
    assert environment["AWS_EXECUTION_ENV"] == "AWS_Lambda_python%d.%d" % sys.version_info[:2]
    assert environment["_HANDLER"] == "handler.handler"
    assert environment["LAMBDA_TASK_ROOT"].endswith("/functions/f")


def test_the_runtime_api_rejects_callers_that_do_not_know_its_path(functions, serve):
    code = "import os\ndef handler(event, context):\n    return os.environ['AWS_LAMBDA_RUNTIME_API']\n"
    server = serve(functions({"f/handler.py": code}))
    authority, _, token = invoke(server.client(), "f", {})["Value"].partition("/")

    def status(path, **headers):
        connection = http.client.HTTPConnection(authority, timeout=10)
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status

    assert len(token) == 36
    assert status("/2018-06-01/ping") == 404
    assert status("/2018-06-01/runtime/invocation/next") == 404
    assert status(f"/{token}/2018-06-01/ping") == 200
    assert status(f"/{token}/2018-06-01/ping", host="evil.example") == 403
    assert status(f"/{token}/2018-06-01/ping", origin="http://evil.example") == 403


def test_a_client_that_goes_away_does_not_stop_the_function(functions, serve, tmp_path):
    done = tmp_path / "done"
    code = f"import time\ndef handler(event, context):\n    time.sleep(1)\n    open({str(done)!r}, 'w').close()\n"
    server = serve(functions({"f/handler.py": code, "f/function.json": '{"Timeout": 30}'}))
    caller = subprocess.Popen(
        [sys.executable, "-c", "import boto3; boto3.client('lambda').invoke(FunctionName='f')"],
        env=server.environment())
    eventually(lambda: "START RequestId" in server.text)
    caller.kill()
    caller.wait()
    eventually(done.exists)


def test_many_clients_at_once_get_their_own_answers(samples):
    client = samples.client()
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda number: invoke(client, "echo", {"n": number})["Value"]["n"], range(200)))
    assert answers == list(range(200))
