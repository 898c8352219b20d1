# SPDX-License-Identifier: GPL-3.0-or-later
"""The root logger as AWS sets it up: its format, its level, and the request id in each record."""

import json
import logging
import os
import time
import traceback

from lamsh_python_runtime import Current, log_event

TEXT = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n"
DATES = "%Y-%m-%dT%H:%M:%S"
# Attributes of records that aren't members of a JSON line, or have another name there.
KNOWN = frozenset("""
    name msg args levelname levelno pathname filename module exc_info exc_text stack_info lineno funcName created msecs
    relativeCreated thread threadName processName process aws_request_id tenant_id _frame_type""".split())


def set_up(logging):
    environment = os.environ
    level = environment.get("AWS_LAMBDA_LOG_LEVEL", "").upper()
    level = "DEBUG" if level == "TRACE" else level
    is_json = environment.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON"
    logging.Formatter.converter = time.gmtime
    handler = LambdaLoggerHandler()
    handler.setFormatter(JSONFormatter() if is_json else logging.Formatter(TEXT, DATES))
    handler.addFilter(LambdaLoggerFilter())
    root = logging.getLogger()
    if level in logging._nameToLevel:
        root.setLevel(level)
    root.addHandler(handler)


class LambdaLoggerHandler(logging.Handler):
    def emit(self, record):
        log_event(self.format(record))


class LambdaLoggerFilter(logging.Filter):
    def filter(self, record):
        record.aws_request_id = Current.request_id
        record.tenant_id = Current.tenant_id
        return True


class JSONFormatter(logging.Formatter):
    def __init__(self):
        super().__init__(datefmt=DATES + "Z")

    def format(self, record):
        # One of the levels that Lambda has.
        record.levelno = min(50, max(0, record.levelno)) // 10 * 10
        record.levelname = logging.getLevelName(record.levelno)
        is_object = isinstance(record.msg, dict) and not record.args
        members = {
            "timestamp": self.formatTime(record, self.datefmt),
            "level": record.levelname,
            "message": record.msg if is_object else record.getMessage(),
            "logger": record.name,
        }
        if record.exc_info:
            kind, error, trace = record.exc_info
            members["stackTrace"] = traceback.format_tb(trace)
            members["errorType"] = kind.__name__
            members["errorMessage"] = str(error)
        members["requestId"] = getattr(record, "aws_request_id", None)
        if record.exc_info:
            members["location"] = f"{record.pathname}:{record.funcName}:{record.lineno}"
        members["tenantId"] = getattr(record, "tenant_id", None)
        for name, value in record.__dict__.items():
            if name not in KNOWN:
                members.setdefault(name, value)
        members = {name: value for name, value in members.items() if value is not None}
        return json.dumps(members, ensure_ascii=False, default=str) + "\n"
