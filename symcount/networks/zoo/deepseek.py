"""DeepSeek-V3: keys and values made of few numbers, many experts, and some layers without them."""

from __future__ import annotations

from typing import Any

from symcount.core.expression import Value
from symcount.layers import Linear, MixtureOfExperts, RMSNorm, SiLU
from symcount.networks.composite import Branch, Network, Repeat, Sequential
from symcount.networks.graph import Graph
from symcount.networks.zoo.decoder import language_model
from symcount.networks.zoo.family import Family
from symcount.networks.zoo.mixing import LatentAttention
from symcount.networks.zoo.stacking import layer
from symcount.networks.zoo.tokens import Narrow
from symcount.networks.zoo.transformer import gated, rms_norm


def latent_attention(
    d: Value, h: Value, d_k: Value, d_v: Value, d_r: Value, r: Value, r_q: Value | None, bias: bool
) -> Graph:
    """Attention whose queries, and whose keys and values, are each made of fewer numbers in between.

    A key has d_k numbers of its own head and d_r that turn with the position, one set for all heads.
    """
    queries = Linear(h * (d_k + d_r), bias=False)
    low: dict[str, object] = {
        "q_a_proj": (Linear(r_q, bias=bias), "norm"),
        "q_a_norm": RMSNorm(),
        "q_b_proj": queries,
    } if r_q is not None else {"q_b_proj": (queries, "norm")}  # fmt: skip
    return Graph(
        {
            "norm": (rms_norm(), "input"),
            **low,
            "kv_a_proj": (Linear(r + d_r, bias=bias), "norm"),
            "latent": (Narrow(r), "kv_a_proj"),
            "kv_a_norm": (RMSNorm(), "latent"),
            "kv_b_proj": (Linear(h * (d_k + d_v), bias=False), "kv_a_norm"),
            "heads": (LatentAttention(h, value_dim=d_v, latent_dim=r), "q_b_proj", "kv_b_proj", "kv_a_proj"),
            "o_proj": (Linear(d, bias=bias), "heads"),
        }
    )


def deepseek(
    *,
    V: Value,
    d: Value,
    L: Value,
    h: Value,
    s: Value,
    f: Value,
    d_k: Value,
    d_v: Value,
    d_r: Value,
    r: Value,
    E: Value,
    k: Value,
    f_e: Value,
    L_0: Value = 0,
    r_q: Value | None = None,
    shared: int = 1,
    bias: bool = False,
    **ending: Any,
) -> Sequential:
    """L_0 layers with a gated network, the others of L with experts and so many `shared` ones for every token."""
    attend = latent_attention(d, h, d_k, d_v, d_r, r, r_q, bias)
    dense = gated(f, d, SiLU, before=rms_norm)
    experts: Network = MixtureOfExperts(E, num_experts_per_token=k, hidden_features=f_e)
    if shared:
        experts = Branch(("", experts), ("shared", gated(f_e * shared, d, SiLU)), join="add")
    sparse: Network = Sequential(("norm", rms_norm()), ("", experts))
    return language_model(
        ("dense", Repeat(L_0, *layer(attend, dense, rms_norm, "before"))),
        ("layers", Repeat(L - L_0, *layer(attend, sparse, rms_norm, "before"))),
        V=V, d=d, s=s, **ending,
    )  # fmt: skip


_V3 = Family(
    "DeepSeek-V3", "A language model with few numbers behind its keys and values, and many experts.", "liu2024",
    deepseek, {"V": 129280},
)  # fmt: skip

ARCHITECTURES = (
    _V3.member(
        "deepseek-v3", "DeepSeek-V3", d=7168, L=61, L_0=3, h=128, d_k=128, d_v=128, d_r=64, r=512, r_q=1536, f=18432,
        E=256, k=8, f_e=2048,
    ),
)  # fmt: skip
