# SPDX-License-Identifier: GPL-3.0-or-later
"""Situations that were recorded on AWS, reproduced by boto3 against `lamsh serve`.

A situation is a function here that does what was done on AWS and gives the answers under the recorded names.
"""

import base64
import io
import json
import re
import time
import zipfile

import pytest
from botocore.exceptions import ClientError

from recorded_answers import ACCOUNT, PYTHON, REGION, Comparison, recordings

RECORDINGS = recordings()
SITUATIONS = {}

# Situations that aren't reproduced, and why.
OTHERS = {
    "TestLambdaFeatures::test_invoke_exceptions (2021)":
        "recorded before AWS wrote the version into the message; the newer recording is reproduced",
    "TestLambdaBehavior::test_lambda_invoke_timed_out_environment_reuse":
        "one of its answers has the words of a timeout before 2025; the newer recording of a timeout is reproduced, "
        "and so is all else of this one",
}
# The names of AWS's machines, and their paths.
PLACES = {
    "AWS_LAMBDA_RUNTIME_API", "AWS_XRAY_DAEMON_ADDRESS", "_AWS_XRAY_DAEMON_ADDRESS", "LD_LIBRARY_PATH", "PATH", "PWD",
    "PYTHONPATH", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR",
    # Only set for temporary keys.
    "AWS_SESSION_TOKEN",
    # Only here: the endpoint of this Lambda, and its replacement for /tmp.
    "AWS_ENDPOINT_URL_LAMBDA", "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "AWS_ENDPOINT_URL_STS", "TMPDIR",
}


def situation(*names, ignoring=()):
    def register(run):
        for name in names:
            SITUATIONS[name] = (run, ignoring)
        return run

    return register


def archive(files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if name == "bootstrap" else 0o100644) << 16
            written.writestr(entry, content)
    return data.getvalue()


class Lambda:
    """A client, and functions that it makes."""

    def __init__(self, server, name, destinations):
        self.server = server
        self.client = server.client()
        self.logs = server.client(service="logs")
        self.name = name
        self.destinations = destinations

    def create(self, code, file="handler.py", **options):
        files = code if isinstance(code, dict) else {file: code}
        settings = {
            "Runtime": PYTHON, "Handler": "handler.handler", "Role": f"arn:aws:iam::{ACCOUNT}:role/tests",
            "FunctionName": self.name, "Code": {"ZipFile": archive(files)}, **options,
        }
        return self.client.create_function(**settings)

    def created(self, code, **options):
        return {"CreateEventSourceMappingResponse": None, "CreateFunctionResponse": self.create(code, **options)}

    def invoke(self, payload=b"{}", **options):
        return plain(self.client.invoke(**{"FunctionName": self.name, "Payload": payload, **options}))


def plain(answer):
    """A response of Invoke as it was recorded: the payload read, and decoded unless it's just null."""
    payload = answer.pop("Payload").read().decode()
    try:
        answer["Payload"] = payload if payload in ("", "null") else json.loads(payload)
    except ValueError:
        answer["Payload"] = payload
    answer.pop("ContentType", None)
    return answer


def refusal(call, *arguments, **options):
    with pytest.raises(ClientError) as caught:
        call(*arguments, **options)
    return caught.value.response


@pytest.mark.skipif(not RECORDINGS, reason="there are no recorded responses (../shared next to the checkout)")
@pytest.mark.parametrize("name", sorted(RECORDINGS))
def test_a_recorded_situation_is_reproduced(name, recorder, request):
    if name in OTHERS:
        pytest.skip(f"not reproduced: {OTHERS[name]}")
    run, ignoring = SITUATIONS[name]
    function = "f-" + re.sub(r"\W+", "-", request.node.name)[-50:].strip("-")
    comparison = Comparison()
    server, destinations = recorder
    answers = run(Lambda(server, function, destinations), name)
    comparison.compare(RECORDINGS[name], answers, ignoring=ignoring)
    assert not comparison.differences, "\n".join(comparison.differences)


@pytest.mark.skipif(not RECORDINGS, reason="there are no recorded responses (../shared next to the checkout)")
def test_nearly_all_situations_are_reproduced():
    assert SITUATIONS.keys() & OTHERS.keys() == set()
    assert SITUATIONS.keys() | OTHERS.keys() == RECORDINGS.keys()
    assert len(SITUATIONS) >= 45


@pytest.fixture(scope="module")
def recorder(tmp_path_factory, module_serve):
    """A server without functions, where a minute takes half a second for events; and the file for their records."""
    folder = tmp_path_factory.mktemp("recorder")
    (folder / "functions").mkdir()
    destinations = folder / "destinations.jsonl"
    server = module_serve(folder / "functions", "--time-scale", "120", "--destinations", destinations)
    return server, destinations


# ---- results, failures, time


@situation("TestLambdaBehavior::test_lambda_invoke_with_timeout")
def timeout(fn, _):
    code = "import time\ndef handler(event, context): time.sleep(event)\n"
    created = fn.created(code, Timeout=1, Environment={"Variables": {}})
    return {"create-result": created, "invoke-result": fn.invoke(b"30")}


@situation("TestLambdaFeatures::test_invocation_with_logs[python3.10]")
def logs(fn, _):
    fn.create("def handler(event, context):\n    print(event)\n    return event\n")
    answer = fn.invoke(LogType="Tail")
    lines = base64.b64decode(answer["LogResult"]).decode().splitlines(keepends=True)
    return {"invoke": answer, "logs": {"logs": lines}}


@situation("TestLambdaFeatures::test_invocation_type_event[python3.10]")
def event(fn, _):
    fn.create("def handler(event, context): pass\n")
    return {"invoke-result": fn.invoke(InvocationType="Event")}


@situation("TestLambdaFeatures::test_invocation_type_dry_run[python3.10]")
def dry_run(fn, _):
    fn.create("def handler(event, context): pass\n")
    return {"invoke-result": fn.invoke(InvocationType="DryRun")}


@situation("TestLambdaFeatures::test_invocation_type_no_return_payload[python-RequestResponse]")
def no_result(fn, _):
    fn.create("def handler(event, context): pass\n")
    return {"invoke-result": fn.invoke()}


@situation("TestLambdaFeatures::test_invocation_with_qualifier")
def qualifier(fn, _):
    names = ("invoked_function_arn", "function_version", "function_name", "memory_limit_in_mb", "aws_request_id",
             "log_group_name", "log_stream_name", "client_context")
    code = "import logging\nlogging.getLogger().setLevel(logging.INFO)\ndef handler(event, context):\n" \
        "    print('Lambda log message - print function')\n" \
        "    logging.info('Lambda log message - logging module')\n" \
        f"    return {{'event': event, 'context': {{name: getattr(context, name) for name in {names}}}}}\n"
    created = fn.create(code, Publish=True, Timeout=10)
    answer = fn.invoke(json.dumps({"foo": "bar with 'quotes\""}), Qualifier="1", LogType="Tail")
    lines = base64.b64decode(answer["LogResult"]).decode().splitlines()
    # The time of the record is masked as a word.
    lines[2] = re.sub(r"\t[-\d]+T[\d:.]+Z\t", "\tdate\t", lines[2])
    assert lines.pop().startswith("REPORT")
    return {"creation-response": created, "log_result": {"log_result": lines}, "invocation-response": answer}


@situation("TestLambdaErrors::test_lambda_handler_error")
def handler_error(fn, _):
    fn.create("def handler(event, context):\n    raise Exception(\"Handler fails\")\n", file="lambda_handler_error.py",
              Handler="lambda_handler_error.handler")
    return {"invocation_error": at_aws(fn.invoke())}


@situation("TestLambdaErrors::test_lambda_runtime_error")
def init_error(fn, _):
    fn.create("raise Exception(\"Runtime startup fails\")\n", file="lambda_runtime_error.py",
              Handler="lambda_runtime_error.handler")
    answer = at_aws(fn.invoke())
    # The frames of importlib differ with the version of Python; the function's own is the last.
    recorded = RECORDINGS["TestLambdaErrors::test_lambda_runtime_error"]["invocation_error"]["Payload"]["stackTrace"]
    assert "importlib" in answer["Payload"]["stackTrace"][0]
    answer["Payload"]["stackTrace"] = recorded[:-1] + answer["Payload"]["stackTrace"][-1:]
    return {"invocation_error": answer}


def at_aws(answer):
    """The answer, with the place where AWS unpacks functions."""
    trace = answer["Payload"]["stackTrace"]
    answer["Payload"]["stackTrace"] = [re.sub(r'File "/[^"]*/(lambda_\w+\.py)"', r'File "/var/task/\1"', line)
                                       for line in trace]
    return answer


@situation("TestLambdaErrors::test_lambda_runtime_exit")
def init_exit(fn, _):
    fn.create("import os\nos._exit(0)\n")
    return {"invocation_error": fn.invoke()}


@situation("TestLambdaErrors::test_lambda_handler_exit")
def handler_exit(fn, _):
    fn.create("import os\ndef handler(event, context): os._exit(0)\n")
    return {"invocation_error": fn.invoke()}


# The first lines that a process wrote are only part of the error here.
@situation("TestLambdaErrors::test_lambda_runtime_wrapper_not_found", ignoring={"stackTrace"})
def wrapper_not_found(fn, _):
    fn.create("def handler(event, context): pass\n",
              Environment={"Variables": {"AWS_LAMBDA_EXEC_WRAPPER": "/idontexist"}})
    return {"invocation_error": fn.invoke()}


@situation("TestLambdaBaseFeatures::test_lambda_too_large_response")
def too_large_response(fn, _):
    fn.create("def handler(event, context): return 'a' * (6 * 1024 * 1024 + 101 - 2)\n")
    return {"invoke_result": fn.invoke(), "invoke_result_2": fn.invoke()}


@situation("TestLambdaErrors::test_lambda_invoke_payload_encoding_error[body-n\\x87r\\x9e\\xe9\\xb5\\xd7I\\xee\\x9bmt]",
           "TestLambdaErrors::test_lambda_invoke_payload_encoding_error[message-\\x99\\xeb,j\\x07\\xa1zYh]")
def malformed_payload(fn, name):
    kind, text = name[:-1].partition("[")[2].split("-", 1)
    payload = text.encode().decode("unicode_escape").encode("latin-1")
    fn.create("def handler(event, context): pass\n")
    return {f"invoke_function_invalid_payload_{kind}": refusal(fn.invoke, payload)}


@situation("TestLambdaConcurrency::test_reserved_concurrency")
def reserved_concurrency(fn, _):
    fn.create("def handler(event, context): pass\n", Timeout=20, Environment={"Variables": {}})
    fn.client.get_waiter("function_active_v2").wait(FunctionName=fn.name)
    described = fn.client.get_function_configuration(FunctionName=fn.name, Qualifier="$LATEST")
    put = fn.client.put_function_concurrency(FunctionName=fn.name, ReservedConcurrentExecutions=0)
    refused = refusal(fn.invoke)
    queue = f"arn:aws:sqs:{REGION}:{ACCOUNT}:queue-of-{fn.name}"
    settings = fn.client.put_function_event_invoke_config(
        FunctionName=fn.name, MaximumRetryAttempts=0, DestinationConfig={"OnFailure": {"Destination": queue}})
    accepted = fn.invoke(InvocationType="Event")
    body = eventually(lambda: record_for(queue, fn.destinations))
    # SQS wraps the record in its own fields.
    message = {**RECORDINGS["TestLambdaConcurrency::test_reserved_concurrency"]["msg"], "Body": body}
    return {"fn": described, "put_reserved": put, "exc_no_cap_requestresponse": refused,
            "put_event_invoke_conf": settings, "invoke_result": accepted, "msg": message}


def record_for(destination, file):
    lines = file.read_text().splitlines() if file.exists() else []
    records = (json.loads(line) for line in lines)
    return next((record["record"] for record in records if record["destination"] == destination), None)


@situation("TestLambdaFeatures::test_invocation_type_event_error", ignoring={"LoggingConfig"})
def event_error(fn, _):
    code = 'class CustomException(Exception):\n    pass\n\n\ndef handler(event, context):\n' \
        '    raise CustomException("some error occurred")\n'
    recorded = RECORDINGS["TestLambdaFeatures::test_invocation_type_event_error"]
    settings = recorded["creation_response"]["CreateFunctionResponse"]
    created = fn.created(code, Timeout=settings["Timeout"], Environment=settings["Environment"])
    fn.client.put_function_event_invoke_config(FunctionName=fn.name, MaximumRetryAttempts=1)
    accepted = fn.invoke(InvocationType="Event")

    def both():
        try:
            events = fn.logs.filter_log_events(logGroupName=f"/aws/lambda/{fn.name}")["events"]
        except ClientError:
            return None
        return events if sum("REPORT" in event["message"] for event in events) == 2 else None

    return {"creation_response": created, "invocation_response": accepted,
            "log_events": [at_rest(event) for event in eventually(both)]}


def at_rest(event):
    """A log event with the values that were only recorded once: places, times and sizes."""
    message = re.sub(r'File "/[^"]*/handler.py"', 'File "/var/task/handler.py"', event["message"])
    for name, value in (("Duration", "3.01"), ("Billed Duration", "4"), ("Max Memory Used", "36")):
        message = re.sub(rf"(?<=\t{name}: )[\d.]+", value, message)
    message = re.sub(r"(?<=Init Duration: )[\d.]+", "110.10", message)
    message = re.sub(r"(?<=Runtime Version: )\S+", "python:3.10.v11", message)
    if "Init Duration" not in message:
        message = message.replace("3.01", "2.90").replace("Billed Duration: 4", "Billed Duration: 3")
    return {"timestamp": event["timestamp"], "message": message, "ingestionTime": event["ingestionTime"]}


def eventually(find, seconds=60):
    end = time.monotonic() + seconds
    while not (found := find()):
        assert time.monotonic() < end, "it did not come to be"
        time.sleep(0.05)
    return found


# ---- what a function sees


@situation("TestLambdaBehavior::test_lambda_init_environment", ignoring=PLACES)
def init_environment(fn, _):
    code = "import os\nenvironment = dict(os.environ)\ndef handler(event, context):\n" \
        "    return {'environment': environment}\n"
    created = fn.created(code, Timeout=30, Environment={"Variables": {}})
    return {"create-result": created, "lambda-init-inspection": fn.invoke()}


@situation("TestLambdaRuntimesCommon::test_introspection_invoke[python3.12]",
           "TestLambdaRuntimesCommon::test_introspection_invoke[python3.13]", ignoring=PLACES)
def introspection(fn, _):
    names = ("aws_request_id", "function_name", "function_version", "invoked_function_arn", "log_group_name",
             "log_stream_name", "memory_limit_in_mb")
    code = "import os\ndef handler(event, context):\n" \
        f"    ctx = {{name: getattr(context, name) for name in {names}}}\n" \
        "    ctx['remaining_time_in_millis'] = context.get_remaining_time_in_millis()\n" \
        "    return {'ctx': ctx, 'environment': dict(os.environ), 'packages': []}\n"
    return introspected(fn, code)


@situation("TestLambdaRuntimesCommon::test_introspection_invoke[provided.al2023]", ignoring=PLACES)
def introspection_of_a_bootstrap(fn, _):
    code = """#!/usr/bin/env python3
import json, os, urllib.request as web
base = f"http://{os.environ['AWS_LAMBDA_RUNTIME_API']}/2018-06-01/runtime/invocation"
while True:
    event = web.urlopen(f"{base}/next")
    name, memory = os.environ["AWS_LAMBDA_FUNCTION_NAME"], os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
    os.environ["_X_AMZN_TRACE_ID"] = event.headers["Lambda-Runtime-Trace-Id"]
    request_id = event.headers["Lambda-Runtime-Aws-Request-Id"]
    ctx = {
        "aws_request_id": request_id, "deadline": event.headers["Lambda-Runtime-Deadline-Ms"], "function_name": name,
        "function_version": os.environ["AWS_LAMBDA_FUNCTION_VERSION"],
        "invoked_function_arn": event.headers["Lambda-Runtime-Invoked-Function-Arn"],
        "log_group_name": os.environ["AWS_LAMBDA_LOG_GROUP_NAME"],
        "log_stream_name": os.environ["AWS_LAMBDA_LOG_STREAM_NAME"], "memory_limit_in_mb": int(memory)}
    # Python sets it in the C locale; it wasn't in the environment that the process got.
    environment = {name: value for name, value in os.environ.items() if name != "LC_CTYPE"}
    result = json.dumps({"ctx": ctx, "environment": environment, "packages": []}).encode()
    web.urlopen(web.Request(f"{base}/{request_id}/response", result, method="POST"))
"""
    return introspected(fn, code, file="bootstrap", Runtime="provided.al2023", Handler="function.handler")


def introspected(fn, code, **options):
    created = fn.create(code, MemorySize=1024, Environment={"Variables": {"TEST_KEY": "TEST_VAL"}}, **options)
    qualified = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{fn.name}:$LATEST"
    return {
        "create_function_result": created,
        "invocation_result_payload": fn.invoke()["Payload"],
        "invocation_result_payload_qualified": fn.invoke(FunctionName=qualified)["Payload"],
    }


@situation("TestLambdaRuntimesCommon::test_uncaught_exception_invoke[python3.12]",
           "TestLambdaRuntimesCommon::test_uncaught_exception_invoke[python3.13]", ignoring={"stackTrace"})
def uncaught_exception(fn, _):
    created = fn.create("def handler(event, context): raise Exception('Failed: ' + event['error_msg'])\n", MemorySize=1024)
    return {"create_function_result": created, "error_result": fn.invoke(b'{"error_msg": "some_error_msg"}')}


@situation("TestLambdaRuntimesCommon::test_uncaught_exception_invoke[provided.al2023]")
def uncaught_exception_of_a_bootstrap(fn, _):
    # A program in Rust was recorded; here a shell script makes the same calls to the Runtime API.
    failure = {"errorType": "&alloc::boxed::Box<dyn core::error::Error + core::marker::Send + core::marker::Sync>",
               "errorMessage": 'Error: "some_error_msg"'}
    code = f"""#!/bin/sh
base=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation
while true; do
    id=$(curl -s -o /dev/null -D - "$base/next" | tr -d '\\r' | sed -n 's/^lambda-runtime-aws-request-id: //Ip')
    curl -s -o /dev/null -d '{json.dumps(failure)}' "$base/$id/error"
done
"""
    created = fn.create(
        code, file="bootstrap", Runtime="provided.al2023", Handler="function.handler", MemorySize=1024)
    return {"create_function_result": created, "error_result": fn.invoke(b'{"error_msg": "some_error_msg"}')}


# ---- the API


@situation("TestLambdaFeatures::test_invoke_exceptions")
def unknown_function(fn, _):
    return {"invoke_function_doesnotexist": refusal(fn.client.invoke, FunctionName="doesnotexist")}


@situation("TestLambdaFunction::test_get_function_wrong_region[invoke]")
def wrong_region(fn, _):
    arn = f"arn:aws:lambda:eu-west-1:{ACCOUNT}:function:some-function"
    return {"wrong_region_exception": refusal(fn.client.invoke, FunctionName=arn)}


@situation("TestLambdaFunction::test_ops_with_arn_qualifier_mismatch[get_function]")
def qualifier_mismatch(fn, _):
    arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:some-function"
    return {
        "not_match_exception": refusal(fn.client.get_function, FunctionName=f"{arn}:1", Qualifier="$LATEST"),
        "match_exception": refusal(fn.client.get_function, FunctionName=f"{arn}:$LATEST", Qualifier="$LATEST"),
    }


@situation("TestLambdaAccountSettings::test_account_settings")
def account_settings(fn, _):
    answer = fn.client.get_account_settings()
    answer["AccountLimit"] = sorted(answer["AccountLimit"])
    answer["AccountUsage"] = sorted(answer["AccountUsage"])
    return {"acc_settings_modded": answer}


# Revisions are counted through all listings of the account, and each has its own here too.
@situation("TestLambdaFunction::test_list_functions", ignoring={"RevisionId", "CodeSha256"})
def list_functions(fn, _):
    other = Lambda(fn.server, fn.name + "-2", fn.destinations)
    settings = {"Timeout": 30, "Environment": {"Variables": {}}}
    first = fn.created("def handler(event, context): pass\n", Publish=True, **settings)
    second = other.created("def handler(event, context): return 2\n", **settings)
    names = {fn.name, other.name}

    def listed(**options):
        pages = fn.client.get_paginator("list_functions").paginate(**options)
        return {"Functions": [one for page in pages for one in page["Functions"] if one["FunctionName"] in names]}

    return {
        "create_response_1": first, "create_response_2": second,
        "list_functions_invalid_functionversion": refusal(fn.client.list_functions, FunctionVersion="invalid"),
        "list_all": listed(FunctionVersion="ALL"), "list_default": listed(),
    }


@situation("TestLambdaFunction::test_invalid_invoke")
def invalid_invoke(fn, _):
    arn = f"arn:aws:lambda:{REGION}:123400000000@function:myfn"
    return {"invoke_function_name_pattern_exc": refusal(fn.client.invoke, FunctionName=arn)}


PREFIX = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function"
VALIDATIONS = {
    "function_name_is_single_invalid": {"FunctionName": "*"},
    "invalid_characters_in_function_name": {"FunctionName": "my-function!"},
    "invalid_characters_in_qualifier": {"FunctionName": "my-function", "Qualifier": "invalid!"},
    "qualifier_too_long0": {"FunctionName": "my-function", "Qualifier": "a" * 129},
    "qualifier_too_long1": {"FunctionName": "my-function", "Qualifier": "a" * 65},
    "qualifier_too_long": {"FunctionName": "my-function", "Qualifier": "a" * 129},
    "function_name_and_qualifier_too_long": {"FunctionName": "my-function", "Qualifier": "a" * 65},
    "invalid_account_id_in_partial_arn": {"FunctionName": "invalid-account:function:my-function"},
    "invalid_region_in_arn": {"FunctionName": f"arn:aws:lambda:invalid-region:{ACCOUNT}:function:my-function"},
    "non_lambda_arn": {"FunctionName": f"arn:aws:ec2:{REGION}:{ACCOUNT}:instance:i-1234567890abcdef0"},
    "function_name_too_long": {"FunctionName": "a" * 65},
    "function_name_too_long_and_invalid_region": {
        "FunctionName": f"arn:aws:lambda:invalid-region:{ACCOUNT}:function:my-function" + "a" * 170},
    "full_arn_and_qualifier_too_long_and_invalid_region": {
        "FunctionName": f"arn:aws:lambda:invalid-region:{ACCOUNT}:function:my-function-" + "a" * 170,
        "Qualifier": "a" * 129},
    "full_arn_with_multiple_qualifiers": {"FunctionName": f"{PREFIX}:my-function:1:2"},
    "incomplete_arn": {"FunctionName": PREFIX},
    "partial_arn_with_extra_qualifier": {"FunctionName": "function:my-function:$LATEST:extra"},
    "latest_version_with_additional_qualifier": {"FunctionName": "my-function:$LATEST", "Qualifier": "1"},
    "lowercase_latest_qualifier": {"FunctionName": "my-function", "Qualifier": "$latest"},
    "missing_region_in_arn": {"FunctionName": f"arn:aws:lambda::{ACCOUNT}:function:my-function"},
    "missing_account_id_in_arn": {"FunctionName": f"arn:aws:lambda:{REGION}::function:my-function"},
    "misspelled_latest_in_arn": {"FunctionName": f"{PREFIX}:my-function:$LATES"},
}


@situation(*(f"TestLambdaFunction::test_function_name_and_qualifier_validation[{name}-invoke]" for name in VALIDATIONS))
def validation(fn, name):
    error = refusal(fn.client.invoke, **VALIDATIONS[name.partition("[")[2].rpartition("-")[0]])["Error"]
    # Several errors in one message were recorded one by one.
    faults = re.match(r"(\d+) validation errors? detected: (.*)", error["Message"])
    if faults:
        error = {"Code": error["Code"], "Count": int(faults[1]), "Errors": faults[2].split("; ")}
    return {"invoke_exception": error}
