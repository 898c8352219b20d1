# SPDX-License-Identifier: GPL-3.0-or-later
"""README.md must be right: its blocks run.

`lamsh` blocks run one after another in one session connected to the embedded Lambda. `sh` blocks run in a shell, in the
checkout. Of a `console` block, an excerpt of a session, the typed lines run: after `$` in a shell, after a lamsh prompt
in one session. Blocks that install or build (`scripts/run`, `scripts/test` alone) are only checked to name files that
exist: this test is part of what they run.
"""

import re
import subprocess
from pathlib import Path

import pytest

from golden_case import binary, clean_environment

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROMPT = re.compile(r"^(?:\w[\w.:-]*> |\.\.\. *|\s+\.\.\. )(.*)$")


def blocks(language):
    readme = ROOT / "README.md"
    text = readme.read_text() if readme.exists() else ""
    return [
        pytest.param(match[2], id=f"line {text[: match.start()].count(chr(10)) + 1}")
        for match in FENCE.finditer(text)
        if match[1] == language
    ]


def run(command, folder, stdin=None, cwd=None, statuses=(0,)):
    environment = clean_environment(folder)
    environment["PATH"] = f"{Path(binary()).resolve().parent}:{environment['PATH']}"
    result = subprocess.run(
        command, cwd=cwd or folder, env=environment, input=stdin, capture_output=True, text=True, timeout=120, check=False
    )
    assert result.returncode in statuses, f"status {result.returncode}\n{result.stdout}\n{result.stderr}"


def test_the_readme_shows_the_shell_and_the_language():
    assert blocks("sh"), "README.md has no sh block"
    assert blocks("lamsh") or blocks("console"), "README.md has no lamsh or console block"


def test_links_lead_to_files():
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text())
    assert links and [link for link in links if not (ROOT / link).exists()] == []


def test_lamsh_blocks_run_in_order(tmp_path):
    texts = [parameter.values[0] for parameter in blocks("lamsh")]
    if not texts:
        pytest.skip("README.md has no lamsh block")
    (tmp_path / "readme.lamsh").write_text("\n".join(texts))
    run([binary(), "--local", "readme.lamsh"], tmp_path)


def is_setup(line):
    return re.fullmatch(r"\./scripts/(run|test)", line.split("#")[0].strip()) is not None


@pytest.mark.parametrize("block", blocks("sh"))
def test_sh_blocks_run(block, tmp_path):
    lines = []
    for line in block.splitlines():
        if is_setup(line):
            assert (ROOT / line.split()[0]).exists()
        else:
            lines.append(line)
    run(["sh", "-eu"], tmp_path, stdin="\n".join(lines) + "\n", cwd=ROOT)


@pytest.mark.parametrize("block", blocks("console"))
def test_what_a_console_block_types_runs(block, tmp_path):
    shell = [line[2:] for line in block.splitlines() if line.startswith("$ ") and line[2:].split()[0] != "lamsh"]
    typed = [match[1] for line in block.splitlines() if (match := PROMPT.match(line))]
    assert shell or typed, "nothing is typed in this block"
    if shell:
        lines = [line for line in shell if not is_setup(line)]
        run(["sh", "-eu"], tmp_path, stdin="\n".join(lines) + "\n", cwd=ROOT)
    if typed:
        # The excerpt may show a failure, after which a prompt continues.
        (tmp_path / "session.lamsh").write_text("\n".join(typed) + "\n")
        run([binary(), "--local", "--keep-going", "session.lamsh"], tmp_path, statuses=(0, 1))
