# SPDX-License-Identifier: GPL-3.0-or-later
"""Shared by the end-to-end tests: `lamsh serve` in the background, and clients for it."""

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import boto3
import pytest
from botocore.config import Config

from cloud import HANDLER, Cloud
from faulty_lambda import FaultyLambda
from golden_case import binary
from screen import LOCAL, PROMPT, Terminal

# Programs started by nohup ignore SIGHUP, and those that a script starts with & ignore SIGINT and SIGQUIT. lamsh and
# everything else that a test starts would inherit that, but the tests need the default handling.
signal.signal(signal.SIGHUP, signal.SIG_DFL)
signal.signal(signal.SIGQUIT, signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.default_int_handler)

# Variables that users set for AWS's tools and for lamsh, which would change their output or where they connect.
SETTINGS = re.compile(r"(AWS|XDG)_.*|.*_PROXY|LAMSH_(HISTORY|PAGER)|PAGER|EDITOR|VISUAL|BROWSER|NO_COLOR", re.IGNORECASE)
READY = re.compile(r"^export AWS_SECRET_ACCESS_KEY=(?P<secret>.*)$")
EXPORT = re.compile(r"\b(AWS_[A-Z_]+)=(\S+)")


@pytest.fixture(scope="session", autouse=True)
def no_settings_of_the_user(tmp_path_factory):
    """Gives every program that a test starts, and boto3 in the tests, an empty home folder without settings."""
    with pytest.MonkeyPatch.context() as patch:
        for name in filter(SETTINGS.fullmatch, list(os.environ)):
            patch.delenv(name)
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        yield


class Server:
    """A running `lamsh serve`."""

    def __init__(self, *arguments, environment=None):
        self.lines = []
        self.settings = {}
        self.process = subprocess.Popen(
            [binary(), "serve", "--port", "0", *map(str, arguments)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace",
            env={**os.environ, **(environment or {})})
        for line in self.process.stderr:
            self._take(line)
            if READY.match(line):
                break
        else:
            raise RuntimeError("lamsh serve did not start:\n" + "".join(self.lines))
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _take(self, line):
        self.lines.append(line)
        self.settings.update(EXPORT.findall(line))

    def _read(self):
        for line in self.process.stderr:
            self.lines.append(line)

    @property
    def text(self):
        return "".join(self.lines)

    @property
    def endpoint(self):
        return self.settings["AWS_ENDPOINT_URL_LAMBDA"]

    def client(self, service="lambda", **changes):
        """A boto3 client with the printed settings; `retries` is the number of retries."""
        options = {
            "endpoint_url": self.endpoint,
            "region_name": self.settings["AWS_REGION"],
            "aws_access_key_id": self.settings["AWS_ACCESS_KEY_ID"],
            "aws_secret_access_key": self.settings["AWS_SECRET_ACCESS_KEY"],
            "config": Config(retries={"total_max_attempts": 1}, read_timeout=120, parameter_validation=False),
            **changes,
        }
        return boto3.session.Session().client(service, **options)

    def environment(self):
        """The printed settings as a shell would export them, in an environment without other AWS settings."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        return {**clean, "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull, **self.settings}

    def stop(self):
        """Ends it like Ctrl-C, and returns its exit status."""
        self.process.terminate()
        status = self.process.wait(timeout=30)
        self.reader.join(timeout=30)
        return status

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def servers_until_the_end():
    servers = []

    def start(*arguments, **options):
        servers.append(Server(*arguments, **options))
        return servers[-1]

    yield start
    for server in servers:
        server.kill()


@pytest.fixture
def serve():
    """Starts servers that end with the test: serve(PATH, OPTION…)."""
    yield from servers_until_the_end()


@pytest.fixture(scope="module")
def module_serve():
    """Starts servers that end with the file: module_serve(PATH, OPTION…)."""
    yield from servers_until_the_end()


@pytest.fixture(scope="module")
def samples():
    """A server with the sample functions, for tests that change nothing in it."""
    server = Server()
    yield server
    server.kill()


@pytest.fixture
def functions(tmp_path):
    """Writes functions: functions({"NAME/handler.py": CODE, …}). Returns their folder."""

    def write(files):
        for name, content in files.items():
            path = tmp_path / "functions" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
            if path.name == "bootstrap":
                path.chmod(0o755)
        return tmp_path / "functions"

    return write


@pytest.fixture(scope="session")
def aws():
    """The AWS CLI of the tests' virtual environment."""
    return str(Path(sys.executable).with_name("aws"))


@pytest.fixture(scope="module")
def cloud_functions(module_serve, tmp_path_factory):
    folder = tmp_path_factory.mktemp("functions")
    (folder / "worker").mkdir()
    (folder / "worker" / "handler.py").write_text(HANDLER)
    return module_serve(folder)


@pytest.fixture
def cloud(cloud_functions, tmp_path):
    cloud = Cloud(cloud_functions, tmp_path)
    yield cloud
    cloud.close()


@pytest.fixture
def faulty():
    servers = []

    def start(*answers):
        servers.append(FaultyLambda(*answers))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def open_terminal(tmp_path):
    terminals = []

    def open_one(**options):
        terminals.append(Terminal(tmp_path / "home", **options))
        return terminals[-1]

    yield open_one
    for terminal in terminals:
        terminal.close()


@pytest.fixture
def prompt(open_terminal):
    terminal = open_terminal()
    terminal.wait_for_current(PROMPT)
    return terminal


@pytest.fixture
def local(open_terminal):
    """A session on the embedded Lambda."""
    terminal = open_terminal(arguments=["--local"])
    terminal.wait_for_current(LOCAL)
    return terminal
