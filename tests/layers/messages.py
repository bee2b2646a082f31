"""What a wrong call is told, and which need of a layer it does not meet."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from symcount.core.errors import InputError
from symcount.core.ready import Need
from symcount.core.stated import Needs


def refused(call: Callable[[], object]) -> BaseException | None:
    """The error that a call raises."""
    with pytest.raises(InputError) as caught:
        call()
    return caught.value


def told(call: Callable[[], object]) -> str:
    """The one line of the error that a call raises."""
    text = str(refused(call))
    assert "\n" not in text
    return text


def broken(call: Callable[[], object]) -> Needs | None:
    """The need that a layer was checking when it refused the call; None where it was refused for another reason."""
    found, error = None, refused(call)
    while error is not None:  # told again with its path by every network around the layer
        step = error.__traceback__
        while step is not None:
            here = step.tb_frame.f_locals.get("need")
            found = here.fact if isinstance(here, Need) else found
            step = step.tb_next
        error = error.__context__
    return found
