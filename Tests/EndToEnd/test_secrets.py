# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses a secret key in every possible way, then looks for it everywhere it could have been stored."""

import json
import subprocess

import pytest

from golden_case import GoldenCase, binary, clean_environment, quoted
from screen import CTRL_D, CTRL_U, ENTER, Terminal

SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYzEXAMPLEKEY"
TOKEN = "FwoGZXIvYXdzEBYaDKsecretTokenOf/Tests"
WRONG = "correct/horse/battery"
WRONG_STATEMENTS = [
    "secret = 'SECRET'", "secret key 'SECRET'", "secret 'SECRET'", "secret key: SECRET", "secret api-key = 'SECRET'",
    "secrt key = 'SECRET'", "Secret key = SECRET", "secret key = SECRET", "secret key = SECRET more", "secret key = (SECRET)",
    "secret key = 'SECRET' 'b'", "print done; secret key = {SECRET}", "if <<`true`>> { secret key = SECRET }",
    "for x do secret key = SECRET", "$ secret key = SECRET", "connect --secret-kye SECRET", "conect --secret-key SECRET",
    "connect --secret-key = SECRET", "$ connect --secret-key SECRET", "connect --secret-key SECRET && print x",
    "connect --region (eu --secret-key=SECRET",
]
REFUSED = "--region eu-west-1 --endpoint http://127.0.0.1:1"


def enter(terminal, lines):
    """Types one line after another, each when the one before is done; what the prompt offers then is dropped."""
    for number, line in enumerate(lines):
        terminal.type(line + ENTER + CTRL_U + f"print done {number}" + ENTER)
        terminal.wait_for_line(f"done {number}")
        terminal.wait_for_current("lamsh>")


def leave(terminal):
    terminal.type(CTRL_D)
    assert terminal.wait_for_end() == 0


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_becomes_secret_after_it_was_typed_leaves_the_history(tmp_path):
    home = tmp_path / "home"
    first = Terminal(home, environment={"MY_SECRET": SECRET})
    try:
        first.wait_for_current("lamsh>")
        enter(first, [f"print {SECRET}", "print kept"])
        leave(first)
    finally:
        first.close()
    assert any(SECRET in path.read_text() for path in files(home))
    second = Terminal(home, columns=120, environment={"MY_SECRET": SECRET})
    try:
        second.wait_for_current("lamsh>")
        enter(second, [f"body = {{\"key\": \"{SECRET}\"}}", "secret key = <<env('MY_SECRET')>>"])
        assert "removed 2 entries with a secret from the history" in second.lines
        second.type("history --search EXAMPLE" + ENTER)
        second.wait_for_current("lamsh>")
        leave(second)
    finally:
        second.close()
    history = [path for path in files(home) if "print kept" in path.read_text()]
    assert history and not any(SECRET in path.read_text() for path in files(home))


@pytest.mark.parametrize("arguments", [
    ["-D", "{}"], ["-o", "{}"], ["--{}"], ["{}"], ["check", "{}"], ["test", "{}"], ["query", "{}"],
    ["query", "-o", "{}"], ["serve", "--port", "{}"], ["login", "--{}"]])
def test_users_and_passwords_in_urls_are_hidden_in_errors_about_arguments(tmp_path, arguments):
    words = [argument.replace("{}", f"http://ada:{WRONG.replace('/', '.')}@127.0.0.1:1") for argument in arguments]
    done = subprocess.run(
        [binary(), *words], env=clean_environment(tmp_path), stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=60)
    assert done.returncode != 0
    assert WRONG.replace("/", ".") not in done.stdout + done.stderr


def test_users_and_passwords_in_urls_are_hidden(tmp_path):
    home = tmp_path / "home"
    terminal = Terminal(home, columns=120)
    try:
        terminal.wait_for_current("lamsh>")
        enter(terminal, [
            "set trace on", f"connect --endpoint https://ada:{WRONG.replace('/', '.')}@127.0.0.1:1",
            f"print 'https://{TOKEN.replace('/', '.')}@host' <<nope>>"])
        leave(terminal)
    finally:
        terminal.close()
    shown = terminal.raw.decode()
    assert "+ connect --endpoint https://•••@127.0.0.1:1" in shown
    assert "print 'https://•••@host' <<nope>>" in shown
    traced = subprocess.run(
        [binary(), "-c", f"secret key = '{SECRET}'\nset trace on\nprint http://ada:{TOKEN.replace('/', '.')}@host {SECRET}"],
        env=clean_environment(tmp_path), capture_output=True, text=True, timeout=60)
    assert "+ print http://•••@host •••" in traced.stderr
    history = "".join(path.read_text() for path in files(home))
    assert "set trace on" in history and "https://" not in history


@pytest.mark.parametrize("redraws", [False, True])
def test_no_secret_is_seen_or_kept_at_the_prompt(tmp_path, redraws):
    terminal = Terminal(tmp_path / "home", environment={"MY_SECRET": SECRET, "TERM": "xterm-256color"})
    try:
        terminal.wait_for_current("lamsh>")
        enter(terminal, [
            "secret key = <<env('MY_SECRET')>>",
            "set trace on",
            "set pager off",
            "<<key>>",
            'copy = {"inside": "a <<key>> b", "list": [<<key>>]}',
            "<<copy>>",
            "<<base64_decode(base64_encode(key))>>",
            "vars",
            "print <<key>> and <<copy>>",
            "<<upper(key) == key>>",
            f"connect --access-key AKIDEXAMPLE --secret-key <<key>> {REFUSED}",
            "<<connection>>",
            "<<error>>",
            "<<copy>> | cat",
            "<<nothing[?key == $.key]>>",
            "fail 'because of <<key>>'",
            'fail "because of <<key>>"',
            "assert <<key == 'x'>>",
            "<<$>>",
            "history",
        ])
        terminal.type(f"connect --access-key AKIDEXAMPLE {REFUSED}" + ENTER)
        terminal.wait(lambda: "Secret access key:" in terminal.current, "the question for the secret")
        terminal.type(SECRET + ENTER)
        terminal.wait_for_line("error: nothing is listening at http://127.0.0.1:1: connection refused")
        terminal.wait_for_current("lamsh>")
        terminal.type("secret typed" + ENTER)
        terminal.wait(lambda: "typed:" in terminal.current, "the question for the secret")
        terminal.type(SECRET + ENTER)
        terminal.wait_for_current("lamsh>")
        if redraws:
            terminal.type("\x1b[A\x1b[A\x1b[A\x1b[A\x15")
        leave(terminal)
        assert SECRET.encode() not in terminal.raw
        assert "•••".encode() in terminal.raw
        kept = files(tmp_path)
        assert any("history" in path.name for path in kept)
        for path in kept:
            assert SECRET.encode() not in path.read_bytes(), path
    finally:
        terminal.close()


def test_a_statement_that_spells_out_a_secret_is_not_kept(tmp_path):
    terminal = Terminal(tmp_path / "home")
    try:
        terminal.wait_for_current("lamsh>")
        enter(terminal, [
            f"connect --access-key AKIDEXAMPLE --secret-key {SECRET} --session-token={TOKEN} {REFUSED}",
            f"secret key = '{SECRET}'",
            f"print {SECRET}",
            "print this line is kept",
            # Not yet known, in statements that are wrong.
            *(text.replace("SECRET", WRONG) for text in WRONG_STATEMENTS),
        ])
        # Ctrl-D ends the statement that waits for a quote.
        terminal.type(f"secret key = '{WRONG}{ENTER}{CTRL_D}")
        terminal.wait_for_text("is never closed")
        terminal.wait_for_current("lamsh>")
        leave(terminal)
        kept = {path: path.read_bytes() for path in files(tmp_path)}
        assert any(b"this line is kept" in content for content in kept.values())
        for path, content in kept.items():
            for secret in [SECRET, TOKEN, WRONG]:
                assert secret.encode() not in content, path
    finally:
        terminal.close()


def test_no_secret_is_in_the_output_of_a_script(tmp_path):
    case = GoldenCase(
        texts={
            "environment": f"AWS_ACCESS_KEY_ID=AKIDEXAMPLE\nAWS_SECRET_ACCESS_KEY={SECRET}\nAWS_SESSION_TOKEN={TOKEN}\n"
            f"AWS_REGION=eu-west-1\nAWS_ENDPOINT_URL=http://127.0.0.1:1\nMY_SECRET={SECRET}",
            "arguments": "--keep-going",
            "script": "set trace on\n"
            "secret key = <<env('MY_SECRET')>>\n"
            "list\n"
            "connect\n"
            "invoke fn --body {\"key\": <<key>>}\n"
            "render invoke fn --body {\"key\": <<key>>}\n"
            "print <<key>>\n"
            "<<[key]>> > copy.json\n"
            "<<key>> | cat\n"
            "print <<last || 'nothing'>>\n",
        }
    )
    outcome = case.run(binary(), tmp_path)
    for secret in [SECRET, TOKEN]:
        assert secret not in outcome.stdout + outcome.stderr
        for path in files(tmp_path / "work"):
            if path.name != "script.lamsh":
                assert secret not in path.read_text(), path
    assert outcome.stdout.count("•••") >= 3


@pytest.mark.parametrize("text, shown", [
    (f"connect --access-key AKIDEXAMPLE --secret-key {SECRET} {REFUSED}", "--secret-key ••• --region"),
    (f"connect --access-key AKIDEXAMPLE --secret-key {SECRET} --bogus", "--secret-key ••• --bogus"),
    (f"connect --secret-key='{SECRET}' --session-token {TOKEN} }}", "--secret-key='•••' --session-token ••• }"),
    (f"secret key = '{SECRET}' }}", "secret key = '•••' }"),
    (f"secret key = '{SECRET}'\nprint <<nothing>> {SECRET}", "print <<nothing>> •••"),
    (f"connect local --secret-key {SECRET}", "connect local --secret-key •••"),
    (f"connect --access-key <<nothing>> --secret-key {SECRET}", "<<nothing>> --secret-key •••"),
    (f"set trace on\nconnect --access-key AKIDEXAMPLE --secret-key {SECRET} --session-token {TOKEN} {REFUSED}",
     f"+ connect --access-key AKIDEXAMPLE --secret-key ••• --session-token ••• {REFUSED}\n"),
    (f"set trace on\nfor i in <<range(1)>> {{ secret key = '{SECRET}' }}; fail 'x'", "+ secret key = '•••'\n"),
])
def test_no_secret_is_in_an_error(tmp_path, text, shown):
    outcome = GoldenCase(texts={"script": text + "\n"}).run(binary(), tmp_path)
    assert outcome.status in (1, 2)
    for secret in [SECRET, TOKEN]:
        assert secret[:4] not in outcome.stdout + outcome.stderr
    assert shown in outcome.stderr


@pytest.mark.parametrize("value", [
    f"'{SECRET}", f'"{SECRET}', f"'{SECRET}\"", SECRET, f"{SECRET} more", f"'''{SECRET}'''", f"'a'{SECRET}'b'",
    f'"""\n{SECRET}', f"{{{SECRET}}}", f"{SECRET}'", f"x{SECRET} + 'y'", f"`{SECRET}`", f"({SECRET})"])
def test_no_secret_is_in_an_error_about_its_quotes(tmp_path, value):
    outcome = GoldenCase(texts={"script": f"secret key = {value}\n"}).run(binary(), tmp_path)
    assert outcome.status in (1, 2)
    assert SECRET[:12] not in outcome.stdout + outcome.stderr
    assert "secret key = " in outcome.stderr


@pytest.mark.parametrize("arguments", ["", "check", "check\n--format\njson"])
@pytest.mark.parametrize("statement", [
    *WRONG_STATEMENTS, "secret key = \\\n  SECRET", "secret key = <<EOF\nSECRET\nEOF", "secret key = {\n  SECRET}",
    "print 'a\nsecret key = \"SECRET\" }"])
def test_no_secret_is_in_an_error_about_its_statement(tmp_path, statement, arguments):
    texts = {"arguments": arguments, "script": statement.replace("SECRET", SECRET) + "\n"}
    outcome = GoldenCase(texts=texts).run(binary(), tmp_path)
    assert SECRET[:12] not in outcome.stdout + outcome.stderr
    if "json" in arguments:
        json.loads(outcome.stdout)


def test_no_secret_is_in_reports_and_results(tmp_path):
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    (work / "secrets.lamsh").write_text(
        """
        secret key = <<env('MY_SECRET')>>
        test "an answer" {
            answer = invoke echo --body {"key": <<key>>, "text": "a <<key>> b"} --log
            !cat /proc/$PPID/cmdline
            print <<answer>>
            assert <<answer.key == 'x'>>
        }
        test "a message" { fail "because of <<key>>" }
        test "a function" { invoke flaky --body {"failures": 1, "key": <<key>>} }
        test "a batch" { invoke echo --each [1, 2] --body {"row": <<row>>, "key": <<key>>} --results results.jsonl }
        test "a key" { invoke echo --each [1] --key <<key>> --results keys.jsonl }
        """
    )
    command = [binary(), "test", "--local", "secrets.lamsh", "--junit", "junit.xml", "--html", "report.html", "--tap"]
    environment = clean_environment(home) | {
        "MY_SECRET": SECRET, "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_SESSION_TOKEN": TOKEN,
    }
    run = subprocess.run(command, cwd=work, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                         timeout=60, check=False)
    assert run.returncode == 3, run.stderr
    assert "•••" in run.stdout
    names = {path.name for path in files(work)}
    assert names == {"secrets.lamsh", "junit.xml", "report.html", "results.jsonl", "keys.jsonl"}
    assert "hides secrets" in (work / "keys.jsonl").read_text()
    for secret in [SECRET, TOKEN]:
        assert secret not in run.stdout + run.stderr
        for path in files(tmp_path):
            assert secret not in path.read_text(), path
    for name in names - {"secrets.lamsh", "keys.jsonl"}:
        assert "•••" in (work / name).read_text(), name


def test_no_secret_is_in_what_programs_and_functions_say(tmp_path, functions):
    """In any spelling, in results, errors with a stack trace, logs and files."""
    folder = functions({
        "teller/handler.py": "import base64, json, urllib.parse\n\n\ndef handler(event, context):\n"
        "    key = event['key']\n"
        "    spelled = [key, json.dumps(key), urllib.parse.quote_plus(key), base64.b64encode(key.encode()).decode()]\n"
        "    print(*spelled, sep='\\n')\n"
        "    if event.get('fails'):\n        raise ValueError(' and '.join(spelled))\n"
        "    return {'spelled': spelled, 'inside': json.dumps(spelled)}\n",
    })
    case = GoldenCase(
        texts={
            "environment": f"MY_SECRET={SECRET}",
            "arguments": "--keep-going",
            "script": f"connect local {quoted(folder)}\n"
            "secret key = <<env('MY_SECRET')>>\n"
            "invoke teller --body {\"key\": <<key>>} --log\n"
            "invoke teller --body {\"key\": <<key>>} | base64 | base64 --decode\n"
            "invoke teller --body {\"key\": <<key>>, \"fails\": true} --log\n"
            "logs teller\n"
            "said = !sh -c 'printf %s \"$MY_SECRET\" | base64'\n"
            "print <<said>>\n"
            "invoke teller --each [1] --body {\"key\": <<key>>} --results results.jsonl\n"
            "invoke teller --each [1] --body {\"key\": <<key>>, \"fails\": true} --results failures.jsonl\n",
        }
    )
    outcome = case.run(binary(), tmp_path)
    texts = [outcome.stdout, outcome.stderr]
    texts += [(tmp_path / "work" / name).read_text() for name in ["results.jsonl", "failures.jsonl"]]
    assert "ValueError" in outcome.stderr
    for text in texts:
        assert "•••" in text
        # The secret, percent-encoded, in base64.
        for part in [SECRET[:12], SECRET[-12:], "FEMI%2FK7", "d0phbHJYVXRu"]:
            assert part not in text, text


def test_a_function_cannot_show_its_keys_bit_by_bit(serve, functions):
    folder = functions({
        "f/handler.py": "import os, time\n\n\ndef handler(event, context):\n"
        "    for letter in f\"key {os.environ['AWS_SECRET_ACCESS_KEY']} end\":\n"
        "        print(letter, end='', flush=True)\n        time.sleep(0.02)\n    print()\n",
    })
    server = serve(folder)
    server.client().invoke(FunctionName="f")
    assert server.stop() == 0
    secret = server.settings["AWS_SECRET_ACCESS_KEY"]
    said = "".join(line.removeprefix("f  ").removesuffix("\n") for line in server.lines if line.startswith("f  "))
    assert "key ••• end" in said
    assert secret not in said
