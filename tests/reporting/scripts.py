"""The script of interactive pages run by itself: its arithmetic, and a network worked out at some numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from symcount.core.expression import Expr, Size
from symcount.notation.javascript import VALUES, javascript, limits, slots
from symcount.reporting.rendering.environment import template_folder
from symcount.reporting.rendering.interactive.model import Interactive
from symcount.reporting.rendering.interactive.script import network_script

# A value as text that both sides read: fractions as they are, too large or undefined as a word.
TOLD = """
const told = (x) => (typeof x === "bigint" ? `${x}` : `${x.over}/${x.under}`);
const tried = (act) => { try { return act(); } catch (wrong) { if (wrong instanceof RangeError) return "refused"; throw wrong; } };
"""


@dataclass(frozen=True)
class Worked:
    """What a page finds: what is broken, or else the total of each quantity and the last layer's shape."""

    broken: str | None
    sizes: tuple[int, ...]
    totals: tuple[int, ...]
    output: tuple[int, ...]


def piece(name: str) -> str:
    """One of the files of which the script is made."""
    return (template_folder() / "interactive" / f"{name}.js").read_text(encoding="utf-8")


def worth(page: Any, expr: Expr, many: Sequence[Mapping[Size, int]]) -> list[Fraction | None]:
    """An expression at several choices of numbers, worked out by the browser; None where it refuses."""
    names = tuple(many[0])
    body = f"tried(() => told(({javascript(expr, slots(names))})))"
    source = f"(many) => {{ {limits()}{piece('exact')}{TOLD} return many.map((texts) => {{ steps = 0n; const {VALUES} = texts.map(BigInt); return {body}; }}); }}"
    answers = page.evaluate(source, [[str(at[size]) for size in names] for at in many])
    return [None if one == "refused" else Fraction(one) for one in answers]


def worked(page: Any, told: Interactive, many: Sequence[Mapping[str, int]]) -> list[Worked]:
    """A network at several choices of numbers, worked out by the browser as its page does it."""
    last = """
        const found = worked(texts.map(BigInt));
        if (found.broken !== null) return { broken: found.broken, sizes: found.sizes, totals: [], output: [] };
        const { first, last } = found.layers[found.layers.length - 1];
        return { broken: null, sizes: [], totals: found.totals.map(told), output: (last || first).map(told) };
    """
    source = f"(many) => {{ {network_script(told)}{piece('exact')}{piece('working')}{TOLD} return JSON.stringify(many.map((texts) => {{ {last} }})); }}"
    names = [one.size.name for one in told.starts]
    answers = json.loads(page.evaluate(source, [[str(at[name]) for name in names] for at in many]))
    return [
        Worked(one["broken"], tuple(one["sizes"]), tuple(map(int, one["totals"])), tuple(map(int, one["output"])))
        for one in answers
    ]
