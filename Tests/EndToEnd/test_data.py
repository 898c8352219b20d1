# SPDX-License-Identifier: GPL-3.0-or-later
"""Data from elsewhere: CSV as programs write it, byte order marks, broken text, and pages that aren't an answer."""

import csv
import json
import os
import random
import subprocess

import pytest
import yaml

from golden_case import binary, clean_environment, endpoint_environment, python_program

MARK = "\ufeff".encode()
OK = {"x-amzn-RequestId": "1"}
# As Node's JSON.stringify writes a string that was cut inside an emoji.
CUT = rb'{"id": 1, "text": "Great work \ud83d", "exact":  1.50}'


@pytest.fixture
def lamsh(tmp_path):
    """Runs lamsh in an empty folder: lamsh(ARGUMENT…, endpoint=, files=, environment=)."""

    def run(*arguments, endpoint=None, files=None, environment=None, stdin=b"", status=0):
        for name, content in (files or {}).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        variables = endpoint_environment(tmp_path, endpoint) if endpoint else clean_environment(tmp_path)
        result = subprocess.run(
            [binary(), *arguments], cwd=tmp_path, env=variables | (environment or {}), input=stdin,
            capture_output=True, timeout=60, check=False)
        assert result.returncode == status, result.stderr.decode()
        return result

    return run


def lines(*statements):
    return [argument for statement in statements for argument in ("-c", statement)]


# CSV


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n"])
def test_csv_lines_end_with_cr_lf_or_both(lamsh, end):
    rows = end.join([b"id;name", b"1;Ada", b"", b'2;"a' + end + b'b"', b""])
    result = lamsh(*lines("load rows.csv"), files={"rows.csv": rows})
    assert json.loads(result.stdout) == [{"id": "1", "name": "Ada"}, {"id": "2", "name": f"a{end.decode()}b"}]
    assert "`;`" in result.stderr.decode()
    each = lamsh("--local", *lines("invoke echo --each @rows.csv --query 'results[].payload.id'"))
    assert json.loads(each.stdout) == ["1", "2"]


def test_nul_in_csv_is_kept(lamsh):
    result = lamsh(*lines("load rows.csv"), files={"rows.csv": b"id,name\n1,a\0b\n"})
    assert json.loads(result.stdout) == [{"id": "1", "name": "a\0b"}]


def test_utf_16_csv_is_an_error(lamsh):
    result = lamsh(*lines("load rows.csv"), files={"rows.csv": "id\tname\n1\tAda\n".encode("utf-16")}, status=1)
    assert b"rows.csv:1: the file is UTF-16" in result.stderr


def test_csv_is_read_as_python_reads_it(lamsh, tmp_path):
    """Of any delimiter, quoting and line end that Python's csv writes."""
    source = random.Random(int(os.environ.get("LAMSH_SEED", "18")))
    statements, expected = [], []
    for index in range(150):
        delimiter = source.choice([",", ";", "\t", "|", ":", " ", "x"])
        alphabet = ['"', '""', delimiter, ",", ";", "\n", "\r", "\r\n", " ", "a", "é", "\ufeff", "1", "\0"]
        header = [f"{name}{delimiter}" if source.random() < 0.2 else name for name in ["id", "na;me", "c"][: source.randint(1, 3)]]
        rows = [["".join(source.choices(alphabet, k=source.randint(0, 4))) for _ in header] for _ in range(5)]
        path = tmp_path / f"{index}.txt"
        quoting, end = source.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]), source.choice(["\n", "\r", "\r\n"])
        if quoting == csv.QUOTE_MINIMAL and end != "\r\n":
            # Python only quotes the end that it writes.
            rows = [[cell.replace("\r", end).replace("\n", end) for cell in row] for row in rows]
        with path.open("w", newline="") as file:
            if source.random() < 0.2:
                file.write("\ufeff")
            csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows([header, *rows])
        with path.open(encoding="utf-8-sig", newline="") as file:
            expected.append(list(csv.DictReader(file, delimiter=delimiter)))
        statements.append(f"load {index}.txt --delimiter {json.dumps(delimiter)}")
    read = [json.loads(line) for line in lamsh(*lines(*statements)).stdout.splitlines()]
    assert read == expected


def test_saved_csv_and_tsv_are_read_again(lamsh):
    """Also where a header or a cell contains other delimiters, quotes, line breaks or a mark."""
    source = random.Random(18)
    alphabet = ['"', ",", ";", "\t", "|", "\n", "\r", " ", "a", "é", "\u2028", "\ufeff", "\0", "'", "#", "="]
    text = lambda least: "".join(source.choices(alphabet, k=source.randint(least, 5)))
    for _ in range(10):
        names = list({text(1).replace("\0", "x"): None for _ in range(source.randint(1, 5))})
        rows = [{name: text(0) for name in names} for _ in range(20)]
        checks = ["rows = load rows.json"]
        for kind in ["csv", "tsv"]:
            checks += [f"save <<rows>> rows.{kind}", f"again = load rows.{kind}", "assert <<again == rows>>"]
        lamsh(*lines(*checks), files={"rows.json": json.dumps(rows).encode()})


# Byte order marks


def test_a_byte_order_mark_is_ignored_in_every_data_file(lamsh):
    files = {
        "a.json": MARK + b'{"id": 1}', "a.jsonl": MARK + b'{"id": 1}\n', "a.csv": MARK + b'"id"\n1\n',
        "a.tsv": MARK + b"id\tn\n1\t2\n", "a.txt": MARK + b"id",
    }
    loads = lines(*(f"load {name}" for name in files), "save <<_>> copy.txt", "!od -An -tx1 copy.txt")
    output = lamsh(*loads, files=files).stdout.decode().splitlines()
    assert output[0] == '{"id": 1}'
    assert [json.loads(line) for line in output[1:5]] == [[{"id": 1}], [{"id": "1"}], [{"id": "1", "n": "2"}], "id"]
    assert output[5].split() == ["69", "64"]


def test_a_byte_order_mark_is_ignored_in_scripts_and_what_they_source(lamsh):
    files = {"a.lamsh": MARK + b"source b.lamsh\nprint <<x>>\n", "b.lamsh": MARK + b"x = 5\n"}
    assert lamsh("a.lamsh", files=files).stdout == b"5\n"
    assert lamsh(stdin=files["b.lamsh"] + b"print <<x>>\n").stdout == b"5\n"
    assert lamsh("check", "a.lamsh").returncode == 0


def test_a_byte_order_mark_is_ignored_in_the_rc_file(open_terminal, tmp_path):
    folder = tmp_path / "home/.config/lamsh"
    folder.mkdir(parents=True)
    (folder / "rc.lamsh").write_bytes(MARK + b"set prompt 'marked> '\n")
    open_terminal().wait_for_current("marked> ")


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_byte_order_mark_is_ignored_in_configuration_and_credentials(lamsh, faulty, end):
    service = faulty((200, OK, "7"))
    files = {
        "config": MARK + end.join([b"[profile marked]", b"region = eu-west-1", b""]),
        "credentials": MARK + end.join([b"[marked]", b"aws_access_key_id = AKIDMARKED", b"aws_secret_access_key = s", b""]),
    }
    environment = {
        "AWS_CONFIG_FILE": "config", "AWS_SHARED_CREDENTIALS_FILE": "credentials", "AWS_ENDPOINT_URL": service.url,
        "AWS_PROFILE": "marked",
    }
    assert lamsh(*lines("invoke f"), files=files, environment=environment).stdout == b"7\n"
    assert "AKIDMARKED/" in service.requests[-1][1]["authorization"]
    assert "/eu-west-1/" in service.requests[-1][1]["authorization"]


@pytest.mark.parametrize("kind", ["json", "yaml"])
def test_a_byte_order_mark_is_ignored_in_templates(lamsh, kind):
    template = {
        "Resources": {
            "Marked": {
                "Type": "AWS::Serverless::Function",
                "Properties": {
                    "FunctionName": "marked", "Runtime": "python3.12", "Handler": "app.handler", "CodeUri": "code",
                },
            }
        }
    }
    text = json.dumps(template) if kind == "json" else yaml.safe_dump(template)
    files = {f"template.{kind}": MARK + text.encode(), "code/app.py": MARK + b"def handler(event, context): return 8\n"}
    result = lamsh(f"--local=template.{kind}", *lines("list --query '[].FunctionName'"), files=files)
    assert json.loads(result.stdout) == ["marked"]


def test_a_byte_order_mark_is_neither_sent_nor_kept(lamsh, faulty):
    service = faulty((200, OK, "\ufeff" + '{"id":  2}'))
    statements = ["r = invoke f --body @a.json", "print <<r.id>>", "invoke f --body <<r>>", "invoke f --body @-"]
    result = lamsh(*lines(*statements), files={"a.json": MARK + b'{"id":  1}'}, stdin=MARK + b"[3]", endpoint=service.url)
    assert [body for _, _, body in service.requests] == [b'{"id":  1}', b'{"id":  2}', b"[3]"]
    assert result.stdout == b'2\n{"id":  2}\n{"id":  2}\n'


def test_a_byte_order_mark_is_ignored_in_the_files_of_call(lamsh, faulty):
    service = faulty(*[(200, OK, "{}")] * 3, (200, OK, ""))
    calls = ["call PutFunctionEventInvokeConfig @a.json --function-name f", "call Invoke --function-name f --payload @a.json"]
    calls += ["call AddPermission --function-name f --statement-id @s.txt --action a --principal p"]
    calls += ["call s3:PutObject --bucket b --key k --body @s.txt"]
    lamsh(*lines(*calls), files={"a.json": MARK + b"{}", "s.txt": MARK + b"first"}, endpoint=service.url)
    bodies = [body for _, _, body in service.requests]
    assert bodies[0] == bodies[1] == b"{}" and json.loads(bodies[2])["StatementId"] == "first"
    # An object is kept as it is.
    assert bodies[3] == MARK + b"first"


def test_a_byte_order_mark_is_ignored_in_token_files(lamsh, faulty):
    document = {"AccessKeyId": "AKIDEXAMPLE", "SecretAccessKey": "s", "Token": "t", "Expiration": "2999-01-02T03:04:05Z"}
    service = faulty((200, {}, "\ufeff" + json.dumps(document)), (200, OK, "7"))
    environment = {
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": service.url + "/keys", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "token",
        "AWS_ENDPOINT_URL": service.url, "AWS_REGION": "us-east-1",
    }
    assert lamsh(*lines("invoke f"), files={"token": MARK + b"ticket"}, environment=environment).stdout == b"7\n"
    assert service.requests[0][1]["authorization"] == "ticket"


def test_a_byte_order_mark_is_ignored_in_what_an_editor_writes(lamsh):
    editor = python_program(
        "import sys\n"
        "text = open(sys.argv[1], 'rb').read().replace(b'1', b'2')\n"
        "open(sys.argv[1], 'wb').write(b'\\xef\\xbb\\xbf' + text)\n")
    script = lines("x = {\"a\": 1}", "edit x", "<<x>>", 'y = "1"', "edit y", "<<y>>")
    result = lamsh(*script, files={"editor": editor.encode()}, environment={"EDITOR": "python3 editor"})
    assert result.stdout == b'{"a":2}\n"2"\n'


def test_query_ignores_a_byte_order_mark(lamsh):
    assert lamsh("query", "a", stdin=MARK + b'{"a": 1}').stdout == b"1\n"
    assert lamsh("query", "--jsonl", "a", stdin=MARK + b'{"a": 1}\n{"a": 2}\n').stdout == b"1\n2\n"


# Bytes as they came


def test_bytes_of_a_payload_are_passed_on_as_they_came(lamsh, faulty):
    """elizaOS/eliza#23730: half a surrogate pair, and the spelling of numbers, wherever the value is passed as a whole.
    What's printed as text is repaired."""
    service = faulty((200, OK, CUT.decode()))
    statements = [
        "r = invoke f", "invoke f --body <<r>> --output none", "save <<r>> r.json", "<<r>>", "print <<r>>",
        "copy = <<r>>", "invoke f --body <<copy>> --output none", "again = load r.json",
        "invoke f --body <<again>> --output none", "print <<r.id>> <<r.text>>",
        "def same(x) { return <<x>> }", "y = same <<r>>", "invoke f --body <<y>> --output none",
    ]
    result = lamsh(*lines(*statements), endpoint=service.url)
    assert [body for _, _, body in service.requests[1:]] == [CUT] * 4
    repaired = b'{"id":1,"text":"Great work \xef\xbf\xbd","exact":1.50}'
    assert result.stdout == CUT + b"\n" + repaired + b"\n1 Great work \xef\xbf\xbd\n"


def test_bytes_of_rows_and_results_are_passed_on_as_they_came(lamsh, faulty, tmp_path):
    service = faulty((200, OK, CUT.decode()))
    files = {"rows.jsonl": CUT + b"\n", "rows.json": b"[" + CUT + b"]"}
    for name in files:
        lamsh(*lines(f"invoke f --each @{name} --results {name}.out --output none"), files=files, endpoint=service.url)
        assert service.requests[-1][2] == CUT
        assert b'"payload":' + CUT in (tmp_path / f"{name}.out").read_bytes()
    lamsh(*lines("invoke f --each @rows.json --body <<row>> --output none"), endpoint=service.url)
    assert service.requests[-1][2] == CUT


def test_broken_text_spoils_neither_lists_nor_logs_nor_errors(lamsh, faulty):
    """changedetection.io#4273, latitude-llm#3310: one description or message with half a surrogate pair."""
    page = r'{"Functions": [{"FunctionName": "a", "Description": "\ud83d"}, {"FunctionName": "b"}]}'
    service = faulty((200, OK, page))
    assert json.loads(lamsh(*lines("list --query '[].FunctionName'"), endpoint=service.url).stdout) == ["a", "b"]
    events = r'{"events": [{"timestamp": 1, "message": "\ud83d", "eventId": "1"}, {"timestamp": 2, "message": "b"}]}'
    service = faulty((200, OK, '{"FunctionName": "f"}'), (200, OK, events))
    logs = lamsh(*lines("logs f --query '[].message'"), endpoint=service.url)
    assert json.loads(logs.stdout) == ["\ufffd", "b"]
    error = r'{"errorType": "TooLong", "errorMessage": "cut \ud83d"}'
    service = faulty((200, {"x-amzn-RequestId": "1", "X-Amz-Function-Error": "Unhandled"}, error))
    caught = lamsh(*lines("try { invoke f } catch err { print <<err.type>> }"), endpoint=service.url)
    assert caught.stdout == b"TooLong\n"


# What looks like JSON and isn't


@pytest.mark.parametrize(
    "payload, reason",
    [('{"id": 1, "text": "cut', "the text ends"), ("[" * 600 + "]" * 600, "512")])
def test_json_that_cannot_be_read_is_text_with_a_notice(lamsh, faulty, payload, reason):
    service = faulty((200, OK, payload))
    result = lamsh(*lines("r = invoke f", "print <<type(r)>> <<r == last.payload>>"), endpoint=service.url)
    assert result.stdout == b"string true\n"
    notices = [line for line in result.stderr.decode().splitlines() if "JSON" in line]
    assert len(notices) == 1 and reason in notices[0], result.stderr
    # Elsewhere, it's a row that stays text, an error of one expression, or of the document.
    each = lamsh(*lines("invoke f --each [1, 2] --query 'results[].payload'"), endpoint=service.url)
    assert json.loads(each.stdout) == [payload, payload]
    failed = lamsh(*lines(f"try {{ <<from_json('{payload}')>> }} catch err {{ print <<err.kind>> }}"))
    assert failed.stdout == b"expression\n"
    assert reason in lamsh("query", "@", stdin=payload.encode(), status=2).stderr.decode()
    rows = lamsh(*lines("invoke f --each @rows.jsonl"), files={"rows.jsonl": payload.encode()}, endpoint=service.url, status=1)
    assert "rows.jsonl:1:" in rows.stderr.decode() and reason in rows.stderr.decode()


# Damaged elements


def test_damaged_elements_of_a_list_spoil_nothing(lamsh, faulty):
    elements = [
        None, "a", 5, [], {}, {"FunctionName": None, "Runtime": "python3.12"}, {"FunctionName": 5, "MemorySize": "x"},
        {"FunctionName": "b", "Runtime": 7, "MemorySize": None, "Timeout": [], "LastModified": {}, "Description": 1},
    ]
    service = faulty((200, OK, json.dumps({"Functions": elements})))
    result = lamsh(*lines("list --query '[].FunctionName'"), endpoint=service.url)
    assert json.loads(result.stdout) == [5, "b"]
    notice = "the service returned 7 damaged elements: 4 aren't objects and were left out; 3 have no `FunctionName`\n"
    assert result.stderr.decode().endswith(notice)
    for command in ["list -o table", "list --sort MemorySize -o csv", "list --match 'b*'", "list --runtime 'p*'"]:
        assert lamsh(*lines(command), endpoint=service.url).stderr.decode().endswith(notice)
    assert json.loads(lamsh(*lines("call ListFunctions --query 'length(Functions)'"), endpoint=service.url).stdout) == 8
    assert b"b " in lamsh(*lines("list -o table"), endpoint=service.url).stdout


@pytest.mark.parametrize("form", ["json", "table", "yaml", "csv"])
def test_damaged_members_of_a_description_spoil_nothing(lamsh, faulty, form):
    answer = {"Configuration": {"FunctionName": None, "Timeout": "x", "Layers": {}, "Environment": []}, "Code": 5, "Tags": []}
    service = faulty((200, OK, json.dumps(answer)))
    assert b"Timeout" in lamsh(*lines(f"describe f -o {form}"), endpoint=service.url).stdout


def test_damaged_events_of_a_log_spoil_nothing(lamsh, faulty):
    events = [
        None, "a", 5, {}, {"timestamp": 1000, "message": "first", "eventId": "1"}, {"message": "no time"},
        {"timestamp": "2000", "message": {"level": "info"}, "eventId": 7}, {"timestamp": None, "message": None, "ingestionTime": 3000.0},
        {"timestamp": 4000, "message": "last", "logStreamName": None},
    ]
    function = (200, OK, '{"FunctionName": "f", "FunctionArn": "arn:aws:lambda:us-east-1:1:function:f"}')
    service = faulty(function, (200, OK, json.dumps({"events": events})))
    result = lamsh(*lines("logs f --since 1970-01-01 --query '[].[timestamp, message]'"), endpoint=service.url)
    assert json.loads(result.stdout) == [
        [1000, "first"], [1000, "no time"], [2000, '{"level":"info"}'], [3000, ""], [4000, "last"]]
    assert result.stderr.decode().endswith("\nCloudWatch Logs returned 7 damaged events\n")


def test_a_list_whose_pages_repeat_ends(lamsh, faulty):
    service = faulty((200, OK, '{"Functions": [], "NextMarker": "again"}'))
    assert b"the same token for the next page twice" in lamsh(*lines("list"), endpoint=service.url, status=1).stderr


# Pages in place of an answer

PORTAL = (
    "<!DOCTYPE html><html><head><title>Hotel &amp; Bar</title><style>p { color: red }</style></head>"
    "<body><script>go()</script><p>Please log in</p></body></html>"
)
PAGE = (200, {"Content-Type": "text/html; charset=utf-8"}, PORTAL)
SENTENCE = "returned a web page (text/html): Hotel & Bar Please log in"


@pytest.mark.parametrize(
    "command",
    [
        "invoke f", "invoke f --type event", "invoke f --stream", "list", "describe f", "logs f", "call ListFunctions",
        "call DeleteFunction --function-name f", "call sts:GetCallerIdentity", "call sqs:ListQueues",
        "call s3:GetObject --bucket b --key k", "call s3:PutObject --bucket b --key k --body \"x\"",
        "call cloudwatch:ListMetrics", "call logs:DescribeLogGroups",
    ])
def test_a_web_page_in_place_of_an_answer_is_an_error(lamsh, faulty, command):
    service = faulty(PAGE)
    result = lamsh(*lines(command), endpoint=service.url, status=1)
    error = result.stderr.decode()
    assert SENTENCE in error and "captive portal" in error, error
    assert result.stdout == b""
    kinds = lamsh(*lines(f"try {{ {command} }} catch err {{ print <<err.kind>> <<err.type>> }}"), endpoint=service.url)
    assert kinds.stdout == b"network ForeignPage\n"


def test_html_that_a_function_or_a_bucket_returns_is_its_result(lamsh, faulty):
    for mark in ["x-amzn-RequestId", "X-Amz-Executed-Version"]:
        service = faulty((200, {"Content-Type": "text/html", mark: "1"}, PORTAL))
        assert json.loads(lamsh(*lines("invoke f"), endpoint=service.url).stdout) == PORTAL
    service = faulty((200, {"Content-Type": "text/html", "x-amz-request-id": "1"}, PORTAL))
    body = lamsh(*lines("call s3:GetObject --bucket b --key k --query Body"), endpoint=service.url).stdout
    assert json.loads(body) == PORTAL


def test_json_of_a_stand_in_for_aws_may_be_called_html(lamsh, faulty):
    service = faulty((200, {"Content-Type": "text/html"}, '{"Functions": []}'))
    assert json.loads(lamsh(*lines("list"), endpoint=service.url).stdout) == []


def test_a_web_page_stops_a_batch_whose_rows_can_be_resumed(lamsh, faulty, tmp_path):
    ok = (200, {"x-amzn-RequestId": "1", "Content-Type": "application/json"}, "7")
    run = "invoke f --each [1, 2, 3, 4] --concurrency 1 --results out.jsonl"
    stopped = lamsh(*lines(run), endpoint=faulty(ok, ok, PAGE).url, status=1)
    assert SENTENCE in stopped.stderr.decode() and b"resume with" in stopped.stderr
    lamsh(*lines(run + " --resume"), endpoint=faulty(ok).url)
    outcomes = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert sorted(outcome["index"] for outcome in outcomes) == [0, 1, 2, 3]
    assert {outcome["outcome"] for outcome in outcomes} == {"ok"}


def test_a_web_page_in_place_of_keys_is_an_error(lamsh, faulty):
    service = faulty(PAGE)
    unused = {"AWS_ENDPOINT_URL_LAMBDA": service.url, "AWS_REGION": "us-east-1"}
    role = "[profile r]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = k\nregion = us-east-1\n"
    keys = "[k]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = s\n"
    sources = {
        "container": {"AWS_CONTAINER_CREDENTIALS_FULL_URI": f"{service.url}/keys"},
        "metadata": {"AWS_EC2_METADATA_DISABLED": "false", "AWS_EC2_METADATA_SERVICE_ENDPOINT": service.url},
        "STS": {
            "AWS_CONFIG_FILE": "config", "AWS_SHARED_CREDENTIALS_FILE": "credentials", "AWS_PROFILE": "r",
            "AWS_ENDPOINT_URL_STS": service.url,
        },
    }
    for name, variables in sources.items():
        result = lamsh(
            *lines("list"), environment=unused | variables, status=1,
            files={"config": role.encode(), "credentials": keys.encode()})
        assert "a web page (text/html): Hotel & Bar Please log in" in result.stderr.decode(), (name, result.stderr)
        assert b"captive portal" in result.stderr


def test_the_type_of_what_came_instead_of_an_answer_is_shown_without_its_text(lamsh, faulty):
    """It may contain keys."""
    for kind, body in [("text/plain", "sesame"), ("application/json", '{"SecretAccessKey": "sesame')]:
        service = faulty((200, {"Content-Type": kind}, body))
        error = lamsh(*lines("call sts:GetCallerIdentity"), endpoint=service.url, status=1).stderr.decode()
        assert f"the response ({kind}) isn't in STS's format" in error and "sesame" not in error, error


# YAML

AMBIGUOUS = """
    | ~ null Null NULL true True yes Yes no off On y N = << - -- --- ... ? : : ! & * @ ` % # , [ ] { } > | |- " ' \\ / $ +
    0 1 -1 +1 00 07 0o17 0x1F 0b11 1_000 1e3 1.0e+3 1.5 .5 5. .inf -.Inf .nan NaN inf 1:30 12:30:45 190:20:30.15
    2026-01-02 2026-01-02T03:04:05Z 20260102 a:b a: :a a#b a\u00a0#b #a -a ?a !a &a *a @a %a 'a "a a' a" a, a] a} [a {a
    \u0085 \u2028 \u2029 \ufeff \ufffe \uffff \u0000 \u0007 \u001b \u007f \u009f \ud7ff \ue000 \U0001f600 \U0010ffff é
""".split(" ")


def random_text(source):
    pieces = [piece.strip("\n") for piece in AMBIGUOUS] + ["a", "word", " ", "  ", "\n", "\n\n", "\t", "\r", "\r\n", ": ", " #", ""]
    return "".join(source.choice(pieces) for _ in range(source.choice([1, 1, 1, 2, 3, 6])))


def random_value(source, depth=0):
    kind = source.randrange(10 if depth < 4 else 7)
    if kind < 4:
        return random_text(source)
    if kind == 4:
        return source.choice([None, True, False, 0, -1, 10**30, 2**63])
    if kind == 5:
        return source.choice([0.1, -1.5, 1e22, 1e-7, -2.5e10, 5e-324, 1.7976931348623157e308])
    if kind == 6:
        return source.choice([[], {}])
    if kind == 7:
        return [random_value(source, depth + 1) for _ in range(source.randrange(4))]
    return {random_text(source): random_value(source, depth + 1) for _ in range(source.randrange(5))}


def test_pyyaml_reads_yaml_output_as_the_same_value(lamsh, tmp_path):
    seed = int(os.environ.get("LAMSH_SEED", "18"))
    source = random.Random(seed)
    values = [random_text(source) for _ in range(600)] + [random_value(source) for _ in range(1_500)]
    values += [piece.strip("\n") for piece in AMBIGUOUS] + [{"k" * 2_000: ["long key"]}, "x" * 5_000]
    files = {"all.json": json.dumps(values).encode()}
    assert_same(yaml.safe_load(lamsh("--output", "yaml", *lines("load all.json"), files=files).stdout.decode()), values, seed)
    # A value at the top is written in another way.
    tops = values[:60] + values[700:760] + values[-5:]
    files = {f"{index}.json": json.dumps(value).encode() for index, value in enumerate(tops)}
    lamsh(*lines("set output yaml", *(f"load {index}.json > {index}.yaml" for index in range(len(tops)))), files=files)
    read = [yaml.safe_load((tmp_path / f"{index}.yaml").read_bytes()) for index in range(len(tops))]
    assert_same(read, tops, seed)


def assert_same(read, values, seed):
    """Unlike ==, this tells 1, 1.0 and true apart."""
    wrong = [pair for pair in zip(values, read, strict=True) if json.dumps(pair[0]) != json.dumps(pair[1])]
    assert not wrong, (seed, wrong[:3])


def test_a_guessed_delimiter_is_named_when_a_row_does_not_fit(lamsh):
    result = lamsh(*lines("load rows.csv"), files={"rows.csv": b"text; more\nhello\n"}, status=1)
    errors = result.stderr.decode()
    assert "rows.csv:2: the row has 1 cell, but the header has 2" in errors
    assert errors.count("rows.csv: the cells are separated by `;`, as the header suggests; `--delimiter`") == 1
