# SPDX-License-Identifier: GPL-3.0-or-later
"""What each measurement should reach."""

import fnmatch

# "PART: NAME" (may contain wildcards) → peer → bound of lamsh's share of the peer's time or rate. The bound under None is
# for lamsh's own figure, in the row's unit. Times and sizes should be at most the bound, rates at least.
AIMS = {
    "batch: rows, 64 in flight": {"boto3": 20, "xargs curl": 30},
    "invoke: in sequence": {"Go SDK": 1.6, "wrk": 0.8},
    "invoke: 64 in flight": {"Go SDK": 2, "wrk": 0.4},
    "invoke: one signature": {None: 15},
    "jmespath: search *": {"python": 0.1},
    "jmespath: parse and search *": {"python": 0.1},
    "jmespath: whole process *": {"jp": 1},
    "json: parse 6 MB": {None: 8},
    "json: parse *": {"python": 0.5, "Foundation": 0.14},
    "json: memory *": {None: 10},
    "local: added to a warm call*": {None: 0.2},
    "local: added to a cold start*": {None: 10},
    "local: native, 16 clients": {None: 3000},
    "parser: parse": {None: 1_000_000},
    "process: one invocation": {"curl": 1, "AWS CLI": 0.025},
    "process: start to prompt*": {None: 15},
    "rows: one member, one core": {"DuckDB, 1 thread": 1},
    "rows: one member": {"DuckDB, 2 threads": 1},
    "rows: three members and a product, one core": {"DuckDB, 1 thread": 1.3},
    "rows: three members and a product": {"DuckDB, 2 threads": 1.3},
    # Ten times the work takes at most ten times as long; a little more is noise.
    "scale: * time for ten times as much": {None: 11.5},
    "scale: * memory for ten times as much": {None: 1.25},
    "script: assignments": {"python": 1 / 1.2, "bash": 0.2},
    "size: stripped binary": {None: 28},
    "size: cold release build": {None: 240},
    "terminal: key to echo, over a bare readline": {None: 1},
    "terminal: Tab *": {None: 20},
    "terminal: prompt back *": {None: 50},
    "terminal: start to prompt*": {None: 15},
    "view: open a large value": {None: 300},
}


def aims_of(part, name):
    """The bounds for a row, by peer."""
    found = {}
    for pattern, bounds in AIMS.items():
        if fnmatch.fnmatchcase(f"{part}: {name}", pattern):
            found |= bounds
    return found
