"""Precision policies: in which number format weights, gradients, activations and optimizer state are stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Value
from symcount.core.stated import Stored
from symcount.counting.precision import bytes_for, format_of, number_format


@dataclass(frozen=True, slots=True)
class Policy:
    """The formats of everything that is stored, by their names.

    `master` is that of a second, exact copy of the weights, where there is one; without `gradients` it is a
    policy for inference only. `group` so many weights of a row share one scale in `scale`; 0, the whole row.
    """

    key: str
    weights: str
    activations: str
    meaning: str
    cite: str = ""
    gradients: str = ""
    master: str = ""
    state: str = ""
    scale: str = ""
    group: int = 0

    def each(self, what: Stored) -> Value:
        """The bytes of a value that is kept for the backward pass."""
        return bytes_for(1, format_of(what, number_format(self.activations)))


def _plain(key: str, meaning: str, stored: str = "") -> Policy:
    one = stored or key
    return Policy(key, one, one, meaning, gradients=one, state=one)


def _mixed(half: str, cite: str) -> Policy:
    meaning = f"Weights, gradients and activations in {half}; an exact copy of the weights and the state in fp32"
    return Policy(half, half, half, meaning, cite, gradients=half, master="fp32", state="fp32")


POLICIES: Mapping[str, Policy] = {
    one.key: one
    for one in (
        _plain("fp64", "Everything in fp64"),
        _plain("fp32", "Everything in fp32"),
        _plain("tf32", "Everything is stored in fp32; tensor cores read 19 bits of it when they multiply"),
        _mixed("fp16", "micikevicius2018"),
        _mixed("bf16", "kalamkar2019"),
        _plain("fp16-pure", "Everything in fp16, without an exact copy of the weights", "fp16"),
        _plain("bf16-pure", "Everything in bf16, without an exact copy of the weights", "bf16"),
        Policy(
            "fp8", "fp8-e4m3", "fp8-e4m3",
            "Weights and activations in e4m3, gradients in e5m2; an exact copy of the weights and the state in fp32",
            "micikevicius2022", gradients="fp8-e5m2", master="fp32", state="fp32",
        ),
        Policy(
            "int8", "int8", "fp16",
            "Weights of two dimensions and more in 8 bits, one fp16 scale for every row; the rest in fp16",
            "dettmers2022int8", scale="fp16",
        ),
        Policy(
            "int4", "int4", "fp16",
            "Weights of two dimensions and more in 4 bits, one fp16 scale for every 128 in a row; the rest in fp16",
            "frantar2023", scale="fp16", group=128,
        ),
    )
}  # fmt: skip


def policy_named(key: str) -> Policy:
    """A policy by its name."""
    if not isinstance(key, str) or key not in POLICIES:
        raise InputError(f"unknown precision policy {shown(key)!r}{nearest(str(key), POLICIES)}")
    return POLICIES[key]


def told(policy: Policy) -> str:
    """What a policy means, as a sentence with its name."""
    return f"{policy.key}: {policy.meaning}."
