# SPDX-License-Identifier: GPL-3.0-or-later
"""`logs` and `invoke --log` against a CloudWatch Logs that answers as the test says, page by page."""

import base64
import json
import re
import signal
import subprocess
import time

import pytest

from golden_case import binary, endpoint_environment, endpoint_settings
from screen import CTRL_C, ENTER, PROMPT

FIRST, SECOND = "8f0e1f9c-0000-4000-8000-000000000001", "8f0e1f9c-0000-4000-8000-000000000002"
NOON = 1_767_355_200_000  # 2026-01-02T12:00:00Z


def event(number, message, stream="s", at=NOON, id=None):
    return {
        "logStreamName": stream, "timestamp": at + number, "message": message, "ingestionTime": at + number,
        "eventId": id or f"id-{number}",
    }


def page(*events, token=None):
    return 200, {}, json.dumps({"events": events, "searchedLogStreams": []} | ({"nextToken": token} if token else {}))


def configuration(group=None):
    logging = {"LoggingConfig": {"LogFormat": "Text", "LogGroup": group}} if group else {}
    return 200, {}, json.dumps({"FunctionName": "adder", "Runtime": "python3.12"} | logging)


def refusal(code, message):
    return 400, {"x-amzn-RequestId": FIRST}, json.dumps({"__type": code, "message": message})


THROTTLED = refusal("ThrottlingException", "Rate exceeded")
NOTHING_LOGGED = refusal("ResourceNotFoundException", "The specified log group does not exist.")


def run(server, home, *texts, **settings):
    command = [binary(), *(word for text in texts for word in ("-c", text))]
    return subprocess.run(
        command, env=endpoint_environment(home, server.url) | settings, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=60, check=False)


def queries(server):
    """The FilterLogEvents requests."""
    asked = [request for request in server.requests if request[0].startswith("POST / ")]
    for _, fields, _ in asked:
        assert fields["x-amz-target"] == "Logs_20140328.FilterLogEvents"
        assert fields["content-type"] == "application/x-amz-json-1.1"
        assert "/us-east-1/logs/aws4_request" in fields["authorization"]
    return [json.loads(body) for _, _, body in asked]


def messages(result):
    return [event["message"] for event in json.loads(result.stdout)]


@pytest.mark.parametrize("named, used", [(None, "/aws/lambda/adder"), ("/orders/all", "/orders/all")])
def test_the_log_group_that_the_configuration_names_is_read(faulty, tmp_path, named, used):
    server = faulty(configuration(named), page(event(1, "hello\n")))
    result = run(server, tmp_path, "logs adder")
    assert (result.returncode, messages(result)) == (0, ["hello\n"]), result.stderr
    assert [query["logGroupName"] for query in queries(server)] == [used]


def test_every_page_is_read_and_an_empty_one_is_no_end(faulty, tmp_path):
    server = faulty(
        configuration(), page(token="a"), page(event(1, "one"), event(2, "two"), token="b"), page(token="c"),
        # The last of a page comes again on the next.
        page(event(2, "two"), event(2, "two again", id="id-3")))
    result = run(server, tmp_path, "logs adder")
    assert messages(result) == ["one", "two", "two again"], result.stderr
    assert [query.get("nextToken") for query in queries(server)] == [None, "a", "b", "c"]


def test_events_of_several_streams_come_in_order_of_time(faulty, tmp_path):
    server = faulty(configuration(), page(event(3, "c", "x"), token="a"), page(event(1, "a", "y"), event(2, "b", "z")))
    assert messages(run(server, tmp_path, "logs adder")) == ["a", "b", "c"]


@pytest.mark.parametrize("since", ["1969-12-31", "0001-01-01", "40000d"])
def test_a_start_before_1970_is_the_beginning(faulty, tmp_path, since):
    server = faulty(configuration(), page(event(1, "one")))
    result = run(server, tmp_path, f"logs adder --since {since}")
    assert (messages(result), [query["startTime"] for query in queries(server)]) == (["one"], [0]), result.stderr


def test_throttling_is_survived_and_told(faulty, tmp_path):
    server = faulty(configuration(), page(event(1, "one"), token="a"), THROTTLED, page(event(2, "two")))
    result = run(server, tmp_path, "logs adder")
    assert (result.returncode, messages(result)) == (0, ["one", "two"]), result.stderr
    assert "ThrottlingException: Rate exceeded; retrying (attempt 2 of 3)" in result.stderr.splitlines()


@pytest.mark.parametrize(
    "options, start, end",
    [
        ("", -600_000, None),
        ("--since 10m", -600_000, None),
        ("--since 90", -90_000, None),
        ("--since '1 day 2 hours ago'", -93_600_000, None),
        (f"--since {NOON // 1000}", NOON, None),
        ("--since 2h --until 30m", -7_200_000, -1_800_000),
        ("--since 2026-01-02T12:00:00Z --until 2026-01-02T14:00:00+01:00", NOON, NOON + 3_600_000),
        ("--since 2026-01-02", NOON - 15 * 3_600_000, None),
        ("--since '2026-01-02 15:00'", NOON, None),
        (f"--since {NOON} --until {NOON + 1}", NOON, NOON + 1),
    ])
def test_a_time_is_so_long_ago_or_a_moment(faulty, tmp_path, options, start, end):
    server = faulty(configuration(), page())
    before = int(time.time() * 1000)
    result = run(server, tmp_path, f"logs adder {options}", TZ="XYZ-3")
    after = int(time.time() * 1000)
    assert (result.returncode, result.stdout) == (0, "[]\n"), result.stderr
    query = queries(server)[0]
    for name, moment in (("startTime", start), ("endTime", end)):
        if moment is None:
            assert name not in query
        elif moment > 0:
            assert query[name] == moment
        else:
            assert before - 1_000 + moment <= query[name] <= after + moment


def test_what_is_no_time_is_refused_before_anything_is_asked(faulty, tmp_path):
    server = faulty(configuration(), page())
    result = run(server, tmp_path, "logs adder --since soon")
    assert "error: `soon` isn't a valid time for `--since`" in result.stderr
    assert result.returncode != 0
    assert server.requests == []


def test_a_filter_is_cloudwatchs_to_apply(faulty, tmp_path):
    server = faulty(configuration(), page())
    run(server, tmp_path, "logs adder --filter '{ $.level = \"error\" }'")
    assert [query["filterPattern"] for query in queries(server)] == ['{ $.level = "error" }']


def invocation(id, stream, *lines, at):
    texts = [f"START RequestId: {id} Version: $LATEST\n", *lines, f"END RequestId: {id}\n",
             f"REPORT RequestId: {id}\tDuration: 3.01 ms\tBilled Duration: 4 ms\t\n"]
    return [event(at + number, text, stream) for number, text in enumerate(texts)]


def test_the_lines_of_one_invocation_are_told_from_those_beside_it(faulty, tmp_path):
    first, second = invocation(FIRST, "x", "a\n", at=0), invocation(SECOND, "y", "b\n", at=10)
    mixed = [event for pair in zip(first, second) for event in pair]
    json_line = {"requestId": FIRST, "level": "INFO", "message": "c"}
    mixed.append(event(30, json.dumps(json_line), "z"))
    server = faulty(configuration(), page(*mixed))
    result = run(server, tmp_path, f"logs adder --request {FIRST}")
    assert messages(result) == [event["message"] for event in first] + [json.dumps(json_line)], result.stderr


@pytest.mark.parametrize(
    "answers, error, hint",
    [
        ([configuration(), NOTHING_LOGGED],
         "ResourceNotFoundException: The specified log group does not exist.",
         "nothing has been logged yet; the log group /aws/lambda/adder is created with the first line"),
        ([(404, {"x-amzn-ErrorType": "ResourceNotFoundException"},
           '{"Message": "Function not found: arn:aws:lambda:us-east-1:1:function:adder"}'),
          (200, {}, '{"Functions": [{"FunctionName": "addr"}]}')],
         "ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:1:function:adder",
         "did you mean `addr`?"),
        ([configuration(), refusal("AccessDeniedException",
                                   "User: u is not authorized to perform: logs:FilterLogEvents on resource: r")],
         "AccessDeniedException: User: u is not authorized to perform: logs:FilterLogEvents on resource: r",
         "the keys are valid, but u needs a policy that allows `logs:FilterLogEvents`"),
    ])
def test_why_there_is_no_log_is_told(faulty, tmp_path, answers, error, hint):
    result = run(faulty(*answers), tmp_path, "logs adder")
    assert result.returncode == 1
    lines = result.stderr.splitlines()
    # A misspelt name is marked itself.
    column = 6 if "did you mean" in hint else 1
    assert f"-c:1:1:{column}: error: {error}" in lines
    assert lines[-1] == f"hint: {hint}"


def test_a_tail_shows_each_event_once_through_throttling_and_late_events(faulty, tmp_path):
    one, two, three = event(1, "one"), event(2, "two"), event(3, "three")
    server = faulty(
        configuration(),
        # A read that breaks off after its first page: nothing of it may be lost.
        page(one, token="a"), THROTTLED,
        page(one, token="a"), page(two),
        # Seen before; of the same moment as one that was; and late.
        page(two, event(2, "two as well", id="other"), three, event(-5_000, "late")),
        page(three, event(4, "last")))
    process = subprocess.Popen(
        [binary(), "-c", "logs adder --tail --poll --since 2026-01-02T11:59:00Z --output raw"],
        env=endpoint_environment(tmp_path, server.url) | {"AWS_MAX_ATTEMPTS": "1"}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    shown = []
    for line in process.stdout:
        shown.append(line.rstrip("\n"))
        if shown[-1] == "last":
            break
    process.send_signal(signal.SIGINT)
    rest, notices = process.communicate(timeout=20)
    assert shown == ["one", "two", "late", "two as well", "three", "last"], notices
    assert (rest, process.returncode) == ("", 130)
    assert "waiting: Rate exceeded" in notices.splitlines()


def test_the_lines_of_a_log_are_told_apart_at_a_terminal(faulty, tmp_path, open_terminal):
    server = faulty(
        configuration(),
        page(
            event(0, "INIT_START Runtime Version: python:3.12\n"), *invocation(FIRST, "s", "plain\n", at=1),
            event(10, "[ERROR] ValueError: boom\rTraceback (most recent call last):\r\xa0\xa0File x\n"),
            event(11, '{"level":"WARN","message":"low","left":{"disk":3}}\n')))
    terminal = open_terminal(environment=(endpoint_settings(server.url) | {"TZ": "XYZ-3"}).items())
    terminal.wait_for_current(PROMPT)
    terminal.type(f"logs adder{ENTER}")
    terminal.wait_for_text('"disk": 3')
    terminal.wait_for_current("us-east-1>")
    text = terminal.raw.decode()

    def style(of):
        """The escape sequence before a text on the screen; empty if there's none."""
        return re.findall(r"((?:\x1b\[[\d;]*m)*)" + re.escape(of), text)[-1]

    plain, start, end, report = style("plain"), style("START Req"), style("END Req"), style("REPORT Req")
    assert plain == ""
    assert len({plain, start, end, report}) == 4
    assert style("INIT_START") == end
    assert style("[ERROR]") not in {plain, start, end, report}
    # The carriage returns of a Python trace are line ends, and JSON is indented.
    lines = terminal.lines
    error = next(number for number, line in enumerate(lines) if "[ERROR] ValueError: boom" in line)
    assert lines[error + 1 : error + 3] == ["Traceback (most recent call last):", "\xa0\xa0File x"]
    assert lines[error + 3].endswith("  {") and lines[error + 3].startswith("2026-01-02 15:00:00.011+03:00")
    assert lines[error + 4 : error + 8] == ['  "level": "WARN",', '  "message": "low",', '  "left": {', '    "disk": 3']


def test_ctrl_c_ends_a_tail_at_the_prompt(faulty, tmp_path, open_terminal):
    server = faulty(configuration(), page(event(1, "hello\n")))
    terminal = open_terminal(environment=endpoint_settings(server.url).items())
    terminal.wait_for_current(PROMPT)
    terminal.type(f"logs adder --tail --poll --since 2026-01-02{ENTER}")
    terminal.wait_for_text("hello")
    terminal.type(CTRL_C)
    terminal.wait_for_current("us-east-1>")
    terminal.type(f"print 'go on'{ENTER}")
    terminal.wait_for_line("go on")


def answer(payload, **fields):
    return 200, {"x-amzn-RequestId": FIRST, "X-Amz-Executed-Version": "$LATEST"} | fields, payload


def test_a_log_that_came_with_the_result_is_shown_from_there(faulty, tmp_path):
    tail = base64.b64encode(f"START RequestId: {FIRST}\nhello\n".encode()).decode()
    server = faulty(answer("7", **{"X-Amz-Log-Result": tail}))
    result = run(server, tmp_path, "invoke adder --log")
    assert (result.returncode, result.stdout) == (0, "7\n")
    assert result.stderr.splitlines()[1:] == [f"START RequestId: {FIRST}", "hello"]
    assert len(server.requests) == 1


@pytest.mark.parametrize("payload, fields, status", [
    ("7", {}, 0), ('{"errorType": "E", "errorMessage": "no"}', {"X-Amz-Function-Error": "Unhandled"}, 1)])
def test_where_no_log_came_with_the_result_cloudwatch_has_it(faulty, tmp_path, payload, fields, status):
    ours = invocation(FIRST, "x", "hello\n", at=0)
    others = invocation(SECOND, "y", "of another\n", at=0)
    server = faulty(answer(payload, **fields), configuration("/orders/all"), page(*others, token="a"), page(*ours))
    result = run(server, tmp_path, "invoke adder --log")
    assert result.returncode == status, result.stderr
    log = [event["message"].rstrip("\n") for event in ours]
    assert result.stderr.splitlines()[1 : 1 + len(log)] == log
    assert "of another" not in result.stderr
    assert {query["logGroupName"] for query in queries(server)} == {"/orders/all"}


def terminal_of(open_terminal, server, **settings):
    terminal = open_terminal(columns=120, environment=(endpoint_settings(server.url) | settings).items())
    terminal.wait_for_current(PROMPT)
    return terminal


def test_times_have_their_zone_and_their_date_unless_it_is_today(faulty, open_terminal):
    # Today is a day on which it's noon in UTC: an event of this moment is of today in any zone.
    now = int(time.time() * 1000)
    server = faulty(configuration(), page(event(11, "old\n"), event(0, "new\n", at=now)))
    terminal = terminal_of(open_terminal, server, TZ="XYZ-3:30")
    terminal.type(f"logs adder{ENTER}")
    terminal.wait_for_text("  new")
    shown = time.strftime("%H:%M:%S", time.gmtime((now + 12_600_000) // 1000))
    assert terminal.lines[-3:-1] == ["2026-01-02 15:30:00.011+03:30  old", f"{shown}.{now % 1000:03}+03:30  new"]
    # In full, and as the service has it.
    server.answers[:] = [configuration(), page(event(11, "old\n"))]
    terminal.type(f"logs adder --absolute{ENTER}")
    terminal.wait_for_line("2026-01-02T12:00:00.011Z  old")
    server.answers[:] = [configuration(), page(event(11, "old\n"))]
    terminal.type(f"logs adder --tail --poll --absolute --until 1s --since 2026-01-01{ENTER}")
    terminal.wait(lambda: terminal.lines.count("2026-01-02T12:00:00.011Z  old") == 2, "the line of the tail")
    server.answers[:] = [configuration(), page(event(11, "old"))]
    terminal.type(f"logs adder --output table{ENTER}")
    terminal.wait_for_text("2026-01-02 15:30:00.011+03:30  old")
    server.answers[:] = [configuration(), page(event(11, "old"))]
    terminal.type(f"logs adder --output csv{ENTER}")
    terminal.wait_for_line(f"s,{NOON + 11},old,id-11")


def report(**metrics):
    metrics = {"durationMs": 3.01, "billedDurationMs": 4, "memorySizeMB": 128, "maxMemoryUsedMB": 36} | metrics
    return {"time": "2026-01-02T12:00:00.000Z", "type": "platform.report",
            "record": {"requestId": FIRST, "metrics": metrics, "status": "success"}}


def logging(*lines):
    """The response of a function that logs JSON."""
    text = "".join(json.dumps(line) + "\n" for line in lines)
    return answer("7", **{"X-Amz-Log-Result": base64.b64encode(text.encode()[-4096:]).decode()})


# aws-lambda-power-tuning#232, #253, #261, #305: tools that only read REPORT lines find no durations, and no restores.
def test_functions_that_log_json_have_a_report_too(faulty, tmp_path):
    start = {"time": "2026-01-02T12:00:00.000Z", "type": "platform.start", "record": {"requestId": FIRST}}
    server = faulty(
        logging(start, {"level": "INFO", "message": "x" * 5000}, report(initDurationMs=110.5)),
        logging(start, report(restoreDurationMs=371.2, billedRestoreDurationMs=120)))
    result = run(
        server, tmp_path, "_ = invoke adder --log", "<<last.report>>", "_ = invoke adder --log", "<<last.report>>",
        "done = invoke adder --each [1, 2] --log", "print <<done.coldStarts>> <<done.restores>> <<done.billedMs>>",
        "b = bench adder --requests 3", "print <<b.coldStarts>> <<b.restores>> <<b.restoreMs.max>> <<b.billedMs>>")
    cold, restored, batch, bench = result.stdout.splitlines()
    members = ["durationMs", "billedDurationMs", "memorySizeMB", "maxMemoryUsedMB", "initDurationMs",
               "restoreDurationMs", "billedRestoreDurationMs", "status", "errorType"]
    assert list(json.loads(cold).items()) == list(
        zip(members, [3.01, 4, 128, 36, 110.5, None, None, "success", None])), result.stderr
    assert list(json.loads(restored).items()) == list(
        zip(members, [3.01, 4, 128, 36, None, 371.2, 120, "success", None]))
    assert batch == "0 2 248"
    assert re.fullmatch(r"0 3 371\.\d+ 372", bench)


def test_restores_are_counted_beside_cold_starts(faulty, open_terminal):
    server = faulty(logging(report(initDurationMs=100)), logging(report(restoreDurationMs=200)))
    terminal = terminal_of(open_terminal, server)
    terminal.type(f"bench adder --requests 3 --concurrency 1{ENTER}")
    terminal.wait_for_text("billed: ")
    line = next(line for line in terminal.lines if line.startswith("billed: "))
    assert re.fullmatch(
        r"billed: 12 ms, cold starts: 1 \(init p50 100 ms, max 100 ms\), restores: 2 \(p50 200 ms, max 200 ms\)", line)
