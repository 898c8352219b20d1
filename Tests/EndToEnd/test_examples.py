# SPDX-License-Identifier: GPL-3.0-or-later
"""scripts/examples: each script runs against the embedded Lambda and does what it says."""

import base64
import io
import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from golden_case import binary, clean_environment
from recorded_answers import PYTHON

EXAMPLES = Path(__file__).resolve().parents[2] / "scripts" / "examples"


@pytest.fixture
def run(tmp_path):
    (tmp_path / "home").mkdir()

    def run(*arguments, status=0):
        result = subprocess.run(
            [binary(), *arguments], cwd=tmp_path, env=clean_environment(tmp_path / "home"),
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
        assert result.returncode == status, result.stdout + result.stderr
        return result.stdout

    return run


def example(name):
    return str(EXAMPLES / f"{name}.lamsh")


def lines(*records):
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in sorted(EXAMPLES.glob("*.lamsh"))])
def test_every_example_passes_the_check(run, path):
    assert run("check", "-D", "contracts=contracts.jsonl", str(path)) == ""


def test_smoke_test(run):
    assert run("test", "--local", example("smoke-test")).endswith("4 tests: 4 passed\n")


def test_order_workflow(run):
    order, tracking = run("--local", example("order-workflow")).splitlines()
    assert order.endswith(": 25 EUR")
    assert tracking.startswith("tracking t-")


def test_order_workflow_gives_back_what_it_reserved(run):
    wanted = '{"lines": [{"sku": "A-1", "qty": 2}, {"sku": "C-3", "qty": 1}]}'
    stdout = run("--local", example("order-workflow"), wanted, status=1)
    assert "giving back 2 of A-1 as r-o-" in stdout


def test_backfill(run, tmp_path):
    (tmp_path / "orders.csv").write_text("order,sku,qty\n1,A-1,2\n2,B-2,0\n3,C-3,1\n")
    stdout = run("--local", example("backfill"), "orders.csv", "outcomes.jsonl", status=1)
    assert "row 2: the quantity of B-2 must be at least 1, not 0" in stdout
    outcomes = [json.loads(line) for line in (tmp_path / "outcomes.jsonl").read_text().splitlines()]
    final = {outcome["key"]: outcome["outcome"] for outcome in outcomes if "outcome" in outcome}
    assert final == {"1": "ok", "2": "failed", "3": "ok"}


def test_replay_of_dead_letters(run, tmp_path):
    arn = "arn:aws:lambda:us-east-1:000000000000:function:"
    letters = [
        {"requestContext": {"functionArn": arn + "echo:$LATEST"}, "requestPayload": {"a": 1}},
        {"requestContext": {"functionArn": arn + "flaky"}, "requestPayload": {"fail": "raise", "message": "still"}},
    ]
    (tmp_path / "dead.jsonl").write_text(lines(*letters))
    stdout = run("--local", example("replay-dead-letters"), "dead.jsonl", "again.jsonl", status=1)
    assert stdout == "echo ok\nflaky failed: flaky failed: FlakyError: still\n1 replayed, 1 still dead\n"
    assert (tmp_path / "again.jsonl").read_text().count("flaky") == 1


@pytest.mark.parametrize("canary, status, last", [
    ("echo", 0, "2 events, 0 differences"), ("create-order", 3, "2 events, 2 differences")])
def test_canary(run, tmp_path, canary, status, last):
    (tmp_path / "events.jsonl").write_text(lines({"sku": "A-1"}, {"sku": "B-2", "qty": 0}))
    stdout = run("--local", example("canary"), "echo", canary, "events.jsonl", status=status)
    assert stdout.splitlines()[-1] == last


def test_warm_up(run):
    assert run("--local", example("warm-up"), "*order", "2").splitlines() == [
        "create-order warm", "price-order warm", "ship-order warm"]


@pytest.mark.parametrize("expected, status", [("created", 0), ("shipped", 3)])
def test_contract_test(run, tmp_path, expected, status):
    case = {"function": "create-order", "event": {"sku": "A-1", "qty": 1}, "expects": {"status": expected}}
    (tmp_path / "contracts.jsonl").write_text(lines(case))
    stdout = run("test", "--local", "-D", "contracts=contracts.jsonl", example("contract-test"), status=status)
    if status:
        assert 'create-order: status is "created", not "shipped"' in stdout


def test_inventory(run, tmp_path):
    assert "on python3" in run("--local", example("inventory"), "inventory.csv")
    assert (tmp_path / "inventory.csv").read_text().startswith("name,runtime,memory,timeout\ncreate-order,python3")


def code(number):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("handler.py", f"def handler(event, context): return {number}\n")
    return archive.getvalue()


def test_clean_up_versions(run, tmp_path):
    function = {
        "FunctionName": "f", "Runtime": PYTHON, "Handler": "handler.handler",
        "Role": "arn:aws:iam::000000000000:role/r", "Publish": True,
        "Code": {"ZipFile": base64.b64encode(code(1)).decode()},
    }
    (tmp_path / "function.json").write_text(json.dumps(function))
    for number in range(2, 6):
        (tmp_path / f"{number}.zip").write_bytes(code(number))
    setup = """
        function = load function.json
        _ = call CreateFunction <<function>>
        for n in [2, 3, 4, 5] { _ = call UpdateFunctionCode --function-name f --zip-file @<<n>>.zip --publish true }
        _ = call CreateAlias --function-name f --name live --function-version 2
    """
    said = run("--local", "-c", setup, example("clean-up-versions"), "f", "2")
    assert said == "deleted f:1\ndeleted f:3\n2 of 5 versions deleted\n"
