# SPDX-License-Identifier: GPL-3.0-or-later
"""lamsh's Python client compared with AWS's (awslambdaric), which this interpreter has: each handler in
PythonHandlers/ runs in both, behind the same Runtime API. What they send, log and leave behind must be equal, except
for times and paths.

lamsh's client runs in an interpreter without any package, so that awslambdaric can't hide its faults. The second half
is about what only lamsh does: module paths, layers, and environments that could break the client."""

import ast
import http.client
import json
import os
import pwd
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from test_serve import eventually, invoke

CLIENTS = Path(__file__).parents[2] / "Sources/LocalFunctions/Runtimes/Clients"
HANDLERS = Path(__file__).with_name("PythonHandlers")
REQUEST_ID = "5f0b9c1e-0000-4000-8000-000000000001"

# As AWS's own bootstrap does: the client is imported before the function's folder is on the module path.
BOOTSTRAP_OF_AWS = r"""
import os, sys
import awslambdaric.__main__ as client

class Sink(client.bootstrap.StandardLogSink):
    # On AWS, each event has a frame; here, a newline ends it.
    def log(self, message, frame_type=None):
        super().log(message if message.endswith("\n") else message + "\n")

client.bootstrap.StandardLogSink = Sink
sys.path[0] = os.environ["LAMBDA_TASK_ROOT"]
client.main(["bootstrap.py", os.environ["_HANDLER"]])
"""


@dataclass
class Case:
    """A section of a file in PythonHandlers: `=== NAME`, settings, then `--- FILE` and its content, once or more.

    Settings, one a line: `event JSON` (each is one invocation; without any there's one of {}), `header NAME: VALUE` for
    the deliveries, `environment NAME=VALUE`, `handler NAME`, `runtime NAME`, and `status OUTCOME NUMBER` for what the
    Runtime API answers to `response` or `error`."""

    name: str
    events: list = field(default_factory=list)
    headers: dict = field(default_factory=dict)
    environment: dict = field(default_factory=dict)
    handler: str = "handler.handler"
    runtime: str = "python3.12"
    statuses: dict = field(default_factory=dict)
    files: dict = field(default_factory=dict)

    @staticmethod
    def parse(text):
        title, *files = re.split(r"^--- (.*)\n", text, flags=re.MULTILINE)
        name, *settings = title.splitlines()
        case = Case(name, files=dict(zip(files[::2], files[1::2])))
        for setting in filter(None, settings):
            kind, _, value = setting.partition(" ")
            if kind == "event":
                case.events.append(value)
            elif kind == "header":
                case.headers.update([value.split(": ", 1)])
            elif kind == "environment":
                case.environment.update([value.split("=", 1)])
            elif kind == "status":
                outcome, status = value.split()
                case.statuses[outcome] = int(status)
            elif kind in ("handler", "runtime"):
                setattr(case, kind, value)
            else:
                raise ValueError(f"{name}: unknown setting {kind}")
        return case


def cases():
    for file in sorted(HANDLERS.glob("*.cases")):
        _, *sections = re.split(r"^=== ", file.read_text(), flags=re.MULTILINE)
        for section in sections:
            case = Case.parse(section)
            yield pytest.param(case, id=f"{file.stem}: {case.name}")


class RuntimeAPI:
    """The Runtime API for one process, and what the process sent to it."""

    def __init__(self, case):
        self.events = list(case.events or ["{}"])
        self.sent = []
        self.is_waiting = threading.Event()
        self.is_closed = threading.Event()
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # One packet for a response.
            wbufsize = -1

            def log_message(self, *arguments):
                pass

            def handle_expect_100(self):
                self.send_response_only(100)
                self.end_headers()
                self.wfile.flush()
                return True

            def do_GET(self):
                if not api.events:
                    api.is_waiting.set()
                    api.is_closed.wait()
                    return
                self.answer(200, api.events.pop(0).encode(), {
                    "Content-Type": "application/json", "Lambda-Runtime-Aws-Request-Id": REQUEST_ID,
                    "Lambda-Runtime-Deadline-Ms": str(int(time.time() * 1000) + 60_000),
                    "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:us-east-1:000000000000:function:f",
                    "Lambda-Runtime-Invocation-Id": "nonce", **case.headers})

            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                api.sent.append((self.path, self.headers, body))
                self.answer(case.statuses.get(self.path.rpartition("/")[2], 202), b"", {})

            def answer(self, status, body, headers):
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value.encode().decode("latin-1"))
                self.end_headers()
                self.wfile.write(body)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()

    def close(self):
        self.is_closed.set()
        self.server.shutdown()
        self.server.server_close()


class Run:
    """A case in one of the clients."""

    def __init__(self, case, folder, command):
        self.folder = folder
        self.task = folder / "task"
        for name, content in case.files.items():
            path = self.task / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        self.task.mkdir(parents=True, exist_ok=True)
        self.api = RuntimeAPI(case)
        self.outputs = [folder / "stdout", folder / "stderr"]
        stdout, stderr = (path.open("wb") for path in self.outputs)
        self.process = subprocess.Popen(
            command, cwd=self.task, stdout=stdout, stderr=stderr, env={
                "AWS_LAMBDA_RUNTIME_API": self.api.address, "LAMBDA_TASK_ROOT": str(self.task),
                "LAMBDA_RUNTIME_DIR": str(folder), "_HANDLER": case.handler,
                "AWS_EXECUTION_ENV": f"AWS_Lambda_{case.runtime}", "AWS_LAMBDA_FUNCTION_NAME": "f",
                "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128",
                "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/f", "AWS_LAMBDA_LOG_STREAM_NAME": "stream",
                "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand", "LANG": "en_US.UTF-8", "LC_CTYPE": "C.UTF-8",
                "TZ": ":UTC", "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1", **case.environment})

    def finish(self):
        """What must be equal."""
        eventually(lambda: self.api.is_waiting.is_set() or self.process.poll() is not None)
        status = self.process.poll()
        self.process.kill()
        self.process.wait()
        stdout, stderr = (path.read_bytes().decode() for path in self.outputs)
        self.api.close()
        return {
            "sent": [self.request(*request) for request in self.api.sent],
            "log": self.plain(stdout),
            "crash": self.outside(self.plain(stderr)),
            "status": "waits for the next event" if status is None else status,
        }

    def request(self, path, headers, body):
        cause = json.loads(headers.get("lambda-runtime-function-xray-error-cause", "null"))
        if cause:
            cause["exceptions"][0]["stack"] = [
                frame for frame in cause["exceptions"][0]["stack"] if not self.is_of_client(frame["path"])]
            cause["paths"] = sorted(path for path in cause["paths"] if not self.is_of_client(path))
            cause = self.plain(json.dumps(cause))
        body = body.decode("latin-1")
        if path.endswith("error"):
            body = json.loads(body)
            body["stackTrace"] = self.plain("".join(body["stackTrace"]))
            body = json.dumps(body)
        return {
            "path": path, "body": self.plain(body), "cause": cause,
            # AWS's client doesn't send the media type of an error before the first invocation.
            "type": headers["content-type"] if "/invocation/" in path else None,
            "invocation": headers["lambda-runtime-invocation-id"],
            "error": headers["lambda-runtime-function-error-type"],
        }

    @staticmethod
    def is_of_client(path):
        return "/awslambdaric/" in path or "/lamsh_python_" in path

    def plain(self, text):
        """Without times, paths, the clients' own frames, and AWS's advice on updates of its runtimes; with a newline
        for the carriage returns within a log event."""
        text = re.sub(r" However, in rare cases.*?runtimes-update\.html(\\r|\r)", "", text)
        text = re.sub(r"\r\n?", "\n", text)
        text = re.sub(
            r'(?:[ \u00a0]+File "[^"]*/(?:awslambdaric/|lamsh_python_)[^"]*", line .*\n[ \u00a0]+.*\n)+', "CLIENT\n",
            text)
        text = text.replace(str(self.task), "TASK").replace(str(self.folder), "RUNTIME")
        text = re.sub(
            r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z", lambda match: "TIME" + "." * bool(match[1]), text)
        text = re.sub(r"\[\d{13}\]", "[TIME]", text)
        return re.sub(r"0x[0-9a-f]{8,}", "0xADDRESS", text)

    @classmethod
    def outside(cls, trace):
        """What the function itself has in a trace on standard error."""
        lines, is_outside = [], True
        for line in trace.splitlines():
            if line.startswith("  File "):
                is_outside = "TASK" in line
            elif cls.is_of_client(line):
                line, is_outside = line.rpartition(".py:")[2].partition(" ")[2], False
                lines.append(line)
            elif not line.startswith(" "):
                is_outside = line not in ("", "CLIENT")
            if is_outside:
                lines.append(line)
        return lines


@pytest.fixture(scope="session")
def bare_python(tmp_path_factory):
    """This interpreter without any package."""
    folder = tmp_path_factory.mktemp("python")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin/python"
    missing = subprocess.run([python, "-c", "import awslambdaric"], capture_output=True, text=True)
    assert "No module named 'awslambdaric'" in missing.stderr
    return str(python)


@pytest.fixture(scope="session")
def own_client(tmp_path_factory):
    """The client's script, among the files that lamsh writes for it."""
    folder = tmp_path_factory.mktemp("client")
    for file in CLIENTS.glob("*.py"):
        (folder / file.name).write_text(file.read_text())
    return str(folder / "bootstrap.py")


@pytest.mark.parametrize("case", list(cases()))
def test_a_handler_behaves_as_behind_awss_client(case, tmp_path, bare_python, own_client, monkeypatch):
    # The cause of an error is sent as a field of up to 1 MiB.
    monkeypatch.setattr(http.client, "_MAXLINE", 2 << 20)
    driver = tmp_path / "bootstrap.py"
    driver.write_text(BOOTSTRAP_OF_AWS)
    aws = Run(case, tmp_path / "aws", [sys.executable, str(driver)])
    own = Run(case, tmp_path / "own", [bare_python, own_client])
    assert own.finish() == aws.finish()


def test_the_client_is_written_for_the_oldest_python_that_it_claims():
    for file in CLIENTS.glob("*.py"):
        ast.parse(file.read_text(), file.name, feature_version=(3, 8))


# These don't depend on the version of Python, and cover all of the client's modules.
PORTABLE = {
    "results: named tuples", "results: Decimal", "results: bytes within an object", "results: keys of every kind",
    "errors: an error", "errors: a message of several lines", "errors: sys.exit",
    "errors: os._exit after a text without a newline", "starts: a module that is not there",
    "starts: modules with the names of those that the client has imported", "logs: the logging module", "logs: JSON",
    "context: its attributes", "context: the client",
}


def installed(version):
    """The interpreter of this version, on PATH or in the folder of a version manager; None if there's none."""
    folders = [Path(folder) for folder in os.environ["PATH"].split(os.pathsep)]
    folders += sorted(Path(pwd.getpwuid(os.getuid()).pw_dir).glob(f".pyenv/versions/{version}.*/bin"))
    for program in (folder / f"python{version}" for folder in folders):
        if program.is_file() and subprocess.run([program, "-c", ""], capture_output=True).returncode == 0:
            return str(program.resolve())
    return None


@pytest.mark.parametrize("version", ["3.8", "3.9", "3.10", "3.12", "3.13", "3.14"])
def test_the_client_behaves_alike_in_every_version_of_python(version, tmp_path, bare_python, own_client):
    other = installed(version)
    if not other:
        pytest.skip(f"Python {version} isn't installed")
    chosen = [parameter for parameter in cases() if parameter.id in PORTABLE]
    assert len(chosen) == len(PORTABLE)
    for number, parameter in enumerate(chosen):
        folder = tmp_path / str(number)
        runs = [Run(parameter.values[0], folder / name, [python, own_client])
                for name, python in (("this", bare_python), ("other", other))]
        expected, actual = (run.finish() for run in runs)
        assert actual == expected, parameter.id


# ---- what only lamsh does


@pytest.fixture
def run_function(functions, serve, bare_python):
    """Runs the function `f` in an interpreter without packages: run_function(FILES, EVENT, **SETTINGS)."""

    def run(files, event=None, **settings):
        folder = functions({
            **{name if name.startswith("..") else f"f/{name}": content for name, content in files.items()},
            "f/function.json": json.dumps(settings)})
        path = f"{Path(bare_python).parent}{os.pathsep}{os.environ['PATH']}"
        server = serve(folder, environment={"PATH": path})
        return invoke(server.client(), "f", {} if event is None else event, LogType="Tail")

    return run


SHOW_PATHS = """
import importlib.util, os, subprocess, sys
def handler(event, context):
    child = subprocess.run([sys.executable, "-c", "import lamsh_python_runtime"], capture_output=True, text=True)
    return {"path": sys.path, "task": os.environ["LAMBDA_TASK_ROOT"], "runtime": os.environ["LAMBDA_RUNTIME_DIR"],
            "PYTHONPATH": os.environ["PYTHONPATH"], "child": child.stderr.splitlines()[-1], "arguments": sys.argv[1:],
            "packages": [name for name in event if importlib.util.find_spec(name)]}
"""
PACKAGES = "python/lib/python%d.%d/site-packages" % sys.version_info[:2]


def layer_folders(value, *names):
    """Where the process has its layers: in /opt, or in their own folders where the system has no mount namespaces."""
    if any(entry.startswith("/opt/") for entry in value["path"]):
        return ["/opt"]
    return [str(Path(value["task"]).parents[1] / "layers" / name) for name in names]


def test_the_module_path_is_that_of_aws(run_function):
    value = run_function({
        "handler.py": SHOW_PATHS, "extra.pth": "vendored\n", "vendored/e.py": "",
        "../layers/one/python/a.py": "", f"../layers/one/{PACKAGES}/b.py": "",
        "../layers/two/python/c.py": "", f"../layers/two/{PACKAGES}/d.py": "",
    }, ["a", "b", "c", "d", "e", "bootstrap"], Layers=["../../layers/one", "../../layers/two"])["Value"]
    layers = layer_folders(value, "two", "one")
    assert value["path"][:1 + 2 * len(layers)] == [
        value["task"], *(f"{layer}/{PACKAGES}" for layer in layers), *(f"{layer}/python" for layer in layers)]
    assert value["packages"] == ["a", "b", "c", "d", "e"]
    assert not any(entry.startswith(value["runtime"]) for entry in value["path"])
    assert value["PYTHONPATH"] == value["runtime"]
    assert value["child"] == "ModuleNotFoundError: No module named 'lamsh_python_runtime'"
    assert value["arguments"] == []


def test_an_own_pythonpath_takes_the_place_of_the_layers(run_function, tmp_path):
    (tmp_path / "more").mkdir()
    own = f"/opt/python/extra:{tmp_path}/more"
    value = run_function(
        {"handler.py": SHOW_PATHS, "../layers/one/python/extra/a.py": "", "../layers/one/python/b.py": ""},
        ["a", "b"], Layers=["../../layers/one"], Environment={"Variables": {"PYTHONPATH": own}})["Value"]
    layer, = layer_folders(value, "one")
    assert value["path"][:3] == [value["task"], f"{layer}/python/extra", f"{tmp_path}/more"]
    assert (value["packages"], value["PYTHONPATH"]) == (["a"], own)


@pytest.mark.parametrize("variables", [
    {"PYTHONPATH": "wrong"},
    {"PYTHONPATH": ""},
    {"PYTHONWARNINGS": "error"},
    {"PYTHONSTARTUP": "/nowhere/startup.py"},
    {"PYTHONOPTIMIZE": "2"},
    {"PYTHONSAFEPATH": "1"},
    {"PYTHONIOENCODING": "utf-8:strict"},
    {"PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONNOUSERSITE": "1", "PYTHONHASHSEED": "0"},
    {"PYTHONDEVMODE": "1"},
    {"PYTHONUTF8": "0", "LANG": "C", "LC_ALL": "C"},
    {"LD_LIBRARY_PATH": "/nowhere"},
    {"PATH": "/nowhere"},
], ids=lambda variables: ", ".join(f"{name}={value}" for name, value in variables.items()))
def test_the_environment_of_a_function_cannot_break_the_client(run_function, variables):
    modules = ["json", "socket", "time", "logging", "traceback", "decimal", "marshal", "importlib"]
    code = "import decimal, logging\ndef handler(event, context):\n    logging.warning('careful')\n" \
        "    if event:\n        return [decimal.Decimal('1.0')]\n    raise ValueError('no')\n"
    files = {"handler.py": code, **{f"wrong/{name}.py": "raise SystemExit('wrong')\n" for name in modules}}
    answer = run_function(files, 1, Environment={"Variables": variables})
    assert (answer["Value"], answer.get("FunctionError")) == ([1.0], None), answer["Log"]
    assert "\tcareful\n" in answer["Log"]


def test_text_without_a_newline_is_in_the_log_of_a_crash(run_function):
    code = "import os\ndef handler(event, context):\n    print('the last words', end='')\n    os.kill(os.getpid(), 9)\n"
    answer = run_function({"handler.py": code})
    assert answer["Value"]["errorType"] == "Runtime.ExitError"
    assert "\nthe last words" in answer["Log"]


def test_a_record_of_several_lines_is_one_event(functions, serve, bare_python):
    code = "import logging\ndef handler(event, context):\n    logging.error('one\\ntwo')\n    print('three')\n"
    path = f"{Path(bare_python).parent}{os.pathsep}{os.environ['PATH']}"
    server = serve(functions({"f/handler.py": code}), environment={"PATH": path})
    invoke(server.client(), "f", {})
    events = server.client("logs").filter_log_events(logGroupName="/aws/lambda/f")["events"]
    [record] = [event["message"] for event in events if event["message"].startswith("[ERROR]\t")]
    assert record.rstrip().endswith("\tone\ntwo")


def test_a_wrapper_can_change_the_handler(run_function, tmp_path):
    wrapper = tmp_path / "wrapper"
    wrapper.write_text("#!/bin/sh\nexport _HANDLER=other.handler\nexec \"$@\"\n")
    wrapper.chmod(0o755)
    answer = run_function({
        "handler.py": "def handler(event, context):\n    return 'the usual one'\n",
        "other.py": "def handler(event, context):\n    return 'the other one'\n",
    }, Environment={"Variables": {"AWS_LAMBDA_EXEC_WRAPPER": str(wrapper)}})
    assert answer["Value"] == "the other one"


def test_a_function_with_its_own_copy_of_awss_client_runs_in_lamshs(run_function):
    code = "import awslambdaric\ndef handler(event, context):\n    return awslambdaric.__file__.rpartition('/f/')[2]\n"
    wrong = "raise SystemExit('wrong')"
    files = {"awslambdaric/__init__.py": "", "awslambdaric/bootstrap.py": wrong, "runtime_client.py": wrong}
    assert run_function({"handler.py": code, **files})["Value"] == "awslambdaric/__init__.py"


def test_the_hooks_of_snapstart_can_be_registered(run_function):
    code = "from snapshot_restore_py import register_before_snapshot, register_after_restore\n" \
        "@register_before_snapshot\ndef before(): raise SystemExit('wrong')\n" \
        "register_after_restore(before, 1, two=2)\ndef handler(event, context):\n    return before.__name__\n"
    assert run_function({"handler.py": code})["Value"] == "before"
    own = {"handler.py": "import snapshot_restore_py\ndef handler(event, context): return snapshot_restore_py.own\n",
           "snapshot_restore_py.py": "own = True\n"}
    assert run_function(own)["Value"] is True
