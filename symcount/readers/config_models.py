"""The kinds of models that a config.json may be of: their keys and defaults, and which network of the zoo each is.

Keys and defaults are those of the config classes of transformers 5.23.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from symcount.readers import config_rules as rules
from symcount.readers.config_values import Values

Options = dict[str, Any]
Key = tuple[str, "int | None"]
Flag = tuple[str, bool]

LANGUAGE: Mapping[str, Options] = {
    "Model": {"head": False},
    "ForCausalLM": {},
    "LMHeadModel": {},
    "ForSequenceClassification": {"head": False, "classes": "labels"},
}
ENCODER: Mapping[str, Options] = {
    "Model": {"head": "pooler"},
    "ForMaskedLM": {"head": "words"},
    "ForPreTraining": {"head": "pretraining"},
    "ForSequenceClassification": {"head": "whole", "classes": "labels"},
    "ForMultipleChoice": {"head": "choice"},
    "ForTokenClassification": {"head": "each", "classes": "labels"},
    "ForQuestionAnswering": {"head": "each", "classes": "labels"},
}
WITHOUT_POOLER: Mapping[str, Options] = {**ENCODER, "Model": {"head": "none"}, "ForPreTraining": {"head": "real"}}
BOTH: Mapping[str, Options] = {"Model": {"head": False}, "ForConditionalGeneration": {}}


def no_rule(values: Values, sizes: rules.Sizes) -> Options:
    """Everything is written, or has a default of its own."""
    return {}


@dataclass(frozen=True, slots=True)
class ConfigClass:
    """Models of one kind: how their classes are named, which network they are, and what their keys mean.

    `sizes` are letters of the network with the key (or several names of it) and its default, `flags` options
    that are true or false. `rule` works out what depends on other values. `fixed` are keys that change the
    network in a way that is not read, with the only value that is. Without a class it is the `usual` one.
    `tokens` are the letters of the numbers of tokens, which no config tells.
    """

    prefix: str
    build: str
    sizes: Mapping[str, Key]
    flags: Mapping[str, Flag] = field(default_factory=dict)
    rule: Callable[[Values, rules.Sizes], Options] = no_rule
    heads: Mapping[str, Options] = field(default_factory=lambda: LANGUAGE)
    usual: str = "ForCausalLM"
    fixed: Mapping[str, str] = field(default_factory=dict)
    tokens: tuple[str, ...] = ("s",)


def _usual(V: int, d: int, L: int, h: int, f: int | None = None) -> dict[str, Key]:
    """The sizes that most classes name alike."""
    keys = {"vocab_size": V, "hidden_size": d, "num_hidden_layers": L, "num_attention_heads": h, "intermediate_size": f}
    return dict(zip("VdLhf", keys.items(), strict=True))


def _grouped(V: int, d: int, L: int, h: int, f: int, g: int | None = None, d_k: int | None = None) -> dict[str, Key]:
    """The sizes of LLaMA."""
    return {**_usual(V, d, L, h, f), "g": ("num_key_value_heads", g), "d_k": ("head_dim", d_k)}


def _sparse(dense: Mapping[str, Key], E: Key, k: int, f_e: Key) -> dict[str, Key]:
    """The sizes of LLaMA with experts in the place of its hidden units."""
    kept = {letter: key for letter, key in dense.items() if letter != "f"}
    return {**kept, "E": E, "k": ("num_experts_per_tok", k), "f_e": f_e}


def _bert(V: int = 30522, d: int = 768, L: int = 12, h: int = 12, f: int = 3072) -> dict[str, Key]:
    """The sizes of BERT."""
    return {**_usual(V, d, L, h, f), "P": ("max_position_embeddings", 512), "T": ("type_vocab_size", 2)}


def _renamed(sizes: Mapping[str, Key], **names: str) -> dict[str, Key]:
    """The same sizes under other keys."""
    return {letter: (names.get(letter, key), default) for letter, (key, default) in sizes.items()}


def _gpt(V: int, d: int, L: int, h: int) -> dict[str, Key]:
    """The sizes of GPT-2 and GPT-J by the first names that they had, and by those that they have today."""
    layers, heads = "n_layer|num_hidden_layers", "n_head|num_attention_heads"
    return _renamed(_usual(V, d, L, h), d="n_embd|hidden_size", L=layers, h=heads, f="n_inner")


TIED, UNTIED = {"tied": ("tie_word_embeddings", True)}, {"tied": ("tie_word_embeddings", False)}
BIAS = {"bias": ("attention_bias", False)}
NO_DECODER = {"is_decoder": "false", "add_cross_attention": "false"}
ALL_SPARSE = {"decoder_sparse_step": "1", "mlp_only_layers": ""}
_STACKS: dict[str, Key] = {
    "d": ("d_model|hidden_size", 1024), "L": ("encoder_layers|num_hidden_layers", 12), "L_d": ("decoder_layers", 12),
    "h": ("encoder_attention_heads|num_attention_heads", 16), "h_d": ("decoder_attention_heads", 16),
    "f": ("encoder_ffn_dim", 4096), "f_d": ("decoder_ffn_dim", 4096),
}  # fmt: skip
_WHISPER_NUMBERS = {"d": 384, "L": 4, "L_d": 4, "h": 6, "h_d": 6, "f": 1536, "f_d": 1536}
_DEEPSEEK: dict[str, Key] = {
    **_usual(129280, 7168, 61, 128, 18432), "d_k": ("qk_nope_head_dim", 128), "d_v": ("v_head_dim", 128),
    "d_r": ("qk_rope_head_dim", 64), "r": ("kv_lora_rank", 512), "r_q": ("q_lora_rank", 1536),
    "E": ("n_routed_experts|num_local_experts", 256), "k": ("num_experts_per_tok", 8),
    "f_e": ("moe_intermediate_size", 2048),
}  # fmt: skip
_QWEN2_MOE = _sparse(_grouped(151936, 2048, 24, 16, 5632, 16), ("num_experts", 60), 4, ("moe_intermediate_size", 1408))
_QWEN3_MOE = _sparse(
    _grouped(151936, 2048, 24, 32, 6144, 4), ("num_experts|num_local_experts", 128), 8, ("moe_intermediate_size", 768)
)  # fmt: skip
_MIXTRAL = _sparse(
    _grouped(32000, 4096, 32, 32, 14336, 8), ("num_local_experts|num_experts", 8), 2, ("intermediate_size", 14336)
)  # fmt: skip

CLASSES: Mapping[str, ConfigClass] = {
    "gpt2": ConfigClass(
        "GPT2", "gpt.gpt2", {**_gpt(50257, 768, 12, 12), "P": ("n_positions|max_position_embeddings", 1024)}, TIED,
        usual="LMHeadModel", fixed={"add_cross_attention": "false"},
    ),
    "gptj": ConfigClass("GPTJ", "gpt.gptj", _gpt(50400, 4096, 28, 16), UNTIED),
    "gpt_neo": ConfigClass(
        "GPTNeo", "gpt.gpt_neo",
        {**_renamed(_usual(50257, 2048, 24, 16), L="num_layers|num_hidden_layers", h="num_heads|num_attention_heads"),
         "P": ("max_position_embeddings", 2048)}, TIED,
    ),
    "gpt_neox": ConfigClass(
        "GPTNeoX", "gpt.neox", _usual(50432, 6144, 44, 64, 24576), {**UNTIED, "bias": ("attention_bias", True)},
        rules.neox,
    ),
    "opt": ConfigClass(
        "OPT", "gpt.opt",
        {**_renamed(_usual(50272, 768, 12, 12, 3072), f="ffn_dim"), "P": ("max_position_embeddings", 2048),
         "w": ("word_embed_proj_dim", None)},
        {**TIED, "bias": ("enable_bias", True), "affine": ("layer_norm_elementwise_affine", True)}, rules.opt,
    ),
    "bloom": ConfigClass(
        "Bloom", "gpt.bloom",
        {"V": ("vocab_size", 250880), "d": ("n_embed|hidden_size", 64), "L": ("n_layer|num_hidden_layers", 2),
         "h": ("n_head|num_attention_heads", 8)}, TIED,
    ),
    "falcon": ConfigClass(
        "Falcon", "gpt.falcon",
        {**_renamed(_usual(65024, 4544, 32, 71), d="n_embed|hidden_size", f="ffn_hidden_size"),
         "g": ("num_kv_heads", None)}, {**TIED, "bias": ("bias", False)}, rules.falcon,
    ),
    "phi": ConfigClass("Phi", "gpt.phi", _grouped(51200, 2048, 24, 32, 8192), UNTIED, rules.phi),
    "phi3": ConfigClass("Phi3", "llama.llama", _grouped(32064, 3072, 32, 32, 8192), UNTIED, rules.grouped),
    "llama": ConfigClass(
        "Llama", "llama.llama", _grouped(32000, 4096, 32, 32, 11008),
        {**UNTIED, **BIAS, "mlp_bias": ("mlp_bias", False)}, rules.grouped,
    ),
    "mistral": ConfigClass("Mistral", "llama.llama", _grouped(32000, 4096, 32, 32, 14336, 8), UNTIED, rules.grouped),
    "mixtral": ConfigClass("Mixtral", "llama.mixtral", _MIXTRAL, UNTIED, rules.grouped),
    "qwen2": ConfigClass("Qwen2", "llama.qwen2", _grouped(151936, 4096, 32, 32, 22016, 32), UNTIED, rules.grouped),
    "qwen2_moe": ConfigClass(
        "Qwen2Moe", "llama.qwen2_moe", {**_QWEN2_MOE, "f_s": ("shared_expert_intermediate_size", 5632)},
        {**UNTIED, "bias": ("qkv_bias", True)}, rules.grouped, fixed=ALL_SPARSE,
    ),
    "qwen3": ConfigClass(
        "Qwen3", "llama.qwen3", _grouped(151936, 4096, 32, 32, 22016, 32, 128), {**UNTIED, **BIAS}, rules.grouped
    ),
    "qwen3_moe": ConfigClass(
        "Qwen3Moe", "llama.qwen3_moe", _QWEN3_MOE, {**UNTIED, **BIAS}, rules.grouped, fixed=ALL_SPARSE
    ),
    "gemma": ConfigClass(
        "Gemma", "llama.gemma", _grouped(256000, 3072, 28, 16, 24576, 16, 256), {**TIED, **BIAS}, rules.grouped
    ),
    "gemma2": ConfigClass(
        "Gemma2", "llama.gemma2", _grouped(256000, 2304, 26, 8, 9216, 4, 256), {**TIED, **BIAS}, rules.grouped
    ),
    "deepseek_v3": ConfigClass("DeepseekV3", "deepseek.deepseek", _DEEPSEEK, {**UNTIED, **BIAS}, rules.deepseek),
    "bert": ConfigClass("Bert", "bert.bert", _bert(), TIED, rules.bert, heads=ENCODER, usual="Model", fixed=NO_DECODER),
    "roberta": ConfigClass(
        "Roberta", "bert.bert", _bert(50265), TIED, rules.bert, heads=ENCODER, usual="Model", fixed=NO_DECODER
    ),
    "xlm-roberta": ConfigClass(
        "XLMRoberta", "bert.bert", _bert(), TIED, rules.bert, heads=ENCODER, usual="Model", fixed=NO_DECODER
    ),
    "distilbert": ConfigClass(
        "DistilBert", "bert.bert",
        {**_renamed(_usual(30522, 768, 6, 12, 3072), d="dim|hidden_size", L="n_layers|num_hidden_layers",
                    h="n_heads|num_attention_heads", f="hidden_dim"), "P": ("max_position_embeddings", 512)},
        TIED, heads=WITHOUT_POOLER, usual="Model",
    ),
    "electra": ConfigClass(
        "Electra", "bert.bert", {**_bert(30522, 256, 12, 4, 1024), "w": ("embedding_size", 128)}, TIED, rules.electra,
        heads=WITHOUT_POOLER, usual="Model", fixed=NO_DECODER,
    ),
    "albert": ConfigClass(
        "Albert", "bert.albert", {**_bert(30000, 4096, 12, 64, 16384), "w": ("embedding_size", 128)}, TIED,
        rules.bert, heads={**ENCODER, "ForPreTraining": {"head": "pretraining", "classes": "labels"}}, usual="Model",
        fixed={"num_hidden_groups": "1", "inner_group_num": "1"},
    ),
    "t5": ConfigClass(
        "T5", "seq2seq.t5",
        {"V": ("vocab_size", 32128), "d": ("d_model|hidden_size", 512), "L": ("num_layers|num_hidden_layers", 6),
         "L_d": ("num_decoder_layers", None), "h": ("num_heads|num_attention_heads", 8), "d_k": ("d_kv|head_dim", 64),
         "f": ("d_ff", 2048), "B": ("relative_attention_num_buckets", 32)},
        {}, rules.t5, heads={**BOTH, "WithLMHeadModel": {}, "EncoderModel": {"decoder": False}},
        usual="ForConditionalGeneration", tokens=("s", "t"),
    ),
    "bart": ConfigClass(
        "Bart", "seq2seq.bart",
        {"V": ("vocab_size", 50265), "P": ("max_position_embeddings", 1024), **_STACKS}, heads=BOTH, usual="Model",
        fixed={"tie_word_embeddings": "true"}, tokens=("s", "t"),
    ),
    "whisper": ConfigClass(
        "Whisper", "seq2seq.whisper",
        {"V": ("vocab_size", 51865), "M": ("num_mel_bins", 80), "A": ("max_source_positions", 1500),
         "P": ("max_target_positions", 448),
         **{letter: (key, _WHISPER_NUMBERS[letter]) for letter, (key, _) in _STACKS.items()}},
        TIED, heads=BOTH, usual="ForConditionalGeneration",
    ),
    "mamba": ConfigClass(
        "Mamba", "mamba.mamba",
        {"V": ("vocab_size", 50280), "d": ("hidden_size", 768), "L": ("num_hidden_layers", 32),
         "N": ("state_size", 16), "c": ("conv_kernel", 4)},
        {**TIED, "bias": ("use_bias", False), "conv_bias": ("use_conv_bias", True)}, rules.mamba,
    ),
}  # fmt: skip
