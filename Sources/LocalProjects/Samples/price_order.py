# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes an order; returns it with prices in cents and a total."""

PRICES = {"A-1": 1250, "B-2": 399, "C-3": 4999}
OTHER = 1000


def handler(event, context):
    lines = [{**line, "unitPrice": PRICES.get(line["sku"], OTHER)} for line in event["lines"]]
    total = sum(line["unitPrice"] * line["qty"] for line in lines)
    return {**event, "status": "priced", "lines": lines, "currency": "EUR", "total": total}
