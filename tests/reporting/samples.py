"""Documents to show: a small one from real derivations, and a nasty one with everything that could go over a margin."""

from __future__ import annotations

from symcount.core.expression import Expr, Number, Product, Size, Sum, written
from symcount.core.reading import evaluated
from symcount.core.references import REFERENCES
from symcount.core.values import floor_div
from symcount.counting.derivation import Derivation, Line, Meaning, Step
from symcount.counting.derive import derive
from symcount.counting.quantities import PARAMS
from symcount.counting.shapes import derive_shape
from symcount.layers.convolution import Conv2d
from symcount.layers.linear import Linear
from symcount.layers.pooling import MaxPool2d
from symcount.layers.reshaping import Flatten
from symcount.networks.composite import Sequential
from symcount.networks.rows import rows
from symcount.networks.signal import Row
from symcount.reporting.document import (
    Bar,
    Block,
    Column,
    Document,
    Letters,
    Paragraph,
    Points,
    Section,
    Shares,
    Source,
    Steps,
    Table,
)

SPEC = b"name: A small network\ninput: [3, 32, 32]\n"
SUMMARY = (Column("Layer"), Column("Kind"), Column("Formula", "formula"), Column("Parameters", "number"))


def small() -> Document:
    """A convolution, a pooling, and a dense layer, counted and drawn."""
    k = Size("k")
    net = Sequential(
        {"CONV1": Conv2d(8, kernel_size=5), "POOL1": MaxPool2d(2), "FLAT": Flatten(), "FC": Linear(k)},
        input=(3, 32, 32),
    )
    return document_of("A small network", rows(net), {k: 10})


def handmade() -> Document:
    """One of every block, in words of its own, so that a change of wording elsewhere does not reach it."""
    k, f = Size("k"), Size("f")
    formula = k * (f * f + 1)
    value = evaluated(formula, {k: 8, f: 5})
    assert isinstance(value, int)
    lines = (Line(formula, {"k": 8, "f": 5}), Line(Product((Number(8), Number(26))), {}), Line(written(value), {}))
    side = Line(floor_of(Size("H")), {"H": 33})
    steps = (
        Step("Weights", lines, value, "Each of the k filters spans a window.", "lecun1998"),
        Step(Size("H_out"), (side, Line(written(16), {})), 16, "The window fits this often."),
    )
    table = Table(
        "Layers",
        (Column("Layer"), Column("Formula", "formula"), Column("Parameters", "number")),
        (("CONV1", formula, 208), ("FC", None, 1_000_000)),
        ("Total", None, 1_000_208),
    )
    bars = (Bar("CONV1", 208, 0), Bar("FC", 1_000_000, 1000))
    blocks: tuple[Block, ...] = (
        Paragraph("A paragraph with * and _ and <b>."),
        Points(("Batch left out.", "1. Not a list.")),
        Letters((Meaning(k, "number of filters", 8), Meaning(f, "filter size", f))),
        Steps(steps),
    )
    inner = Section("shares", "Where they sit", (Shares("Shares", "parameters", bars),))
    return Document(
        title="A handmade report",
        result="1,000,208 parameters",
        sections=(Section("one", "One layer", blocks), Section("all", "All of them", (table,), (inner,))),
        references=(("lecun1998", REFERENCES["lecun1998"]),),
        sources=(Source("spec.yaml", SPEC),),
    )


def floor_of(size: Size) -> Expr:
    """Half of a size, rounded down."""
    return written(floor_div(size, 2))


def document_of(title: str, placed: tuple[Row, ...], numbers: dict[Size, int]) -> Document:
    """The parameters of a network as a report."""
    whole = derive(placed, PARAMS, numbers=numbers)
    shapes = [derive_shape(row, numbers) for row in placed]
    return Document(
        title=title,
        result=f"{cell(whole.value):,} parameters" if isinstance(whole.value, int) else f"{whole.value} parameters",
        sections=(
            Section("overview", "Overview", (summary(whole, placed), shares(whole), conventions())),
            Section("layers", "Layer by layer", (), tuple(told(part) for part in (*whole.parts,))),
            Section("shapes", "Shapes", (), tuple(told(one) for one in shapes if one.steps)),
            Section("total", "All layers", (Steps(whole.steps),)),
        ),
        references=tuple((key, REFERENCES[key]) for key in ("lecun1998", "rumelhart1986", "dumoulin2016")),
        sources=(Source("small.yaml", SPEC),),
    )


def told(one: Derivation) -> Section:
    """One layer: its letters, then its steps."""
    blocks: tuple[Block, ...] = (Steps(one.steps),)
    if one.meanings:
        blocks = (Letters(one.meanings), *blocks)
    return Section(one.path, f"{one.path} · {one.title}", blocks)


def summary(whole: Derivation, placed: tuple[Row, ...]) -> Table:
    """Every layer that has parameters, with its formula and its number."""
    kinds = {row.path: row.case.theory.name for row in placed}
    lines = tuple((p.path, kinds[p.path], p.steps[-1].lines[0].expr, cell(p.value)) for p in whole.parts)
    return Table("Parameters of each layer", SUMMARY, lines, ("Total", None, None, cell(whole.value)))


def shares(whole: Derivation) -> Shares:
    """Where the parameters sit."""
    total = whole.value
    assert isinstance(total, int)
    counts = [(part.path, part.value) for part in whole.parts]
    bars = tuple(Bar(path, n, (2000 * n + total) // (2 * total)) for path, n in counts if isinstance(n, int))
    return Shares("Where the parameters sit", "parameters", bars)


def conventions() -> Points:
    """What a reader should know about the counting."""
    return Points(("Shapes leave the batch out and are channels first.", "One FLOP is one addition or multiplication."))


def cell(value: object) -> int | Expr:
    """A value as a cell."""
    assert isinstance(value, (int, Expr))
    return value


LONG_NAME = "encoder_block_number_seventeen_depthwise_separable_branch_xx"
HUGE = 1234567890123456789012345678901234567890
EVIL = "<script>alert(1)</script> {{7*7}} $x$ \\input{x} & 50% #_^~ `tick` | \u202ereversed \x07"


def nasty() -> Document:
    """Sixty terms, a 40-digit number, a 60-character layer name, and text that would like to be code."""
    sizes = [Size(f"width_{n}") for n in range(60)]
    numbers = {size: 1000 + 37 * place for place, size in enumerate(sizes)}
    terms: list[Expr] = [3 * (size + 1) for size in sizes]
    bare = Sum(tuple(terms))
    c = Size("c")
    steps = (
        step("Sixty terms in all", bare, numbers),
        step(LONG_NAME, c * Sum(tuple(terms[:30])), {**numbers, c: 64}),
        step(Size("H_out"), written(floor_div(Sum(tuple(terms)) - 2, c)), {**numbers, c: 7}),
        step("A large number", written(c * 1), {c: HUGE}),
        step("Many factors", written(c**9) * (c + 1) * (c + 2), {c: 123456}),
    )
    heads = tuple(Column(f"Quantity {n}", "number") for n in range(9))
    wide = tuple((LONG_NAME, *(10**n + 7 for n in range(3, 12))) for _ in range(60))
    table = Table(f"Wide {EVIL}", (Column("Layer"), *heads), wide, ("Total", *[10**9] * 9))
    formulas = Table(
        "Long formulas",
        (Column("Layer"), Column("Formula", "formula"), Column("Other formula", "formula"), Column("Value", "number")),
        ((LONG_NAME, Sum(tuple(terms[:12])), c * Sum(tuple(terms[:3])), HUGE), (EVIL, c, None, bare)),
    )
    bars = tuple(Bar(LONG_NAME + str(n), HUGE // (n + 1), 300 // (n + 1)) for n in range(40))
    return Document(
        title=EVIL,
        result=f"{HUGE:,} parameters",
        sections=(
            Section("a b<c>", LONG_NAME, (Paragraph(EVIL * 4), Points((LONG_NAME * 3, EVIL)), Steps(steps))),
            Section("a b<c>", EVIL, (table, formulas, Shares(EVIL, "parameters", bars)), (Section("x", LONG_NAME),)),
        ),
        references=(("lecun1998", REFERENCES["lecun1998"]),),
        sources=(Source("../../etc/x \u202e.yaml", b"\x00\xff"),),
    )


def symbolic() -> Document:
    """Tables without a number: sums of long names, fractions and floors, in few columns and in many."""
    long, w, s = Size(LONG_NAME), Size("W"), Size("s")
    floor = written(floor_div(w + 2 * long - (w - 1) * s - 1, s)) + 1
    formula = long * (2 * long + 24691357802469133) * (long + 24691357802469195) + long**2 * floor
    shape = f"({LONG_NAME}, 2 · {LONG_NAME} + 24691357802469133, W)"
    few = (Column("Layer"), Column("Kind"), Column("Shape"), Column("Size", "number"), Column("Formula", "formula"))
    many = (Column("Optimizer"), *(Column(f"Quantity {n}", "number") for n in range(7)))
    glance = Table(
        "At a glance", few, ((LONG_NAME, "Conv2d", shape, formula, long * w),), ("Total", *[None] * 3, formula)
    )
    crowded = Table("Crowded", many, (("SGD(momentum=0.9)", *[formula] * 3, floor, w, 0, 10**30),))
    return Document(title="Symbolic", result="W", sections=(Section("one", "Tables", (glance, crowded)),))


def step(left: str | Size, formula: Expr, numbers: dict[Size, int]) -> Step:
    """A step told from its formula to its value."""
    value = evaluated(formula, numbers)
    assert isinstance(value, int)
    lines = (Line(formula, dict(numbers)), Line(written(value), {}))
    return Step(left, lines, value, f"{LONG_NAME} says so.", "lecun1998")
