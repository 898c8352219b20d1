# SPDX-License-Identifier: GPL-3.0-or-later
"""Another implementation checks lamsh's signatures."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import moto_aws
from golden_case import binary, clean_environment, quoted


@pytest.fixture(scope="module")
def aws(tmp_path_factory):
    process, server = moto_aws.start(tmp_path_factory.mktemp("moto"))
    yield server
    process.kill()
    process.wait()


def run(home, environment, *texts):
    home.mkdir(exist_ok=True)
    arguments = [argument for text in texts for argument in ("-c", text)]
    return subprocess.run(
        [binary(), *arguments],
        env=clean_environment(home) | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_function_made_by_boto3_is_listed(aws, tmp_path):
    result = run(tmp_path, aws.environment(), "list --query '[].FunctionName'")
    assert (result.returncode, result.stdout) == (0, '["adder"]\n'), result.stderr


@pytest.mark.parametrize("body", ["", '--body {"a": [1, 2.50, "ü☃"]}', "--type dry-run", '--type event --body {"a": 1}'])
def test_an_invocation_is_accepted(aws, tmp_path, body):
    result = run(tmp_path, aws.environment(), f"invoke adder {body}", "<<last.status>>")
    assert result.returncode == 0, result.stderr
    assert int(result.stdout.splitlines()[-1]) in (200, 202, 204)


def test_the_payload_comes_back_to_the_byte(aws, tmp_path):
    payload = '{"b":  1.10, "a": "ü\\u2603"}'
    (tmp_path / "body.json").write_text(payload)
    result = run(tmp_path, aws.environment(), f"invoke adder --body @{quoted(tmp_path / 'body.json')}")
    assert result.stdout == payload + "\n", result.stderr


def test_every_read_is_accepted(aws, tmp_path):
    result = run(
        tmp_path,
        aws.environment(),
        "describe adder --query Configuration.FunctionName",
        "list versions adder --query '[].Version'",
        "list aliases adder",
    )
    assert (result.returncode, result.stdout) == (0, '"adder"\n["$LATEST"]\n[]\n'), result.stderr


def test_a_name_that_needs_encoding_is_signed_as_it_is_sent(aws, tmp_path):
    result = run(tmp_path, aws.environment(), "invoke adder --qualifier $LATEST --body {} --tenant-id 'a  b+c'")
    assert result.returncode == 0, result.stderr


def test_keys_given_to_connect_are_verified_at_once(aws, tmp_path):
    connect = f"connect --access-key {aws.access_key} --secret-key {aws.secret_key}"
    result = run(tmp_path, {}, f"{connect} --region {moto_aws.REGION} --endpoint {aws.endpoint}", "<<connection>>")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["region"] == moto_aws.REGION
    assert aws.secret_key not in result.stdout + result.stderr


@pytest.mark.parametrize("text", ["list", "connect", 'invoke adder --body {"a": 1}'])
def test_a_wrong_secret_is_refused_with_a_clear_message(aws, tmp_path, text):
    wrong = aws.secret_key[::-1]
    result = run(tmp_path, aws.environment() | {"AWS_SECRET_ACCESS_KEY": wrong}, text)
    assert result.returncode == 1
    assert "SignatureDoesNotMatch" in result.stderr
    assert "hint:" in result.stderr
    assert wrong not in result.stderr


def test_a_role_is_assumed_with_the_keys_that_were_found(aws, tmp_path):
    text = "connect --role-arn arn:aws:iam::123456789012:role/runner"
    result = run(tmp_path, aws.environment(), text, "list --query '[].FunctionName'", "<<connection.identity>>")
    assert result.returncode == 0, result.stderr
    functions, identity = result.stdout.splitlines()
    assert functions == '["adder"]'
    assert ":assumed-role/runner/" in identity


def test_a_code_that_was_given_to_the_aws_cli_is_not_asked_for_again(aws, tmp_path):
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws/config").write_text(
        f"[profile base]\naws_access_key_id = {aws.access_key}\naws_secret_access_key = {aws.secret_key}\n"
        f"[profile p]\nregion = {moto_aws.REGION}\nrole_arn = arn:aws:iam::123456789012:role/runner\n"
        "source_profile = base\nmfa_serial = arn:aws:iam::123456789012:mfa/ada\nexternal_id = e/1\n"
        "duration_seconds = 1800\n"
    )
    environment = clean_environment(tmp_path) | {"AWS_ENDPOINT_URL": aws.endpoint, "AWS_PROFILE": "p"}
    without = run(tmp_path, environment, "list --query '[].FunctionName'")
    assert without.returncode == 1
    assert "it needs an MFA code for" in without.stderr
    cli = Path(sys.executable).with_name("aws")
    subprocess.run([cli, "sts", "get-caller-identity"], env=environment, input="123456\n", text=True, check=True,
                   capture_output=True, timeout=60)
    result = run(tmp_path, environment, "connect", "<<connection.identity>>")
    assert result.returncode == 0, result.stderr
    assert ":assumed-role/runner/" in result.stdout


def test_the_role_of_an_instance_is_found(aws, tmp_path):
    environment = {
        "AWS_EC2_METADATA_DISABLED": "false",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT": aws.endpoint,
        "AWS_ENDPOINT_URL_LAMBDA": aws.endpoint,
        "AWS_REGION": moto_aws.REGION,
    }
    result = run(tmp_path, environment, "connect --auth instance-role --no-verify", "<<connection.kind>>")
    assert (result.returncode, result.stdout) == (0, '"aws"\n'), result.stderr
    assert "instance role" in result.stderr
    # moto has no user with these keys, and says so.
    refused = run(tmp_path, environment, "connect --auth instance-role")
    assert refused.returncode == 1
    assert "InvalidClientTokenId" in refused.stderr
