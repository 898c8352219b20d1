# SPDX-License-Identifier: GPL-3.0-or-later
"""`open FN`: the function's page in the AWS console."""

import os
import subprocess

from golden_case import binary, endpoint_environment
from test_serve import eventually

PAGE = "https://us-east-1.console.aws.amazon.com/lambda/home?region=us-east-1#/functions/create-order"


def run(home, *texts, **variables):
    arguments = [part for text in texts for part in ("-c", text)]
    return subprocess.run(
        [binary(), *arguments], env=endpoint_environment(home, "http://127.0.0.1:1") | variables,
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)


def test_the_address_is_printed(tmp_path):
    assert run(tmp_path, "open create-order --print").stdout == f"{PAGE}?tab=code\n"
    assert run(tmp_path, "open create-order:7 --print").stdout == f"{PAGE}/versions/7?tab=code\n"
    done = run(tmp_path, "page = open create-order --qualifier prod --print", "print <<page>>")
    assert done.stdout == f"{PAGE}/aliases/prod?tab=code\n"


def test_the_page_is_opened_in_the_browser(tmp_path):
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{tmp_path}/new"\nmv "{tmp_path}/new" "{tmp_path}/opened"\n')
    browser.chmod(0o755)
    done = run(tmp_path, "open create-order", BROWSER=str(browser))
    assert (done.returncode, done.stdout) == (0, "")
    assert f"opening {PAGE}?tab=code\n" in done.stderr
    eventually((tmp_path / "opened").exists)
    assert (tmp_path / "opened").read_text() == f"{PAGE}?tab=code"


def test_the_browser_is_started_before_a_script_ends(tmp_path):
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nmktemp "{tmp_path}/opened.XXXXXX"\n')
    browser.chmod(0o755)
    for _ in range(30):
        done = run(tmp_path, "open create-order", BROWSER=str(browser))
        assert "opening" in done.stderr and "SWIFT" not in done.stderr
    eventually(lambda: len(list(tmp_path.glob("opened.*"))) == 30)


def test_a_browser_that_stays_open_is_not_waited_for(tmp_path):
    browser, end = tmp_path / "browser", tmp_path / "end"
    os.mkfifo(end)
    browser.write_text(f'#!/bin/sh\nread line < "{end}"\ntouch "{tmp_path}/closed"\n')
    browser.chmod(0o755)
    done = run(tmp_path, "open create-order", BROWSER=str(browser))
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, f"opening {PAGE}?tab=code")
    end.write_text("\n")
    eventually((tmp_path / "closed").exists)


def test_a_browser_that_cannot_be_started_leaves_the_address(tmp_path):
    browser = tmp_path / "browser"
    browser.write_text("#!/no/such/program\n")
    browser.chmod(0o755)
    done = run(tmp_path, "open create-order", BROWSER=str(browser))
    assert f"no browser was found; open {PAGE}?tab=code\n" in done.stderr


def test_without_a_browser_the_address_is_shown(tmp_path):
    done = run(tmp_path, "open create-order", DISPLAY="", WAYLAND_DISPLAY="")
    assert (done.returncode, done.stdout) == (0, "")
    assert f"no browser was found; open {PAGE}?tab=code\n" in done.stderr


def test_the_embedded_lambda_has_no_console(tmp_path):
    done = run(tmp_path, "connect local", "open echo")
    assert done.returncode == 1
    assert "the embedded Lambda has no console; `describe echo` shows the function" in done.stderr
    assert "`a b` isn't a function's name or ARN" in run(tmp_path, 'open "a b"').stderr
    assert "`a b` isn't a version or an alias" in run(tmp_path, 'open create-order --qualifier "a b" --print').stderr
    both = run(tmp_path, "open create-order:prod --qualifier dev --print")
    assert "`create-order:prod` names `prod`, and `--qualifier` names `dev`: use one of them" in both.stderr
