# SPDX-License-Identifier: GPL-3.0-or-later
"""What moto's Step Functions makes of the state machines: a second opinion beside our own imitation. Its parser is older
than much of Distributed Map; what it refuses is listed here, and left out before it runs the rest."""

import copy
import json
import subprocess
import time

import boto3
import pytest
from botocore.exceptions import ClientError

import moto_aws
from golden_case import binary, clean_environment

# What its parser stops at, by mode; it can't find all of it after the first faults.
REFUSED = {
    "once": ['"ToleratedFailurePercentage":100', '"WriterConfig"'],
    "cheap": ['"ToleratedFailurePercentage":100', '"ItemBatcher"'],
}
ROWS = [{"i": place, "row": {"id": f"o-{place}", "lines": [place, None]}} for place in range(5)]


@pytest.fixture(scope="module")
def moto(tmp_path_factory):
    process, server = moto_aws.start(tmp_path_factory.mktemp("moto"))
    moto_aws.post(f"{server.endpoint}/moto-api/config", json.dumps({"stepfunctions": {"execute_state_machine": True}}))
    # It reads the rows itself, with keys that its signature check doesn't know.
    moto_aws.post(f"{server.endpoint}/moto-api/reset-auth", "inf")
    yield server
    process.kill()
    process.wait()


@pytest.fixture(scope="module")
def client(moto):
    def client(name):
        return boto3.client(
            name, endpoint_url=moto.endpoint, region_name=moto_aws.REGION, aws_access_key_id=moto.access_key,
            aws_secret_access_key=moto.secret_key)

    client("s3").create_bucket(Bucket="rows")
    return client


@pytest.fixture(scope="module")
def role(client):
    trust = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "states.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
    return client("iam").create_role(RoleName="runs", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]


@pytest.fixture(scope="module")
def definition(moto, role, tmp_path_factory):
    def definition(mode):
        done = subprocess.run(
            [binary(), "-c", f"render invoke adder --each [1] --in-cloud s3://rows/p --role {role} --mode {mode}"],
            env=clean_environment(tmp_path_factory.mktemp("home")) | moto.environment(), capture_output=True, text=True,
            check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return definition


@pytest.mark.parametrize("mode", REFUSED)
def test_what_it_refuses_is_what_it_does_not_know(client, role, definition, mode):
    with pytest.raises(ClientError) as refused:
        client("stepfunctions").create_state_machine(
            name=mode, definition=json.dumps(definition(mode), separators=(",", ":")), roleArn=role)
    message = str(refused.value)
    assert "ASLParserException" in message and all(f"input '{word}'" in message.replace("\\", "") for word in REFUSED[mode])


def test_the_rest_of_mode_once_calls_the_function_for_each_row(client, role, definition):
    known = copy.deepcopy(definition("once"))
    rows = known["States"]["Rows"]
    rows["ToleratedFailurePercentage"] = 100.0
    # Without it, the results are the state's output.
    del rows["ResultWriter"]
    # JSON Lines are unknown to it, too.
    rows["ItemReader"]["ReaderConfig"]["InputType"] = "JSON"
    rows["ItemReader"]["Parameters"]["Key"] = "rows.json"
    # Its Lambda echoes the event, without a request ID.
    del rows["ItemProcessor"]["States"]["Call"]["ResultSelector"]["requestId.$"]
    client("s3").put_object(Bucket="rows", Key="rows.json", Body=json.dumps(ROWS))
    states = client("stepfunctions")
    machine = states.create_state_machine(name="rows", definition=json.dumps(known), roleArn=role)["stateMachineArn"]
    run = states.start_execution(stateMachineArn=machine, name="run", input="{}")["executionArn"]
    end = time.monotonic() + 60
    while (state := states.describe_execution(executionArn=run))["status"] == "RUNNING":
        assert time.monotonic() < end, "the run doesn't end"
        time.sleep(0.05)
    assert state["status"] == "SUCCEEDED", (state.get("error"), state.get("cause"))
    output = json.loads(state["output"])
    assert [outcome["payload"] for outcome in output] == [row["row"] for row in ROWS]
    assert {(outcome["status"], outcome["retries"]) for outcome in output} == {(200, 0)}
