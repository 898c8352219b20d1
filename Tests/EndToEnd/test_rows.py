# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows that are evaluated ahead, on other cores, are what the session makes of them one by one.

A file of JSON Lines is evaluated ahead; the same rows as an array are not. LAMSH_SEED varies them.
"""

import json
import os
import random
import re
import subprocess

import pytest

from golden_case import binary, endpoint_environment
from stub_lambda import StubLambda

SEED = int(os.environ.get("LAMSH_SEED", 7))

BODIES = [
    "", "--body <<row>>", '--body {"id": <<row.id>>}', '--body {"a": <<row.n.x>>, "b": [<<row.tags>>, 1, "t"], "c": {}}',
    '--body {"text": "id <<row.id>> of <<row.name>>", "n": <<row.n>>}', '--body [<<row.id * `2`>>, <<row.name>>]',
    '--body "<<row.name>>"', '--body {"who": <<who>>, "id": <<row.id>>}', '--body {"all": <<row>>, "len": <<length(row)>>}',
    '--body {"<<row.name>>": 1}', '--body {"id": <<row.id>>, "id": 2}', '--body {"a": <<$.row.id>>, "b": <<who.x>>}',
    '--body <<row.tags[0] || row.name>>', "--body {\"t\": <<join(',', row.tags)>>}", '--body 7', '--as item --body <<item.id>>',
]
KEYS = ["", "--key <<row.id>>", '--key "k-<<row.id>>"', "--key <<row.n.x>>"]
SETTINGS = ["", "set missing error"]


def row(dice):
    shapes = [
        lambda: {"id": dice.randrange(10**6), "name": dice.choice(["Ada", "Grün", 'a"b\\', "", "\u2028"]),
                 "tags": [str(dice.randrange(9)) for _ in range(dice.randrange(3))], "n": {"x": dice.random()}},
        lambda: {"id": dice.randrange(10**6), "name": None, "n": {"x": None}},
        lambda: {"id": dice.randrange(10**6), "tags": "no list", "name": {"a": 1}},
        lambda: [1, 2], lambda: "text", lambda: None, lambda: {},
    ]
    return dice.choices(shapes, [12, 2, 2, 1, 1, 1, 1])[0]()


def spelled(value, dice):
    """As JSON of other programs: with white space, escapes and numbers with an exponent."""
    text = json.dumps(value, ensure_ascii=dice.random() < 0.5, separators=dice.choice([(",", ":"), (", ", ": ")]))
    return dice.choice(["", " "]) + re.sub(r"(\.\d+)}}", r"\1e0}}", text) + dice.choice(["", "\r", " "])


def outcomes(folder, url, statements):
    arguments = [argument for statement in statements if statement for argument in ("-c", statement)]
    done = subprocess.run(
        [binary(), "--keep-going", "--endpoint", url, *arguments], cwd=folder, capture_output=True, text=True,
        env=endpoint_environment(folder, url), timeout=120)
    path = folder / "out.jsonl"
    assert path.exists(), done.stderr
    lines = [json.loads(line) for line in path.read_text().split("\n") if line]
    path.unlink()
    for line in lines:
        for name in ["durationMs", "requestId"]:
            line.pop(name)
    return sorted(lines, key=lambda line: line["index"])


@pytest.mark.parametrize("case", range(6))
def test_rows_that_are_evaluated_ahead_are_the_same(tmp_path, case):
    dice = random.Random(SEED * 1000 + case)
    rows = [row(dice) for _ in range(200)]
    texts = [spelled(value, dice) for value in rows]
    (tmp_path / "rows.jsonl").write_text("\n".join(texts) + dice.choice(["", "\n", "\n\n \n"]))
    # As an array of parts of an array, the rows have no bytes of their own.
    (tmp_path / "rows.json").write_text("[" + ",".join(texts) + "]")
    with StubLambda() as stub:
        for body in dice.sample(BODIES, 5):
            key, setting = dice.choice(KEYS), dice.choice(SETTINGS)
            if "--as" in body:
                key = ""
            common = ["who = {\"x\": \"me\"}", setting]
            end = f"{body} {key} --results out.jsonl"
            ahead = outcomes(tmp_path, stub.url, [*common, f"invoke echo --each @rows.jsonl {end}"])
            one_by_one = outcomes(
                tmp_path, stub.url, [*common, "rows = load rows.json", f"invoke echo --each <<rows>> {end}"])
            assert ahead == one_by_one, (body, key, setting)


def test_a_line_that_is_not_json_is_named_after_the_rows_before_it(tmp_path):
    good = "".join(f'{{"id": {number}}}\n' for number in range(40_000))
    (tmp_path / "rows.jsonl").write_text(good + "\n{\"id\": oops}\n" + good)
    with StubLambda() as stub:
        done = subprocess.run(
            [binary(), "--endpoint", stub.url, "-c", "invoke echo --each @rows.jsonl --body <<row.id>> --results out.jsonl"],
            cwd=tmp_path, capture_output=True, text=True, env=endpoint_environment(tmp_path, stub.url), timeout=120)
    assert done.returncode == 1 and "rows.jsonl:40002:8: not JSON" in done.stderr, done.stderr
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert sorted(line["index"] for line in lines) == list(range(40_000))


@pytest.mark.parametrize("beginning, message", [
    (b"\xff\xfe", "rows.jsonl:1: the file is UTF-16"), (b"\x1f\x8b", "rows.jsonl:1: the file is compressed")])
def test_a_file_of_another_kind_is_named(tmp_path, beginning, message):
    (tmp_path / "rows.jsonl").write_bytes(beginning + b"{}\n")
    with StubLambda() as stub:
        done = subprocess.run(
            [binary(), "--endpoint", stub.url, "-c", "invoke echo --each @rows.jsonl"], cwd=tmp_path,
            capture_output=True, text=True, env=endpoint_environment(tmp_path, stub.url), timeout=120)
    assert done.returncode == 1 and message in done.stderr


def test_rows_run_as_they_arrive(tmp_path):
    with StubLambda() as stub:
        process = subprocess.Popen(
            [binary(), "--endpoint", stub.url, "-c",
             "invoke echo --each @- --format jsonl --body {\"id\": <<row.id>>} --results out.jsonl"],
            cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=endpoint_environment(tmp_path, stub.url))
        for number in range(3):
            process.stdin.write(f'{{"id": {number}}}\n')
            process.stdin.flush()
            while stub.seen()["counts"].get(str(number)) != 1:
                assert process.poll() is None
        process.stdin.write('{"id": 3}')
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0 and stub.seen()["counts"]["3"] == 1, err
