"""What attention, recurrence, experts and layers that are networks say of inputs and settings that do not fit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from layers.messages import told
from symcount.core.conventions import conventions
from symcount.core.expression import Size
from symcount.counting.quantities import ACTIVE, CACHE, FLOPS, PARAMS, Quantity
from symcount.counting.repetition import counted
from symcount.layers import *
from symcount.networks.blocks import *
from symcount.networks.composite import Network, Repeat, Sequential
from symcount.networks.rows import output_shape, rows

c, d, h, r, t = (Size(name) for name in "cdhrt")

HEADS = "every head takes an equal share of the embedding"
RESETS = "reset_after=False is Keras's: ask for the convention keras"
LATENT = MultiheadLatentAttention(
    128, kv_lora_rank=512, q_lora_rank=1536, qk_nope_head_dim=128, qk_rope_head_dim=64, v_head_dim=128
)  # fmt: skip

# A network, inputs that it cannot take, and what it says.
INPUTS: list[tuple[Network, tuple[tuple[object, ...], ...], str]] = [
    (MultiheadAttention(num_heads=3), ((7, 16),), f"3 does not divide 16: {HEADS}"),
    (ShiftedWindowAttention(num_heads=3, window_size=2), ((8, 8, 16),), f"3 does not divide 16: {HEADS}"),
    (ShiftedWindowAttentionV2(16, window_size=2, dim=8), ((8, 8, 16),), "dim is 8, but the incoming shape has 16"),
    (MultiheadAttention(8, num_heads=2), ((7, 16),), "embed_dim is 8, but the incoming shape has 16"),
    (MultiheadAttention(num_heads=2, kdim=5), ((7, 16), (9, 6)), "kdim is 5, but the incoming shape has 6"),
    (MultiheadAttention(num_heads=2), ((7, 16), (9, 16), (8, 16)), "MultiheadAttention got inputs that do not fit together: 9 and 8"),
    (MultiheadAttention(num_heads=2), ((16,),), "MultiheadAttention takes an input of shape (t, d), got (16,)"),
    (MultiheadAttention(num_heads=2), ((7, 16),) * 4, "MultiheadAttention takes 1 to 3 inputs, got 4"),
    (GroupedQueryAttention(6, num_kv_heads=4), ((7, 12),), "4 does not divide 6: as many heads of queries share each head of keys"),
    (GroupedQueryAttention(5), ((7, 12),), f"5 does not divide 12: {HEADS}"),
    (MixtureOfExperts(2, num_experts_per_token=3, hidden_features=4), ((5,),), "2 is smaller than 3: a token goes through different experts"),
    (ClassToken(), ((5,),), "ClassToken takes an input of shape (t, d), got (5,)"),
    (ScaleChannels(), ((3, 5, 5), (4,)), "ScaleChannels got inputs that do not fit together: 3 and 4"),
    (ConvLSTM(4, kernel_size=3, in_channels=2), ((5, 3, 8, 8),), "in_channels is 2, but the incoming shape has 3"),
    (LSTM(4, proj_size=4), ((5, 3),), "4 is smaller than 5: a projected state is smaller than what it is made of"),
    (LSTM(4, num_layers=2), ((5, 3), (1, 4)), "LSTM got inputs that do not fit together: 2 and 1"),
    (GRU(4), ((5, 3), (1, 4), (1, 4)), "GRU takes 1 to 2 inputs, got 3"),
    (GRU(4, reset_after=False), ((5, 3),), f"1 is smaller than 2: {RESETS}"),
    (GRUCell(4, reset_after=False), ((3,),), f"1 is smaller than 2: {RESETS}"),
    (RNN(4, input_size=2), ((5, 3),), "input_size is 2, but the incoming shape has 3"),
    (TransformerEncoderLayer(nhead=3), ((5, 16),), f"self_attn: 3 does not divide 16: {HEADS}"),
    (TransformerEncoderLayer(8, nhead=2), ((5, 16),), "d_model is 8, but the incoming shape has 16"),
    (TransformerEncoderLayer(nhead=2, activation="geluu"), ((5, 16),), "unknown activation 'geluu'; did you mean gelu?"),
    (TransformerDecoderLayer(nhead=2), ((5, 16),), "TransformerDecoderLayer takes 2 inputs, got 1"),
    (TransformerDecoderLayer(nhead=2), ((5, 16), (5, 8)), "TransformerDecoderLayer got inputs that do not fit together: 16 and 8"),
    (Sequential(("enc", TransformerEncoder(TransformerEncoderLayer(nhead=3), num_layers=2))), ((5, 16),), f"enc.layers.self_attn: 3 does not divide 16: {HEADS}"),
    (Transformer(), ((5, 510), (5, 510)), f"encoder.layers.self_attn: 8 does not divide 510: {HEADS}"),
    (AdaptiveLogSoftmaxWithLoss(10, cutoffs=(4, 3)), ((8,),), "cutoffs grow and stay below n_classes, got 4 before 3"),
    (AdaptiveLogSoftmaxWithLoss(10, cutoffs=(4, 10)), ((32,),), "cutoffs grow and stay below n_classes, got 10 before 10"),
    (SqueezeExcite(reduction=3), ((8, 2, 2),), "3 does not divide 8: the channels in between are a whole share of all"),
    (LoRA(ReLU(), rank=2), ((5,),), "LoRA adapts Linear, Conv1d, Conv2d, Conv3d, got ReLU"),
    (Sequential(("fc", LoRA(Linear(4, in_features=3), rank=2))), ((5,),), "fc: in_features is 3, but the incoming shape has 5"),
]  # fmt: skip


def test_wrong_inputs_are_named() -> None:
    assert [told(partial(rows, network, inputs=shapes)) for network, shapes, _ in INPUTS] == [
        message for *_, message in INPUTS
    ]


def test_a_shape_is_refused_as_what_is_inside_is() -> None:
    assert (
        told(partial(output_shape, TransformerEncoderLayer(nhead=3), (5, 16)))
        == f"self_attn: 3 does not divide 16: {HEADS}"
    )


# What is written wrongly, and what is said.
SETTINGS: list[tuple[Callable[[], object], str]] = [
    (lambda: MultiheadAttention(16), "MultiheadAttention(16): expected num_heads (heads)"),
    (lambda: LSTM(), "LSTM(): expected hidden_size (hidden units)"),
    (lambda: GRU(4, proj_size=2), "GRU(4, proj_size=2): unknown keyword 'proj_size'; did you mean input_size?"),
    (lambda: RNN(4, num_layers=0), "RNN(4, num_layers=0): num_layers is at least 1, got 0"),
    (lambda: TransformerEncoder(3, num_layers=2), "TransformerEncoder(3, num_layers=2): encoder_layer is a layer, got 3"),
    (lambda: TransformerEncoder(num_layers=2), "TransformerEncoder(num_layers=2): expected encoder_layer (the layer that is repeated)"),
    (lambda: AdaptiveLogSoftmaxWithLoss(10), "AdaptiveLogSoftmaxWithLoss(10): expected cutoffs (classes before each cluster begins)"),
    (lambda: MultiheadAttention(num_heads=2, dropout=-0.1), "MultiheadAttention(num_heads=2, dropout=-0.1): dropout is a number from 0 to 1, got -0.1"),
    (lambda: RNN(4, nonlinearity="gelu"), "RNN(4, nonlinearity='gelu'): unknown nonlinearity 'gelu'; did you mean relu?"),
    (lambda: LoRA(Linear(3), rank=0), "LoRA(Linear(3), rank=0): rank is at least 1, got 0"),
]  # fmt: skip


def test_wrong_settings_are_named() -> None:
    assert [told(call) for call, _ in SETTINGS] == [message for _, message in SETTINGS]


# What no number decides is assumed, by the network inside as by the layer around it.
ASSUMED: list[tuple[Network, tuple[object, ...], list[str]]] = [
    (MultiheadAttention(num_heads=h), (t, d), ["h divides d"]),
    (MultiheadAttention(num_heads=h), (t, 4 * h), []),
    (Repeat(3, TransformerEncoderLayer(d, nhead=2)), (5, t), ["d = t", "2 divides t"]),
    (SqueezeExcite(reduction=r), (c, 7, 7), ["r divides c"]),
    (LSTM(h, proj_size=3), (t, d), ["h ≥ 4"]),
    (LSTM(h), (t, d), []),
]  # fmt: skip


def test_what_is_open_is_assumed() -> None:
    for network, shape, texts in ASSUMED:
        assert [one.text().partition(": ")[0] for row in rows(network, shape) for one in row.case.assumed] == texts


def total(network: Network, shape: tuple[object, ...], quantity: Quantity, names: str = "") -> int:
    """All of a quantity, in numbers."""
    placed = rows(network, shape, conventions=conventions(names))
    return sum(counted(row, quantity.count) for row in placed)


def test_causal_attention_halves_the_work_between_queries_and_keys() -> None:
    """The projections take 4*16*16 MACs of each of 7 tokens, whatever the convention."""
    projections = 2 * 7 * 4 * 16 * 16
    for layer in (MultiheadAttention(num_heads=2), GroupedQueryAttention(2)):
        full, causal = (total(layer, (7, 16), FLOPS, names) - projections for names in ("", "causal"))
        assert full == 2 * causal == 2 * 2 * 7 * 7 * 16


def test_a_window_as_wide_as_the_text_changes_nothing() -> None:
    for names in ("", "causal"):
        assert total(GroupedQueryAttention(2, window=9), (9, 16), FLOPS, names) == total(
            GroupedQueryAttention(2), (9, 16), FLOPS, names
        )


# Counts that were published: a cache of 16-bit values takes twice as many bytes.
def test_caches_are_those_of_the_models_that_were_published() -> None:
    """Mistral 7B keeps at most 4,096 tokens (arXiv:2310.06825); DeepSeek-V3 keeps 576 numbers of a token
    (arXiv:2412.19437), Llama 3 8B 8 of 32 heads."""
    assert total(GroupedQueryAttention(32, num_kv_heads=8, window=4096), (8192, 4096), CACHE) == 2 * 8 * 128 * 4096
    assert total(GroupedQueryAttention(32, num_kv_heads=8), (8192, 4096), CACHE) == 2 * 8 * 128 * 8192
    assert total(LATENT, (10, 7168), CACHE) == 576 * 10
    assert total(MultiheadAttention(num_heads=12), (10, 768), CACHE) == 2 * 768 * 10


def test_published_models_have_the_parameters_of_their_layers() -> None:
    """Mixtral 8x7B: 46,702,792,704 parameters, and 12,879,925,248 in use (its released checkpoint)."""
    d, vocabulary = 4096, 32_000
    attention = total(GroupedQueryAttention(32, num_kv_heads=8), (1, d), PARAMS)
    experts = MixtureOfExperts(8, num_experts_per_token=2, hidden_features=14_336)
    around = 2 * vocabulary * d + d + 32 * (attention + 2 * d)
    assert around + 32 * total(experts, (1, d), PARAMS) == 46_702_792_704
    assert around + 32 * total(experts, (1, d), ACTIVE) == 12_879_925_248


# Keras adds one bias vector to what the gates of a unit take; its GRU keeps two (reset_after=True).
BIASES = [(RNN, "torch", 2), (RNN, "keras", 1), (LSTM, "torch", 8), (LSTM, "keras", 4), (GRU, "keras", 6)]


def test_a_recurrent_layer_has_the_biases_of_its_framework() -> None:
    for kind, framework, count in BIASES:
        with_bias, without = (total(kind(5, bias=bias), (3, 4), PARAMS, framework) for bias in (True, False))
        assert with_bias - without == count * 5
