# SPDX-License-Identifier: GPL-3.0-or-later
"""A short run of each fuzzing target, from the corpus that the project keeps."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("target", ["json", "expression", "template", "statement"])
def test_no_input_breaks(target):
    run = subprocess.run(
        [ROOT / "scripts/fuzz", "--seconds", "10", target], capture_output=True, text=True, timeout=600, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "no failure" in run.stdout
