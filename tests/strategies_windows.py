"""Random layers that pad, scale, move windows or rearrange, each with an input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from typing import Any

from hypothesis import strategies as st

from strategies_calls import Call, Draw, extents, one_to, per_axis, some_of

AXES = (1, 2, 3)
TRANSPOSED = [f"{lazy}ConvTranspose{axes}d" for lazy in ("", "Lazy") for axes in AXES]
LP_POOLS = [f"LPPool{axes}d" for axes in AXES]
FRACTIONAL = ["FractionalMaxPool2d", "FractionalMaxPool3d"]
UNPOOLS = [f"MaxUnpool{axes}d" for axes in AXES]
PADS = [f"{kind}Pad{axes}d" for kind in ("Zero", "Constant", "Reflection", "Replication", "Circular") for axes in AXES]
SHUFFLES = {"PixelShuffle": "upscale_factor", "PixelUnshuffle": "downscale_factor", "ChannelShuffle": "groups"}
UPSAMPLINGS = ["UpsamplingNearest2d", "UpsamplingBilinear2d"]
BLENDS = {
    "nearest": None,
    "nearest-exact": None,
    "area": None,
    "linear": 1,
    "bilinear": 2,
    "bicubic": 2,
    "trilinear": 3,
}


@st.composite
def transposed(draw: Draw, names: Sequence[str]) -> Call:
    """One of these transposed convolutions; groups, paddings and the output's padding fit or not."""
    name = draw(st.sampled_from(names))
    axes = Call(name, {}, ()).axes
    groups = draw(st.sampled_from([1, 1, 2, 3]))
    uneven = 0 if "Lazy" in name else draw(st.sampled_from([0, 0, 0, 1]))  # the lazy ones forget to look
    settings = {
        "out_channels": groups * draw(one_to(3)) + uneven,
        "kernel_size": draw(per_axis(one_to(4), axes)),
        "groups": groups,
        **draw(some_of(
            stride=per_axis(one_to(3), axes), padding=per_axis(st.integers(0, 3), axes), bias=st.booleans(),
            output_padding=per_axis(st.integers(0, 2), axes), dilation=per_axis(one_to(3), axes),
            padding_mode=st.sampled_from(["zeros", "zeros", "reflect"]),
        )),
    }  # fmt: skip
    channels = groups * draw(one_to(3)) + draw(st.sampled_from([0, 0, 0, 1]))
    return Call(name, settings, (channels, *draw(extents(axes, 6))))


@st.composite
def pools(draw: Draw, name: str) -> Call:
    """A pool of norms, or a maximum pool taken back."""
    axes = Call(name, {}, ()).axes
    window = one_to(4) if name == "LPPool1d" else per_axis(one_to(4), axes)  # its torch takes no tuple
    own: dict[str, Any] = {"kernel_size": draw(window)}
    stride = st.one_of(st.none(), window)
    if name in LP_POOLS:
        own |= {
            "norm_type": draw(st.sampled_from([1, 2, 1.5, -1, -0.5, inf])),
            **draw(some_of(stride=stride, ceil_mode=st.booleans())),
        }
    else:
        own |= draw(some_of(stride=stride, padding=per_axis(st.integers(0, 2), axes)))
    return Call(name, own, (draw(one_to(3)), *draw(extents(axes))))


@st.composite
def fractional(draw: Draw, name: str) -> Call:
    """A fractional pool that is told its output's size, the part of the input, both or none."""
    axes = Call(name, {}, ()).axes
    size, ratio = per_axis(one_to(4), axes), per_axis(st.sampled_from([0.5, 0.25, 0.75, 1.5, 0.7, 0.3]), axes)
    asked = st.one_of(
        st.fixed_dictionaries({"output_size": size}), st.fixed_dictionaries({"output_ratio": ratio}),
        some_of(output_size=size, output_ratio=ratio),
    )  # fmt: skip
    settings = {
        "kernel_size": draw(per_axis(one_to(3), axes)),
        **draw(asked),
        **draw(some_of(return_indices=st.booleans())),
    }
    return Call(name, settings, (draw(one_to(3)), *(draw(st.integers(3, 12)) for _ in range(axes))))


@st.composite
def pads(draw: Draw, name: str) -> Call:
    """A pad of every kind, also below zero, also with too much."""
    axes = Call(name, {}, ()).axes
    amount = st.integers(-3, 4)
    settings: dict[str, Any] = {"padding": draw(st.one_of(amount, st.tuples(*[amount] * 2 * axes)))}
    if name.startswith("Constant"):
        settings["value"] = 0.5
    return Call(name, settings, (draw(one_to(3)), *draw(extents(axes, 6))))


@st.composite
def shuffles(draw: Draw, name: str) -> Call:
    """A shuffle that comes out even or not, also with leading dimensions."""
    by_channel = name == "ChannelShuffle"
    factor = draw(one_to(3))
    channels = draw(st.sampled_from([factor, factor * factor, 2 * factor * factor, 5]))
    shape = (
        channels,
        *(draw(st.sampled_from([factor, 2 * factor, 5])) for _ in range(draw(one_to(2)) if by_channel else 2)),
    )
    leading = [] if by_channel else draw(st.lists(one_to(2), max_size=1))
    return Call(name, {SHUFFLES[name]: factor}, (*leading, *shape))


@st.composite
def windows_as_columns(draw: Draw, name: str) -> Call:
    """Unfold, or Fold with as many columns as it needs or others."""
    kernel, stride, padding = (draw(per_axis(st.integers(least, 3), 2)) for least in (1, 1, 0))
    settings = {
        "kernel_size": kernel,
        "stride": stride,
        "padding": padding,
        **draw(some_of(dilation=per_axis(one_to(2), 2))),
    }
    shape = (draw(one_to(3)), *draw(extents(2, 7)))
    if name == "Unfold":
        return Call("Unfold", settings, shape)
    f, s, p, d = (
        one if isinstance(one, tuple) else (one, one) for one in (kernel, stride, padding, settings.get("dilation", 1))
    )
    often = [(shape[a + 1] + 2 * p[a] - d[a] * (f[a] - 1) - 1) // s[a] + 1 for a in (0, 1)]
    columns = max(often[0] * often[1], 1) + draw(st.sampled_from([0, 0, 0, 1]))
    rows = shape[0] * f[0] * f[1] + draw(st.sampled_from([0, 0, 0, 1]))
    return Call("Fold", {"output_size": shape[1:], **settings}, (rows, columns))


@st.composite
def reshapes(draw: Draw, name: str) -> Call:
    """Flatten or Unflatten at dimensions that there are or are not; the batch's own is one of ours only in error."""
    shape = tuple(draw(st.lists(st.sampled_from([1, 2, 4, 6]), min_size=1, max_size=4)))
    dim = st.integers(-len(shape) - 1, len(shape) + 1).filter(lambda dim: dim not in (0, -len(shape) - 1))
    if name == "Flatten":
        return Call("Flatten", draw(some_of(start_dim=dim, end_dim=dim)), shape)
    sizes = draw(st.lists(st.sampled_from([-1, 1, 2, 3]), min_size=1, max_size=3))
    return Call("Unflatten", {"dim": draw(dim), "unflattened_size": tuple(sizes)}, shape)


# Whole and broken factors, and some whose product torch rounds to just below a whole number, or up to one.
FACTORS = st.one_of(st.sampled_from([1, 2, 3, 0.5, 1.5, 2.25, 1.7, 0.7, 0.29, 2.3]), st.floats(0.3, 4))


@st.composite
def upsamplings(draw: Draw, name: str) -> Call:
    """An upsampling to a size, by a factor, by both or by none, of inputs that its mode takes or not."""
    axes = 2 if name in UPSAMPLINGS else draw(one_to(3))
    settings = draw(st.one_of(
        st.fixed_dictionaries({"size": per_axis(one_to(9), axes)}),
        st.fixed_dictionaries({"scale_factor": per_axis(FACTORS, axes)}),
        some_of(size=one_to(9), scale_factor=FACTORS),
    ))  # fmt: skip
    if name == "Upsample":
        others = {"align_corners": st.booleans(), "recompute_scale_factor": st.booleans()}
        settings |= draw(some_of(mode=st.sampled_from([*BLENDS, "cubic"]), **others))
    longer = draw(st.sampled_from([(), (), (90, 100, 50)]))[:axes]
    return Call(name, settings, (draw(one_to(3)), *(longer or draw(extents(axes)))))


CALLS: Mapping[str, st.SearchStrategy[Call]] = {
    **{name: transposed([name]) for name in TRANSPOSED},
    **{name: pools(name) for name in (*LP_POOLS, *UNPOOLS)},
    **{name: fractional(name) for name in FRACTIONAL},
    **{name: pads(name) for name in PADS},
    **{name: shuffles(name) for name in SHUFFLES},
    **{name: windows_as_columns(name) for name in ("Fold", "Unfold")},
    **{name: reshapes(name) for name in ("Flatten", "Unflatten")},
    **{name: upsamplings(name) for name in (*UPSAMPLINGS, "Upsample")},
}
