# SPDX-License-Identifier: GPL-3.0-or-later
"""The hooks of SnapStart, which AWS's runtimes have. There are no snapshots here, so nothing runs them, as on AWS in a
function without SnapStart."""

_before_snapshot = []
_after_restore = []


def register_before_snapshot(func, *args, **kwargs):
    _before_snapshot.append((func, args, kwargs))
    return func


def register_after_restore(func, *args, **kwargs):
    _after_restore.append((func, args, kwargs))
    return func


def get_before_snapshot():
    return _before_snapshot


def get_after_restore():
    return _after_restore
