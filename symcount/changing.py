"""difference(before, after): what a change of a network makes of a quantity."""

from __future__ import annotations

from symcount.amount import Amount
from symcount.core.errors import InputError
from symcount.counts import params
from symcount.networks.composite import Network
from symcount.reporting.differences import Difference, Side


def difference(before: Network | Amount, after: Network | Amount) -> Difference:
    """What a change makes of a network: of its parameters, or of the quantity of two amounts.

    `difference(macs(net), macs(widen(net)))` has `.before`, `.after`, `.change`, `.factor`, `.layers` with the
    reason of each, and `.why()`. InputError where the amounts are of different quantities.

    >>> from symcount import BatchNorm2d, Conv2d, Sequential, fold_batchnorm, sizes
    >>> k, c = sizes("k c")
    >>> net = Sequential(Conv2d(k, kernel_size=3, bias=False), BatchNorm2d(), input=(c, 9, 9))
    >>> difference(net, fold_batchnorm(net))
    Parameters: 9*c*k + 2*k -> k*(9*c + 1), a change of -k
    """
    a, b = (one if isinstance(one, Amount) else params(one) for one in (before, after))
    if a.quantity.key != b.quantity.key:
        raise InputError(f"difference takes two amounts of one quantity, got {a.quantity.key} and {b.quantity.key}")
    sides = [Side(one.told, one.quantity, one.open().expr) for one in (a, b)]
    return Difference((sides[0], sides[1]), {**a.numbers, **b.numbers})
