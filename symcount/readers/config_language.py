"""Language models that a config.json may be of, with keys and defaults of their config classes in transformers 5.23."""

from __future__ import annotations

from collections.abc import Mapping

from symcount.readers import config_rules as rules
from symcount.readers.config_class import BIAS, LANGUAGE, TIED, UNTIED, ConfigClass, Key, grouped, renamed, usual


def _gpt(V: int, d: int, L: int, h: int) -> dict[str, Key]:
    """The sizes of GPT-2 and GPT-J by the first names that they had, and by those that they have today."""
    layers, heads = "n_layer|num_hidden_layers", "n_head|num_attention_heads"
    return renamed(usual(V, d, L, h), d="n_embd|hidden_size", L=layers, h=heads, f="n_inner")


def _sparse(dense: Mapping[str, Key], E: Key, k: int, f_e: Key) -> dict[str, Key]:
    """The sizes of LLaMA with experts beside its hidden units."""
    return {**dense, "E": E, "k": ("num_experts_per_tok", k), "f_e": f_e}


_INNER = "moe_intermediate_size"
_DEEPSEEK: dict[str, Key] = {
    **usual(129280, 7168, 61, 128, 18432), "d_k": ("qk_nope_head_dim", 128), "d_v": ("v_head_dim", 128),
    "d_r": ("qk_rope_head_dim", 64), "r": ("kv_lora_rank", 512), "r_q": ("q_lora_rank", 1536),
    "E": ("n_routed_experts|num_local_experts", 256), "k": ("num_experts_per_tok", 8), "f_e": (_INNER, 2048),
}  # fmt: skip
_MIXTRAL = _sparse(
    grouped(32000, 4096, 32, 32, 14336, 8), ("num_local_experts|num_experts", 8), 2, ("intermediate_size", 14336)
)  # fmt: skip
_QWEN2_MOE: dict[str, Key] = {
    **_sparse(grouped(151936, 2048, 24, 16, 5632, 16), ("num_experts", 60, 0), 4, (_INNER, 1408)),
    "f_s": ("shared_expert_intermediate_size", 5632),
}
_QWEN3_MOE = _sparse(
    grouped(151936, 2048, 24, 32, 6144, 4), ("num_experts|num_local_experts", 128, 0), 8, (_INNER, 768)
)  # fmt: skip
_NEO = renamed(usual(50257, 2048, 24, 16), L="num_layers|num_hidden_layers", h="num_heads|num_attention_heads")
_OPT: dict[str, Key] = {
    **renamed(usual(50272, 768, 12, 12, 3072), f="ffn_dim"), "P": ("max_position_embeddings", 2048),
    "w": ("word_embed_proj_dim", None),
}  # fmt: skip
_BLOOM = renamed(
    usual(250880, 64, 2, 8), d="n_embed|hidden_size", L="n_layer|num_hidden_layers", h="n_head|num_attention_heads"
)
_BLOOM.pop("f")
_FALCON: dict[str, Key] = {
    **renamed(usual(65024, 4544, 32, 71), d="n_embed|hidden_size", L="num_hidden_layers|n_layer",
              h="num_attention_heads|n_head", f="ffn_hidden_size"),
    "g": ("num_kv_heads|n_head_kv", None),
}  # fmt: skip
_MAMBA: dict[str, Key] = {
    "V": ("vocab_size", 50280), "d": ("hidden_size", 768), "L": ("num_hidden_layers", 32), "N": ("state_size", 16),
    "c": ("conv_kernel", 4),
}  # fmt: skip

LANGUAGES: Mapping[str, ConfigClass] = {
    "gpt2": ConfigClass(
        "GPT2", "gpt.gpt2", {**_gpt(50257, 768, 12, 12), "P": ("n_positions|max_position_embeddings", 1024)}, TIED,
        rules.gpt2, heads={**LANGUAGE, "DoubleHeadsModel": {"choice": True}}, usual="LMHeadModel",
    ),
    "gptj": ConfigClass(
        "GPTJ", "gpt.gptj", _gpt(50400, 4096, 28, 16), UNTIED,
        heads={**LANGUAGE, "ForQuestionAnswering": {"classes": "labels", "class_bias": True}},
    ),
    "gpt_neo": ConfigClass("GPTNeo", "gpt.gpt_neo", {**_NEO, "P": ("max_position_embeddings", 2048)}, TIED),
    "gpt_neox": ConfigClass(
        "GPTNeoX", "gpt.neox", usual(50432, 6144, 44, 64, 24576), {**UNTIED, "bias": ("attention_bias", True)},
        rules.neox,
    ),
    "opt": ConfigClass(
        "OPT", "gpt.opt", _OPT,
        {**TIED, "bias": ("enable_bias", True), "affine": ("layer_norm_elementwise_affine", True)}, rules.opt,
    ),
    "bloom": ConfigClass("Bloom", "gpt.bloom", _BLOOM, TIED),
    "falcon": ConfigClass("Falcon", "gpt.falcon", _FALCON, {**TIED, "bias": ("bias", False)}, rules.falcon),
    "phi": ConfigClass("Phi", "gpt.phi", grouped(51200, 2048, 24, 32, 8192), UNTIED, rules.phi),
    "phi3": ConfigClass("Phi3", "llama.phi3", grouped(32064, 3072, 32, 32, 8192), UNTIED, rules.grouped),
    "llama": ConfigClass(
        "Llama", "llama.llama", grouped(32000, 4096, 32, 32, 11008),
        {**UNTIED, **BIAS, "mlp_bias": ("mlp_bias", False)}, rules.grouped,
    ),
    "mistral": ConfigClass("Mistral", "llama.llama", grouped(32000, 4096, 32, 32, 14336, 8), UNTIED, rules.grouped),
    "mixtral": ConfigClass("Mixtral", "llama.mixtral", _MIXTRAL, UNTIED, rules.grouped),
    "qwen2": ConfigClass("Qwen2", "llama.qwen2", grouped(151936, 4096, 32, 32, 22016, 32), UNTIED, rules.grouped),
    "qwen2_moe": ConfigClass(
        "Qwen2Moe", "llama.qwen2_moe", _QWEN2_MOE, {**UNTIED, "bias": ("qkv_bias", True)}, rules.sparse
    ),
    "qwen3": ConfigClass(
        "Qwen3", "llama.qwen3", grouped(151936, 4096, 32, 32, 22016, 32, 128), {**UNTIED, **BIAS}, rules.grouped
    ),
    "qwen3_moe": ConfigClass("Qwen3Moe", "llama.qwen3_moe", _QWEN3_MOE, {**UNTIED, **BIAS}, rules.sparse),
    "gemma": ConfigClass(
        "Gemma", "llama.gemma", grouped(256000, 3072, 28, 16, 24576, 16, 256), {**TIED, **BIAS}, rules.grouped
    ),
    "gemma2": ConfigClass(
        "Gemma2", "llama.gemma2", grouped(256000, 2304, 26, 8, 9216, 4, 256), {**TIED, **BIAS}, rules.grouped
    ),
    "deepseek_v3": ConfigClass("DeepseekV3", "deepseek.deepseek", _DEEPSEEK, {**UNTIED, **BIAS}, rules.deepseek),
    "mamba": ConfigClass(
        "Mamba", "mamba.mamba", _MAMBA,
        {**TIED, "bias": ("use_bias", False), "conv_bias": ("use_conv_bias", True)}, rules.mamba,
    ),
}  # fmt: skip
