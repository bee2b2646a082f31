"""Named transformers against what transformers and their papers say: by kind of layer, operations, what is kept."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from symcount import *
from symcount.core.placing import Case
from symcount.counting.quantities import PARAMS
from symcount.counting.repetition import counted
from symcount.networks.rows import rows

# Each row of counts_transformers.json has its source; `owners` are by kind of layer the modules that have parameters
# which no module before them has, and those; `flops` are FlopCounterMode's for 128 tokens and attention that is not
# masked (none where transformers cannot run without values); `config` is what the model was built of.
COUNTS: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "counts_transformers.json").read_bytes())
BUILT = {name: one for name, one in COUNTS.items() if "config" in one}
# Layers of ours by what torch.nn calls the module that has their parameters.
KINDS = {
    "PositionEmbedding": "Embedding", "RelativePositionBias": "Embedding", "MixtureOfExperts": "Experts",
    "Bias": "Linear",
}  # fmt: skip


def owners(net: Sequential) -> dict[str, list[int]]:
    """By kind of layer, how many have parameters of their own, and these."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows(net):
        own = counted(row, PARAMS.count)
        if own:
            kind = found[KINDS.get(row.case.theory.name, row.case.theory.name)]
            kind[0], kind[1] = kind[0] + int(counted(row, _has_own)), kind[1] + int(own)  # type: ignore[arg-type]
    return dict(found)


def _has_own(case: Case) -> int:
    return int(any(case.owned("weight", "shift")))


def test_every_kind_of_layer_has_the_parameters_that_transformers_gives_it() -> None:
    for name, one in BUILT.items():
        told = owners(zoo(name))
        for kind, (modules, own) in one["owners"].items():
            here, parameters = told.pop(kind)
            assert parameters == own, (name, kind)
            assert here == modules or kind == "Experts", (name, kind)  # a router is a module of its own there
        assert not told, name


def test_operations_are_those_that_are_counted_when_the_model_runs() -> None:
    for name, one in BUILT.items():
        assert one["flops"] in (int(flops(zoo(name))), None), name
    assert sum(one["flops"] is None for one in BUILT.values()) == 7  # experts are chosen by values


def test_masked_tokens_see_half_of_the_others() -> None:
    for name, halved in (("gpt2", 603979776), ("bert-base-uncased", 0), ("llama-2-7b", 8589934592)):
        # What FlopCounterMode counts in aten.bmm, where queries meet keys; an encoder masks nothing.
        whole, masked = flops(zoo(name)), flops(zoo(name), convention="causal")
        assert int(whole) - int(masked) == halved // 2, name


@pytest.mark.parametrize(
    ("name", "billions"), [("mixtral-8x7b", 12.9), ("deepseek-v3", 37.6), ("qwen3-30b-a3b", 3.4), ("llama-2-7b", 6.7)]
)
def test_a_token_uses_as_many_parameters_as_the_papers_say(name: str, billions: float) -> None:
    # Jiang et al. 2024: 13B of 47B, by their code 12.9B; Liu et al. 2024: 37B without the table of words (0.93B);
    # Yang et al. 2025: 3.3B, the table of words counted; a model without experts uses all.
    assert round(int(active(zoo(name))) / 1e9, 1) == billions


def test_what_is_kept_of_a_token_is_what_the_papers_say() -> None:
    # Zhao et al. 2025, Insights into DeepSeek-V3 (ISCA), table 1, with two bytes for each value.
    for name, kilobytes in (("deepseek-v3", 70.272), ("llama-3.1-405b", 516.096), ("qwen2.5-72b", 327.680)):
        assert int(kv_cache(zoo(name, s=1))) * 2 / 1000 == kilobytes
    assert int(kv_cache(zoo("bert-base-uncased"))) == 0
    # Gu and Dao 2023: the states do not grow with the text.
    assert int(kv_cache(zoo("mamba-130m", s=7))) == int(kv_cache(zoo("mamba-130m", s=700))) == 24 * 1536 * (16 + 4)


def test_any_number_of_layers_is_placed_alike() -> None:
    for name in ("gpt2", "llama-2-7b", "deepseek-v3", "t5-small", "albert-base-v2", "mamba-130m"):
        few, many = (architecture(name).network(L=number) for number in (12, 10_000))
        assert len(rows(few)) == len(rows(many))
        one_more = int(params(zoo(name, L=10_001))) - int(params(zoo(name, L=10_000)))
        assert one_more == int(params(zoo(name, L=13))) - int(params(zoo(name, L=12)))


def test_every_quantity_is_told_of_every_family() -> None:
    families = {one["config"]["model_type"]: name for name, one in BUILT.items()}
    assert len(families) > 25
    for name in families.values():
        net = architecture(name).network(L=4, s=8)
        numbers = {
            size.name: value for size, value in architecture(name).numbers().items() if size.name not in ("L", "s")
        }
        for told in (params(net), active(net), macs(net), kv_cache(net), backward_flops(net), saved(net)):
            assert int(told.at(**numbers)) >= 0, (name, told)
        assert int(training_memory(net, "AdamW").at(**numbers)) > 16 * int(params(net).at(**numbers)), name
