# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a Python function behind Lambda's Runtime API (2018-06-01).

usage: python3 -c "import lamsh_python_runtime; lamsh_python_runtime.main()" HANDLER, in the function's folder, with AWS_LAMBDA_RUNTIME_API set to HOST:PORT/TOKEN.
AWS's own client (awslambdaric) is used where it is installed, and this one everywhere else.
"""

import json
import os
import sys
import time
from _socket import socket  # without the classes around it, which take longer to load than all of this file

VERSION = "2018-06-01"


class Fault(Exception):
    """A failure that the runtime detects, with AWS's name for it."""

    def __init__(self, kind, message, trace=None):
        super().__init__(message)
        self.kind = kind
        self.trace = trace or []


class Connection:
    """A keep-alive HTTP connection; small and quick to import, unlike http.client."""

    def __init__(self, address):
        authority, slash, path = address.partition("/")
        host, _, port = authority.rpartition(":")
        self.authority = authority
        self.base = f"{slash}{path}/{VERSION}/runtime".encode()
        self.socket = socket()
        self.socket.connect((host, int(port)))
        tcp, no_delay = 6, 1
        self.socket.setsockopt(tcp, no_delay, 1)
        self.reader = open(self.socket.fileno(), "rb", 65536, closefd=False)

    def request(self, method, path, headers=(), body=b""):
        """Returns status, headers (lower-case names) and body; raises ConnectionError if the connection is closed."""
        lines = [f"host: {self.authority}", f"content-length: {len(body)}", *headers]
        head = b"%s %s%s HTTP/1.1\r\n%s\r\n\r\n" % (
            method.encode(), self.base, path.encode(), "\r\n".join(lines).encode())
        if len(body) < 65536:
            self.socket.sendall(head + body)
        else:
            self.socket.sendall(head)
            self.socket.sendall(body)
        status = self.reader.readline().split(b" ", 2)
        if len(status) < 2:
            raise ConnectionError("the Runtime API is gone")
        fields = {}
        while (line := self.reader.readline().rstrip(b"\r\n")):
            name, _, value = line.partition(b":")
            fields[name.lower().decode("latin-1")] = value.strip().decode("utf-8", "replace")
        answer = self.reader.read(int(fields.get("content-length", 0)))
        return int(status[1]), fields, answer


class Values:
    """Attributes from a JSON object; missing names are None."""

    def __init__(self, names, values):
        for name in names:
            setattr(self, name, (values or {}).get(name))


class Context:
    """A handler's second argument."""

    def __init__(self, fields):
        environment = os.environ
        self.function_name = environment.get("AWS_LAMBDA_FUNCTION_NAME")
        self.function_version = environment.get("AWS_LAMBDA_FUNCTION_VERSION")
        self.memory_limit_in_mb = environment.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.log_group_name = environment.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = environment.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.aws_request_id = fields.get("lambda-runtime-aws-request-id")
        self.invoked_function_arn = fields.get("lambda-runtime-invoked-function-arn")
        self.tenant_id = fields.get("lambda-runtime-aws-tenant-id")
        self._deadline = int(fields.get("lambda-runtime-deadline-ms", 0))
        identity = json.loads(fields.get("lambda-runtime-cognito-identity", "null")) or {}
        self.identity = Values((), {})
        self.identity.cognito_identity_id = identity.get("cognitoIdentityId")
        self.identity.cognito_identity_pool_id = identity.get("cognitoIdentityPoolId")
        self.client_context = None
        client = json.loads(fields.get("lambda-runtime-client-context", "null"))
        if client is not None:
            self.client_context = Values(("custom", "env"), client)
            self.client_context.client = Values(
                ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name"),
                client.get("client"))

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))


def load(handler):
    """The function named by HANDLER, `module.function`."""
    import importlib

    module_name, dot, function_name = handler.rpartition(".")
    if not dot:
        raise Fault(
            "Runtime.MalformedHandlerName", f"Bad handler '{handler}': not enough values to unpack (expected 2, got 1)")
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise Fault(
            "Runtime.BuiltInModuleConflict", f"Cannot use built-in module {module_name} as a handler module")
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {error}") from error
    except SyntaxError as error:
        raise Fault(
            "Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error}",
            [f'  File "{error.filename}" Line {error.lineno}\n    {error.text}']) from error
    try:
        return getattr(module, function_name)
    except AttributeError:
        raise Fault(
            "Runtime.HandlerNotFound", f"Handler '{function_name}' missing on module '{module_name}'") from None


def error_payload(error, request_id):
    """A failure in AWS's format; the trace omits this file's frames."""
    if isinstance(error, Fault):
        kind, message, trace = error.kind, str(error), error.trace
    else:
        import traceback

        frames = traceback.extract_tb(error.__traceback__)
        outside = next((index for index, frame in enumerate(frames) if frame.filename != __file__), 0)
        kind, message, trace = type(error).__name__, str(error), traceback.format_list(frames[outside:])
    return {"errorMessage": message, "errorType": kind, "requestId": request_id, "stackTrace": trace}


def log_error(payload):
    lines = [f"[ERROR] {payload['errorType']}" + (f": {payload['errorMessage']}" if payload["errorMessage"] else "")]
    lines.append("Traceback (most recent call last):")
    for entry in payload["stackTrace"]:
        for line in entry.splitlines():
            text = line.lstrip(" ")
            # AWS indents with no-break spaces, so that its log viewer keeps them.
            lines.append("\u00a0" * (len(line) - len(text)) + text)
    # A carriage return keeps the following text in the same log event.
    print("\r".join("\n".join(lines).splitlines()))


def encode(result):
    def fallback(value):
        import decimal

        if isinstance(value, decimal.Decimal):
            return int(value) if value == value.to_integral_value() else float(value)
        raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")

    try:
        return json.dumps(result, ensure_ascii=False, default=fallback).encode()
    except (TypeError, ValueError) as error:
        raise Fault("Runtime.MarshalError", f"Unable to marshal response: {error}") from error


def decode(event):
    try:
        return json.loads(event)
    except ValueError as error:
        raise Fault("Runtime.UnmarshalError", f"Unable to unmarshal input: {error}") from error


class RequestId:
    """The id in log records."""

    current = ""


class LoggingSetUp:
    """Sets up the root logger when the logging module is first imported: most functions never do that."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name != "logging":
            return None
        sys.meta_path.remove(LoggingSetUp)
        from importlib.util import find_spec

        spec = find_spec(name)
        load = spec.loader.exec_module

        def exec_module(module):
            load(module)
            set_up_logging(module)

        spec.loader.exec_module = exec_module
        return spec


def set_up_logging(logging):
    """AWS's format of log records, on the root logger."""

    class Filter(logging.Filter):
        def filter(self, record):
            record.aws_request_id = RequestId.current
            return True

    class Formatter(logging.Formatter):
        converter = time.gmtime

    class Handler(logging.StreamHandler):
        # Looked up for each record, so that a function can replace sys.stdout.
        stream = property(lambda self: sys.stdout, lambda self, value: None)

    handler = Handler()
    handler.setFormatter(
        Formatter(
            "[%(levelname)s]\t%(asctime)s.%(msecs)dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S"))
    handler.addFilter(Filter())
    logging.getLogger().addHandler(handler)


def serve(connection, function):
    while True:
        status, fields, event = connection.request("GET", "/invocation/next")
        if status != 200:
            return
        request_id = RequestId.current = fields["lambda-runtime-aws-request-id"]
        if "lambda-runtime-trace-id" in fields:
            os.environ["_X_AMZN_TRACE_ID"] = fields["lambda-runtime-trace-id"]
        echoed = ["content-type: application/json"]
        if "lambda-runtime-invocation-id" in fields:
            echoed.append(f"lambda-runtime-invocation-id: {fields['lambda-runtime-invocation-id']}")
        try:
            outcome, body = "response", encode(function(decode(event), Context(fields)))
        except Exception as error:
            payload = error_payload(error, request_id)
            log_error(payload)
            outcome, body = "error", json.dumps(payload).encode()
            echoed.append(f"lambda-runtime-function-error-type: {payload['errorType']}")
        sys.stdout.flush()
        sys.stderr.flush()
        connection.request("POST", f"/invocation/{request_id}/{outcome}", echoed, body)


def run(handler, address):
    connection = Connection(address)
    sys.stdout.reconfigure(line_buffering=True, encoding="utf-8", errors="backslashreplace")
    sys.stderr.reconfigure(line_buffering=True, encoding="utf-8", errors="backslashreplace")
    sys.meta_path.insert(0, LoggingSetUp)
    try:
        function = load(handler)
    except Exception as error:
        payload = error_payload(error, "")
        log_error(payload)
        sys.stdout.flush()
        connection.request(
            "POST", "/init/error", [f"lambda-runtime-function-error-type: {payload['errorType']}"],
            json.dumps(payload).encode())
        sys.exit(1)
    serve(connection, function)


def run_aws_client(handler, address):
    """Runs awslambdaric; its own way to report a failed start doesn't support a path in the address."""
    from awslambdaric import bootstrap, lambda_runtime_client

    class Client(lambda_runtime_client.LambdaRuntimeClient):
        def post_init_error(self, error_response_data, *rest, **named):
            Connection(address).request(
                "POST", "/init/error", [f"lambda-runtime-function-error-type: {error_response_data['errorType']}"],
                json.dumps(error_response_data).encode())

    lambda_runtime_client.LambdaRuntimeClient = bootstrap.LambdaRuntimeClient = Client
    from awslambdaric.__main__ import main

    main(["awslambdaric", handler])


def main():
    handler = sys.argv[1]
    address = os.environ["AWS_LAMBDA_RUNTIME_API"]
    # The interpreter was started in the function's folder, which stays first on the module path, but by name.
    sys.path[0] = os.getcwd()
    sys.argv = ["bootstrap"]
    try:
        # Faster than loading importlib.util.
        from _frozen_importlib_external import PathFinder

        if PathFinder.find_spec("awslambdaric") and PathFinder.find_spec("runtime_client"):
            run_aws_client(handler, address)
        else:
            run(handler, address)
    except (ConnectionError, KeyboardInterrupt):
        # The embedded Lambda has ended, so there's no one to report to.
        os._exit(1)
