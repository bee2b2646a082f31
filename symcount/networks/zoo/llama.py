"""LLaMA and the language models with its gates: Mistral, Qwen, Gemma, Phi-3, and those with experts."""

from __future__ import annotations

from typing import Any

from symcount.core.expression import Value
from symcount.layers import GELU, Linear, MixtureOfExperts, SiLU
from symcount.networks.composite import Branch, Network, Sequential
from symcount.networks.graph import Graph
from symcount.networks.zoo.decoder import decoder
from symcount.networks.zoo.family import Family
from symcount.networks.zoo.tokens import Weighted
from symcount.networks.zoo.transformer import gated, rms_norm

BIASED = {"bias": True, "out_bias": False, "mlp_bias": False}  # queries, keys and values only


def llama(*, mlp_bias: bool = False, **given: Any) -> Sequential:
    """Normalizations without shifts before attention and a gated network; queries and keys turn with the position."""
    return decoder(mlp_bias=mlp_bias, **given)


def qwen2(**given: Any) -> Sequential:
    """LLaMA with biases of queries, keys and values."""
    return decoder(**{**BIASED, **given})


def qwen3(**given: Any) -> Sequential:
    """LLaMA whose queries and keys are normalized in every head."""
    return llama(per_head=rms_norm, **given)


def gemma(**given: Any) -> Sequential:
    """LLaMA whose heads together are wider or narrower than a token, with a table of words used twice."""
    return llama(**{"activation": GELU, "tied": True, **given})


def gemma2(**given: Any) -> Sequential:
    """Gemma with normalizations before and behind attention and the gated network."""
    return gemma(order="sandwich", **given)


def _experts(E: Value, k: Value, f_e: Value) -> MixtureOfExperts:
    """E gated networks of f_e hidden units, of which a token goes through k."""
    return MixtureOfExperts(E, num_experts_per_token=k, hidden_features=f_e)


def phi3(**given: Any) -> Sequential:
    """LLaMA with one matrix for queries, keys and values, and one for hidden units and their gates."""
    return llama(packed=True, **given)


def mixtral(*, E: Value, k: Value, f_e: Value, **given: Any) -> Sequential:
    """LLaMA with experts in the place of the gated network."""
    return decoder(sparse=_experts(E, k, f_e), **given)


def qwen2_moe(*, E: Value, k: Value, f_e: Value, f_s: Value, d: Value, **given: Any) -> Sequential:
    """Experts, and one that every token goes through as far as a gate of its own lets it; none if E is 0."""
    if E == 0:
        return qwen2(d=d, **given)
    always = {
        "expert": (gated(f_s, d, SiLU), "input"),
        "gate": (Linear(1, bias=False), "input"),
        "gated": (Weighted(), "expert", "gate"),
    }
    both: Network = Branch(("", _experts(E, k, f_e)), ("shared", Graph(always)), join="add")
    return qwen2(d=d, sparse=both, **given)


def qwen3_moe(*, E: Value, k: Value, f_e: Value, **given: Any) -> Sequential:
    """Qwen3 with experts in the place of the gated network; none if E is 0."""
    return qwen3(sparse=None if E == 0 else _experts(E, k, f_e), **given)


_LLAMA = Family("LLaMA", "A language model with gates and normalizations without shifts.", "touvron2023", llama, {})
_LLAMA2 = Family(
    "Llama 2",
    "A language model with gates and normalizations without shifts.",
    "touvron2023b",
    llama,
    {"V": 32000, "d_k": 128},
)
_LLAMA3 = Family(
    "Llama 3", "A language model with gates and a large vocabulary.", "grattafiori2024", llama, {"V": 128256}
)
_MISTRAL = Family(
    "Mistral", "A language model whose heads of queries share keys and values.", "jiang2023", llama, {"d_k": 128}
)
_MIXTRAL = Family(
    "Mixtral",
    "A language model of which every token uses some experts.",
    "jiang2024",
    mixtral,
    {"V": 32000, "d_k": 128},
)
_QWEN2 = Family("Qwen2", "A language model for many languages.", "yang2024", qwen2, {})
_QWEN_MOE = Family(
    "Qwen2-MoE", "A language model with many small experts.", "yang2024", qwen2_moe, {"V": 151936, "d_k": 128}
)
_QWEN3 = Family(
    "Qwen3", "A language model that normalizes queries and keys.", "yang2025", qwen3, {"V": 151936, "d_k": 128}
)
_QWEN3_MOE = Family(
    "Qwen3-MoE", "A language model with many small experts.", "yang2025", qwen3_moe, {"V": 151936, "d_k": 128}
)
_GEMMA = Family(
    "Gemma", "A language model with a large vocabulary and wide heads.", "mesnard2024", gemma, {"V": 256000, "d_k": 256}
)
_GEMMA2 = Family(
    "Gemma 2", "A language model with normalizations around everything.", "riviere2024", gemma2, {"V": 256000}
)
_PHI3 = Family("Phi-3", "A small language model trained on chosen texts.", "abdin2024", phi3, {"V": 32064})
TIED = {"tied": True}

ARCHITECTURES = (
    _LLAMA.member("llama-7b", V=32000, d=4096, L=32, h=32, g=32, d_k=128, f=11008),
    _LLAMA.member("llama-13b", V=32000, d=5120, L=40, h=40, g=40, d_k=128, f=13824),
    _LLAMA.member("llama-30b", V=32000, d=6656, L=60, h=52, g=52, d_k=128, f=17920),
    _LLAMA.member("llama-65b", V=32000, d=8192, L=80, h=64, g=64, d_k=128, f=22016),
    _LLAMA2.member("llama-2-7b", d=4096, L=32, h=32, g=32, f=11008),
    _LLAMA2.member("llama-2-13b", d=5120, L=40, h=40, g=40, f=13824),
    _LLAMA2.member("llama-2-70b", d=8192, L=80, h=64, g=8, f=28672),
    _LLAMA2.member("tinyllama-1.1b", "TinyLlama", d=2048, L=22, h=32, g=4, d_k=64, f=5632),
    _LLAMA3.member("llama-3-8b", d=4096, L=32, h=32, g=8, d_k=128, f=14336),
    _LLAMA3.member("llama-3-70b", d=8192, L=80, h=64, g=8, d_k=128, f=28672),
    _LLAMA3.member("llama-3.1-8b", d=4096, L=32, h=32, g=8, d_k=128, f=14336),
    _LLAMA3.member("llama-3.1-70b", d=8192, L=80, h=64, g=8, d_k=128, f=28672),
    _LLAMA3.member("llama-3.1-405b", d=16384, L=126, h=128, g=8, d_k=128, f=53248),
    _LLAMA3.member("llama-3.2-1b", d=2048, L=16, h=32, g=8, d_k=64, f=8192, options=TIED),
    _LLAMA3.member("llama-3.2-3b", d=3072, L=28, h=24, g=8, d_k=128, f=8192, options=TIED),
    _MISTRAL.member("mistral-7b", V=32000, d=4096, L=32, h=32, g=8, f=14336),
    _MISTRAL.member("mistral-nemo-12b", V=131072, d=5120, L=40, h=32, g=8, f=14336),
    _MIXTRAL.member("mixtral-8x7b", d=4096, L=32, h=32, g=8, E=8, k=2, f_e=14336),
    _MIXTRAL.member("mixtral-8x22b", d=6144, L=56, h=48, g=8, E=8, k=2, f_e=16384),
    _QWEN2.member("qwen2-0.5b", V=151936, d=896, L=24, h=14, g=2, d_k=64, f=4864, options=TIED),
    _QWEN2.member("qwen2-1.5b", V=151936, d=1536, L=28, h=12, g=2, d_k=128, f=8960, options=TIED),
    _QWEN2.member("qwen2-7b", V=152064, d=3584, L=28, h=28, g=4, d_k=128, f=18944),
    _QWEN2.member("qwen2-72b", V=152064, d=8192, L=80, h=64, g=8, d_k=128, f=29568),
    _QWEN2.member("qwen2.5-0.5b", "Qwen2.5-0.5B", V=151936, d=896, L=24, h=14, g=2, d_k=64, f=4864, options=TIED),
    _QWEN2.member("qwen2.5-1.5b", "Qwen2.5-1.5B", V=151936, d=1536, L=28, h=12, g=2, d_k=128, f=8960, options=TIED),
    _QWEN2.member("qwen2.5-3b", "Qwen2.5-3B", V=151936, d=2048, L=36, h=16, g=2, d_k=128, f=11008, options=TIED),
    _QWEN2.member("qwen2.5-7b", "Qwen2.5-7B", V=152064, d=3584, L=28, h=28, g=4, d_k=128, f=18944),
    _QWEN2.member("qwen2.5-14b", "Qwen2.5-14B", V=152064, d=5120, L=48, h=40, g=8, d_k=128, f=13824),
    _QWEN2.member("qwen2.5-32b", "Qwen2.5-32B", V=152064, d=5120, L=64, h=40, g=8, d_k=128, f=27648),
    _QWEN2.member("qwen2.5-72b", "Qwen2.5-72B", V=152064, d=8192, L=80, h=64, g=8, d_k=128, f=29568),
    _QWEN_MOE.member("qwen1.5-moe-a2.7b", "Qwen1.5-MoE-A2.7B", d=2048, L=24, h=16, g=16, E=60, k=4, f_e=1408, f_s=5632),
    _QWEN_MOE.member("qwen2-57b-a14b", d=3584, L=28, h=28, g=4, E=64, k=8, f_e=2560, f_s=20480),
    _QWEN3.member("qwen3-0.6b", d=1024, L=28, h=16, g=8, f=3072, options=TIED),
    _QWEN3.member("qwen3-1.7b", d=2048, L=28, h=16, g=8, f=6144, options=TIED),
    _QWEN3.member("qwen3-4b", d=2560, L=36, h=32, g=8, f=9728, options=TIED),
    _QWEN3.member("qwen3-8b", d=4096, L=36, h=32, g=8, f=12288),
    _QWEN3.member("qwen3-14b", d=5120, L=40, h=40, g=8, f=17408),
    _QWEN3.member("qwen3-32b", d=5120, L=64, h=64, g=8, f=25600),
    _QWEN3_MOE.member("qwen3-30b-a3b", d=2048, L=48, h=32, g=4, E=128, k=8, f_e=768),
    _QWEN3_MOE.member("qwen3-235b-a22b", d=4096, L=94, h=64, g=4, E=128, k=8, f_e=1536),
    _GEMMA.member("gemma-2b", d=2048, L=18, h=8, g=1, f=16384),
    _GEMMA.member("gemma-7b", d=3072, L=28, h=16, g=16, f=24576),
    _GEMMA2.member("gemma-2-2b", d=2304, L=26, h=8, g=4, d_k=256, f=9216),
    _GEMMA2.member("gemma-2-9b", d=3584, L=42, h=16, g=8, d_k=256, f=14336),
    _GEMMA2.member("gemma-2-27b", d=4608, L=46, h=32, g=16, d_k=128, f=36864),
    _PHI3.member("phi-3-mini-4k", d=3072, L=32, h=32, g=32, d_k=96, f=8192),
    _PHI3.member("phi-3-medium-4k", d=5120, L=40, h=40, g=10, d_k=128, f=17920),
    _PHI3.member("phi-4", "Phi-4", V=100352, d=5120, L=40, h=40, g=10, d_k=128, f=17920),
)
