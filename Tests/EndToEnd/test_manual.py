# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual must be right: the examples in its guides and its reference run.

A page's examples run in one folder. A block's language says what it is, and a paragraph of one line before it can say
more:

    `NAME`:                      the block is the file NAME
    *This needs AWS.*            the block runs against moto; other needs are terminals, debuggers and other programs
    *This fails with status 3.*  the block runs in a session of its own
    It prints:                   the block is the output of the block before it; … matches anything

`lamsh` blocks run one after another in one session on the embedded Lambda, `sh` blocks run in a shell. What a `console`
block types is typed at a terminal, which must then show that block. Blocks in other languages are files.
"""

import base64
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import moto_aws
import pytest

from cloud import Cloud
from debugger import attach_debugger, free_port
from golden_case import binary, clean_environment
from identity_center import IdentityCenter
from screen import ENTER
from test_credential_sources import Server as Instance, on_instance

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "Sources/lamsh/lamsh.docc"
# Pages for contributors, and pages that test_reference.py writes.
OTHERS = {"Decisions", "Modules", "Testing", "Commands", "Functions", "Settings"}
PAGES = sorted(path for path in MANUAL.glob("*.md") if path.stem not in OTHERS)
GUIDES = ["FirstSteps", "ChainInvocations", "Scripts", "Batches", "Accounts", "LocalDevelopment", "Pipelines"]

BLOCK = re.compile(
    r"(?:(?<=\n\n)(?P<label>\S[^\n]*)\n\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
# A prompt or a question, and the input after it.
INPUT = re.compile(r"^(\w+>|.*\[y/N\]) (.+)$")
SEPARATOR = "-- end of block --"
# What blocks need that the others don't. Each has a test below.
NEEDS = {
    ("lamsh", "AWS"), ("lamsh", "AWS and a terminal"), ("lamsh", "AWS and an EC2 instance"),
    ("lamsh", "IAM Identity Center"), ("lamsh", "Step Functions"), ("lamsh", "a terminal"), ("lamsh", "debugpy and a debugger"),
    ("sh", "the AWS CLI")}


@dataclass
class Example:
    language: str
    text: str
    line: int
    needs: str = ""
    status: int = 0
    prints: str | None = None

    @property
    def runs(self):
        return not self.needs


@dataclass
class Page:
    files: dict = field(default_factory=dict)
    examples: list = field(default_factory=list)

    def of(self, language):
        return [example for example in self.examples if example.language == language]

    @property
    def session(self):
        return [example for example in self.of("lamsh") if example.runs and not example.status]


def read(path):
    page, text = Page(), path.read_text()
    for match in BLOCK.finditer(text):
        label, language, body = match["label"] or "", match["language"], match["text"]
        line = text[: match.start("text")].count("\n")
        if name := re.fullmatch(r"`([\w./-]+)`:", label):
            page.files[name[1]] = body
        elif language == "text":
            if re.search(r"\bprints\b.*:$", label):
                page.examples[-1].prints = body
            else:
                assert body.startswith("lamsh ["), f"{path.name}:{line}: output of what, or which file?"
        else:
            assert language in {"lamsh", "sh", "console"}, f"{path.name}:{line}: a block in `{language}`"
            needs = re.fullmatch(r"\*This needs (.+)\.\*", label)
            assert not needs or (language, needs[1]) in NEEDS, f"{path.name}:{line}: no test has {needs[1]}"
            status = re.fullmatch(r"\*This fails with status (\d+)\.\*", label)
            page.examples.append(
                Example(language, body, line, needs[1] if needs else "", int(status[1]) if status else 0))
    return page


def outputs_match(expected, actual):
    pattern = ".*?".join(map(re.escape, expected.split("…")))
    return re.fullmatch(pattern, actual, re.DOTALL) is not None


def write_files(page, folder):
    for name, body in page.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(body)
        if body.startswith("#!"):
            (folder / name).chmod(0o755)


@pytest.fixture
def run(tmp_path):
    folder, home = tmp_path / "work", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    clean = clean_environment(home) | {"STAGE": "beta"}
    clean["PATH"] = f"{Path(binary()).resolve().parent}:{clean['PATH']}"

    def run(page, command, stdin=None, statuses=(0,), environment=()):
        write_files(page, folder)
        done = subprocess.run(
            command, cwd=folder, env=clean | dict(environment), input=stdin or "",
            capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode in statuses, f"status {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    return run


def pages(condition):
    return [pytest.param(read(path), id=path.stem) for path in PAGES if condition(read(path))]


def test_each_guide_is_there_and_starts_with_an_example_that_runs():
    for name in GUIDES:
        page = read(MANUAL / f"{name}.md")
        assert page.examples and page.examples[0].runs, name


def test_the_first_page_leads_to_every_page():
    linked = re.findall(r"<doc:([\w-]+)>", (MANUAL / "lamsh.md").read_text())
    assert sorted(linked) == sorted(path.stem for path in MANUAL.glob("*.md") if path.stem != "lamsh")


def test_links_lead_to_pages():
    names = {path.stem for path in MANUAL.rglob("*.md")}
    for path in MANUAL.rglob("*.md"):
        assert set(re.findall(r"<doc:([\w-]+)>", path.read_text())) <= names, path.name


def test_every_kind_of_error_is_explained():
    source = (ROOT / "Sources/ShellRuntime/Evaluation/Failure.swift").read_text()
    cases = re.search(r"enum Kind.*?\{(.*?)\}", source, re.DOTALL)[1]
    kinds = re.findall(r"\w+", " ".join(re.findall(r"case (.*)", cases)))
    assert "batch" in kinds
    assert re.findall(r"^### (\w+)$", (MANUAL / "Errors.md").read_text(), re.MULTILINE) == kinds


def imported_modules(folder):
    texts = (path.read_text() for path in folder.rglob("*.swift"))
    return {name for text in texts for name in re.findall(r"^(?:package |public )?import (\w+)$", text, re.MULTILINE)}


def test_the_map_of_modules_has_all_their_imports():
    modules = {path.name for path in (ROOT / "Sources").iterdir() if list(path.rglob("*.swift"))}
    everywhere = {"Base", "Waiting", "JSON", "Isolation"}
    rows = re.findall(r"^\| `(\w+)` \| (none|`[^|]*`) \| [^|`]+ \|$", (MANUAL / "Modules.md").read_text(), re.MULTILINE)
    assert {name: set(re.findall(r"\w+", imports)) - {"none"} for name, imports in rows} == {
        name: (imported_modules(ROOT / "Sources" / name) & modules) - everywhere for name in modules - everywhere}
    assert all(imported_modules(ROOT / "Sources" / name).isdisjoint(modules) for name in everywhere)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_lines_fit_120_columns(path):
    assert [line for line in path.read_text().splitlines() if len(line) > 120] == []


@pytest.mark.parametrize("page", pages(lambda page: page.of("lamsh")))
def test_lamsh_blocks_have_no_errors(run, page, tmp_path):
    (tmp_path / "work" / "page.lamsh").write_text("\n".join(example.text for example in page.of("lamsh")))
    run(page, [binary(), "check", "page.lamsh"])


@pytest.mark.parametrize("page", pages(lambda page: page.session))
def test_lamsh_blocks_run_in_order(run, page):
    texts = [part for example in page.session for part in ("-c", example.text, "-c", f'print "{SEPARATOR}"')]
    printed = run(page, [binary(), "--local", *texts]).split(SEPARATOR + "\n")
    for example, actual in zip(page.session, printed):
        if example.prints is not None:
            assert outputs_match(example.prints, actual), f"line {example.line} prints:\n{actual}"


# The profiles, functions and other resources that the blocks for AWS use.
AWS_CONFIG = """
[profile staging]
region = us-east-1
aws_access_key_id = {access_key}
aws_secret_access_key = {secret_key}
[profile production]
region = us-east-1
aws_access_key_id = {access_key}
aws_secret_access_key = {secret_key}
"""
AWS_SETUP = """
role = call GetFunctionConfiguration --function-name adder --query Role
for name in ["f", "create-order"] {
    _ = call CreateFunction {
        "FunctionName": <<name>>, "Runtime": "python3.12", "Role": <<role>>, "Handler": "h.handler",
        "Code": {"ZipFile": <<zip>>}
    }
}
_ = call sqs:CreateQueue --queue-name orders
_ = call s3:CreateBucket --bucket orders
_ = call s3:PutObject --bucket orders --key order.json --body "text"
"""


@pytest.fixture(scope="module")
def moto(tmp_path_factory):
    process, server = moto_aws.start(tmp_path_factory.mktemp("moto"))
    yield server
    process.kill()


def that_need(needs):
    """The blocks of all pages that need something, each with its page."""
    found = [(page, example) for page in map(read, PAGES) for example in page.examples if example.needs == needs]
    assert found
    return found


@pytest.fixture(scope="module")
def aws_settings(moto, tmp_path_factory):
    """Variables for an account with the profiles and resources of the blocks for AWS."""
    folder = tmp_path_factory.mktemp("aws")
    (folder / "config").write_text(AWS_CONFIG.format(access_key=moto.access_key, secret_key=moto.secret_key))
    settings = moto.environment() | {"AWS_CONFIG_FILE": str(folder / "config")}
    archive = base64.b64encode(moto_aws.code_archive()).decode()
    subprocess.run(
        [binary(), "-D", f"zip={archive}", "-c", AWS_SETUP], env=clean_environment(folder) | settings, check=True,
        stdout=subprocess.DEVNULL, timeout=120)
    return settings


def test_blocks_that_need_aws_run_against_moto(run, aws_settings, tmp_path):
    (tmp_path / "work" / "code.zip").write_bytes(moto_aws.code_archive())
    for _, example in that_need("AWS"):
        run(Page(), [binary(), "-c", example.text], environment=aws_settings)


def test_blocks_that_need_step_functions_run_against_an_imitation(module_serve, tmp_path):
    cloud = Cloud(module_serve(), tmp_path, bucket="orders")
    for page, example in that_need("Step Functions"):
        write_files(page, tmp_path)
        process = cloud.start(example.text)
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        assert outputs_match(example.prints, out), out
    cloud.close()


def test_blocks_that_need_an_instance_run_against_its_metadata_service(run):
    for _, example in that_need("AWS and an EC2 instance"):
        instance = Instance()
        run(Page(), [binary(), "-c", example.text], environment={"AWS_ENDPOINT_URL": instance.url} | on_instance(instance))
        assert instance.key() == "ASIAINSTANCE"
        instance.shutdown()


def test_blocks_that_need_identity_center_run_against_a_stub(run, tmp_path):
    config = tmp_path / "config"
    config.write_text(
        "[profile dev]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Dev\nregion = eu-west-1\n"
        "[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.awsapps.com/start\n")
    for _, example in that_need("IAM Identity Center"):
        with IdentityCenter() as center:
            run(Page(), [binary(), "-c", example.text], environment={
                "AWS_ENDPOINT_URL": center.url, "AWS_CONFIG_FILE": str(config)})
            assert center.signed == ["ASIASSO"]
            center.shutdown()


def type_statements(terminal, text, answers=()):
    """Types a block's lines, each at a prompt, and what they ask for. None may fail."""
    answers = dict(answers)
    for line in text.splitlines():
        wait_for_prompt(terminal)
        terminal.type(line + ENTER)
        if question := re.search(r"# asks for the (.+)$", line):
            terminal.wait(lambda: terminal.current.lower() == f"{question[1]}:", line)
            terminal.type(answers[question[1]] + ENTER)
    wait_for_prompt(terminal)
    assert not any(line.startswith("error:") for line in terminal.lines), "\n".join(terminal.lines)


def wait_for_prompt(terminal):
    terminal.wait(lambda: terminal.seen < len(terminal.raw) and terminal.current.endswith(">"), "a prompt")


def test_blocks_that_need_aws_and_a_terminal_run_at_one(open_terminal, moto, aws_settings):
    for _, example in that_need("AWS and a terminal"):
        terminal = open_terminal(columns=150, rows=50, environment=aws_settings)
        text = example.text.replace("AKIAIOSFODNN7EXAMPLE", moto.access_key)
        type_statements(terminal, text, answers={"secret access key": moto.secret_key})
        assert sum(line.startswith("connected") for line in terminal.lines) == 2


def test_blocks_that_need_a_terminal_run_at_one(open_terminal):
    for page, example in that_need("a terminal"):
        terminal = open_terminal(arguments=["--local"], columns=120, rows=200, environment={"VISUAL": "true"})
        type_statements(terminal, "".join(block.text for block in page.session) + example.text)


def test_blocks_that_need_a_debugger_run_when_one_attaches(run, tmp_path):
    port = free_port()
    for page, example in that_need("debugpy and a debugger"):
        write_files(page, tmp_path / "work")
        code = example.text.replace("5678", str(port))
        shell = subprocess.Popen(
            [binary(), "-c", "connect local functions", "-c", code], cwd=tmp_path / "work", stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, env=with_python(clean_environment(tmp_path / "home")))
        try:
            adapter = attach_debugger(port)
            _, err = shell.communicate(timeout=60)
        finally:
            shell.kill()
        assert (shell.returncode, f"127.0.0.1:{port}" in err) == (0, True), err
        adapter.connection.close()


def with_python(environment):
    """With the programs of the tests' virtual environment first: its Python has debugpy, and `aws` is the AWS CLI."""
    return environment | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"}


def test_blocks_that_need_the_aws_cli_run(tmp_path):
    for page, example in that_need("the AWS CLI"):
        write_files(page, tmp_path)
        environment = with_python(clean_environment(tmp_path))
        environment["PATH"] += f"{os.pathsep}{Path(binary()).resolve().parent}"
        with open(tmp_path / "output", "w+") as output:
            # The server in the background ends with the group.
            shell = subprocess.Popen(
                ["sh", "-eu", "-c", example.text.replace("9001", str(free_port()))], cwd=tmp_path, env=environment,
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True)
            try:
                assert shell.wait(timeout=120) == 0, (tmp_path / "output").read_text()
            finally:
                os.killpg(shell.pid, signal.SIGTERM)
        assert (tmp_path / "out.json").read_text() == '{"hello": "world"}'


@pytest.mark.parametrize("page", pages(lambda page: any(example.status for example in page.of("lamsh"))))
def test_lamsh_blocks_that_fail_fail(run, page):
    for example in page.of("lamsh"):
        if example.status:
            actual = run(page, [binary(), "--local", "-c", example.text], statuses=(example.status,))
            assert example.prints is None or outputs_match(example.prints, actual), f"line {example.line}:\n{actual}"


@pytest.mark.parametrize("page", pages(lambda page: page.of("sh")))
def test_sh_blocks_run_in_order(run, page):
    for example in page.of("sh"):
        if not example.runs:
            continue
        actual = run(page, ["sh", "-eu"], stdin=example.text, statuses=(example.status,))
        assert example.prints is None or outputs_match(example.prints, actual), f"line {example.line}:\n{actual}"


@pytest.mark.parametrize("page", pages(lambda page: page.of("console")))
def test_console_blocks_show_what_a_terminal_shows(open_terminal, page):
    for example in page.of("console"):
        inputs = [match.groups() for line in example.text.splitlines() if (match := INPUT.match(line))]
        assert inputs and example.runs, f"line {example.line}"
        terminal = open_terminal(arguments=["--local"], columns=120, rows=50)
        for count, (waits_for, typed) in enumerate(inputs):
            terminal.wait(lambda: answered(terminal) == count and terminal.current == waits_for, waits_for)
            terminal.type(typed + ENTER)
        terminal.wait(lambda: answered(terminal) == len(inputs) and terminal.current.endswith(">"), "the last prompt")
        shown = "\n".join(terminal.lines)
        begin = shown.index(example.text.splitlines()[0])
        assert outputs_match(f"{example.text}{terminal.current}", shown[begin:]), f"line {example.line}:\n{shown}"


def answered(terminal):
    return sum(INPUT.match(line) is not None for line in terminal.lines)
