# SPDX-License-Identifier: GPL-3.0-or-later
"""Golden cases: one file each, `Cases/AREA/NAME.case`, with the input and the exact expected output.

    # What the case shows.
    === arguments
    --local
    === script
    invoke echo --body {"a": 1}
    === stdout
    {"a": 1}
    === stderr
    === status 0

Sections, each at most once except `file`; missing ones are empty, and the status is 0:

    arguments      one a line
    script         written to script.lamsh, which becomes the last argument
    stdin          a pipe; without the section standard input is /dev/null
    file NAME      a file in the folder where lamsh is started; executable when it begins with #!
    environment    NAME=VALUE, one a line
    stdout, stderr what is expected, to the byte
    status N       the exit status

`***` in an expected line matches anything within the line, also nothing; a line that's just `***` matches any number of
lines. Use it for request ids, durations and ports. `(no newline)` after a section's name says that its last line doesn't
end with one. The folder where lamsh is started appears as `$PWD` and the home folder as `$HOME`, on both sides.
"""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

NO_NEWLINE = " (no newline)"
WILDCARD = "***"
# The notice on systems without mount namespaces for users, such as containers.
NOT_ISOLATED = re.compile(r"^functions share /tmp and can change their own code: .*\n", re.MULTILINE)
SECTIONS = {"arguments", "script", "stdin", "environment", "stdout", "stderr"}


class CaseError(Exception):
    """The file isn't a valid golden case."""


@dataclass
class Outcome:
    stdout: str
    stderr: str
    status: int


@dataclass
class GoldenCase:
    comment: str = ""
    texts: dict = field(default_factory=dict)
    files: dict = field(default_factory=dict)
    status: int = 0

    @staticmethod
    def parse(text):
        comment, *sections = re.split(r"^=== ", text, flags=re.MULTILINE)
        if any(line and not line.startswith("#") for line in comment.splitlines()):
            raise CaseError("only # comments are allowed before the first section")
        case = GoldenCase(comment)
        for section in sections:
            title, _, body = section.partition("\n")
            if title.endswith(NO_NEWLINE):
                title, body = title.removesuffix(NO_NEWLINE), body.removesuffix("\n")
            case._add(title, body)
        return case

    def _add(self, title, body):
        kind, _, detail = title.partition(" ")
        if title in SECTIONS and title not in self.texts:
            self.texts[title] = body
        elif kind == "file" and detail and detail not in self.files:
            self.files[detail] = body
        elif kind == "status" and detail.isdigit() and not body.strip():
            self.status = int(detail)
        else:
            raise CaseError(f"unknown, repeated or wrong section: === {title}")

    def format(self):
        text = self.comment
        for title in ["arguments", "environment"]:
            text += self._section(title, self.texts.get(title))
        for name, body in self.files.items():
            text += self._section(f"file {name}", body)
        for title in ["script", "stdin"]:
            text += self._section(title, self.texts.get(title))
        for title in ["stdout", "stderr"]:
            text += self._section(title, self.texts.get(title) or None)
        return text + f"=== status {self.status}\n"

    @staticmethod
    def _section(title, body):
        if body is None:
            return ""
        if body and not body.endswith("\n"):
            return f"=== {title}{NO_NEWLINE}\n{body}\n"
        return f"=== {title}\n{body}"

    def run(self, binary, folder, timeout=60):
        """Runs lamsh in FOLDER/work with a clean environment."""
        work, home = folder / "work", folder / "home"
        work.mkdir()
        home.mkdir()
        arguments = self.texts.get("arguments", "").splitlines()
        for name, body in self.files.items():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            (work / name).write_text(body, newline="")
            if body.startswith("#!"):
                (work / name).chmod(0o755)
        if "script" in self.texts:
            (work / "script.lamsh").write_text(self.texts["script"], newline="")
            arguments.append("script.lamsh")
        stdin = self.texts.get("stdin")
        result = subprocess.run(
            [binary, *arguments],
            cwd=work,
            env=clean_environment(home) | self._environment(),
            input=stdin.encode() if stdin is not None else None,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            timeout=timeout,
            check=False,
        )

        def text(output):
            return output.decode(errors="backslashreplace").replace(str(work), "$PWD").replace(str(home), "$HOME")

        errors = NOT_ISOLATED.sub("", text(result.stderr))
        return Outcome(text(result.stdout), errors, result.returncode)

    def _environment(self):
        return dict(line.split("=", 1) for line in self.texts.get("environment", "").splitlines())

    def differences(self, outcome):
        """The differences from the expectations, for people; empty if there are none."""
        result = []
        for stream in ["stdout", "stderr"]:
            expected, actual = self.texts.get(stream, ""), getattr(outcome, stream)
            if not matches(expected, actual):
                result.append(f"{stream} differs.\n--- expected\n{expected}--- actual\n{actual}---")
        if outcome.status != self.status:
            result.append(f"exit status is {outcome.status}, not {self.status}")
        return result

    def updated(self, outcome):
        """The case with the outcome as its expectation; lines with wildcards that still match are kept."""
        texts = dict(self.texts)
        for stream in ["stdout", "stderr"]:
            texts[stream] = keep_wildcards(self.texts.get(stream, ""), getattr(outcome, stream))
        return GoldenCase(self.comment, texts, self.files, outcome.status)


def clean_environment(home):
    """The environment of every test: no credentials, no configuration, no instance metadata."""
    return {
        "PATH": os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", os.defpath)]),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "dumb",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def endpoint_environment(home, endpoint):
    """Like `clean_environment`, with keys and an endpoint."""
    return clean_environment(home) | endpoint_settings(endpoint)


def endpoint_settings(endpoint):
    return {
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": endpoint,
    }


def quoted(path):
    """A path as one word of the language, whatever characters it contains."""
    return json.dumps(str(path), ensure_ascii=False).replace("<<", r"\<<")


def python_program(code):
    """A program for the interpreter of the tests, by way of `env`: a path right after #! ends at its first space."""
    return f"#!/usr/bin/env -S '{sys.executable}'\n{code}"


def binary():
    """The lamsh under test."""
    root = Path(__file__).resolve().parents[2]
    return os.environ.get("LAMSH_BIN") or str(root / ".build/release/lamsh")


def pattern(expected):
    """A regular expression for a text that can contain wildcards."""
    parts = []
    for line in expected.splitlines(keepends=True):
        if line.rstrip("\n") == WILDCARD:
            parts.append(r"(?:.*\n)*" if line.endswith("\n") else r"(?:.*\n)*.*")
        else:
            parts.append(".*?".join(map(re.escape, line.split(WILDCARD))))
    return "".join(parts)


def matches(expected, actual):
    return re.fullmatch(pattern(expected), actual) is not None


def keep_wildcards(expected, actual):
    if matches(expected, actual):
        return expected
    wildcards = [line for line in expected.splitlines() if WILDCARD in line and line != WILDCARD]
    lines = []
    for line in actual.splitlines(keepends=True):
        kept = next((wildcard for wildcard in wildcards if matches(wildcard, line.rstrip("\n"))), None)
        lines.append(line if kept is None else kept + ("\n" if line.endswith("\n") else ""))
    return "".join(lines)
