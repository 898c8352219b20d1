# SPDX-License-Identifier: GPL-3.0-or-later
"""Step Functions and S3 in memory, with functions of `lamsh serve`, and lamsh connected to all three."""

import json
import subprocess

from botocore.config import Config

from fake_s3 import FakeS3, Store
from fake_states import FakeStates
from golden_case import binary, clean_environment


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

    def write(self, rows, name="rows.jsonl"):
        (self.folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows))

    def outcomes(self, name="out.jsonl"):
        lines = [json.loads(line) for line in (self.folder / name).read_text().splitlines()]
        return sorted(lines, key=lambda line: line["index"])
