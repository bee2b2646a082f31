"""What training keeps of the forward pass for the backward pass, as a layer states it."""

from __future__ import annotations

from symcount.core.stated import Dim, Saves, Stored, When


def saves_input(why: str, *, when: When | tuple[When, ...] = (), learned: bool = False) -> Saves:
    """The backward pass needs the layer's input; `learned`, only where the layer's own tensors train."""
    return Saves("input", (), why, when=_all(when), learned=learned)


def saves_output(why: str, *, when: When | tuple[When, ...] = ()) -> Saves:
    """The backward pass needs the layer's output."""
    return Saves("output", (), why, when=_all(when))


def saves(
    *dims: Dim,
    why: str,
    label: str,
    stored: Stored = "value",
    when: When | tuple[When, ...] = (),
    learned: bool = False,
    once: bool = False,
) -> Saves:
    """The backward pass needs these values of the layer's own, stored in a number format of their own.

    `learned`, only where the layer's own tensors train; `once`, for a whole batch together.
    """
    return Saves("own", dims, why, label, stored, _all(when), learned, once)


def saves_zeros(*dims: Dim, why: str, label: str) -> Saves:
    """The backward pass needs the zeros that stand for what may come in, where nothing does."""
    return Saves("zeros", dims, why, label)


def _all(when: When | tuple[When, ...]) -> tuple[When, ...]:
    return when if isinstance(when, tuple) else (when,)
