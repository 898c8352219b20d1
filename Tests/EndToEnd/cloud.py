# SPDX-License-Identifier: GPL-3.0-or-later
"""Step Functions and S3 in memory, with functions of `lamsh serve`, and lamsh connected to all three."""

import itertools
import json
import random
import re
import signal
import subprocess
import threading
import time

from botocore.config import Config

from fake_s3 import FakeS3, Store
from fake_states import FakeStates
from golden_case import binary, clean_environment

ROLE = "arn:aws:iam::123456789012:role/lamsh-batches"
OPTIONS = f"--in-cloud s3://rows/runs --role {ROLE}"
HANDLER = """
class OutOfStock(Exception):
    pass

def handler(event, context):
    if isinstance(event, dict) and event.get("fail"):
        raise OutOfStock(f"no {event['id']}")
    if isinstance(event, dict) and event.get("large"):
        return "x" * event["large"]
    return {"got": event, "n": 1.5}
"""


def rows(count, failing=()):
    return [{"id": number, "fail": number in failing} for number in range(count)]


def run_id(err):
    return re.search(r"run (\w{12})", err)[1]


class Cloud:
    def __init__(self, server, folder, bucket="rows"):
        self.server, self.folder = server, folder
        self.settings = {}
        self.store = Store()
        self.store.create(bucket)
        self.s3 = FakeS3(self.store)
        client = server.client(config=Config(
            retries={"total_max_attempts": 1}, read_timeout=120, max_pool_connections=32, parameter_validation=False))
        self.states = FakeStates(self.store, client, records_per_file=7)

    def close(self):
        self.s3.close()
        self.states.close()

    def environment(self):
        return clean_environment(self.folder) | {
            **self.server.settings, "AWS_ENDPOINT_URL_S3": self.s3.url, "AWS_ENDPOINT_URL_SFN": self.states.url,
            "AWS_ENDPOINT_URL": self.server.endpoint, **self.settings,
        }

    def start(self, *statements, **keywords):
        commands = [word for statement in statements for word in ("-c", statement)]
        return subprocess.Popen(
            [binary(), *commands], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, env=self.environment(), **keywords)

    def run(self, *statements, status=None):
        """Standard output as JSON, and standard error."""
        process = self.start(*statements)
        out, err = process.communicate(timeout=120)
        if status is not None:
            assert process.returncode == status, err
        assert not self.states.problems, self.states.problems
        lines = [json.loads(line) for line in out.splitlines()]
        return (lines[0] if len(lines) == 1 else lines or None), err

    def on_another_machine(self, folder):
        """lamsh with another home folder, connected to the same account."""
        other = Cloud.__new__(Cloud)
        other.__dict__ |= self.__dict__
        other.settings = dict(self.settings)
        other.folder = folder
        folder.mkdir()
        return other

    def stop_in_the_middle(self, count, options="", failing=()):
        """Starts a run and stops it after some rows; returns its ID."""
        self.write(rows(count, failing))
        stopping, begun = threading.Event(), []

        def slow(payload, _):
            begun.append(payload["id"])
            if len(begun) > 5:
                stopping.wait()

        self.states.on_call = slow
        started, _ = self.run(
            f"invoke worker --each @rows.jsonl {OPTIONS} --concurrency 1 --detach {options}", status=0)
        self.stop(started["id"], stopping)
        self.states.on_call = None
        return started["id"]

    def stop(self, run, stopping):
        """Stops a run whose calls wait for an event; returns its status."""
        stops = self.states.count("StopExecution")
        process = self.start(f"batches {run} --stop")
        while self.states.count("StopExecution") == stops:
            assert process.poll() is None, process.stderr.read()
            time.sleep(0.01)
        stopping.set()
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        return json.loads(out)

    def run_until(self, number, moment, *statements):
        """Kills lamsh at its request `number` to S3 and Step Functions, which aren't told apart: "before" it's served, or
        "after" that, without an answer. Returns whether it came to that, and the number of requests."""
        count, own, started, process = itertools.count(1), threading.local(), threading.Event(), None

        def on_request(now):
            if now == "before":
                own.number = next(count)
            if (own.number, now) != (number, moment):
                return False
            started.wait()
            process.send_signal(signal.SIGKILL)
            process.wait()
            return True

        self.s3.on_request = self.states.on_request = on_request
        process = self.start(*statements)
        started.set()
        _, err = process.communicate(timeout=120)
        self.s3.on_request = self.states.on_request = None
        assert process.returncode in (0, -signal.SIGKILL), err
        return process.returncode != 0, next(count) - 1

    def moments(self, seed, most, *statements):
        """Moments for run_until, at random, out of those of a whole run."""
        _, total = self.run_until(0, None, *statements)
        every = [(number, moment) for number in range(1, total + 1) for moment in ("before", "after")]
        return sorted(random.Random(seed).sample(every, min(most, len(every))))

    def write(self, rows, name="rows.jsonl"):
        (self.folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows))

    def outcomes(self, name="out.jsonl"):
        lines = [json.loads(line) for line in (self.folder / name).read_text().splitlines()]
        return sorted(lines, key=lambda line: line["index"])
