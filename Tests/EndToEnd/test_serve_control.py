# SPDX-License-Identifier: GPL-3.0-or-later
"""Deploying to `lamsh serve`: versions, aliases, settings, events and their destinations, logs, identity."""

import base64
import json
import signal
import subprocess
import time

import pytest

from golden_case import binary
from test_recorded_answers import PYTHON, archive
from test_serve import ACCOUNT, error_of, eventually, invoke

ROLE = f"arn:aws:iam::{ACCOUNT}:role/tests"


def create(client, name, code, **options):
    return client.create_function(
        FunctionName=name, Runtime=PYTHON, Handler="handler.handler", Role=ROLE,
        Code={"ZipFile": archive({"handler.py": code})}, **options)


def returning(value):
    return f"def handler(event, context): return {value!r}\n"


@pytest.fixture
def client(functions, serve):
    return serve(functions({"theirs/handler.py": returning("theirs")})).client()


def test_the_life_of_a_deployed_function(client):
    create(client, "f", returning(1), Description="first", Timeout=5)
    assert invoke(client, "f", {})["Value"] == 1
    before = client.get_function(FunctionName="f")["Configuration"]
    assert (before["Description"], before["Timeout"], before["Role"], before["State"]) == ("first", 5, ROLE, "Active")
    client.update_function_code(FunctionName="f", ZipFile=archive({"handler.py": returning(2)}))
    assert invoke(client, "f", {})["Value"] == 2
    client.update_function_configuration(FunctionName="f", Environment={"Variables": {"AB": "c"}}, MemorySize=256)
    after = client.get_function_configuration(FunctionName="f")
    assert (after["MemorySize"], after["Timeout"], after["Environment"]) == (256, 5, {"Variables": {"AB": "c"}})
    assert after["CodeSha256"] != before["CodeSha256"] and after["RevisionId"] != before["RevisionId"]
    client.delete_function(FunctionName="f")
    assert error_of(lambda: client.get_function(FunctionName="f"))[:2] == (404, "ResourceNotFoundException")
    assert create(client, "f", returning(3))["Version"] == "$LATEST"


def test_versions_stay_as_they_were_and_aliases_name_them(client):
    create(client, "f", returning(1), Publish=True)
    assert client.publish_version(FunctionName="f")["Version"] == "1", "nothing has changed"
    client.update_function_code(FunctionName="f", ZipFile=archive({"handler.py": returning(2)}))
    assert client.publish_version(FunctionName="f", Description="second")["Version"] == "2"
    client.create_alias(FunctionName="f", Name="live", FunctionVersion="1")

    def by(qualifier):
        answer = invoke(client, "f", {}, Qualifier=qualifier)
        return answer["ExecutedVersion"], answer["Value"]

    assert [by(name) for name in ("1", "2", "live", "$LATEST")] == [("1", 1), ("2", 2), ("1", 1), ("$LATEST", 2)]
    client.update_alias(
        FunctionName="f", Name="live", RoutingConfig={"AdditionalVersionWeights": {"2": 0.5}})
    assert {by("live") for _ in range(40)} == {("1", 1), ("2", 2)}
    assert error_of(lambda: client.delete_function(FunctionName="f", Qualifier="2"))[:2] == (
        409, "ResourceConflictException")
    assert [alias["Name"] for alias in client.list_aliases(FunctionName="f")["Aliases"]] == ["live"]
    assert [version["Version"] for version in client.list_versions_by_function(FunctionName="f")["Versions"]] == [
        "$LATEST", "1", "2"]
    client.delete_alias(FunctionName="f", Name="live")
    assert error_of(lambda: invoke(client, "f", {}, Qualifier="live"))[0] == 404


def test_a_function_in_a_folder_can_be_published_but_not_changed(client):
    assert client.publish_version(FunctionName="theirs")["Version"] == "1"
    assert invoke(client, "theirs", {}, Qualifier="1")["Value"] == "theirs"
    status, code, message = error_of(lambda: client.delete_function(FunctionName="theirs"))
    assert (status, code) == (409, "ResourceConflictException") and "change it there" in message


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"Code": {"ZipFile": b"no zip"}}, (400, "InvalidParameterValueException")),
        ({"Code": {"ZipFile": archive({"../evil.py": ""})}}, (400, "InvalidParameterValueException")),
        ({"Code": {"S3Bucket": "a-bucket", "S3Key": "k"}}, (400, "InvalidParameterValueException")),
        ({"Code": {}}, (400, "InvalidParameterValueException")),
        ({"Timeout": 5401}, (400, "ValidationException")),
        ({"MemorySize": 32769}, (400, "ValidationException")),
        ({"MemorySize": 1}, (400, "ValidationException")),
        ({"FunctionName": "a" * 65}, (400, "InvalidParameterValueException")),
        ({"FunctionName": "theirs"}, (409, "ResourceConflictException")),
    ],
)
def test_what_cannot_be_created_is_refused(client, change, expected):
    settings = {
        "FunctionName": "f", "Runtime": PYTHON, "Handler": "handler.handler", "Role": ROLE,
        "Code": {"ZipFile": archive({"handler.py": returning(1)})}, **change}
    assert error_of(lambda: client.create_function(**settings))[:2] == expected
    assert [function["FunctionName"] for function in client.list_functions()["Functions"]] == ["theirs"]


def test_a_bomb_is_refused(client):
    bomb = archive({f"{number}.bin": b"\0" * 30_000_000 for number in range(9)})
    assert len(bomb) < 1_000_000
    status, code, message = error_of(lambda: client.create_function(
        FunctionName="f", Runtime=PYTHON, Handler="handler.handler", Role=ROLE, Code={"ZipFile": bomb}))
    assert (status, code, message) == (
        400, "InvalidParameterValueException", "Unzipped size must be smaller than 262144000 bytes")


def test_tags_concurrency_and_event_settings(client):
    arn = create(client, "f", returning(1), Tags={"team": "a"})["FunctionArn"]
    client.tag_resource(Resource=arn, Tags={"stage": "dev"})
    client.untag_resource(Resource=arn, TagKeys=["team"])
    assert client.list_tags(Resource=arn)["Tags"] == {"stage": "dev"}
    assert client.get_function(FunctionName="f")["Tags"] == {"stage": "dev"}
    client.put_function_concurrency(FunctionName="f", ReservedConcurrentExecutions=2)
    assert client.get_function_concurrency(FunctionName="f")["ReservedConcurrentExecutions"] == 2
    client.delete_function_concurrency(FunctionName="f")
    assert "ReservedConcurrentExecutions" not in client.get_function_concurrency(FunctionName="f")
    client.put_function_event_invoke_config(FunctionName="f", MaximumRetryAttempts=1)
    updated = client.update_function_event_invoke_config(FunctionName="f", MaximumEventAgeInSeconds=60)
    assert (updated["MaximumRetryAttempts"], updated["MaximumEventAgeInSeconds"]) == (1, 60)
    listed = client.list_function_event_invoke_configs(FunctionName="f")["FunctionEventInvokeConfigs"]
    assert [config["FunctionArn"] for config in listed] == [arn + ":$LATEST"]
    client.delete_function_event_invoke_config(FunctionName="f")
    assert error_of(lambda: client.get_function_event_invoke_config(FunctionName="f"))[0] == 404


SETTINGS = {
    "Architectures": ["arm64"],
    "TracingConfig": {"Mode": "Active"},
    "LoggingConfig": {
        "LogFormat": "JSON", "ApplicationLogLevel": "DEBUG", "SystemLogLevel": "INFO", "LogGroup": "/aws/lambda/f"},
    "SnapStart": {"ApplyOn": "PublishedVersions"},
    "VpcConfig": {"SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-1"]},
    "FileSystemConfigs": [{"Arn": f"arn:aws:elasticfilesystem:us-east-1:{ACCOUNT}:access-point/fsap-1", "LocalMountPath": "/mnt/data"}],
    "DeadLetterConfig": {"TargetArn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:dead"},
    "KMSKeyArn": f"arn:aws:kms:us-east-1:{ACCOUNT}:key/k",
    "EphemeralStorage": {"Size": 32768},
    "DurableConfig": {"ExecutionTimeout": 3600, "RetentionPeriodInDays": 7},
    "Timeout": 1800,
    "MemorySize": 32768,
}


def test_settings_come_back_as_they_went_in(client):
    def of(found):
        found = {name: found[name] for name in SETTINGS}
        found["VpcConfig"] = {name: found["VpcConfig"][name] for name in SETTINGS["VpcConfig"]}
        found["SnapStart"] = {"ApplyOn": found["SnapStart"]["ApplyOn"]}
        return found

    created = create(client, "f", returning(1), **SETTINGS)
    assert of(created) == SETTINGS
    assert of(client.get_function(FunctionName="f")["Configuration"]) == SETTINGS
    listed = next(found for found in client.list_functions()["Functions"] if found["FunctionName"] == "f")
    assert of(listed) == SETTINGS
    changed = client.update_function_configuration(FunctionName="f", TracingConfig={"Mode": "PassThrough"})
    assert of(changed) == SETTINGS | {"TracingConfig": {"Mode": "PassThrough"}}
    version = client.publish_version(FunctionName="f")
    assert version["SnapStart"] == {"ApplyOn": "PublishedVersions", "OptimizationStatus": "On"}
    assert of(version) == of(changed)


def test_settings_of_templates_and_files_are_described(functions, serve):
    template = """
Resources:
  Traced:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: traced
      Runtime: python3
      Handler: handler.handler
      CodeUri: f
      Tracing: Active
      Architectures: [arm64]
      KmsKeyArn: arn:aws:kms:us-east-1:1:key/k
"""
    folder = functions({
        "template.yaml": template, "f/handler.py": returning(1),
        "f/function.json": '{"LoggingConfig": {"LogFormat": "JSON"}, "Architectures": ["arm64"]}'})
    found = serve(folder / "template.yaml").client().get_function_configuration(FunctionName="traced")
    assert (found["TracingConfig"], found["Architectures"]) == ({"Mode": "Active"}, ["arm64"])
    assert found["KMSKeyArn"] == "arn:aws:kms:us-east-1:1:key/k"
    (folder / "template.yaml").unlink()
    found = serve(folder).client().get_function_configuration(FunctionName="f")
    assert found["Architectures"] == ["arm64"]
    assert found["LoggingConfig"] == {
        "LogFormat": "JSON", "ApplicationLogLevel": "INFO", "SystemLogLevel": "INFO", "LogGroup": "/aws/lambda/f"}


def test_runtime_management_comes_back_as_it_went_in(client):
    create(client, "f", returning(1), Publish=True)
    put, get = client.put_runtime_management_config, client.get_runtime_management_config
    assert get(FunctionName="f")["UpdateRuntimeOn"] == "Auto"
    version = "arn:aws:lambda:us-east-1::runtime:" + "0" * 64
    assert put(FunctionName="f", Qualifier="1", UpdateRuntimeOn="Manual", RuntimeVersionArn=version)["UpdateRuntimeOn"] == "Manual"
    assert get(FunctionName="f", Qualifier="1")["RuntimeVersionArn"] == version
    assert get(FunctionName="f")["UpdateRuntimeOn"] == "Auto"
    assert error_of(lambda: put(FunctionName="f", UpdateRuntimeOn="Manual"))[:2] == (400, "InvalidParameterValueException")
    assert error_of(lambda: put(FunctionName="f", UpdateRuntimeOn="Never"))[:2] == (400, "ValidationException")
    assert error_of(lambda: get(FunctionName="none"))[0] == 404


def test_functions_of_an_earlier_version_are_still_there(functions, serve, tmp_path):
    state = tmp_path / "state"
    first = serve(functions({"theirs/handler.py": returning(1)}), "--state", state)
    create(first.client(), "f", returning(2), Publish=True)
    first.stop()
    newer = {"described", "runtimeUpdates"}

    def without(value):
        if isinstance(value, dict):
            return {name: without(member) for name, member in value.items() if name not in newer}
        return [without(element) for element in value] if isinstance(value, list) else value

    for path in state.rglob("*.json"):
        path.write_text(json.dumps(without(json.loads(path.read_text()))))
    client = serve(tmp_path / "functions", "--state", state).client()
    assert invoke(client, "f", {})["Value"] == 2
    assert client.get_function_configuration(FunctionName="f", Qualifier="1")["Version"] == "1"


def test_an_account_of_ones_own_is_in_all_arns(functions, serve):
    template = """
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: f
      Runtime: python3
      Handler: handler.handler
      CodeUri: f
      Environment:
        Variables: {ACCOUNT: !Ref "AWS::AccountId", OTHER: !Sub "arn:aws:sqs:us-east-1:${AWS::AccountId}:q"}
"""
    code = "import os\ndef handler(event, context):\n" \
           "    return [os.environ['ACCOUNT'], os.environ['OTHER'], context.invoked_function_arn]\n"
    folder = functions({"template.yaml": template, "f/handler.py": code})
    server = serve(folder / "template.yaml", "--account", "123456789012")
    arn = "arn:aws:lambda:us-east-1:123456789012:function:f"
    found = server.client().get_function_configuration(FunctionName=arn)
    assert (found["FunctionArn"], found["Role"].split(":")[4]) == (arn, "123456789012")
    assert invoke(server.client(), arn, {})["Value"] == [
        "123456789012", "arn:aws:sqs:us-east-1:123456789012:q", arn]
    assert server.client("sts").get_caller_identity()["Account"] == "123456789012"
    assert error_of(lambda: invoke(server.client(), arn.replace("123456789012", ACCOUNT), {}))[0] == 404
    connect = f"connect local '{folder / 'template.yaml'}' --account 123456789012"
    query = "list --query '[].FunctionArn'"
    done = subprocess.run([binary(), "-c", connect, "-c", query], capture_output=True, text=True, timeout=60)
    assert json.loads(done.stdout) == [arn], done.stderr
    wrong = subprocess.run([binary(), "-c", connect + "3"], capture_output=True, text=True, timeout=60)
    assert "an account ID has 12 digits" in wrong.stderr


def test_what_is_only_for_functions_is_refused_for_their_versions(client):
    create(client, "f", returning(1), Publish=True)
    client.create_alias(FunctionName="f", Name="live", FunctionVersion="1")
    invalid = (400, "InvalidParameterValueException")
    assert error_of(lambda: client.delete_function(FunctionName="f", Qualifier="$LATEST")) == (
        *invalid, "$LATEST version cannot be deleted without deleting the function.")
    assert error_of(lambda: client.delete_function(FunctionName="f:live"))[:2] == invalid
    assert client.get_function(FunctionName="f:live")["Configuration"]["Version"] == "1"
    for name in ("f:live", "f:1", "f:$LATEST"):
        for call in (
            lambda: client.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=1),
            lambda: client.get_function_concurrency(FunctionName=name),
            lambda: client.delete_function_concurrency(FunctionName=name),
        ):
            status, code, message = error_of(call)
            assert (status, code) == invalid and "Aliases and versions do not support this operation" in message


@pytest.mark.parametrize("version, weights, message", [
    ("1", {"1": 0.5}, "Function version 1 is already included in routing configuration"),
    ("1", {"2": 0.1, "3": 0.1}, "Number of items in AdditionalVersionWeights cannot be greater than 1"),
    ("1", {"2": 1.5}, "Member must have value less than or equal to 1"),
    ("1", {"2": -0.1}, "Member must have value greater than or equal to 0"),
    ("1", {"$LATEST": 0.5}, "Member must satisfy regular expression pattern: [0-9]+"),
    ("$LATEST", {"1": 0.5}, "$LATEST is not supported for an alias pointing to more than 1 version"),
    ("1", {"9": 0.5}, "Function not found"),
])
def test_wrong_weights_of_an_alias_are_refused(client, version, weights, message):
    create(client, "f", returning(1), Publish=True)
    for number in (2, 3):
        client.update_function_code(FunctionName="f", ZipFile=archive({"handler.py": returning(number)}), Publish=True)
    client.create_alias(FunctionName="f", Name="live", FunctionVersion="2")
    routing = {"AdditionalVersionWeights": weights}
    for call in (
        lambda: client.create_alias(FunctionName="f", Name="new", FunctionVersion=version, RoutingConfig=routing),
        lambda: client.update_alias(FunctionName="f", Name="live", FunctionVersion=version, RoutingConfig=routing),
    ):
        status, code, text = error_of(call)
        assert message in text and status in (400, 404)
    assert [alias["FunctionVersion"] for alias in client.list_aliases(FunctionName="f")["Aliases"]] == ["2"]


def test_bad_event_settings_are_refused(client):
    arn = create(client, "f", returning(1))["FunctionArn"]
    put, update = client.put_function_event_invoke_config, client.update_function_event_invoke_config
    invalid = (400, "InvalidParameterValueException")
    assert error_of(lambda: put(FunctionName="f")) == (
        *invalid, "You must specify at least one of error handling or destination setting.")
    assert error_of(lambda: put(FunctionName="f", DestinationConfig={"OnFailure": {"Destination": arn}})) == (
        *invalid, "You can't specify the function as a destination for itself.")
    assert error_of(lambda: put(FunctionName="f", Qualifier="none", MaximumRetryAttempts=1))[0] == 404
    assert error_of(lambda: update(FunctionName="f", MaximumRetryAttempts=1))[:2] == (404, "ResourceNotFoundException")
    for settings in ({"MaximumRetryAttempts": 3}, {"MaximumEventAgeInSeconds": 59}):
        assert error_of(lambda: put(FunctionName="f", **settings))[:2] == (400, "ValidationException")
    assert client.list_function_event_invoke_configs(FunctionName="f")["FunctionEventInvokeConfigs"] == []


# ---- events


def test_an_event_is_accepted_with_a_context_that_the_function_does_not_see(functions, serve, tmp_path):
    results = tmp_path / "results.jsonl"
    client = serve(functions({"theirs/handler.py": returning("theirs")}), "--destinations", results).client()
    create(client, "f", "import os\ndef handler(event, context):\n"
                        "    return [str(context.client_context), os.environ['_X_AMZN_TRACE_ID']]\n")
    client.put_function_event_invoke_config(
        FunctionName="f", DestinationConfig={"OnSuccess": {"Destination": "arn:aws:sqs:us-east-1:1:results"}})
    context = base64.b64encode(b'{"custom": {"a": "b"}}').decode()
    trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"
    client.meta.events.register(
        "before-sign.lambda.Invoke", lambda request, **_: request.headers.add_header("X-Amzn-Trace-Id", trace))

    client.invoke(FunctionName="f", InvocationType="Event", ClientContext=context)
    eventually(lambda: results.exists() and results.read_text().endswith("\n"))
    of_event = json.loads(results.read_text())["record"]["responsePayload"]
    of_request = json.load(client.invoke(FunctionName="f", ClientContext=context)["Payload"])

    assert of_event[0] == "None" and of_request[0] != "None"
    for _, traced in (of_event, of_request):
        root, parent, sampled = traced.split(";")
        assert (root, sampled) == ("Root=1-5759e988-bd862e3fe1be46a994272793", "Sampled=1")
        assert parent.startswith("Parent=") and parent != "Parent=53995c3f42cd8ad8"


def test_destinations_are_functions_or_lines_of_a_file(functions, serve, tmp_path):
    got = tmp_path / "got"
    folder = functions({
        "good/handler.py": returning({"fine": True}),
        "bad/handler.py": "def handler(event, context): raise ValueError('no')\n",
        "bad/function.json": '{"DeadLetterConfig": {"TargetArn": "arn:aws:sqs:us-east-1:%s:dead"}}' % ACCOUNT,
        "told/handler.py": "import json, os\ndef handler(event, context):\n"
                           f"    open('{got}.new', 'w').write(json.dumps(event)); os.rename('{got}.new', '{got}')\n",
    })
    lines = tmp_path / "destinations.jsonl"
    client = serve(folder, "--time-scale", "600", "--destinations", lines).client()
    told = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:told"
    client.put_function_event_invoke_config(
        FunctionName="good", DestinationConfig={"OnSuccess": {"Destination": told}})
    client.put_function_event_invoke_config(
        FunctionName="bad", DestinationConfig={"OnFailure": {"Destination": "arn:aws:sns:us-east-1:1:topic"}})
    invoke(client, "good", {"n": 1}, InvocationType="Event")
    invoke(client, "bad", {"n": 2}, InvocationType="Event")
    eventually(got.exists)
    record = json.loads(got.read_text())
    assert record["requestContext"]["condition"] == "Success"
    assert (record["requestPayload"], record["responsePayload"]) == ({"n": 1}, {"fine": True})
    eventually(lambda: lines.exists() and lines.read_text().count("\n") == 2)
    failed, dead = map(json.loads, lines.read_text().splitlines())
    assert failed["destination"] == "arn:aws:sns:us-east-1:1:topic"
    context = failed["record"]["requestContext"]
    assert (context["condition"], context["approximateInvokeCount"]) == ("RetriesExhausted", 3)
    assert failed["record"]["responseContext"]["functionError"] == "Unhandled"
    assert failed["record"]["responsePayload"]["errorMessage"] == "no"
    assert dead["record"]["body"] == {"n": 2} and dead["record"]["attributes"]["ErrorMessage"] == "no"


def test_a_restart_loses_no_event_and_no_deployed_function(functions, serve, tmp_path):
    state, marks = tmp_path / "state", tmp_path / "marks"
    marks.mkdir()
    folder = functions({})
    folder.mkdir(exist_ok=True)
    code = "import pathlib\ndef handler(event, context):\n" \
        f"    marks = pathlib.Path({str(marks)!r})\n    (marks / (context.aws_request_id + '-' + event['n'])).touch()\n" \
        "    if not (marks / 'go').exists(): raise ValueError('not yet')\n" \
        "    (marks / ('done-' + event['n'])).touch()\n"
    server = serve(folder, "--state", state, "--time-scale", "20")
    client = server.client()
    create(client, "f", code)
    ids = {}
    for n in map(str, range(20)):
        ids[n] = invoke(client, "f", {"n": n}, InvocationType="Event")["ResponseMetadata"]["RequestId"]
    eventually(lambda: len(list(marks.iterdir())) > 0)
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    (marks / "go").touch()
    second = serve(folder, "--state", state, "--time-scale", "20")
    eventually(lambda: len(list(marks.glob("done-*"))) == 20)
    assert {path.name for path in marks.glob("*-*-*")} == {f"{ids[n]}-{n}" for n in ids}, "an id has changed"
    eventually(lambda: list((state / "events").iterdir()) == [])
    second.stop()


# ---- logs and identity


def test_cloudwatch_logs_hold_what_functions_wrote(functions, serve):
    code = "def handler(event, context):\n    print('one', event)\n    print('two')\n"
    server = serve(functions({"f/handler.py": code}))
    logs = server.client(service="logs")
    assert error_of(lambda: logs.filter_log_events(logGroupName="/aws/lambda/f"))[1] == "ResourceNotFoundException"
    since = int(time.time() * 1000) - 1
    for n in range(3):
        invoke(server.client(), "f", n)

    def messages(**options):
        pages = logs.get_paginator("filter_log_events").paginate(
            logGroupName="/aws/lambda/f", PaginationConfig={"PageSize": 2}, **options)
        return [event["message"] for page in pages for event in page["events"]]

    assert [line for line in messages() if line.startswith("one")] == ["one 0\n", "one 1\n", "one 2\n"]
    assert messages(filterPattern="one -1") == ["one 0\n", "one 2\n"]
    assert messages(startTime=since) == messages() and messages(endTime=since) == []
    stream, = logs.describe_log_streams(logGroupName="/aws/lambda/f")["logStreams"]
    options = {"logGroupName": "/aws/lambda/f", "logStreamName": stream["logStreamName"], "startFromHead": True}
    page = logs.get_log_events(limit=2, **options)
    assert page["events"][0]["message"].startswith("INIT_START")
    rest = logs.get_log_events(nextToken=page["nextForwardToken"], **options)
    assert [event["message"] for event in page["events"] + rest["events"]] == messages()
    assert logs.get_log_events(nextToken=rest["nextForwardToken"], **options)["nextForwardToken"] == (
        rest["nextForwardToken"])


def test_sts_tells_who_calls(samples):
    assert samples.client(service="sts").get_caller_identity()["Account"] == ACCOUNT
