"""Chapters and extensions by their names, and the document that a plan asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import written
from symcount.core.placing import still_open
from symcount.counting.quantities import ACTIVATIONS, MACS, PARAMS, QUANTITIES, TRAINABLE, Quantity
from symcount.notation.pretty import pretty
from symcount.reporting.chapters import basics, comparisons, examples, memory, mistakes, requirements, shares, training
from symcount.reporting.chapters.batchnorm import batchnorm
from symcount.reporting.document import Document, Points, Section, Source, referenced
from symcount.reporting.options import fields, whole, word, words
from symcount.reporting.plan import Plan, Request


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter that a spec can ask for: how it is built from its options, and what it counts by conventions."""

    build: Callable[[Plan, object], Section]
    counts: tuple[Quantity, ...] = ()


def _layer(options: object) -> str:
    return word(options, "the name of a layer")


def _alone(build: Callable[[Plan], Section]) -> Callable[[Plan, object], Section]:
    """A chapter that takes no options."""

    def made(plan: Plan, options: object) -> Section:
        if options is not None:
            raise InputError(f"this chapter takes no options, got {shown(options)}")
        return build(plan)

    return made


def _bottleneck(plan: Plan, options: object) -> Section:
    found = fields(options, ("layer", "reduce"), "layer")
    return comparisons.bottleneck(plan, _layer(found.get("layer")), whole(found.get("reduce", 4), "reduce", 2))


def _memory(plan: Plan, options: object) -> Section:
    found = fields(options, ("formats", "budget"), "formats")
    formats = words(found.get("formats"), "number formats") or memory.USUAL
    budget = word(found["budget"], "a budget such as 256 KiB") if "budget" in found else ""
    return memory.memory(plan, formats, budget)


CHAPTERS: Mapping[str, Chapter] = {
    "summary": Chapter(_alone(basics.summary), (PARAMS, ACTIVATIONS)),
    "shapes": Chapter(_alone(basics.shapes)),
    "parameters": Chapter(_alone(basics.parameters), (PARAMS,)),
    "operations": Chapter(_alone(basics.operations), (MACS,)),
    "shares": Chapter(_alone(shares.shares)),
    **{
        key: Chapter(_alone(partial(basics.counted, quantity=quantity)), (quantity,))
        for key, quantity in QUANTITIES.items()
        if quantity not in (PARAMS, MACS)  # which have names of their own
    },
    "memory": Chapter(_memory),
    "peak": Chapter(_alone(requirements.peak)),
    "intensity": Chapter(requirements.intensity),
    "inference": Chapter(requirements.inference),
    "training": Chapter(requirements.training, (PARAMS, TRAINABLE)),
    "weight-sharing": Chapter(lambda plan, options: comparisons.weight_sharing(plan, _layer(options))),
    "depthwise-separable": Chapter(
        lambda plan, options: comparisons.depthwise_separable(plan, _layer(options)), (MACS,)
    ),
    "bottleneck": Chapter(_bottleneck),
    "common-mistakes": Chapter(lambda plan, options: mistakes.mistakes(plan, words(options, "names of mistakes"))),
    "examples": Chapter(lambda plan, options: examples.examples(plan, options)),
}
USUAL = ("summary", "shapes", "parameters")
EXTENSIONS = ("batchnorm", "optimizer")


def document(plan: Plan, sources: tuple[Source, ...] = (), lang: str = "en") -> Document:
    """The report on one network: the chapters that are asked for, then its extensions, then what it rests on."""
    sections = (*_chapters(plan), *_extensions(plan), *_basis([plan]))
    return referenced(Document(plan.name, answer(plan), sections, (), sources, lang, (plan,)))


def collection(plans: Sequence[Plan], sources: tuple[Source, ...] = (), lang: str = "en") -> Document:
    """The report on several networks: each in turn, then side by side."""
    sections: list[Section] = []
    for place, plan in enumerate(plans, 1):
        for section in (*_chapters(plan), *_extensions(plan)):
            sections.append(_under(section, f"n{place}-", f"{plan.name} · "))
    sections += [shares.side_by_side(plans), *_basis(plans)]
    title = " and ".join(plan.name for plan in plans) if len(plans) < 4 else f"{len(plans)} networks"
    result = "; ".join(f"{plan.name}: {answer(plan)}" for plan in plans)
    return referenced(Document(title, result, tuple(sections), (), sources, lang, tuple(plans)))


def answer(plan: Plan) -> str:
    """The total in one line: 62,958 parameters."""
    value = plan.total(PARAMS)
    return f"{value:,} {PARAMS.unit}" if isinstance(value, int) else f"{pretty(written(value))} {PARAMS.unit}"


def _chapters(plan: Plan) -> Iterator[Section]:
    for request in _once(_asked(plan), "a chapter"):
        if request.name not in CHAPTERS:
            raise InputError(f"unknown chapter {shown(request.name)!r}{nearest(request.name, CHAPTERS)}", request.path)
        with _at(request):
            section = CHAPTERS[request.name].build(plan, request.options)
        yield section


def _once(asked: Sequence[Request], what: str) -> Iterator[Request]:
    """The requests in their order; one that is made twice is an error."""
    seen: list[tuple[str, object]] = []
    for request in asked:
        if (request.name, request.options) in seen:
            raise InputError(f"{what} is asked for twice: {shown(request.name)}", request.path)
        seen.append((request.name, request.options))
        yield request


def _asked(plan: Plan) -> tuple[Request, ...]:
    if plan.chapters == () and not plan.extensions:
        raise InputError("expected at least one chapter", "chapters")
    if plan.chapters is not None:
        return plan.chapters
    usual = tuple(Request(name) for name in USUAL)
    return (*usual, Request("memory")) if plan.budget else usual


def _extensions(plan: Plan) -> Iterator[Section]:
    choices: list[training.Choice] = []
    for request in _once(plan.extensions, "an extension"):
        with _at(request):
            if request.name == "batchnorm":
                yield batchnorm(plan, _after(request.options))
            elif request.name == "optimizer":
                choices += _choices(request.options)
            else:
                raise InputError(f"unknown extension {shown(request.name)!r}{nearest(request.name, EXTENSIONS)}")
    if choices:
        yield training.training(plan, choices)


def _after(options: object) -> tuple[str, ...]:
    found = words(fields(options, ("after",), "after").get("after"), "names of layers")
    if not found:
        raise InputError("expected the layers that it stands after: {after: [CONV1]}")
    return found


def _choices(options: object) -> list[training.Choice]:
    found = words(options, "an optimizer")
    if not found:
        raise InputError("expected the optimizers to tell: Adam, or [SGD, Adam]")
    return [training.choice_of(text) for text in found]


@contextmanager
def _at(request: Request) -> Iterator[None]:
    """Whatever is wrong inside is told with the place of the request."""
    try:
        yield
    except InputError as wrong:
        raise InputError(str(wrong), request.path or request.name) from None


def _basis(plans: Sequence[Plan]) -> Iterator[Section]:
    """The conventions in use and what had to be assumed; the last thing in a report."""
    conventions = tuple(dict.fromkeys(text for plan in plans for text in _conventions(plan)))
    assumed = [a for plan in plans for row in plan.rows for a in still_open(row.case.assumed, plan.numbers)]
    assumptions = tuple(dict.fromkeys(one.text(pretty) for one in assumed))
    sections = []
    if conventions:
        sections.append(Section("conventions", "Conventions", (Points(conventions),)))
    if assumptions:
        sections.append(Section("assumptions", "Assumptions", (Points(assumptions),)))
    if sections:
        yield Section("basis", "What this rests on", (), tuple(sections))


def _conventions(plan: Plan) -> Iterator[str]:
    """What the chapters that are asked for rest on, a sentence each."""
    cases = [row.case for row in plan.rows]
    asked = [CHAPTERS[request.name] for request in _asked(plan) if request.name in CHAPTERS]
    return (text for chapter in asked for quantity in chapter.counts for text in quantity.rests_on(*cases))


def _under(section: Section, key: str, title: str) -> Section:
    inner = tuple(_under(one, key, "") for one in section.sections)
    return Section(key + section.key, title + section.title, section.blocks, inner)
