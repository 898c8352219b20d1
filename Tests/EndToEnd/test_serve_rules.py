# SPDX-License-Identifier: GPL-3.0-or-later
"""What each operation of `lamsh serve` refuses, with AWS's status, error type and message."""

import base64
import json
import re

import pytest

from test_recorded_answers import PYTHON, archive
from test_serve import ACCOUNT, error_of

ROLE = f"arn:aws:iam::{ACCOUNT}:role/r"
ARN = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:"
CODE = archive({"handler.py": "def handler(event, context): return 1\n"})
NEW = {"FunctionName": "new", "Runtime": PYTHON, "Handler": "handler.handler", "Role": ROLE, "Code": {"ZipFile": CODE}}

INVALID = (400, "InvalidParameterValueException")
VALIDATION = (400, "ValidationException")
MISSING = (404, "ResourceNotFoundException")
CONFLICT = (409, "ResourceConflictException")
PRECONDITION = (412, "PreconditionFailedException")
TOO_LARGE = (413, "RequestEntityTooLargeException")
UNKNOWN = (404, "UnknownOperationException")

NAME_PATTERN = r"(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?" \
    r"(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?"
QUALIFIER_PATTERN = r"\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+"
RESOURCE_PATTERN = r"arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:" \
    r"(function:[a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|" \
    r"code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-" \
    r"[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)"
ROLE_PATTERN = r"arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+"


def failed(member, value, *constraints, count=1):
    """AWS's message about a member of a request; further members follow it in `constraints`."""
    shown = "null" if value is None else f"'{value}'"
    return f"{count} validation error{'s' if count > 1 else ''} detected: Value {shown} at '{member}' failed to " \
        f"satisfy constraint: Member must {'; '.join(constraints)}"


def pattern(text):
    return f"satisfy regular expression pattern: {text}"


MISMATCH = "The derived qualifier from the function name does not match the specified qualifier."
QUALIFIED = "This operation is permitted on Lambda functions only. Aliases and versions do not support this " \
    "operation. Please specify either a function name or an unqualified function ARN."
UNTAGGED = "Tags on function aliases and versions are not supported. Please specify a function ARN."
REVISION = "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to " \
    "retrieve the latest Revision Id"


def not_found(name):
    return f"Function not found: {ARN}{name}"


def no_events(name):
    return f"The function {ARN}{name} doesn't have an EventInvokeConfig"


def no_alias(name):
    return f"Cannot find alias arn: {ARN}{name}"


def new(**changes):
    return {**NEW, **changes}


# Operation, arguments, and the answer. `f` has the versions 1 and 2 and the alias `live`, which points to 1.
REFUSED = [
    # Names and qualifiers, which all operations read alike.
    ("get_function", {"FunctionName": "*"}, VALIDATION, failed("functionName", "*", pattern(NAME_PATTERN))),
    ("get_function", {"FunctionName": "my-function!"}, VALIDATION, failed("functionName", "my-function!", pattern(NAME_PATTERN))),
    ("invoke", {"FunctionName": "invalid-account:function:f"}, VALIDATION,
     failed("functionName", "invalid-account:function:f", pattern(NAME_PATTERN))),
    ("delete_function", {"FunctionName": f"arn:aws:lambda:invalid-region:{ACCOUNT}:function:f"}, VALIDATION,
     failed("functionName", f"arn:aws:lambda:invalid-region:{ACCOUNT}:function:f", pattern(NAME_PATTERN))),
    ("get_function", {"FunctionName": f"arn:aws:ec2:us-east-1:{ACCOUNT}:instance:i-1"}, VALIDATION,
     failed("functionName", f"arn:aws:ec2:us-east-1:{ACCOUNT}:instance:i-1", pattern(NAME_PATTERN))),
    ("get_function", {"FunctionName": ARN + "f:1:2"}, VALIDATION, failed("functionName", ARN + "f:1:2", pattern(NAME_PATTERN))),
    ("get_function", {"FunctionName": "function:f:$LATEST:extra"}, VALIDATION,
     failed("functionName", "function:f:$LATEST:extra", pattern(NAME_PATTERN))),
    ("get_function", {"FunctionName": f"arn:aws:lambda::{ACCOUNT}:function:f"}, VALIDATION,
     failed("functionName", f"arn:aws:lambda::{ACCOUNT}:function:f", pattern(NAME_PATTERN))),
    ("get_function", {"FunctionName": "arn:aws:lambda:us-east-1::function:f"}, VALIDATION,
     failed("functionName", "arn:aws:lambda:us-east-1::function:f", pattern(NAME_PATTERN))),
    ("get_function", {"FunctionName": ARN + "f:$LATES"}, VALIDATION, failed("functionName", ARN + "f:$LATES", pattern(NAME_PATTERN))),
    ("get_function", {"FunctionName": ARN[:-1]}, MISSING, not_found("function")),
    ("get_function", {"FunctionName": "a" * 65}, MISSING, not_found("a" * 65)),
    ("invoke", {"FunctionName": "a" * 65}, MISSING, not_found("a" * 65 + ":$LATEST")),
    ("get_function", {"FunctionName": "f", "Qualifier": "invalid!"}, VALIDATION,
     failed("qualifier", "invalid!", pattern(QUALIFIER_PATTERN))),
    ("get_function", {"FunctionName": "f", "Qualifier": "a" * 129}, VALIDATION,
     failed("qualifier", "a" * 129, "have length less than or equal to 128")),
    ("get_function", {"FunctionName": ARN + "f", "Qualifier": "$latest"}, MISSING, not_found("f:$latest")),
    ("get_function", {"FunctionName": ARN + "f:$LATEST", "Qualifier": "1"}, INVALID, MISMATCH),
    ("get_function_configuration", {"FunctionName": "f:1", "Qualifier": "2"}, INVALID, MISMATCH),
    ("delete_function", {"FunctionName": "f:1", "Qualifier": "2"}, INVALID, MISMATCH),
    ("put_function_event_invoke_config", {"FunctionName": "f:1", "Qualifier": "live", "MaximumRetryAttempts": 1}, INVALID, MISMATCH),
    ("add_permission", {"FunctionName": "f:live", "Qualifier": "1", "StatementId": "s", "Action": "*", "Principal": "*"},
     INVALID, MISMATCH),
    ("get_function", {"FunctionName": ARN.replace("us-east-1", "eu-west-1") + "f"}, MISSING,
     "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')"),
    ("get_function", {"FunctionName": ARN.replace(ACCOUNT, "1" * 12) + "f"}, MISSING, not_found("f")),
    # Functions.
    ("get_function", {"FunctionName": "f", "Qualifier": "1221"}, MISSING, not_found("f:1221")),
    ("get_function", {"FunctionName": "none"}, MISSING, not_found("none")),
    ("get_function_configuration", {"FunctionName": "none:$LATEST"}, MISSING, not_found("none:$LATEST")),
    ("list_functions", {"FunctionVersion": "invalid"}, VALIDATION,
     failed("functionVersion", "invalid", "satisfy enum value set: [ALL]")),
    ("list_functions", {"MaxItems": 0}, VALIDATION, failed("maxItems", "0", "have value greater than or equal to 1")),
    ("list_functions", {"Marker": "%"}, INVALID, "Invalid value for Marker."),
    ("list_versions_by_function", {"FunctionName": "none"}, MISSING, not_found("none")),
    ("create_function", new(FunctionName="f"), CONFLICT, "Function already exist: f"),
    ("create_function", new(FunctionName="a" * 65), INVALID,
     failed("functionName", "a" * 65, "have length less than or equal to 64")),
    ("create_function", new(FunctionName="a.b"), VALIDATION,
     failed("functionName", "a.b", pattern(NAME_PATTERN.replace(r"_\.", "_")))),
    ("create_function", new(Role="r1"), VALIDATION, failed("role", "r1", pattern(ROLE_PATTERN))),
    ("create_function", new(Handler="a b"), VALIDATION, failed("handler", "a b", pattern(r"[^\s]+"))),
    ("create_function", new(Architectures=["x86_64", "arm64"]), VALIDATION,
     failed("architectures", "[x86_64, arm64]", "have length less than or equal to 1")),
    ("create_function", new(Architectures=["X86_64"]), VALIDATION,
     failed("architectures", "[X86_64]", "satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]")),
    ("create_function", new(Timeout=0), VALIDATION, failed("timeout", "0", "have value greater than or equal to 1")),
    ("create_function", new(Timeout=5401), VALIDATION, failed("timeout", "5401", "have value less than or equal to 5400")),
    ("create_function", new(MemorySize=127), VALIDATION, failed("memorySize", "127", "have value greater than or equal to 128")),
    ("create_function", new(EphemeralStorage={"Size": 511}), VALIDATION,
     failed("ephemeralStorage.size", "511", "have value greater than or equal to 512")),
    ("create_function", new(Description="d" * 257), VALIDATION,
     failed("description", "d" * 257, "have length less than or equal to 256")),
    ("create_function", new(TracingConfig={"Mode": "On"}), VALIDATION,
     failed("tracingConfig.mode", "On", "satisfy enum value set: [Active, PassThrough]")),
    ("create_function", new(Tags={str(number): "" for number in range(51)}), INVALID, "Number of tags exceeds resource tag limit."),
    ("create_function", {**new(), "Handler": None}, INVALID,
     "Runtime and Handler are mandatory parameters for functions created with deployment packages."),
    ("create_function", new(Code={}), INVALID, "Please provide a source for function code."),
    ("create_function", new(Code={"S3Bucket": "bucket", "S3Key": "k/l.zip"}), INVALID,
     "The embedded Lambda can't read code from S3 (s3://bucket/k/l.zip): send it as ZipFile."),
    ("create_function", new(Code={"ZipFile": b"\0" * 52_428_801}), TOO_LARGE, "Zipped size must be smaller than 52428800 bytes"),
    ("create_function", new(PackageType="Image", Code={"ImageUri": "repo:1"}), INVALID,
     "Please don't provide Handler or Runtime or Layer when the intended function PackageType is Image."),
    ("update_function_configuration", {"FunctionName": "f", "Role": "r1"}, VALIDATION, failed("role", "r1", pattern(ROLE_PATTERN))),
    ("update_function_configuration", {"FunctionName": "none"}, MISSING, not_found("none")),
    ("update_function_configuration", {"FunctionName": "f", "RevisionId": "wrong"}, PRECONDITION, REVISION),
    ("update_function_code", {"FunctionName": "f", "ZipFile": CODE, "RevisionId": "wrong"}, PRECONDITION, REVISION),
    ("update_function_code", {"FunctionName": "none", "ZipFile": CODE}, MISSING, not_found("none")),
    ("update_function_code", {"FunctionName": "f", "ImageUri": "repo:1"}, INVALID,
     "Please don't provide ImageUri when updating a function with packageType Zip."),
    ("update_function_code", {"FunctionName": "image", "ZipFile": CODE}, INVALID,
     "Please provide ImageUri when updating a function with packageType Image."),
    ("update_function_code", {"FunctionName": "f"}, INVALID, "Please provide a source for function code."),
    ("delete_function", {"FunctionName": "none"}, MISSING, not_found("none")),
    ("delete_function", {"FunctionName": "none", "Qualifier": "1"}, MISSING, not_found("none")),
    ("delete_function", {"FunctionName": "none", "Qualifier": "$LATEST"}, INVALID,
     "$LATEST version cannot be deleted without deleting the function."),
    ("delete_function", {"FunctionName": "f:$LATEST"}, INVALID, "$LATEST version cannot be deleted without deleting the function."),
    ("delete_function", {"FunctionName": "f", "Qualifier": "live"}, INVALID, "Deletion of aliases is not currently supported."),
    # Versions and aliases.
    ("publish_version", {"FunctionName": "f", "RevisionId": "wrong"}, PRECONDITION, REVISION),
    ("publish_version", {"FunctionName": "none"}, MISSING, not_found("none")),
    ("create_alias", {"FunctionName": "f", "Name": "live", "FunctionVersion": "1"}, CONFLICT, f"Alias already exists: {ARN}f:live"),
    ("create_alias", {"FunctionName": "none", "Name": "a", "FunctionVersion": "1"}, MISSING, not_found("none:1")),
    ("create_alias", {"FunctionName": "f", "Name": "a", "FunctionVersion": "10"}, MISSING, not_found("f:10")),
    ("create_alias", {"FunctionName": "f", "Name": "1", "FunctionVersion": "1"}, VALIDATION,
     failed("name", "1", pattern("(?!^[0-9]+$)([a-zA-Z0-9-_]+)"))),
    ("create_alias", {"FunctionName": "f", "Name": "a b", "FunctionVersion": "1"}, VALIDATION,
     failed("name", "a b", pattern("(?!^[0-9]+$)([a-zA-Z0-9-_]+)"))),
    ("create_alias", {"FunctionName": "f", "Name": "a", "FunctionVersion": "1",
                      "RoutingConfig": {"AdditionalVersionWeights": {"2": 2.0}}}, VALIDATION,
     "1 validation error detected: Value '{2=2.0}' at 'routingConfig.additionalVersionWeights' failed to satisfy "
     "constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must "
     "have value greater than or equal to 0.0, Member must not be null]"),
    ("create_alias", {"FunctionName": "f", "Name": "a", "FunctionVersion": "1",
                      "RoutingConfig": {"AdditionalVersionWeights": {"$LATEST": 0.5}}}, VALIDATION,
     "1 validation error detected: Value '{$LATEST=0.5}' at 'routingConfig.additionalVersionWeights' failed to satisfy "
     "constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must "
     "have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+]"),
    ("create_alias", {"FunctionName": "f", "Name": "a", "FunctionVersion": "$LATEST",
                      "RoutingConfig": {"AdditionalVersionWeights": {"1": 0.5}}}, INVALID,
     "$LATEST is not supported for an alias pointing to more than 1 version"),
    ("create_alias", {"FunctionName": "f", "Name": "a", "FunctionVersion": "1",
                      "RoutingConfig": {"AdditionalVersionWeights": {"1": 0.5}}}, INVALID,
     "Invalid function version 1. Function version 1 is already included in routing configuration."),
    ("get_alias", {"FunctionName": "f", "Name": "none"}, MISSING, no_alias("f:none")),
    ("update_alias", {"FunctionName": "f", "Name": "none"}, MISSING, f"Alias not found: {ARN}f:none"),
    ("update_alias", {"FunctionName": "f", "Name": "live", "RevisionId": "wrong"}, PRECONDITION, REVISION),
    ("list_aliases", {"FunctionName": "none"}, MISSING, not_found("none")),
    # Concurrency.
    ("put_function_concurrency", {"FunctionName": "none", "ReservedConcurrentExecutions": 1}, MISSING, not_found("none:$LATEST")),
    ("put_function_concurrency", {"FunctionName": ARN + "f:live", "ReservedConcurrentExecutions": 1}, INVALID, QUALIFIED),
    ("put_function_concurrency", {"FunctionName": "f", "ReservedConcurrentExecutions": 101}, INVALID,
     "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its "
     "minimum value of [0]. The embedded Lambda runs 100 invocations at a time."),
    ("get_function_concurrency", {"FunctionName": "none"}, MISSING, not_found("none")),
    ("delete_function_concurrency", {"FunctionName": "f:1"}, INVALID, QUALIFIED),
    # Tags.
    ("list_tags", {"Resource": ARN + "none"}, MISSING, not_found("none")),
    ("list_tags", {"Resource": ARN + "f:live"}, INVALID, UNTAGGED),
    ("tag_resource", {"Resource": ARN + "f:$LATEST", "Tags": {"a": "b"}}, INVALID, UNTAGGED),
    ("tag_resource", {"Resource": ARN + "none", "Tags": {"a": "b"}}, MISSING, not_found("none")),
    ("tag_resource", {"Resource": ARN + "f", "Tags": {}}, INVALID, "An error occurred and the request cannot be processed."),
    ("tag_resource", {"Resource": ARN + "f", "Tags": {str(number): "" for number in range(51)}}, INVALID,
     "Number of tags exceeds resource tag limit."),
    ("tag_resource", {"Resource": "arn:aws:something", "Tags": {"a": "b"}}, VALIDATION,
     failed("resource", "arn:aws:something", pattern(RESOURCE_PATTERN))),
    ("untag_resource", {"Resource": ARN.replace("function", "foobar") + "f", "TagKeys": ["a"]}, VALIDATION,
     failed("resource", ARN.replace("function", "foobar") + "f", pattern(RESOURCE_PATTERN))),
    ("untag_resource", {"Resource": ARN + "f", "TagKeys": []}, VALIDATION, failed("tagKeys", None, "not be null")),
    # The handling of events.
    ("get_function_event_invoke_config", {"FunctionName": "none"}, MISSING, no_events("none:$LATEST")),
    ("get_function_event_invoke_config", {"FunctionName": "f", "Qualifier": "none"}, MISSING, no_events("f:none")),
    ("get_function_event_invoke_config", {"FunctionName": "f", "Qualifier": "live"}, MISSING, no_events("f:live")),
    ("put_function_event_invoke_config", {"FunctionName": "none", "MaximumRetryAttempts": 1}, MISSING, "The function doesn't exist."),
    ("put_function_event_invoke_config", {"FunctionName": "f:none", "MaximumRetryAttempts": 1}, MISSING, "The function doesn't exist."),
    ("put_function_event_invoke_config", {"FunctionName": "f"}, INVALID,
     "You must specify at least one of error handling or destination setting."),
    ("put_function_event_invoke_config", {"FunctionName": "f", "MaximumRetryAttempts": 3}, VALIDATION,
     failed("maximumRetryAttempts", "3", "have value less than or equal to 2")),
    ("put_function_event_invoke_config", {"FunctionName": "f", "MaximumEventAgeInSeconds": 59}, VALIDATION,
     failed("maximumEventAgeInSeconds", "59", "have value greater than or equal to 60")),
    ("put_function_event_invoke_config", {"FunctionName": "f", "DestinationConfig": {"OnSuccess": {"Destination": ARN + "f"}}},
     INVALID, "You can't specify the function as a destination for itself."),
    ("put_function_event_invoke_config", {"FunctionName": "f", "DestinationConfig": {"OnSuccess": {"Destination": ARN + "none"}}},
     INVALID, f"The destination ARN {ARN}none is invalid."),
    ("put_function_event_invoke_config",
     {"FunctionName": "f", "DestinationConfig": {"OnSuccess": {"Destination": ARN.replace("lambda", "iam") + "f"}}}, INVALID,
     f"The provided destination config DestinationConfig(onSuccess=OnSuccess(destination={ARN.replace('lambda', 'iam')}f), "
     "onFailure=null) is invalid."),
    ("update_function_event_invoke_config", {"FunctionName": "none", "MaximumRetryAttempts": 1}, MISSING,
     "The function doesn't exist."),
    ("update_function_event_invoke_config", {"FunctionName": "f", "MaximumRetryAttempts": 1}, MISSING, no_events("f:$LATEST")),
    ("delete_function_event_invoke_config", {"FunctionName": "f"}, MISSING, no_events("f:$LATEST")),
    ("delete_function_event_invoke_config", {"FunctionName": "none"}, MISSING, no_events("none:$LATEST")),
    ("list_function_event_invoke_configs", {"FunctionName": "none"}, MISSING, "The function doesn't exist."),
    # Permissions.
    ("add_permission", {"FunctionName": "f", "StatementId": "example.com", "Action": "*", "Principal": "*"}, VALIDATION,
     failed("statementId", "example.com", pattern("([a-zA-Z0-9-_]+)"))),
    ("add_permission", {"FunctionName": "f", "Qualifier": "$LATEST", "StatementId": "s", "Action": "*", "Principal": "*"}, INVALID,
     "We currently do not support adding policies for $LATEST."),
    ("add_permission", {"FunctionName": "f", "StatementId": "s", "Action": "*", "Principal": "invalid"}, INVALID,
     "The provided principal was invalid. Please check the principal and try again."),
    ("add_permission", {"FunctionName": "none", "StatementId": "s", "Action": "*", "Principal": "*"}, MISSING, not_found("none")),
    ("add_permission", {"FunctionName": "f", "Qualifier": "none", "StatementId": "s", "Action": "*", "Principal": "*"}, MISSING,
     no_alias("f:none")),
    ("add_permission", {"FunctionName": "f", "Qualifier": "42", "StatementId": "s", "Action": "*", "Principal": "*"}, MISSING,
     not_found("f:42")),
    ("get_policy", {"FunctionName": "none"}, MISSING, "The resource you requested does not exist."),
    ("get_policy", {"FunctionName": "f", "Qualifier": "1"}, MISSING, "The resource you requested does not exist."),
    ("remove_permission", {"FunctionName": "none", "StatementId": "s"}, MISSING, f"No policy found for: {ARN}none"),
    ("remove_permission", {"FunctionName": "f", "StatementId": "s"}, MISSING, "No policy is associated with the given resource."),
    ("remove_permission", {"FunctionName": "f", "Qualifier": "none", "StatementId": "s"}, MISSING, no_alias("f:none")),
    # The runtime.
    ("get_function_code_signing_config", {"FunctionName": "none"}, MISSING, not_found("none")),
    ("put_function_recursion_config", {"FunctionName": "f", "RecursiveLoop": "x"}, VALIDATION,
     failed("recursiveLoop", "x", "satisfy enum value set: [Allow, Terminate]")),
    ("get_runtime_management_config", {"FunctionName": "none"}, MISSING, not_found("none:$LATEST")),
    # What only AWS has.
    ("publish_layer_version", {"LayerName": "l", "Content": {"ZipFile": CODE}}, UNKNOWN,
     "The embedded Lambda doesn't support PublishLayerVersion."),
    ("create_event_source_mapping", {"FunctionName": "f"}, UNKNOWN, "The embedded Lambda doesn't support CreateEventSourceMapping."),
    ("put_provisioned_concurrency_config", {"FunctionName": "f", "Qualifier": "1", "ProvisionedConcurrentExecutions": 1}, UNKNOWN,
     "The embedded Lambda doesn't support PutProvisionedConcurrencyConfig."),
]


@pytest.fixture(scope="module")
def client(module_serve, tmp_path_factory):
    client = module_serve(tmp_path_factory.mktemp("empty")).client()
    client.create_function(**{**NEW, "FunctionName": "f", "Publish": True})
    code = archive({"handler.py": "def handler(event, context): return 2\n"})
    client.update_function_code(FunctionName="f", ZipFile=code, Publish=True)
    client.create_alias(FunctionName="f", Name="live", FunctionVersion="1")
    client.create_function(
        FunctionName="image", PackageType="Image", Role=ROLE, Code={"ImageUri": "1.dkr.ecr.us-east-1.amazonaws.com/repo:1"})
    return client


@pytest.mark.parametrize(
    "operation, arguments, answer, message", REFUSED, ids=[f"{number}-{row[0]}" for number, row in enumerate(REFUSED)])
def test_refusals(client, operation, arguments, answer, message):
    arguments = {name: value for name, value in arguments.items() if value is not None}
    status, code, text = error_of(lambda: getattr(client, operation)(**arguments))
    assert (status, code, text) == (*answer, message)


def test_no_refused_request_changed_anything(client):
    names = [function["FunctionName"] for function in client.list_functions()["Functions"]]
    assert names == ["f", "image"]
    assert [version["Version"] for version in client.list_versions_by_function(FunctionName="f")["Versions"]] == ["$LATEST", "1", "2"]
    assert [alias["Name"] for alias in client.list_aliases(FunctionName="f")["Aliases"]] == ["live"]
    assert client.list_tags(Resource=ARN + "f")["Tags"] == {}
    assert "ReservedConcurrentExecutions" not in client.get_function_concurrency(FunctionName="f")


@pytest.mark.parametrize("name", ["non-existent-runtime", "PYTHON3.9", "python2", "python"])
def test_unknown_runtimes_are_refused_with_the_known_ones(client, name):
    status, code, message = error_of(lambda: client.create_function(**new(Runtime=name)))
    assert (status, code) == INVALID
    assert message.startswith(f"Value {name} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [")
    assert message.endswith("] or be a valid ARN")
    for known in ("nodejs26.x", "python3.15", "ruby4.0", "dotnet10", "java25", "provided.al2023"):
        assert re.search(rf"\b{re.escape(known)}\b", message)


def test_bad_archives_are_refused(client):
    status, code, message = error_of(lambda: client.create_function(**new(Code={"ZipFile": b"no archive"})))
    assert (status, code) == INVALID and message.startswith("Could not unzip uploaded file")


def test_a_wrong_checksum_is_refused_with_the_right_one(client):
    right = client.get_function_configuration(FunctionName="f")["CodeSha256"]
    assert error_of(lambda: client.publish_version(FunctionName="f", CodeSha256="wrong")) == (
        *INVALID, f"CodeSHA256 (wrong) is different from current CodeSHA256 in $LATEST ({right}). Please try again with "
        "the CodeSHA256 in $LATEST.")


def test_a_version_with_an_alias_stays(client):
    assert error_of(lambda: client.delete_function(FunctionName="f", Qualifier="1"))[:2] == CONFLICT
    # As on AWS, these succeed.
    client.delete_function(FunctionName="f", Qualifier="42")
    client.delete_alias(FunctionName="f", Name="none")
    client.untag_resource(Resource=ARN + "f", TagKeys=["none"])


def test_concurrency_is_shared(module_serve, tmp_path_factory):
    client = module_serve(tmp_path_factory.mktemp("empty"), "--concurrency", "10").client()
    for name in ("a", "b"):
        client.create_function(**new(FunctionName=name))
    client.put_function_concurrency(FunctionName="a", ReservedConcurrentExecutions=6)
    assert error_of(lambda: client.put_function_concurrency(FunctionName="b", ReservedConcurrentExecutions=5))[:2] == INVALID
    client.put_function_concurrency(FunctionName="a", ReservedConcurrentExecutions=5)
    client.put_function_concurrency(FunctionName="b", ReservedConcurrentExecutions=5)
    limits = client.get_account_settings()["AccountLimit"]
    assert (limits["ConcurrentExecutions"], limits["UnreservedConcurrentExecutions"]) == (10, 0)


def test_lists_have_pages(module_serve, tmp_path_factory):
    client = module_serve(tmp_path_factory.mktemp("empty")).client()
    client.create_function(**new(FunctionName="f", Publish=True))
    for name in ("a", "b", "c"):
        client.create_alias(FunctionName="f", Name=name, FunctionVersion="1")
        client.put_function_event_invoke_config(FunctionName="f", Qualifier=name, MaximumRetryAttempts=1)
        client.create_function_url_config(FunctionName="f", Qualifier=name, AuthType="NONE")
    for operation, member, size in (
        ("list_aliases", "Aliases", 3), ("list_versions_by_function", "Versions", 2),
        ("list_function_event_invoke_configs", "FunctionEventInvokeConfigs", 3),
        ("list_function_url_configs", "FunctionUrlConfigs", 3),
    ):
        pages = list(client.get_paginator(operation).paginate(FunctionName="f", PaginationConfig={"PageSize": 1}))
        assert [len(page[member]) for page in pages] == [1] * size, operation
    one = client.list_aliases(FunctionName="f", FunctionVersion="$LATEST")["Aliases"]
    assert one == []


def test_the_life_of_a_policy(client):
    def add(sid, **more):
        added = client.add_permission(
            FunctionName="f", Qualifier="live", StatementId=sid, Action="lambda:InvokeFunction", **more)
        return json.loads(added["Statement"])

    assert add("s3", Principal="s3.amazonaws.com", SourceAccount=ACCOUNT, SourceArn="arn:aws:s3:::b") == {
        "Sid": "s3", "Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "lambda:InvokeFunction",
        "Resource": ARN + "f:live", "Condition": {
            "StringEquals": {"AWS:SourceAccount": ACCOUNT}, "ArnLike": {"AWS:SourceArn": "arn:aws:s3:::b"}}}
    assert add("url", Principal="*", FunctionUrlAuthType="NONE", PrincipalOrgID="o-1234567890")["Condition"] == {
        "StringEquals": {"lambda:FunctionUrlAuthType": "NONE", "aws:PrincipalOrgID": "o-1234567890"}}
    assert add("account", Principal=ACCOUNT)["Principal"] == {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
    status, code, message = error_of(lambda: add("s3", Principal="*"))
    assert (status, code) == CONFLICT and message.startswith("The statement id (s3) provided already exists.")
    found = client.get_policy(FunctionName="f:live")
    policy = json.loads(found["Policy"])
    assert (policy["Version"], policy["Id"], [each["Sid"] for each in policy["Statement"]]) == (
        "2012-10-17", "default", ["s3", "url", "account"])
    remove = client.remove_permission
    wrong = error_of(lambda: remove(FunctionName="f:live", StatementId="s3", RevisionId="wrong"))
    assert wrong[:2] == PRECONDITION and "Call the GetPolicy API" in wrong[2]
    remove(FunctionName="f:live", StatementId="s3", RevisionId=found["RevisionId"])
    assert error_of(lambda: remove(FunctionName="f:live", StatementId="s3")) == (
        *MISSING, "Statement s3 is not found in resource policy.")
    for sid in ("url", "account"):
        remove(FunctionName="f:live", StatementId=sid)
    assert error_of(lambda: client.get_policy(FunctionName="f:live"))[:2] == MISSING


def test_what_deploying_tools_always_ask_for_is_answered(client):
    assert client.get_function_code_signing_config(FunctionName="f")["FunctionName"] == "f"
    assert client.get_function_recursion_config(FunctionName="f")["RecursiveLoop"] == "Terminate"
    assert client.put_function_recursion_config(FunctionName="f", RecursiveLoop="Allow")["RecursiveLoop"] == "Allow"
    assert client.get_function_recursion_config(FunctionName="f")["RecursiveLoop"] == "Allow"
    assert client.list_event_source_mappings()["EventSourceMappings"] == []


# ---- descriptions of code and settings


def test_image_functions_are_described(client):
    uri = f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/team/repo"
    client.create_function(
        FunctionName="i", PackageType="Image", Role=ROLE, Code={"ImageUri": uri + ":latest"},
        ImageConfig={"Command": ["app.handler"], "WorkingDirectory": "/app"})
    found = client.get_function(FunctionName="i")
    configuration, code = found["Configuration"], found["Code"]
    assert configuration["PackageType"] == "Image" and not {"Runtime", "Handler"} & set(configuration)
    assert configuration["ImageConfigResponse"] == {"ImageConfig": {"Command": ["app.handler"], "WorkingDirectory": "/app"}}
    assert (configuration["State"], configuration["StateReasonCode"]) == ("Failed", "InvalidImage")
    digest = configuration["CodeSha256"]
    assert code == {"RepositoryType": "ECR", "ImageUri": uri + ":latest", "ResolvedImageUri": f"{uri}@sha256:{digest}"}
    changed = client.update_function_code(FunctionName="i", ImageUri=f"{uri}@sha256:{'a' * 64}")
    assert changed["CodeSha256"] == "a" * 64
    assert client.publish_version(FunctionName="i")["PackageType"] == "Image"
    status, code, message = error_of(lambda: client.invoke(FunctionName="i"))
    assert (status, code) == (502, "InvalidRuntimeException") and "container image" in message
    client.delete_function(FunctionName="i")


def test_a_dry_run_answers_with_the_checksum_it_would_have(client):
    before = client.get_function_configuration(FunctionName="f")
    code = archive({"handler.py": "def handler(event, context): return 3\n"})
    answer = client.update_function_code(FunctionName="f", ZipFile=code, DryRun=True)
    assert answer["CodeSha256"] != before["CodeSha256"] and answer["CodeSize"] == len(code)
    assert client.get_function_configuration(FunctionName="f")["CodeSha256"] == before["CodeSha256"]


def test_images_and_s3_code_of_templates_are_described(functions, serve):
    template = """
Resources:
  I:
    Type: AWS::Serverless::Function
    Properties: {FunctionName: i, PackageType: Image, ImageUri: "1.dkr.ecr.us-east-1.amazonaws.com/r:1"}
  J:
    Type: AWS::Lambda::Function
    Properties: {FunctionName: j, PackageType: Image, Role: r, Code: {ImageUri: "1.dkr.ecr.us-east-1.amazonaws.com/r:2"}}
  K:
    Type: AWS::Serverless::Function
    Properties: {FunctionName: k, PackageType: Image}
    Metadata: {Dockerfile: Dockerfile, DockerContext: .}
  S:
    Type: AWS::Lambda::Function
    Properties:
      {FunctionName: s, Role: r, Runtime: python3.12, Handler: a.b, Code: {S3Bucket: bucket, S3Key: path/code.zip}}
  U:
    Type: AWS::Serverless::Function
    Properties: {FunctionName: u, Runtime: python3.12, Handler: a.b, CodeUri: "s3://bucket/u.zip"}
"""
    client = serve(functions({"template.yaml": template}) / "template.yaml").client()
    for name, tag in (("i", 1), ("j", 2)):
        found = client.get_function(FunctionName=name)
        assert found["Configuration"]["PackageType"] == "Image"
        assert found["Code"]["ImageUri"] == f"1.dkr.ecr.us-east-1.amazonaws.com/r:{tag}"
    found = client.get_function(FunctionName="k")
    assert (found["Configuration"]["PackageType"], found["Code"]) == ("Image", {"RepositoryType": "ECR"})
    for name, key in (("s", "path/code.zip"), ("u", "u.zip")):
        found = client.get_function(FunctionName=name)
        assert found["Code"] == {"RepositoryType": "S3", "Location": f"https://bucket.s3.us-east-1.amazonaws.com/{key}"}
        assert (found["Configuration"]["PackageType"], found["Configuration"]["Runtime"]) == ("Zip", "python3.12")


def test_defaults_are_those_of_aws(client):
    created = client.create_function(**new(FunctionName="defaults"))
    del created["ResponseMetadata"]
    assert set(created) == {
        "FunctionName", "FunctionArn", "Runtime", "Role", "Handler", "CodeSize", "Description", "Timeout", "MemorySize",
        "LastModified", "CodeSha256", "Version", "TracingConfig", "RevisionId", "State", "StateReason",
        "StateReasonCode", "PackageType", "Architectures", "EphemeralStorage", "SnapStart", "RuntimeVersionConfig",
        "LoggingConfig"}
    assert (created["Description"], created["Timeout"], created["MemorySize"], created["Version"]) == ("", 3, 128, "$LATEST")
    assert (created["TracingConfig"], created["EphemeralStorage"]) == ({"Mode": "PassThrough"}, {"Size": 512})
    assert created["SnapStart"] == {"ApplyOn": "None", "OptimizationStatus": "Off"}
    assert created["LoggingConfig"] == {"LogFormat": "Text", "LogGroup": "/aws/lambda/defaults"}
    assert (created["State"], created["StateReason"], created["StateReasonCode"]) == (
        "Pending", "The function is being created.", "Creating")
    assert len(base64.b64decode(created["CodeSha256"])) == 32
    client.delete_function(FunctionName="defaults")
