"""Configs of every kind of model that a config.json may be of, drawn by chance; small, and such as transformers builds."""

from __future__ import annotations

from random import Random
from typing import Any

BOTH = (True, False)
WORDS = {"vocab_size": (96, 33), "tie_word_embeddings": BOTH, "id2label": (2, 7)}
USUAL = {**WORDS, "hidden_size": (48, 96), "num_hidden_layers": (1, 2, 5), "num_attention_heads": (2, 4, 6)}
PLAIN = {**USUAL, "intermediate_size": (64, 100)}
LLAMA = {**PLAIN, "num_key_value_heads": (1, 2), "max_position_embeddings": (64, 128), "hidden_act": ("silu", "gelu")}
HEADS = {**LLAMA, "head_dim": (16, 10)}
BERT = {**PLAIN, "max_position_embeddings": (64, 128), "type_vocab_size": (1, 3), "hidden_act": ("gelu", "relu")}
LOOKS_BACK = {**BERT, "is_decoder": BOTH, "add_cross_attention": BOTH}
SPARSE = {
    "moe_intermediate_size": (24, 40), "num_experts_per_tok": (1, 2), "decoder_sparse_step": (1, 2, 3),
    "mlp_only_layers": ([], [0], [1, 2], [7]),
}  # fmt: skip
GPT = {
    **WORDS,
    "n_embd": (48, 96),
    "n_layer": (1, 3),
    "n_head": (2, 4, 6),
    "n_positions": (64, 128),
    "n_inner": (None, 100),
}
STACKS = {
    **WORDS, "d_model": (48, 96), "encoder_layers": (1, 2), "decoder_layers": (1, 3), "encoder_attention_heads": (2, 4),
    "decoder_attention_heads": (2, 3), "encoder_ffn_dim": (64, 100), "decoder_ffn_dim": (64, 90),
}  # fmt: skip
LANGUAGE = ("Model", "ForCausalLM", "ForSequenceClassification", "ForTokenClassification", "ForQuestionAnswering")
ENCODER = (
    "Model", "ForMaskedLM", "ForSequenceClassification", "ForMultipleChoice", "ForTokenClassification",
    "ForQuestionAnswering",
)  # fmt: skip

# Of every model type: what its classes start with, how they end, and its keys with some of their values.
Form = tuple[str, tuple[str, ...], dict[str, tuple[Any, ...]]]
FORMS: dict[str, Form] = {
    "gpt2": ("GPT2", ("LMHeadModel", "DoubleHeadsModel", "Model", *LANGUAGE[2:]), {**GPT, "add_cross_attention": BOTH}),
    "gptj": ("GPTJ", (*LANGUAGE[:3], LANGUAGE[4]), {**GPT, "n_head": (2, 4), "rotary_dim": (8, 4)}),
    "gpt_neo": ("GPTNeo", LANGUAGE, {
        **WORDS, "hidden_size": (48, 96), "num_layers": (2,), "num_heads": (2, 4), "max_position_embeddings": (64, 128),
        "intermediate_size": (None, 100), "attention_types": ([[["global", "local"], 1]],)}),
    "gpt_neox": ("GPTNeoX", LANGUAGE, {**PLAIN, "use_parallel_residual": BOTH, "attention_bias": BOTH}),
    "opt": ("OPT", (*LANGUAGE[:3], LANGUAGE[4]), {
        **USUAL, "ffn_dim": (64, 100), "max_position_embeddings": (64, 128), "word_embed_proj_dim": (None, 24),
        "do_layer_norm_before": BOTH, "enable_bias": BOTH, "layer_norm_elementwise_affine": BOTH,
        "_remove_final_layer_norm": BOTH}),
    "bloom": ("Bloom", LANGUAGE, {
        **WORDS, "hidden_size": (48, 96), "n_layer": (1, 3), "n_head": (2, 4),
        "apply_residual_connection_post_layernorm": BOTH}),
    "falcon": ("Falcon", LANGUAGE, {
        **USUAL, "num_kv_heads": (None, 1, 2), "alibi": BOTH, "new_decoder_architecture": BOTH, "multi_query": BOTH,
        "parallel_attn": BOTH, "bias": BOTH, "ffn_hidden_size": (None, 100), "num_ln_in_parallel_attn": (None, 1, 2)}),
    "phi": ("Phi", LANGUAGE[:4], {**PLAIN, "num_key_value_heads": (None, 1, 2), "qk_layernorm": BOTH}),
    "phi3": ("Phi3", LANGUAGE[:4], {**PLAIN, "num_key_value_heads": (None, 1, 2), "pad_token_id": (0,)}),
    "llama": ("Llama", LANGUAGE, {
        **HEADS, "num_key_value_heads": (None, 1, 2), "head_dim": (None, 10), "attention_bias": BOTH, "mlp_bias": BOTH}),
    "mistral": ("Mistral", LANGUAGE, {**HEADS, "head_dim": (None, 10), "sliding_window": (None, 32)}),
    "mixtral": ("Mixtral", LANGUAGE, {**HEADS, "num_local_experts": (2, 4), "num_experts_per_tok": (1, 2)}),
    "qwen2": ("Qwen2", LANGUAGE, {**LLAMA, "use_sliding_window": BOTH}),
    "qwen2_moe": ("Qwen2Moe", LANGUAGE, {
        **LLAMA, **SPARSE, "num_experts": (2, 4, 0), "shared_expert_intermediate_size": (30, 60), "qkv_bias": BOTH}),
    "qwen3": ("Qwen3", LANGUAGE, {**HEADS, "attention_bias": BOTH}),
    "qwen3_moe": ("Qwen3Moe", LANGUAGE, {**HEADS, **SPARSE, "num_experts": (2, 4), "attention_bias": BOTH}),
    "gemma": ("Gemma", LANGUAGE[:4], {**HEADS, "attention_bias": BOTH}),
    "gemma2": ("Gemma2", LANGUAGE[:4], {**HEADS, "attention_bias": BOTH}),
    "deepseek_v3": ("DeepseekV3", LANGUAGE[:4], {
        **PLAIN, "moe_intermediate_size": (24,), "n_shared_experts": (1, 2), "n_routed_experts": (4, 8),
        "num_experts_per_tok": (1, 2), "n_group": (1, 2), "topk_group": (1,), "kv_lora_rank": (20,),
        "q_lora_rank": (None, 24), "qk_rope_head_dim": (8, 4), "qk_nope_head_dim": (12, 16), "v_head_dim": (10, 16),
        "first_k_dense_replace": (0, 1, 9), "attention_bias": BOTH}),
    "bert": ("Bert", (*ENCODER, "ForPreTraining", "LMHeadModel", "ForNextSentencePrediction"), LOOKS_BACK),
    "roberta": ("Roberta", (*ENCODER, "ForCausalLM"), {**LOOKS_BACK, "pad_token_id": (0, 1)}),
    "xlm-roberta": ("XLMRoberta", (*ENCODER, "ForCausalLM"), {**LOOKS_BACK, "pad_token_id": (0, 1)}),
    "distilbert": ("DistilBert", ENCODER, {
        **WORDS, "dim": (48, 96), "n_layers": (1, 3), "n_heads": (2, 4), "hidden_dim": (64,),
        "max_position_embeddings": (64, 128)}),
    "electra": ("Electra", (*ENCODER, "ForPreTraining", "ForCausalLM"), {**LOOKS_BACK, "embedding_size": (24, 48, 96)}),
    "albert": ("Albert", (*ENCODER, "ForPreTraining"), {
        **BERT, "embedding_size": (24, 48), "num_hidden_groups": (1, 2), "inner_group_num": (1, 2),
        "num_hidden_layers": (2, 5)}),
    "t5": ("T5", ("Model", "ForConditionalGeneration", "EncoderModel", *LANGUAGE[2:]), {
        **WORDS, "d_model": (48, 64), "d_kv": (8, 16), "d_ff": (64, 100), "num_layers": (1, 2),
        "num_decoder_layers": (None, 3), "num_heads": (2, 4), "relative_attention_num_buckets": (8, 32),
        "feed_forward_proj": ("relu", "gated-gelu", "gated-silu")}),
    "bart": ("Bart", (
        "Model", "ForConditionalGeneration", "ForSequenceClassification", "ForQuestionAnswering", "ForCausalLM"),
        {**STACKS, "max_position_embeddings": (64, 128)}),
    "whisper": ("Whisper", ("Model", "ForConditionalGeneration", "ForAudioClassification", "ForCausalLM"), {
        **STACKS, "num_mel_bins": (20, 40), "max_source_positions": (50,), "max_target_positions": (64, 40),
        "classifier_proj_size": (16, 32), "use_weighted_layer_sum": BOTH, "pad_token_id": (0,)}),
    "mamba": ("Mamba", LANGUAGE[:2], {
        **WORDS, "hidden_size": (48, 100), "state_size": (4, 16), "num_hidden_layers": (1, 3), "expand": (2, 3),
        "conv_kernel": (4, 3), "use_bias": BOTH, "use_conv_bias": BOTH, "time_step_rank": ("auto", 5)}),
    "vit": ("ViT", ("Model", "ForImageClassification"), {
        **{key: PLAIN[key] for key in PLAIN if key not in ("vocab_size", "tie_word_embeddings")}, "image_size": (32, 50),
        "patch_size": (8, 16), "num_channels": (1, 3), "qkv_bias": BOTH, "pooler_output_size": (None, 40)}),
    "resnet": ("ResNet", ("Model", "ForImageClassification"), {
        "num_channels": (1, 3), "embedding_size": (16, 24), "hidden_sizes": ([32, 64, 48], [16, 32, 80], [24, 24, 36]),
        "depths": ([1, 2, 1], [2, 1, 3]), "layer_type": ("basic", "bottleneck"), "downsample_in_first_stage": BOTH,
        "downsample_in_bottleneck": BOTH, "id2label": (2, 7)}),
}  # fmt: skip
# What is small enough only where it is told, and what has to fit to it.
_ALWAYS = (
    "vocab_size hidden_size num_attention_heads num_key_value_heads num_hidden_layers n_embd n_head n_layer d_model dim "
    "encoder_attention_heads decoder_attention_heads num_heads num_layers attention_types hidden_sizes depths n_heads "
    "pad_token_id num_experts_per_tok rotary_dim topk_group n_group n_routed_experts num_experts num_local_experts"
)
ALWAYS = frozenset(_ALWAYS.split())


def draw(kind: str, chance: Random) -> dict[str, Any]:
    """A config of one kind, some keys of which are left to their defaults."""
    prefix, heads, keys = FORMS[kind]
    told = {key: chance.choice(values) for key, values in keys.items() if key in ALWAYS or chance.random() < 0.8}
    if "id2label" in told:
        told["id2label"] = {str(number): f"LABEL_{number}" for number in range(told["id2label"])}
    if kind not in ("gpt2", "bert") and not told.get("is_decoder"):
        told.pop("add_cross_attention", None)
    if kind == "bert" and told.get("add_cross_attention"):
        told["is_decoder"] = True
    name = prefix + chance.choice(heads)
    if name == "DistilBertForQuestionAnswering":  # where an answer starts and ends
        told.pop("id2label", None)
    return {"model_type": kind, "architectures": [name], **told}
