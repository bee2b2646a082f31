"""What a person asks of an amount at the prompt: what if, how fast, which size, in which share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from symcount.analysis.growth import Growth, growth, limit
from symcount.analysis.ratios import MOST_TIDIED, ratio
from symcount.analysis.smooth import derivative, elasticity, symbol_in
from symcount.analysis.solving import Solution, exact_root, solve
from symcount.analysis.source import python_source
from symcount.analysis.stepping import accepted, step_of, whole_step
from symcount.analysis.what_if import Change, WhatIf
from symcount.core.algebra import symbol, to_sympy
from symcount.core.display import Displayed
from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Expr, Size, Value, written
from symcount.core.reading import compiled, sizes_in
from symcount.core.settings import whole_number
from symcount.core.sizes import by_name
from symcount.networks.signal import Row

if TYPE_CHECKING:
    import sympy


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How one size moves a quantity: its elasticity as a formula and here, and how the quantity grows in it."""

    name: str
    elasticity: sympy.Expr
    value: sympy.Expr
    growth: Growth


class Sensitivities(list[Sensitivity], Displayed):
    """Every size with how it moves a quantity; printing them shows a table."""

    __repr__ = list.__repr__


class Asked:
    """Questions that any formula with sizes answers; who inherits tells its formula and its value."""

    numbers: Mapping[Size, Value]

    @property
    @abstractmethod
    def value(self) -> Value:
        """The exact number, or an expression while a size has none."""

    @property
    @abstractmethod
    def expr(self) -> sympy.Expr:
        """The closed form."""

    @abstractmethod
    def at(self, given: Mapping[Any, object] | None = None, /, **numbers: object) -> Any:
        """The same with numbers in the place of some sizes."""

    @property
    @abstractmethod
    def rows(self) -> tuple[Row, ...]:
        """The layers at their places; what the numbers at hand forbid is an error here."""

    @abstractmethod
    def open(self) -> Any:
        """The same with a name again for every size that has a number."""

    @abstractmethod
    def by_layer(self) -> dict[str, Value]:
        """What each layer has, by its path."""

    def what_if(self, changes: Mapping[Any, object] | None = None, /, **named: object) -> WhatIf:
        """Before and after a change of sizes, what_if(c="2*c"), with the exact factor, its value here and its limit."""
        given = by_name(changes, named)
        if not given:
            raise InputError('what_if needs a change, such as what_if(c="2*c")')
        before = self.open()
        after = before.at(**given)
        found = ratio(after.expr, before.expr)
        values = {symbol(size): to_sympy(value) for size, value in self.numbers.items()}
        here = found.xreplace(values)
        only = next(iter(given)) if len(given) == 1 else None
        end = None if only is None else limit(after.expr, before.expr, only)
        return WhatIf(
            {name: str(value) for name, value in given.items()}, before.expr, after.expr, found,
            None if here.free_symbols else here, end, _layers(before.by_layer(), after.by_layer()),
        )  # fmt: skip

    def diff(self, name: object) -> sympy.Expr:
        """The derivative in a size; floors are read as what they round."""
        return derivative(self.expr, name)

    def elasticity(self, name: object) -> sympy.Expr:
        """By how many percent the quantity grows when a size grows by one."""
        return elasticity(self.expr, name)

    def growth(self, name: object) -> Growth:
        """The leading term, the degree and the class of growth in a size."""
        return growth(self.expr, name)

    def sensitivities(self) -> Sensitivities:
        """Every size with its elasticity, the strongest at the numbers at hand first."""
        formula = self.open().expr
        values = {symbol(size): to_sympy(value) for size, value in self.numbers.items()}
        found: list[Sensitivity] = []
        for one in sorted(formula.free_symbols, key=str):
            exact = elasticity(formula, one)
            found.append(Sensitivity(str(one), exact, exact.xreplace(values), growth(formula, one)))
        return Sensitivities(sorted(found, key=lambda one: (-float(one.value) if one.value.is_number else 0, one.name)))

    def solve(self, name: object, budget: object, *, multiple_of: int = 1, **numbers: object) -> Solution:
        """The largest whole size that stays within a budget, its neighbours with their cost, and the exact formula.

        Other sizes take the numbers at hand or those given here. The formula is there where the
        quantity is of degree one or two in the size.
        """
        most = whole_budget(budget)
        target = str(name)
        others = {str(size): value for size, value in self.numbers.items() if str(size) != target}
        asked = self.open().at(**{**others, **numbers}) if others or numbers else self.open()
        one = symbol_in(asked.expr, target)
        left = sorted(str(other) for other in asked.expr.free_symbols - {one})
        root = exact_root(asked.expr, target, to_sympy(most))
        if left:
            met = "" if root is None else f"; the budget is met exactly at {target} = {root}"
            others_given = ", ".join(f"{name}=3" for name in left)
            raise InputError(
                f"a whole {target} needs numbers for {', '.join(left)}: solve({target!r}, {most}, {others_given}){met}"
            )
        at, step = asked.to_callable(), step_of(asked.rows, target, whole_step(multiple_of))
        found = solve(lambda size: int(at(**{target: size})), target, most, step, formula=root, of=asked.expr)
        with accepted(target, found.value):
            _ = asked.at(**{target: found.value}).rows
        return found

    def trade_off(self, name: object, against: object) -> sympy.Expr:
        """How much of one size a unit of the other costs while the quantity stays the same: d name / d against."""
        return -ratio(self.diff(against), self.diff(name))

    def shares(self) -> dict[str, sympy.Expr]:
        """The share of each layer in the whole, by its path; in lowest terms where the whole is short."""
        whole = self.expr
        parts = {path: to_sympy(value) for path, value in self.by_layer().items() if value != 0}
        if len(whole.args) > MOST_TIDIED:
            return {path: value / whole for path, value in parts.items()}
        each = {value: ratio(value, whole) for value in dict.fromkeys(parts.values())}
        return {path: each[value] for path, value in parts.items()}

    def __add__(self, other: object) -> sympy.Expr:
        return self.expr + _plain(other)

    __radd__ = __add__

    def __sub__(self, other: object) -> sympy.Expr:
        return self.expr - _plain(other)

    def __rsub__(self, other: object) -> sympy.Expr:
        return _plain(other) - self.expr

    def __mul__(self, other: object) -> sympy.Expr:
        return self.expr * _plain(other)

    __rmul__ = __mul__

    def __truediv__(self, other: object) -> sympy.Expr:
        return self.expr / _plain(other)

    def __rtruediv__(self, other: object) -> sympy.Expr:
        return _plain(other) / self.expr

    def __neg__(self) -> sympy.Expr:
        return -self.expr

    def __pow__(self, other: object) -> sympy.Expr:
        return self.expr ** _plain(other)

    def python(self) -> str:
        """The closed form as Python source that computes it in whole numbers."""
        return python_source(self.value)

    def latex(self) -> str:
        """The closed form in LaTeX."""
        import sympy

        return str(sympy.latex(self.expr))

    def to_callable(self) -> Callable[..., int]:
        """A function of the sizes, exact in Python's whole numbers: called(c=3, k=8), or called({c: 3, k: 8})."""
        value = self.value
        names = sizes_in(value) if isinstance(value, Expr) else ()
        reading = compiled(written(value), {size: place for place, size in enumerate(names)})
        known = [size.name for size in names]

        def called(given: Mapping[Any, int] | None = None, /, **numbers: int) -> int:
            found = by_name(given, numbers)
            for name in found:
                if name not in known:
                    raise InputError(f"unknown size {shown(name)!r}{nearest(name, known)}")
            if len(found) < len(known):
                raise InputError(f"expected numbers for {', '.join(known)}, got {', '.join(found) or 'none'}")
            return int(reading([found[name] for name in known]))

        return called


def _plain(other: object) -> Any:
    """The other side of a sum or a ratio: another amount's closed form, or what SymPy takes as it is."""
    return other.expr if isinstance(other, Asked) else other


def whole_budget(budget: object) -> int:
    """A budget is a whole number; 1e6 is one as well."""
    if isinstance(budget, float) and budget.is_integer():
        budget = int(budget)
    found = whole_number(budget, "a budget")
    if not isinstance(found, int):
        raise InputError(f"a budget is a whole number, got {found}")
    return found


def _layers(before: Mapping[str, Value], after: Mapping[str, Value]) -> tuple[Change, ...]:
    paths = dict.fromkeys((*before, *after))
    return tuple(Change(path, to_sympy(before.get(path, 0)), to_sympy(after.get(path, 0))) for path in paths)
