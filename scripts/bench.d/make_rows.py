# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of JSON Lines, about 200 bytes a row, the same for the same number of rows."""

import json
import random

from peers import FOLDER


def rows(count):
    """The path of a file of so many rows; made when it's missing."""
    path = FOLDER / f"rows-{count}.jsonl"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        dice = random.Random(1)
        with path.open("w") as file:
            for number in range(count):
                file.write(json.dumps({
                    "id": number, "name": f"customer-{dice.randrange(10**6)}", "email": f"user{number}@example.com",
                    "qty": dice.randrange(1, 99), "price": round(dice.random() * 100, 2), "tags": ["a", "b"],
                    "address": {"city": "Berlin", "zip": f"{dice.randrange(99999):05}"},
                    "note": f"some text here {number}",
                }) + "\n")
    return path
