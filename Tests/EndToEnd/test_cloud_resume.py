# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs in the cloud that are interrupted anywhere, and continue with every row once."""

import json
import threading
import time

import pytest

from cloud import OPTIONS as CLOUD
from cloud import ROLE, Cloud, rows, run_id
from fake_states import DENIED

SEVERAL = {"LAMSH_BATCH_OBJECT_BYTES": "9000000"}


def stop_in_the_middle(cloud, count, options, failing=()):
    """Starts a run and stops it after some rows; returns its ID."""
    cloud.write(rows(count, failing))
    stopping, begun = [], []

    def slow(payload, _):
        begun.append(payload["id"])
        while not stopping and len(begun) > 5:
            time.sleep(0.01)

    cloud.states.on_call = slow
    started, _ = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --concurrency 1 --detach {options}", status=0)
    process = cloud.start(f"batches {started['id']} --stop")
    while not cloud.states.count("StopExecution"):
        time.sleep(0.01)
    stopping.append(True)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    cloud.states.on_call = None
    return started["id"]


# A new attempt


@pytest.mark.parametrize("objects", [1, 3])
@pytest.mark.parametrize("mode", ["once", "cheap"])
def test_a_run_that_is_too_old_for_a_redrive_gets_a_new_attempt(cloud, mode, objects):
    if objects > 1:
        cloud.settings["LAMSH_BATCH_OBJECT_BYTES"] = "4000"
    run = stop_in_the_middle(cloud, 300, f"--key <<row.id>> --mode {mode}", failing={3})
    cloud.states.spent |= set(cloud.states.runs)
    summary, _ = cloud.run(f"batches {run} --results part.jsonl", status=0)
    assert 0 < summary["rows"] < 300
    shown, err = cloud.run(f"batches {run} --resume --wait", status=0)
    assert (shown["state"], shown["rows"], shown["done"], shown["attempts"]) == ("done", 300, 300, 2), err
    cloud.run(f"batches {run} --results out.jsonl", status=0)
    assert [(line["index"], line["key"]) for line in cloud.outcomes()] == [(number, number) for number in range(300)]
    assert [line["index"] for line in cloud.outcomes() if line["outcome"] != "ok"] == [3], "it's final, as on one machine"
    assert sorted(payload["id"] for payload in cloud.states.calls) == list(range(300))
    # The file with the first part is completed.
    cloud.run(f"batches {run} --results part.jsonl --resume", status=0)
    assert cloud.outcomes("part.jsonl") == cloud.outcomes()
    _, err = cloud.run(f"batches {run} --resume", status=1)
    assert "each row has an outcome" in err
    assert [line["id"] for line in cloud.run("batches", status=0)[0]] == [run]
    cloud.run(f"batches {run} --clean", status=0)
    assert not cloud.states.machines and cloud.store.keys("rows") == []


def test_a_third_attempt_runs_what_the_second_left(cloud):
    run = stop_in_the_middle(cloud, 200, "")
    for attempt in (2, 3):
        cloud.states.spent |= set(cloud.states.runs)
        calls = len(cloud.states.calls)
        if attempt == 2:
            go = threading.Event()
            cloud.states.on_call = lambda *_: go.wait() and None if len(cloud.states.calls) > calls + 20 else None
            cloud.run(f"batches {run} --resume", status=0)
            while len(cloud.states.calls) <= calls + 20:
                time.sleep(0.01)
            process = cloud.start(f"batches {run} --stop")
            while cloud.states.count("StopExecution") < 2:
                time.sleep(0.01)
            go.set()
            _, err = process.communicate(timeout=60)
            assert process.returncode == 0, err
    shown, _ = cloud.run(f"batches {run} --resume --wait", status=0)
    assert (shown["done"], shown["attempts"]) == (200, 3)
    cloud.run(f"batches {run} --results out.jsonl", status=0)
    assert [line["index"] for line in cloud.outcomes()] == list(range(200))
    assert sorted(payload["id"] for payload in cloud.states.calls) == list(range(200))


def test_a_run_whose_execution_was_deleted_runs_again_what_has_no_result(cloud):
    cloud.write(rows(20))
    started, _ = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --detach", status=0)
    run = started["id"]
    cloud.run(f"batches {run} --wait", status=0)
    cloud.states.machines.clear()
    cloud.states.runs.clear()
    assert cloud.run(f"batches {run}", status=0)[0]["state"] == "deleted"
    _, err = cloud.run(f"batches {run} --resume", status=1)
    assert "each row has an outcome" in err
    # Its results are still there.
    assert cloud.run(f"batches {run} --results out.jsonl", status=0)[0]["ok"] == 20
    for key in cloud.store.keys("rows", f"runs/lamsh-{run}/results/"):
        cloud.store.delete("rows", key)
    _, err = cloud.run(f"batches {run} --results none.jsonl", status=1)
    assert "doesn't exist any longer" in err
    cloud.states.calls.clear()
    shown, err = cloud.run(f"batches {run} --resume --wait", status=0)
    assert "rows that have run already run again" in err
    assert (shown["state"], shown["done"], len(cloud.states.calls)) == ("done", 20, 20)


def test_another_machine_may_begin_the_next_attempt(cloud, tmp_path):
    run = stop_in_the_middle(cloud, 60, "")
    cloud.states.spent |= set(cloud.states.runs)
    other = Cloud.__new__(Cloud)
    other.__dict__ |= cloud.__dict__
    other.folder = tmp_path / "other"
    other.folder.mkdir()
    assert other.run(f"batches {run} --resume --wait", status=0)[0]["attempts"] == 2
    shown, _ = cloud.run(f"batches {run}", status=0)
    assert (shown["done"], shown["attempts"]) == (60, 2)
    assert cloud.run(f"batches {run} --results out.jsonl", status=0)[0]["ok"] == 60
    cloud.run(f"batches {run} --clean", status=0)
    assert not cloud.states.machines and cloud.store.keys("rows") == []


def test_a_running_run_is_not_started_again(cloud):
    cloud.write(rows(5))
    go = threading.Event()
    cloud.states.on_call = lambda *_: go.wait() and None
    started, _ = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --detach", status=0)
    _, err = cloud.run(f"batches {started['id']} --resume", status=1)
    go.set()
    assert "isn't over yet" in err and f"batches {started['id']} --wait" in err
    assert len(cloud.states.runs) == 1


def test_rows_without_any_record_are_uncertain_in_each_attempt(cloud):
    run = stop_in_the_middle(cloud, 60, "")
    cloud.states.spent |= set(cloud.states.runs)

    def lose_a_result(folder):
        """Returns the row's index."""
        key = next(key for key in cloud.store.keys("rows", f"runs/lamsh-{run}/{folder}/") if "SUCCEEDED_0" in key)
        first, rest = cloud.store.get("rows", key).split(b"\n", 1)
        cloud.store.put("rows", key, rest)
        return json.loads(json.loads(first)["Input"])["i"]

    lost = [lose_a_result("results")]
    cloud.run(f"batches {run} --resume --wait", status=0)
    lost.append(lose_a_result("results-2"))
    summary, _ = cloud.run(f"batches {run} --results out.jsonl", status=0)
    assert (summary["ok"], summary["uncertain"]) == (58, 2)
    assert [line["index"] for line in cloud.outcomes() if line["outcome"] == "uncertain"] == sorted(lost)


# Finding the run again

STATEMENT = (
    f"""invoke worker --each @rows.jsonl --body {{"id": <<row.id>>, "text": "a  b <<n>>"}} --concurrency 4 {CLOUD} """
    "--mode once")


@pytest.mark.parametrize("other", [
    STATEMENT.replace(' "text"', '"text"').replace("--concurrency 4", "--concurrency 9"),
    f"""invoke worker --resume {CLOUD} --body {{"id":<<row.id>>,"text":"a  b <<n>>"}} --each @"rows.jsonl" --retry 2""",
    STATEMENT.replace("@rows.jsonl", "@{folder}/rows.jsonl").replace("--mode once", "--as row --timeout 20s"),
])
def test_the_same_work_is_found_however_it_is_written(cloud, other):
    cloud.write(rows(3))
    cloud.states.fail("CreateStateMachine", DENIED)
    cloud.run("n = 1", STATEMENT, status=1)
    uploads = cloud.s3.count("PutObject")
    other = other.replace("{folder}", str(cloud.folder)).replace("--resume", "")
    summary, err = cloud.run("n = 1", f"{other} --resume", status=0)
    assert summary["ok"] == 3, err
    assert cloud.s3.count("PutObject") == uploads + 1, "only the record: the rows were there"
    [run] = cloud.states.runs.values()
    assert run.concurrency == (9 if "--concurrency 9" in other else 4 if "--concurrency" in other else 64)


@pytest.mark.parametrize(("old", "new"), [
    ("a  b", "a b"), ("n = 1", "n = 2"), ("@rows.jsonl", "@more.jsonl"), ("<<row.id>>", "<<row.fail>>"),
    ("--mode once", "--mode cheap"), ("lamsh-batches", "other"), ("s3://rows/runs", "s3://rows/others"),
    ("invoke worker", "invoke other"),
])
def test_other_work_is_not_taken_for_it(cloud, old, new):
    cloud.write(rows(3))
    cloud.write(rows(3), "more.jsonl")
    cloud.states.fail("CreateStateMachine", DENIED)
    _, err = cloud.run("n = 1", STATEMENT, status=1)
    statements = [text.replace(old, new) for text in ("n = 1", f"{STATEMENT} --resume")]
    _, error = cloud.run(*statements, status=1)
    assert "there's no interrupted run of this statement to resume" in error
    assert f"{run_id(err)}: worker, 3 rows, uploaded" in error


def test_several_runs_of_the_same_work_are_listed(cloud):
    cloud.write(rows(3))
    runs = [cloud.run("n = 1", f"{STATEMENT} --detach", status=0)[0]["id"] for _ in range(2)]
    _, err = cloud.run("n = 1", f"{STATEMENT} --resume", status=1)
    assert "there are 2 runs of this statement" in err
    assert all(f"{run}: worker, 3 rows, started" in err for run in runs)
    cloud.run(f"batches {runs[0]} --wait", status=0)
    cloud.run(f"batches {runs[0]} --clean", status=0)
    assert cloud.run("n = 1", f"{STATEMENT} --resume", status=0)[0]["ok"] == 3


# Several objects


def test_rows_above_the_limit_of_an_object_go_to_several(cloud):
    cloud.settings["LAMSH_BATCH_OBJECT_BYTES"] = "1000"
    cloud.write(rows(200, failing={150}))
    summary, err = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --mode cheap --results out.jsonl", status=1)
    assert (summary["ok"], summary["failed"]) == (199, 1), err
    assert [line["index"] for line in cloud.outcomes()] == list(range(200))
    [machine] = cloud.states.machines.values()
    keys = cloud.store.keys("rows", f"runs/{machine.name}/rows/")
    assert len(keys) > 3 and keys[0].endswith("/00000.jsonl")
    cloud.run(f"batches {machine.name.removeprefix('lamsh-')} --clean", status=0)
    assert cloud.store.keys("rows") == []


# Killed anywhere


def large_rows(cloud):
    """Their objects have two parts each; the text of a row differs each time it's evaluated."""
    cloud.settings |= SEVERAL
    count = 120
    cloud.write([{"id": number, "text": "x" * 190_000} for number in range(count)])
    # It's about what is read, not about the function.
    cloud.states.on_child = lambda _: ("States.Timeout", "")
    return count, (
        'invoke worker --each @rows.jsonl --body {"id": <<row.id>>, "u": <<uuid()>>, "t": <<row.text>>} --mode cheap '
        f"--detach --role {ROLE} --in-cloud s3://rows/")


@pytest.mark.parametrize("seed", range(4))
def test_an_upload_that_is_killed_anywhere_continues_with_every_row_once(cloud, seed):
    count, statement = large_rows(cloud)
    moments = cloud.moments(seed, 5, f"{statement}whole")
    for place, (number, moment) in enumerate(moments):
        prefix = f"{seed}-{place}"
        cloud.run_until(number, moment, statement + prefix)
        uploads = cloud.store.counter
        process = cloud.start(f"{statement}{prefix} --resume")
        out, err = process.communicate(timeout=60)
        if "there's no interrupted run" in err:
            assert cloud.store.keys("rows", f"{prefix}/") == [], "nothing was sent yet"
            continue
        assert process.returncode == 0, (moments[place], err)
        done = json.loads(out)
        assert done["rows"] == count, err
        cloud.run(f"batches {done['id']} --wait", status=0)
        runs = [run for run in cloud.states.runs.values() if run.machine.name == f"lamsh-{done['id']}"]
        read = sorted(row["i"] for run in runs for child in run.children for row in child.rows)
        assert read == list(range(count)), (number, moment)
        assert not cloud.store.uploads
        keys = cloud.store.keys("rows", f"{prefix}/lamsh-{done['id']}/rows/")
        assert len(keys) == 3 and cloud.store.counter - uploads <= 3
        for key in cloud.store.keys("rows", f"{prefix}/"):
            cloud.store.delete("rows", key)


def test_an_object_that_was_complete_but_not_recorded_is_not_uploaded_again(cloud):
    count, statement = large_rows(cloud)
    completions = []
    serve = cloud.s3.fault_of

    def fault_of(operation):
        completions.append(operation)
        return serve(operation)

    cloud.s3.fault_of = fault_of
    cloud.run_until(0, None, f"{statement}whole")
    number = completions.index("CompleteMultipartUpload") + 1
    assert completions[number - 1] == "CompleteMultipartUpload"
    cloud.run_until(number, "after", f"{statement}killed")
    before = cloud.store.counter
    done, err = cloud.run(f"{statement}killed --resume", status=0)
    assert done["rows"] == count, err
    assert cloud.store.counter == before + 1, "the first object was there, and the last one has one part"


@pytest.mark.parametrize("seed", range(4))
def test_fetching_results_that_is_killed_anywhere_completes_the_file(cloud, seed):
    cloud.write(rows(150, failing={30}))
    started, _ = cloud.run(f"invoke worker --each @rows.jsonl {CLOUD} --mode {['once', 'cheap'][seed % 2]} --detach", status=0)
    cloud.run(f"batches {started['id']} --wait", status=0)
    statement = f"batches {started['id']} --results"
    for place, (number, moment) in enumerate(cloud.moments(seed, 5, f"{statement} whole.jsonl")):
        cloud.run_until(number, moment, f"{statement} out-{place}.jsonl")
        summary, err = cloud.run(f"{statement} out-{place}.jsonl --resume", status=0)
        assert (summary["rows"], summary["failed"]) == (150, 1), err
        assert cloud.outcomes(f"out-{place}.jsonl") == cloud.outcomes("whole.jsonl"), (number, moment)


@pytest.mark.parametrize("key", ["", "--key <<row.id>>"])
def test_an_invocation_that_is_killed_anywhere_has_each_result_once(cloud, key):
    cloud.write(rows(40))
    statement = f"invoke worker --each @rows.jsonl {key} --role {ROLE} --in-cloud s3://rows/"
    for place, (number, moment) in enumerate(cloud.moments(len(key), 8, f"{statement}whole --results whole.jsonl")):
        killed = f"{statement}{place} --results out-{place}.jsonl"
        # Polls differ, so the last requests of a run may not be reached.
        cloud.states.calls.clear()
        was_killed, _ = cloud.run_until(number, moment, killed)
        if was_killed:
            cloud.run(f"{killed} --resume", status=0)
        assert [line["index"] for line in cloud.outcomes(f"out-{place}.jsonl")] == list(range(40)), (number, moment)
        assert sorted(payload["id"] for payload in cloud.states.calls) == list(range(40)), (number, moment)


def test_a_new_attempt_that_is_killed_anywhere_is_made_once(cloud):
    run = stop_in_the_middle(cloud, 80, "")
    cloud.states.spent |= set(cloud.states.runs)
    calls = len(cloud.states.calls)
    total = 0
    # Each time a request later; the next process begins again, or continues.
    while len(cloud.states.runs) < 2:
        total += 1
        cloud.run_until(total, "after" if total % 2 else "before", f"batches {run} --resume --wait")
    assert total > 5
    cloud.run(f"batches {run} --wait --results out.jsonl", status=0)
    assert [line["index"] for line in cloud.outcomes()] == list(range(80))
    assert len(cloud.states.machines) == 2 and calls < len(cloud.states.calls) == 80
