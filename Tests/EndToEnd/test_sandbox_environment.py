# SPDX-License-Identifier: GPL-3.0-or-later
"""What a function sees: variables, files, limits, and the logs that it and the platform write."""

import json
import os
import platform
import subprocess
import sys

import boto3
import pytest

from golden_case import binary, quoted
from test_serve import ACCOUNT, error_of, eventually, invoke

# A system call that fails as it does in containers without privileges, by AUDIT_ARCH-independent numbers.
UNSHARE = {"x86_64": 272, "aarch64": 97}.get(platform.machine())
RESTRICTED = """#!{python}
import ctypes, os, struct, sys
ALLOW, REFUSE = 0x7FFF0000, 0x00050001
instructions = [(0x20, 0, 0, 0), (0x15, 0, 1, {unshare}), (0x06, 0, 0, REFUSE), (0x06, 0, 0, ALLOW)]
code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *each) for each in instructions))
program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(instructions), ctypes.addressof(code)))
prctl = ctypes.CDLL(None, use_errno=True).prctl
assert prctl(38, 1, 0, 0, 0) == 0 and prctl(22, 2, ctypes.byref(program), 0, 0) == 0, ctypes.get_errno()
os.execv({binary!r}, [{binary!r}, *sys.argv[1:]])
"""

LOOK = """
import os, resource, time
def handler(event, context):
    if "sleep" in event: time.sleep(event["sleep"])
    if "write" in event: open(event["write"], "a").write("x")
    if "read" in event: return open(event["read"]).read()
    return {"tmp": sorted(os.listdir("/tmp")), "folder": os.getcwd(), "code": os.path.dirname(__file__),
            "files": resource.getrlimit(resource.RLIMIT_NOFILE), "variables": dict(os.environ)}
"""


@pytest.fixture
def restricted(monkeypatch, tmp_path):
    """Makes servers start where a process can't get a mount namespace."""
    if not UNSHARE:
        pytest.skip("the number of the system call isn't known here")
    wrapper = tmp_path / "restricted"
    wrapper.write_text(RESTRICTED.format(python=sys.executable, unshare=UNSHARE, binary=str(binary())))
    wrapper.chmod(0o755)
    monkeypatch.setenv("LAMSH_BIN", str(wrapper))


@pytest.fixture
def isolated(functions, serve):
    """Serves a function that looks around, on systems that can isolate it. Returns the server and the folder."""

    def start(files=None, **options):
        folder = functions({"f/handler.py": LOOK, **(files or {})})
        server = serve(folder, **options)
        invoke(server.client(), "f", {})
        if "can't isolate" in server.text:
            pytest.skip("this system has no mount namespaces for users")
        return server, folder

    return start


# ---- Variables

PLATFORM = {
    "AWS_ACCESS_KEY_ID", "AWS_DEFAULT_REGION", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_RUNTIME_API", "AWS_REGION", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
    "AWS_XRAY_CONTEXT_MISSING", "AWS_XRAY_DAEMON_ADDRESS", "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT", "LANG",
    "LD_LIBRARY_PATH", "PATH", "TZ", "_AWS_XRAY_DAEMON_ADDRESS", "_AWS_XRAY_DAEMON_PORT", "_HANDLER"}
# On AWS, the SDKs know the endpoints. A function without a /tmp of its own gets TMPDIR.
OURS = {"AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "AWS_ENDPOINT_URL_LAMBDA", "AWS_ENDPOINT_URL_STS", "TMPDIR"}
USERS = {
    "AWS_PROFILE": "mine", "AWS_SESSION_TOKEN": "token", "PYTHONSTARTUP": "/x", "PYTHONDONTWRITEBYTECODE": "1",
    "HTTP_PROXY": "http://127.0.0.1:9", "LD_PRELOAD": "", "NODE_OPTIONS": "", "MINE": "1"}


def test_a_python_function_has_awss_variables_and_none_of_the_users(functions, serve):
    folder = functions({
        "f/handler.py": LOOK,
        "f/function.json": json.dumps({"MemorySize": 256, "Environment": {"Variables": {"STAGE": "dev", "TZ": "Asia/Tokyo"}}})})
    variables = invoke(serve(folder, environment=USERS).client(), "f", {})["Value"]["variables"]
    managed = {"AWS_EXECUTION_ENV", "LC_CTYPE", "PWD", "SHLVL", "_X_AMZN_TRACE_ID"}
    assert set(variables) - OURS - {"PYTHONPATH"} == PLATFORM | managed | {"STAGE"}
    wanted = {
        "_HANDLER": "handler.handler", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256", "AWS_LAMBDA_FUNCTION_NAME": "f",
        "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/f", "LANG": "en_US.UTF-8", "TZ": "Asia/Tokyo", "STAGE": "dev",
        "LAMBDA_TASK_ROOT": str(folder / "f"), "PWD": str(folder / "f"), "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand"}
    assert {name: variables[name] for name in wanted} == wanted


def test_a_function_has_temporary_keys_of_its_own(functions, serve):
    server = serve(functions({"f/handler.py": LOOK}), environment=USERS)
    variables = invoke(server.client(), "f", {})["Value"]["variables"]
    keys = {"aws_access_key_id": variables["AWS_ACCESS_KEY_ID"], "aws_secret_access_key": variables["AWS_SECRET_ACCESS_KEY"]}
    token = variables["AWS_SESSION_TOKEN"]
    assert keys["aws_access_key_id"].startswith("ASIA") and keys["aws_access_key_id"] != server.settings["AWS_ACCESS_KEY_ID"]
    assert len(token) > 300 and token != USERS["AWS_SESSION_TOKEN"]

    def call(service, token):
        return boto3.client(service, endpoint_url=server.endpoint, region_name="us-east-1", aws_session_token=token, **keys)

    assert call("sts", token).get_caller_identity()["Arn"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/lamsh-local/functions"
    assert invoke(call("lambda", token), "f", {})["Value"]["variables"]["AWS_SESSION_TOKEN"] == token
    assert error_of(lambda: call("sts", None).get_caller_identity())[:2] == (403, "InvalidClientTokenId")
    assert error_of(lambda: call("logs", None).describe_log_groups())[:2] == (403, "UnrecognizedClientException")


def test_a_bootstrap_has_awss_variables(functions, serve):
    server = serve(functions({"f/bootstrap": f"""#!{sys.executable}
import json, os, urllib.request
base = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/invocation/"
while True:
    event = urllib.request.urlopen(base + "next")
    id = event.headers["Lambda-Runtime-Aws-Request-Id"]
    urllib.request.urlopen(base + id + "/response", json.dumps(dict(os.environ)).encode())
"""}), environment=USERS)
    variables = invoke(server.client(), "f", {})["Value"]
    assert set(variables) - OURS - {"LC_CTYPE"} == PLATFORM
    assert variables["TZ"] == ":UTC"


@pytest.mark.parametrize("name", ["AWS_REGION", "AWS_LAMBDA_FUNCTION_NAME", "LAMBDA_TASK_ROOT"])
def test_reserved_variables_are_refused(functions, serve, name):
    server = serve(functions({
        "f/handler.py": LOOK, "f/function.json": json.dumps({"Environment": {"Variables": {"MY": "1", name: "x"}}}),
        "g/handler.py": LOOK}))
    assert f"only the platform can set {name}; use other names" in server.text
    assert error_of(lambda: create(server, Environment={"Variables": {name: "x"}})) == (
        400, "InvalidParameterValueException",
        "Lambda was unable to configure your environment variables because the environment variables you have "
        "provided contains reserved keys that are currently not supported for modification. Reserved keys used in "
        f"this request: {name}")


def test_four_kilobytes_of_variables_are_accepted_and_no_more(functions, serve):
    # {"LONG":""} has 11 bytes.
    server = serve(functions({
        f"f{size}/{file}": text for size in (4_085, 4_086) for file, text in [
            ("handler.py", LOOK), ("function.json", json.dumps({"Environment": {"Variables": {"LONG": "x" * size}}}))]}))
    assert ("f4086 (python3): can't run: function.json: the environment variables have 4097 bytes as JSON; the limit is "
            "4096") in server.text
    assert len(invoke(server.client(), "f4085", {})["Value"]["variables"]["LONG"]) == 4_085
    status, code, message = error_of(lambda: create(server, Environment={"Variables": {"LONG": "x" * 4_086}}))
    assert (status, code) == (400, "InvalidParameterValueException")
    assert message == (
        "Lambda was unable to configure your environment variables because the environment variables you have provided "
        'exceeded the 4KB limit. String measured: {"LONG":"' + "x" * 4_086 + '"}')


def test_a_null_variable_is_refused(functions, serve):
    server = serve(functions({"f/handler.py": LOOK, "f/function.json": '{"Environment": {"Variables": {"NO": null}}}'}))
    assert "the variable NO must be a string, not null" in server.text


def create(server, **members):
    return server.client().create_function(
        FunctionName="made", Runtime="python3.12", Role="arn:aws:iam::000000000000:role/x", Handler="f.f",
        Code={"ZipFile": b""}, **members)


# ---- Files and limits


def test_the_code_is_read_only_and_also_at_its_place_on_aws(isolated):
    server, folder = isolated()
    for path in ("new", f"{folder}/f/handler.py", "/var/task/new"):
        answer = invoke(server.client(), "f", {"write": path})["Value"]
        assert (answer["errorType"], answer["errorMessage"]) == (
            "OSError", f"[Errno 30] Read-only file system: '{path}'")
    assert sorted(os.listdir(folder / "f")) == ["handler.py"]
    assert invoke(server.client(), "f", {"read": "/var/task/handler.py"})["Value"] == LOOK
    seen = invoke(server.client(), "f", {})["Value"]
    assert (seen["folder"], seen["code"]) == (f"{folder}/f", f"{folder}/f")
    # lamsh itself can still change it.
    (folder / "f/handler.py").write_text("def handler(event, context): return 'changed'\n")
    assert invoke(server.client(), "f", {})["Value"] == "changed"


def test_a_sandbox_has_a_tmp_of_its_own(isolated):
    server, _ = isolated({"f/function.json": '{"Timeout": 2}', "g/handler.py": LOOK})
    client = server.client()
    name = "lamsh-test-file"
    assert name in invoke(client, "f", {"write": f"/tmp/{name}"})["Value"]["tmp"]
    assert not os.path.exists(f"/tmp/{name}")
    assert name not in invoke(client, "g", {})["Value"]["tmp"]
    # Its processes share it.
    assert invoke(client, "f", {"sleep": 60})["Value"]["errorType"] == "Sandbox.Timedout"
    assert invoke(client, "f", {"read": f"/tmp/{name}"})["Value"] == "x"
    seen = invoke(client, "f", {})["Value"]
    assert "TMPDIR" not in seen["variables"] and seen["files"] == [1024, 1024]
    assert not [entry for entry in seen["tmp"] if entry.startswith("lamsh-") and entry != name]


def test_layers_are_in_opt(isolated):
    code = "import os, shared\ndef handler(event, context):\n" \
        "    return [shared.__file__, open('/opt/data').read(), sorted(os.listdir('/opt/python')), " \
        "os.popen('tool').read(), os.environ['PATH'].split(':')[-1]]\n"
    server, folder = isolated({
        "layered/handler.py": code, "layered/function.json": '{"Layers": ["../../layers/one", "../../layers/two"]}',
        "../layers/one/python/shared.py": "", "../layers/one/data": "one", "../layers/two/data": "two",
        "../layers/two/python/other.py": "", "../layers/two/bin/tool": "#!/bin/sh\nprintf ran\n"})
    (folder.parent / "layers/two/bin/tool").chmod(0o755)
    value = invoke(server.client(), "layered", {})["Value"]
    assert value == ["/opt/python/shared.py", "two", ["other.py", "shared.py"], "ran", "/opt/bin"]


def test_code_in_tmp_itself_runs(serve, tmp_path):
    # A file in /tmp is a function whose folder is /tmp.
    path = f"/tmp/lamsh_test_{os.getpid()}.py"
    with open(path, "w") as file:
        file.write("import os\ndef handler(event, context): return os.environ['TMPDIR']\n")
    try:
        answer = invoke(serve(path).client(), f"lamsh_test_{os.getpid()}", {})
        assert answer["Value"].endswith("/tmp")
    finally:
        os.unlink(path)


def test_without_namespaces_functions_run_and_a_notice_says_what_is_missing(restricted, functions, serve):
    server = serve(functions({
        "f/handler.py": LOOK, "g/handler.py": LOOK, "f/function.json": '{"Layers": ["../../layer"]}',
        "../layer/python/x.py": ""}))
    client = server.client()
    for name in ("f", "g"):
        seen = invoke(client, name, {"write": "new"})["Value"]
        assert os.path.isdir(seen["variables"]["TMPDIR"]) and seen["files"] == [1024, 1024]
        assert seen["folder"].endswith(f"/functions/{name}")
    assert server.text.count("functions share /tmp and can change their own code: this system can't isolate them") == 1
    assert "(namespace: Operation not permitted)" in server.text


def test_a_bootstrap_that_cannot_be_executed_says_why(functions, serve):
    folder = functions({"f/bootstrap": "#!/no/such/interpreter\n", "g/bootstrap": "\x7fELF?"})
    client = serve(folder).client()
    message = invoke(client, "f", {})["Value"]["errorMessage"]
    assert message.endswith("names an interpreter that doesn't exist: /no/such/interpreter")
    assert "Exec format error" in invoke(client, "g", {})["Value"]["errorMessage"]


# ---- Logs


def lines(answer):
    """The JSON lines in a log tail."""
    return [json.loads(line) for line in answer["Log"].splitlines() if line.startswith("{")]


def test_json_logs_have_the_platforms_events(functions, serve):
    folder = functions({
        "f/handler.py": "import os\ndef handler(event, context):\n    print('plain')\n    if event: os._exit(3)\n"
                        "    return [os.environ[name] for name in ('AWS_LAMBDA_LOG_FORMAT', 'AWS_LAMBDA_LOG_LEVEL',"
                        " 'AWS_LAMBDA_LOG_GROUP_NAME')]\n",
        "f/function.json": json.dumps({"LoggingConfig": {
            "LogFormat": "JSON", "ApplicationLogLevel": "DEBUG", "SystemLogLevel": "DEBUG", "LogGroup": "/own"}})})
    server = serve(folder)
    client = server.client()
    answer = invoke(client, "f", {}, LogType="Tail")
    assert answer["Value"] == ["JSON", "DEBUG", "/own"]
    start, done, report = lines(answer)
    assert "\nplain\n" in answer["Log"]
    request_id = answer["ResponseMetadata"]["RequestId"]
    assert (start["type"], start["record"]["requestId"], start["record"]["version"]) == (
        "platform.start", request_id, "$LATEST")
    assert (done["type"], done["record"]["status"]) == ("platform.runtimeDone", "success")
    assert report["type"] == "platform.report" and report["time"].endswith("Z")
    assert set(report["record"]["metrics"]) == {
        "durationMs", "billedDurationMs", "memorySizeMB", "maxMemoryUsedMB", "initDurationMs"}
    failed = invoke(client, "f", {"exit": 1}, LogType="Tail")
    assert "Error: Runtime exited with error: exit status 3" in failed["Value"]["errorMessage"]
    record = lines(failed)[-1]["record"]
    assert (record["status"], record["errorType"]) == ("failure", "Runtime.ExitError")
    events = server.client("logs").filter_log_events(logGroupName="/own")["events"]
    types = [json.loads(event["message"])["type"] for event in events if event["message"].startswith("{")]
    assert types[:6] == [
        "platform.initStart", "platform.initRuntimeDone", "platform.initReport", "platform.start",
        "platform.runtimeDone", "platform.report"]


def test_levels_filter_the_platforms_events(functions, serve):
    folder = functions({
        **{f"{name}/{file}": text for name, level in (("info", "INFO"), ("warn", "WARN")) for file, text in [
            ("handler.py", "import os\ndef handler(event, context):\n    if event: os._exit(3)\n"),
            ("function.json", json.dumps({"LoggingConfig": {"LogFormat": "JSON", "SystemLogLevel": level}}))]}})
    client = serve(folder).client()
    types = {name: [[line["type"] for line in lines(invoke(client, name, event, LogType="Tail"))]
                    for event in ({}, {"exit": 1})] for name in ("info", "warn")}
    assert types == {
        "info": [["platform.start", "platform.report"],
                 ["platform.start", "platform.runtimeDone", "platform.report"]],
        "warn": [[], ["platform.runtimeDone", "platform.report"]]}


def test_the_shell_reads_json_logs(functions):
    folder = functions({
        "f/handler.py": "def handler(event, context):\n    print('hello')\n    return 1\n",
        "f/function.json": '{"LoggingConfig": {"LogFormat": "JSON", "LogGroup": "/own/group"}}'})
    commands = [
        f"connect local {quoted(folder)}", "invoke f --log", "<<last.report.memorySizeMB>>",
        "<<last.report.billedDurationMs > `0`>>", "logs f"]
    run = subprocess.run(
        [binary(), *(word for command in commands for word in ("-c", command))], capture_output=True, text=True)
    assert run.stdout.splitlines()[:3] == ["1", "128", "true"], run.stdout + run.stderr
    assert "hello" in run.stdout and "platform.report" in run.stdout


def test_a_change_is_logged_by_what_changed(functions, serve):
    folder = functions({
        "f/handler.py": "import shared\ndef handler(event, context): return shared.N\n",
        "f/function.json": '{"Layers": ["../../layer"], "Timeout": 20}',
        "../layer/python/shared.py": "N = 1\n"})
    server = serve(folder)
    client = server.client()

    def changes():
        return [line.split("lamsh: ")[1].strip() for line in server.text.splitlines() if "  lamsh: the function's " in line]

    def expect(value, *parts):
        assert invoke(client, "f", {})["Value"] == value
        eventually(lambda: len(changes()) == len(parts))
        assert changes() == [f"the function's {part} changed; starting a new process" for part in parts]

    expect(1)
    expect(1)
    (folder.parent / "layer/python/shared.py").write_text("N = 22\n")
    expect(22, "layers")
    (folder / "f/handler.py").write_text("def handler(event, context): return context.memory_limit_in_mb\n")
    expect("128", "layers", "code")
    (folder / "f/function.json").write_text('{"MemorySize": 512}')
    expect("512", "layers", "code", "code and layers and configuration")
    expect("512", "layers", "code", "code and layers and configuration")
