# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a Python function behind Lambda's Runtime API (2018-06-01), as awslambdaric 4.2.2 does.

What only some functions need is in modules of its own, which are imported on demand: errors, logging, and JSON for
values that Python's own encoder treats in another way.
"""

import json
import marshal
import os
import sys
import time
from _frozen_importlib_external import PathFinder  # faster than importlib.machinery
from _socket import socket  # without the classes around it, which take longer to load than all of this file
from _thread import get_ident

VERSION = "2018-06-01"

# Since Python 3.12, AWS's runtimes don't escape characters that aren't ASCII.
ASCII = os.environ.get("AWS_EXECUTION_ENV", "").rpartition("_")[2] in {
    "python3.8", "python3.9", "python3.10", "python3.11"}

to_text = json.JSONEncoder(ensure_ascii=ASCII).encode
from_text = json.JSONDecoder().decode


class Fault(Exception):
    """A failure that the runtime detects, with AWS's name for it."""

    def __init__(self, kind, message, trace=()):
        super().__init__(message)
        self.kind = kind
        self.trace = list(trace)


class Modules:
    """Finds modules before Python does, if a function's own can't take their place: those that AWS's client has
    imported before the function, and what this client imports later."""

    # Only those that Python itself doesn't import when it starts.
    imported_by_aws = frozenset("""
        __future__ _decimal _heapq _json atexit collections contextlib copyreg decimal enum functools importlib json
        keyword linecache logging math numbers operator re reprlib sre_compile sre_constants sre_parse string textwrap
        threading token tokenize traceback types warnings weakref""".split())
    here = ""
    standard = ()
    # The thread in which this client is importing modules.
    importing = None

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name.startswith("lamsh_python_"):
            return PathFinder.find_spec(name, [cls.here])
        if name in cls.imported_by_aws or cls.importing == get_ident() and path is None:
            spec = PathFinder.find_spec(name, cls.standard)
            return logging_spec(spec) if name == "logging" else spec
        return None


class ModulesOfAWS:
    """Finds modules that AWS's runtimes have, if they're not installed."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name != "snapshot_restore_py":
            return None
        from importlib.util import spec_from_file_location

        return spec_from_file_location(name, f"{Modules.here}/{name}.py")


def protect(here, standard):
    """- here: the folder of this file; standard: the module path without the function."""
    Modules.here, Modules.standard = here, standard
    sys.meta_path.insert(0, Modules)
    sys.meta_path.append(ModulesOfAWS)
    # A debugger imports it earlier.
    if "logging" in sys.modules:
        own_module("lamsh_python_logging").set_up(sys.modules["logging"])


def own_module(name):
    """One of the client's modules that are imported on demand."""
    if name not in sys.modules:
        Modules.importing = get_ident()
        try:
            __import__(name)
        finally:
            Modules.importing = None
    return sys.modules[name]


def logging_spec(spec):
    """Sets up the root logger when the logging module is first imported: most functions never do that."""
    load = spec.loader.exec_module

    def exec_module(module):
        load(module)
        own_module("lamsh_python_logging").set_up(module)

    spec.loader.exec_module = exec_module
    return spec


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
        """Returns status, headers (lower-case names) and body. Ends the process if the connection is closed."""
        lines = [f"host: {self.authority}", f"content-length: {len(body)}", *headers]
        head = b"%s %s%s HTTP/1.1\r\n%s\r\n\r\n" % (
            method.encode(), self.base, path.encode(), "\r\n".join(lines).encode())
        try:
            if len(body) < 65536:
                self.socket.sendall(head + body)
            else:
                self.socket.sendall(head)
                self.socket.sendall(body)
            status = self.reader.readline().split(b" ", 2)
            if len(status) < 2:
                raise ConnectionError
            fields = {}
            while True:
                line = self.reader.readline().rstrip(b"\r\n")
                if not line:
                    break
                name, _, value = line.partition(b":")
                fields[name.lower().decode("latin-1")] = value.strip().decode("utf-8", "replace")
            answer = self.reader.read(int(fields.get("content-length", 0)))
        except ConnectionError:
            # The embedded Lambda has ended, so there's no one to report to.
            os._exit(1)
        return int(status[1]), fields, answer


class Values:
    """Attributes from a JSON object; missing names are None."""

    names = ()

    def __init__(self, values):
        for name in self.names:
            setattr(self, name, values.get(name))

    def __repr__(self):
        return f"{type(self).__name__}([{','.join(f'{name}={getattr(self, name)}' for name in self.names)}])"


class CognitoIdentity(Values):
    names = ("cognito_identity_id", "cognito_identity_pool_id")


class Client(Values):
    names = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")


class ClientContext(Values):
    names = ("custom", "env", "client")

    def __init__(self, values):
        super().__init__(values)
        if self.client is not None:
            self.client = Client(self.client)


class LambdaContext(Values):
    """A handler's second argument."""

    names = (
        "aws_request_id", "log_group_name", "log_stream_name", "function_name", "memory_limit_in_mb",
        "function_version", "invoked_function_arn", "client_context", "identity", "tenant_id")

    def __init__(self, fields):
        environment = os.environ
        self.aws_request_id = fields.get("lambda-runtime-aws-request-id")
        self.log_group_name = environment.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = environment.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.function_name = environment.get("AWS_LAMBDA_FUNCTION_NAME")
        self.memory_limit_in_mb = environment.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.function_version = environment.get("AWS_LAMBDA_FUNCTION_VERSION")
        self.invoked_function_arn = fields.get("lambda-runtime-invoked-function-arn")
        self.tenant_id = fields.get("lambda-runtime-aws-tenant-id")
        client = object_in(fields, "lambda-runtime-client-context", "Client Context")
        identity = object_in(fields, "lambda-runtime-cognito-identity", "Cognito Identity")
        self._w3c_fields = trace_context(client)
        self.client_context = None if client is None else ClientContext(client)
        self.identity = CognitoIdentity({})
        if identity is not None:
            self.identity.cognito_identity_id = identity.get("cognitoIdentityId")
            self.identity.cognito_identity_pool_id = identity.get("cognitoIdentityPoolId")
        self._epoch_deadline_time_in_ms = int(fields.get("lambda-runtime-deadline-ms", 0))

    def get_remaining_time_in_millis(self):
        return max(0, self._epoch_deadline_time_in_ms - int(time.time() * 1000))

    def w3c(self):
        """The trace context that the caller passed on."""
        return dict(self._w3c_fields)

    def log(self, msg):
        log_event(str(msg))


def object_in(fields, name, description):
    text = fields.get(name)
    if not text:
        return None
    try:
        return json.loads(text)
    except Exception as error:
        raise Fault("Runtime.LambdaContextUnmarshalError", f"Unable to parse {description} JSON: {error}")


def trace_context(client):
    """Takes the W3C trace context out of a client context."""
    fields = client.pop("w3c", None) if isinstance(client, dict) else None
    if not isinstance(fields, dict):
        return {}
    return {
        name: fields[name] for name in ("traceparent", "tracestate", "baggage") if isinstance(fields.get(name), str)}


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
        raise Fault("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {error}")
    except SyntaxError as error:
        raise Fault(
            "Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error}",
            [f'  File "{error.filename}" Line {error.lineno}\n    {error.text}'])
    try:
        return getattr(module, function_name)
    except AttributeError:
        raise Fault("Runtime.HandlerNotFound", f"Handler '{function_name}' missing on module '{module_name}'")


def encode(result):
    """A result as text or bytes, and its media type."""
    if isinstance(result, bytes):
        return result, "application/unknown"
    try:
        try:
            # Refuses all but Python's own types: others need AWS's rules, for example those for named tuples.
            marshal.dumps(result, 2)
            return to_text(result), "application/json"
        except (TypeError, ValueError):
            return own_module("lamsh_python_json").encode(result, ASCII), "application/json"
    except Exception as error:
        raise Fault("Runtime.MarshalError", f"Unable to marshal response: {error}")


def decode(event, fields):
    if fields.get("content-type", "application/json") != "application/json":
        return event
    try:
        return from_text(event.decode())
    except Exception as error:
        raise Fault("Runtime.UnmarshalError", f"Unable to unmarshal input: {error}")


class Current:
    """The invocation, for log records."""

    request_id = ""
    tenant_id = None


def log_event(text):
    """Writes a text that's one event of the log: carriage returns keep its lines together, and a newline ends it."""
    sys.stdout.write(text.rstrip("\n").replace("\r\n", "\r").replace("\n", "\r") + "\n")


class Unbuffered:
    """A stream whose text is in the log at once, even if the process crashes next."""

    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def write(self, text):
        self.stream.write(text)
        self.stream.flush()

    def writelines(self, lines):
        self.stream.writelines(lines)
        self.stream.flush()


def serve(connection, function):
    while True:
        status, fields, event = connection.request("GET", "/invocation/next")
        if status != 200:
            return
        request_id = Current.request_id = fields["lambda-runtime-aws-request-id"]
        Current.tenant_id = fields.get("lambda-runtime-aws-tenant-id")
        if "lambda-runtime-trace-id" in fields:
            os.environ["_X_AMZN_TRACE_ID"] = fields["lambda-runtime-trace-id"]
        else:
            os.environ.pop("_X_AMZN_TRACE_ID", None)
        report = None
        try:
            context = LambdaContext(fields)
            body, media_type = encode(function(decode(event, fields), context))
            outcome, headers = "response", [f"content-type: {media_type}"]
        except Exception as error:
            report = own_module("lamsh_python_errors").Report(error, request_id)
        if report is not None:
            report.log()
            outcome, headers, body = "error", report.headers, report.body
        if "lambda-runtime-invocation-id" in fields:
            headers.append(f"lambda-runtime-invocation-id: {fields['lambda-runtime-invocation-id']}")
        # As on AWS, text with a surrogate ends the process.
        body = body if isinstance(body, bytes) else body.encode()
        status, _, _ = connection.request("POST", f"/invocation/{request_id}/{outcome}", headers, body)
        if status >= 400:
            own_module("lamsh_python_errors").refused(outcome, status)


def run(handler, address):
    connection = Connection(address)
    sys.stdout, sys.stderr = Unbuffered(sys.stdout), Unbuffered(sys.stderr)
    report = None
    try:
        function = load(handler)
    except Exception as error:
        report = own_module("lamsh_python_errors").Report(error, "")
    if report is not None:
        report.warn()
        report.log()
        connection.request(
            "POST", "/init/error", [f"lambda-runtime-function-error-type: {report.kind}"], report.body.encode())
        sys.exit(1)
    serve(connection, function)
