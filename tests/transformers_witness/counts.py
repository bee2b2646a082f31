"""What transformers says of its own models: given rows as JSON on its input, it prints their counts as JSON.

It runs by itself because transformers takes seconds to import. A row is a config as its config.json has it and
a number of tokens; models are built on PyTorch's device without storage, on which even the largest are light.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from typing import Any

# What the classes of transformers are called here, by how their names end.
KINDS = {
    "RMSNorm": "RMSNorm", "T5LayerNorm": "RMSNorm", "Conv1D": "Linear", "FalconLinear": "Linear",
    "Router": "Experts", "Experts": "Experts", "PredictionHead": "Linear", "LMHead": "Linear",
    "AlbertMLMHead": "Linear", "Embedding": "Embedding", "Embeddings": "Embedding", "MambaMixer": "SelectiveScan",
}  # fmt: skip


def main() -> None:
    """Print of each row the parameters, those that train, by kind of layer those that have some, and operations."""
    import transformers

    transformers.logging.set_verbosity_error()
    transformers.masking_utils.find_packed_sequence_indices = lambda positions: None  # it reads values, which none has
    print(json.dumps([counts(config, tokens) for config, tokens in json.load(sys.stdin)]))


def counts(config: dict[str, Any], tokens: int) -> dict[str, Any]:
    """The counts of one model; an operation less where transformers cannot run it without values."""
    model = built(config)
    seen: set[int] = set()
    owners: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for module in model.modules():
        own = [one for one in module.parameters(recurse=False) if id(one) not in seen]
        if own:
            seen |= {id(one) for one in own}
            kind = owners[kind_of(type(module).__name__)]
            kind[0], kind[1] = kind[0] + 1, kind[1] + sum(one.numel() for one in own)
    told = [(one.numel(), one.requires_grad) for one in model.parameters()]
    return {
        "total": sum(number for number, _ in told),
        "trainable": sum(number for number, trains in told if trains),
        "owners": dict(owners),
        "flops": operations(model, config, tokens),
    }


def built(config: dict[str, Any]) -> Any:
    """The model of a config, with attention that multiplies matrices one by one."""
    import torch
    import transformers

    named = {key: value for key, value in config.items() if key not in ("model_type", "architectures")}
    told = transformers.CONFIG_MAPPING[config["model_type"]](**named)
    told._attn_implementation = "eager"
    with torch.device("meta"):
        return getattr(transformers, config["architectures"][0])(told).eval()


def kind_of(name: str) -> str:
    """The name that a class has here."""
    return next((kind for ending, kind in KINDS.items() if name.endswith(ending)), name)


def operations(model: Any, config: dict[str, Any], tokens: int) -> int | None:
    """Twice the multiply-accumulates of matrices and convolutions for one example of so many tokens."""
    import torch
    from torch.utils.flop_counter import FlopCounterMode

    given = {name: torch.zeros(1, *shape, dtype=kind, device="meta") for name, (shape, kind) in _inputs(model, tokens)}
    try:
        with FlopCounterMode(display=False) as counter, torch.no_grad():
            model(**given, **({"use_cache": False} if hasattr(model.config, "use_cache") else {}))
    except (RuntimeError, ValueError, NotImplementedError, TypeError, AttributeError, UnboundLocalError):
        return None
    return int(counter.get_total_flops())


def _inputs(model: Any, tokens: int) -> list[tuple[str, tuple[tuple[int, ...], Any]]]:
    import torch

    told, name = model.config, type(model).__name__
    ids = (((1, tokens) if "MultipleChoice" in name else (tokens,)), torch.long)
    match told.model_type:
        case "vit" | "resnet":
            side = getattr(told, "image_size", 224)
            return [("pixel_values", ((told.num_channels, side, side), torch.float))]
        case "whisper" if "CausalLM" not in name:
            heard = ("input_features", ((told.num_mel_bins, 2 * told.max_source_positions), torch.float))
            return [heard] if "Audio" in name else [heard, ("decoder_input_ids", ids)]
        case "t5" | "bart" if "CausalLM" not in name and "Encoder" not in name and "TokenCl" not in name:
            return [("input_ids", ids), ("decoder_input_ids", ids)]
    given = [("input_ids", ids)]
    if getattr(told, "add_cross_attention", False) or (told.model_type == "bart"):
        given.append(("encoder_hidden_states", ((tokens, told.hidden_size), torch.float)))
    if told.model_type == "whisper":  # its first is what the encoder gave
        given.append(("encoder_outputs", ((1, told.max_source_positions, told.d_model), torch.float)))
    if "DoubleHeads" in name:
        given.append(("mc_token_ids", ((), torch.long)))
    return given


if __name__ == "__main__":
    main()
