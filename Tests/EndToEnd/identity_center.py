# SPDX-License-Identifier: GPL-3.0-or-later
"""A stub of IAM Identity Center (SSO OIDC and the portal) and of Lambda, which keeps what arrives."""

import http.server
import json
import re
import threading
import time

DEVICE_CODE, CLIENT_SECRET = "device-code-hush", "client-secret-hush"
CODE = "ABCD-EFGH"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = self.path.partition("?")[0]
        if path.startswith("/2015-03-31/functions"):
            self.server.signed.append(re.search(r"Credential=([^/]+)/", self.headers["Authorization"])[1])
            return self.answer({"Functions": []})
        assert path == "/federation/credentials", path
        if self.headers["x-amz-sso_bearer_token"] not in self.server.tokens:
            return self.refuse("UnauthorizedException", "Session token not found or invalid", 401)
        keys = {"accessKeyId": "ASIASSO", "secretAccessKey": "keys-hush", "sessionToken": "session-hush"}
        self.answer({"roleCredentials": keys | {"expiration": self.server.expiration}})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        request = json.loads(body) if body else {}
        assert "Authorization" not in self.headers
        self.server.requests.append((self.path, request))
        self.server.times.append(time.monotonic())
        getattr(self, {
            "/client/register": "register", "/device_authorization": "authorize", "/token": "token", "/logout": "logout",
        }[self.path])(request)

    def register(self, request):
        self.server.clients.append(f"client-{len(self.server.clients) + 1}")
        self.answer({
            "clientId": self.server.clients[-1], "clientSecret": CLIENT_SECRET, "clientIdIssuedAt": 1,
            "clientSecretExpiresAt": int(time.time()) + 7_776_000,
        })

    def authorize(self, request):
        if request["clientId"] not in self.server.clients:
            return self.refuse("InvalidClientException", "invalid_client", 401)
        page = self.server.page
        self.answer({
            "deviceCode": DEVICE_CODE, "userCode": CODE, "verificationUri": page,
            "verificationUriComplete": f"{page}?user_code={CODE}", "expiresIn": self.server.lifetime,
            "interval": self.server.interval,
        })

    def token(self, request):
        assert request["clientSecret"] == CLIENT_SECRET
        if request["grantType"] == "refresh_token":
            assert request["refreshToken"].startswith("refresh-hush-")
            return self.issue()
        assert request["grantType"] == "urn:ietf:params:oauth:grant-type:device_code"
        assert request["deviceCode"] == DEVICE_CODE
        with self.server.changed:
            result = self.server.polls.pop(0) if len(self.server.polls) > 1 else self.server.polls[0]
            self.server.polled += 1
            self.server.changed.notify_all()
        match result:
            case "allowed": self.issue()
            case "pending": self.refuse("AuthorizationPendingException", "authorization_pending")
            case "slow": self.refuse("SlowDownException", "slow_down")
            case "expired": self.refuse("ExpiredTokenException", "expired_token")
            case "denied": self.refuse("AccessDeniedException", "access_denied")
            case "broken": self.refuse("InternalServerException", "server_error", 500)
            case "dropped": self.connection.close()

    def issue(self):
        token = f"token-hush-{len(self.server.tokens) + 1}"
        self.server.tokens.add(token)
        refresh = f"refresh-hush-{len(self.server.tokens)}"
        self.answer({"accessToken": token, "tokenType": "Bearer", "expiresIn": 28_800, "refreshToken": refresh})

    def logout(self, _):
        token = self.headers["x-amz-sso_bearer_token"]
        self.server.logged_out.append(token)
        self.server.tokens.discard(token)
        self.answer({})

    def refuse(self, code, word, status=400):
        self.answer({"error": word, "error_description": f"because of {word}"}, status, code)

    def answer(self, value, status=200, code=None):
        body = json.dumps(value).encode()
        self.send_response(status)
        if code:
            self.send_header("x-amzn-ErrorType", f"{code}:http://internal.amazon.com/coral/")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class IdentityCenter(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.requests, self.times, self.signed, self.logged_out, self.clients = [], [], [], [], []
        self.tokens = set()
        # What polls are answered with; the last one for all that follow.
        self.polls, self.polled, self.changed = ["pending", "allowed"], 0, threading.Condition()
        self.page, self.lifetime, self.interval = f"{self.url}/device", 600, 1
        self.expiration = 4_000_000_000_000
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def handle_error(self, request, client_address):
        """A client that's stopped closes its connections."""

    def wait_for_polls(self, count):
        with self.changed:
            assert self.changed.wait_for(lambda: self.polled >= count, timeout=30), self.requests

    def paths(self):
        return [path for path, _ in self.requests]
