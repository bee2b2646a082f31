"""Large networks: their totals in symbols against PyTorch without numbers and against SymPy's sum, and their memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from races import Race, answer_of, child, seconds

from symcount.core import collecting
from symcount.core.algebra import to_sympy
from symcount.core.values import total
from symcount.counts import activations, macs, params, trainable
from symcount.networks.composite import Sequential
from symcount.networks.zoo.known import architecture, zoo

THREE = (params, macs, activations)
FASTER = 20  # than building and counting in PyTorch on the meta device
MOST_MEGABYTES = 150
FLAT = 1.5  # a symbolic depth costs the same however deep the network is

# The same work in a Python of its own, its imports included.
OURS = """
from symcount.counts import activations, macs, params
from symcount.networks.zoo.known import architecture
net = architecture({name!r}).network({chosen})
print(*(quantity(net).value for quantity in (params, macs, activations)))
"""
THEIRS = """
import torch_models as made
print(made.without_numbers({name!r}))
"""
# A child begins with the peak of its parent in `getrusage`, where Linux tells its own beside.
MEMORY = """
import resource
from pathlib import Path
from symcount import *
net = architecture({name!r}).network()
totals = [str(quantity(net)) for quantity in (params, macs, activations)]
own = Path("/proc/self/status")
told = [line for line in own.read_text().splitlines() if line.startswith("VmHWM:")] if own.exists() else []
print((int(told[0].split()[1]) if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // 1024)
"""


@dataclass(frozen=True)
class Large:
    """A network in symbols: an architecture with some of its hyper-parameters chosen."""

    title: str
    name: str
    chosen: tuple[tuple[str, int], ...] = ()

    def network(self) -> Sequential:
        """The network, all other hyper-parameters in symbols."""
        return architecture(self.name).network(**dict(self.chosen))

    def totals(self, *quantities: Callable[..., Any]) -> list[Any]:
        """The totals in symbols from nothing: what an earlier run has worked out is forgotten."""
        collecting._collected.cache_clear()
        net = self.network()
        return [quantity(net).value for quantity in quantities or THREE]


LARGE = (
    Large("ResNet-152", "resnet152"),
    Large("DenseNet-201", "densenet201"),
    Large("a GPT of 96 layers", "gpt2-xl", (("L", 96),)),
)


def large_races() -> Iterator[Race]:
    """Every large network against PyTorch, with its import and without, and against SymPy's own sum."""
    import torch_models

    for one in LARGE:
        check_counts(one)
        yield Race(
            f"{one.title}: three totals in symbols", "PyTorch on the meta device", one.totals,
            lambda name=one.name: torch_models.without_numbers(name), 5, faster=FASTER,
        )  # fmt: skip
        chosen = ", ".join(f"{name}={value}" for name, value in one.chosen)
        yield Race(
            f"{one.title}: the same, imports included", "PyTorch on the meta device, import included",
            child("-c", OURS.format(name=one.name, chosen=chosen)), child("-c", THEIRS.format(name=one.name)), 3,
        )  # fmt: skip
        yield Race(
            f"{one.title}: parameters alone", "PyTorch on the meta device, parameters alone",
            lambda one=one: one.totals(params), lambda name=one.name: torch_models.parameters_of(name), 7,
        )  # fmt: skip
        yield against_sum(one)


def check_counts(one: Large) -> None:
    """Both must count the same network, else the race says nothing."""
    import torch_models

    ours, theirs = int(trainable(zoo(one.name, **dict(one.chosen)))), torch_models.parameters_of(one.name)
    assert ours == theirs, f"{one.title}: we count {ours:,} parameters, PyTorch {theirs:,}"


def against_sum(one: Large) -> Race:
    """The same terms added up: ours as they are written, against SymPy's sum."""
    from sympy.core.cache import clear_cache

    written = list(params(one.network()).by_layer().values())
    terms = [to_sympy(value) for value in written]

    def sympys() -> object:
        clear_cache()  # else every run after the first finds its sums ready made
        return sum(terms)

    return Race(
        f"{one.title}: its terms added up", "SymPy's sum() of the same terms", lambda: total(written), sympys, 9
    )


def depths() -> tuple[str, bool]:
    """A GPT of 12 layers, of 10,000, and of L: what their totals cost."""
    nets = {str(depth): Large("", "gpt2-xl", (("L", depth),)) for depth in (12, 10_000)} | {"L": Large("", "gpt2-xl")}
    runs: dict[str, list[float]] = {depth: [] for depth in nets}
    for _ in range(15):
        for depth, net in nets.items():
            runs[depth].append(seconds(net.totals))
    times = {depth: median(found[1:]) for depth, found in runs.items()}
    told = ", ".join(f"L = {depth}: {time * 1e3:.1f} ms" for depth, time in times.items())
    met = max(times.values()) < FLAT * min(times.values())
    return f"a GPT's three totals at depth {told}" + ("" if met else "   MISSED"), met


def memory(names: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """The most memory that a process takes for the totals of a network in closed form."""
    for name in names:
        used = int(answer_of(MEMORY.format(name=name)))
        told = f"{name}: three closed forms in a process of {used} MB, at most {MOST_MEGABYTES}"
        yield told + ("" if used < MOST_MEGABYTES else "   MISSED"), used < MOST_MEGABYTES
