# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs in the cloud that are interrupted anywhere, and continue with every row once."""

import json
import threading
import time

import pytest

from cloud import OPTIONS as CLOUD
from cloud import ROLE, rows, run_id
from fake_states import DENIED, LOST
from screen import ENTER, PROMPT

SEVERAL = {"LAMSH_BATCH_OBJECT_BYTES": "9000000"}


# A new attempt


@pytest.mark.parametrize("objects", [1, 3])
@pytest.mark.parametrize("mode", ["once", "cheap"])
def test_a_run_that_is_too_old_for_a_redrive_gets_a_new_attempt(cloud, mode, objects):
    if objects > 1:
        cloud.settings["LAMSH_BATCH_OBJECT_BYTES"] = "4000"
    run = cloud.stop_in_the_middle(300, f"--key <<row.id>> --mode {mode}", failing={3})
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
    run = cloud.stop_in_the_middle(200)
    cloud.states.spent |= set(cloud.states.runs)
    calls, go = len(cloud.states.calls), threading.Event()
    cloud.states.on_call = lambda *_: go.wait() and None if len(cloud.states.calls) > calls + 20 else None
    cloud.run(f"batches {run} --resume", status=0)
    while len(cloud.states.calls) <= calls + 20:
        time.sleep(0.01)
    cloud.stop(run, go)
    cloud.states.spent |= set(cloud.states.runs)
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
    run = cloud.stop_in_the_middle(60)
    cloud.states.spent |= set(cloud.states.runs)
    other = cloud.on_another_machine(tmp_path / "other")
    assert other.run(f"batches {run} --resume --wait", status=0)[0]["attempts"] == 2
    shown, _ = cloud.run(f"batches {run}", status=0)
    assert (shown["done"], shown["attempts"]) == (60, 2)
    assert cloud.run(f"batches {run} --results out.jsonl", status=0)[0]["ok"] == 60
    cloud.run(f"batches {run} --clean", status=0)
    assert not cloud.states.machines and cloud.store.keys("rows") == []


@pytest.mark.parametrize("is_spent", [True, False], ids=["new attempt", "redrive"])
@pytest.mark.parametrize("is_other", [True, False], ids=["two machines", "one machine"])
def test_two_processes_that_continue_a_run_run_no_row_twice(cloud, tmp_path, is_other, is_spent):
    run = cloud.stop_in_the_middle(80)
    if is_spent:
        cloud.states.spent |= set(cloud.states.runs)
    second = cloud.on_another_machine(tmp_path / "other") if is_other else cloud
    processes = [machine.start(f"batches {run} --resume --wait --query done") for machine in (cloud, second)]
    done = [(*process.communicate(timeout=60), process.returncode) for process in processes]
    assert any(out.strip() == "80" for out, _, _ in done), done
    for _, err, status in done:
        known = ("isn't over yet", "another process is uploading", "each row has an outcome")
        assert status == 0 or any(text in err for text in known), err
    assert sorted(payload["id"] for payload in cloud.states.calls) == list(range(80))
    assert len(cloud.states.runs) == (2 if is_spent else 1)


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
    run = cloud.stop_in_the_middle(60)
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


def test_a_new_attempt_asks_about_its_price_as_the_first_start_does(cloud):
    run = cloud.stop_in_the_middle(400)
    cloud.states.spent |= set(cloud.states.runs)
    done = len(cloud.states.calls)
    _, err = cloud.run("set batch.ask 0.01", f"batches {run} --resume", status=1)
    assert f"{400 - done} rows with `--mode once`: less than $0.01 to $0.03" in err and "with `--mode cheap`: less than $0.01" in err
    assert "there's no terminal to ask" in err and "add `--yes` to start it" in err
    assert len(cloud.states.machines) == 1 and len(cloud.states.calls) == done
    # What the first attempt did isn't lost meanwhile.
    shown, _ = cloud.run(f"batches {run}", status=0)
    assert (shown["state"], shown["done"], shown["pending"], shown["attempts"]) == ("stopped", done, 400 - done, 2)
    assert cloud.run(f"batches {run} --results part.jsonl", status=0)[0]["rows"] == done
    shown, _ = cloud.run("set batch.ask 0.01", f"batches {run} --resume --yes --wait", status=0)
    assert (shown["done"], shown["attempts"]) == (400, 2)
    assert sorted(payload["id"] for payload in cloud.states.calls) == list(range(400))


@pytest.mark.parametrize("answer", ["y", "n"])
def test_the_question_about_a_new_attempt_is_answered_at_a_terminal(cloud, open_terminal, answer):
    cloud.folder = cloud.folder / "home"
    cloud.folder.mkdir()
    run = cloud.stop_in_the_middle(60)
    cloud.states.spent |= set(cloud.states.runs)
    done = len(cloud.states.calls)
    settings = {name: value for name, value in cloud.environment().items() if name.startswith("AWS_")}
    terminal = open_terminal(environment=settings)
    terminal.wait_for_current(PROMPT)
    terminal.type("connect --no-verify" + ENTER)
    terminal.wait_for_current("us-east-1> ")
    terminal.type("set batch.ask 0.000001" + ENTER + f"batches {run} --resume --wait" + ENTER)
    terminal.wait_for_text("start the rest of the run?")
    terminal.type(answer + ENTER)
    if answer == "y":
        terminal.wait(lambda: any(line.split() == ["attempts", "2"] for line in terminal.lines), "the second attempt")
        assert len(cloud.states.calls) == 60
    else:
        terminal.wait_for_text("cancelled: the run isn't started")
        assert len(cloud.states.calls) == done


# Made, but not recorded


def make_without_recording(cloud, statement):
    """Kills lamsh when its state machine is there, and it doesn't know yet."""
    requests, serve = [], cloud.states.fault_of

    def fault_of(operation):
        requests.append(operation)
        return serve(operation)

    cloud.s3.fault_of = cloud.states.fault_of = fault_of
    cloud.run_until(0, None, f"{statement} --in-cloud s3://rows/whole")
    number = requests.index("CreateStateMachine") + 1
    cloud.states.calls.clear()
    assert cloud.run_until(number, "after", f"{statement} --in-cloud s3://rows/killed")[0]
    assert len(cloud.states.machines) == 2 and len(cloud.states.runs) == 1
    return f"{statement} --in-cloud s3://rows/killed"


@pytest.mark.parametrize("options", ["--concurrency 9", "--stop-after 2", "--retry 1", "--concurrency 4"])
def test_a_state_machine_that_was_made_but_not_recorded_is_taken_over(cloud, options):
    cloud.write(rows(6))
    statement = f"invoke worker --each @rows.jsonl --role {ROLE} --detach"
    line = make_without_recording(cloud, f"{statement} --concurrency 4")
    done, err = cloud.run(f"{line.replace('--concurrency 4', options)} --resume", status=0)
    cloud.run(f"batches {done['id']} --wait", status=0)
    assert sorted(payload["id"] for payload in cloud.states.calls) == list(range(6))
    assert len(cloud.states.machines) == 2 and len(cloud.states.runs) == 2
    assert cloud.states.machines[f"lamsh-{done['id']}"].definition["States"]["Rows"]["MaxConcurrency"] == 4
    assert ("keeps the options of its first start: `--concurrency 4`" in err) == (options != "--concurrency 4")


def test_a_state_machine_that_was_made_but_not_recorded_is_deleted(cloud):
    cloud.write(rows(6))
    make_without_recording(cloud, f"invoke worker --each @rows.jsonl --role {ROLE} --detach")
    [killed] = [run["id"] for run in cloud.run("batches", status=0)[0] if run["state"] == "not started"]
    cloud.run(f"batches {killed} --clean", status=0)
    assert f"lamsh-{killed}" not in cloud.states.machines and cloud.store.keys("rows", "killed/") == []


def test_a_plan_that_was_refused_can_change_unless_a_response_was_lost(cloud):
    cloud.write(rows(6))
    statement = f"invoke worker --each @rows.jsonl {CLOUD} --detach --concurrency"
    cloud.states.fail("CreateStateMachine", LOST)
    cloud.states.fail("CreateStateMachine", DENIED)
    _, err = cloud.run(f"{statement} 4", status=1)
    assert len(cloud.states.machines) == 1, "made all the same"
    _, err = cloud.run(f"{statement} 9 --resume", status=0)
    assert "keeps the options of its first start" in err
    assert len(cloud.states.machines) == len(cloud.states.runs) == 1


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
    run = cloud.stop_in_the_middle(80)
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
