#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a JSON document of about SIZE bytes, the same for the same size: an answer of ListFunctions and orders.

usage: make_document.py SIZE FILE
"""
import json
import random
import sys


def function(rng, number):
    return {
        "FunctionName": f"order-{rng.choice(['create', 'price', 'ship', 'refund'])}-{number}",
        "FunctionArn": f"arn:aws:lambda:eu-west-1:123456789012:function:order-{number}",
        "Runtime": rng.choice(["python3.12", "nodejs20.x", "provided.al2023"]),
        "Role": "arn:aws:iam::123456789012:role/service-role/orders",
        "CodeSize": rng.randrange(10**7),
        "Description": rng.choice(["", "Creates an order", "Rechnet den Preis aus – mit Steuer"]),
        "Timeout": rng.randrange(1, 900),
        "MemorySize": 128 * rng.randrange(1, 80),
        "LastModified": f"2025-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}T10:00:00.000+0000",
        "Environment": {"Variables": {"STAGE": rng.choice(["dev", "prod"]), "TABLE": "orders"}},
        "Layers": [{"Arn": "arn:aws:lambda:eu-west-1:123456789012:layer:base:7", "CodeSize": rng.randrange(10**6)}],
        "Architectures": [rng.choice(["x86_64", "arm64"])],
        "EphemeralStorage": {"Size": 512},
        "SnapStart": {"ApplyOn": "None", "OptimizationStatus": "Off"},
    }


def order(rng, number):
    return {
        "id": number,
        "customer": {"name": rng.choice(["Ada", "Grace", "Jürgen", "Zoë"]), "vip": rng.random() < 0.1, "email": None},
        "total": round(rng.random() * 1000, 2),
        "rating": rng.random(),
        "lines": [
            {"sku": f"A-{rng.randrange(1000)}", "qty": rng.randrange(1, 9), "price": round(rng.random() * 99, 2)}
            for _ in range(rng.randrange(1, 5))
        ],
        "note": rng.choice(["", "line one\nline two", 'says "hello"', "plain text that is a little longer than the rest"]),
        "tags": rng.sample(["new", "gift", "express", "return", "b2b"], 2),
    }


def main():
    size, path = int(sys.argv[1]), sys.argv[2]
    rng = random.Random(20250120)
    document = {"Functions": [], "orders": []}
    length = 40
    number = 0
    while length < size or number == 0:
        document["orders"].append(order(rng, number))
        length += len(json.dumps(document["orders"][-1], ensure_ascii=False).encode()) + 2
        if length < size and number % 2 == 0:
            document["Functions"].append(function(rng, number))
            length += len(json.dumps(document["Functions"][-1], ensure_ascii=False).encode()) + 2
        number += 1
    with open(path, "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False)


if __name__ == "__main__":
    main()
