# SPDX-License-Identifier: GPL-3.0-or-later
"""Templates, and the functions that AWS SAM's own parser finds in them, compared with those of `connect local`."""

import json
import os
import pathlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from golden_case import binary, clean_environment, quoted
from template_cases import cases

REFERENCE = pathlib.Path(__file__).with_name("sam_reference.py")
# scripts/test makes it: aws-sam-cli pins versions that other tests' packages exclude.
PYTHON = pathlib.Path(sys.prefix).with_name("venv-sam") / "bin" / "python"
# Of SAM, which uses its own defaults for these.
PSEUDO = {"AWS::AccountId": "000000000000", "AWS::StackName": "project"}

SCRIPT = """
connect local {path} {parameters}
listed = call ListFunctions
for f in <<listed.Functions>> {{
    d = call GetFunction --function-name <<f.FunctionName>>
    print <<to_string({{configuration: f, code: d.Code.Location}})>>
}}
"""


@pytest.fixture(scope="module")
def projects(tmp_path_factory):
    """The folder of each case, by its name."""
    folders = {}
    for number, case in enumerate(cases):
        folders[case.name] = folder = tmp_path_factory.mktemp(f"case-{number}-") / "project"
        for path, content in case.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(content)
    return folders


@pytest.fixture(scope="module")
def expected(projects, tmp_path_factory):
    """SAM's functions of each case, by its name."""
    questions = [json.dumps({"template": str(projects[case.name] / "template.yaml"),
                             "parameters": {**PSEUDO, **case.parameters}}) for case in cases]
    home = tmp_path_factory.mktemp("home")
    environment = {**clean_environment(home), "AWS_REGION": "us-east-1", "SAM_CLI_TELEMETRY": "0"}
    done = subprocess.run([PYTHON, REFERENCE], input="\n".join(questions), text=True, stdout=subprocess.PIPE,
                          env=environment, timeout=300, check=True)
    return {case.name: json.loads(line) for case, line in zip(cases, done.stdout.splitlines(), strict=True)}


@pytest.fixture(scope="module")
def found(projects, tmp_path_factory):
    """lamsh's functions of each case, by its name."""
    environment = clean_environment(tmp_path_factory.mktemp("home"))

    def read(case):
        parameters = " ".join(f"--parameter {quoted(f'{name}={value}')}" for name, value in case.parameters.items())
        script = SCRIPT.format(path=quoted(projects[case.name] / "template.yaml"), parameters=parameters)
        done = subprocess.run([binary(), "-c", script], text=True, capture_output=True, env=environment, timeout=60)
        assert done.returncode == 0, f"{case.name}: {done.stderr}"
        return [json.loads(line) for line in done.stdout.splitlines()]

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip([case.name for case in cases], pool.map(read, cases)))


def names(function):
    """How lamsh may call SAM's function: its full path in a nested stack, or its name."""
    return [function["name"]] if "/" not in function["path"] else [function["path"].replace("/", "-")]


def test_there_are_enough_templates(expected):
    assert len(cases) >= 150
    assert {name: outcome for name, outcome in expected.items() if "error" in outcome} == {}
    assert sum(len(outcome) for outcome in expected.values()) > 170


def test_every_function_that_sam_lists_is_listed(expected, found):
    listed = {name: {function["configuration"]["FunctionName"] for function in functions}
              for name, functions in found.items()}
    missing = [(case, function["path"]) for case, functions in expected.items() for function in functions
               if not listed[case].intersection(names(function))]
    assert missing == []


def test_nothing_else_is_listed(expected, found):
    # SAM leaves out functions whose code is in S3, which lamsh lists with the reason.
    extra = {case: len(functions) - len(expected[case]) for case, functions in found.items()}
    assert {case: count for case, count in extra.items() if count} == {"code: in S3": 1, "code: in S3 by parts": 1}


@pytest.mark.parametrize("case", cases, ids=lambda case: case.name)
def test_a_function_is_as_sam_describes_it(case, projects, expected, found):
    listed = {function["configuration"]["FunctionName"]: function for function in found[case.name]}
    for function in expected[case.name]:
        ours = next(listed[name] for name in names(function) if name in listed)
        configuration = ours["configuration"]
        assert settings(configuration) == settings(configuration) | described(function)
        assert configuration.get("Environment", {}).get("Variables", {}) == variables(function, case, ours)
        if function["code"] and function["package"] == "Zip":
            assert ours["code"] == f"file://{os.path.normpath(projects[case.name] / function['code'])}"


def described(function):
    """SAM's settings, with the defaults of AWS, without those that its parser can't evaluate."""
    result = {"timeout": function["timeout"] or 3, "memory": function["memory"] or 128, "layers": function["layers"],
              "handler": function["handler"], "runtime": function["runtime"]}
    if function["package"] == "Image":  # which has neither on AWS
        result |= {"handler": None, "runtime": None}
    result = {name: value for name, value in result.items() if not isinstance(value, dict)}
    return result | {name: int(result[name]) for name in ("timeout", "memory") if name in result}


def settings(configuration):
    return {"handler": configuration.get("Handler"), "runtime": configuration.get("Runtime"),
            "timeout": configuration["Timeout"], "memory": configuration["MemorySize"],
            "layers": len(configuration.get("Layers", []))}


def variables(function, case, ours):
    """SAM's, except for those where lamsh knows more."""
    own = ours["configuration"].get("Environment", {}).get("Variables", {})
    result = {name: case.ours.get(name, value) for name, value in function["environment"].items()}
    # The physical name of a function, where SAM has the logical ID.
    return {name: own.get(name) if value is None and name in case.ours else value for name, value in result.items()}
