"""What a config.json leaves to its class: sizes that follow from others, and options that several keys decide.

Each rule takes the config and the sizes found so far, by their letters, completes these, and gives options.
"""

from __future__ import annotations

from typing import Any

from symcount.core.errors import InputError, shown
from symcount.readers.config_values import Values

Sizes = dict[str, "int | None"]
Options = dict[str, Any]


def grouped(values: Values, sizes: Sizes) -> Options:
    """As many heads of keys as of queries, and heads that share the width, unless the config says otherwise."""
    sizes["g"] = sizes["g"] or sizes["h"]
    sizes["d_k"] = sizes.get("d_k") or _share(sizes)
    return {}


def _share(sizes: Sizes) -> int:
    width, heads = sizes["d"], sizes["h"]
    assert width is not None
    assert heads is not None
    if width < heads:
        raise InputError(f"{heads} heads cannot share a width of {width}")
    return width // heads


def phi(values: Values, sizes: Sizes) -> Options:
    """Queries and keys may be normalized in every head."""
    grouped(values, sizes)
    return {"head_norm": values.flag("qk_layernorm", False)}


def bert(values: Values, sizes: Sizes) -> Options:
    """Where nothing is tied, a bias of every word stands beside that of the last layer."""
    return {"spare_bias": not values.flag("tie_word_embeddings", True)}


def neox(values: Values, sizes: Sizes) -> Options:
    """Attention and hidden units stand side by side, or one behind the other."""
    return {"order": "parallel-two" if values.flag("use_parallel_residual", True) else "before"}


def falcon(values: Values, sizes: Sizes) -> Options:
    """One head of keys, a few or as many as of queries; one or two normalizations before what stands side by side."""
    new, two = values.flag("new_decoder_architecture", False), values.whole("num_ln_in_parallel_attn", None)
    if not new:
        sizes["g"] = 1 if values.flag("multi_query", True) else sizes["h"]
    grouped(values, sizes)
    if not values.flag("parallel_attn", True):
        return {"order": "before"}
    return {"order": "parallel-two" if two == 2 or (two is None and new) else "parallel"}


def opt(values: Values, sizes: Sizes) -> Options:
    """Words may have fewer numbers than tokens inside; the last normalization stands where the others come first."""
    if sizes["w"] == sizes["d"]:
        sizes["w"] = None
    first = values.flag("do_layer_norm_before", True)
    last = first and not values.flag("_remove_final_layer_norm", False)
    return {"order": "before" if first else "after", "last_norm": last}


def electra(values: Values, sizes: Sizes) -> Options:
    """Words have fewer numbers than tokens inside, or as many and need no projection."""
    if sizes["w"] == sizes["d"]:
        sizes["w"] = None
    return {}


def t5(values: Values, sizes: Sizes) -> Options:
    """gated-gelu has gates; relu has none. What is tied is always tied."""
    kind = values.word("feed_forward_proj", "relu")
    if not kind.removeprefix("gated-").isidentifier():
        raise InputError(f"expected an activation such as relu or gated-gelu, got {shown(kind)}", "feed_forward_proj")
    return {"gates": kind.startswith("gated-")}


def deepseek(values: Values, sizes: Sizes) -> Options:
    """No more layers go without experts than there are; so many experts see every token."""
    first, layers = values.whole("first_k_dense_replace", 3, least=0), sizes["L"]
    sizes["L_0"] = min(first or 0, layers or 0)
    return {"shared": values.whole("n_shared_experts", 1)}


def mamba(values: Values, sizes: Sizes) -> Options:
    """The inner width is so many times the width; the rank of a step is a sixteenth of it unless a number says more."""
    times, width = values.whole("expand", 2), sizes["d"]
    assert times is not None
    assert width is not None
    rank = values.word("time_step_rank", "auto")
    sizes["e"] = times * width
    sizes["r"] = -(-width // 16) if rank == "auto" else values.whole("time_step_rank", None)
    return {}
