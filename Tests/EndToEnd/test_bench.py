# SPDX-License-Identifier: GPL-3.0-or-later
"""`scripts/bench`: its table, its JSON, and when a difference between builds counts. No test depends on a time."""

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from golden_case import binary

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts/bench.d"))

import comparison  # noqa: E402
import results  # noqa: E402

# Each part with as little work as it can do.
SMALL = {
    "ROUNDS": "1", "ROWS": "100", "SCALE": "10000", "COUNT": "20", "MANY": "20", "FUNCTIONS": "100", "LINES": "100",
    "SECONDS": "0.1", "CALLS": "10", "REPETITIONS": "1"}
PARTS = sorted(path.name for path in (ROOT / "scripts/bench.d").iterdir()
               if path.is_file() and os.access(path, os.X_OK) and not path.suffix)


def bench(*arguments, **environment):
    return subprocess.run(
        [sys.executable, ROOT / "scripts/bench", *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=300, check=False, env={**os.environ, "LAMSH_BIN": binary(), **SMALL, **environment})


# The table


def test_a_row_has_medians_ratios_and_the_aims_that_are_met(monkeypatch):
    monkeypatch.setattr(results, "aims_of", lambda part, name: {"jq": 1, "DuckDB": 2, None: 4})
    row = results.row("rows", "one", "s", {"lamsh": [3, 1, 2], "jq": [4], "DuckDB": [0.5, 0.5], "python": "not installed"})
    assert (row["lamsh"], row["aim"], row["met"]) == (2, 4, True)
    jq, duckdb, python = row["peers"]
    assert (jq["ratio"], jq["met"]) == (0.5, True)
    assert (duckdb["ratio"], duckdb["met"]) == (4, False)
    assert python == {"name": "python", "missing": "not installed", "aim": None, "met": None}


def test_a_rate_should_be_at_least_its_aim(monkeypatch):
    monkeypatch.setattr(results, "aims_of", lambda part, name: {"wrk": 0.4})
    rates = {"lamsh": [50], "wrk": [100]}
    assert results.row("invoke", "one", "/s", rates, more_is_better=True)["peers"][0]["met"] is True
    assert results.row("invoke", "one", "/s", rates)["peers"][0]["met"] is False


def test_the_table_has_a_line_for_each_peer_and_for_what_is_missing(monkeypatch):
    monkeypatch.setattr(results, "aims_of", lambda part, name: {"jq": 0.8, "DuckDB": 1})
    rows = [
        results.row("rows", "one member", "s", {"lamsh": [0.64], "jq": [2.56], "DuckDB": "not installed"}),
        results.row("invoke", "in sequence", "/s", {"lamsh": [12097.4]}, more_is_better=True),
        results.missing("batch", "needs nginx")]
    assert results.table(rows) == [
        "measurement          lamsh      peer                   ratio  aim    met",
        "rows: one member     0.64 s     jq      2.56 s         0.25   ≤ 0.8  yes",
        "                                DuckDB  not installed         ≤ 1    ?",
        "invoke: in sequence  12,097 /s",
        "batch                not measured: needs nginx"]
    assert results.verdict(rows) == "1 aims met, 0 missed, 1 without their peer"


@pytest.mark.parametrize("value, text", [
    (0.0123456, "0.0123 s"), (1.5, "1.5 s"), (999.4, "999 s"), (1000, "1,000 s"), (146804.2, "146,804 s"), (0, "0 s")])
def test_figures_have_three_digits(value, text):
    assert results.figure(value, "s") == text


def test_every_aim_belongs_to_a_part():
    assert {name.split(":")[0] for name in results.aims_of.__globals__["AIMS"]} <= set(PARTS)


# Comparisons


def pairs(ratio, noise, count=15):
    dice = random.Random(7)
    return [(100 * dice.gauss(1, noise), 100 * ratio * dice.gauss(1, noise)) for _ in range(count)]


def test_the_probability_is_that_of_published_tables():
    # All of five alike: 2 of 32 outcomes. Ranks 1 and 2 of eight against the rest: sums up to 3 occur 5 times in 256.
    assert comparison.signed_rank_probability([1, 2, 3, 4, 5]) == 2 / 32
    assert comparison.signed_rank_probability([-1, -2, 3, 4, 5, 6, 7, 8]) == 2 * 5 / 256
    # Ties share the rank 1.5.
    assert comparison.signed_rank_probability([-1, 1, 2]) == 2 * 3 / 8
    assert comparison.signed_rank_probability([0, 0]) == 1


def test_a_difference_beyond_noise_counts():
    found = comparison.compare(pairs(0.9, 0.01), rows=20)
    assert found.counts
    assert found.change == pytest.approx(-0.1, abs=0.02)


def test_noise_does_not_count():
    assert not comparison.compare(pairs(1, 0.05)).counts


def test_a_difference_under_one_percent_never_counts():
    found = comparison.compare([(100, 100.9)] * 30)
    assert found.probability < 1e-6
    assert not found.counts
    assert comparison.compare([(100, 101.1)] * 30).counts


def test_a_drift_of_the_machine_is_not_a_difference():
    assert not comparison.compare([(100 + 10 * n, (100 + 10 * n) * (1.01 if n % 2 else 0.99)) for n in range(15)]).counts


def test_many_rows_share_the_level():
    strong = [(100, 110)] * comparison.rounds_needed(1)
    assert comparison.compare(strong, rows=1).counts
    assert not comparison.compare(strong, rows=100).counts
    assert comparison.compare([(100, 110)] * comparison.rounds_needed(100), rows=100).counts
    assert not comparison.compare([(100, 110)] * (comparison.rounds_needed(100) - 1), rows=100).counts


def test_a_time_of_zero_can_be_compared():
    assert comparison.compare([(0, 0)] * 15).change == 0


# The script


@pytest.mark.parametrize("part", PARTS)
def test_each_part_runs_and_records_its_rows(part, tmp_path):
    """Without other programs, and without code that would have to be built."""
    result = bench("--json", tmp_path / "rows.json", part, BENCH_ALONE="1")
    assert result.returncode == 0, result.stdout + result.stderr
    rows = json.loads((tmp_path / "rows.json").read_text())
    assert rows and all(row["part"] == part for row in rows)
    assert all("missing" in row or row["lamsh"] is not None for row in rows)
    assert "measurement" in result.stdout and "aims met" in result.stdout


def test_peers_are_measured_or_said_to_be_missing(tmp_path):
    result = bench("--json", tmp_path / "rows.json", "script", "rows", PEERS_PYTHON="false")
    assert result.returncode == 0, result.stdout + result.stderr
    rows = json.loads((tmp_path / "rows.json").read_text())
    loop = next(row for row in rows if row["name"] == "assignments")
    assert {peer["name"] for peer in loop["peers"]} == {"python", "bash", "jq"}
    duckdb = rows[-1]["peers"][-1]
    assert (duckdb["missing"], duckdb["met"]) == ("not installed", None)


def test_a_part_that_fails_is_in_the_table_and_in_the_exit_status(tmp_path):
    result = bench("--json", tmp_path / "rows.json", "parser", LAMSH_BIN="/bin/false", BENCH_ALONE="1")
    assert result.returncode == 1
    assert "parser       not measured: failed with status 1" in result.stdout


def test_two_builds_are_compared(tmp_path):
    slow = tmp_path / "slow/lamsh"
    slow.parent.mkdir()
    # Does the work five times.
    slow.write_text(f"#!/bin/sh\nfor n in 1 2 3 4; do '{binary()}' \"$@\" >/dev/null; done\nexec '{binary()}' \"$@\"\n")
    slow.chmod(0o755)
    result = bench("compare", "--rounds", 12, "--json", tmp_path / "rows.json", binary(), slow.parent, "parser")
    assert result.returncode == 0, result.stdout + result.stderr
    assert re.search(r"^parser: check a file, whole process .* worse$", result.stdout, re.MULTILINE), result.stdout
    (row,) = json.loads((tmp_path / "rows.json").read_text())
    assert row["differs"] and len(row["pairs"]) == 12


def test_too_few_rounds_are_reported(tmp_path):
    result = bench("compare", "--rounds", 2, "--json", tmp_path / "rows.json", binary(), binary(), "size")
    assert result.returncode == 0, result.stderr
    assert "no difference" in result.stdout
    assert "2 rounds are too few for 1 rows: nothing counts before --rounds 8" in result.stdout


@pytest.mark.parametrize("arguments, message", [
    (["nothing"], "no benchmark is called nothing; there are: batch"),
    (["compare", "/nowhere", "/nowhere"], "no lamsh in /nowhere"),
    (["compare", "--rounds", "0", "/bin/true", "/bin/true"], "--rounds must be at least 1")])
def test_wrong_arguments_are_named(arguments, message):
    result = bench(*arguments)
    assert result.returncode == 2
    assert message in result.stderr
