# SPDX-License-Identifier: GPL-3.0-or-later
"""The state machines that lamsh makes, as `render` shows them, pass the linters of AWS."""

import itertools
import json
import pathlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from cloud import OPTIONS as CLOUD
from cloud import rows
from golden_case import binary, clean_environment

# scripts/test makes it.
TOOLS = pathlib.Path(sys.prefix).with_name("venv-states") / "bin"
ROLE = "arn:aws:iam::123456789012:role/lamsh-batches"
# Fields that statelint doesn't know; the service does.
FALSE_ALARMS = {
    'Field "Label" not allowed in State Machine.States.Rows',
    'Field "Transformation" not allowed in State Machine.States.Rows.ItemReader.ReaderConfig',
    'Field "InputType" not allowed in State Machine.States.Rows.ItemReader.ReaderConfig',
    'Field "WriterConfig" not allowed in State Machine.States.Rows.ResultWriter',
}
OPTIONS = [
    " ".join(options) for options in itertools.product(
        ["--mode once", "--mode once --stop-after 5", "--mode cheap"], ["", "--retry 3"],
        ["", "--qualifier live --client-context {\"a\":1}"], ["--concurrency 1", "--concurrency 10000 --timeout 20"])]


@pytest.fixture(scope="module")
def definitions(module_serve, tmp_path_factory):
    """By the options that they're for."""
    home = tmp_path_factory.mktemp("home")
    server = module_serve()
    script = "\n".join(
        f'render invoke echo --each [1] --in-cloud s3://rows/p --role {ROLE} {options}' for options in OPTIONS)
    done = subprocess.run(
        [binary()], input=script, env=clean_environment(home) | server.settings | {"AWS_ENDPOINT_URL": server.endpoint},
        capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(zip(OPTIONS, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.fixture
def several_objects(cloud):
    """The definition of a run whose rows are in several objects, which `render` can't know about."""
    cloud.settings["LAMSH_BATCH_OBJECT_BYTES"] = "100"
    cloud.write(rows(9))
    cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --mode cheap --detach", status=0)
    [machine] = cloud.states.machines.values()
    assert "LOAD_AND_FLATTEN" in machine.text
    return machine.definition


def lint(tool, path):
    done = subprocess.run([str(TOOLS / tool), str(path)], capture_output=True, text=True, check=False)
    return [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]


@pytest.mark.skipif(not TOOLS.exists(), reason="there's no .build/venv-states; scripts/test makes it")
def test_the_linters_accept_every_definition(definitions, several_objects, tmp_path):
    def check(item):
        number, (options, definition) = item
        plain, template = tmp_path / f"{number}.json", tmp_path / f"{number}.template.json"
        plain.write_text(json.dumps(definition))
        template.write_text(json.dumps({"Resources": {"Machine": {
            "Type": "AWS::StepFunctions::StateMachine", "Properties": {"RoleArn": ROLE, "Definition": definition}}}}))
        found = [line for line in lint("statelint", plain) if line not in FALSE_ALARMS and "errors:" not in line]
        return options, found + lint("cfn-lint", template)

    with ThreadPoolExecutor(2) as pool:
        every = [*definitions.items(), ("several objects", several_objects)]
        for options, found in pool.map(check, enumerate(every)):
            assert not found, options


@pytest.mark.skipif(not TOOLS.exists(), reason="there's no .build/venv-states; scripts/test makes it")
def test_the_linters_find_mistakes(definitions, tmp_path):
    definition = json.loads(json.dumps(definitions[OPTIONS[0]]))
    definition["States"]["Rows"]["ItemProcessor"]["StartAt"] = "Nowhere"
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(definition))
    assert any("Nowhere" in line for line in lint("statelint", path))
