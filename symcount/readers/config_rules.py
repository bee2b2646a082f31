"""What a config.json leaves to its class: sizes that follow from others, and options that several keys decide.

Each rule takes the config and the sizes found so far, by their letters, completes these, and gives options; an
option in the place of a size is a number that the network is built with.
"""

from __future__ import annotations

from symcount.core.errors import InputError, shown
from symcount.networks.zoo.transformer import TOKENS
from symcount.readers.config_class import Options, Sizes
from symcount.readers.config_values import Values

MOST_APART = 1_000  # layers that are told apart by their numbers
MOST_SHARED = 32  # layers that stand for others, and stages
SIDE = 224  # of an image, which the config of a residual network does not tell


def grouped(values: Values, sizes: Sizes) -> Options:
    """As many heads of keys as of queries, and heads that share the width, unless the config says otherwise."""
    sizes["g"] = sizes["g"] or sizes["h"]
    sizes["d_k"] = sizes.get("d_k") or _share(sizes)
    return {}


def _share(sizes: Sizes) -> int:
    width, heads = _number(sizes, "d"), _number(sizes, "h")
    if width < heads:
        raise InputError(f"{heads} heads cannot share a width of {width}")
    return width // heads


def _number(sizes: Sizes, letter: str) -> int:
    found = sizes[letter]
    assert found is not None
    return found


def gpt2(values: Values, sizes: Sizes) -> Options:
    """The layers may look back at an encoder."""
    if not values.flag("add_cross_attention", False):
        return {}
    sizes["t"] = TOKENS
    return {"memory": True}


def phi(values: Values, sizes: Sizes) -> Options:
    """Queries and keys may be normalized in every head."""
    grouped(values, sizes)
    return {"head_norm": values.flag("qk_layernorm", False)}


def _reader(values: Values, sizes: Sizes) -> Options:
    """An encoder that may write, and then also look back at another one."""
    writes = values.flag("is_decoder", False)
    memory = gpt2(values, sizes)
    if memory and not writes:
        raise InputError("only where is_decoder is true a layer looks back at an encoder", "add_cross_attention")
    return {**memory, "writes": True} if writes else {}


def bert(values: Values, sizes: Sizes) -> Options:
    """Where nothing is tied, a bias of every word stands beside that of the last layer."""
    return {**_reader(values, sizes), "spare_bias": not values.flag("tie_word_embeddings", True)}


def electra(values: Values, sizes: Sizes) -> Options:
    """Words have fewer numbers than tokens inside, or as many and need no projection."""
    if sizes["w"] == sizes["d"]:
        sizes["w"] = None
    return _reader(values, sizes)


def albert(values: Values, sizes: Sizes) -> Options:
    """The layers are one, or of some groups one each, which may be several."""
    groups, inner = values.whole("num_hidden_groups", 1) or 1, values.whole("inner_group_num", 1) or 1
    layers = _number(sizes, "L")
    if groups * inner > MOST_SHARED:
        raise InputError(
            f"expected at most {MOST_SHARED} layers in all groups, got {groups * inner}", "num_hidden_groups"
        )
    if groups > layers:
        raise InputError(f"expected no more groups than the {layers} layers, got {groups}", "num_hidden_groups")
    told = {"L": layers} if groups > 1 else {}
    return {**told, "groups": groups, "inner": inner, "spare_bias": not values.flag("tie_word_embeddings", True)}


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


def t5(values: Values, sizes: Sizes) -> Options:
    """gated-gelu has gates; relu has none. What is tied is always tied."""
    kind = values.word("feed_forward_proj", "relu")
    if not kind.removeprefix("gated-").isidentifier():
        raise InputError(f"expected an activation such as relu or gated-gelu, got {shown(kind)}", "feed_forward_proj")
    return {"gates": values.flag("is_gated_act", kind.startswith("gated-"))}


def sparse(values: Values, sizes: Sizes) -> Options:
    """Experts in every layer, in the last of every few, or nowhere if there are none; some layers never have them."""
    grouped(values, sizes)
    layers, step = _number(sizes, "L"), values.whole("decoder_sparse_step", 1) or 1
    dense_at = values.numbers("mlp_only_layers", (), least=0) if sizes["E"] else ()
    if not dense_at:
        return {"step": step}
    if layers > MOST_APART:
        raise InputError(f"layers that are told by their numbers are at most {MOST_APART:,}, got {layers}")
    return {"step": step, "dense_at": dense_at, "L": layers}


def deepseek(values: Values, sizes: Sizes) -> Options:
    """No more layers go without experts than there are; so many experts see every token."""
    first, layers = values.whole("first_k_dense_replace", 3, least=0), sizes["L"]
    sizes["L_0"] = min(first or 0, layers or 0)
    return {"shared": values.whole("n_shared_experts", 1, least=0) or 0}


def mamba(values: Values, sizes: Sizes) -> Options:
    """The inner width is so many times the width, the rank of a step a sixteenth of it, unless numbers say more."""
    times, width = values.whole("expand", 2), _number(sizes, "d")
    assert times is not None
    rank = values.word("time_step_rank", "auto")
    sizes["e"] = values.whole("intermediate_size", times * width)
    sizes["r"] = -(-width // 16) if rank == "auto" else values.whole("time_step_rank", None)
    return {}


def resnet(values: Values, sizes: Sizes) -> Options:
    """As many stages as there are widths and depths; the first may keep the shape as it comes."""
    widths = values.numbers("hidden_sizes", (256, 512, 1024, 2048))
    depths = values.numbers("depths", (3, 4, 6, 3))
    if len(widths) > MOST_SHARED:
        raise InputError(f"expected at most {MOST_SHARED} stages, got {len(widths)}", "hidden_sizes")
    if len(widths) != len(depths):
        raise InputError(f"expected a depth for each of the {len(widths)} widths, got {len(depths)}", "depths")
    for number, (width, depth) in enumerate(zip(widths, depths, strict=True), start=1):
        sizes |= {f"w{number}": width, f"n{number}": depth}
    sizes["r"] = SIDE
    kind = values.word("layer_type", "bottleneck")
    if kind not in ("basic", "bottleneck"):
        raise InputError(f"expected basic or bottleneck, got {shown(kind)}", "layer_type")
    stride = 2 if values.flag("downsample_in_first_stage", False) else 1
    same = stride == 1 and widths[0] == sizes["w0"]
    return {"bottleneck": kind == "bottleneck", "first_stride": stride, "same": same}
