# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks of JSON and JMESPath share: documents, the programs that are compared, medians and rows."""
import json
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".build/bench"
WORKBENCH = ROOT / "scripts/workbench"

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
    """A program that measures JSONSerialization; None if Swift can't build it."""
    program, source = FOLDER / "foundation", FOLDER / "foundation.swift"
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not program.exists():
        source.write_text(FOUNDATION)
        if shutil.which("swiftc") is None:
            return None
        subprocess.run(["swiftc", "-O", source, "-o", program], check=True, capture_output=True)
    return program


def median_of(command):
    """The times that a program prints, in milliseconds."""
    run = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
    return [float(line) for line in run.stdout.split()]


def measure(run, rounds):
    """Milliseconds of one run; short ones are measured together."""

    def once(count):
        result = None
        start = time.perf_counter()
        for _ in range(count):
            result = run()
        elapsed = (time.perf_counter() - start) * 1000 / count
        del result
        return elapsed

    count = max(1, int(2 / once(1)))
    return [once(count) for _ in range(rounds)]


def python_times(task, path, rounds):
    text = path.read_bytes()
    if task == "parse":
        return measure(lambda: json.loads(text), rounds)
    value = json.loads(text)
    return measure(lambda: json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode(), rounds)


def row(label, ours, *peers):
    """Prints medians, and how many times faster lamsh is than each peer."""
    mine = statistics.median(ours)
    others = [statistics.median(times) if times else None for times in peers]
    cells = "".join(f"{value:11.4f}" if value is not None else f"{'-':>11}" for value in others)
    ratios = "  ".join(f"{value / mine:6.1f}x" if value is not None else f"{'-':>7}" for value in others)
    print(f"{label:26} {mine:10.4f}{cells}  {ratios}", flush=True)
