# SPDX-License-Identifier: GPL-3.0-or-later
"""The embedded Lambda releases its descriptors, threads, processes and folders, however it ends."""

import os
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from screen import CTRL_D, ENTER, PROMPT, Terminal

ROUNDS = 30
# Threads and descriptors that come and go by themselves, far fewer than one a round.
SLACK = 6

FUNCTIONS = {
    "crash/handler.py": "import os\n\n\ndef handler(event, context):\n    os._exit(3)\n",
    "fails/handler.py": "def handler(event, context):\n    raise ValueError('no')\n",
    "broken/handler.py": "raise ValueError('no')\n",
    "unstartable/bootstrap": "#!/no/such/interpreter\n",
    "good/handler.py": "def handler(event, context):\n    return event\n",
}
TEMPLATE = f"""
Resources:
  Good:
    Type: AWS::Serverless::Function
    Properties: {{Runtime: python3.{sys.version_info.minor}, Handler: handler.handler, CodeUri: good/, FunctionName: good}}
"""


class Held:
    """The resources that a process currently has."""

    def __init__(self, pid):
        process = Path(f"/proc/{pid}")
        self.descriptors = Counter(self.target(entry) for entry in (process / "fd").iterdir())
        self.threads = len(list((process / "task").iterdir()))
        self.children = [child for task in (process / "task").iterdir() for child in (task / "children").read_text().split()]

    @staticmethod
    def target(entry):
        try:
            return os.readlink(entry).split(":[")[0]
        except OSError:
            return "closed meanwhile"

    def exceeds(self, other):
        """What it has more of than `other`; empty if the difference is negligible."""
        more = self.descriptors - other.descriptors
        children = len(self.children) - len(other.children)
        if more.total() <= SLACK and self.threads <= other.threads + SLACK and children <= 0:
            return ""
        return f"descriptors {dict(more)}, {self.threads - other.threads} threads, {children} processes"


def assert_settles(pid, before, temporary=None):
    """Some resources are released a moment later."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        more = Held(pid).exceeds(before)
        left = temporary and [str(path) for path in temporary.rglob("*")]
        if not more and not left:
            return
        time.sleep(0.05)
    raise AssertionError(f"after {ROUNDS} rounds it holds more: {more}; folders: {left}")


@pytest.fixture
def prompt(tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    terminal = Terminal(tmp_path / "home", environment={"TMPDIR": str(temporary)})
    terminal.temporary = temporary
    terminal.wait_for_current(PROMPT)
    yield terminal
    terminal.close()


def run(terminal, text, rounds, number):
    terminal.type(f"for i in <<range({rounds})>> {{ {text} }}" + ENTER + f"print done {number}" + ENTER)
    terminal.wait(lambda: any(line.startswith(f"done {number}") for line in terminal.lines), "the end", timeout=300)
    assert not any(line.startswith("error") or ": error: " in line for line in terminal.lines), terminal.lines


@pytest.mark.parametrize("text", [
    "connect local; disconnect",
    "connect local; _ = invoke echo; disconnect",
    "connect local good-template; _ = invoke good; disconnect",
    "try { connect local nowhere } catch e { }",
    "try { connect local bad-template } catch e { }",
    "connect local functions; try { invoke crash } catch e { }; try { invoke broken } catch e { }; disconnect",
    "connect local functions; try { invoke unstartable } catch e { }; disconnect",
    "connect local functions; try { invoke fails } catch e { }; try { invoke nothing } catch e { }; disconnect",
])
def test_a_connection_to_the_embedded_lambda_leaves_nothing_behind(prompt, text):
    for name, content in FUNCTIONS.items():
        for folder in ["functions", "good-template"]:
            path = prompt.home / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
            path.chmod(0o755)
    (prompt.home / "good-template" / "template.yaml").write_text(TEMPLATE)
    (prompt.home / "bad-template").mkdir()
    (prompt.home / "bad-template" / "template.yaml").write_text("Resources: [")
    run(prompt, text, 3, 1)
    before = Held(prompt.child.pid)
    run(prompt, text, ROUNDS, 2)
    assert_settles(prompt.child.pid, before, prompt.temporary)
    prompt.wait_for_current(PROMPT)
    prompt.type(CTRL_D)
    assert prompt.wait_for_end() == 0


def test_a_sandbox_that_ends_badly_leaves_nothing_behind(serve, functions):
    server = serve(functions(FUNCTIONS))
    client = server.client()

    def invoke_all():
        for name in ["crash", "fails", "broken", "unstartable", "good"]:
            assert ("FunctionError" in client.invoke(FunctionName=name)) == (name != "good")

    invoke_all()
    before = Held(server.process.pid)
    for _ in range(ROUNDS):
        invoke_all()
    assert_settles(server.process.pid, before)
    assert server.stop() == 0


def test_a_change_that_watching_finds_leaves_nothing_behind(serve, functions, tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    folder = functions({"good/handler.py": "def handler(event, context):\n    return 0\n"})
    server = serve(folder, "--watch", environment={"TMPDIR": str(temporary)})
    client = server.client()

    def change(number):
        # Python distinguishes versions of a file by their second and their size.
        code = f"def handler(event, context):\n    return {number}\n" + "#" * number
        (folder / "good" / "handler.py").write_text(code)
        assert client.invoke(FunctionName="good")["Payload"].read() == str(number).encode()

    change(0)
    before = Held(server.process.pid)
    for number in range(1, ROUNDS + 1):
        change(number)
    assert_settles(server.process.pid, before)
    assert server.stop() == 0
    assert list(temporary.iterdir()) == []
