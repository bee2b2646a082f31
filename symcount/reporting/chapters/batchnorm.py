"""What batch normalization adds to the network at hand: what is learned, and what is only kept."""

from __future__ import annotations

from collections.abc import Sequence

from symcount.core.expression import Sum, written
from symcount.core.ready import many_values
from symcount.core.values import product, total
from symcount.counting.derive import Addend, addend, derive_layer, number_of, summed
from symcount.counting.quantities import PARAMS
from symcount.counting.telling import at_numbers, plain_step
from symcount.networks.changes.batchnorm import added_path, with_batchnorm
from symcount.networks.rows import rows
from symcount.networks.signal import Row
from symcount.reporting.chapters.layerwise import blocks_of
from symcount.reporting.document import Paragraph, Section, Steps
from symcount.reporting.plan import Plan


def batchnorm(plan: Plan, after: Sequence[str]) -> Section:
    """The parameters that batch normalization adds behind some layers, and what it keeps without learning it."""
    net = with_batchnorm(plan.net, after)
    added = [row for row in rows(net) if row.path in {added_path(path) for path in after}]
    numbers = plan.numbers
    told = [derive_layer(row, PARAMS, plan.form, numbers) for row in added]
    sections = [Section(f"batchnorm-{one.path}", f"{one.path}: {one.title}", blocks_of(one)) for one in told]
    trainable = summed(
        "Added parameters", [addend(row, PARAMS, plan.form, numbers) for row in added], numbers,
        "Each batch normalization adds a scale and a shift for every channel; both are learned.",
    )  # fmt: skip
    together = Sum((written(plan.total(PARAMS)), written(trainable.value)))
    after_all = plain_step("Parameters with batch normalization", together, "What the network had, and what was added.")
    running = summed(
        "Running statistics", [_statistics(row, plan) for row in added], numbers,
        "A running mean and a running variance for every channel: kept for inference, moved by the data, not learned.",
    )  # fmt: skip
    sections.append(Section("batchnorm-sum", "What is added in all", (Steps((trainable, after_all, running)),)))
    aside = (
        "Running statistics are buffers, not parameters: an optimizer never sees them. PyTorch keeps one counter of "
        "the batches beside them; a Keras summary counts the running statistics as non-trainable parameters."
    )
    return Section("batchnorm", "What batch normalization adds", (Paragraph(aside),), tuple(sections))


def _statistics(row: Row, plan: Plan) -> Addend:
    """The running means and variances of one layer, without its counter of batches."""
    kept = [one for one in row.case.owned("buffer") if not one.fact.integer]
    sizes = [product(many_values(row.case.values, one.readings)) for one in kept]
    return number_of(row.path, at_numbers(total(sizes), plan.numbers))
