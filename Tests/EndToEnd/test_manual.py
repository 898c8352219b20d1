# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual must be right: the examples in its guides and its reference run.

A page's examples run in one folder. A block's language says what it is, and a paragraph of one line before it can say
more:

    `NAME`:                      the block is the file NAME
    *This needs AWS.*            the block runs against moto; blocks that need something else are only checked
    *This fails with status 3.*  the block runs in a session of its own
    It prints:                   the block is the output of the block before it; … matches anything

`lamsh` blocks run one after another in one session on the embedded Lambda, `sh` blocks run in a shell. What a `console`
block types is typed at a terminal, which must then show that block. Blocks in other languages are files.
"""

import base64
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import moto_aws
import pytest

from golden_case import binary, clean_environment
from screen import ENTER

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


def for_aws(page):
    return [example for example in page.of("lamsh") if example.needs == "AWS"]


def test_lamsh_blocks_that_need_aws_run_against_moto(run, moto, tmp_path):
    work, config = tmp_path / "work", tmp_path / "config"
    config.write_text(AWS_CONFIG.format(access_key=moto.access_key, secret_key=moto.secret_key))
    (work / "code.zip").write_bytes(moto_aws.code_archive())
    environment = moto.environment() | {"AWS_CONFIG_FILE": str(config)}
    archive = base64.b64encode(moto_aws.code_archive()).decode()
    run(Page(), [binary(), "-D", f"zip={archive}", "-c", AWS_SETUP], environment=environment)
    blocks = [example for page in pages(for_aws) for example in for_aws(page.values[0])]
    assert blocks
    for example in blocks:
        run(Page(), [binary(), "-c", example.text], environment=environment)


@pytest.mark.parametrize("page", pages(lambda page: any(example.status for example in page.of("lamsh"))))
def test_lamsh_blocks_that_fail_fail(run, page):
    for example in page.of("lamsh"):
        if example.status:
            actual = run(page, [binary(), "--local", "-c", example.text], statuses=(example.status,))
            assert example.prints is None or outputs_match(example.prints, actual), f"line {example.line}:\n{actual}"


@pytest.mark.parametrize("page", pages(lambda page: page.of("sh")))
def test_sh_blocks_run_in_order(run, page):
    for example in page.of("sh"):
        command = ["sh", "-eu"] if example.runs else ["sh", "-n"]
        actual = run(page, command, stdin=example.text, statuses=(example.status,))
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
