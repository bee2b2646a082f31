"""Tests that are skipped: with a reason on a machine without their witness, a failure in CI."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = """\
import pytest
def test_runs(): pass
@pytest.mark.skipif(True, reason="{reason}")
def test_skipped(): pass
"""
MODULE = 'import pytest\npytest.importorskip("no_such_witness", reason="{reason}")\n'


@pytest.mark.parametrize("text", [TESTS, MODULE])
@pytest.mark.parametrize(
    ("ci", "reason", "code"),
    [("", "there is no Chromium", (0, 5)), ("true", "there is no Chromium", (1, 2)), ("true", "root may read everything", (0, 5))],
)  # fmt: skip
def test_a_missing_witness_fails_in_ci(text: str, ci: str, reason: str, code: tuple[int, int], tmp_path: Path) -> None:
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    (tmp_path / "test_it.py").write_text(text.format(reason=reason), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", str(tmp_path)]
    environment = {**os.environ, "CI": ci, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=tmp_path)
    assert done.returncode == code[text == MODULE], done.stdout
    assert ("a witness is missing" in done.stdout) == (done.returncode in (1, 2))
