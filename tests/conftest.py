"""What all tests share: how many random cases are drawn, and golden files that rewrite themselves when asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings

# A busy machine draws slowly, and the first call of a witness loads a part of it: no test is about time.
settings.register_profile("usual", max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("proof", settings.get_profile("usual"), max_examples=300)
settings.load_profile("proof" if os.environ.get("SYMCOUNT_PROOF") else "usual")

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one option of our own."""
    parser.addoption("--rewrite-golden", action="store_true", help="write what is made today into tests/golden")


# What may be skipped where every witness has to be there.
NO_WITNESS = ("root may read everything", "this system has no", "here these are the quotes of the option")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that is skipped in CI has failed: the witness it needs is missing."""
    return _loud((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole file of tests."""
    return _loud((yield))


def _loud(report: Report) -> Report:
    reason = str(report.longrepr)
    if report.skipped and os.environ.get("CI") == "true" and not any(known in reason for known in NO_WITNESS):
        report.outcome = "failed"
        report.longrepr = f"a witness is missing, and in CI every one has to be there: {reason}"
    return report


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """A function that holds a text against the golden file of a name."""

    def same(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--rewrite-golden"):
            GOLDEN.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        assert file.is_file(), f"there is no {file.name} yet; write it with --rewrite-golden"
        assert text == file.read_bytes().decode(), f"{file.name} has changed; if rightly so, --rewrite-golden"

    return same
