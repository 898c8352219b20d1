# SPDX-License-Identifier: GPL-3.0-or-later
"""How an error of a function is reported: its payload, its log lines, and its cause for X-Ray."""

import os
import time
import traceback

from lamsh_python_runtime import Fault, __file__ as client, log_event, to_text

# AWS indents with no-break spaces, so that its log viewer keeps them.
INDENT = "\u00a0"
# How long the cause may be, in bytes; a longer one isn't sent.
CAUSE_LIMIT = 1024 * 1024


class Report:
    def __init__(self, error, request_id):
        if isinstance(error, Fault):
            self.kind, message, trace = error.kind, str(error), error.trace
            exception = {"message": message, "type": "LambdaValidationError", "stack": []}
        else:
            frames = outside_frames(error)
            self.kind, message, trace = type(error).__name__, str(error), traceback.format_list(frames)
            exception = {
                "message": message, "type": self.kind,
                "stack": [{"label": name, "path": file, "line": line} for file, line, name, _ in frames]}
        self.payload = {
            "errorMessage": message, "errorType": self.kind, "requestId": request_id, "stackTrace": trace}
        self.body = to_text(self.payload)
        self.exception = exception

    @property
    def headers(self):
        paths = sorted({frame["path"] for frame in self.exception["stack"]})
        cause = to_text({"working_directory": os.getcwd(), "exceptions": [self.exception], "paths": paths})
        headers = ["content-type: application/json"]
        if len(cause.encode()) < CAUSE_LIMIT:
            headers.append(f"lambda-runtime-function-xray-error-cause: {cause}")
        return headers

    @staticmethod
    def warn():
        """AWS's warning about failures before the first invocation, without its advice on updates of the runtime."""
        import logging

        logging.warning(
            "LAMBDA_WARNING: Unhandled exception. The most likely cause is an issue in the function code.")

    def log(self):
        if os.environ.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON":
            stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
            text = to_text({"timestamp": stamp, "level": "ERROR", **self.payload})
        else:
            message = self.payload["errorMessage"]
            lines = [f"[ERROR] {self.kind}" + (f": {message}" if message else "")]
            lines.append("Traceback (most recent call last):")
            for entry in self.payload["stackTrace"]:
                for line in entry.splitlines():
                    text = line.lstrip(" ")
                    lines.append(INDENT * (len(line) - len(text)) + text)
            text = "\n".join(lines)
        log_event(text)


def outside_frames(error):
    """File, line, function and text of each call, beginning at the first outside this client. Without columns, as on
    AWS: the trace has no lines of ^^^^."""
    frames = [(frame.filename, frame.lineno, frame.name, frame.line)
              for frame in traceback.extract_tb(error.__traceback__)]
    outside = (index for index, frame in enumerate(frames)
               if frame[0] != client and "/bootstrap.py" not in frame[0])
    return frames[next(outside, 0):]


def refused(outcome, status):
    """Ends the runtime, as AWS's client does when its answer wasn't accepted, for example because it was too long."""
    log_event(
        f"[ERROR] [{int(time.time() * 1000)}] LAMBDA_RUNTIME Failed to post handler success response. "
        f"Http response code: {status}. ")
    raise RuntimeError(f"Failed to post invocation {outcome}")
