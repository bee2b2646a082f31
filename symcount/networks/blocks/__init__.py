"""Layers that are networks inside, one file a family; each is given on under its own name."""

# isort: off
# fmt: off
from symcount.core.layer import Layer
from symcount.networks.blocks.adapting import LoRA
from symcount.networks.blocks.adaptive_softmax import AdaptiveLogSoftmaxWithLoss
from symcount.networks.blocks.gated import SqueezeExcite, SwiGLU
from symcount.networks.blocks.recurrent import GRU, LSTM, RNN
from symcount.networks.blocks.transformer import TransformerDecoderLayer, TransformerEncoderLayer
from symcount.networks.blocks.translation import Transformer, TransformerDecoder, TransformerEncoder

__all__ = [
    "GRU", "LSTM", "RNN", "AdaptiveLogSoftmaxWithLoss", "LoRA", "SqueezeExcite", "SwiGLU", "Transformer",
    "TransformerDecoder", "TransformerDecoderLayer", "TransformerEncoder", "TransformerEncoderLayer",
]
# fmt: on


def known_blocks() -> dict[str, type[Layer]]:
    """Every layer that is a network inside, by the name that a person writes."""
    return {name: globals()[name] for name in __all__}
