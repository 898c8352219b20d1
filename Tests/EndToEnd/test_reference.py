# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual's pages on commands, functions and settings say what `help` and `set` say.

    .build/venv/bin/python Tests/EndToEnd/test_reference.py

writes the pages anew. test_help.py runs the examples of the commands.
"""

import json
import os
import re
import subprocess
import textwrap
from pathlib import Path

import pytest

from golden_case import binary

MANUAL = Path(__file__).resolve().parents[2] / "Sources/lamsh/lamsh.docc"
WIDTH = 120


def output(*arguments):
    # The window size would change the line breaks.
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    return subprocess.run([binary(), *arguments], capture_output=True, text=True, check=True, env=environment).stdout


def help_on(*topics):
    """The output of `help TOPIC` for each topic, from one process."""
    separator = "-- end of page --"
    texts = [part for topic in topics for part in ("-c", f"help {topic}", "-c", f"print \"{separator}\"")]
    return dict(zip(topics, output(*texts).split(separator + "\n")))


def wrapped(text, indent=""):
    return textwrap.fill(
        text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) + "\n"


def item(name, text):
    return wrapped(f"- `{name}`: {text}", indent="  ")


def entries(lines):
    """The names and texts of two columns; a name can be on its own line, and texts can continue on the next lines."""
    found = []
    for line in lines:
        if match := re.match(r"  (\S+(?: \S+)*)(?:\s{2,}(.*))?$", line):
            found.append([match[1], match[2] or ""])
        else:
            found[-1][1] = f"{found[-1][1]} {line.strip()}".strip()
    return found


def section(title, lines):
    kind = title.split(" ")[0].rstrip(":")
    if kind in ["usage", "examples"]:
        language = "lamsh" if kind == "examples" else "text"
        return f"{kind.capitalize()}:\n\n```{language}\n{textwrap.dedent(chr(10).join(lines))}\n```\n\n"
    if kind == "operations":
        return "`help call` lists the operations, and `help call NAME` shows the options of one.\n\n"
    return f"{kind.capitalize()}:\n\n" + "".join(item(*entry) for entry in entries(lines)) + "\n"


def command(name, text):
    summary, *parts = text.rstrip("\n").split("\n\n")
    page = f"### {name}\n\n{wrapped(' '.join(summary.split()))}\n"
    for part in parts:
        title, *lines = part.split("\n")
        page += section(title, lines) if lines else f"{wrapped(title.capitalize() + '.')}\n"
    return page


def commands():
    page = """# Commands

Each command with its operands, options and examples, and the options of the program.

## Overview

`help NAME` shows the same at the prompt, and `lamsh --help` for the program. Options can be written `--name value` or
`--name=value`, before or after the operands. `--` ends the options. A DURATION is `500ms`, `2s`, `10m` or `1h`; a bare
number means seconds. What a VALUE, a word and `<<EXPR>>` are is described in <doc:Language>. Every example runs in a
test. The test that compares this page with the program also writes it (`Tests/EndToEnd/test_reference.py`).

"""
    groups = [part.splitlines() for part in output("-c", "help").split("\n\n")]
    groups = [lines for lines in groups if lines[-1].startswith("  ")]
    texts = help_on(*[name for _, *lines in groups for name, _ in entries(lines)])
    for title, *lines in groups:
        page += f"## {title}\n\n"
        page += "".join(command(name, texts[name]) for name, _ in entries(lines))
    page += "## The program and its subcommands\n\n"
    for name in ["lamsh", "lamsh serve", "lamsh query", "lamsh check", "lamsh test", "lamsh login", "lamsh logout"]:
        page += f"### {name}\n\n```text\n{output(*name.split()[1:], '--help').strip()}\n```\n\n"
    return page.rstrip("\n") + "\n"


def functions():
    page = """# Expression functions

What `<<…>>` and `--query` can call, as `help NAME` shows it.

## Overview

The functions are JMESPath's, those of its community edition, and lamsh's own. `&expression` in a signature is an
expression that is evaluated for each element, such as `&price`. An argument of another type is an error of the kind
`expression`. The test that compares this page with the program also writes it (`Tests/EndToEnd/test_reference.py`).

## Functions

"""
    for name, text in function_pages().items():
        signature, summary, *example = text.rstrip("\n").split("\n\n")
        page += f"### {name}\n\n```text\n{signature}\n```\n\n"
        page += wrapped(re.sub(r"\.\.$", ".", " ".join(summary.split()))) + "\n"
        for expression, value in map(function_example, example):
            page += f"```text\n{expression}  →  {value}\n```\n\n"
    return page.rstrip("\n") + "\n"


def function_pages():
    lines = output("-c", "help functions").splitlines()
    return help_on(*[line.split()[0] for line in lines if line and line[0].isalpha()])


def function_example(text):
    expression, value = text.split("\n", 1)[1].strip().split("  returns  ")
    return expression, value


def settings():
    page = """# Settings

What `set NAME VALUE` changes.

## Overview

`set` without a name lists the settings with their values. A setting lasts until the session ends; each test of `lamsh
test` has its own. Put `set` statements into the rc file (<doc:Files>) to have them at every prompt. The test that
compares this page with the program also writes it (`Tests/EndToEnd/test_reference.py`).

## Settings

"""
    for setting in json.loads(output("-c", "set")):
        names = ", ".join(f"`{choice}`" for choice in setting["choices"].split())
        choices = f" One of {names}." if names else ""
        summary = setting["summary"][0].upper() + setting["summary"][1:]
        page += f"### {setting['name']}\n\n{wrapped(f'{summary}.{choices} Default: `' + setting['value'] + '`.')}\n"
    return page.rstrip("\n") + "\n"


WRITTEN = {"Commands": commands, "Functions": functions, "Settings": settings}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_page_says_what_the_program_says(name):
    assert (MANUAL / f"{name}.md").read_text() == WRITTEN[name]()


def test_the_examples_of_functions_are_right():
    examples = [function_example(text.split("\n\n")[2]) for text in function_pages().values() if "example:" in text]
    assert len(examples) > 40
    values = output(*[part for expression, _ in examples for part in ("-c", f"<<{expression}>>")]).splitlines()
    assert dict(zip([expression for expression, _ in examples], values)) == dict(examples)


if __name__ == "__main__":
    for name, write in WRITTEN.items():
        (MANUAL / f"{name}.md").write_text(write())
