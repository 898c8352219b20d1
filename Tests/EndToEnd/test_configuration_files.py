# SPDX-License-Identifier: GPL-3.0-or-later
"""lamsh and botocore read configuration files in the same way, and call the same endpoint."""

import os
import random
import subprocess
from unittest import mock
from urllib.parse import urlsplit

import botocore.exceptions
import botocore.loaders
import botocore.session
import pytest

from golden_case import binary, clean_environment
from test_credentials import ask_botocore, recorder  # noqa: F401 (a fixture)

HEADERS = [
    "[profile dev]", '[profile "dev"]', "[profile 'my dev']", "[profile  dev ]", "[ profile dev]", "[profile dev] # c",
    "[profile\tdev]", "[profiledev]", "[profile a b]", "[profile default]", "[Default]", "[DEFAULT]", "[dev]",
    "[profile dev]]", "[preview]", "[sso-session s]", "[]", "[default", "[profile d\\ e]", "[default ]",
]  # fmt: skip
KEYS = [
    "aws_access_key_id = AKID{}\naws_secret_access_key = s",
    "aws_access_key_id=AKID{}\naws_secret_access_key : s=e:c#r;et",
    "AWS_ACCESS_KEY_ID = AKID{}\nAws_Secret_Access_Key = s\naws_session_token = t{}",
    "aws_access_key_id = AKID{}\n# between\n\naws_secret_access_key = s\naws_security_token = o{}",
    "role_arn = arn:aws:iam::1:role/r{}\nsource_profile = base",
    "role_arn = arn:aws:iam::1:role/r{}\nweb_identity_token_file = HOME/token\nrole_session_name = me",
    """credential_process = echo '{{"Version": 1, "AccessKeyId": "AKP{}", "SecretAccessKey": "s"}}'""",
]
REGIONS = ["region = us-{}-1", "region=us-{}-1", "REGION: us-{}-1", "region\t=\tus-{}-1  ", 'region = "us-{}-1"', "region ="]
OTHERS = [
    "# c", "; c", "   # c", "", "   ", "s3 =\n  a = b", "s3 =\n  nokey", "s3 =\n  a = b\n\n  c = d", "s3=\n\ta=b",
    "output = json\n\n  more", "output = json\n  # c\n  more", "duration_seconds = x", "external_id =", "k==v",
    "a\u00a0=\u00a0b", "x\x0c= y", "k = a\u2028b", "k : = v", "= v", "region", "aws_access_key_id =", "source_profile = dev",
    "credential_source = Environment", "[default]", "login_session = arn:x", "sso_account_id = 1",
]  # fmt: skip


def file(choice, is_credentials):
    lines = []
    headers = ["[default]", "[dev]", "[my dev]", "[base]"] if is_credentials else ["[default]", "[profile dev]"]
    for header in dict.fromkeys(choice(headers * 6 + HEADERS) for _ in range(choice([1, 2, 2, 3]))):
        parts = [choice(REGIONS)] if choice([True, False]) else []
        parts += [choice(KEYS)] if choice([True, True, False]) else []
        # What no parser reads is drawn less often than the rest.
        parts += [choice(OTHERS[: choice([11, 18, len(OTHERS)])]) for _ in range(choice([0, 1, 2]))]
        lines += [header] + [part.format(*[choice("abcde")] * 2) for part in parts]
    if choice([True, False]):
        lines += ["[base]" if is_credentials else "[profile base]", KEYS[0].format("BASE")]
    text = "\n".join(lines) + choice(["\n", "", "\n\n"])
    return text.replace("\n", choice(["\n"] * 10 + ["\r\n", "\r"]))


PATHS = ["HOME/else where", "~/else where", "$HOME/else where", "${HOME}/else where"]
NOWHERE = ["", "/dev/null", "HOME", "HOME/none", "~nobody-x/f", "$NOPE/x"]


def scramble(seed, home):
    """Writes files that depend only on the seed. Returns the environment variables."""
    choice = random.Random(seed).choice
    variables = {}
    for kind, variable in [("config", "AWS_CONFIG_FILE"), ("credentials", "AWS_SHARED_CREDENTIALS_FILE")]:
        path = home / ".aws" / kind
        where = choice(["usual"] * 8 + ["elsewhere", "nowhere"])
        if where == "elsewhere":
            path = home / "else where"
            variables[variable] = choice(PATHS)
        elif where == "nowhere":
            variables[variable] = choice(NOWHERE)
        path.write_bytes(file(choice, kind == "credentials").replace("HOME", str(home)).encode())
    profile = choice([None] * 8 + ["dev", "dev", "dev", "my dev", "my dev", "default", "missing", "", "d e", "dev "])
    if profile is not None:
        variables["AWS_PROFILE"] = profile
    if choice([True, True, False]):
        variables["AWS_DEFAULT_REGION"] = choice(["ap-south-1"] * 9 + ["us east"])
    if choice([True] + [False] * 5):
        variables |= {"AWS_ACCESS_KEY_ID": "AKIDENV", "AWS_SECRET_ACCESS_KEY": "s", "AWS_SESSION_TOKEN": "t"}
    if choice([True] + [False] * 5):
        variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://127.0.0.1:PORT/container"
    for name, value in variables.items():
        if "$" not in value:
            variables[name] = value.replace("HOME", str(home))
    return variables


def run(environment, *texts):
    return subprocess.run(
        [binary(), *[argument for text in texts for argument in ("-c", text)]],
        env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(int(os.environ.get("LAMSH_SEEDS", "100"))))
def test_files_are_read_as_botocore_reads_them(seed, recorder, tmp_path):
    (tmp_path / ".aws").mkdir()
    (tmp_path / "token").write_text("header.payload.signature")
    url = f"http://127.0.0.1:{recorder.server_address[1]}"
    variables = {name: value.replace("PORT", url[-5:]) for name, value in scramble(seed, tmp_path).items()}
    environment = clean_environment(tmp_path) | variables
    environment |= {"AWS_ENDPOINT_URL_STS": url, "AWS_ENDPOINT_URL_LAMBDA": url}
    recorder.signed = None
    ours = run(environment, "list")
    expected = ask_botocore(environment)
    assert recorder.signed == expected, ours.stderr
    assert (ours.returncode == 0) == (expected is not None), ours.stderr


# Endpoints


LOADER = botocore.loaders.create_loader()


class Sent(Exception):
    pass


def endpoint_of_botocore(environment):
    """Where botocore sends ListFunctions; None if it doesn't."""

    def capture(request, **_):
        raise Sent(request.url)

    with mock.patch.dict(os.environ, environment, clear=True):
        session = botocore.session.Session()
        session.register_component("data_loader", LOADER)
        try:
            client = session.create_client("lambda")
            client.meta.events.register("before-send.lambda", capture)
            client.list_functions()
        except Sent as sent:
            parts = urlsplit(str(sent))
            return f"{parts.scheme}://{parts.netloc}" + parts.path.removesuffix("/2015-03-31/functions")
        except (botocore.exceptions.BotoCoreError, ValueError):
            return None


def endpoint_settings():
    """Variables and lines of a profile."""
    choice = random.Random(20261123).choice
    regions = [
        "us-east-1", "eu-west-1", "cn-north-1", "us-gov-west-1", "us-iso-east-1", "us-isob-east-1", "eu-isoe-west-1",
        "us-isof-south-1", "eusc-de-east-1", "mx-central-1", "xx-nowhere-9", "us-west-12", "local",
    ]  # fmt: skip
    variables = [
        {"AWS_ENDPOINT_URL_LAMBDA": "http://one.example:1/base"},
        {"AWS_ENDPOINT_URL": "http://two.example"},
        {"AWS_ENDPOINT_URL": "", "AWS_ENDPOINT_URL_LAMBDA": ""},
        {"AWS_ENDPOINT_URL_LAMBDA": "HTTP://One.example:8080", "AWS_ENDPOINT_URL": "http://two.example"},
        {"AWS_ENDPOINT_URL": "nonsense"},
        {"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"},
        {"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "False"},
        {"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "TRUE", "AWS_ENDPOINT_URL": "http://two.example"},
        {"AWS_USE_FIPS_ENDPOINT": "true"},
        {"AWS_USE_DUALSTACK_ENDPOINT": "True"},
        {"AWS_USE_FIPS_ENDPOINT": "false"},
        {"AWS_USE_FIPS_ENDPOINT": ""},
    ]
    options = [
        "services = mine", "services = none", "services = empty", "endpoint_url = http://profile.example", "endpoint_url =",
        "use_fips_endpoint = true", "use_dualstack_endpoint = true", "ignore_configured_endpoint_urls = true",
        "lambda =\n  endpoint_url = http://nested.example", "use_fips_endpoint = 1",
    ]  # fmt: skip
    yield from (([], [], region) for region in regions)
    yield from (([variable], [], "eu-west-1") for variable in variables)
    yield from (([], [option], "eu-west-1") for option in options)
    for _ in range(60):
        yield (
            [choice(variables) for _ in range(choice([0, 1, 1, 2]))],
            list(dict.fromkeys(choice(options) for _ in range(choice([0, 1, 1, 2])))),
            choice(regions),
        )


SERVICES = """
[services mine]
s3 =
  endpoint_url = http://s3.example
lambda =
  endpoint_url = https://service.example/path/
[services empty]
sts =
  endpoint_url = http://sts.example
"""


@pytest.mark.parametrize("settings", list(endpoint_settings()), ids=str)
def test_the_same_endpoint_as_botocore(settings, tmp_path):
    variables, options, region = settings
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws/config").write_text("\n".join([f"[default]\nregion = {region}", *options]) + SERVICES)
    environment = clean_environment(tmp_path) | {"AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "s"}
    for variable in variables:
        environment |= variable
    ours = run(environment, "connect --no-verify", "<<connection.endpoint>>")
    expected = endpoint_of_botocore(environment)
    found = ours.stdout.strip().strip('"') or None
    assert (found and found.rstrip("/").lower()) == (expected and expected.rstrip("/").lower()), ours.stderr
