"""A config.json as a spec: every kind of model and head against transformers, and what is told of wrong ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

import pytest

from symcount import *
from symcount.cli import main
from symcount.readers.config_models import CLASSES
from symcount.readers.huggingface import read_config
from symcount.readers.locate import load
from symcount.readers.spec import Spec
from transformers_witness import counts as witness
from transformers_witness.forms import FORMS, draw

HERE = Path(__file__).parent
# What `python tests/transformers_witness/counts.py` of transformers 5.23.0 on torch 2.13.0 printed of configs that
# `draw` gave: parameters, those that train, and operations for 16 tokens (null where it runs only with values).
RECORDED: list[dict[str, Any]] = json.loads((HERE / "configs.json").read_bytes())
NAMED: dict[str, dict[str, Any]] = json.loads((HERE.parent / "networks" / "counts_transformers.json").read_bytes())
TOKENS = 16
PROOF = bool(os.environ.get("SYMCOUNT_PROOF"))  # whether everything is to be proven (`make proof`)


def spec_of(config: object, folder: Path) -> Spec:
    """The spec of a config."""
    file = folder / "config.json"
    file.write_text(json.dumps(config), encoding="utf-8")
    found = read_config(str(file))
    assert found is not None
    return found


def counted_here(config: dict[str, Any], folder: Path) -> tuple[int, int, int]:
    """Parameters, those that train, and operations for so many tokens."""
    spec = spec_of(config, folder)
    net = spec.net.at({**spec.numbers, **{size: TOKENS for size in spec.numbers if size.name in ("s", "t")}})
    return int(params(net)), int(trainable(net)), int(flops(net))


def same(config: dict[str, Any], there: dict[str, Any], folder: Path) -> None:
    """Hold a config against what transformers counts."""
    total, trains, operations = counted_here(config, folder)
    assert (total, trains) == (there["total"], there["trainable"]), config
    assert there["flops"] in (operations, None), config


def test_configs_count_what_transformers_counted(tmp_path: Path) -> None:
    for row in RECORDED:
        same(row["config"], row, tmp_path)
    assert {row["config"]["model_type"] for row in RECORDED} == set(CLASSES) == set(FORMS)
    assert sum(row["flops"] is not None for row in RECORDED) > 100


def test_configs_count_what_transformers_counts_now(tmp_path: Path) -> None:
    missing = [name for name in ("transformers", "torch") if find_spec(name) is None]
    if missing:
        pytest.skip(f"transformers on PyTorch is the witness, and there is no {' and no '.join(missing)}")
    chance = Random(5)
    configs = [draw(kind, chance) for kind in FORMS for _ in range(20 if PROOF else 1)]
    told = json.dumps([[config, TOKENS] for config in configs])
    ran = subprocess.run([sys.executable, witness.__file__], input=told, capture_output=True, text=True, check=True)
    for config, there in zip(configs, json.loads(ran.stdout.splitlines()[-1]), strict=True):
        same(config, there, tmp_path)


def test_named_architectures_are_those_of_their_configs(tmp_path: Path) -> None:
    every = 1 if PROOF else 3
    for name, one in list(NAMED.items())[::every]:
        if "config" in one:
            spec = spec_of(one["config"], tmp_path)
            assert int(params(spec.net.at(spec.numbers))) == int(params(zoo(name))) == one["total"], name


def test_a_config_has_its_sizes_as_letters(tmp_path: Path) -> None:
    spec = spec_of({"model_type": "llama", "tie_word_embeddings": True, "num_hidden_layers": 3}, tmp_path)
    assert spec.name == "LlamaForCausalLM"
    assert str(params(spec.net)) == str(params(architecture("llama-3.2-1b").network()))
    assert {size.name: value for size, value in spec.numbers.items()} == {
        "V": 32000, "d": 4096, "L": 3, "h": 32, "f": 11008, "g": 32, "d_k": 128, "s": 128
    }  # fmt: skip


def test_the_command_line_reads_a_config(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "config.json"
    file.write_text('{"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "n_layer": 2}', encoding="utf-8")
    assert main(["count", str(file), "--format", "json"]) == 0
    # 124439808 parameters with twelve layers, of which each has 7087872
    assert json.loads(capsys.readouterr().out)["totals"]["params"]["value"] == 124439808 - 10 * 7087872
    report = tmp_path / "report.md"
    assert main(["report", str(file), "-o", str(report)]) == 0
    assert "GPT2LMHeadModel" in report.read_text(encoding="utf-8")


def test_other_json_files_are_specs_of_ours(tmp_path: Path) -> None:
    file = tmp_path / "net.json"
    file.write_text('{"input": [4], "layers": ["Linear(3)"]}', encoding="utf-8")
    assert read_config(str(file)) is None
    assert int(params(load(str(file)).net)) == 15


GPT2 = {"model_type": "gpt2"}
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"model_type": "gpt3"}, "model_type: unknown model 'gpt3'; did you mean gptj?; known: albert, bart, bert,"),
    ({"model_type": ["gpt2"]}, "model_type: expected a text, got a list"),
    ({"architectures": ["Nothing"]}, "architectures: unknown class 'Nothing'"),
    ({"architectures": "GPT2Model"}, "architectures: expected a list of names, got "),
    ({**GPT2, "architectures": ["LlamaModel"]}, "architectures: unknown class 'LlamaModel'; known: GPT2Model, "),
    ({**GPT2, "n_layers": 3}, "n_layers: no such key is read; did you mean n_layer?"),
    ({**GPT2, "tie_words_embeddings": False}, "tie_words_embeddings: no such key is read; did you mean tie_word_embeddings?"),
    ({**GPT2, "n_embd": 0}, "n_embd: expected a whole number from 1 to 1,000,000,000, got 0"),
    ({**GPT2, "n_embd": 10**12}, "n_embd: expected a whole number from 1 to 1,000,000,000, got 1000000000000"),
    ({**GPT2, "n_embd": None}, "n_embd: expected a whole number from 1 to 1,000,000,000, got nothing"),
    ({**GPT2, "n_head": 7}, "heads: 7 does not divide 768"),
    ({**GPT2, "tie_word_embeddings": "yes"}, "tie_word_embeddings: expected true or false, got yes"),
    ({"model_type": "bert", "add_cross_attention": True}, "add_cross_attention: only where is_decoder is true"),
    ({"model_type": "llama", "hidden_size": 8}, "32 heads cannot share a width of 8"),
    ({"model_type": "t5", "feed_forward_proj": "a b"}, "feed_forward_proj: expected an activation such as relu"),
    ({"model_type": "albert", "num_hidden_groups": 13}, "num_hidden_groups: expected no more groups than the 12 layers"),
    ({"model_type": "albert", "num_hidden_groups": 10**9}, "num_hidden_groups: expected at most 32 layers in all groups"),
    ({"model_type": "qwen3_moe", "mlp_only_layers": [0], "num_hidden_layers": 10**9}, "are at most 1,000, got 1000000000"),
    ({"model_type": "qwen3_moe", "mlp_only_layers": [[]]}, "mlp_only_layers: expected a whole number"),
    ({"model_type": "qwen3_moe", "num_experts": 4}, "4 is smaller than 8: a token goes through different experts"),
    ({"model_type": "resnet", "depths": [1]}, "depths: expected a depth for each of the 4 widths, got 1"),
    ({"model_type": "resnet", "layer_type": "x"}, "layer_type: expected basic or bottleneck, got x"),
    ({"model_type": "resnet", "hidden_sizes": [8] * 40}, "hidden_sizes: expected at most 32 stages, got 40"),
]  # fmt: skip


def test_what_is_wrong_is_told_with_its_key(tmp_path: Path) -> None:
    for config, message in WRONG:
        start = time.monotonic()
        with pytest.raises(InputError) as told:
            spec_of(config, tmp_path)
        assert message in str(told.value)
        assert str(told.value).startswith(str(tmp_path))
        assert time.monotonic() - start < 2, config


def read_or_refused(config: dict[str, Any], folder: Path) -> bool:
    """Whether a config is counted, or refused in one line."""
    try:
        spec = spec_of(config, folder)
    except InputError as wrong:
        return str(wrong).startswith(str(folder)) and "\n" not in str(wrong)
    return int(params(spec.net.at(spec.numbers))) > 0


def test_any_value_of_any_key_is_read_or_refused(tmp_path: Path) -> None:
    chance = Random(7)
    for kind, one in CLASSES.items():
        keys = {name for key in one.sizes.values() for name in key[0].split("|")} | set(FORMS[kind][2]) | {"id2label"}
        for key in chance.sample(sorted(keys), 6 if PROOF else 1):
            for value in (None, 0, -1, "x", [], {}, 10**9, True, [10**9], [[1]], 1.5):
                assert read_or_refused({"model_type": kind, key: value}, tmp_path), (kind, key, value)
