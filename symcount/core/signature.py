"""The signature that help() and a notebook show for a layer: its settings, the first one alone without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symcount.core.formal import REQUIRED, Formal

if TYPE_CHECKING:
    from inspect import Signature

    from symcount.core.theory import Theory


class LayerSignature:
    """Made when it is asked for, from the class's own settings."""

    def __get__(self, instance: object, owner: type) -> Signature:
        from inspect import Parameter, Signature

        theory: Theory = owner.theory  # type: ignore[attr-defined]
        formals = {**theory.settings, **theory.incoming}
        parameters = [
            Parameter(
                name, Parameter.KEYWORD_ONLY if place else Parameter.POSITIONAL_OR_KEYWORD, default=_default(formal)
            )
            for place, (name, formal) in enumerate(formals.items())
        ]
        return Signature(parameters)


def _default(formal: Formal) -> object:
    """What a setting is when it is not given; of one that is another's value, that one's name."""
    from inspect import Parameter

    if formal.default is REQUIRED:
        return Parameter.empty
    return formal.default.attribute if isinstance(formal.default, Formal) else formal.default
