# SPDX-License-Identifier: GPL-3.0-or-later
"""`load`, `save`, `--each` and `--results` with objects in S3: faults, Ctrl-C, kill -9, other programs."""

import contextlib
import json
import os
import random
import signal
import subprocess
import time

import pytest

from fake_s3 import CUT, DENIED, DROPPED, EXPIRED, INTERNAL, LOST, SLOW_DOWN, FakeS3
from golden_case import binary, endpoint_environment, endpoint_settings
from screen import ENTER, PROMPT, TAB
from stub_lambda import StubLambda

BODY = '--body {"id": <<row.id>>}'


class Shell:
    """Runs lamsh against a fake S3, and a stub of Lambda if there's one."""

    def __init__(self, folder, s3, lambda_url=None):
        self.folder, self.s3 = folder, s3
        self.environment = endpoint_environment(folder / "home", lambda_url or s3.url) | {
            "AWS_ENDPOINT_URL_S3": s3.url, "AWS_RETRY_MODE": "standard",
        }

    def start(self, *statements, **keywords):
        arguments = [argument for statement in statements for argument in ("-c", statement)]
        return subprocess.Popen(
            [binary(), *arguments], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, env=self.environment, **keywords)

    def run(self, *statements):
        """Exit status, standard output, standard error."""
        process = self.start(*statements)
        out, err = process.communicate(timeout=300)
        return process.returncode, out, err

    def wait_for(self, condition, what):
        end = time.monotonic() + 60
        while not condition():
            assert time.monotonic() < end, f"waited too long for {what}"
            time.sleep(0.005)


@pytest.fixture
def s3():
    with FakeS3() as server:
        server.store.create("rows")
        yield server


@pytest.fixture
def shell(tmp_path, s3):
    return Shell(tmp_path, s3)


def lines(count, width=0):
    return "".join(json.dumps({"id": index, "text": "x" * width}, separators=(",", ":")) + "\n" for index in range(count))


# Whole objects


def test_what_save_writes_load_reads(shell, s3):
    status, out, err = shell.run(
        'save [{"id": 1, "name": "Grün"}, {"id": 2, "name": "a,b"}] s3://rows/out/rows.csv',
        'save "a text" "s3://rows/with space+plus%.txt"', 'a = load s3://rows/out/rows.csv',
        "<<a[1].name>>", 'load "s3://rows/with space+plus%.txt"')
    assert (status, out) == (0, '"a,b"\n"a text"\n'), err
    assert s3.store.get("rows", "out/rows.csv").decode() == "id,name\n1,Grün\n2,\"a,b\"\n"
    assert s3.store.keys("rows") == ["out/rows.csv", "with space+plus%.txt"]
    assert s3.count("PutObject") == 2 and s3.count("CreateMultipartUpload") == 0


def test_an_empty_object_is_read(shell, s3):
    s3.store.put("rows", "empty.txt", b"")
    assert shell.run("load s3://rows/empty.txt")[:2] == (0, '""\n')


def test_a_large_object_is_written_in_parts_and_read_in_ranges(shell, s3, aws, tmp_path):
    text = lines(400_000, 50)
    (tmp_path / "rows.txt").write_text(text)
    status, out, err = shell.run(
        "a = load rows.txt", "save <<a>> s3://rows/copy.txt", "b = load s3://rows/copy.txt", "assert <<a == b>>")
    assert status == 0, err
    assert s3.store.get("rows", "copy.txt").decode() == text
    assert s3.count("UploadPart") == 4 and s3.count("CompleteMultipartUpload") == 1
    assert s3.count("GetObject") == -(-len(text) // (4 << 20)) and s3.store.uploads == {}
    subprocess.run(
        [aws, "s3", "cp", "--quiet", "s3://rows/copy.txt", "cli.txt"], cwd=tmp_path, env=shell.environment, check=True)
    assert (tmp_path / "cli.txt").read_text() == text


@pytest.mark.parametrize("seed", range(6))
def test_transfers_survive_faults(shell, s3, tmp_path, seed):
    text = lines(300_000, 60)
    (tmp_path / "rows.txt").write_text(text)
    s3.fail_at_random(seed, 0.2)
    shell.environment["AWS_MAX_ATTEMPTS"] = "3"
    status, _, err = shell.run(
        "a = load rows.txt", "save <<a>> s3://rows/copy.txt", "b = load s3://rows/copy.txt", "assert <<a == b>>")
    assert status == 0, err
    s3.behave()
    assert s3.store.get("rows", "copy.txt").decode() == text
    # An upload whose creation lost its answer can't be found again.
    assert not [upload for upload in s3.store.uploads.values() if upload.parts]


@pytest.mark.parametrize(
    "operation, fault", [
        ("UploadPart", SLOW_DOWN), ("UploadPart", LOST), ("UploadPart", DROPPED), ("CreateMultipartUpload", INTERNAL),
        ("CompleteMultipartUpload", LOST), ("CompleteMultipartUpload", INTERNAL), ("GetObject", CUT), ("GetObject", DROPPED),
        ("HeadObject", DROPPED),
    ], ids=lambda value: value if isinstance(value, str) else value[1])
def test_a_transfer_survives_each_fault(shell, s3, tmp_path, operation, fault):
    text = lines(200_000, 60)
    (tmp_path / "rows.txt").write_text(text)
    s3.fail(operation, fault, times=2)
    status, _, err = shell.run(
        "a = load rows.txt", "save <<a>> s3://rows/copy.txt", "b = load s3://rows/copy.txt", "assert <<a == b>>")
    assert status == 0, err
    assert s3.store.get("rows", "copy.txt").decode() == text


def test_a_failed_upload_leaves_nothing(shell, s3, tmp_path):
    (tmp_path / "rows.txt").write_text(lines(200_000, 60))
    s3.store.put("rows", "copy.txt", b"before")
    s3.fail("UploadPart", DENIED, times=99, after=1)
    status, _, err = shell.run("a = load rows.txt", "save <<a>> s3://rows/copy.txt")
    assert status == 1 and (
        "can't write `s3://rows/copy.txt`: AccessDenied: not authorized to perform: s3:PutObject on resource: "
        "arn:aws:s3:::rows/copy.txt") in err
    assert s3.store.get("rows", "copy.txt") == b"before" and s3.store.uploads == {}


def test_ctrl_c_ends_an_upload_and_leaves_nothing(shell, s3, tmp_path):
    (tmp_path / "rows.txt").write_text(lines(200_000, 60))
    s3.fail("UploadPart", SLOW_DOWN, times=10_000)
    process = shell.start("a = load rows.txt", "save <<a>> s3://rows/copy.txt")
    shell.wait_for(lambda: s3.count("UploadPart") > 1, "parts")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    assert s3.store.uploads == {} and s3.store.keys("rows") == []


def test_an_object_that_changes_while_it_is_read_is_an_error(shell, s3):
    s3.store.put("rows", "big.txt", lines(400_000, 60).encode())
    s3.fail("GetObject", DROPPED, times=10_000, after=2)
    process = shell.start("a = load s3://rows/big.txt")
    shell.wait_for(lambda: s3.count("GetObject") > 4, "reads")
    s3.store.put("rows", "big.txt", b"other")
    s3.behave()
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "can't read `s3://rows/big.txt`: another program changed the object in the meantime" in err


def test_damaged_bytes_are_an_error(shell, s3):
    stored = s3.store.put("rows", "big.txt", b"0123456789")
    stored.data = b"0123456780"
    status, _, err = shell.run("load s3://rows/big.txt")
    assert status == 1 and "can't read `s3://rows/big.txt`: the bytes don't match the object's checksum" in err


@pytest.mark.parametrize(
    "statement, message", [
        ("load s3://rows/none.json", "can't read `s3://rows/none.json`: there's no such bucket or object"),
        ("save 1 s3://none/a.json", "can't write `s3://none/a.json`: NoSuchBucket: The specified bucket does not exist"),
        ("load s3://rows/", "`s3://rows/` has no key: it names a bucket or a folder, not an object"),
        ("load s3:///a", "`s3:///a` has no bucket"),
        ('save 1 "s3://a b/c"', "`a b` isn't a valid bucket name"),
        ("invoke echo --each s3://rows/none.csv", "can't read `s3://rows/none.csv`: there's no such bucket or object"),
    ])
def test_mistakes_are_explained(shell, statement, message):
    status, _, err = shell.run(statement)
    assert status == 1 and message in err


def test_an_error_that_stays_is_not_retried(shell, s3):
    status, _, err = shell.run("save 1 s3://none/a.json")
    assert status == 1 and s3.requests == ["PutObject"], err


@pytest.mark.parametrize("statement, operation, action, resource", [
    ("load s3://rows/a.json", "HeadObject", "s3:GetObject", "arn:aws:s3:::rows/a.json"),
    ("load s3://rows/a.json", "GetObject", "s3:GetObject", "arn:aws:s3:::rows/a.json"),
    ('save 1 "s3://rows/a b.json"', "PutObject", "s3:PutObject", "arn:aws:s3:::rows/a b.json"),
])
def test_a_denial_names_the_action_and_the_resource(shell, s3, statement, operation, action, resource):
    s3.store.put("rows", "a.json", b"1")
    s3.fail(operation, DENIED, times=99)
    status, _, err = shell.run(statement)
    assert status == 1 and f"not authorized to perform: {action} on resource: {resource}" in err, err
    assert f"need a policy that allows `{action}`" in err


def test_a_bucket_in_another_region_is_found(shell, s3):
    s3.store.create("far", "eu-west-1")
    status, out, err = shell.run("save 1 s3://far/a.json", "load s3://far/a.json")
    assert (status, out) == (0, "1\n"), err
    # Once it's known, requests go there at once.
    assert s3.requests == ["PutObject", "PutObject", "HeadObject", "GetObject"]


def test_expired_keys_are_an_error_of_the_service(shell, s3):
    s3.fail("*", EXPIRED, times=99)
    status, _, err = shell.run("load s3://rows/a.json")
    assert status == 1 and "can't read `s3://rows/a.json`" in err


# Rows


class Batch(Shell):
    def __init__(self, folder, s3, stub, count):
        super().__init__(folder, s3, stub.url)
        s3.store.put("rows", "in.jsonl", lines(count).encode())
        self.count = count
        self.statement = f"invoke echo --each s3://rows/in.jsonl {BODY} --results s3://rows/out.jsonl"

    def outcomes(self):
        text = self.s3.store.get("rows", "out.jsonl").decode()
        assert text.endswith("\n"), "the last line is torn"
        return [json.loads(line) for line in text.splitlines()]

    @property
    def journal_size(self):
        size = 0
        for path in self.journals:
            # Some of them are replaced, and gone in between.
            with contextlib.suppress(FileNotFoundError):
                size += path.stat().st_size
        return size

    @property
    def journals(self):
        return sorted((self.folder / "home/.local/state/lamsh/results").glob("*"))


def test_rows_come_from_an_object_and_results_go_to_one(tmp_path):
    with StubLambda() as stub, FakeS3() as s3:
        s3.store.create("rows")
        batch = Batch(tmp_path, s3, stub, 3_000)
        status, out, err = batch.run(batch.statement)
        assert status == 0, err
        assert json.loads(out)["ok"] == 3_000
        assert sorted(outcome["index"] for outcome in batch.outcomes()) == list(range(3_000))
        assert batch.journals == []
        status, _, err = batch.run(batch.statement)
        assert status == 1 and "s3://rows/out.jsonl already exists" in err
        assert sum(stub.seen()["counts"].values()) == 3_000
        # Resuming a complete run runs nothing.
        status, _, err = batch.run(batch.statement + " --resume")
        assert status == 0, err
        assert sum(stub.seen()["counts"].values()) == 3_000
        status, out, err = batch.run("a = load s3://rows/out.jsonl", "<<length(a)>>")
        assert (status, out) == (0, "3000\n"), err


def test_killed_at_any_moment_a_resumed_run_has_every_row_once(tmp_path):
    rows = 2_000
    randomness = random.Random(3)
    with StubLambda(latency=0.02) as stub, FakeS3() as s3:
        s3.store.create("rows")
        batch = Batch(tmp_path, s3, stub, rows)
        killed, started = 0, False
        while killed < 20:
            process = batch.start(batch.statement + " --concurrency 32" + (" --resume" if started else ""))
            try:
                process.wait(randomness.uniform(0.03, 0.3))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                killed += 1
            _, err = process.communicate()
            assert process.returncode in (0, -signal.SIGKILL), err
            started = started or any(path.suffix == ".jsonl" for path in batch.journals) or bool(s3.store.keys("rows", "out"))
            if process.returncode == 0:
                break
        if process.returncode:
            status, _, err = batch.run(batch.statement + (" --resume" if started else ""))
            assert status == 0, err
        outcomes = batch.outcomes()
        counts = stub.seen()["counts"]
    assert sorted(outcome["index"] for outcome in outcomes) == list(range(rows))
    marked = {str(outcome["index"]) for outcome in outcomes if outcome["possiblyTwice"]}
    assert {row for row, count in counts.items() if count != 1} <= marked
    assert batch.journals == []


def test_killed_while_results_are_transferred_every_byte_stays(tmp_path):
    rows = 120_000
    line = '{"index":%d,"key":null,"outcome":"ok","status":200,"payload":"' + "x" * 100 + '","attempts":1}\n'
    results = "".join(line % index for index in range(rows)).encode()
    randomness = random.Random(4)
    with StubLambda() as stub, FakeS3() as s3:
        s3.store.create("rows")
        batch = Batch(tmp_path, s3, stub, rows)
        s3.store.put("rows", "out.jsonl", results)
        for _ in range(20):
            process = batch.start(batch.statement + " --resume")
            try:
                process.wait(randomness.uniform(0.05, 1.0))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
            _, err = process.communicate()
            assert process.returncode in (0, -signal.SIGKILL), err
            assert s3.store.get("rows", "out.jsonl") == results
        status, _, err = batch.run(batch.statement + " --resume")
        assert status == 0, err
        assert s3.store.get("rows", "out.jsonl") == results and batch.journals == []
        assert stub.seen()["counts"] == {} and s3.count("UploadPart") > 1


def test_ctrl_c_writes_the_results_so_far_and_another_machine_resumes(tmp_path):
    rows = 4_000
    with StubLambda(latency=0.02) as stub, FakeS3() as s3:
        s3.store.create("rows")
        batch = Batch(tmp_path, s3, stub, rows)
        process = batch.start(batch.statement + " --concurrency 16")
        batch.wait_for(lambda: batch.journal_size > 20_000, "results")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 130, err
        assert 0 < len(batch.outcomes()) < rows and batch.journals == []
        other = Batch(tmp_path / "other", s3, stub, rows)
        other.folder.mkdir()
        status, out, err = other.run(batch.statement + " --resume")
        assert status == 0, err
        counts = stub.seen()["counts"]
    assert json.loads(out)["rows"] == rows
    assert sorted(outcome["index"] for outcome in batch.outcomes()) == list(range(rows))
    assert set(counts.values()) == {1}


def test_results_that_could_not_be_written_are_kept(tmp_path):
    with StubLambda() as stub, FakeS3() as s3:
        s3.store.create("rows")
        batch = Batch(tmp_path, s3, stub, 100)
        s3.fail("PutObject", DENIED, times=1)
        status, _, err = batch.run(batch.statement)
        assert status == 1 and "can't write s3://rows/out.jsonl: AccessDenied" in err and "--resume" in err
        status, _, err = batch.run(batch.statement + " --resume")
        assert status == 0, err
        assert len(batch.outcomes()) == 100 and set(stub.seen()["counts"].values()) == {1}
        assert batch.journals == []


def test_another_runs_results_are_not_replaced(tmp_path):
    with StubLambda(latency=0.2) as stub, FakeS3() as s3:
        s3.store.create("rows")
        batch = Batch(tmp_path, s3, stub, 100)
        process = batch.start(batch.statement + " --concurrency 10")
        batch.wait_for(lambda: batch.journal_size > 0, "results")
        s3.store.put("rows", "out.jsonl", b"of another run\n")
        _, err = process.communicate(timeout=60)
        assert process.returncode == 1 and "s3://rows/out.jsonl: the object already exists" in err
        assert s3.store.get("rows", "out.jsonl") == b"of another run\n"
        status, _, err = batch.run(batch.statement + " --resume")
        assert status == 1 and "another run changed s3://rows/out.jsonl after this one began" in err


def test_rows_that_break_in_the_middle_leave_the_results_in_s3(tmp_path):
    with StubLambda() as stub, FakeS3() as s3:
        s3.store.create("rows")
        batch = Batch(tmp_path, s3, stub, 10)
        s3.store.put("rows", "in.jsonl", b'{"id": 1}\n{"id": 2}\nnot JSON\n')
        status, _, err = batch.run(batch.statement)
        assert status == 1 and "s3://rows/in.jsonl:3" in err
        assert len(batch.outcomes()) == 2


# The prompt


@pytest.fixture
def terminal(open_terminal, s3):
    s3.store.create("reports")
    for key in ["2026/11/a.csv", "2026/11/b.csv", "2026/readme", "in.jsonl"]:
        s3.store.put("rows", key, b"1")
    environment = {**endpoint_settings(s3.url), "AWS_ENDPOINT_URL_S3": s3.url}
    terminal = open_terminal(environment=environment)
    terminal.wait_for_current(PROMPT)
    terminal.type("connect --no-verify" + ENTER)
    terminal.wait_for_current("us-east-1> ")
    return terminal


@pytest.mark.parametrize(
    "typed, completed", [
        ("load s3://ro", "load s3://rows/"), ("load s3://rows/i", "load s3://rows/in.jsonl"),
        ("load s3://rows/2", "load s3://rows/2026/"), ("load s3://rows/2026/11/b", "load s3://rows/2026/11/b.csv"),
        ("invoke f --each @s3://rows/in", "invoke f --each @s3://rows/in.jsonl"),
        ("invoke f --each s3://rows/in", "invoke f --each s3://rows/in.jsonl"),
        ("invoke f --results s3://rows/in", "invoke f --results s3://rows/in.jsonl"),
        ("batches 0123456789ab --results s3://rows/in", "batches 0123456789ab --results s3://rows/in.jsonl"),
        ("invoke f --in-cloud ", "invoke f --in-cloud s3://"), ("invoke f --in-cloud s3://ro", "invoke f --in-cloud s3://rows/"),
        ("invoke f --in-cloud s3://rows/2026/", "invoke f --in-cloud s3://rows/2026/11/"),
    ])
def test_tab_completes_buckets_and_keys(terminal, typed, completed):
    terminal.type(typed)
    terminal.wait_for_current("us-east-1> " + typed)
    end = time.monotonic() + 20
    # The first Tab doesn't wait for a slow service.
    while terminal.current != "us-east-1> " + completed:
        assert time.monotonic() < end, terminal.lines
        terminal.type(TAB)
        terminal.read(0.2)
