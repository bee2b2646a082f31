"""What all tests share: golden files that rewrite themselves when asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one option of our own."""
    parser.addoption("--rewrite-golden", action="store_true", help="write what is made today into tests/golden")


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
