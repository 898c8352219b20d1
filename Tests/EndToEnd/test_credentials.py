# SPDX-License-Identifier: GPL-3.0-or-later
"""lamsh and botocore find the same keys and the same region in the same environment, or both find none.

Both run with a home folder and variables of their own. A recorder stands in for Lambda, STS and a container's
credential service: lamsh's request shows which keys it was signed with; botocore is asked directly.
"""

import http.server
import json
import os
import random
import re
import subprocess
import threading
from unittest import mock

import botocore.session
import botocore.utils
import pytest

from golden_case import binary, clean_environment

ROLE = "arn:aws:iam::123456789012:role/"


def ask_botocore(environment):
    """Key id, token and region; None where botocore fails."""
    # To botocore some empty variables are values that nothing matches; to lamsh they're unset.
    environment = {name: value for name, value in environment.items() if value}
    with mock.patch.dict(os.environ, environment, clear=True):
        session = botocore.session.Session()
        try:
            keys = session.get_credentials().get_frozen_credentials()
            region = session.get_config_variable("region")
            # What a client would do.
            botocore.utils.validate_region_name(region)
        # A missing set of keys is None there, and each source has errors of its own.
        except Exception:
            return None
    return [keys.access_key, keys.token, region] if region and keys.access_key and keys.secret_key else None


class Recorder(http.server.BaseHTTPRequestHandler):
    """Fakes Lambda, STS and a container's credential service, and keeps the keys that signed calls to Lambda."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path.startswith("/2015-03-31/functions"):
            scope = re.search(r"Credential=([^/]+)/\d+/([^/]+)/lambda/", self.headers["Authorization"])
            self.server.signed = [scope[1], self.headers["X-Amz-Security-Token"], scope[2]]
            self.answer('{"Functions": []}')
        elif self.path == "/container":
            keys = {"AccessKeyId": "ASIACONTAINER", "SecretAccessKey": "s", "Token": "t-container"}
            self.answer(json.dumps(keys | {"Expiration": "2099-01-01T00:00:00Z"}))
        else:
            self.answer("{}", 404)

    def do_POST(self):
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        role = re.search(r"role%2F(\w+)", form)[1]
        operation = re.search(r"Action=(\w+)", form)[1]
        self.answer(
            f"<{operation}Response><{operation}Result><Credentials><AccessKeyId>ASIA{role}</AccessKeyId>"
            f"<SecretAccessKey>s</SecretAccessKey><SessionToken>t-{role}</SessionToken>"
            "<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>"
            f"<AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/{role}/s</Arn>"
            f"<AssumedRoleId>A:s</AssumedRoleId></AssumedRoleUser></{operation}Result></{operation}Response>"
        )

    def answer(self, text, status=200):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def recorder():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def keys(name, *more):
    return f"aws_access_key_id = AKID{name}\naws_secret_access_key = s\n" + "".join(line + "\n" for line in more)


PRINT_KEYS = """sh -c 'echo "{\\"Version\\": 1, \\"AccessKeyId\\": \\"AKIDPROGRAM\\", \\"SecretAccessKey\\": \\"s\\"}"'"""

VARIABLES = {
    "none": {},
    "keys": {"AWS_ACCESS_KEY_ID": "AKIDENV", "AWS_SECRET_ACCESS_KEY": "s"},
    "token": {"AWS_ACCESS_KEY_ID": "AKIDENV", "AWS_SECRET_ACCESS_KEY": "s", "AWS_SESSION_TOKEN": "t-env"},
    "two tokens": {
        "AWS_ACCESS_KEY_ID": "AKIDENV",
        "AWS_SECRET_ACCESS_KEY": "s",
        "AWS_SESSION_TOKEN": "new",
        "AWS_SECURITY_TOKEN": "old",
    },
    "half": {"AWS_ACCESS_KEY_ID": "AKIDENV"},
    "empty": {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "s"},
    "container": {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:PORT/container"},
    "container that fails": {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:PORT/missing"},
    "empty container": {
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:PORT/container",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "",
    },
    "web identity": {"AWS_WEB_IDENTITY_TOKEN_FILE": "HOME/token", "AWS_ROLE_ARN": ROLE + "web"},
    "web identity without role": {"AWS_WEB_IDENTITY_TOKEN_FILE": "HOME/token"},
}
PROFILES = {
    "none": {},
    "dev": {"AWS_PROFILE": "dev"},
    "older name": {"AWS_DEFAULT_PROFILE": "dev", "AWS_PROFILE": "default"},
    "missing": {"AWS_PROFILE": "missing"},
    "empty": {"AWS_PROFILE": ""},
    "empty, then named": {"AWS_DEFAULT_PROFILE": "", "AWS_PROFILE": "dev"},
    "empty files": {"AWS_CONFIG_FILE": "", "AWS_SHARED_CREDENTIALS_FILE": ""},
}
REGIONS = {"none": {}, "variable": {"AWS_DEFAULT_REGION": "ap-south-1"}}
CONFIGS = {
    "none": None,
    "regions": "[default]\nregion = eu-west-1\n[profile dev]\nregion = eu-west-2\n",
    "keys": f"[default]\nregion = eu-west-1\n{keys('CONFIG')}[profile dev]\n{keys('CONFIGDEV')}region=us-west-2\n",
    "quoted": f"# c\n[profile 'dev']\nRegion : eu-west-3\n{keys('QUOTED', 'aws_session_token = t')}",
    "program": f"[default]\nregion = eu-west-1\ncredential_process = {PRINT_KEYS}\n",
    "program and keys": f"[default]\nregion = eu-west-1\ncredential_process = {PRINT_KEYS}\n{keys('CONFIG')}",
    "program that fails": "[default]\nregion = eu-west-1\ncredential_process = sh -c 'exit 3'\n",
    "role": f"[default]\nregion = eu-west-1\nrole_arn = {ROLE}one\nsource_profile = base\n[profile base]\n{keys('BASE')}",
    "chain": f"[default]\nregion = eu-west-1\nrole_arn = {ROLE}two\nsource_profile = mid\n"
    f"[profile mid]\nrole_arn = {ROLE}one\nsource_profile = base\n[profile base]\n{keys('BASE')}",
    "circle": f"[default]\nregion = eu-west-1\nrole_arn = {ROLE}two\nsource_profile = mid\n"
    f"[profile mid]\nrole_arn = {ROLE}one\nsource_profile = default\n",
    "own source": f"[default]\nregion = eu-west-1\nrole_arn = {ROLE}one\nsource_profile = default\n{keys('OWN')}",
    "no source": f"[default]\nregion = eu-west-1\nrole_arn = {ROLE}one\n",
    "environment as source": f"[profile dev]\nregion = eu-west-1\nrole_arn = {ROLE}one\n"
    "credential_source = Environment\n",
    "container as source": f"[default]\nregion = eu-west-1\nrole_arn = {ROLE}one\ncredential_source = EcsContainer\n",
    "unknown source": f"[default]\nregion = eu-west-1\nrole_arn = {ROLE}one\ncredential_source = Moon\n",
    "web identity": f"[default]\nregion = eu-west-1\nrole_arn = {ROLE}web\nweb_identity_token_file = HOME/token\n",
    "half": "[default]\nregion = eu-west-1\naws_access_key_id = AKIDHALF\n",
    "twice": "[default]\nregion = eu-west-1\n[default]\nregion = eu-west-2\n",
    "garbage": "region = eu-west-1\n",
    "sso without token": "[default]\nregion = eu-west-1\nsso_account_id = 1\nsso_role_name = r\nsso_region = us-east-1\n"
    "sso_start_url = https://x.awsapps.com/start\n",
}
CREDENTIALS = {
    "none": None,
    "default": f"[default]\n{keys('CRED')}",
    "both": f"[default]\n{keys('CRED')}[dev]\n{keys('CREDDEV', 'region = sa-east-1')}",
    "half": "[default]\naws_access_key_id = AKIDHALF\n",
    "DEFAULT": f"[DEFAULT]\n{keys('SHARED')}[dev]\nx = y\n",
}


def generated():
    """Every configuration on its own, and a fixed sample of the combinations."""
    for config in CONFIGS:
        yield "none", "none", "none", config, "none"
    for variables in VARIABLES:
        yield variables, "none", "variable", "none", "none"
    choice = random.Random(20260102).choice
    sampled = set()
    while len(sampled) < 120:
        # What makes nearly every environment fail is drawn less often than the rest.
        sampled.add(
            (
                choice(list(VARIABLES) + ["none"] * 9),
                choice(list(PROFILES) + ["none", "none", "dev", "older name"]),
                choice(["none", "variable", "variable", "variable"]),
                choice(list(CONFIGS)),
                choice(list(CREDENTIALS)),
            )
        )
    yield from sorted(sampled)


@pytest.mark.parametrize("case", list(generated()), ids=lambda case: "-".join(case).replace(" ", "_"))
def test_the_same_keys_and_region_as_botocore(case, recorder, tmp_path):
    variables, profile, region, config, credentials = case
    port = str(recorder.server_address[1])
    aws = tmp_path / ".aws"
    aws.mkdir()
    (tmp_path / "token").write_text("header.payload.signature")
    for name, text in [("config", CONFIGS[config]), ("credentials", CREDENTIALS[credentials])]:
        if text is not None:
            (aws / name).write_text(text.replace("HOME", str(tmp_path)))
    chosen = VARIABLES[variables] | PROFILES[profile] | REGIONS[region]
    environment = clean_environment(tmp_path) | {
        name: value.replace("PORT", port).replace("HOME", str(tmp_path)) for name, value in chosen.items()
    }
    environment |= {
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL_STS": f"http://127.0.0.1:{port}",
        "AWS_ENDPOINT_URL_LAMBDA": f"http://127.0.0.1:{port}",
    }

    recorder.signed = None
    ours = subprocess.run(
        [binary(), "-c", "list"], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60
    )
    expected = ask_botocore(environment)
    assert recorder.signed == expected, ours.stderr
    assert (ours.returncode == 0) == (expected is not None), ours.stderr
