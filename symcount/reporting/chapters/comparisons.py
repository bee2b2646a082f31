"""One convolution against what could stand in its place: a fully connected layer, a separable one, a bottleneck."""

from __future__ import annotations

from collections.abc import Mapping

from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import ONE, Expr, Size, Sum, Value, group, written
from symcount.core.placing import Assumption
from symcount.core.reading import evaluated, substituted
from symcount.core.values import product
from symcount.counting.derivation import Step
from symcount.counting.quantities import MACS, PARAMS, Part, Quantity
from symcount.counting.teaching import whole_formula
from symcount.counting.telling import Told
from symcount.layers.convolution import Convolution
from symcount.layers.linear import Linear
from symcount.networks.signal import Row
from symcount.notation.pretty import pretty
from symcount.reporting.chapters.ratios import ratio
from symcount.reporting.document import Letters, Paragraph, Points, Section, Steps
from symcount.reporting.plan import Plan


def convolution(plan: Plan, path: str) -> Row:
    """The convolution at a path; another layer, or none, is an error that says which ones there are."""
    found = {row.path: row for row in plan.rows if isinstance(row.case.layer, Convolution)}
    if path not in found:
        raise InputError(f"there is no convolution {shown(path)!r}{nearest(path, found)}")
    if found[path].case.layer.setting("groups") != 1:
        raise InputError(f"{path} has groups; what it is compared with here has none")
    return found[path]


def weight_sharing(plan: Plan, path: str) -> Section:
    """A convolution against the fully connected layer with the same input and output."""
    row = convolution(plan, path)
    told = Told(row.case, plan.numbers)
    theory = row.case.theory
    shared = whole_formula(PARAMS.parts(row.case), PARAMS, plan.form)
    inputs, outputs = (group(product(theory.dims(side))) for side in (theory.inputs[0].fact.dims, row.case.given()))
    dense_parts = PARAMS.parts(Linear(1, bias=row.case.layer.setting("bias")).place((1,)))
    dense = substituted(
        whole_formula(dense_parts, PARAMS, plan.form), {Linear.in_features: inputs, Linear.out_features: outputs}
    )
    steps = (
        told.step("Convolution", shared, "One filter is shared by all places of the input."),
        told.step("Fully connected", dense, "Every output value has weights of its own, one for every input value."),
        ratio(told, "Ratio", dense, shared, "So many times the convolution's parameters."),
    )
    title = f"Weight sharing: {path} against a fully connected layer"
    intro = Paragraph("Both layers take the same values and give as many; only the convolution shares its weights.")
    return Section("weight-sharing", title, (intro, Letters(told.meanings(shared, dense)), Steps(steps)))


def depthwise_separable(plan: Plan, path: str) -> Section:
    """A convolution against a depthwise one followed by a pointwise one, biases left out."""
    row = convolution(plan, path)
    told = Told(row.case, plan.numbers)
    weights = _compare_separable(told, PARAMS, "weights")
    work = _compare_separable(told, MACS, "MACs")
    blocks = (
        Paragraph(
            "A depthwise convolution filters every channel by itself (as many groups as channels); a pointwise one "
            "mixes the channels with filters of size 1. Biases are left out on both sides."
        ),
        Letters(told.meanings(*(_weights_only(quantity.parts(row.case)[0]) for quantity in (PARAMS, MACS)))),
    )
    sections = (
        Section("separable-weights", "Weights", (Steps(weights),)),
        Section("separable-macs", "Multiply-accumulates", (Steps(work),)),
    )
    return Section("depthwise-separable", f"{path} as a depthwise separable convolution", blocks, sections)


def _compare_separable(told: Told, quantity: Quantity, unit: str) -> tuple[Step, ...]:
    whole = _weights_only(quantity.parts(told.case)[0])
    k, c, g = Convolution.out_channels, Convolution.in_channels, Convolution.groups
    standard = _as(whole, {g: ONE})
    depthwise = _as(whole, {k: c, g: c})
    pointwise = _as(whole, {**_ones(told), g: ONE})
    separable = Sum((depthwise, pointwise))
    return (
        told.step(f"Standard {unit}", standard, "Every filter spans the window and all channels."),
        told.step(f"Depthwise {unit}", depthwise, "One filter for every channel, and each sees only its own."),
        told.step(f"Pointwise {unit}", pointwise, "Filters of size 1 see all channels at one place."),
        told.step(f"Separable {unit}", separable, "Depthwise and pointwise together."),
        ratio(told, "Separable over standard", separable, standard, "The common factors cancel.", "howard2017"),
    )


def bottleneck(plan: Plan, path: str, reduce: int) -> Section:
    """A convolution against a bottleneck: fewer channels, the same window, and the channels back; biases left out."""
    row = convolution(plan, path)
    told = Told(row.case, plan.numbers)
    whole = _weights_only(PARAMS.parts(row.case)[0])
    k, c, g = Convolution.out_channels, Convolution.in_channels, Convolution.groups
    narrow = group(k / written(reduce))
    filters = told.value(k)
    if isinstance(filters, int) and filters % reduce:
        raise InputError(f"{reduce} does not divide the {filters} filters of {path}")
    standard = _as(whole, {g: ONE})
    down = _as(whole, {**_ones(told), g: ONE, k: narrow})
    middle = _as(whole, {g: ONE, k: narrow, c: narrow})
    up = _as(whole, {**_ones(told), g: ONE, c: narrow})
    all_three = Sum((down, middle, up))
    steps = (
        told.step("Standard", standard, "Every filter spans the window and all channels."),
        told.step("Down", down, f"Filters of size 1 bring the channels down to one in {reduce} of the filters."),
        told.step("Middle", middle, "The window works on few channels."),
        told.step("Up", up, "Filters of size 1 bring the channels back."),
        told.step("Bottleneck", all_three, "All three together."),
        ratio(told, "Bottleneck over standard", all_three, standard, "The common factors cancel.", "he2016"),
    )
    intro = Paragraph(f"Three convolutions in the place of one, with 1/{reduce} of the filters inside; no biases.")
    even = Assumption("divides", reduce, filters, "the filters inside the bottleneck are a whole number")
    assumed = (Points((f"Assumed: {even.text(pretty)}",)),) if isinstance(filters, Expr) else ()
    letters = Letters(told.meanings(standard))
    return Section("bottleneck", f"{path} as a bottleneck", (intro, letters, *assumed, Steps(steps)))


def _weights_only(part: Part) -> Expr:
    return written(product((group(part.each()), group(part.units))))


def _ones(told: Told) -> dict[Size, Value]:
    """A window of size one along every axis."""
    return dict.fromkeys(told.case.theory.spread[Convolution.kernel_size], 1)


def _as(whole: Expr, settings: Mapping[Size, Value]) -> Expr:
    return written(evaluated(whole, settings))
