# SPDX-License-Identifier: GPL-3.0-or-later
"""Every operation that the embedded Lambda serves, through `lamsh call` and through boto3: the same comes back."""

import base64
import datetime
import json
import subprocess

import botocore.exceptions

from golden_case import binary, clean_environment
from test_recorded_answers import PYTHON, archive
from test_serve import ACCOUNT

ROLE = f"arn:aws:iam::{ACCOUNT}:role/tests"
ARN = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:f"
CODE = archive({"handler.py": "def handler(event, context): return {'got': event}\n"})
OTHER = archive({"handler.py": "def handler(event, context): raise ValueError('no ☃')\n"})

STEPS = [
    ("CreateFunction", {
        "FunctionName": "f", "Runtime": PYTHON, "Handler": "handler.handler", "Role": ROLE, "Code": {"ZipFile": CODE},
        "Description": "first ü", "Timeout": 5, "MemorySize": 256, "Publish": True, "Tags": {"team": "a b"},
        "Environment": {"Variables": {"STAGE": "test"}}, "EphemeralStorage": {"Size": 1024}}),
    ("CreateFunction", {
        "FunctionName": "f", "Runtime": PYTHON, "Handler": "handler.handler", "Role": ROLE, "Code": {"ZipFile": CODE}}),
    ("CreateFunction", {
        "FunctionName": "g", "Runtime": PYTHON, "Handler": "handler.handler", "Role": ROLE, "Code": {"ZipFile": CODE},
        "Timeout": 901}),
    ("GetFunction", {"FunctionName": "f"}),
    ("GetFunction", {"FunctionName": "none"}),
    ("GetFunction", {"FunctionName": "f!"}),
    ("GetFunctionConfiguration", {"FunctionName": ARN, "Qualifier": "$LATEST"}),
    ("Invoke", {"FunctionName": "f", "Payload": b'{"a": [1, 2.5, "\xe2\x98\x83"]}'}),
    ("Invoke", {"FunctionName": "f", "InvocationType": "DryRun"}),
    ("Invoke", {"FunctionName": "f", "InvocationType": "Event", "Payload": b"{}"}),
    ("Invoke", {"FunctionName": "f", "Payload": b"{", "Qualifier": "1"}),
    ("Invoke", {"FunctionName": "f", "Qualifier": "9"}),
    ("InvokeWithResponseStream", {"FunctionName": "f", "Payload": b"{}"}),
    ("UpdateFunctionCode", {"FunctionName": "f", "ZipFile": OTHER, "DryRun": True}),
    ("UpdateFunctionCode", {"FunctionName": "f", "ZipFile": OTHER}),
    ("UpdateFunctionCode", {"FunctionName": "f", "ZipFile": b"no archive"}),
    ("Invoke", {"FunctionName": "f", "Payload": b"1"}),
    ("UpdateFunctionConfiguration", {"FunctionName": "f", "Timeout": 6, "Description": ""}),
    ("UpdateFunctionConfiguration", {"FunctionName": "f", "RevisionId": "another"}),
    ("PublishVersion", {"FunctionName": "f", "Description": "second"}),
    ("PublishVersion", {"FunctionName": "f", "CodeSha256": "wrong"}),
    ("ListVersionsByFunction", {"FunctionName": "f"}),
    ("ListVersionsByFunction", {"FunctionName": "f", "MaxItems": 1}),
    ("CreateAlias", {"FunctionName": "f", "Name": "live", "FunctionVersion": "1", "Description": "d"}),
    ("CreateAlias", {"FunctionName": "f", "Name": "live", "FunctionVersion": "1"}),
    ("UpdateAlias", {
        "FunctionName": "f", "Name": "live", "RoutingConfig": {"AdditionalVersionWeights": {"2": 0.25}}}),
    ("GetAlias", {"FunctionName": "f", "Name": "live"}),
    ("GetAlias", {"FunctionName": "f", "Name": "none"}),
    ("ListAliases", {"FunctionName": "f", "FunctionVersion": "2"}),
    ("DeleteAlias", {"FunctionName": "f", "Name": "live"}),
    ("PutFunctionConcurrency", {"FunctionName": "f", "ReservedConcurrentExecutions": 3}),
    ("PutFunctionConcurrency", {"FunctionName": "f", "ReservedConcurrentExecutions": -1}),
    ("GetFunctionConcurrency", {"FunctionName": "f"}),
    ("DeleteFunctionConcurrency", {"FunctionName": "f"}),
    ("GetFunctionConcurrency", {"FunctionName": "f"}),
    ("TagResource", {"Resource": ARN, "Tags": {"cost": "1", "x": ""}}),
    ("ListTags", {"Resource": ARN}),
    ("UntagResource", {"Resource": ARN, "TagKeys": ["team", "x"]}),
    ("ListTags", {"Resource": ARN}),
    ("PutFunctionEventInvokeConfig", {
        "FunctionName": "f", "MaximumRetryAttempts": 1, "MaximumEventAgeInSeconds": 120,
        "DestinationConfig": {"OnFailure": {"Destination": f"arn:aws:sqs:us-east-1:{ACCOUNT}:dead"}}}),
    ("PutFunctionEventInvokeConfig", {"FunctionName": "f", "MaximumRetryAttempts": 3}),
    ("UpdateFunctionEventInvokeConfig", {"FunctionName": "f", "MaximumRetryAttempts": 0}),
    ("GetFunctionEventInvokeConfig", {"FunctionName": "f"}),
    ("ListFunctionEventInvokeConfigs", {"FunctionName": "f"}),
    ("DeleteFunctionEventInvokeConfig", {"FunctionName": "f"}),
    ("GetFunctionEventInvokeConfig", {"FunctionName": "f"}),
    ("PutRuntimeManagementConfig", {"FunctionName": "f", "UpdateRuntimeOn": "FunctionUpdate"}),
    ("GetRuntimeManagementConfig", {"FunctionName": "f"}),
    ("GetFunctionCodeSigningConfig", {"FunctionName": "f"}),
    ("GetPolicy", {"FunctionName": "f"}),
    ("AddPermission", {
        "FunctionName": "f", "StatementId": "s3", "Action": "lambda:InvokeFunction", "Principal": "s3.amazonaws.com",
        "SourceAccount": ACCOUNT, "SourceArn": "arn:aws:s3:::b"}),
    ("AddPermission", {"FunctionName": "f", "StatementId": "s3", "Action": "lambda:InvokeFunction", "Principal": "*"}),
    ("GetPolicy", {"FunctionName": "f"}),
    ("RemovePermission", {"FunctionName": "f", "StatementId": "s3"}),
    ("PutFunctionRecursionConfig", {"FunctionName": "f", "RecursiveLoop": "Allow"}),
    ("GetFunctionRecursionConfig", {"FunctionName": "f"}),
    ("CreateFunctionUrlConfig", {
        "FunctionName": "f", "AuthType": "NONE", "Cors": {"AllowOrigins": ["*"], "MaxAge": 5, "AllowCredentials": False}}),
    ("CreateFunctionUrlConfig", {"FunctionName": "f", "AuthType": "NONE"}),
    ("UpdateFunctionUrlConfig", {"FunctionName": "f", "AuthType": "AWS_IAM", "InvokeMode": "RESPONSE_STREAM"}),
    ("GetFunctionUrlConfig", {"FunctionName": "f"}),
    ("ListFunctionUrlConfigs", {"FunctionName": "f"}),
    ("DeleteFunctionUrlConfig", {"FunctionName": "f"}),
    ("GetFunctionUrlConfig", {"FunctionName": "f"}),
    ("ListEventSourceMappings", {}),
    ("ListFunctions", {}),
    ("ListFunctions", {"FunctionVersion": "ALL", "MaxItems": 2}),
    ("ListFunctions", {"MaxItems": 0}),
    ("ListFunctions", {"Marker": "%"}),
    ("GetAccountSettings", {}),
    ("DeleteFunction", {"FunctionName": "f", "Qualifier": "1"}),
    ("DeleteFunction", {"FunctionName": "theirs"}),
    ("DeleteFunction", {"FunctionName": "f"}),
    ("DeleteFunction", {"FunctionName": "f"}),
]
# Values that differ between servers and runs.
VOLATILE = {
    "RevisionId", "LastModified", "Location", "ResponseMetadata", "Repository", "RepositoryType", "requestId",
    "stackTrace", "FunctionUrl", "CreationTime", "LastModifiedTime"}


def plain(value):
    """A parsed response as JSON."""
    match value:
        case dict():
            return {key: plain(part) for key, part in value.items() if key not in VOLATILE}
        case list() | tuple():
            return [plain(part) for part in value]
        case bytes():
            return plain(json.loads(value)) if value else None
        case datetime.datetime():
            return value.isoformat()
    if hasattr(value, "read"):
        return plain(value.read())
    return [plain(event) for event in value] if hasattr(value, "__iter__") and not isinstance(value, str) else value


def through_boto3(client, name, members):
    method = next(method for method, operation in client.meta.method_to_api_mapping.items() if operation == name)
    try:
        return {"ok": plain(getattr(client, method)(**members))}
    except botocore.exceptions.ClientError as error:
        return {"type": error.response["Error"]["Code"], "message": error.response["Error"]["Message"]}


def for_lamsh(name, members):
    def text(value):
        match value:
            case dict():
                return {key: text(part) for key, part in value.items()}
            case list():
                return [text(part) for part in value]
            case bytes():
                return base64.b64encode(value).decode()
        return value

    option = ""
    if "Payload" in members:
        members = dict(members)
        option = f" --payload @{name}.json"
    payload = members.pop("Payload", None) if option else None
    return f"call {name} {json.dumps(text(members), ensure_ascii=False)}{option}", payload


def flaws(value, shape, path=""):
    """Where a JSON value isn't of its shape in the service model: unknown members, missing ones and other types."""
    match shape.type_name:
        case "structure" if isinstance(value, dict):
            for name in value.keys() - shape.members.keys():
                yield f"{path}.{name} is unknown"
            for name in set(shape.required_members) - value.keys():
                yield f"{path}.{name} is missing"
            for name in value.keys() & shape.members.keys():
                yield from flaws(value[name], shape.members[name], f"{path}.{name}")
        case "list" if isinstance(value, list):
            for part in value:
                yield from flaws(part, shape.member, path + "[]")
        case "map" if isinstance(value, dict):
            for part in value.values():
                yield from flaws(part, shape.value, path + "{}")
        case "string" if isinstance(value, str):
            if shape.enum and value not in shape.enum and value not in ("Local", "python3"):
                yield f"{path} has the unknown value {value}"
        case "boolean" if isinstance(value, bool): pass
        case "integer" | "long" if type(value) is int: pass
        case "double" | "float" | "timestamp" if type(value) in (int, float): pass
        case other: yield f"{path} is no {other}: {value!r}"


def check_with_the_model(http_response, model, **_):
    """Fails if a response isn't as boto3's model of the service describes it."""
    output = model.output_shape
    # The payload of an invocation is its own.
    if http_response.status_code >= 300 or not output or model.has_event_stream_output or "payload" in output.serialization:
        return
    # Without a configuration, AWS leaves out its ARN, too.
    if http_response.content and model.name != "GetFunctionCodeSigningConfig":
        assert list(flaws(json.loads(http_response.content), output)) == [], model.name


def test_the_same_comes_back_as_to_boto3(functions, serve, tmp_path):
    theirs = {"theirs/handler.py": "def handler(event, context): return 1\n"}
    first, second = serve(functions(theirs)), serve(functions(theirs))
    client = first.client()
    client.meta.events.register("after-call.lambda", check_with_the_model)
    expected = [through_boto3(client, name, members) for name, members in STEPS]
    script = []
    for number, (name, members) in enumerate(STEPS):
        line, payload = for_lamsh(name, members)
        if payload is not None:
            (tmp_path / f"{number}.json").write_bytes(payload)
            line = line.replace(f"@{name}.json", f"@{number}.json")
        script.append(
            f'try {{ r = {line}\nprint {{"ok": <<r>>}} }} catch e {{ print {{"type": <<e.type>>, '
            f'"message": <<e.message>>}} }}')
    (tmp_path / "steps.lamsh").write_text("\n".join(script))
    result = subprocess.run(
        [binary(), "steps.lamsh"], cwd=tmp_path, env=clean_environment(tmp_path) | second.environment(),
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stderr
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    for (name, members), theirs, ours in zip(STEPS, expected, answers, strict=True):
        if "ok" in ours:
            assert plain(ours["ok"] or {}) == (theirs.get("ok") or {}), (name, members)
        else:
            message = ours["message"].removeprefix(ours["type"] + ": ")
            assert (ours["type"], message) == (theirs["type"], " ".join(theirs["message"].split())), (name, members)


def test_the_steps_are_all_that_is_served(functions, serve):
    client = serve(functions({"theirs/handler.py": "def handler(event, context): return 1\n"})).client()
    served = set()
    for name in client.meta.service_model.operation_names:
        model = client.meta.service_model.operation_model(name)
        labels = [member for member, shape in (model.input_shape.members.items() if model.input_shape else [])
                  if shape.serialization.get("location") == "uri"]
        answer = through_boto3(client, name, {label: "none" for label in labels})
        if answer.get("type") != "UnknownOperationException":
            served.add(name)
    assert served == {name for name, _ in STEPS}
