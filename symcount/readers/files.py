"""A spec file read as bytes: only regular files of a known ending and a bounded size."""

from __future__ import annotations

import os
import stat
from itertools import islice
from pathlib import Path

from symcount.core.errors import InputError, nearest, shown

ENDINGS = (".yaml", ".yml", ".toml", ".json")
MOST_BYTES = 256 * 1024
MOST_NEIGHBOURS = 1_000


def label(path: str | Path) -> str:
    """A file's name as messages show it."""
    return shown(str(path), 200)


def check_ending(path: str | Path) -> str:
    """The ending of a file's name, if it is one that is read."""
    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        raise InputError(f"a spec file ends in {', '.join(ENDINGS)}, got {shown(ending) or 'no ending'}", label(path))
    return ending


def read_bytes(path: str | Path) -> bytes:
    """What a spec file holds. Folders, pipes and devices are refused before they are opened: opening could block."""
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise InputError(f"this is a folder; a spec is a file that ends in {', '.join(ENDINGS)}", label(path))
        if not stat.S_ISREG(mode):
            raise InputError("this is not a regular file", label(path))
        check_ending(path)
        with open(path, "rb") as file:
            content = file.read(MOST_BYTES + 1)
    except InputError:
        raise
    except FileNotFoundError:
        raise InputError(f"no such file{_neighbour(Path(path))}", label(path)) from None
    except PermissionError:
        raise InputError("no permission to read this file", label(path)) from None
    except OSError as wrong:
        raise InputError(f"cannot be read: {wrong.strerror}", label(path)) from None
    except ValueError:  # a zero character in the path
        raise InputError("this is not the name of a file", label(path)) from None
    if len(content) > MOST_BYTES:
        raise InputError(f"the file is larger than {MOST_BYTES // 1024} KiB", label(path))
    return content


def _neighbour(path: Path) -> str:
    """A hint at the file that was perhaps meant."""
    try:
        with os.scandir(path.parent) as entries:
            names = [entry.name for entry in islice(entries, MOST_NEIGHBOURS)]
    except OSError:
        return f"; there is no folder {label(path.parent)}"
    return nearest(path.name, [name for name in names if name.isprintable() and name.lower().endswith(ENDINGS)])
