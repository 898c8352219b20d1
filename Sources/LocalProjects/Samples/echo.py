# SPDX-License-Identifier: GPL-3.0-or-later
"""Returns its event; with {"context": true} also details of its invocation."""


def handler(event, context):
    if not (isinstance(event, dict) and event.get("context") is True):
        return event
    client = context.client_context
    return {
        "event": event,
        "function": context.function_name,
        "version": context.function_version,
        "arn": context.invoked_function_arn,
        "memory": int(context.memory_limit_in_mb),
        "clientContext": client and client.custom,
    }
