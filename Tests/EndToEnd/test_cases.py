# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs every golden case. `LAMSH_UPDATE=1 pytest test_cases.py -k NAME` rewrites expectations, for review."""

import os
from pathlib import Path

import pytest

from golden_case import GoldenCase, binary

CASES = Path(__file__).parent / "Cases"


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=str(path.relative_to(CASES))) for path in sorted(CASES.glob("*/*.case"))]
)
def test_case(path, tmp_path):
    case = GoldenCase.parse(path.read_text())
    outcome = case.run(binary(), tmp_path)
    if os.environ.get("LAMSH_UPDATE"):
        path.write_text(case.updated(outcome).format())
        return
    differences = case.differences(outcome)
    assert not differences, "\n".join(differences)
