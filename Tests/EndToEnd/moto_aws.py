# SPDX-License-Identifier: GPL-3.0-or-later
"""moto's server with its signature check enabled: an independent implementation of AWS."""

import io
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from dataclasses import dataclass

import boto3

REGION = "us-east-1"


@dataclass
class Moto:
    endpoint: str
    access_key: str
    secret_key: str

    def environment(self):
        return {
            "AWS_ACCESS_KEY_ID": self.access_key,
            "AWS_SECRET_ACCESS_KEY": self.secret_key,
            "AWS_REGION": REGION,
            "AWS_ENDPOINT_URL": self.endpoint,
        }


def start(folder):
    """The server's process and connection data. It has a user with keys, and the function `adder`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = open(folder / "moto.log", "wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        env=os.environ | {"AWS_DEFAULT_REGION": REGION},
        stdout=log,
        stderr=log,
    )
    endpoint = f"http://127.0.0.1:{port}"
    try:
        wait_for(endpoint, process)
        # Functions answer with what they are sent; without this moto would start containers.
        post(f"{endpoint}/moto-api/config", json.dumps({"lambda": {"use_docker": False}}))
        access_key, secret_key = make_account(endpoint)
        post(f"{endpoint}/moto-api/reset-auth", "0")
    except BaseException:
        process.kill()
        raise
    return process, Moto(endpoint, access_key, secret_key)


def wait_for(endpoint, process):
    for _ in range(300):
        assert process.poll() is None, "moto_server ended at once"
        try:
            with urllib.request.urlopen(f"{endpoint}/moto-api/data.json", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("moto_server did not start")


def post(url, body):
    request = urllib.request.Request(url, body.encode(), {"Content-Type": "application/json"}, method="POST")
    with urllib.request.urlopen(request, timeout=10):
        pass


def make_account(endpoint):
    session = boto3.Session("made-up", "made-up", region_name=REGION)
    iam = session.client("iam", endpoint_url=endpoint)
    anyone = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}
    trust = {"Version": "2012-10-17", "Statement": [anyone]}
    role = iam.create_role(RoleName="runner", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    iam.create_user(UserName="ada")
    allow = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
    iam.put_role_policy(RoleName="runner", PolicyName="all", PolicyDocument=json.dumps(allow))
    iam.put_user_policy(UserName="ada", PolicyName="all", PolicyDocument=json.dumps(allow))
    key = iam.create_access_key(UserName="ada")["AccessKey"]
    session.client("lambda", endpoint_url=endpoint).create_function(
        FunctionName="adder", Runtime="python3.12", Role=role, Handler="h.handler", Code={"ZipFile": code_archive()}
    )
    return key["AccessKeyId"], key["SecretAccessKey"]


def code_archive():
    """The deployment package of a function that returns its event."""
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("h.py", "def handler(event, context):\n    return event\n")
    return code.getvalue()
