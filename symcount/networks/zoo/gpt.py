"""GPT-2 and the language models that keep its biases and shifts: OPT, BLOOM, GPT-J, GPT-NeoX, Falcon and Phi."""

from __future__ import annotations

from typing import Any

from symcount.core.expression import Value
from symcount.layers import GELU, ReLU
from symcount.networks.composite import Sequential
from symcount.networks.zoo.decoder import decoder
from symcount.networks.zoo.family import Family
from symcount.networks.zoo.stacking import Order
from symcount.networks.zoo.transformer import layer_norm


def gpt2(*, bias: bool = True, tied: bool = True, packed: bool = True, **given: Any) -> Sequential:
    """Normalizations before attention and hidden units, learned positions, and a table of words used twice."""
    return decoder(norm=layer_norm(), bias=bias, activation=GELU, gates=False, tied=tied, packed=packed, **given)


def gpt_neo(**given: Any) -> Sequential:
    """GPT-2 whose queries, keys and values have no biases."""
    return gpt2(bias=False, out_bias=True, mlp_bias=True, packed=False, **given)


def opt(*, P: Value, affine: bool = True, order: Order = "before", **given: Any) -> Sequential:
    """GPT-2 with ReLU; its table of positions has two more rows than positions."""
    usual = {"bias": True, "tied": True, "last_norm": order == "before"}
    return decoder(
        P=P + 2, norm=layer_norm(affine), activation=ReLU, gates=False, order=order, **{**usual, **given}
    )  # fmt: skip


def bloom(**given: Any) -> Sequential:
    """GPT-2 without learned positions (a bias grows with the distance), and a normalization of the words."""
    return gpt2(first_norm=True, **given)


def gptj(**given: Any) -> Sequential:
    """Attention and hidden units side by side behind one normalization; queries and keys turn with the position."""
    usual = {"order": "parallel", "bias": False, "mlp_bias": True, "head_bias": True, "tied": False, "packed": False}
    return gpt2(**{**usual, **given})


def neox(**given: Any) -> Sequential:
    """Attention and hidden units side by side, each behind a normalization of its own."""
    return gpt2(**{"order": "parallel-two", "tied": False, "mlp_bias": True, **given})


def falcon(**given: Any) -> Sequential:
    """Side by side without biases, with one or a few heads of keys and values for all heads of queries."""
    return gpt2(**{"order": "parallel", "bias": False, **given})


def phi(*, head_norm: bool = False, affine: bool = True, **given: Any) -> Sequential:
    """Side by side behind one normalization, with biases everywhere, in the head too."""
    per_head = layer_norm(affine) if head_norm else None
    usual = {"order": "parallel", "head_bias": True, "tied": False, "packed": False}
    return gpt2(per_head=per_head, **{**usual, **given})


_GPT2 = Family("GPT-2", "A language model that reads from left to right.", "radford2019", gpt2, {"V": 50257, "P": 1024})
_OPT = Family("OPT", "A language model that reads from left to right.", "zhang2022", opt, {"V": 50272, "P": 2048})
_BLOOM = Family("BLOOM", "A language model for many languages.", "scao2022", bloom, {"V": 250880})
_GPTJ = Family("GPT-J", "A language model whose layers compute side by side.", "wang2021", gptj, {"V": 50400})
_NEOX = Family("GPT-NeoX", "A language model whose layers compute side by side.", "black2022", neox, {})
_PYTHIA = Family("Pythia", "Language models of many sizes, trained alike.", "biderman2023", neox, {})
_FALCON = Family(
    "Falcon", "A language model with few heads of keys and values.", "almazrouei2023", falcon, {"V": 65024}
)
_PHI = Family("Phi", "A small language model trained on textbooks.", "gunasekar2023", phi, {"V": 51200})

ARCHITECTURES = (
    _GPT2.member("gpt2", "GPT-2", d=768, L=12, h=12),
    _GPT2.member("gpt2-medium", "GPT-2 medium", d=1024, L=24, h=16),
    _GPT2.member("gpt2-large", "GPT-2 large", d=1280, L=36, h=20),
    _GPT2.member("gpt2-xl", "GPT-2 XL", d=1600, L=48, h=25),
    _GPT2.member("distilgpt2", "DistilGPT2", d=768, L=6, h=12),
    _OPT.member("opt-125m", d=768, L=12, h=12, f=3072),
    _OPT.member("opt-350m", d=1024, L=24, h=16, f=4096, w=512, options={"order": "after"}),
    _OPT.member("opt-1.3b", d=2048, L=24, h=32, f=8192),
    _OPT.member("opt-2.7b", d=2560, L=32, h=32, f=10240),
    _OPT.member("opt-6.7b", d=4096, L=32, h=32, f=16384),
    _OPT.member("opt-13b", d=5120, L=40, h=40, f=20480),
    _OPT.member("opt-30b", d=7168, L=48, h=56, f=28672),
    _OPT.member("opt-66b", d=9216, L=64, h=72, f=36864),
    _BLOOM.member("bloom-560m", d=1024, L=24, h=16),
    _BLOOM.member("bloom-1b1", d=1536, L=24, h=16),
    _BLOOM.member("bloom-1b7", d=2048, L=24, h=16),
    _BLOOM.member("bloom-3b", d=2560, L=30, h=32),
    _BLOOM.member("bloom-7b1", d=4096, L=30, h=32),
    _BLOOM.member("bloom", "BLOOM", d=14336, L=70, h=112),
    _GPTJ.member("gpt-j-6b", "GPT-J", d=4096, L=28, h=16),
    _NEOX.member("gpt-neox-20b", "GPT-NeoX", V=50432, d=6144, L=44, h=64, f=24576),
    _PYTHIA.member("pythia-70m", V=50304, d=512, L=6, h=8, f=2048),
    _PYTHIA.member("pythia-160m", V=50304, d=768, L=12, h=12, f=3072),
    _PYTHIA.member("pythia-410m", V=50304, d=1024, L=24, h=16, f=4096),
    _PYTHIA.member("pythia-1b", V=50304, d=2048, L=16, h=8, f=8192),
    _PYTHIA.member("pythia-1.4b", V=50304, d=2048, L=24, h=16, f=8192),
    _PYTHIA.member("pythia-2.8b", V=50304, d=2560, L=32, h=32, f=10240),
    _PYTHIA.member("pythia-6.9b", V=50432, d=4096, L=32, h=32, f=16384),
    _PYTHIA.member("pythia-12b", V=50688, d=5120, L=36, h=40, f=20480),
    _FALCON.member("falcon-7b", d=4544, L=32, h=71, g=1, d_k=64),
    _FALCON.member("falcon-40b", d=8192, L=60, h=128, g=8, d_k=64, options={"order": "parallel-two"}),
    _FALCON.member("falcon-180b", d=14848, L=80, h=232, g=8, d_k=64, options={"order": "parallel-two", "tied": False}),
    _PHI.member("phi-1", d=2048, L=24, h=32, f=8192),
    _PHI.member("phi-1.5", d=2048, L=24, h=32, f=8192),
    _PHI.member("phi-2", d=2560, L=32, h=32, f=10240),
)
