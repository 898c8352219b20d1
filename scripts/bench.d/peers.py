# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks share: the programs that are compared, how they take turns, and where their figures go.

In the environment of a part: LAMSH_BIN (the binary), ROUNDS, BENCH_ALONE (only measure this binary, not its peers and
not code in the workbench), BENCH_CLOCK=cpu (time processes by the processor time they take), and BENCH_RESULTS (the file
that rows are added to).
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import results

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".build/bench"
WORKBENCH = ROOT / "scripts/workbench"
PART = Path(sys.argv[0]).name
LAMSH = os.environ.get("LAMSH_BIN") or str(ROOT / ".build/release/lamsh")
# The Python that scripts/test installs AWS's tools for.
VENV = ROOT / ".build/venv/bin"
ALONE = bool(os.environ.get("BENCH_ALONE"))
ON_CPU = os.environ.get("BENCH_CLOCK") == "cpu"
KEYS = {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true"}


def number(name, default):
    """A setting from the environment."""
    return type(default)(os.environ.get(name, default))


# Figures ---------------------------------------------------------------------------------------------------------------


def compete(name, unit, programs, rounds, more_is_better=False):
    """Measures programs in turn and records their figures.

    programs: by name, "lamsh" first, a function that returns a figure or a list of them; or why there's none."""
    if ALONE:
        programs = {"lamsh": programs["lamsh"]}
    samples = {program: run if isinstance(run, str) else [] for program, run in programs.items()}
    for _ in range(rounds):
        for program, run in programs.items():
            if not isinstance(run, str):
                found = run()
                samples[program] += found if isinstance(found, list) else [found]
    return record(name, unit, samples, more_is_better)


def record(name, unit, samples, more_is_better=False):
    """Prints a row and adds it to the results. `samples` are as in `results.row`."""
    row = results.row(PART, name, unit, samples, more_is_better)
    _add(row)
    print("\n".join(results.table([row])[1:]), flush=True)
    return row


def skip(reason, name=None):
    """Records that this part, or one measurement of it, can't run here."""
    row = results.missing(PART, reason, name)
    _add(row)
    print("\n".join(results.table([row])[1:]), flush=True)


def leave(reason):
    """Ends this part, which can't run here."""
    skip(reason)
    sys.exit(0)


def _add(row):
    if path := os.environ.get("BENCH_RESULTS"):
        with open(path, "a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


# Programs --------------------------------------------------------------------------------------------------------------


def program(name):
    """Where a program is, or None."""
    return shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin")


def environment(home, **others):
    """Only what a program needs, and keys for a service on this machine."""
    return {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", **KEYS, **others}


# Starts a program from a small process: Linux counts the memory of the one that starts a program as the program's.
LAUNCHER = """
import os, sys, time
start = time.perf_counter()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
elapsed = time.perf_counter() - start
with open(sys.argv[1], "w") as report:
    print(elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, file=report)
os._exit(os.waitstatus_to_exitcode(status) & 255)
"""


def run(command, env=None, output=False, folder=None):
    """Runs a program to its end: seconds (elapsed, or on the processor), peak memory in MB, and what it printed."""
    with tempfile.NamedTemporaryFile("r") as report:
        result = subprocess.run(
            [sys.executable, "-I", "-S", "-c", LAUNCHER, report.name, *map(str, command)], env=env, cwd=folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE if output else subprocess.DEVNULL, stderr=subprocess.PIPE,
            text=True, check=False)
        if result.returncode:
            sys.exit(f"{command[0]}: status {result.returncode}\n{result.stderr}")
        elapsed, processor, kilobytes = map(float, report.read().split())
    return processor if ON_CPU else elapsed, kilobytes / 1024, result.stdout


def milliseconds(command, env=None):
    """Milliseconds of one run of a program."""
    return run(command, env)[0] * 1000


def measure(task, rounds):
    """Milliseconds of one call of a function; short ones are measured together."""

    def once(count):
        result = None
        start = time.perf_counter()
        for _ in range(count):
            result = task()
        elapsed = (time.perf_counter() - start) * 1000 / count
        del result
        return elapsed

    count = max(1, int(2 / once(1)))
    return [once(count) for _ in range(rounds)]


# The workbench, and peers inside a process -----------------------------------------------------------------------------

FOUNDATION = """
import Foundation
let data = try Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[2]))
let value = try JSONSerialization.jsonObject(with: data)
func measure(_ count: Int) throws -> Double {
    let start = ContinuousClock.now
    var last: Any?
    for _ in 0..<count {
        last = CommandLine.arguments[1] == "parse"
            ? try JSONSerialization.jsonObject(with: data) : try JSONSerialization.data(withJSONObject: value)
    }
    let time = (ContinuousClock.now - start) / count
    return withExtendedLifetime(last) { time / .milliseconds(1) }
}
let count = max(1, Int(2 / (try measure(1))))
for _ in 0..<Int(CommandLine.arguments[3])! { print(try measure(count)) }
"""


def documents():
    """The documents' names and paths; made when they are missing."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    found = []
    for name, size in (("1 KB", 1000), ("1 MB", 1_000_000), ("6 MB", 6_000_000)):
        path = FOLDER / f"{size}.json"
        if not path.exists():
            subprocess.run([sys.executable, Path(__file__).parent / "make_document.py", str(size), path], check=True)
        found.append((name, path))
    return found


def workbench():
    """Builds the workbench, so that no measurement does."""
    subprocess.run([WORKBENCH, "evaluate"], stdin=subprocess.DEVNULL, check=True)


def foundation():
    """A program that measures JSONSerialization."""
    program, source = FOLDER / "foundation", FOLDER / "foundation.swift"
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not program.exists():
        source.write_text(FOUNDATION)
        subprocess.run(["swiftc", "-O", source, "-o", program], check=True, capture_output=True)
    return program


def printed_times(command):
    """The milliseconds that a program prints, one a line."""
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
    return [float(line) for line in result.stdout.split()]


def python_times(task, path, rounds):
    """Milliseconds that Python's json takes for a document."""
    text = path.read_bytes()
    if task == "parse":
        return measure(lambda: json.loads(text), rounds)
    value = json.loads(text)
    return measure(lambda: json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode(), rounds)
