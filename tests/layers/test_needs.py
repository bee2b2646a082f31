"""Every need of every layer has a test of its message: a wrong input in the tables beside this file breaks it."""

from __future__ import annotations

from functools import partial

from core.test_layer_errors import PLACES as OF_THE_FIRST_LAYERS
from layers import test_block_messages, test_feature_messages, test_window_messages
from layers.messages import broken
from symcount.core.stated import Needs
from symcount.layers import known_layers
from symcount.networks.blocks import known_blocks
from symcount.networks.rows import rows


def needs() -> dict[Needs, str]:
    """Every need that a layer states, with the layer and the name that it has there."""
    kinds = {**known_layers(), **known_blocks()}
    found = {}
    for name, kind in kinds.items():
        for owner in kind.__mro__:
            found |= {fact: f"{name}.{key}" for key, fact in vars(owner).items() if isinstance(fact, Needs)}
    return found


def test_every_need_is_broken_by_a_call_whose_message_is_tested() -> None:
    windows = [(layer, (shape,)) for layer, shape, _ in (*OF_THE_FIRST_LAYERS, *test_window_messages.PLACES)]
    others = [(one, shapes) for one, shapes, _ in (*test_feature_messages.PLACES, *test_block_messages.INPUTS)]
    met = {broken(partial(rows, network, inputs=shapes)) for network, shapes in (*windows, *others)}
    untested = {name for need, name in needs().items() if need not in met}
    assert not untested
