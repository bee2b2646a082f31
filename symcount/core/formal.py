"""A size of a layer's theory: a symbol in the class body, a value on an instance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any, Literal, TypeAlias, overload

from symcount.core.expression import Expr, Size

Role: TypeAlias = Literal[
    "size", "ratio", "shape", "flag", "option", "layer", "convention",  # settings, and what a convention chooses
    "incoming", "many", "apart",  # what the incoming shapes tell
    "let", "volume", "tally",  # what is worked out
]  # fmt: skip

_identity = count(1)


class _Required:
    def __repr__(self) -> str:
        return "required"


REQUIRED = _Required()


class Formal(Size):
    """A size of a layer's theory: a symbol in the class body, a value on an instance."""

    __slots__ = (
        "across",
        "allowed",
        "along",
        "attribute",
        "by",
        "cite",
        "default",
        "expr",
        "how",
        "least",
        "many",
        "meaning",
        "most",
        "role",
        "through",
        "until",
        "why",
        "words",
    )

    role: Role
    meaning: str
    attribute: str
    default: Any
    least: int
    along: bool
    words: Mapping[object, object]
    allowed: Callable[[str, object], None] | None
    expr: Expr | None
    across: bool
    how: Callable[..., Any] | None
    by: tuple[Formal, ...]
    many: Formal | None
    most: int | None
    until: Formal | None
    through: Formal | None
    why: str
    cite: str

    def __init__(
        self,
        name: str,
        meaning: str = "",
        role: Role = "size",
        *,
        default: object = REQUIRED,
        least: int = 1,
        along: bool = False,
        words: Mapping[object, object] | None = None,
        allowed: Callable[[str, object], None] | None = None,
        expr: Expr | None = None,
        across: bool = False,
        how: Callable[..., Any] | None = None,
        by: tuple[Formal, ...] = (),
        many: Formal | None = None,
        most: int | None = None,
        until: Formal | None = None,
        through: Formal | None = None,
        why: str = "",
        cite: str = "",
        attribute: str = "",
    ) -> None:
        put = object.__setattr__
        put(self, "name", name)
        put(self, "owner", f"formal {next(_identity)}")
        put(self, "symbol", None)
        put(self, "meaning", meaning)
        put(self, "role", role)
        put(self, "default", default)
        put(self, "least", least)
        put(self, "along", along)
        put(self, "words", dict(words or {}))
        put(self, "allowed", allowed)
        put(self, "expr", expr)
        put(self, "across", across)
        put(self, "how", how)
        put(self, "by", by)
        put(self, "many", many)
        put(self, "most", most)
        put(self, "until", until)
        put(self, "through", through)
        put(self, "why", why)
        put(self, "cite", cite)
        put(self, "attribute", attribute)

    def __set_name__(self, owner: type, name: str) -> None:
        if not self.attribute:
            object.__setattr__(self, "attribute", name)

    @overload
    def __get__(self, instance: None, owner: type) -> Formal: ...
    @overload
    def __get__(self, instance: object, owner: type) -> Any: ...
    def __get__(self, instance: Any, owner: type) -> Any:
        return self if instance is None else instance.setting(self.attribute)
