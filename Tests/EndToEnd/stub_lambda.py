# SPDX-License-Identifier: GPL-3.0-or-later
"""A Lambda service that answers every invocation with its body, as slowly and unreliably as a test needs."""

import asyncio
import json
import multiprocessing
import time
import urllib.request


class StubLambda:
    """Runs in its own process while the `with` block runs.

    latency: seconds from a request to its answer.
    capacity: how many invocations may be in flight; the others are refused with TooManyRequestsException.
    failing: ids of bodies whose invocations end with a function error.
    """

    def __init__(self, latency=0.0, capacity=None, failing=()):
        self.latency, self.capacity, self.failing = latency, capacity, set(failing)
        self._port = multiprocessing.Value("i", 0)

    def __enter__(self):
        self._process = multiprocessing.get_context("fork").Process(target=self._serve, daemon=True)
        self._process.start()
        while not self._port.value:
            time.sleep(0.005)
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.join()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._port.value}"

    def seen(self):
        """`counts`: how often each id ran; `accepted`, `refused`: when, in seconds since the first request."""
        with urllib.request.urlopen(f"{self.url}/seen") as answer:
            return json.load(answer)

    # In the process of the server.

    def _serve(self):
        self.counts, self.accepted, self.refused, self.in_flight, self.start = {}, [], [], 0, None
        asyncio.run(self._main())

    async def _main(self):
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0, backlog=1024)
        self._port.value = server.sockets[0].getsockname()[1]
        await server.serve_forever()

    async def _connection(self, reader, writer):
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = 0
                for line in head.lower().split(b"\r\n"):
                    if line.startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                body = await reader.readexactly(length)
                if head.startswith(b"GET /seen"):
                    seen = {"counts": self.counts, "accepted": self.accepted, "refused": self.refused}
                    self._answer(writer, b"200 OK", json.dumps(seen).encode())
                else:
                    await self._invoke(writer, body)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        writer.close()

    async def _invoke(self, writer, body):
        now = time.monotonic()
        self.start = self.start or now
        if self.capacity is not None and self.in_flight >= self.capacity:
            self.refused.append(round(now - self.start, 3))
            error = b"x-amzn-ErrorType: TooManyRequestsException\r\n"
            return self._answer(writer, b"429 Too Many Requests", b'{"message": "Rate Exceeded."}', error)
        self.accepted.append(round(now - self.start, 3))
        row = str(json.loads(body)["id"])
        self.counts[row] = self.counts.get(row, 0) + 1
        self.in_flight += 1
        try:
            await asyncio.sleep(self.latency)
        finally:
            self.in_flight -= 1
        if row in self.failing:
            return self._answer(
                writer, b"200 OK", b'{"errorType": "BadRow", "errorMessage": "no"}', b"X-Amz-Function-Error: Unhandled\r\n"
            )
        return self._answer(writer, b"200 OK", body)

    @staticmethod
    def _answer(writer, status, body, fields=b""):
        writer.write(
            b"HTTP/1.1 %s\r\nContent-Type: application/json\r\nx-amzn-RequestId: 9b5e6f3a\r\n%sContent-Length: %d\r\n\r\n%s"
            % (status, fields, len(body), body)
        )
