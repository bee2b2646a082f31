"""The proof of a derivation: every printed line is read back from its text and must equal its step's value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

from symcount.core.errors import Unproven
from symcount.core.expression import Expr, Power, Series, Size, Value
from symcount.core.parsing import parse_expression
from symcount.core.reading import evaluated, parts, sizes_in
from symcount.counting.derivation import Derivation, Line, Step
from symcount.notation.pretty import pretty

# Where a size has no number the line is tried at several; large primes make an accidental tie improbable.
PROBES = 4
LONGEST_LINE, DEEPEST_LINE = 400_000, 400


def prove(derivation: Derivation, printer: Callable[[Expr], str] = pretty) -> Derivation:
    """The same derivation, once every one of its printed lines is proven; else Unproven is raised."""
    for step in derivation.every_step():
        for line in step.lines:
            prove_line(line, step, printer)
    return derivation


def prove_line(line: Line, step: Step, printer: Callable[[Expr], str]) -> None:
    """One printed line against the value of its step, at every probe."""
    text = printer(line.expr)
    read = parse_expression(text, longest=LONGEST_LINE, deepest=DEEPEST_LINE)
    for probe in _probes(line, step):
        where = {Size(name): _at(value, probe) for name, value in line.where.items()}
        got, expected = _at(read, where), _at(step.value, probe)
        if got != expected or isinstance(got, Expr):
            raise Unproven(f"{step.left}: the line {text!r} is {got}, not {expected}")


def _at(value: Value, where: dict[Size, Value]) -> Value:
    return evaluated(value, where) if isinstance(value, Expr) else value


def _probes(line: Line, step: Step) -> Iterator[dict[Size, Value]]:
    """Numbers for the sizes that have none: the same in each run, different for each probe."""
    told = (step.value, *line.where.values())
    names, high = sorted({size.name for size in sizes_in(*told)}), _in_exponents(told)
    draw = Random(" ".join(names))
    for _ in range(PROBES if names else 1):
        yield {
            Size(name): draw.randrange(2, 24) if name in high else draw.choice((3, 7)) * draw.randrange(10**6, 10**9)
            for name in names
        }


def _in_exponents(values: Sequence[Value]) -> set[str]:
    """The names in an exponent or in the count of a sum, where only small numbers can be tried."""
    found: set[str] = set()
    stack = [value for value in values if isinstance(value, Expr)]
    while stack:
        node = stack.pop()
        if isinstance(node, Power):
            found.update(size.name for size in sizes_in(node.exponent))
        if isinstance(node, Series):
            found.update(size.name for size in sizes_in(node.count))
        stack.extend(parts(node))
    return found
