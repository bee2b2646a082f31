"""symcount says in formulas how big a neural network is, and proves every line it prints."""

from __future__ import annotations

TYPE_CHECKING = False  # known to type checkers by its name; importing typing would cost --help a tenth of its time
if TYPE_CHECKING:
    from symcount.public import *


def __getattr__(name: str) -> object:
    """Every public name, loaded when the first one is asked for: the command line's --help needs none."""
    import symcount.public as public  # `from symcount import public` would ask this function again

    if name in public.__all__ or name == "__all__":
        return getattr(public, name)
    raise AttributeError(f"module 'symcount' has no attribute {name!r}")


def __dir__() -> list[str]:
    import symcount.public as public

    return sorted(public.__all__)
