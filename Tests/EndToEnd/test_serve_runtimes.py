# SPDX-License-Identifier: GPL-3.0-or-later
"""Functions in Node.js, in shell, and what all runtimes have in common."""

import base64
import json
import re
import shutil
import sys

import pytest

from test_serve import invoke

needs_node = pytest.mark.skipif(not shutil.which("node"), reason="Node.js isn't installed")


@needs_node
@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("index.mjs", "export const handler = async (event) => ({ doubled: event.n * 2 });"),
        ("index.mjs", "export const handler = (event) => Promise.resolve({ doubled: event.n * 2 });"),
        ("index.js", "exports.handler = async (event) => ({ doubled: event.n * 2 });"),
        ("index.cjs", "module.exports = { handler: (event, context, callback) => "
                      "setTimeout(() => callback(null, { doubled: event.n * 2 }), 5) };"),
        ("handler.js", "exports.handler = (event, context) => { "
                       "setTimeout(() => context.succeed({ doubled: event.n * 2 }), 0); "
                       "return new Promise(() => {}); };"),
    ],
)
def test_node_handlers_of_all_styles(functions, serve, file, code):
    # Whatever version of Node.js is here.
    client = serve(functions({f"f/{file}": code, "f/function.json": '{"Runtime": "nodejs22.x"}'})).client()
    for n in (2, 3):
        answer = invoke(client, "f", {"n": n})
        assert (answer["Value"], answer.get("FunctionError")) == ({"doubled": n * 2}, None)


@needs_node
@pytest.mark.parametrize(
    ("code", "kind", "message"),
    [
        ("exports.handler = async () => { throw new RangeError('no'); };", "RangeError", "no"),
        ("exports.handler = (event, context, callback) => callback(new Error('back'));", "Error", "back"),
        ("exports.handle = 1;", "Runtime.HandlerNotFound", "index.handler is undefined or not exported"),
        ("exports.handler = (", "Runtime.UserCodeSyntaxError", "SyntaxError: "),
        ("require('no-such');", "Runtime.ImportModuleError", "Error: Cannot find module 'no-such'"),
        ("throw new TypeError('early');", "TypeError", "early"),
        ("exports.handler = async () => ({ n: 1n });", "Error", "Unable to stringify response body"),
        ("exports.handler = async () => { Promise.reject(new Error('lost')); await new Promise(() => {}); };",
         "Runtime.UnhandledPromiseRejection", "Error: lost"),
        ("exports.handler = async () => { process.exit(7); };", "Runtime.ExitError", "RequestId: "),
        ("exports.handler = async () => new Promise((done) => setTimeout(done, 60000));", "Sandbox.Timedout",
         "RequestId: "),
    ],
)
def test_node_failures_have_awss_names(functions, serve, code, kind, message):
    server = serve(functions({"f/index.js": code, "f/function.json": '{"Runtime": "nodejs22.x", "Timeout": 2}'}))
    for _ in range(2):
        answer = invoke(server.client(), "f", {})
        assert answer["FunctionError"] == "Unhandled"
        assert (answer["Value"]["errorType"], answer["Value"]["errorMessage"][:len(message)]) == (kind, message)


@needs_node
def test_node_tells_the_context_and_logs_as_on_aws(functions, serve):
    code = "exports.handler = async (event, context) => { console.log('a\\nb', { c: 1 }); return {" \
        "id: context.awsRequestId, name: context.functionName, left: context.getRemainingTimeInMillis() }; };"
    answer = invoke(serve(functions({"f/index.js": code})).client(), "f", {}, LogType="Tail")
    request_id = answer["ResponseMetadata"]["RequestId"]
    assert (answer["Value"]["id"], answer["Value"]["name"]) == (request_id, "f")
    assert 0 < answer["Value"]["left"] <= 3000
    assert f"\t{request_id}\tINFO\ta\nb {{ c: 1 }}\n" in answer["Log"]


STREAM = """
exports.handler = awslambda.streamifyResponse(async (event, output) => {
    for (const word of event.words) { output.write(word); await new Promise((done) => setTimeout(done, 20)); }
    if (event.fail) throw new Error("half-way");
    output.end();
});
"""


@needs_node
def test_a_response_is_streamed(functions, serve):
    client = serve(functions({"f/index.js": STREAM})).client()

    def stream(payload, **options):
        answer = client.invoke_with_response_stream(FunctionName="f", Payload=json.dumps(payload), **options)
        events = list(answer["EventStream"])
        text = b"".join(event["PayloadChunk"]["Payload"] for event in events if "PayloadChunk" in event).decode()
        return len(events) - 1, text, events[-1]["InvokeComplete"]

    count, text, end = stream({"words": ["one ", "two ", "three"]})
    assert (text, end) == ("one two three", {})
    assert count > 1, "it came in one piece"
    count, text, end = stream({"words": ["some"], "fail": True}, LogType="Tail")
    assert (text, end["ErrorCode"]) == ("some", "Unhandled")
    assert json.loads(end["ErrorDetails"])["errorMessage"] == "half-way"
    assert end["LogResult"]
    # A caller that asks for the whole response gets it.
    assert client.invoke(FunctionName="f", Payload=b'{"words": ["a", "b"]}')["Payload"].read() == b"ab"


def test_a_whole_result_is_streamed_too(samples):
    answer = samples.client().invoke_with_response_stream(FunctionName="echo", Payload=b'{"a": 1}')
    assert answer["ExecutedVersion"] == "$LATEST"
    assert list(answer["EventStream"]) == [{"PayloadChunk": {"Payload": b'{"a": 1}'}}, {"InvokeComplete": {}}]


SHELL = """#!/bin/sh
base=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation
while true; do
    event=$(curl -s -D "$TMPDIR/head" "$base/next") || exit 1
    id=$(tr -d '\\r' <"$TMPDIR/head" | sed -n 's/^lambda-runtime-aws-request-id: //Ip')
    curl -s -o /dev/null -d "{\\"got\\": $event, \\"handler\\": \\"$_HANDLER\\"}" "$base/$id/response"
done
"""


def test_a_bootstrap_in_shell(functions, serve):
    client = serve(functions({
        "f/bootstrap": SHELL, "f/function.json": '{"Handler": "any.thing"}'})).client()
    for n in range(3):
        assert invoke(client, "f", {"n": n})["Value"] == {"got": {"n": n}, "handler": "any.thing"}


def test_layers_are_on_the_search_paths(functions, serve):
    folder = functions({
        "f/handler.py": "import shared, subprocess\ndef handler(event, context):\n"
                        "    return [shared.NAME, subprocess.check_output('tool', text=True)]\n",
        "f/function.json": '{"Layers": ["../../layers/one", "../../layers/two"]}',
        "../layers/one/python/shared.py": "NAME = 'one'\n",
        "../layers/two/bin/tool": "#!/bin/sh\nprintf two\n",
    })
    (folder.parent / "layers/two/bin/tool").chmod(0o755)
    assert invoke(serve(folder).client(), "f", {})["Value"] == ["one", "two"]


def test_temporary_files_stay_with_the_sandbox(functions, serve):
    code = "import os, time\npath = os.environ.get('TMPDIR', '/tmp') + '/file'\ndef handler(event, context):\n" \
        "    if event == 'wait': time.sleep(60)\n" \
        "    if event == 'write': open(path, 'w').write('kept')\n" \
        "    return open(path).read()\n"
    client = serve(functions({"f/handler.py": code, "f/function.json": '{"Timeout": 1}'})).client()
    assert invoke(client, "f", "write")["Value"] == "kept"
    assert invoke(client, "f", "wait")["Value"]["errorType"] == "Sandbox.Timedout"
    assert invoke(client, "f", "read")["Value"] == "kept"


def test_changed_code_is_picked_up(functions, serve):
    folder = functions({"f/handler.py": "def handler(event, context): return 1\n"})
    client = serve(folder).client()
    assert invoke(client, "f", {})["Value"] == 1
    (folder / "f/handler.py").write_text("def handler(event, context): return 22\n")
    assert invoke(client, "f", {})["Value"] == 22


def test_a_single_handler_file(functions, serve):
    folder = functions({"orders.py": "def lambda_handler(event, context): return context.function_name\n"})
    assert invoke(serve(folder / "orders.py").client(), "orders", {})["Value"] == "orders"


def report(answer):
    """The members of the REPORT line in a log tail."""
    line = next(line for line in base64.b64decode(answer["LogResult"]).decode().splitlines() if line.startswith("REPORT"))
    return {name: float(value) for name, value in re.findall(r"([A-Z][\w ]+): ([\d.]+)", line)}


def test_the_initialization_is_billed_and_memory_is_never_zero(functions, serve):
    client = serve(functions({"f/handler.py": "def handler(event, context): return 1\n"})).client()
    cold = report(client.invoke(FunctionName="f", LogType="Tail"))
    # As recorded from AWS: Duration 2.03, Init Duration 79.22, Billed Duration 82.
    whole = cold["Duration"] + cold["Init Duration"]
    assert whole - 0.02 <= cold["Billed Duration"] <= whole + 1.02
    warm = report(client.invoke(FunctionName="f", LogType="Tail"))
    assert "Init Duration" not in warm
    assert warm["Duration"] <= warm["Billed Duration"] <= warm["Duration"] + 1.01
    assert cold["Max Memory Used"] > 1 and warm["Max Memory Used"] > 1


def test_memory_of_children_is_measured(functions, serve):
    child = "import os, sys\nmemory = b'1' * 60_000_000\nprint('ready', flush=True)\nsys.stdin.read()\n"
    code = f"""
import subprocess, sys, time
def handler(event, context):
    with subprocess.Popen(
        [sys.executable, "-c", {child!r}], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        child.stdout.readline()
        time.sleep(1)
        child.stdin.close()
    return 1
"""
    client = serve(functions({"f/handler.py": code, "f/function.json": '{"Timeout": 60, "MemorySize": 512}'})).client()
    assert report(client.invoke(FunctionName="f", LogType="Tail"))["Max Memory Used"] > 65


def test_a_crash_that_is_not_measured_has_used_memory(functions, serve):
    client = serve(functions({"f/handler.py": "import os\ndef handler(event, context): os._exit(3)\n"})).client()
    assert report(client.invoke(FunctionName="f", LogType="Tail"))["Max Memory Used"] >= 1


def test_a_cause_for_x_ray_of_one_mebibyte_is_accepted(functions, serve):
    bootstrap = f"""#!{sys.executable}
import http.client, os
host = os.environ["AWS_LAMBDA_RUNTIME_API"]
while True:
    connection = http.client.HTTPConnection(host)
    connection.request("GET", "/2018-06-01/runtime/invocation/next")
    answer = connection.getresponse()
    answer.read()
    path = "/2018-06-01/runtime/invocation/" + answer.headers["Lambda-Runtime-Aws-Request-Id"] + "/error"
    cause = '{{"a": "' + "x" * (1_048_576 - 9) + '"}}'
    connection.request("POST", path, '{{"errorType": "T", "errorMessage": "m"}}', {{"Lambda-Runtime-Function-XRay-Error-Cause": cause}})
    connection.getresponse().read()
"""
    client = serve(functions({"f/bootstrap": bootstrap})).client()
    answer = invoke(client, "f", {})
    assert (answer["FunctionError"], answer["Value"]) == ("Unhandled", {"errorType": "T", "errorMessage": "m"})
