"""A value as the closed form that both Python and SymPy read: k*(c*f**2 + 1), (H - f)//s + 1."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from symcount.core.expression import Expr, Number, Operand

if TYPE_CHECKING:
    import sympy
    from sympy.printing.str import StrPrinter


def closed_text(value: Operand | sympy.Basic) -> str:
    """The closed form as text; a whole number prints as itself, without SymPy being loaded."""
    if isinstance(value, Number):
        return str(value.value)
    if isinstance(value, int):
        return str(int(value))
    return str(_printer().doprint(closed_sympy(value)))


def closed_sympy(value: Operand | sympy.Basic) -> sympy.Expr:
    """The closed form in SymPy; what SymPy already holds stays as it is."""
    from sympy import Basic

    from symcount.core.algebra import to_sympy

    return value if isinstance(value, Basic) and not isinstance(value, Expr) else to_sympy(value)


@cache
def _printer() -> StrPrinter:
    """SymPy's own printer of text, taught the divisions of Python; made on demand, since SymPy is slow to load."""
    from sympy import Integer, Symbol, ceiling, floor
    from sympy.printing.str import StrPrinter

    class Printer(StrPrinter):  # type: ignore[misc]  # SymPy has no types
        def parenthesize(self, item: Any, level: int, strict: bool = False) -> str:
            if isinstance(item, (floor, ceiling)):  # SymPy takes them for calls, which need no brackets
                return f"({self._print(item)})"
            return str(super().parenthesize(item, level, strict))

        def _print_floor(self, expr: Any) -> str:
            over, under = expr.args[0].as_numer_denom()
            return f"{self._over(over)}//{self._under(under)}"

        def _print_ceiling(self, expr: Any) -> str:
            over, under = expr.args[0].as_numer_denom()
            return f"-(-{self._under(over)}//{self._under(under)})"

        def _over(self, part: Any) -> str:
            text = str(self._print(part))
            return text if isinstance(part, (Integer, Symbol)) or part.is_Pow else f"({text})"

        def _under(self, part: Any) -> str:
            plain = isinstance(part, Symbol) or (isinstance(part, Integer) and part >= 0)
            return str(self._print(part)) if plain else f"({self._print(part)})"

        def _print_Min(self, expr: Any) -> str:
            return self._call("min", expr.args)

        def _print_Max(self, expr: Any) -> str:
            return self._call("max", expr.args)

        def _call(self, name: str, args: Any) -> str:
            return f"{name}({', '.join(sorted(str(self._print(arg)) for arg in args))})"

    return Printer()
