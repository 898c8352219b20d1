# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes a line of an order; reserves the goods or fails with OutOfStock."""

STOCK = {"A-1": 10, "B-2": 100, "C-3": 0}


class OutOfStock(Exception):
    pass


def handler(event, context):
    sku, qty = event["sku"], event["qty"]
    available = STOCK.get(sku, 25)
    print(f"reserving {qty} of {sku}, {available} available")
    if qty > available:
        raise OutOfStock(f"{qty} of {sku} wanted, {available} available")
    return {
        "reservation": f"r-{event.get('orderId', 'none')}-{event.get('line', 1)}",
        "sku": sku,
        "qty": qty,
        "left": available - qty,
    }
