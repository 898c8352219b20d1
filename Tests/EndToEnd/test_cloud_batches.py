# SPDX-License-Identifier: GPL-3.0-or-later
"""`invoke --each --in-cloud` and `batches` against Step Functions and S3 in memory and real functions in `lamsh serve`."""

import json
import os
import random
import re
import signal
import subprocess
import threading
import time

import boto3
import moto_aws
import pytest

from cloud import OPTIONS as CLOUD
from cloud import ROLE, rows, run_id
from fake_s3 import DENIED as S3_DENIED
from fake_s3 import EXPIRED as S3_EXPIRED
from fake_s3 import SLOW_DOWN
from fake_states import DENIED, DROPPED, EXPIRED, INTERNAL, LOST, NEW_ROLE, THROTTLED
from golden_case import binary, clean_environment
from screen import ENTER, PROMPT, TAB

@pytest.mark.parametrize("mode", ["once", "cheap"])
def test_a_run_has_the_outcomes_of_a_run_on_this_machine(cloud, mode):
    cloud.write(rows(250, failing={3, 77, 200}))
    statement = "invoke worker --each @rows.jsonl --key <<row.id>> --results {0} {1}"
    here, _ = cloud.run(statement.format("here.jsonl", ""), status=1)
    there, err = cloud.run(statement.format("out.jsonl", f"{CLOUD} --mode {mode}"), status=1)
    assert (there["rows"], there["ok"], there["failed"]) == (250, 247, 3), err
    assert there["errors"] == here["errors"] == {"OutOfStock": 3}
    changing = {"durationMs", "requestId"} | ({"attempts"} if mode == "cheap" else set())
    for one, other in zip(cloud.outcomes("here.jsonl"), cloud.outcomes(), strict=True):
        for name in set(one) - changing:
            assert json_value(one, name) == json_value(other, name), name


SEED = int(os.environ.get("LAMSH_SEED", "1"))
CASES = int(os.environ.get("LAMSH_CASES", "200"))


def random_value(rng, depth=0):
    choice = rng.randrange(8 if depth < 3 else 5)
    if choice == 0:
        return rng.choice([None, True, False, "", "a\nb", 'q"\\u00e9', "ü😀", "x" * rng.randrange(2000)])
    if choice == 1:
        return rng.choice([0, -1, 1.5, 1e300, 12345678901234567890, 0.1])
    if choice < 5:
        return rng.randrange(1000)
    if choice < 7:
        return {rng.choice("abcdef") * rng.randrange(1, 3): random_value(rng, depth + 1) for _ in range(rng.randrange(4))}
    return [random_value(rng, depth + 1) for _ in range(rng.randrange(4))]


def random_batch(rng, number):
    """The file of its rows, and the statement that runs them."""
    count = rng.choice([1, 2, 7, rng.randrange(40), rng.randrange(130)])
    rows = []
    for index in range(count):
        row = {"id": index, "v": random_value(rng)}
        if rng.random() < 0.1:
            row["fail"] = True
        if rng.random() < 0.05:
            row["large"] = rng.randrange(3000)
        if rng.random() < 0.05:
            del row["v"]
        rows.append(row)
    body = rng.choice([
        "", "--body <<row>>", '--body {"id": <<row.id>>, "v": <<row.v>>, "fail": <<row.fail>>}',
        '--body {"id": "n-<<row.id>>", "t": "<<row.v>>"}', "--body <<row.v>>"])
    key = rng.choice(["", "--key <<row.id>>", "--key <<row.v>>"])
    retry = rng.choice(["", "", "--retry 1"])
    concurrency = rng.choice([1, 7, 64])
    statement = f"invoke worker --each @rows-{number}.jsonl {body} {key} {retry} --concurrency {concurrency}"
    return rows, statement


@pytest.mark.parametrize("part", range(8))
def test_any_batch_has_the_same_results_here_and_in_the_cloud(cloud, part):
    rng = random.Random(SEED * 1000 + part)
    cloud.states.records_per_file = rng.choice([1, 3, 1000])
    scripts, modes = [], []
    for number in range(-(-CASES // 8)):
        rows, statement = random_batch(rng, number)
        cloud.write(rows, f"rows-{number}.jsonl")
        modes.append(rng.choice(["once", "cheap"]))
        for name, options in [("here", ""), ("there", f"{CLOUD} --mode {modes[-1]}")]:
            scripts.append(f"try {{ _ = {statement} {options} --results {name}-{number}.jsonl }} catch e {{ }}")
    _, err = cloud.run("\n".join(scripts), status=0)
    for number, mode in enumerate(modes):
        if not (cloud.folder / f"there-{number}.jsonl").exists():
            assert (cloud.folder / f"here-{number}.jsonl").read_text() == "", err
            continue
        changing = {"durationMs", "requestId"} | ({"attempts"} if mode == "cheap" else set())
        for one, other in zip(
                cloud.outcomes(f"here-{number}.jsonl"), cloud.outcomes(f"there-{number}.jsonl"), strict=True):
            for name in set(one) - changing:
                assert json_value(one, name) == json_value(other, name), (number, name, scripts[2 * number + 1], err)


def json_value(outcome, name):
    """Without the request ID, which errors have in their payload too."""
    value = outcome[name]
    return {key: inner for key, inner in value.items() if key != "requestId"} if isinstance(value, dict) else value


def test_a_detached_run_is_followed_fetched_and_deleted(cloud):
    cloud.write(rows(40, failing={5}))
    started, err = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --detach", status=0)
    assert started["rows"] == 40 and started["id"] == run_id(err)
    id = started["id"]
    shown, _ = cloud.run(f"batches {id} --wait", status=0)
    assert (shown["state"], shown["rows"], shown["done"], shown["failed"]) == ("done", 40, 40, 1)
    listed, _ = cloud.run("batches", status=0)
    assert [run["id"] for run in listed] == [id]
    summary, _ = cloud.run(f"batches {id} --results out.jsonl", status=0)
    assert (summary["ok"], summary["failed"]) == (39, 1)
    assert [line["index"] for line in cloud.outcomes()] == list(range(40))
    cloud.run(f"batches {id} --clean", status=0)
    assert cloud.store.keys("rows") == [] and not cloud.states.machines
    assert cloud.run("batches", status=0)[0] == []


def test_another_machine_finds_runs_by_their_tags(cloud, tmp_path):
    cloud.write(rows(10))
    started, _ = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --mode cheap --detach", status=0)
    other = cloud.on_another_machine(tmp_path / "other")
    assert [run["id"] for run in other.run("batches", status=0)[0]] == [started["id"]]
    other.run(f"batches {started['id']} --wait --results out.jsonl", status=0)
    assert len(other.outcomes()) == 10
    other.run("batches --clean --yes", status=0)
    assert not cloud.states.machines and cloud.store.keys("rows") == []


@pytest.mark.parametrize("prefix", ["ü 日本+%25&'x", "a=b/=20", "x$*?[0]"])
def test_a_prefix_may_have_any_characters(cloud, tmp_path, prefix):
    cloud.write(rows(4))
    started, _ = cloud.run(
        f'invoke worker --each @rows.jsonl --role {ROLE} --in-cloud "s3://rows/{prefix}" --detach', status=0)
    other = cloud.on_another_machine(tmp_path / "other")
    shown, err = other.run(f"batches {started['id']} --wait", status=0)
    assert shown["place"] == f"s3://rows/{prefix}/lamsh-{started['id']}", err
    other.run(f"batches {started['id']} --results out.jsonl", status=0)
    assert len(other.outcomes()) == 4
    other.run(f"batches {started['id']} --clean", status=0)
    assert not cloud.states.machines and cloud.store.keys("rows") == []


def test_what_is_left_of_a_run_without_a_record_is_deleted(cloud, tmp_path):
    cloud.write(rows(4))
    runs = [cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --detach", status=0)[0]["id"] for _ in range(2)]
    for run in runs:
        cloud.run(f"batches {run} --wait", status=0)
        cloud.store.delete("rows", f"runs/lamsh-{run}/run.json")
    other = cloud.on_another_machine(tmp_path / "other")
    listed, _ = other.run("batches", status=0)
    assert {(run["id"], run["state"]) for run in listed} == {(run, "without record") for run in runs}
    _, err = other.run("batches --clean --yes", status=0)
    assert "there's nothing to delete" in err, "they could be runs that are being started"
    cloud.states.machines[f"lamsh-{runs[0]}"].created -= 7200
    other.run("batches --clean --yes", status=0)
    assert list(cloud.states.machines) == [f"lamsh-{runs[1]}"]
    assert all(runs[1] in key for key in cloud.store.keys("rows"))
    other.run(f"batches {runs[1]} --clean", status=0)
    assert not cloud.states.machines and cloud.store.keys("rows") == []


def test_what_is_left_is_only_deleted_where_lamsh_writes(cloud, tmp_path):
    cloud.write(rows(4))
    started, _ = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --detach", status=0)
    cloud.run(f"batches {started['id']} --wait", status=0)
    machine = cloud.states.machines[f"lamsh-{started['id']}"]
    next(tag for tag in machine.tags if tag["key"] == "lamsh:place")["value"] = "rows/precious"
    cloud.store.put("rows", "precious/a", b"1")
    other = cloud.on_another_machine(tmp_path / "other")
    other.run(f"batches {started['id']} --clean", status=0)
    assert not cloud.states.machines and "precious/a" in cloud.store.keys("rows")


@pytest.mark.parametrize("place", ["region", "account"])
def test_runs_of_other_regions_and_accounts_are_left_alone(cloud, place):
    cloud.write(rows(4))
    started, _ = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --detach", status=0)
    cloud.run(f"batches {started['id']} --wait", status=0)
    if place == "region":
        cloud.settings["AWS_REGION"] = "eu-west-1"
    else:
        [record] = cloud.folder.rglob(f"batches/{started['id']}.json")
        record.write_text(record.read_text().replace(":000000000000:", ":111111111111:"))
    # What another region knows of runs.
    machines, cloud.states.machines = cloud.states.machines, {}
    cloud.states.runs = {}
    assert cloud.run("batches", status=0)[0] == []
    _, err = cloud.run("batches --clean --yes", status=0)
    assert "there's nothing to delete" in err
    for option in ("", "--resume", "--clean", "--results out.jsonl"):
        _, err = cloud.run(f"batches {started['id']} {option}", status=1)
        where = "in us-east-1, but" if place == "region" else "in account 111111111111, but"
        assert f"run {started['id']} is {where}" in err
    assert cloud.store.keys("rows") and machines


def test_a_run_that_goes_on_in_another_process_is_left_alone(cloud):
    cloud.write(rows(4))
    uploading, go = threading.Event(), threading.Event()

    def wait(moment):
        uploading.set()
        go.wait()

    cloud.s3.on_request = wait
    process = cloud.start(f"invoke worker --each @rows.jsonl {CLOUD} --query ok")
    assert uploading.wait(30)
    _, err = cloud.run("batches --clean --yes", status=0)
    assert "there's nothing to delete" in err
    [run] = cloud.run("batches", status=0)[0]
    for line in (f"batches {run['id']} --clean", f"invoke worker --each @rows.jsonl {CLOUD} --resume"):
        _, err = cloud.run(line, status=1)
        assert f"another process is uploading, starting or deleting run {run['id']}" in err
    cloud.s3.on_request = None
    go.set()
    out, err = process.communicate(timeout=60)
    assert out.strip() == "4", err


def test_a_run_that_cannot_be_recorded_is_not_started(cloud):
    cloud.write(rows(4))
    state = cloud.folder / ".local/state/lamsh"
    state.mkdir(parents=True)
    (state / "batches").write_text("in the way")
    _, err = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD}", status=1)
    assert "can't write the record of run" in err
    assert not cloud.states.machines and cloud.store.keys("rows") == []


@pytest.mark.parametrize("fault", ["missing", "denied"])
def test_an_upload_that_cannot_begin_leaves_no_run(cloud, fault):
    cloud.write(rows(4))
    bucket = "none" if fault == "missing" else "rows"
    if fault == "denied":
        cloud.s3.fail("PutObject", S3_DENIED, times=99)
    _, err = cloud.run(f"invoke worker --each @rows.jsonl --role {ROLE} --in-cloud s3://{bucket}/runs", status=1)
    assert ("NoSuchBucket" if fault == "missing" else "s3:PutObject on resource: arn:aws:s3:::rows/runs/lamsh-") in err
    assert "--resume" not in err
    assert cloud.run("batches", status=0)[0] == []


def test_a_run_whose_bucket_is_gone_can_be_deleted(cloud):
    cloud.write(rows(4))
    started, _ = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --detach", status=0)
    cloud.run(f"batches {started['id']} --wait", status=0)
    del cloud.store.buckets["rows"]
    _, err = cloud.run(f"batches {started['id']} --results out.jsonl", status=1)
    assert f"can't read s3://rows/runs/lamsh-{started['id']}/results/: NoSuchBucket" in err
    cloud.run(f"batches {started['id']} --clean", status=0)
    assert not cloud.states.machines and cloud.run("batches", status=0)[0] == []


def test_a_run_may_be_unknown_right_after_its_start(cloud):
    cloud.write(rows(4))
    unknown = (400, "ExecutionDoesNotExist", "Execution Does Not Exist")
    cloud.states.fail("DescribeExecution", unknown, times=2)
    assert cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --query ok", status=0)[0] == 4


CALLS = ["CreateStateMachine", "StartExecution", "DescribeExecution", "ListMapRuns", "DescribeMapRun"]


@pytest.mark.parametrize("fault", [THROTTLED, INTERNAL, LOST, DROPPED], ids=["throttled", "broken", "lost", "dropped"])
@pytest.mark.parametrize("call", CALLS)
def test_a_call_that_fails_is_repeated_without_a_second_run(cloud, call, fault):
    cloud.write(rows(9))
    cloud.states.fail(call, fault, times=1)
    summary, err = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --results out.jsonl", status=0)
    assert summary["ok"] == 9, err
    assert len(cloud.states.runs) == 1 and len(cloud.states.calls) == 9


@pytest.mark.parametrize("fault", [SLOW_DOWN, "lost", "dropped"], ids=["throttled", "lost", "dropped"])
def test_s3_may_fail_too(cloud, fault):
    cloud.write(rows(30))
    for call in ("PutObject", "GetObject", "ListObjectsV2", "HeadObject"):
        cloud.s3.fail(call, fault)
    summary, err = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --results out.jsonl", status=0)
    assert summary["ok"] == 30, err


def test_a_role_that_is_not_known_yet_is_waited_for(cloud):
    cloud.write(rows(3))
    cloud.states.fail("CreateStateMachine", NEW_ROLE, times=2)
    assert cloud.run(f"invoke worker --each @rows.jsonl {CLOUD}", status=0)[0]["ok"] == 3
    assert cloud.states.count("CreateStateMachine") == 3


def test_a_denied_call_names_the_action_and_can_be_continued(cloud):
    cloud.write(rows(3))
    cloud.states.fail("CreateStateMachine", DENIED)
    statement = f"invoke worker --each @rows.jsonl {CLOUD}"
    _, err = cloud.run(statement, status=1)
    assert "is not authorized to perform: states:CreateStateMachine on resource: arn:" in err
    assert "the same line with `--resume` starts it" in err
    puts = cloud.s3.count("PutObject")
    summary, err = cloud.run(f"{statement} --resume", status=0)
    assert summary["ok"] == 3
    # Only the record: the rows were there.
    assert cloud.s3.count("PutObject") == puts + 1


def test_expired_keys_do_not_end_the_run(cloud):
    cloud.write(rows(5))
    cloud.states.fail("DescribeExecution", EXPIRED, times=50)
    _, err = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD}", status=1)
    assert "may still run in AWS" in err
    cloud.states.faults.clear()
    [run] = cloud.run("batches", status=0)[0]
    assert cloud.run(f"batches {run['id']} --wait", status=0)[0]["done"] == 5


def test_a_run_that_was_deleted_is_reported(cloud):
    cloud.write(rows(5))
    started, _ = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --detach", status=0)
    cloud.states.machines.clear()
    cloud.states.runs.clear()
    _, err = cloud.run(f"batches {started['id']} --wait", status=1)
    assert "doesn't exist any longer" in err
    assert cloud.run("batches", status=0)[0][0]["state"] == "deleted"
    cloud.run(f"batches {started['id']} --clean", status=0)
    assert cloud.store.keys("rows") == []


@pytest.mark.parametrize(("mode", "error"), [
    ("once", ("States.Timeout", "")), ("once", ("TIMED_OUT", "")), ("once", ("States.DataLimitExceeded", "too large")),
    ("once", ("Lambda.SdkClientException", "Connection reset")), ("cheap", ("States.Timeout", "")),
    ("cheap", ("Lambda.ClientExecutionTimeoutException", "")),
])
def test_a_row_whose_answer_was_lost_is_uncertain(cloud, mode, error):
    cloud.write(rows(20))
    if error[0] == "TIMED_OUT":
        cloud.states.on_child = lambda child: error if child.rows[0]["i"] == 4 else None
    else:
        cloud.states.on_call = lambda payload, _: error if payload["id"] == 4 else None
    summary, err = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --mode {mode} --results out.jsonl")
    assert summary["uncertain"] == 1 and summary["ok"] == 19, err
    assert [line["index"] for line in cloud.outcomes() if line["outcome"] == "uncertain"] == [4]


def test_all_rows_of_a_lost_batch_are_uncertain_with_their_keys(cloud):
    cloud.write(rows(250))
    cloud.states.on_child = lambda child: ("TIMED_OUT", "") if child.number == 1 else None
    summary, err = cloud.run(
        f"invoke worker --each @rows.jsonl --key <<row.id>> {CLOUD} --mode cheap --results out.jsonl")
    assert (summary["ok"], summary["uncertain"], summary["failed"]) == (150, 100, 0), err
    lost = [line for line in cloud.outcomes() if line["outcome"] == "uncertain"]
    assert [line["key"] for line in lost] == list(range(100, 200))


def test_answers_that_are_too_large_make_their_batch_uncertain(cloud):
    cloud.write([{"id": number, "large": 4000} for number in range(100)])
    summary, _ = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --mode cheap")
    assert summary["uncertain"] == 100
    # A workflow for each row has room for them.
    assert cloud.run(f"invoke worker --each @rows.jsonl {CLOUD}", status=0)[0]["ok"] == 100


@pytest.mark.parametrize("mode", ["once", "cheap"])
def test_throttles_are_retried_and_function_errors_only_if_asked(cloud, mode):
    cloud.write(rows(10, failing={7}))
    throttle = (
        "Lambda.TooManyRequestsException", "Rate Exceeded. (Service: AWSLambda; Status Code: 429; Request ID: r; Proxy: null)")
    cloud.states.on_call = lambda payload, attempt: throttle if payload["id"] == 2 and attempt < 3 else None
    summary, _ = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --mode {mode} --results out.jsonl", status=1)
    assert (summary["ok"], summary["failed"]) == (9, 1)
    assert [payload["id"] for payload in cloud.states.calls].count(7) == 1
    assert cloud.outcomes()[2]["attempts"] == 4
    cloud.states.calls.clear()
    cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --mode {mode} --retry 2 --results two.jsonl", status=1)
    assert [payload["id"] for payload in cloud.states.calls].count(7) == 3
    assert cloud.outcomes("two.jsonl")[7]["attempts"] == 3


def test_mode_once_never_repeats_a_call_that_may_have_run(cloud):
    cloud.write(rows(4))
    tried = []

    def lose(payload, _):
        tried.append(payload["id"])
        return ("Lambda.SdkClientException", "Connection reset") if payload["id"] == 1 else None

    cloud.states.on_call = lose
    assert cloud.run(f"invoke worker --each @rows.jsonl {CLOUD}")[0]["uncertain"] == 1
    assert sorted(tried) == [0, 1, 2, 3]


def test_a_batch_that_runs_twice_calls_its_rows_twice(cloud):
    cloud.write(rows(20))
    cloud.states.runs_twice = True
    summary, _ = cloud.run(f"invoke worker --each @rows.jsonl --key <<row.id>> {CLOUD} --mode cheap", status=0)
    assert summary["ok"] == 20 and len(cloud.states.calls) == 40


@pytest.fixture
def durable(cloud, faulty):
    """The function is durable: a stub says so, since the embedded Lambda has no durable functions."""
    configuration = cloud.server.client().get_function_configuration(FunctionName="worker")
    durable = {"FunctionArn": configuration["FunctionArn"], "Timeout": 3, "DurableConfig": {"ExecutionTimeout": 60}}
    cloud.settings["AWS_ENDPOINT_URL_LAMBDA"] = faulty((200, {}, json.dumps(durable))).url
    return cloud


@pytest.mark.parametrize("keyed", ["--key <<row.id>>", '--key "order-<<row.id>>"', '--key {"order": <<row.id>>}', ""])
def test_a_durable_function_runs_once_for_each_row_even_if_a_batch_runs_twice(durable, keyed):
    durable.write(rows(20, failing={3}))
    durable.states.runs_twice = True
    summary, err = durable.run(
        f"invoke worker --each @rows.jsonl {keyed} {CLOUD} --mode cheap --results out.jsonl", status=1)
    assert (summary["ok"], summary["failed"]) == (19, 1), err
    names = durable.states.executions
    assert len(names) == len(set(names)) == 20 and len(durable.states.calls) == 40, "called twice, run once"
    assert all(re.fullmatch("[a-zA-Z0-9_-]{1,64}", name) for name in names)
    if "order-" in keyed:
        assert set(names) == {f"order-{number}" for number in range(20)}
    assert durable.outcomes()[3]["payload"]["errorType"] == "OutOfStock"


def test_a_durable_function_runs_once_for_each_key_of_several_runs(durable):
    durable.write(rows(10))
    statement = f'invoke worker --each @rows.jsonl --key "order-<<row.id>>" {CLOUD} --mode cheap'
    for name in ("one.jsonl", "two.jsonl"):
        assert durable.run(f"{statement} --results {name}", status=0)[0]["ok"] == 10
    assert sorted(durable.states.executions) == [f"order-{number}" for number in range(10)]
    one, two = (
        [outcome["payload"] for outcome in durable.outcomes(name)] for name in ("one.jsonl", "two.jsonl"))
    assert one == two


def test_stop_after_ends_the_run_and_resume_runs_the_rest(cloud):
    cloud.write(rows(60, failing=set(range(10, 20))))
    statement = f"invoke worker --each @rows.jsonl {CLOUD} --concurrency 1 --results out.jsonl"
    summary, err = cloud.run(f"{statement} --stop-after 3", status=1)
    assert summary["failed"] == 3 and summary["rows"] < 60, err
    done = len(cloud.outcomes())
    summary, err = cloud.run(f"{statement} --resume", status=1)
    assert (summary["rows"], summary["earlier"]) == (60, done), err
    assert [line["index"] for line in cloud.outcomes()] == list(range(60))
    ran = [payload["id"] for payload in cloud.states.calls]
    assert sorted(ran) == list(range(60)), "each row once"


@pytest.mark.parametrize("mode", ["once", "cheap"])
def test_a_stopped_run_is_continued_by_a_redrive(cloud, mode):
    run = cloud.stop_in_the_middle(300, f"--mode {mode}")
    assert cloud.run(f"batches {run}", status=0)[0]["state"] == "stopped"
    summary, err = cloud.run(f"batches {run} --results part.jsonl", status=0)
    assert 0 < summary["rows"] < 300
    cloud.run(f"batches {run} --resume --wait --results out.jsonl", status=0)
    assert [line["outcome"] for line in cloud.outcomes()] == ["ok"] * 300
    _, err = cloud.run(f"batches {run} --resume", status=1)
    assert "each row has an outcome" in err


def test_concurrency_changes_while_a_run_goes_on(cloud):
    cloud.write(rows(30))
    go = []
    cloud.states.on_call = lambda *_: time.sleep(0.01) if go else time.sleep(0.2)
    started, _ = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --concurrency 1 --detach", status=0)
    cloud.run(f"batches {started['id']} --concurrency 20", status=0)
    [run] = cloud.states.runs.values()
    assert run.concurrency == 20
    while run.counts(True)["succeeded"] < 2:
        time.sleep(0.01)
    shown, _ = cloud.run(f"batches {started['id']}", status=0)
    assert shown["state"] == "running" and 0 <= shown["rowsPerSecond"] < 100 and shown["secondsLeft"] > 0
    go.append(True)
    cloud.run(f"batches {started['id']} --wait", status=0)


def test_rows_that_cannot_be_evaluated_have_an_outcome_too(cloud):
    cloud.write([{"id": 1}, {"name": "x"}, {"id": 3}])
    summary, _ = cloud.run(
        f'invoke worker --each @rows.jsonl --body {{"id": "n-<<row.id>>"}} {CLOUD} --results out.jsonl', status=1)
    assert (summary["ok"], summary["failed"]) == (2, 1)
    assert [line["outcome"] for line in cloud.outcomes()] == ["ok", "failed", "ok"]


def test_no_rows_start_nothing(cloud):
    cloud.write([])
    assert cloud.run(f"invoke worker --each @rows.jsonl {CLOUD}", status=0)[0]["rows"] == 0
    assert not cloud.states.requests


@pytest.mark.parametrize(("options", "message"), [
    ("--rate 5/s", "`--rate` can't be used with `--in-cloud`"),
    ("--type event", "`--type` can't be used with `--in-cloud`"),
    ("--mode cheap --stop-after 3", "`--stop-after` can't be used with `--mode cheap`"),
    ("--mode cheap --timeout 400", "a row can take 400 s"),
    ("--role admin", "`admin` isn't the ARN of a role"),
])
def test_what_does_not_fit_is_refused_before_anything_is_uploaded(cloud, options, message):
    cloud.write(rows(3))
    role = "" if "--role" in options else f"--role {ROLE}"
    _, err = cloud.run(f"invoke worker --each @rows.jsonl --in-cloud s3://rows/runs {role} {options}", status=1)
    assert message in err
    assert cloud.s3.requests == [] and not cloud.states.requests


@pytest.mark.parametrize(("mode", "size"), [("once", 262_200), ("cheap", 200_100)])
def test_a_row_that_is_too_large_is_refused_and_leaves_nothing(cloud, mode, size):
    cloud.write([{"id": 0}, {"id": 1, "text": "x" * size}])
    _, err = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --mode {mode}", status=1)
    assert "row 1 has" in err and f"--mode {mode}" in err
    assert cloud.store.keys("rows") == [] and not cloud.store.uploads and not cloud.states.requests
    assert cloud.run("batches", status=0)[0] == []


def test_rows_for_two_functions_are_refused(cloud):
    cloud.write([{"f": "worker"}, {"f": "other"}])
    _, err = cloud.run(f"invoke <<row.f>> --each @rows.jsonl {CLOUD}", status=1)
    assert "row 1 is for `other`, but the run is for `worker`" in err


def test_an_expensive_run_asks_first(cloud):
    cloud.write(rows(1000))
    statement = f"invoke worker --each @rows.jsonl {CLOUD}"
    _, err = cloud.run("set batch.ask 0.01", statement, status=1)
    assert "1000 rows with `--mode once`: $0.03 to $0.08" in err and "with `--mode cheap`: less than $0.01" in err
    assert not cloud.states.requests
    assert cloud.run(f"{statement} --resume --yes", status=0)[0]["ok"] == 1000


def test_render_shows_the_definition_and_starts_nothing(cloud):
    cloud.write(rows(3))
    shown, _ = cloud.run(f"render invoke worker --each @rows.jsonl --body {{\"a\": <<row.id>>}} {CLOUD} --mode cheap", status=0)
    assert shown["States"]["Rows"]["ItemProcessor"]["ProcessorConfig"]["ExecutionType"] == "EXPRESS"
    assert not cloud.states.requests and not cloud.s3.requests


def test_a_run_that_fails_as_a_whole_says_why(cloud):
    cloud.write(rows(3))
    cloud.states.on_run = lambda _: cloud.store.buckets["rows"].objects.clear()
    _, err = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --results out.jsonl", status=1)
    assert "failed: States.ItemReaderFailed" in err and "the role needs s3:GetObject" in err
    assert not (cloud.folder / "out.jsonl").exists(), "a file without results would be in the way"


def test_ctrl_c_leaves_the_run_in_the_cloud(cloud):
    cloud.write(rows(5))
    go = []

    def wait(*_):
        while not go:
            time.sleep(0.01)

    cloud.states.on_call = wait
    process = cloud.start(f"invoke worker --each @rows.jsonl {CLOUD}")
    while not cloud.states.count("DescribeMapRun"):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert f"run {run_id(err)} continues in AWS" in err
    go.append(True)
    assert cloud.run(f"batches {run_id(err)} --wait", status=0)[0]["done"] == 5


def test_ctrl_c_in_an_upload_leaves_what_resume_continues(cloud):
    cloud.write(rows(5))
    uploading, go = threading.Event(), threading.Event()

    def wait(moment):
        uploading.set()
        go.wait()

    cloud.s3.on_request = wait
    process = cloud.start(f"invoke worker --each @rows.jsonl {CLOUD}")
    assert uploading.wait(30)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    cloud.s3.on_request = None
    go.set()
    assert process.returncode == 130 and "continue with the same line and `--resume`" in err
    assert not cloud.states.machines
    assert cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --resume --query ok", status=0)[0] == 5
    assert len(cloud.states.runs) == 1


@pytest.mark.parametrize("ending", ["Ctrl-C", "expired keys"])
def test_fetching_that_ends_early_says_how_to_go_on(cloud, ending):
    cloud.write(rows(50))
    started, _ = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --detach", status=0)
    cloud.run(f"batches {started['id']} --wait", status=0)
    statement = f"batches {started['id']} --results out.jsonl"
    if ending == "Ctrl-C":
        go, served = threading.Event(), threading.Semaphore(8)
        waiting = threading.Event()

        def wait(moment):
            if moment == "before" and not served.acquire(blocking=False):
                waiting.set()
                go.wait()

        cloud.s3.on_request = wait
        process = cloud.start(statement)
        assert waiting.wait(30)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        assert process.returncode == 130
        cloud.s3.on_request = None
        go.set()
    else:
        cloud.s3.fail("GetObject", S3_EXPIRED, times=99, after=3)
        _, err = cloud.run(statement, status=1)
        cloud.s3.behave()
    assert f"the results so far are in out.jsonl: `{statement} --resume` fetches the rest" in err
    assert 0 < len(cloud.outcomes()) < 50
    assert cloud.run(f"{statement} --resume --query rows", status=0)[0] == 50
    assert [line["index"] for line in cloud.outcomes()] == list(range(50))


def test_setup_shows_the_role(cloud):
    template, _ = cloud.run("batches setup --bucket rows --prefix runs/ --function worker --print", status=0)
    statements = template["Resources"]["Role"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
    actions = {action for statement in statements for action in statement["Action"]}
    assert {"states:StartExecution", "states:RedriveExecution", "s3:GetObject", "lambda:InvokeFunction"} <= actions
    assert "arn:aws:s3:::rows/runs/*" in str(statements) and "function:worker:*" in str(statements)


@pytest.fixture(scope="module")
def moto(tmp_path_factory):
    process, server = moto_aws.start(tmp_path_factory.mktemp("moto"))
    yield server
    process.kill()


def test_setup_creates_the_role_and_updates_it(moto, tmp_path):
    def setup(bucket):
        done = subprocess.run(
            [binary(), "-c", f"batches setup --bucket {bucket} --function worker"], capture_output=True, text=True,
            env=clean_environment(tmp_path) | moto.environment(), check=False)
        assert done.returncode == 0, done.stderr
        assert "iam:PassRole" in done.stderr
        return json.loads(done.stdout)["role"]

    client = boto3.client(
        "iam", endpoint_url=moto.endpoint, region_name="us-east-1", aws_access_key_id=moto.access_key,
        aws_secret_access_key=moto.secret_key)
    role = setup("rows")
    assert role == client.get_role(RoleName="lamsh-batches")["Role"]["Arn"]
    assert setup("other") == role
    policy = client.get_role_policy(RoleName="lamsh-batches", PolicyName="lamsh-batches")["PolicyDocument"]
    resources = {resource for statement in policy["Statement"] for resource in statement["Resource"]}
    assert "arn:aws:s3:::other/*" in resources and "arn:aws:s3:::rows/*" not in resources
    assert any(resource.endswith(":function:worker:*") for resource in resources)


def test_setup_that_is_denied_says_what_to_ask_for(cloud, faulty):
    denied = (
        "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User: arn:aws:iam::123456789012:user/ada "
        "is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::123456789012:role/lamsh-batches</Message>"
        "</Error><RequestId>r</RequestId></ErrorResponse>")
    cloud.settings["AWS_ENDPOINT_URL_IAM"] = faulty((403, {}, denied)).url
    _, err = cloud.run("batches setup --bucket rows", status=1)
    assert "iam:CreateRole" in err and "`batches setup --bucket rows --print`" in err


@pytest.mark.parametrize("is_own", [True, False])
def test_tab_completes_the_ids_of_runs(cloud, open_terminal, is_own):
    home = cloud.folder / "home"
    if is_own:
        home.mkdir()
        cloud.folder = home
    cloud.write(rows(3))
    started, _ = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --detach", status=0)
    settings = {name: value for name, value in cloud.environment().items() if name.startswith("AWS_")}
    terminal = open_terminal(environment=settings)
    terminal.wait_for_current(PROMPT)
    terminal.type("connect --no-verify" + ENTER)
    terminal.wait_for_current("us-east-1> ")

    def press_tab_until(is_there):
        end = time.monotonic() + 20
        while not is_there():
            assert time.monotonic() < end, terminal.lines
            terminal.type(TAB)
            terminal.read(0.2)

    terminal.type("batches ")
    summary = "worker, 3 rows, started" if is_own else "created 20"
    press_tab_until(lambda: any(started["id"] in line and summary in line for line in terminal.lines))
    # An ID that begins like `setup` has its first letter already.
    begun = terminal.current.removeprefix("us-east-1> batches").strip()
    terminal.type(started["id"][len(begun):4])
    press_tab_until(lambda: terminal.current == f"us-east-1> batches {started['id']}")
