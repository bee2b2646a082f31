"""Stacks of transformer layers as in torch.nn: the encoder, the decoder, and both together."""

from __future__ import annotations

from symcount.core.facts import gives, incoming, layer_setting, option, size, takes
from symcount.core.layer import Layer
from symcount.core.placing import Case
from symcount.layers.normalization import LayerNorm
from symcount.networks.block import Block
from symcount.networks.blocks.transformer import TransformerDecoderLayer, TransformerEncoderLayer, TransformerLayer
from symcount.networks.composite import Network, Repeat
from symcount.networks.graph import Graph


class Stack(Block, abstract=True):
    """The same layer so many times, and what may normalize what the last one gives."""

    part = "transformer"

    tokens = incoming("t", "tokens")
    width = incoming("d", "numbers of a token")

    def stacked(self, layer: Layer, times: object, norm: Layer | None, *inputs: str) -> Network:
        """The layers with their inputs, the first of which goes through all of them."""
        nodes: dict[str, object] = {"layers": (Repeat(times, ("", layer)), *inputs)}
        return Graph(nodes if norm is None else {**nodes, "norm": norm}, inputs=inputs)


class TransformerEncoder(Stack):
    """Tokens (t, d) go through so many layers of one kind, each with tensors of its own."""

    encoder_layer = layer_setting("the layer that is repeated")
    num_layers = size("L", "layers")
    norm = layer_setting("what normalizes the tokens at the end", default=None)
    enable_nested_tensor = option("how padding is passed over in evaluation", default=True)
    mask_check = option("whether a mask is checked", default=True)

    src = takes(Stack.tokens, Stack.width)
    output = gives(Stack.tokens, Stack.width)

    def inside(self, case: Case) -> Network:
        """The layers one behind the other."""
        return self.stacked(self.encoder_layer, self.num_layers, self.norm, "src")


class TransformerDecoder(Stack):
    """Tokens (t, d) go through so many layers of one kind, each of which looks at the memory (s, d) too."""

    decoder_layer = layer_setting("the layer that is repeated")
    num_layers = size("L", "layers")
    norm = layer_setting("what normalizes the tokens at the end", default=None)

    sources = incoming("s", "tokens of the memory")
    tgt = takes(Stack.tokens, Stack.width)
    memory = takes(sources, Stack.width)
    output = gives(Stack.tokens, Stack.width)

    def inside(self, case: Case) -> Network:
        """The layers one behind the other, the memory beside them."""
        return self.stacked(self.decoder_layer, self.num_layers, self.norm, "tgt", "memory")


class Transformer(Block):
    """Source tokens (s, d) are encoded, and target tokens (t, d) decoded with them as memory: (t, d)."""

    part = "transformer"

    d_model = incoming("d", "numbers of a token", keyword=True)
    nhead = size("h", "heads", default=8)
    num_encoder_layers = size("L_e", "encoder layers", default=6)
    num_decoder_layers = size("L_d", "decoder layers", default=6)
    dim_feedforward = TransformerLayer.dim_feedforward
    dropout = TransformerLayer.dropout
    activation = TransformerLayer.activation
    custom_encoder = layer_setting("an encoder in place of torch's", default=None)
    custom_decoder = layer_setting("a decoder in place of torch's", default=None)
    layer_norm_eps = TransformerLayer.layer_norm_eps
    batch_first = TransformerLayer.batch_first
    norm_first = TransformerLayer.norm_first
    bias = TransformerLayer.bias

    sources = incoming("s", "tokens of the source")
    tokens = incoming("t", "tokens of the target")
    src = takes(sources, d_model)
    tgt = takes(tokens, d_model)
    output = gives(tokens, d_model)

    def inside(self, case: Case) -> Network:
        """The encoder, and the decoder that takes what it gives; both end with a normalization, as in torch."""
        shared = ("nhead", "dim_feedforward", "dropout", "activation", "layer_norm_eps", "norm_first", "bias")
        told = {name: self.setting(name) for name in shared}
        norm = LayerNorm(eps=self.layer_norm_eps, bias=self.bias)
        encoder = self.custom_encoder or TransformerEncoder(
            TransformerEncoderLayer(**told), num_layers=self.num_encoder_layers, norm=norm
        )
        decoder = self.custom_decoder or TransformerDecoder(
            TransformerDecoderLayer(**told), num_layers=self.num_decoder_layers, norm=norm
        )
        return Graph({"encoder": (encoder, "src"), "decoder": (decoder, "tgt", "encoder")}, inputs=("src", "tgt"))
