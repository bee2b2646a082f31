"""A file replaced whole or not at all."""

from __future__ import annotations

import os
import shlex
import stat
from pathlib import Path
from secrets import token_hex

from symcount.core.errors import InputError, shown

# A path is told whole: half a path helps nobody.
LONGEST_PATH = 300
CIRCLE = "its links go in a circle"


def ready_place(path: Path) -> Path:
    """Where a file will stand, links followed; an error where it cannot stand there."""
    try:
        return _checked(path)
    except InputError:
        raise
    except (OSError, RuntimeError) as wrong:  # a name that is too long; links that go in a circle
        reason = getattr(wrong, "strerror", None) or CIRCLE
        raise InputError(f"{_shown(path)} cannot be written: {reason.lower()}") from wrong


def _checked(path: Path) -> Path:
    folder = path.parent
    if not folder.exists():
        hint = f"; make it with: mkdir -p {shlex.quote(str(folder))}" if str(folder).isprintable() else ""
        raise InputError(f"the folder {_shown(folder)} does not exist{hint}")
    if not folder.is_dir():
        raise InputError(f"{_shown(folder)} is a file, not a folder")
    if path.is_dir():
        raise InputError(f"{_shown(path)} is a folder; name a file in it")
    if path.exists() and not path.is_file():
        raise InputError(f"{_shown(path)} is a pipe or a device; name a file")
    place = path.resolve()
    if place.is_symlink():
        raise RuntimeError(CIRCLE)
    return place


def replaced(path: Path, content: bytes) -> None:
    """The file with new content: written beside it, then moved into its place in one step."""
    beside = path.with_name(f".{token_hex(8)}.part")
    try:
        _written(beside, content, _mode(path))
        os.replace(beside, path)
    except OSError as wrong:
        beside.unlink(missing_ok=True)
        raise InputError(f"{_shown(path)} cannot be written: {(wrong.strerror or str(wrong)).lower()}") from wrong
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _written(path: Path, content: bytes, mode: int | None) -> None:
    """On the disk for certain, not only on its way there."""
    with open(path, "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        path.chmod(mode)


def _mode(path: Path) -> int | None:
    """Who may read and write the file that is replaced; a new one gets what the system gives new files."""
    return stat.S_IMODE(path.stat().st_mode) if path.exists() else None


def _shown(path: Path) -> str:
    return shown(str(path), LONGEST_PATH)
