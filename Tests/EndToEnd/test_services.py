# SPDX-License-Identifier: GPL-3.0-or-later
"""`call SERVICE:OPERATION` against moto, which checks each service's signatures and protocol."""

import json
import subprocess

import pytest

import moto_aws
from golden_case import binary, clean_environment


@pytest.fixture(scope="module")
def aws(tmp_path_factory):
    process, server = moto_aws.start(tmp_path_factory.mktemp("moto"))
    yield server
    process.kill()
    process.wait()


def run(aws, home, script, *arguments):
    return subprocess.run(
        [binary(), *arguments],
        env=clean_environment(home) | aws.environment(),
        input=script,
        cwd=home,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def lines(aws, home, script):
    result = run(aws, home, script)
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_message_goes_through_a_queue(aws, tmp_path):
    script = """
        queue = call sqs:CreateQueue --queue-name orders --attributes {"VisibilityTimeout": "30"}
        sent = call sqs:SendMessage --queue-url <<queue.QueueUrl>> --message-body "an order: <<1 + 1>> ü"
        found = call sqs:ReceiveMessage --queue-url <<queue.QueueUrl>> --max-number-of-messages 1
        print <<found.Messages[0].Body>> --- <<found.Messages[0].MessageId == sent.MessageId>>
        call sqs:DeleteMessage --queue-url <<queue.QueueUrl>> --receipt-handle <<found.Messages[0].ReceiptHandle>>
        call sqs:GetQueueAttributes {"QueueUrl": <<queue.QueueUrl>>, "AttributeNames": ["VisibilityTimeout"]}
    """
    result = run(aws, tmp_path, script)
    assert result.returncode == 0, result.stderr
    body, attributes = result.stdout.splitlines()
    assert body == "an order: 2 ü --- true"
    assert json.loads(attributes) == {"Attributes": {"VisibilityTimeout": "30"}}


def test_a_queue_that_is_not_there_is_an_error_in_the_services_words(aws, tmp_path):
    result = run(aws, tmp_path, "call sqs:GetQueueUrl --queue-name none")
    assert result.returncode == 1
    assert "error: AWS.SimpleQueueService.NonExistentQueue: The specified queue does not exist" in result.stderr
    kind = run(aws, tmp_path, "try { call sqs:GetQueueUrl --queue-name none } catch e { print <<e.kind>> <<e.type>> }")
    assert kind.stdout == "service AWS.SimpleQueueService.NonExistentQueue\n"


def test_every_page_is_read(aws, tmp_path):
    script = """
        for i in <<range(7)>> { _ = call sqs:CreateQueue --queue-name page-<<i>> }
        call sqs:ListQueues --queue-name-prefix page- --max-results 3 --query length(QueueUrls)
        call sqs:ListQueues --queue-name-prefix page- --max-results 3 --all-pages --query 'length(QueueUrls)'
        call sqs:ListQueues --queue-name-prefix page- --max-results 3 --all-pages --query 'keys(@)'
    """
    assert lines(aws, tmp_path, script.replace("length(QueueUrls)\n", "'length(QueueUrls)'\n", 1)) == [
        3, 7, ["QueueUrls"],
    ]


def test_a_state_machine_is_made_and_started(aws, tmp_path):
    script = """
        definition = {"StartAt": "a", "States": {"a": {"Type": "Pass", "End": true}}}
        role = "arn:aws:iam::123456789012:role/runner"
        machine = call states:CreateStateMachine --name flow --definition <<to_json(definition)>> --role-arn <<role>>
        run = call states:StartExecution --state-machine-arn <<machine.stateMachineArn>> --input '{"n": 1}'
        call states:DescribeExecution --execution-arn <<run.executionArn>> --query input
        call stepfunctions:list-state-machines --query 'stateMachines[].name'
        call states:ListExecutions --state-machine-arn <<machine.stateMachineArn>> --query 'length(executions)'
    """
    assert lines(aws, tmp_path, script) == ['{"n": 1}', ["flow"], 1]


def test_objects_are_written_and_read(aws, tmp_path):
    data = bytes(range(256))
    (tmp_path / "data.bin").write_bytes(data)
    script = """
        call s3:CreateBucket --bucket a-bucket
        _ = call s3:PutObject --bucket a-bucket --key "dir/a b+ü.txt" --body "some text" --metadata {"who": "ada"}
        _ = call s3:PutObject --bucket a-bucket --key dir/json --body {"n": 1.50}
        _ = call s3:PutObject --bucket a-bucket --key dir/bytes --body @data.bin --content-type application/x-thing
        call s3:ListObjectsV2 --bucket a-bucket --prefix dir/ --query 'Contents[].[Key, Size]'
        call s3:GetObject --bucket a-bucket --key "dir/a b+ü.txt" --query '{body: Body, who: Metadata.who}'
        call s3:GetObject --bucket a-bucket --key dir/json --query Body
        call s3:GetObject --bucket a-bucket --key dir/bytes --query '[ContentType, base64_decode(Body) != null]'
        call s3:ListObjectsV2 --bucket a-bucket --max-keys 1 --all-pages --query 'Contents[].Key'
        call s3:DeleteObjects --bucket a-bucket --delete {"Objects": [{"Key": "dir/json"}]} --query 'Deleted[].Key'
    """
    found = lines(aws, tmp_path, script.replace(", base64_decode(Body) != null", ", length(Body)"))
    assert found[0]["Location"] == "/a-bucket"
    assert found[1:] == [
        [["dir/a b+ü.txt", 9], ["dir/bytes", 256], ["dir/json", 10]],
        {"body": "some text", "who": "ada"},
        {"n": 1.5},
        ["application/x-thing", 344],
        ["dir/a b+ü.txt", "dir/bytes", "dir/json"],
        ["dir/json"],
    ]


def test_a_bucket_that_is_not_there_is_an_error_in_the_services_words(aws, tmp_path):
    result = run(aws, tmp_path, "call s3:GetObject --bucket none-such --key k")
    assert result.returncode == 1
    assert "error: NoSuchBucket: The specified bucket does not exist" in result.stderr


def test_metrics_are_put_and_read(aws, tmp_path):
    script = """
        datum = {"MetricName": "orders", "Value": 2.5, "Unit": "Count"}
        call cloudwatch:PutMetricData --namespace shop --metric-data [<<datum>>]
        call cloudwatch:ListMetrics --namespace shop --query 'Metrics[].MetricName'
        call cloudwatch:PutMetricAlarm {"AlarmName": "many", "MetricName": "orders", "Namespace": "shop", "Period": 60,
            "EvaluationPeriods": 1, "Statistic": "Sum", "ComparisonOperator": "GreaterThanThreshold"} --threshold 1.5
        call cloudwatch:DescribeAlarms --query 'MetricAlarms[].[AlarmName, Threshold]'
    """
    assert lines(aws, tmp_path, script) == [["orders"], [["many", 1.5]]]


def test_logs_and_the_callers_identity(aws, tmp_path):
    script = """
        call logs:CreateLogGroup --log-group-name /app
        call logs:DescribeLogGroups --log-group-name-prefix /app --query 'logGroups[].logGroupName'
        call sts:GetCallerIdentity --query Arn
    """
    groups, arn = lines(aws, tmp_path, script)
    assert groups == ["/app"]
    assert arn.endswith(":user/ada")


def test_each_service_has_its_endpoint(aws, tmp_path):
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws/config").write_text(
        f"[default]\nregion = us-east-1\nservices = mine\n[services mine]\nsqs =\n  endpoint_url = {aws.endpoint}\n"
        "sfn =\n  endpoint_url = http://127.0.0.1:1/steps\n"
    )
    environment = clean_environment(tmp_path) | {
        "AWS_ACCESS_KEY_ID": aws.access_key,
        "AWS_SECRET_ACCESS_KEY": aws.secret_key,
        "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:1/store",
        "AWS_MAX_ATTEMPTS": "1",
    }

    def call(text):
        return subprocess.run(
            [binary(), "-c", text], env=environment, capture_output=True, text=True, timeout=60, check=False)

    assert call("call sqs:ListQueues").returncode == 0
    assert "nothing is listening at http://127.0.0.1:1" in call("call states:ListStateMachines").stderr
    assert "nothing is listening at http://127.0.0.1:1" in call("call s3:ListBuckets").stderr


def test_a_change_on_a_protected_connection_is_asked_about(aws, tmp_path):
    script = "connect --protected\ncall sqs:ListQueues --output none\ncall sqs:CreateQueue --queue-name kept"
    result = run(aws, tmp_path, script)
    assert result.returncode == 1
    assert "is protected, and there's no terminal to confirm this: call sqs:CreateQueue" in result.stderr
    assert run(aws, tmp_path, script + " --yes --output none").returncode == 0


def test_a_trace_shows_the_request_of_another_service(aws, tmp_path):
    result = run(aws, tmp_path, "set trace on\ncall sqs:ListQueues --output none")
    assert result.returncode == 0, result.stderr
    assert "X-Amz-Target: AmazonSQS.ListQueues" in result.stderr
    assert aws.secret_key not in result.stderr


def test_the_embedded_lambda_says_what_it_does_not_serve(aws, tmp_path):
    result = run(aws, tmp_path, "connect local\ncall sqs:ListQueues")
    assert result.returncode == 1
    assert "error: the embedded Lambda doesn't support SQS" in result.stderr
    assert "hint: `connect` to AWS, or choose a connection with `--on`" in result.stderr
