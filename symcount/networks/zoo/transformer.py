"""What transformers are made of: attention, the network behind it, shortcuts around both, and tied embeddings."""

from __future__ import annotations

from collections.abc import Callable

from symcount.core.expression import Value
from symcount.core.layer import Layer
from symcount.core.values import exact_div
from symcount.layers import Embedding, Flatten, LayerNorm, Linear, RMSNorm, Unflatten
from symcount.networks.composite import Branch, Network, Residual, Sequential, Shared
from symcount.networks.graph import Graph
from symcount.networks.zoo.mixing import ScaledDotProductAttention
from symcount.networks.zoo.tokens import Narrow

Part = tuple[str, Network]
Norm = Callable[[], Layer]

TOKENS = 128  # tokens of an example unless told: parameters do not depend on it, operations do


def attention(
    width: Value,
    heads: Value,
    *,
    head: Value | None = None,
    kv_heads: Value | None = None,
    bias: bool = True,
    key_bias: bool | None = None,
    out_bias: bool | None = None,
    before: Norm | None = None,
    per_head: Norm | None = None,
    memory: bool = False,
    relative: bool = False,
    packed: bool = False,
    cached: bool = True,
) -> Graph:
    """Projections of queries, keys and values, what they do with each other, and the output projection.

    The heads share the `width`, unless each `head` has a size of its own. Of the normalizations one stands
    `before` all, one is `per_head` of queries and keys. With `memory` keys and values come from a second
    input; with `relative` a bias for every distance comes as one more. One matrix may make all that comes
    of one input (`packed`). Where texts are only read, every token sees all and nothing is `cached` for the next one.
    """
    asked = width if head is None else head * heads
    told = asked if kv_heads is None else (exact_div(width, heads) if head is None else head) * kv_heads
    groups = heads if kv_heads is None else kv_heads
    source = "norm" if before else "input"
    answers = "memory" if memory else source
    nodes: dict[str, object] = {"norm": (before(), "input")} if before else {}
    if packed:
        nodes |= _packed(asked, told, bias, source, answers)
    else:
        nodes["q_proj"] = (Linear(asked, bias=bias), source)
        nodes["k_proj"] = (Linear(told, bias=bias if key_bias is None else key_bias), answers)
        nodes["v_proj"] = (Linear(told, bias=bias), answers)
    queries, keys = "q_proj", "k_proj"
    if per_head:
        queries, keys = "q_norm", "k_norm"
        nodes[queries] = (_by_head(heads, per_head), "q_proj")
        nodes[keys] = (_by_head(groups, per_head), "k_proj")
    core = ScaledDotProductAttention(heads, num_kv_heads=groups, cached=cached, masked=cached and not memory)
    nodes["heads"] = (core, queries, keys, "v_proj", *(["bias"] if relative else []))
    nodes["o_proj"] = Linear(width, bias=bias if out_bias is None else out_bias)
    extra = [name for name, there in (("memory", memory), ("bias", relative)) if there]
    return Graph(nodes, inputs=("input", *extra))


def _packed(asked: Value, told: Value, bias: bool, source: str, answers: str) -> dict[str, object]:
    """One matrix for all that is made of one input: queries, keys and values, or keys and values of a memory."""
    if source == answers:
        whole: dict[str, object] = {"qkv_proj": (Linear(asked + 2 * told, bias=bias), source)}
        whole["q_proj"] = (Narrow(asked), "qkv_proj")
    else:
        whole = {"q_proj": (Linear(asked, bias=bias), source), "qkv_proj": (Linear(2 * told, bias=bias), answers)}
    return {**whole, "k_proj": (Narrow(told), "qkv_proj"), "v_proj": (Narrow(told), "qkv_proj")}


def _by_head(heads: Value, norm: Norm) -> Sequential:
    return Sequential(
        ("split", Unflatten(2, unflattened_size=(heads, -1))), ("", norm()), ("join", Flatten(start_dim=2))
    )  # fmt: skip


def feed_forward(
    inner: Value, width: Value, activation: type[Layer], *, bias: bool = True, before: Norm | None = None
) -> Sequential:  # fmt: skip
    """A layer of `inner` units and one back to the width, the same for every token."""
    hidden: list[Part] = [("up", Linear(inner, bias=bias)), ("activation", activation())]
    return Sequential(*normed(before), *hidden, ("down", Linear(width, bias=bias)))


def gated(
    inner: Value,
    width: Value,
    activation: type[Layer],
    *,
    bias: bool = False,
    before: Norm | None = None,
    packed: bool = False,
) -> Sequential:
    """The same with a gate: a second layer of `inner` units says how much of each unit of the first goes on.

    One matrix may make both (`packed`).
    """
    if packed:
        halves = Branch(
            ("gate", Sequential(("", Narrow(inner)), ("activation", activation()))), ("up", Narrow(inner)),
            join="multiply",
        )  # fmt: skip
        whole = Linear(2 * inner, bias=bias)
        return Sequential(*normed(before), ("gate_up", whole), ("", halves), ("down", Linear(width, bias=bias)))
    gate = Sequential(("", Linear(inner, bias=bias)), ("activation", activation()))
    both = Branch(("gate", gate), ("up", Linear(inner, bias=bias)), join="multiply")
    return Sequential(*normed(before), ("", both), ("down", Linear(width, bias=bias)))


def normed(norm: Norm | None, name: str = "norm") -> list[Part]:
    """A normalization as a part, where there is one."""
    return [(name, norm())] if norm else []


def around(body: Network, after: Norm | None = None) -> Network:
    """A shortcut around a network; in transformers as first written a normalization behind it."""
    return Sequential(("", Residual(("", body))), *normed(after))


def layer_norm(affine: bool = True) -> Norm:
    """Normalizations with shifts."""
    return lambda: LayerNorm(elementwise_affine=affine)


def rms_norm() -> Layer:
    """A normalization without shifts."""
    return RMSNorm()


def embedding(vocabulary: Value, width: Value) -> Network:
    """The vectors of all tokens, which the last layer may share."""
    return Shared("embedding", Embedding(vocabulary, embedding_dim=width))


def vocabulary_head(vocabulary: Value, *, tied: bool, bias: bool = False) -> Network:
    """A number for every token that may follow; tied, its weights are the vectors of the tokens."""
    head = Linear(vocabulary, bias=bias)
    return Shared("embedding", head) if tied else head
