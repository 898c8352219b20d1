# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes {"orderId", "note"}; returns a tracking number."""


def handler(event, context):
    order_id = event["orderId"]
    print(f"shipping {order_id}: {event.get('note', 'no note')}")
    return {"orderId": order_id, "status": "shipped", "tracking": "t-" + order_id.removeprefix("o-")}
