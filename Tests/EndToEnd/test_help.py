# SPDX-License-Identifier: GPL-3.0-or-later
"""`help`: an overview, and a page for each item, whose examples run as they are."""

import subprocess

import moto_aws
import pytest

from fake_s3 import FakeS3
from golden_case import binary, clean_environment, endpoint_settings
from identity_center import IdentityCenter
from screen import ENTER, LOCAL, PROMPT


def output(*arguments):
    return subprocess.run([binary(), *arguments], capture_output=True, text=True, check=True).stdout


NAMES = [line.split()[0] for line in output("-c", "help").splitlines() if line.startswith("  ")]


def examples(name):
    lines = output("-c", f"help {name}").split("examples:\n", 1)[1].split("\n\n", 1)[0].splitlines()
    found = [line.strip() for line in lines if not line.startswith("  #")]
    return [line.split("  # ")[0].rstrip() for line in found]


EXAMPLES = [(name, example) for name in NAMES for example in examples(name)]

# The variables and files that the examples use.
SETUP = """
order = invoke create-order --body {"sku": "A-1", "qty": 2}
line = 1
sku = "A-1"
n = 0
try { fail earlier } catch error { }
"""
FILES = {
    "order.json": "{}", "export.txt": "sku,qty\nA-1,2\n", "users.csv": "mail\na@example.org\n",
    "setup.lamsh": "ready = 1\n", "sum.lamsh": "return <<length(args)>>\n", "payloads/p.json": "{}",
    "template.yaml": "Parameters: {Stage: {Type: String}}\nResources: {}\n",
    "functions/import-user/handler.py": "def handler(event, context):\n    return event\n",
}
# Examples that are supposed to fail.
FAILURES = {"fail \"no stock for <<sku>>\"": 1, "fail <<error>>": 1, "exit 3": 3,
            'diff <<order>> {"id": "o-1"}': 1, "diff <<order.lines>> [] --query '[].path'": 1}
# Examples that need more than a batch of statements; each has its own test.
AT_A_TERMINAL = [
    "secret password", "edit", "edit body", "logs create-order --tail", "history save order.lamsh --last 5",
    "history test order.test.lamsh", "record checkout.lamsh", "record off",
    "alias ll = list --sort LastModified --limit 20", "alias ll =", "configure", "configure dev", "configure dev --sso"]
# Those that name a run have tests in test_cloud_batches.py.
RUNS = [example for name, example in EXAMPLES if name == "batches" and example.split()[1:2] not in ([], ["setup"])]
LOGIN = [example for name, example in EXAMPLES if name in ["login", "logout"]]
IN_S3 = [example for _, example in EXAMPLES if "s3://" in example]
AWS = [example for name, example in EXAMPLES if name in ["call", "open"] or example == "batches" or "--auth access-key" in example]
LONG = {"bench echo --body {\"n\": 1} --duration 30s --concurrency 20": ("30s", "300ms"),
        "bench echo --requests 1000 --rate 50/s --json": ("1000", "20")}


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def run(folder):
    def run(*texts, environment=()):
        arguments = [part for text in texts for part in ("-c", text)]
        return subprocess.run(
            [binary(), *arguments], capture_output=True, text=True, cwd=folder, stdin=subprocess.DEVNULL,
            env=clean_environment(folder) | {"TOKEN": "a-token"} | dict(environment))

    return run


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_a_usage_and_two_examples(name):
    assert "usage:\n  " in output("-c", f"help {name}")
    assert len(examples(name)) >= 2


@pytest.mark.parametrize("name", ["", *NAMES, "call CreateFunction", "list versions"])
def test_a_page_fits_a_terminal_of_80_columns(name):
    # An example is a line to type as it is, however long.
    lines = output("-c", f"help {name}").split("examples:\n")[0].splitlines()
    assert [line for line in lines if len(line) > 80] == []


def test_everything_that_help_names_is_explained():
    for name in ["assert", "secret", "if", "for", "while", "retry", "try", "def", "test", "quit", "else", "return"]:
        assert "usage:\n  " in output("-c", f"help {name}")


@pytest.mark.parametrize("example", [
    example for _, example in EXAMPLES if example not in AT_A_TERMINAL + AWS + IN_S3 + LOGIN + RUNS])
def test_an_example_runs(run, example):
    if example == "debug create-order":
        pytest.importorskip("debugpy")
    before = {
        "use eu-west-1": "connect local --name eu-west-1",
        "cd -": "cd payloads",
        "invoke import-user": "connect local functions --name f; use f",
    }
    more = [text for beginning, text in before.items() if example.startswith(beginning)]
    statement = example.replace(*LONG[example]) if example in LONG else example
    done = run("connect local", SETUP, *more, statement)
    assert done.returncode == FAILURES.get(example, 0), done.stderr
    assert "warning" not in done.stderr


@pytest.mark.parametrize("example", IN_S3)
def test_an_example_with_an_object_runs(run, example):
    with FakeS3() as s3:
        s3.store.create("my-bucket")
        environment = endpoint_settings(s3.url)
        done = run("order = {}", example, environment=environment)
        assert done.returncode == 0, done.stderr
        assert s3.store.keys("my-bucket")


@pytest.fixture(scope="module")
def moto(tmp_path_factory):
    process, server = moto_aws.start(tmp_path_factory.mktemp("moto"))
    yield server
    process.kill()


@pytest.mark.parametrize("example", [example for example in AWS if example.startswith(("call", "batches"))])
def test_an_example_of_a_call_runs(run, moto, folder, example):
    (folder / "code.zip").write_bytes(moto_aws.code_archive())
    # The example's function is `f` or one of the samples; here there is `adder`.
    statement = example.replace("create-order", "adder").replace("-name f ", "-name adder ").replace('"f"', '"adder"')
    done = run(statement, environment=moto.environment())
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("example", LOGIN)
def test_an_example_of_logging_in_and_out_runs(run, folder, example):
    config = folder / "config"
    config.write_text(
        "[profile dev]\nsso_session = corp\nregion = eu-west-1\n"
        "[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.awsapps.com/start\n")
    with IdentityCenter() as center:
        done = run(example, environment={"AWS_ENDPOINT_URL": center.url, "AWS_CONFIG_FILE": str(config)})
        assert done.returncode == 0, done.stderr
        center.shutdown()


def test_the_example_of_access_keys_asks_for_the_secret_key(open_terminal, moto):
    [example] = [example for example in AWS if example.startswith("connect")]
    terminal = open_terminal(environment=moto.environment().items(), columns=200)
    terminal.wait_for_current(PROMPT)
    region = example.split()[-1]
    terminal.type(example.replace("AKIAIOSFODNN7EXAMPLE", moto.access_key) + f" --endpoint {moto.endpoint}" + ENTER)
    terminal.wait(lambda: terminal.current == "Secret access key:", "the question")
    terminal.type(moto.secret_key + ENTER)
    terminal.wait_for_current(f"{region}>")


def test_examples_that_need_a_terminal_run_there(open_terminal):
    terminal = open_terminal(environment={"EDITOR": "touch"}.items(), arguments=["--local"])
    terminal.wait_for_current(LOCAL)
    terminal.type("secret password" + ENTER)
    terminal.wait(lambda: "password" in terminal.current and not terminal.current.startswith("local"), "the question")
    terminal.type("hunter2" + ENTER)
    terminal.wait_for_current(LOCAL)
    terminal.type("print typed before" + ENTER)
    terminal.wait_for_line("typed before")
    terminal.wait_for_current(LOCAL)
    terminal.type("edit" + ENTER)
    terminal.wait(lambda: terminal.lines.count("typed before") == 2 and terminal.current == LOCAL, "the statement again")
    terminal.type('body = {"a": 1}; edit body' + ENTER)
    terminal.wait_for_current(LOCAL)
    terminal.type("invoke create-order --body {}" + ENTER)
    terminal.wait(lambda: terminal.current == LOCAL, "the end")
    terminal.type("logs create-order --tail" + ENTER)
    terminal.wait_for_text("REPORT RequestId")
    terminal.type("\x03")
    terminal.wait_for_current(LOCAL)


def test_a_command_in_place_of_a_script_says_how_to_run_it(tmp_path):
    done = subprocess.run(
        [binary(), "list", "functions"], capture_output=True, text=True, env=clean_environment(tmp_path), cwd=tmp_path,
        check=False)
    assert done.returncode == 2
    assert "hint: to run the command, write `lamsh -c 'list …'`" in done.stderr
    done = subprocess.run(
        [binary(), "nosuch.lamsh"], capture_output=True, text=True, env=clean_environment(tmp_path), cwd=tmp_path,
        check=False)
    assert done.returncode == 2 and "hint" not in done.stderr
