# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates made for the test: which servers are trusted, and the errors for others. Also proxies."""

import datetime
import http.client
import http.server
import ipaddress
import select
import socket
import socketserver
import ssl
import subprocess
import threading

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from golden_case import binary, endpoint_environment
from test_streaming import chunk, complete

NOW = datetime.datetime.now(datetime.timezone.utc)
DAY = datetime.timedelta(days=1)


def certificate(folder, name, hosts, issuer=None, since=NOW - 10 * DAY, until=NOW + DAY):
    """A certificate and its key, signed by `issuer` or by itself: an authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    authority, authority_key = issuer or (None, key)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(authority.subject if authority else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=authority is None, path_length=None), critical=True)
    )
    if hosts:
        builder = builder.add_extension(x509.SubjectAlternativeName(hosts), critical=False)
    made = builder.sign(authority_key, hashes.SHA256())
    (folder / f"{name}.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / f"{name}.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return made, key


class Lambda(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.paths.append(self.path)
        body = b'{"Functions": [{"FunctionName": "found"}]}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = chunk(b"streamed") + complete()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class Quiet(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


def serve(folder=None, name=None):
    server = Quiet(("127.0.0.1", 0), Lambda)
    server.paths = []
    if name:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / f"{name}.pem", folder / f"{name}.key")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificates")
    authority = certificate(folder, "authority", [])
    here = [x509.IPAddress(ipaddress.ip_address("127.0.0.1")), x509.DNSName("localhost")]
    certificate(folder, "right", here, authority)
    certificate(folder, "expired", here, authority, until=NOW - DAY)
    certificate(folder, "early", here, authority, since=NOW + DAY, until=NOW + 2 * DAY)
    certificate(folder, "other-host", [x509.DNSName("elsewhere.example")], authority)
    certificate(folder, "unknown", here, certificate(folder, "other-authority", []))
    return folder


LIST = "list --query '[].FunctionName'"


def run(home, endpoint, text=LIST, **variables):
    environment = endpoint_environment(home, endpoint) | {"AWS_MAX_ATTEMPTS": "1"}
    return subprocess.run(
        [binary(), "-c", text],
        env=environment | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_an_authority_of_ones_own_is_trusted(folder, tmp_path, host):
    server = serve(folder, "right")
    result = run(tmp_path, f"https://{host}:{server.server_port}", AWS_CA_BUNDLE=str(folder / "authority.pem"))
    assert (result.returncode, result.stdout) == (0, '["found"]\n'), result.stderr


@pytest.mark.parametrize(
    "name, bundle, reason",
    [
        ("expired", "authority", f"the server's certificate expired at {(NOW - DAY):%Y-%m-%dT%H:%M:%SZ}"),
        ("early", "authority", f"isn't valid before {(NOW + DAY):%Y-%m-%dT%H:%M:%SZ}"),
        ("other-host", "authority", "the server's certificate is for a different host"),
        ("unknown", "authority", "the server's certificate isn't trusted\n"),
        ("right", None, "the server's certificate isn't trusted\n"),
    ],
)
def test_other_certificates_are_refused(folder, tmp_path, name, bundle, reason):
    server = serve(folder, name)
    variables = {"AWS_CA_BUNDLE": str(folder / f"{bundle}.pem")} if bundle else {}
    result = run(tmp_path, f"https://127.0.0.1:{server.server_port}", **variables)
    assert result.returncode == 1
    assert "can't open a secure connection" in result.stderr
    assert reason in result.stderr
    assert server.paths == []


def test_a_bundle_that_is_none_is_named(folder, tmp_path):
    (tmp_path / "bundle.pem").write_text("nothing")
    result = run(tmp_path, "https://127.0.0.1:1", AWS_CA_BUNDLE=str(tmp_path / "bundle.pem"))
    assert result.returncode == 1
    assert "bundle.pem" in result.stderr


class Proxy(socketserver.StreamRequestHandler):
    """A proxy where CONNECT to any host leads to the one server."""

    def handle(self):
        line = self.rfile.readline().decode()
        self.server.lines.append(line.strip())
        fields = http.client.parse_headers(self.rfile)
        if self.server.wanted and fields["Proxy-Authorization"] != self.server.wanted:
            return self.wfile.write(b"HTTP/1.1 407 Who are you?\r\nContent-Length: 0\r\n\r\n")
        if self.server.refusal:
            return self.wfile.write(self.server.refusal)
        if not line.startswith("CONNECT"):
            self.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 49\r\n\r\n{"Functions": [{"FunctionName": "by the proxy"}]}')
            return
        with socket.create_connection(("127.0.0.1", self.server.target)) as other:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                for ready in select.select([self.connection, other], [], [], 10)[0]:
                    data = ready.recv(65536)
                    if not data:
                        return
                    (other if ready is self.connection else self.connection).sendall(data)


@pytest.fixture
def proxy():
    socketserver.ThreadingTCPServer.daemon_threads = True
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Proxy)
    server.lines, server.wanted, server.refusal = [], None, None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


def test_https_goes_through_the_proxy_that_is_named(folder, tmp_path, proxy):
    target = serve(folder, "right")
    proxy.target = target.server_port
    bundle = {"AWS_CA_BUNDLE": str(folder / "authority.pem")}
    through = {"HTTPS_PROXY": f"http://127.0.0.1:{proxy.server_address[1]}"}
    endpoint = f"https://localhost:{target.server_port}"
    result = run(tmp_path, endpoint, **bundle, **through)
    assert result.stdout == '["found"]\n', result.stderr
    assert proxy.lines == [f"CONNECT localhost:{target.server_port} HTTP/1.1"]
    result = run(tmp_path, endpoint, **bundle, **through, NO_PROXY="other.example,localhost")
    assert result.stdout == '["found"]\n', result.stderr
    assert len(proxy.lines) == 1


def test_a_proxy_that_is_not_there_is_said(folder, tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    result = run(tmp_path, "https://lambda.us-east-1.amazonaws.com", HTTPS_PROXY=f"http://127.0.0.1:{port}")
    assert result.returncode == 1
    assert f"127.0.0.1:{port}" in result.stderr


BASIC = "Basic YWRhOm9wZW4gc2VzYW1l"


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_is_told_who_one_is(folder, tmp_path, proxy, scheme):
    target = serve(folder, "right")
    proxy.target, proxy.wanted = target.server_port, BASIC
    variables = {"AWS_CA_BUNDLE": str(folder / "authority.pem")}
    endpoint = f"{scheme}://localhost:{target.server_port}"
    host = f"127.0.0.1:{proxy.server_address[1]}"
    name = f"{scheme.upper()}_PROXY"
    result = run(tmp_path, endpoint, **variables, **{name: f"http://ada:open%20sesame@{host}"})
    assert result.returncode == 0, result.stderr
    assert result.stdout == ('["found"]\n' if scheme == "https" else '["by the proxy"]\n')
    assert proxy.lines[0].startswith("CONNECT localhost" if scheme == "https" else f"GET {endpoint}/2015-03-31/")
    refused = run(tmp_path, endpoint, **variables, **{name: f"http://ada:sesame@{host}"})
    assert refused.returncode == 1
    assert f"the proxy http://{host} failed: it requires a user name and a password" in refused.stderr
    assert "sesame" not in refused.stderr


def test_a_stream_is_secured_and_tunnelled_as_other_calls_are(folder, tmp_path, proxy):
    target = serve(folder, "right")
    proxy.target, proxy.wanted = target.server_port, BASIC
    bundle = {"AWS_CA_BUNDLE": str(folder / "authority.pem")}
    endpoint = f"https://localhost:{target.server_port}"
    through = {"HTTPS_PROXY": f"http://ada:open%20sesame@127.0.0.1:{proxy.server_address[1]}"}
    for variables in [bundle, bundle | through]:
        result = run(tmp_path, endpoint, "invoke f --stream", **variables)
        assert result.stdout == "streamed\n", result.stderr
    assert len(proxy.lines) == 1
    refused = run(tmp_path, endpoint, "invoke f --stream")
    assert refused.returncode == 1
    assert "the server's certificate isn't trusted" in refused.stderr


def test_a_proxy_that_refuses_the_host_is_said(folder, tmp_path, proxy):
    proxy.refusal = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
    url = f"http://127.0.0.1:{proxy.server_address[1]}"
    result = run(tmp_path, "https://lambda.us-east-1.amazonaws.com", HTTPS_PROXY=url)
    assert result.returncode == 1
    assert f"the proxy {url} failed: it refused to connect to this host" in result.stderr


def test_a_bundle_may_be_named_in_the_profile(folder, tmp_path):
    server = serve(folder, "right")
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws/config").write_text("[default]\nca_bundle = ~/authority.pem\n")
    (tmp_path / "authority.pem").write_bytes((folder / "authority.pem").read_bytes())
    result = run(tmp_path, f"https://localhost:{server.server_port}")
    assert result.stdout == '["found"]\n', result.stderr
