# SPDX-License-Identifier: GPL-3.0-or-later
"""`lamsh test`: the reports that it writes for other programs. What it prints is in Cases/test."""

import html.parser
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

import pytest

from golden_case import binary, clean_environment

SUITE = """
secret key = "sword<fish>&1"
connect local
test "passes <b>&" { got = invoke echo --body {"html": "<script>alert(1)</script>", "key": <<key>>}; print done }
test "asserts" { got = invoke echo --body {"a": 1}; assert <<got.a == `2`>> }
test "fails" { invoke flaky --body {"fail": true, "message": "no & <no>"} }
"""


@pytest.fixture
def run(tmp_path):
    def run(text, *arguments):
        (tmp_path / "suite.lamsh").write_text(text)
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        return subprocess.run(
            [binary(), "test", "suite.lamsh", *arguments], cwd=tmp_path, env=clean_environment(home),
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)

    return run


def test_junit_counts_failures_and_errors(run, tmp_path):
    result = run(SUITE, "--junit", "report.xml")
    assert result.returncode == 3
    root = ElementTree.parse(tmp_path / "report.xml").getroot()
    assert {key: root.get(key) for key in ["tests", "failures", "errors", "skipped"]} == {
        "tests": "3", "failures": "1", "errors": "1", "skipped": "0"}
    cases = {case.get("name"): case for case in root.iter("testcase")}
    assert list(cases) == ["passes <b>&", "asserts", "fails"]
    assert cases["passes <b>&"].find("system-out").text == "done\n"
    assert "left:  1" in cases["asserts"].find("failure").text
    assert cases["fails"].find("error").get("type") == "function"
    assert "no & <no>" in cases["fails"].find("error").get("message")


def test_junit_shows_a_file_whose_top_level_failed(run, tmp_path):
    assert run('fail "a\x01b"\ntest "one" { }\n', "--junit", "report.xml").returncode == 1
    root = ElementTree.parse(tmp_path / "report.xml").getroot()
    top, one = root.iter("testcase")
    assert top.find("error").get("message") == r"a\u{1}b"
    assert one.find("skipped") is not None


class Page(html.parser.HTMLParser):
    """The tags of a page and the text between them."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.text, self.open = [], [], "", []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def test_the_html_report_holds_every_invocation_and_nothing_from_outside(run, tmp_path):
    run(SUITE, "--html", "report.html")
    text = (tmp_path / "report.html").read_text()
    page = Page(text)
    assert page.open == []
    assert "script" not in page.tags and "link" not in page.tags and "img" not in page.tags
    assert not [value for key, value in page.attributes if key in ("src", "href") or key.startswith("on")]
    assert not re.search(r"url\(|@import", text)
    assert "prefers-color-scheme: dark" in text
    for part in ["Request", "Response", "Log tail", "Report", "REPORT RequestId", "<script>alert(1)</script>"]:
        assert part in page.text, part
    assert page.text.count("REPORT RequestId: ") == 6, "in the log tail and beside it, for each of the three"
    assert page.tags.count("i") == 3, "a bar for each invocation"


@pytest.mark.parametrize("option", ["--html", "--junit"])
def test_a_report_holds_no_secret(run, tmp_path, option):
    result = run(SUITE, option, "report")
    text = (tmp_path / "report").read_text()
    for spelling in ["sword", "fish"]:
        assert spelling not in text + result.stdout + result.stderr
    if option == "--html":
        assert "•••" in text


def test_tests_run_side_by_side(run):
    """Each test waits for what the other writes; one after the other they would fail."""
    result = run(
        'test "a" { save 1 a.json; retry 500 every 10ms { x = load b.json } }\n'
        'test "b" { save 1 b.json; retry 500 every 10ms { x = load a.json } }\n',
        "--parallel", "2")
    assert result.returncode == 0, result.stdout


def test_a_report_that_cannot_be_written_is_a_failure(run):
    result = run('test "a" { }\n', "--html", "nowhere/report.html")
    assert result.returncode == 1
    assert "can't write `nowhere/report.html`" in result.stderr


def test_each_test_shows_its_own_requests(run):
    """All three run at the same time, on one connection: each waits for what the others wrote."""
    meet = "retry 500 every 10ms { a = load 1.json; b = load 2.json; c = load 3.json }"
    tests = "\n".join(
        f'test "{name}" {{ {trace}; save {name} {name}.json; {meet}; _ = invoke echo --body {{"n": {name}}} }}'
        for name, trace in [(1, "set trace on"), (2, "print quiet"), (3, "set trace on")])
    result = run(f"connect local\n{tests}\n", "--parallel", "3", "--junit", "report.xml")
    assert result.returncode == 0, result.stdout
    parts = re.split(r"^ok    suite.lamsh: (\d).*$", result.stdout, flags=re.MULTILINE)
    shown = {name: re.findall(r'^ *> .*$', text, re.MULTILINE) for name, text in zip(parts[1::2], parts[2::2])}
    assert list(shown) == ["1", "2", "3"]
    assert shown["2"] == []
    for name in ["1", "3"]:
        assert sum("> POST" in line for line in shown[name]) == 1
        assert [line.strip() for line in shown[name] if '{"n"' in line] == [f'>   {{"n":{name}}}']
    assert "> POST" not in result.stderr


def test_functions_can_be_debugged_in_a_test(run, tmp_path):
    (tmp_path / "functions" / "f").mkdir(parents=True)
    (tmp_path / "functions" / "f" / "bootstrap").write_text("#!/bin/sh\n")
    (tmp_path / "functions" / "f" / "bootstrap").chmod(0o755)
    result = run('connect local functions\ntest "one" { debug f }\n')
    assert result.returncode == 1
    # The message comes from the embedded Lambda, so the request reached it.
    assert "can't debug f: only Python and Node.js functions can be debugged" in result.stdout


@pytest.mark.skipif(not shutil.which("node"), reason="Node.js isn't installed")
def test_node_runs_under_its_inspector_in_a_test(run, tmp_path):
    (tmp_path / "functions" / "f").mkdir(parents=True)
    (tmp_path / "functions" / "f" / "index.js").write_text("exports.handler = async () => process.execArgv.at(-1);\n")
    result = run(
        'connect local functions\ntest "one" { debug f --port 9339; x = invoke f; print <<x>>; debug f --off }\n')
    assert result.returncode == 0, result.stdout
    assert "--inspect=127.0.0.1:9339" in result.stdout
