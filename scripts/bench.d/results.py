# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows that benchmarks record, as JSON and as a table."""

import json
import statistics

from aims import aims_of


def row(part, name, unit, samples, more_is_better=False):
    """A row of results. `samples` are the figures of "lamsh" and of each peer, or the reason why a peer has none."""
    aims = aims_of(part, name)
    own = statistics.median(samples["lamsh"])

    def judged(figure, bound):
        if bound is None:
            return {"aim": None, "met": None}
        return {"aim": bound, "met": figure >= bound if more_is_better else figure <= bound}

    peers = []
    for peer, values in samples.items():
        if peer == "lamsh":
            continue
        if isinstance(values, str):
            peers.append({"name": peer, "missing": values, "aim": aims.get(peer), "met": None})
        else:
            median = statistics.median(values)
            ratio = own / median if median else float("inf")
            peers.append({"name": peer, "figure": median, "samples": values, "ratio": ratio}
                         | judged(ratio, aims.get(peer)))
    return {"part": part, "name": name, "unit": unit, "moreIsBetter": more_is_better, "lamsh": own,
            "samples": samples["lamsh"], **judged(own, aims.get(None)), "peers": peers}


def missing(part, reason, name=None):
    """A row for a part, or one measurement of it, that couldn't run."""
    return {"part": part, "name": name, "missing": reason}


def read(path):
    """The rows in a file of JSON Lines."""
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def figure(value, unit=""):
    """Three significant digits, and thousands with commas."""
    if value is None:
        return ""
    text = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return f"{text} {unit}".rstrip()


HEAD = ("measurement", "lamsh", "peer", "", "ratio", "aim", "met")


def table(rows):
    """Lines of a table: one for lamsh's own figure and its aim if there's one, and one for each peer."""
    cells = [HEAD]
    for entry in rows:
        title = entry["part"] + (f": {entry['name']}" if entry["name"] else "")
        if "missing" in entry:
            cells.append((title, f"not measured: {entry['missing']}"))
            continue
        sign = "≥" if entry["moreIsBetter"] else "≤"

        def verdict(of, unit=""):
            aim = "" if of["aim"] is None else f"{sign} {figure(of['aim'], unit)}"
            met = {None: "" if of["aim"] is None else "?", True: "yes", False: "no"}[of["met"]]
            return aim, met

        first = (title, figure(entry["lamsh"], entry["unit"]))
        if entry["aim"] is not None or not entry["peers"]:
            cells.append((*first, "", "", "", *verdict(entry, entry["unit"])))
            first = ("", "")
        for peer in entry["peers"]:
            if "missing" in peer:
                middle = (peer["name"], peer["missing"], "")
            else:
                middle = (peer["name"], figure(peer["figure"], entry["unit"]), figure(peer["ratio"]))
            cells.append((*first, *middle, *verdict(peer)))
            first = ("", "")
    return aligned(cells)


def aligned(cells):
    """Lines with columns two spaces apart. A row with fewer cells doesn't widen the columns."""
    full = max(map(len, cells))
    widths = [max(len(line[column]) for line in cells if len(line) == full) for column in range(full)]
    widths[0] = max(len(line[0]) for line in cells)
    return ["  ".join(text.ljust(width) for text, width in zip(line, widths)).rstrip()
            if len(line) == full else line[0].ljust(widths[0]) + "  " + "  ".join(line[1:]) for line in cells]


def verdict(rows):
    """One line: how many aims are met, missed and unknown."""
    found = [entry["met"] for each in rows if "missing" not in each for entry in (each, *each["peers"])
             if entry["aim"] is not None]
    text = f"{found.count(True)} aims met, {found.count(False)} missed"
    return text + (f", {found.count(None)} without their peer" if None in found else "")
