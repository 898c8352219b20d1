# SPDX-License-Identifier: GPL-3.0-or-later
"""Each source of keys against a service that speaks its protocol: which keys sign the calls, and what lamsh prints if
there are none. Keys that expire or are rejected during calls are renewed once for all of them."""

import base64
import hashlib
import http.server
import json
import pathlib
import re
import shlex
import socket
import subprocess
import threading
import time
import urllib.parse

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

from golden_case import binary, clean_environment
from screen import ENTER, PROMPT, Terminal

ROLE = "arn:aws:iam::123456789012:role/"
FAR = "2099-01-01T00:00:00Z"
PAST = "2020-01-01T00:00:00Z"
START_URL = "https://corp.awsapps.com/start"


def keys(name, expiration=FAR, **more):
    return {"AccessKeyId": name, "SecretAccessKey": "hush", "Token": "t", "Expiration": expiration} | more


class Cloud(http.server.BaseHTTPRequestHandler):
    """Lambda, STS, IAM Identity Center, the sign-in of `aws login`, a container's service and an instance's metadata."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path, _, query = self.path.partition("?")
        if path.startswith("/2015-03-31/functions"):
            self.lambda_call('{"Functions": []}')
        elif path == "/federation/credentials":
            self.server.seen.append(urllib.parse.parse_qs(query))
            if self.headers["x-amz-sso_bearer_token"] != self.server.token:
                return self.answer('{"message": "Session token not found or invalid"}', 401)
            role = {"accessKeyId": "ASIASSO", "secretAccessKey": "hush", "sessionToken": "t"}
            self.answer(json.dumps({"roleCredentials": role | {"expiration": 4_000_000_000_000}}))
        elif path == "/container":
            self.server.seen.append(self.headers["Authorization"])
            self.answer(json.dumps(keys("ASIACONTAINER")))
        elif path.startswith("/latest/meta-data/"):
            self.metadata(path.removeprefix("/latest/meta-data/"))

    def metadata(self, path):
        self.server.seen.append((path, self.headers["x-aws-ec2-metadata-token"]))
        answers = {
            "iam/security-credentials/": "runner",
            "iam/security-credentials/runner": json.dumps(keys("ASIAINSTANCE")),
            "placement/region": "eu-north-1",
        }
        self.answer(answers.get(path, ""), 200 if path in answers else 404)

    def do_PUT(self):
        self.read()
        self.server.seen.append(self.path)
        self.answer("metadata-token" if self.server.token_status == 200 else "", self.server.token_status)

    def do_POST(self):
        body = self.read()
        if "/invocations" in self.path:
            self.lambda_call("1")
        elif self.path == "/token":
            self.server.seen.append(json.loads(body))
            self.server.token = "renewed-token"
            answer = {"accessToken": "renewed-token", "expiresIn": 28800, "refreshToken": "refresh-2"}
            self.answer(json.dumps(answer), 400 if self.server.refuses_renewal else 200)
        elif self.path == "/v1/token":
            self.server.seen.append((json.loads(body), self.headers["DPoP"]))
            names = {"accessKeyId": "ASIALOGIN", "secretAccessKey": "hush", "sessionToken": "t"}
            self.answer(json.dumps({"accessToken": names, "expiresIn": 900, "refreshToken": "refresh-2"}))
        else:
            self.security_token_service(urllib.parse.parse_qs(body.decode()))

    def security_token_service(self, form):
        form = {name: value[0] for name, value in form.items()}
        if form["Action"] == "GetCallerIdentity":
            return self.answer("<R><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/ada</Arn></GetCallerIdentityResult></R>")
        self.server.seen.append(form)
        role = form["RoleArn"].rpartition("/")[2]
        self.answer(
            f"<R><{form['Action']}Result><Credentials><AccessKeyId>ASIA{role}</AccessKeyId><SecretAccessKey>hush</SecretAccessKey>"
            f"<SessionToken>t</SessionToken><Expiration>{FAR}</Expiration></Credentials>"
            f"</{form['Action']}Result></R>"
        )

    def lambda_call(self, text):
        key, region = re.search(r"Credential=([^/]+)/\d+/([^/]+)/lambda/", self.headers["Authorization"]).groups()
        with self.server.lock:
            self.server.calls += 1
            if self.server.calls in self.server.revoke_at:
                self.server.revoked.add(key)
            self.server.signed.append((key, region))
            is_revoked = key in self.server.revoked
        if is_revoked:
            return self.answer('{"message": "expired"}', 403, [("x-amzn-ErrorType", "ExpiredTokenException")])
        self.answer(text)

    def read(self):
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def answer(self, text, status=200, fields=()):
        body = text.encode()
        self.send_response(status)
        for name, value in fields:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address="127.0.0.1"):
        self.address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        super().__init__((address, 0), Cloud)
        self.lock = threading.Lock()
        self.calls, self.signed, self.seen = 0, [], []
        self.token, self.token_status, self.refuses_renewal = "valid-token", 200, False
        self.revoke_at, self.revoked = set(), set()
        host = f"[{address}]" if ":" in address else address
        self.url = f"http://{host}:{self.server_port}"
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def key(self):
        """The one key that signed."""
        assert len({key for key, _ in self.signed}) == 1, self.signed
        return self.signed[0][0]


@pytest.fixture
def cloud():
    with Server() as server:
        yield server
        server.shutdown()


@pytest.fixture
def home(tmp_path):
    (tmp_path / ".aws").mkdir()
    return tmp_path


def environment(home, cloud, **variables):
    return clean_environment(home) | {"AWS_ENDPOINT_URL": cloud.url, "AWS_REGION": "eu-west-1"} | variables


def run(home, cloud, *texts, **variables):
    arguments = [argument for text in texts for argument in ("-c", text)]
    result = subprocess.run(
        [binary(), *arguments],
        env=environment(home, cloud, **variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "hush" not in result.stdout + result.stderr
    return result


def config(home, text):
    (home / ".aws/config").write_text(text)


# Programs


def program(home, lifetime):
    """A credential_process that counts its runs; its n-th run returns the keys AKIDn."""
    path = home / "keys.sh"
    expiration = f'$(date -u -d "+{lifetime} seconds" +%Y-%m-%dT%H:%M:%SZ)'
    path.write_text(
        '#!/bin/sh\necho run >> "$HOME/runs"\nn=$(wc -l < "$HOME/runs")\n'
        f'echo "{{\\"Version\\": 1, \\"AccessKeyId\\": \\"AKID$n\\", \\"SecretAccessKey\\": \\"hush\\",'
        f' \\"SessionToken\\": \\"t\\", \\"Expiration\\": \\"{expiration}\\"}}"\n'
    )
    path.chmod(0o755)
    config(home, f"[default]\ncredential_process = {shlex.quote(str(path))}\n")


def runs(home):
    return (home / "runs").read_text().count("\n")


@pytest.mark.parametrize(
    "command, reason",
    [
        ("/no/such/program", "/no/such/program: the program doesn't exist or isn't executable"),
        ("no-such-program x", "no-such-program: the program doesn't exist"),
        ("sh -c 'echo no device >&2; exit 3'", "sh exited with status 3: no device"),
        ("echo keys", "echo didn't print JSON"),
        ("echo '{\"Version\": 2}'", "echo didn't print \"Version\": 1"),
        ("echo '{\"Version\": 1, \"AccessKeyId\": \"A\"}'", "SecretAccessKey is missing"),
        ("echo 'open", "has an unclosed quote"),
    ],
)
def test_a_program_that_gives_no_keys_says_why(cloud, home, command, reason):
    config(home, f"[default]\ncredential_process = {command}\n")
    result = run(home, cloud, "list")
    assert result.returncode == 1
    assert "credential_process (profile default)" in result.stderr
    assert reason in result.stderr


INVOKE_SIXTEEN = "for i in <<`[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]`>> parallel 16 { invoke f --output none }"


def test_keys_that_run_out_in_a_session_are_renewed_once_for_all_calls(cloud, home):
    program(home, lifetime=2)
    result = run(home, cloud, INVOKE_SIXTEEN, "sleep 2s", INVOKE_SIXTEEN, "sleep 2s", INVOKE_SIXTEEN)
    assert result.returncode == 0, result.stderr
    assert len(cloud.signed) == 48
    # At least once for each of the three sets; a machine that stalls in between may need one more.
    assert 3 <= runs(home) <= 6


def test_calls_that_begin_side_by_side_open_one_connection(cloud, home):
    program(home, lifetime=7200)
    result = run(home, cloud, INVOKE_SIXTEEN)
    assert result.returncode == 0, result.stderr
    assert result.stderr.count("connected with the default credentials") == 1
    assert (runs(home), len(cloud.signed)) == (1, 16)
    config(home, "[default]\ncredential_process = sh -c 'echo run >> \"$HOME/failures\"; exit 3'\n")
    assert run(home, cloud, INVOKE_SIXTEEN).returncode == 1
    assert (home / "failures").read_text() == "run\n"


def test_keys_that_are_refused_are_renewed_once_for_all_calls(cloud, home):
    program(home, lifetime=7200)
    cloud.revoke_at = {5, 40, 75}
    result = run(home, cloud, *[INVOKE_SIXTEEN] * 6)
    assert (result.returncode, result.stderr.count("error")) == (0, 0), result.stderr
    assert runs(home) == 4
    assert {key for key, _ in cloud.signed} == {"AKID1", "AKID2", "AKID3", "AKID4"}


def test_keys_that_are_written_to_the_file_meanwhile_are_used(cloud, home):
    text = "[default]\naws_access_key_id = AKIDOLD\naws_secret_access_key = hush\naws_session_token = t\n"
    (home / ".aws/credentials").write_text(text)
    cloud.revoke_at = {2}
    renew = "! sed -i s/AKIDOLD/AKIDNEW/ ~/.aws/credentials"
    result = run(home, cloud, "invoke f", renew, "invoke f")
    assert result.returncode == 0, result.stderr
    assert [key for key, _ in cloud.signed] == ["AKIDOLD", "AKIDOLD", "AKIDNEW"]


def test_keys_that_stay_refused_are_sent_twice_at_most(cloud, home):
    cloud.revoke_at = {1}
    result = run(home, cloud, "list", AWS_ACCESS_KEY_ID="AKIDENV", AWS_SECRET_ACCESS_KEY="hush")
    assert result.returncode == 1
    assert "ExpiredTokenException" in result.stderr
    assert cloud.calls == 1


# Roles


def test_a_role_is_assumed_as_its_profile_says(cloud, home):
    config(
        home,
        f"[default]\nrole_arn = {ROLE}two\nsource_profile = mid\nexternal_id = e/1\nrole_session_name = ada\n"
        f"duration_seconds = 1800\n[profile mid]\nrole_arn = {ROLE}one\ncredential_source = Environment\n",
    )
    result = run(home, cloud, "connect --profile default", "list", AWS_ACCESS_KEY_ID="A", AWS_SECRET_ACCESS_KEY="hush")
    assert result.returncode == 0, result.stderr
    first, second = cloud.seen
    assert (first["RoleArn"], second["RoleArn"]) == (ROLE + "one", ROLE + "two")
    expected = {"ExternalId": "e/1", "RoleSessionName": "ada", "DurationSeconds": "1800", "Action": "AssumeRole"}
    assert second.items() >= expected.items()
    assert cloud.key() == "ASIAtwo"


def test_the_code_of_a_device_is_asked_for_at_the_terminal(cloud, home):
    config(
        home,
        f"[default]\nrole_arn = {ROLE}one\nsource_profile = base\nmfa_serial = arn:aws:iam::1:mfa/ada\n"
        "[profile base]\naws_access_key_id = A\naws_secret_access_key = hush\n",
    )
    terminal = Terminal(home, environment=environment(home, cloud))
    try:
        terminal.wait_for_current(PROMPT)
        terminal.type("connect" + ENTER)
        terminal.wait(lambda: "MFA code for arn:aws:iam::1:mfa/ada" in terminal.current, "the question")
        terminal.type("123456" + ENTER)
        terminal.wait(lambda: any("connected" in line for line in terminal.lines), "the connection")
    finally:
        terminal.close()
    assert cloud.seen[0].items() >= {"SerialNumber": "arn:aws:iam::1:mfa/ada", "TokenCode": "123456"}.items()
    assert cloud.key() == "ASIAone"


def test_a_web_identity_is_read_from_its_file(cloud, home):
    (home / "token").write_text("header.payload.signature")
    variables = {"AWS_WEB_IDENTITY_TOKEN_FILE": str(home / "token"), "AWS_ROLE_ARN": ROLE + "web"}
    result = run(home, cloud, "list", AWS_ROLE_SESSION_NAME="pod", **variables)
    assert result.returncode == 0, result.stderr
    expected = {"WebIdentityToken": "header.payload.signature", "RoleSessionName": "pod"}
    assert cloud.seen[0].items() >= expected.items()
    assert cloud.key() == "ASIAweb"


# IAM Identity Center


def sso(home, form, **token):
    """A profile in one of the two forms, and the token in the cache; returns the path of the token."""
    settings = f"sso_region = eu-west-1\nsso_start_url = {START_URL}\n"
    role = "sso_account_id = 123456789012\nsso_role_name = Dev\n"
    if form == "session":
        config(home, f"[default]\nsso_session = corp\n{role}[sso-session corp]\n{settings}")
    else:
        config(home, f"[default]\n{role}{settings}")
    cache = home / ".aws/sso/cache"
    cache.mkdir(parents=True)
    name = "corp" if form == "session" else START_URL
    path = cache / f"{hashlib.sha1(name.encode()).hexdigest()}.json"
    path.write_text(json.dumps({"accessToken": "valid-token", "expiresAt": FAR, "startUrl": START_URL} | token))
    return path


REGISTERED = {
    "refreshToken": "refresh-1",
    "clientId": "client",
    "clientSecret": "client-secret",
    "registrationExpiresAt": FAR,
}


# The second is how the first versions of `aws sso login` wrote it.
@pytest.mark.parametrize("expiration", [FAR, "2099-01-01T00:00:00UTC"])
@pytest.mark.parametrize("form", ["session", "older"])
def test_a_cached_token_of_identity_center_gives_keys(cloud, home, form, expiration):
    sso(home, form, expiresAt=expiration)
    result = run(home, cloud, "list")
    assert result.returncode == 0, result.stderr
    assert cloud.seen == [{"account_id": ["123456789012"], "role_name": ["Dev"]}]
    assert cloud.key() == "ASIASSO"


def test_an_expired_token_is_renewed_and_kept(cloud, home):
    path = sso(home, "session", expiresAt=PAST, **REGISTERED)
    result = run(home, cloud, "list")
    assert result.returncode == 0, result.stderr
    names = ["refreshToken", "clientId", "clientSecret"]
    assert cloud.seen[0] == {name: REGISTERED[name] for name in names} | {"grantType": "refresh_token"}
    token = json.loads(path.read_text())
    assert (token["accessToken"], token["refreshToken"], token["clientId"]) == ("renewed-token", "refresh-2", "client")
    assert token["expiresAt"] > time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    assert path.stat().st_mode & 0o777 == 0o600
    assert cloud.key() == "ASIASSO"


@pytest.mark.parametrize(
    "form, token, refuses",
    [
        ("older", {"expiresAt": PAST} | REGISTERED, False),
        ("session", {"expiresAt": PAST}, False),
        ("session", {"expiresAt": PAST} | REGISTERED | {"registrationExpiresAt": PAST}, False),
        ("session", {"expiresAt": PAST} | REGISTERED, True),
        ("session", {"accessToken": "revoked-token"}, False),
    ],
    ids=["older form", "no refresh token", "registration expired", "renewal refused", "revoked"],
)
def test_a_token_that_cannot_be_renewed_says_how_to_log_in(cloud, home, form, token, refuses):
    sso(home, form, **token)
    cloud.refuses_renewal = refuses
    result = run(home, cloud, "list")
    assert result.returncode == 1
    assert "SSO (profile default)" in result.stderr
    assert "run `lamsh login --profile default`, or `login --profile default` at the prompt" in result.stderr
    assert "token" not in result.stderr.replace("the token expired", "").replace("session", "")
    assert cloud.signed == []


# Empty variables


def test_every_variable_of_the_manual_may_be_empty(cloud, home):
    page = pathlib.Path(__file__).resolve().parents[2] / "Sources/lamsh/lamsh.docc/Environment.md"
    names = set(re.findall(r"`([A-Z][A-Z0-9_]{3,})`", page.read_text())) - {"HOME", "PATH", "NAME", "USER", "PASSWORD"}
    assert {"AWS_PROFILE", "AWS_CONFIG_FILE", "AWS_CA_BUNDLE", "AWS_ENDPOINT_URL", "HTTPS_PROXY", "TMPDIR"} <= names
    config(home, f"[default]\nregion = eu-west-2\nendpoint_url = {cloud.url}\n"
           "aws_access_key_id = AKID\naws_secret_access_key = hush\n")
    result = run(home, cloud, "list --query 'length(@)'", **dict.fromkeys(names, ""))
    assert (result.returncode, result.stdout) == (0, "0\n"), result.stderr
    assert cloud.signed == [("AKID", "eu-west-2")]


# Without a region


@pytest.mark.parametrize("variables, text, statement", [
    ({}, f"[default]\nrole_arn = {ROLE}a\nsource_profile = base\n[profile base]\nKEYS", "list"),
    ({}, f"[default]\nrole_arn = {ROLE}a\nsource_profile = base\nmfa_serial = arn:mfa\n[profile base]\nKEYS", "list"),
    ({"AWS_WEB_IDENTITY_TOKEN_FILE": "/dev/null", "AWS_ROLE_ARN": f"{ROLE}a"}, "", "list"),
    ({}, "[default]\nKEYS", f"connect --role-arn {ROLE}a"),
    ({}, "[default]\ncredential_process = sh -c 'echo run >> \"$HOME/runs\"'\n", "list"),
    ({"AWS_CONTAINER_CREDENTIALS_FULL_URI": "URL/container"}, "", "list"),
    ({}, "[default]\nsso_account_id = 1\nsso_role_name = r\nsso_region = eu-west-1\nsso_start_url = https://x\n", "list"),
], ids=["role", "role with a code", "web identity", "given role", "program", "container", "SSO"])
def test_without_a_region_nothing_is_sent_and_no_program_runs(cloud, home, variables, text, statement):
    config(home, text.replace("KEYS", "aws_access_key_id = AKID\naws_secret_access_key = hush\n"))
    variables = {name: value.replace("URL", cloud.url) for name, value in variables.items()}
    result = run(home, cloud, statement, AWS_REGION="", **variables)
    assert result.returncode == 1
    assert "error: no region is set" in result.stderr
    assert cloud.seen == cloud.signed == []
    assert not (home / "runs").exists()


# The sign-in of `aws login`


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def login(home, expiration):
    session = "arn:aws:sts::123456789012:assumed-role/Admin/ada"
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    names = {"accessKeyId": "ASIACACHED", "secretAccessKey": "hush", "sessionToken": "t", "accountId": "123456789012"}
    cache = home / ".aws/login/cache"
    cache.mkdir(parents=True)
    path = cache / f"{hashlib.sha256(session.encode()).hexdigest()}.json"
    token = {"clientId": "c", "refreshToken": "refresh-1", "idToken": "id", "dpopKey": pem.decode()}
    path.write_text(json.dumps(token | {"accessToken": names | {"expiresAt": expiration}}))
    config(home, f"[default]\nlogin_session = {session}\n")
    return path, key.public_key()


def test_a_session_of_aws_login_gives_its_keys(cloud, home):
    login(home, FAR)
    result = run(home, cloud, "list")
    assert result.returncode == 0, result.stderr
    assert cloud.seen == []
    assert cloud.key() == "ASIACACHED"


def test_a_session_of_aws_login_is_renewed_with_a_proof_of_possession(cloud, home):
    path, public_key = login(home, PAST)
    result = run(home, cloud, "list")
    assert result.returncode == 0, result.stderr
    [(body, proof)] = cloud.seen
    assert body == {"clientId": "c", "refreshToken": "refresh-1", "grantType": "refresh_token"}
    header, payload, signature = proof.split(".")
    raw = decoded(signature)
    numbers = (int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    public_key.verify(
        utils.encode_dss_signature(*numbers), f"{header}.{payload}".encode(), ec.ECDSA(hashes.SHA256())
    )
    claims = json.loads(decoded(payload))
    assert (claims["htm"], claims["htu"]) == ("POST", f"{cloud.url}/v1/token")
    kept = json.loads(path.read_text())
    assert (kept["refreshToken"], kept["accessToken"]["accessKeyId"], kept["idToken"]) == ("refresh-2", "ASIALOGIN", "id")
    assert cloud.key() == "ASIALOGIN"


def test_without_a_session_of_aws_login_it_is_said_how_to_log_in(cloud, home):
    config(home, "[default]\nlogin_session = arn:x\n")
    result = run(home, cloud, "list")
    assert result.returncode == 1
    assert "aws login (profile default): the cache contains no session; run `aws login --profile default`" in result.stderr


# Containers


def test_a_container_service_is_asked_with_the_token_of_a_file(cloud, home):
    (home / "token").write_text("from the file")
    result = run(
        home, cloud, "list",
        AWS_CONTAINER_CREDENTIALS_FULL_URI=f"{cloud.url}/container",
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=str(home / "token"),
        AWS_CONTAINER_AUTHORIZATION_TOKEN="from the variable",
    )
    assert result.returncode == 0, result.stderr
    assert cloud.seen == ["from the file"]
    assert cloud.key() == "ASIACONTAINER"


@pytest.mark.parametrize(
    "variables, reason",
    [
        ({"FULL_URI": "http://elsewhere.example/"}, "can't get keys over http from elsewhere.example"),
        ({"FULL_URI": "http://ada:hush@127.0.0.1/"}, "must be a URL"),
        ({"TOKEN_FILE": "/no/such/file"}, "the token file /no/such/file doesn't exist"),
        ({"TOKEN": "two\nlines"}, "the authorization token contains a line break"),
    ],
)
def test_a_container_that_is_set_up_wrongly_says_why(cloud, home, variables, reason):
    names = {"FULL_URI": "CREDENTIALS_FULL_URI", "TOKEN_FILE": "AUTHORIZATION_TOKEN_FILE", "TOKEN": "AUTHORIZATION_TOKEN"}
    defaults = {"AWS_CONTAINER_CREDENTIALS_FULL_URI": f"{cloud.url}/container"}
    result = run(home, cloud, "list", **defaults | {f"AWS_CONTAINER_{names[n]}": v for n, v in variables.items()})
    assert result.returncode == 1
    assert reason in result.stderr
    assert cloud.signed == []


# Instances


def on_instance(cloud, **variables):
    endpoint = {"AWS_EC2_METADATA_SERVICE_ENDPOINT": cloud.url, "AWS_EC2_METADATA_DISABLED": "false"}
    return {"AWS_REGION": ""} | endpoint | variables


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
@pytest.mark.parametrize("text", ["list", "connect --auth instance-role"])
def test_an_instance_gives_keys_and_region(home, address, text):
    with Server(address) as cloud:
        result = run(home, cloud, text, **on_instance(cloud))
        cloud.shutdown()
    assert result.returncode == 0, result.stderr
    assert cloud.seen[0] == "/latest/api/token"
    assert {token for _, token in cloud.seen[1:3]} == {"metadata-token"}
    assert set(cloud.signed) == {("ASIAINSTANCE", "eu-north-1")}


@pytest.mark.parametrize("status", [403, 404, 405])
def test_an_instance_without_tokens_is_asked_as_before(cloud, home, status):
    cloud.token_status = status
    result = run(home, cloud, "list", **on_instance(cloud))
    assert result.returncode == 0, result.stderr
    assert cloud.key() == "ASIAINSTANCE"
    refused = run(home, cloud, "list", **on_instance(cloud, AWS_EC2_METADATA_V1_DISABLED="true"))
    assert "returned no IMDSv2 token, and IMDSv1 is disabled" in refused.stderr


@pytest.mark.parametrize(
    "variables, status, reason",
    [
        ({"AWS_EC2_METADATA_DISABLED": "TRUE"}, 200, "it's disabled by AWS_EC2_METADATA_DISABLED"),
        ({}, 400, "returned status 400"),
        ({"AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:1"}, 200, "there's no instance metadata service at"),
    ],
)
def test_why_the_instance_gave_no_keys_is_said(cloud, home, variables, status, reason):
    cloud.token_status = status
    failed = run(home, cloud, "list", **on_instance(cloud, **variables))
    assert failed.returncode == 1
    assert "no credentials were found" in failed.stderr
    assert reason in failed.stderr
    explained = run(home, cloud, "connect --explain", **on_instance(cloud, **variables))
    last = json.loads(explained.stdout)[-1]
    assert (last["source"], last["outcome"]) == ("instance role", "not available")
    assert reason in last["detail"]


# The explanation


def test_the_chain_is_explained_as_it_is_tried_without_a_secret(cloud, home):
    config(home, f"[default]\nrole_arn = {ROLE}one\nsource_profile = mid\n[profile mid]\nregion = eu-west-1\n")
    result = run(home, cloud, "connect --explain")
    assert result.returncode == 0, result.stderr
    steps = json.loads(result.stdout)
    assert [(step["source"], step["outcome"]) for step in steps] == [
        ("environment", "not configured"),
        ("assumed role (profile default)", "failed"),
    ]
    assert 'source_profile of the profile default is "mid", which has no keys' in steps[-1]["detail"]
    program(home, lifetime=7200)
    steps = json.loads(run(home, cloud, "connect --explain").stdout)
    assert steps[-1]["source"] == "credential_process (profile default)"
    assert steps[-1]["detail"].startswith("access key AKID1, until ")
    assert cloud.signed == []


def test_settings_may_come_through_a_fifo_that_is_read_once(tmp_path):
    environment = clean_environment(tmp_path) | {"AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "hush"}
    command = "AWS_CONFIG_FILE=<(sleep 0.1; printf '[default]\nregion = eu-central-1\n') \"$0\" -c " \
        "'connect --no-verify; connect --no-verify'"
    result = subprocess.run(
        ["bash", "-c", command, binary()], env=environment, capture_output=True, text=True, timeout=30)
    assert result.returncode == 0, result.stderr
    assert result.stderr.count("connected to eu-central-1") == 2
