# SPDX-License-Identifier: GPL-3.0-or-later
"""`call` sends for every operation of the API what botocore sends: the same method, path, query, fields and body."""

import base64
import json
import subprocess
import threading
import urllib.parse
import xml.etree.ElementTree
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import boto3
import botocore.config
import pytest

from golden_case import binary, endpoint_environment, quoted

TOKEN = "00000000-0000-0000-0000-000000000000"


class Recorder(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body in one packet, which isn't delayed.
    wbufsize = -1

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path, _, query = self.path.partition("?")
        self.server.requests.append(
            {
                "method": self.command,
                "path": urllib.parse.unquote(path),
                "query": sorted(urllib.parse.parse_qsl(query, keep_blank_values=True)),
                "fields": {
                    # Attributes of XML may come in another order, and with it another sum.
                    name.lower(): "a sum" if body.startswith(b"<") and name.lower() == "x-amz-checksum-crc32" else value
                    for name, value in self.headers.items()
                    if name.lower().startswith("x-amz-")
                    and name.lower() not in ("x-amz-date", "x-amz-content-sha256", "x-amz-security-token")
                },
                "type": (self.headers.get("Content-Type") or "").split(";")[0],
                "body": parsed(body),
            }
        )
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(self.server.body)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = answer

    def log_message(self, *arguments):
        pass


def parsed(body):
    """JSON as its value, XML and forms in one spelling."""
    try:
        return json.loads(body)
    except ValueError:
        if body.startswith(b"<"):
            return xml.etree.ElementTree.canonicalize(body.decode())
        return urllib.parse.parse_qsl(body.decode()) if body.startswith(b"Action=") else body


@pytest.fixture(scope="module")
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    server.requests, server.body = [], b"{}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


def client(server, service):
    session = boto3.Session("AKIDEXAMPLE", "secret", region_name="us-east-1")
    config = botocore.config.Config(
        parameter_validation=False,
        retries={"total_max_attempts": 1},
        request_checksum_calculation="when_required",
        inject_host_prefix=False,
        s3={"addressing_style": "path"},
    )
    return session.client(service, endpoint_url=f"http://127.0.0.1:{server.server_port}", config=config)


def sample(shape, name, seed):
    """A value of the shape; every member of it, and of structures one level down. Further down, what's required."""
    match shape.type_name:
        case "structure":
            names = shape.required_members if seed > 1 else shape.members
            return {n: sample(shape.members[n], n, seed + 1) for n in names}
        case "list":
            return [sample(shape.member, name, seed + 1), sample(shape.member, name, seed + 1)]
        case "map":
            return {"a key": sample(shape.value, name, seed + 1)}
        case "integer" | "long":
            return 7
        case "float" | "double":
            return 1.5
        case "boolean":
            return True
        case "timestamp":
            return "2026-01-02T03:04:05Z"
        case "blob":
            return b"QUJD" if seed else b'{"n": 1}'
    if shape.metadata.get("idempotencyToken"):
        return TOKEN
    return {"Bucket": "a-bucket", "CopySource": "b/k"}.get(name, f"{name} é/$+:%")


def for_json(value):
    """As a user writes it for lamsh: bytes in a body as base64, a whole body as its JSON."""
    match value:
        case bytes() if value.startswith(b"{"):
            return json.loads(value)
        case bytes():
            return "UVVKRA=="
        case dict():
            return {key: for_json(element) for key, element in value.items()}
        case list():
            return [for_json(element) for element in value]
    return value


def parameters(model):
    shape = model.input_shape
    payload = shape.serialization.get("payload") if shape else None
    return {
        name: sample(member, name, 0 if name == payload or member.type_name == "structure" else 1)
        for name, member in (shape.members.items() if shape else [])
    }


def for_headers(parameters, model):
    """Text in headers is ASCII; boto3 computes some of S3's members itself, from different values."""
    for name, member in model.input_shape.members.items() if model.input_shape else []:
        if "SSECustomer" in name or name == "ContentLength":
            del parameters[name]
        elif name == "ChecksumAlgorithm":
            parameters[name] = "CRC32"
        elif member.serialization.get("location") == "headers":
            parameters[name] = {"key": "value"}
        elif member.serialization.get("location") == "header" and isinstance(parameters[name], str):
            if member.type_name != "timestamp" and name != "CopySource":
                parameters[name] = name.lower()
    return parameters


# As lamsh and as boto3 name them.
SERVICES = {
    "lambda": "lambda", "logs": "logs", "s3": "s3", "cloudwatch": "cloudwatch", "states": "stepfunctions",
    "schemas": "schemas", "sqs": "sqs", "sts": "sts",
}


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_is_sent_as_botocore_sends_it(server, tmp_path, service):
    other = client(server, SERVICES[service])
    server.body = b"<a/>" if service in ("s3", "sts", "cloudwatch") else b"{}"
    names = other.meta.service_model.operation_names
    expected, script = [], []
    for name in names:
        model = other.meta.service_model.operation_model(name)
        values = for_headers(parameters(model), model)
        server.requests.clear()
        try:
            getattr(other, client_method(other, name))(**values)
        except Exception:  # This test isn't about how botocore reads the response.
            pass
        assert len(server.requests) == 1, name
        expected.append(server.requests[0])
        template = json.dumps(for_json(values), ensure_ascii=False)
        script.append(f"try {{ call {service}:{name} {template} --output none }} catch e {{ print {name} <<e>> }}")
    server.requests.clear()
    (tmp_path / "all.lamsh").write_text("\n".join(script))
    result = run(server, tmp_path, str(tmp_path / "all.lamsh"))
    assert result.returncode == 0, result.stderr
    assert len(server.requests) == len(names), result.stdout
    for name, own, other in zip(names, server.requests, expected):
        assert own == other, name


def client_method(client, operation):
    return next(method for method, name in client.meta.method_to_api_mapping.items() if name == operation)


def run(server, home, *arguments, environment=None):
    return subprocess.run(
        [binary(), *arguments],
        env=endpoint_environment(home, f"http://127.0.0.1:{server.server_port}") | (environment or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_options_and_files_are_members(server, tmp_path):
    server.body = b"{}"
    code = bytes(range(256))
    (tmp_path / "code.zip").write_bytes(code)
    code_file = quoted(tmp_path / "code.zip")
    server.requests.clear()
    result = run(
        server,
        tmp_path,
        "-c",
        f"call UpdateFunctionCode --function-name f --zip-file @{code_file} --dry-run true",
        "-c",
        f'call create-function {{"FunctionName": "f", "Role": "r"}} --ZipFile @{code_file} --timeout 5',
        "-c",
        f"call Invoke --function-name f --payload @{code_file}",
    )
    assert result.returncode == 0, result.stderr
    update, create, invoke = [request["body"] for request in server.requests]
    text = base64.b64encode(code).decode()
    assert update == {"ZipFile": text, "DryRun": True}
    assert create == {"FunctionName": "f", "Role": "r", "Code": {"ZipFile": text}, "Timeout": 5}
    assert invoke == code


def test_schemas_are_read(server, tmp_path):
    """moto has no EventBridge Schemas."""
    server.body = b'{"Schemas": [{"SchemaName": "order", "LastModified": "2026-01-02T03:04:05Z", "tags": {"a": "b"}}]}'
    server.requests.clear()
    query = "--query 'Schemas[].[SchemaName, LastModified, Tags.a]'"
    result = run(server, tmp_path, "-c", f"call schemas:ListSchemas --registry-name events --limit 5 {query}")
    assert (result.returncode, json.loads(result.stdout)) == (0, [["order", "2026-01-02T03:04:05+00:00", "b"]])
    assert server.requests[0]["path"] == "/v1/registries/name/events/schemas"
    assert server.requests[0]["query"] == [("limit", "5")]


@pytest.mark.parametrize(
    "statement, message, hint",
    [
        ('call GetAlias {"FunctionName": "f", "Nmae": "x"}', "GetAlias has no member `Nmae`", "did you mean `Name`?"),
        ("call GetAlias --function-name f", "GetAlias needs `Name`", "use `--name`, or set the member in the JSON"),
        ('call UpdateFunctionConfiguration {"FunctionName": "f", "Timeout": "ten"}', "must be a number", ""),
        ('call UpdateFunctionCode {"FunctionName": "f", "DryRun": "yes"}', "must be true or false", ""),
        ('call PublishVersion {"FunctionName": "f", "Description": 1}', "must be text", ""),
        ('call CreateFunction {"FunctionName": "f", "Role": "r", "Code": "x"}', "must be an object", ""),
        ("call UpdateFunctionCode --function-name f --zip-file @none.zip", "none.zip", ""),
    ],
)
def test_a_mistake_in_a_member_is_found_before_anything_is_sent(server, tmp_path, statement, message, hint):
    server.requests.clear()
    result = run(server, tmp_path, "-c", statement)
    assert result.returncode != 0
    assert message in result.stderr
    assert hint in result.stderr
    assert server.requests == []


@pytest.mark.parametrize(
    "statement, code, text",
    [
        # S3 begins to answer before it knows how it ends.
        ("s3:CopyObject --bucket b --key k --copy-source b/x", 1, "InternalError: not now"),
        ("s3:ListObjectsV2 --bucket b", 1, "InternalError: not now"),
        # An object may be anything.
        ("s3:GetObject --bucket b --key k --query 'keys(@)'", 0, '"Body"]'),
    ],
)
def test_an_error_in_an_answer_with_status_200_is_an_error(server, tmp_path, statement, code, text):
    server.body = b'<?xml version="1.0"?>\n<Error><Code>InternalError</Code><Message>not now</Message></Error>'
    result = run(server, tmp_path, "-c", f"call {statement}", environment={"AWS_MAX_ATTEMPTS": "1"})
    assert result.returncode == code
    assert text in result.stdout + result.stderr


def test_a_page_of_a_proxy_is_no_answer(server, tmp_path):
    server.body = b"<html><body>Log in</body></html>"
    result = run(server, tmp_path, "-c", "call s3:ListObjectsV2 --bucket b")
    assert result.returncode == 1 and "UnreadableAnswer" in result.stderr


def test_a_document_that_is_one_value_is_read(server, tmp_path):
    server.body = b'<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">eu-west-1</LocationConstraint>'
    result = run(server, tmp_path, "-c", "call s3:GetBucketLocation --bucket b")
    assert json.loads(result.stdout) == {"LocationConstraint": "eu-west-1"}


def test_files_give_text_and_structures(server, tmp_path):
    server.body = b"{}"
    (tmp_path / "asl.json").write_text('{"StartAt": "ü"}')
    file = quoted(tmp_path / "asl.json")
    server.requests.clear()
    result = run(
        server, tmp_path,
        "-c", f"call states:CreateStateMachine --name m --role-arn r --definition @{file}",
        "-c", f"call sqs:SetQueueAttributes --queue-url u --attributes @{file}",
        "-c", 'call sqs:SendMessage --queue-url u --message-body "@text"')
    assert result.returncode == 0, result.stderr
    machine, queue, message = [request["body"] for request in server.requests]
    assert machine["definition"] == '{"StartAt": "ü"}'
    assert queue["Attributes"] == {"StartAt": "ü"}
    assert message["MessageBody"] == "@text"


def test_secrets_of_a_request_and_its_answer_are_not_in_traces(server, tmp_path):
    keys = "<SecretAccessKey>Hu+sh&amp;Hush</SecretAccessKey><SessionToken>To/ken==</SessionToken>"
    server.body = f"<R><AssumeRoleWithWebIdentityResult><Credentials>{keys}</Credentials></AssumeRoleWithWebIdentityResult></R>".encode()
    call = "call sts:AssumeRoleWithWebIdentity --role-arn r --role-session-name s --web-identity-token <<token>>"
    token = 'token = "JWT+SEKRET"'
    result = run(server, tmp_path, "-c", token, "-c", "set trace on", "-c", f"{call} --output none")
    assert result.returncode == 0, result.stderr
    assert "Action=AssumeRoleWithWebIdentity" in result.stderr
    for secret in ("JWT", "Hu+sh", "To/ken"):
        assert secret not in result.stderr
    server.body = b"<html>Hu+sh</html"
    result = run(server, tmp_path, "-c", token, "-c", "set trace on", "-c", f"{call} --output none")
    assert "Hu+sh" not in result.stderr and "hidden because they contain keys" in result.stderr


@pytest.mark.parametrize(
    "statement, message",
    [
        ('call s3:PutObject {"Bucket": "b", "Key": "k", "Body": "not base64!"}', "`Body` of PutObject must be Base64"),
        ("call ListFunctions {\"MaxItems\": 1.5}", "`MaxItems` of ListFunctions must be a whole number"),
        ("call s3:GetObject --bucket arn:aws:s3:::x --key k", "directory buckets aren't supported"),
        ("call s3:GetObject --bucket a--use1-az4--x-s3 --key k", "directory buckets aren't supported"),
        ("call s3:WriteGetObjectResponse --request-route evil.com/ --request-token t", "must be a valid host name label"),
    ],
)
def test_what_no_service_could_read_is_refused(server, tmp_path, statement, message):
    server.requests.clear()
    result = run(server, tmp_path, "-c", statement)
    assert result.returncode == 1 and message in result.stderr
    assert server.requests == []


def test_the_length_of_a_body_is_the_bodys(server, tmp_path):
    server.body = b""
    server.requests.clear()
    result = run(server, tmp_path, "-c", 'call s3:PutObject --bucket b --key k --body "hello" --content-length 3')
    assert result.returncode == 0, result.stderr
    assert server.requests[0]["body"] == b"hello"
