# SPDX-License-Identifier: GPL-3.0-or-later
"""`lamsh serve` for development: watching, debuggers, the environment, other addresses; and the runtimes that need a
client from AWS."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from debugger import attach_debugger, free_port
from golden_case import binary, python_program, quoted
from test_serve import eventually, invoke, processes

needs_node = pytest.mark.skipif(not shutil.which("node"), reason="Node.js isn't installed")
ECHO = "def handler(event, context): return event\n"


def children(process):
    """The ids of the processes that a process started."""
    threads = Path(f"/proc/{process}/task").iterdir()
    return [child for thread in threads for child in (thread / "children").read_text().split()]


def test_watching_ends_the_processes_of_changed_functions(functions, serve, tmp_path):
    folder = functions({"f/handler.py": "def handler(event, context): return 1\n", "g/handler.py": ECHO})
    server = serve(folder, "--watch", environment={"TMPDIR": str(tmp_path)})
    client = server.client()
    assert invoke(client, "f", {})["Value"] == 1
    assert len(processes("/python/bootstrap.py")) >= 1
    (folder / "f/handler.py").write_text("def handler(event, context): return 22\n")
    eventually(lambda: "changed: f\n" in server.text)
    # The guard stays.
    eventually(lambda: len(children(server.process.pid)) == 1)
    assert invoke(client, "f", {})["Value"] == 22
    functions({"new/handler.py": ECHO, "g/function.json": "{"})
    eventually(lambda: "new: new\n" in server.text)
    eventually(lambda: "changed: g, which can't run: function.json: line 1" in server.text)
    shutil.rmtree(folder / "g")
    eventually(lambda: "removed: g\n" in server.text)


def test_variables_are_passed_by_name(functions, serve):
    code = "import os\ndef handler(event, context): return {name: os.environ.get(name) for name in event}\n"
    server = serve(
        functions({"f/handler.py": code, "f/function.json": '{"Environment": {"Variables": {"OWN": "function"}}}'}),
        "--pass-env", "TOKEN", "--pass-env", "STAGE=dev", "--pass-env", "OWN=user", "--pass-env", "_HANDLER=no",
        "--pass-env", "NOT_SET", environment={"TOKEN": "t", "OTHER": "o"})
    assert invoke(server.client(), "f", ["TOKEN", "STAGE", "OWN", "_HANDLER", "NOT_SET", "OTHER"])["Value"] == {
        "TOKEN": "t", "STAGE": "dev", "OWN": "function", "_HANDLER": "handler.handler", "NOT_SET": None, "OTHER": None}


def test_another_address_lets_others_in_and_is_warned_of(functions, serve):
    server = serve(functions({"f/handler.py": ECHO}), "--host", "0.0.0.0")
    warning = "warning: listening on 0.0.0.0: anyone who can reach this machine and has the keys can run code here"
    eventually(lambda: warning in server.text)
    port = server.endpoint.rpartition(":")[2]
    address = socket.gethostbyname(socket.gethostname())
    client = server.client(endpoint_url=f"http://{address}:{port}")
    assert invoke(client, "f", {"n": 1})["Value"] == {"n": 1}

    def error_type(host):
        connection = http.client.HTTPConnection("127.0.0.1", int(port))
        connection.request("GET", "/2015-03-31/functions", headers={"host": host})
        return connection.getresponse().headers["x-amzn-errortype"]

    # Addresses are accepted, then the signature is checked; a host name could be a DNS rebinding attack.
    assert error_type(f"{address}:{port}") == "MissingAuthenticationTokenException"
    assert error_type("evil.example") == "AccessDeniedException"


def test_without_a_flag_only_this_machine_can_connect(samples):
    address = socket.gethostbyname(socket.gethostname())
    if address.startswith("127."):
        pytest.skip("this machine has no other address")
    with pytest.raises(OSError):
        socket.create_connection((address, int(samples.endpoint.rpartition(":")[2])), timeout=5)


TEMPLATE = """
Parameters:
  Stage: {Type: String, Default: prod}
Resources:
  f:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: !Sub "f-${Stage}"
      Runtime: python3
      Handler: handler.handler
      CodeUri: code
"""


def run(*arguments, **options):
    return subprocess.run([binary(), *map(str, arguments)], capture_output=True, text=True, timeout=60, **options)


def test_connect_local_takes_parameters_of_a_template(functions):
    folder = functions({"template.yaml": TEMPLATE, "code/handler.py": ECHO})
    template = quoted(folder / "template.yaml")
    done = run("-c", f"connect local {template} --parameter Stage=dev", "-c", "invoke f-dev --body 7")
    assert (done.returncode, done.stdout.strip()) == (0, "7"), done.stderr
    wrong = run("-c", f"connect local {template} --parameter Stage")
    assert wrong.returncode != 0 and "`--parameter` must be NAME=VALUE, not `Stage`" in wrong.stderr


# ---- debuggers


def test_python_waits_for_its_debugger_and_has_no_deadline(functions, serve):
    pytest.importorskip("debugpy")
    code = "def handler(event, context): return [event, context.get_remaining_time_in_millis() > 10_000_000]\n"
    folder = functions({"f/handler.py": code, "f/function.json": '{"Timeout": 1}'})
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    port = free_port()
    shell = subprocess.Popen(
        [binary(), "-c", f"connect local {quoted(folder)}", "-c", f"debug f --port {port}", "-c", "invoke f --body 7"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PATH": path})
    try:
        attach_debugger(port)
        out, err = shell.communicate(timeout=60)
    finally:
        shell.kill()
    assert json.loads(out) == [7, True], err
    assert f"`f` runs under a debugger from its next invocation; attach to 127.0.0.1:{port}" in err


@needs_node
def test_node_listens_for_its_inspector(functions, serve):
    server = serve(functions({"f/index.js": "exports.handler = async (event) => process.execArgv;"}), "--debug", "f")
    options = invoke(server.client(), "f", {})["Value"]
    assert options[-1] == "--inspect=127.0.0.1:9229" and not any("old-space" in option for option in options)
    assert "f runs under a debugger from its next invocation; attach to 127.0.0.1:9229" in server.text


def test_what_cannot_be_debugged_is_said(functions):
    folder = functions({"f/bootstrap": "#!/bin/sh\n"})
    done = run("-c", f"connect local {quoted(folder)}", "-c", "debug f")
    assert done.returncode != 0
    assert "can't debug f: only Python and Node.js functions can be debugged" in done.stderr
    assert "there's no function g" in run("-c", f"connect local {quoted(folder)}", "-c", "debug g").stderr
    assert run("serve", folder, "--port", "0", "--debug", "f").returncode == 2
    keys = "--access-key AKIAEXAMPLE --secret-key a-secret-of-mine --region eu-west-1 --no-verify"
    there = run("-c", f"connect --auth access-key {keys}", "-c", "debug f")
    assert "only functions of the embedded Lambda can be debugged" in there.stderr


# ---- runtimes with AWS's clients. Fakes report how they were started, since tests can't install these clients.


CLIENT = python_program("""\
import http.client, json, os, sys
if "AWS_LAMBDA_RUNTIME_API" not in os.environ:
    # lamsh asks for the version.
    print('openjdk version "21.0.2"' if "-version" in sys.argv else f"lamsh-interpreter 3.4.1 {sys.argv[0]}")
    sys.exit()
connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
while True:
    connection.request("GET", "/2018-06-01/runtime/invocation/next")
    event = connection.getresponse()
    body = event.read()
    if event.status != 200: break
    names = ("AWS_EXECUTION_ENV", "RUBYLIB")
    told = json.dumps({"arguments": sys.argv, "environment": {n: os.environ.get(n) for n in names}})
    connection.request("POST", f"/2018-06-01/runtime/invocation/{event.headers['lambda-runtime-aws-request-id']}/response", told)
    connection.getresponse().read()
""")


@pytest.fixture
def stand_in(tmp_path):
    """Puts a program that reports how it was started on the search path."""

    def write(*names):
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        for name in names:
            (folder / name).write_text(CLIENT)
            (folder / name).chmod(0o755)
        return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}

    return write


def test_java_runs_by_the_client_in_the_functions_libraries(functions, serve, stand_in):
    folder = functions({
        "f/lib/aws-lambda-java-runtime-interface-client-2.6.0.jar": "",
        "f/function.json": '{"Runtime": "java21", "Handler": "com.example.Handler::run"}',
        "bare/function.json": '{"Runtime": "java21", "Handler": "com.example.Handler::run"}'})
    server = serve(folder, environment=stand_in("java"))
    told = invoke(server.client(), "f", {})["Value"]
    assert [argument for argument in told["arguments"][1:] if not argument.startswith("-XX:")] == [
        "-cp", f"{folder}/f:{folder}/f/lib/*", "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
        "com.example.Handler::run"]
    assert told["environment"]["AWS_EXECUTION_ENV"] == "AWS_Lambda_java21"
    assert "bare (java21): can't run: java21 needs AWS's client, which wasn't found: " in server.text


def test_ruby_runs_by_the_gem(functions, serve, stand_in):
    folder = functions({"f/function.json": '{"Runtime": "ruby3.4", "Handler": "app.run"}'})
    programs = stand_in("ruby")
    assert "ruby3.4 needs AWS's client, which wasn't found: the gem aws_lambda_ric" in serve(
        folder, environment=programs).text
    stand_in("aws_lambda_ric")
    told = invoke(serve(folder, environment=programs).client(), "f", {})["Value"]
    assert told["arguments"][1:] == [str(Path(programs["PATH"].split(os.pathsep)[0]) / "aws_lambda_ric"), "app.run"]
    assert told["environment"] == {"AWS_EXECUTION_ENV": "AWS_Lambda_ruby3.4", "RUBYLIB": f"{folder}/f"}


@needs_node
def test_node_runs_by_awss_client_where_the_function_has_it(functions, serve):
    client = "import http from 'node:http';\n" \
        "const base = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;\n" \
        "for (;;) {\n" \
        "  const event = await fetch(`${base}/next`); await event.text();\n" \
        "  if (event.status !== 200) break;\n" \
        "  const id = event.headers.get('lambda-runtime-aws-request-id');\n" \
        "  await fetch(`${base}/${id}/response`, { method: 'POST', body: JSON.stringify(process.argv.slice(2)) });\n" \
        "}\n"
    folder = functions({
        "f/index.mjs": "export const handler = async () => 'own client';",
        "f/node_modules/aws-lambda-ric/bin/index.mjs": client})
    assert invoke(serve(folder).client(), "f", {})["Value"] == ["index.handler"]
