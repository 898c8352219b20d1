# SPDX-License-Identifier: GPL-3.0-or-later
"""`invoke --each` when things go wrong: killed processes, throttling, Ctrl-C, two processes at once.

With LAMSH_DEMONSTRATIONS=1 in the environment the same tests run at their full size, which takes many minutes, and say
with `-s` what they measured.
"""

import json
import os
import random
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from golden_case import binary, clean_environment
from stub_lambda import StubLambda

FULL = bool(os.environ.get("LAMSH_DEMONSTRATIONS"))
BODY = '--body {"id": <<row.id>>}'


def size(full, small):
    return full if FULL else small


class Batch:
    """Runs `invoke --each` over rows with the ids 0 to N-1, in its own folder."""

    def __init__(self, folder, url, count):
        self.folder, self.url = folder, url
        self.results = folder / "out.jsonl"
        with (folder / "rows.jsonl").open("w") as file:
            file.writelines(f'{{"id": {index}}}\n' for index in range(count))

    def start(self, options="", statement=None, **keywords):
        statement = statement or f"invoke echo --each @rows.jsonl {BODY} --results out.jsonl {options}"
        return subprocess.Popen(
            [binary(), "--endpoint", self.url, "-c", statement], cwd=self.folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=clean_environment(self.folder) | {
                "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret-of-a-test", "AWS_REGION": "us-east-1",
            }, **keywords)

    def run(self, options="", statement=None):
        """Exit status, summary (None without one), standard error."""
        process = self.start(options, statement)
        out, err = process.communicate(timeout=3600)
        return process.returncode, json.loads(out) if out.strip() else None, err

    def outcomes(self):
        text = self.results.read_text()
        assert text.endswith("\n"), "the last line is torn"
        return [json.loads(line) for line in text.splitlines()]

    def wait_for_lines(self, count):
        end = time.monotonic() + 20
        while not self.results.exists() or self.results.read_bytes().count(b"\n") < count:
            assert time.monotonic() < end, f"there are not {count} lines"
            time.sleep(0.005)


@pytest.fixture
def batch(tmp_path):
    def make(server, count):
        return Batch(tmp_path, server.url, count)

    return make


@pytest.mark.parametrize("key", ["", "--key <<row.id>>"])
def test_killed_at_random_moments_each_row_ends_once(batch, key):
    rows, kills = size(20_000, 400), size(50, 5)
    randomness = random.Random(5)
    with StubLambda(latency=0.02) as server:
        run = batch(server, rows)
        options = f"--concurrency 32 {key}"
        killed = 0
        while killed < kills:
            resume = "--resume" if run.results.exists() else ""
            process = run.start(f"{options} {resume}")
            try:
                process.wait(randomness.uniform(0.03, size(0.6, 0.12)))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                killed += 1
            process.communicate()
            assert process.returncode in (0, -signal.SIGKILL)
            if process.returncode == 0:
                break
        status, summary, err = run.run(f"{options} {'--resume' if run.results.exists() else ''}")
        assert status == 0, err
        outcomes = run.outcomes()
        seen = server.seen()["counts"]
    assert sorted(outcome["index"] for outcome in outcomes) == list(range(rows))
    assert {outcome["outcome"] for outcome in outcomes} == {"ok"}
    marked = {str(outcome["index"]) for outcome in outcomes if outcome["possiblyTwice"]}
    assert {row for row, count in seen.items() if count != 1} <= marked
    assert len(marked) <= 32 * killed
    assert summary["rows"] == summary["ok"] == rows and summary["possiblyTwice"] == len(marked)
    assert [path.name for path in run.folder.glob("out*")] == ["out.jsonl"], "the table of rows in flight is left"
    print(f"\n{rows} rows, {killed} kills, {len(marked)} rows marked, {sum(c > 1 for c in seen.values())} ran twice")


def test_throttling_finds_the_level_that_the_service_bears(batch):
    rows, capacity = size(15_000, 1_500), size(100, 20)
    # Slow enough at full size that the capacity is the bottleneck, not this server's CPU.
    latency = size(0.25, 0.05)
    with StubLambda(latency=latency, capacity=capacity) as server:
        run = batch(server, rows)
        status, summary, err = run.run("--concurrency 512")
        assert status == 0, err
        seen = server.seen()
    assert summary["ok"] == rows and summary["failed"] == 0
    assert summary["throttled"] == len(seen["refused"]) > 0
    assert all(count == 1 for count in seen["counts"].values())
    warm = 2.0 if FULL else 0.5
    refused = sum(at > warm for at in seen["refused"])
    accepted = sum(at > warm for at in seen["accepted"])
    assert refused <= 0.05 * (refused + accepted)
    rate = rows / (seen["accepted"][-1] + latency)
    share = rate / (capacity / latency)
    print(f"\n{rate:.0f} rows/s, {100 * share:.1f} % of the capacity; {100 * refused / (refused + accepted):.2f} % refused")
    if FULL:
        assert share >= 0.9


def test_memory_does_not_grow_with_the_rows(batch):
    rows = size(5_000_000, 20_000)
    with StubLambda() as server:
        run = batch(server, rows)
        process = run.start("--concurrency 64")
        # Not from getrusage: that counts what the process that started it had, too.
        peak = 0
        while process.poll() is None:
            peak = max(peak, peak_memory(process.pid))
            time.sleep(0.02)
        assert process.returncode == 0, process.stderr.read()
    print(f"\n{rows} rows: {peak:.0f} MB")
    assert 0 < peak < 100


def peak_memory(pid):
    """The most memory that a process has had, in MB; 0 once it's gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    peak = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    return int(peak[1]) / 1024 if peak else 0


def test_ctrl_c_waits_for_the_rows_in_flight_and_tells_how_to_go_on(batch):
    with StubLambda(latency=0.3) as server:
        run = batch(server, 100)
        process = run.start("--concurrency 8")
        run.wait_for_lines(8)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
        assert process.returncode == 130
        outcomes = run.outcomes()
        assert len(outcomes) == len(server.seen()["accepted"]) < 100
        command = re.search(r"^resume with: (.*)$", err, re.MULTILINE)[1]
        assert command.endswith("--resume")
        status, summary, err = run.run(statement=command)
        assert status == 0, err
        assert (summary["rows"], summary["possiblyTwice"], summary["earlier"]) == (100, 0, len(outcomes))
        assert all(count == 1 for count in server.seen()["counts"].values())


def test_ctrl_c_again_gives_the_rows_in_flight_up_and_the_table_knows_them(batch):
    with StubLambda(latency=3) as server:
        run = batch(server, 4)
        process = run.start("--concurrency 4")
        while len(server.seen()["accepted"]) < 4:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=2)
        assert process.returncode == 130
        server_counts = server.seen()["counts"]
    assert server_counts == {"0": 1, "1": 1, "2": 1, "3": 1}
    with StubLambda() as server:
        run.url = server.url
        status, summary, _ = run.run("--resume --skip-uncertain")
        assert (status, summary["uncertain"], server.seen()["counts"]) == (0, 4, {})
    assert {outcome["outcome"] for outcome in run.outcomes()} == {"uncertain"}


def test_a_torn_last_line_is_done_again_and_marked(batch):
    with StubLambda() as server:
        run = batch(server, 6)
        assert run.run("--concurrency 1")[0] == 0
        whole = run.results.read_bytes()
        run.results.write_bytes(whole[:-20])
        status, summary, err = run.run("--resume")
        assert status == 0, err
        assert (summary["rows"], summary["earlier"], server.seen()["counts"]["5"]) == (6, 5, 2)
    assert [outcome["index"] for outcome in run.outcomes()] == [0, 1, 2, 3, 4, 5]


def test_a_run_that_goes_on_under_another_name_of_its_file_knows_its_rows(batch):
    with StubLambda(latency=3) as server:
        run = batch(server, 4)
        process = run.start()
        while len(server.seen()["accepted"]) < 4:
            time.sleep(0.02)
        process.kill()
        process.communicate()
    (run.folder / "latest.jsonl").symlink_to("out.jsonl")
    with StubLambda() as server:
        run.url = server.url
        statement = f"invoke echo --each @rows.jsonl {BODY} --results latest.jsonl --resume"
        status, _, err = run.run(statement=statement)
        assert status == 0, err
    assert all(outcome["possiblyTwice"] for outcome in run.outcomes())
    assert not list(run.folder.glob("*.inflight"))


def test_a_second_process_on_the_same_results_is_refused(batch):
    with StubLambda(latency=1) as server:
        run = batch(server, 3)
        first = run.start()
        while not run.results.exists():
            time.sleep(0.01)
        status, _, err = run.run("--resume")
        assert status == 1
        assert "out.jsonl is in use by another process" in err
        first.communicate(timeout=20)
        assert first.returncode == 0


def test_failed_rows_are_retried_counted_and_final(batch):
    with StubLambda(failing=["3", "7"]) as server:
        run = batch(server, 10)
        status, summary, err = run.run("--retry 2")
        assert status == 1
        assert (summary["ok"], summary["failed"], summary["errors"]) == (8, 2, {"BadRow": 2})
        assert "2 of 10 rows failed: BadRow 2" in err
        assert server.seen()["counts"]["3"] == 3
        assert {o["index"]: o["attempts"] for o in run.outcomes()}[7] == 3
        status, summary, _ = run.run("--resume")
        assert (status, summary["failed"], server.seen()["counts"]["3"]) == (1, 2, 3)


def test_stop_after_leaves_the_rest_for_later(batch):
    with StubLambda(failing=["1", "2"]) as server:
        run = batch(server, 1000)
        status, summary, err = run.run("--concurrency 1 --stop-after 2")
        assert (status, summary["rows"], summary["failed"]) == (1, 3, 2)
        assert "resume with: " in err
        assert run.run("--resume")[1]["rows"] == 1000


def test_a_service_that_is_gone_ends_the_run_and_no_row_fails(batch):
    with StubLambda() as server:
        run = batch(server, 500)
    status, summary, err = run.run("--concurrency 4")
    assert (status, summary) == (1, None)
    assert "resume with: " in err
    assert run.results.read_text() == ""
    with StubLambda() as server:
        run.url = server.url
        assert run.run("--resume")[1]["ok"] == 500


def test_a_rate_is_kept(batch):
    with StubLambda() as server:
        run = batch(server, 30)
        assert run.run("--rate 100/s")[0] == 0
        accepted = server.seen()["accepted"]
    # Never earlier than the schedule allows, the first burst apart.
    assert accepted[-1] >= 0.18


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 16 KiB, and how to make it larger."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "none", str(disk)], capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"needs the right to mount a file system: {mounted.stderr.strip()}")
    yield disk, lambda: subprocess.run(["mount", "-o", "remount,size=1m", str(disk)], check=True)
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("skips", [False, True])
def test_a_full_disk_forgets_no_row(batch, small_disk, skips):
    disk, enlarge = small_disk
    with StubLambda() as server:
        run = batch(server, 8)
        run.results = disk / "out.jsonl"
        statement = (
            f"invoke echo --each @rows.jsonl --body {{\"id\": <<row.id>>, \"pad\": \"{'x' * 3000}\"}} "
            f"--concurrency 1 --results {disk}/out.jsonl")
        status, _, err = run.run(statement=statement)
        assert status == 1
        assert "No space left on device" in err and "resume with: " in err
        written = len(run.outcomes())
        ran = server.seen()["counts"]
        assert 0 < written < len(ran) <= 8
        enlarge()
        resumed = f"{statement} --resume{' --skip-uncertain' if skips else ''}"
        status, summary, err = run.run(statement=resumed)
        assert status == 0, err
        outcomes = run.outcomes()
        counts = server.seen()["counts"]
    assert sorted(outcome["index"] for outcome in outcomes) == list(range(8))
    uncertain = [outcome for outcome in outcomes if outcome["possiblyTwice"] or outcome["outcome"] == "uncertain"]
    assert [outcome["index"] for outcome in uncertain] == [written]
    assert counts[str(written)] == (1 if skips else 2)
    assert [path.name for path in disk.iterdir()] == ["out.jsonl"]
