"""The kinds of models that a config.json may be of: their keys and defaults, and which network of the zoo each is.

Keys and defaults are those of the config classes of transformers 5.23.
"""

from __future__ import annotations

from collections.abc import Mapping

from symcount.readers import config_rules as rules
from symcount.readers.config_class import TIED, ConfigClass, Key, Options, renamed, usual
from symcount.readers.config_language import LANGUAGES

ENCODER: Mapping[str, Options] = {
    "Model": {"head": "pooler"},
    "ForMaskedLM": {"head": "words"},
    "ForCausalLM": {"head": "words", "writes": True},
    "LMHeadModel": {"head": "words", "writes": True},
    "ForPreTraining": {"head": "pretraining"},
    "ForNextSentencePrediction": {"head": "whole"},
    "ForSequenceClassification": {"head": "whole", "classes": "labels"},
    "ForMultipleChoice": {"head": "choice"},
    "ForTokenClassification": {"head": "each", "classes": "labels"},
    "ForQuestionAnswering": {"head": "each", "classes": "labels"},
}
WITHOUT_POOLER: Mapping[str, Options] = {**ENCODER, "Model": {"head": "none"}, "ForPreTraining": {"head": "real"}}
_WHOLE: Mapping[str, Options] = {"Model": {"head": "none"}, "ForConditionalGeneration": {}}
_T5_HEADS: Mapping[str, Options] = {
    **_WHOLE, "WithLMHeadModel": {}, "EncoderModel": {"head": "none", "parts": "encoder"},
    "ForSequenceClassification": {"head": "whole", "classes": "labels"},
    "ForTokenClassification": {"head": "each", "classes": "labels", "parts": "encoder"},
    "ForQuestionAnswering": {"head": "each", "classes": "labels"},
}  # fmt: skip
_BART_HEADS: Mapping[str, Options] = {
    **_WHOLE, "ForCausalLM": {"parts": "decoder"}, "ForSequenceClassification": {"head": "whole", "classes": "labels"},
    "ForQuestionAnswering": {"head": "each"},
}  # fmt: skip
_WHISPER_HEADS: Mapping[str, Options] = {
    **_WHOLE, "ForCausalLM": {"parts": "decoder"}, "ForAudioClassification": {"parts": "encoder", "classes": "labels"},
}  # fmt: skip
_IMAGE_HEADS: Mapping[str, Options] = {
    "Model": {"head": "pooler"}, "ForImageClassification": {"head": "classes", "classes": "labels"}
}  # fmt: skip


def _bert(V: int = 30522, d: int = 768, L: int = 12, h: int = 12, f: int = 3072) -> dict[str, Key]:
    """The sizes of BERT."""
    return {**usual(V, d, L, h, f), "P": ("max_position_embeddings", 512), "T": ("type_vocab_size", 2)}


_NARROW: Key = ("embedding_size", 128)
_STACKS: dict[str, Key] = {
    "d": ("d_model|hidden_size", 1024), "L": ("encoder_layers|num_hidden_layers", 12), "L_d": ("decoder_layers", 12),
    "h": ("encoder_attention_heads|num_attention_heads", 16), "h_d": ("decoder_attention_heads", 16),
    "f": ("encoder_ffn_dim", 4096), "f_d": ("decoder_ffn_dim", 4096),
}  # fmt: skip
_SMALL = {"d": 384, "L": 4, "L_d": 4, "h": 6, "h_d": 6, "f": 1536, "f_d": 1536}
_DISTILBERT: dict[str, Key] = {
    **renamed(usual(30522, 768, 6, 12, 3072), d="dim|hidden_size", L="n_layers|num_hidden_layers",
              h="n_heads|num_attention_heads", f="hidden_dim"), "P": ("max_position_embeddings", 512),
}  # fmt: skip
_T5: dict[str, Key] = {
    "V": ("vocab_size", 32128), "d": ("d_model|hidden_size", 512), "L": ("num_layers|num_hidden_layers", 6),
    "L_d": ("num_decoder_layers", None), "h": ("num_heads|num_attention_heads", 8), "d_k": ("d_kv|head_dim", 64),
    "f": ("d_ff", 2048), "B": ("relative_attention_num_buckets", 32),
}  # fmt: skip
_WHISPER: dict[str, Key] = {
    "V": ("vocab_size", 51865), "M": ("num_mel_bins", 80), "A": ("max_source_positions", 1500),
    "P": ("max_target_positions", 448), "p": ("classifier_proj_size", 256),
    **{letter: (key[0], _SMALL[letter]) for letter, key in _STACKS.items()},
}  # fmt: skip
_VIT: dict[str, Key] = {
    "c": ("num_channels", 3), "r": ("image_size", 224), "p": ("patch_size", 16), "q": ("pooler_output_size", None),
    **{letter: key for letter, key in usual(0, 768, 12, 12, 3072).items() if letter != "V"},
}  # fmt: skip

CLASSES: Mapping[str, ConfigClass] = {
    **LANGUAGES,
    "bert": ConfigClass("Bert", "bert.bert", _bert(), TIED, rules.bert, heads=ENCODER, usual="Model"),
    "roberta": ConfigClass("Roberta", "bert.bert", _bert(50265), TIED, rules.bert, heads=ENCODER, usual="Model"),
    "xlm-roberta": ConfigClass("XLMRoberta", "bert.bert", _bert(), TIED, rules.bert, heads=ENCODER, usual="Model"),
    "distilbert": ConfigClass("DistilBert", "bert.bert", _DISTILBERT, TIED, heads=WITHOUT_POOLER, usual="Model"),
    "electra": ConfigClass(
        "Electra", "bert.bert", {**_bert(30522, 256, 12, 4, 1024), "w": _NARROW}, TIED, rules.electra,
        heads=WITHOUT_POOLER, usual="Model",
    ),
    "albert": ConfigClass(
        "Albert", "bert.albert", {**_bert(30000, 4096, 12, 64, 16384), "w": _NARROW}, TIED, rules.albert,
        heads={**ENCODER, "ForPreTraining": {"head": "pretraining", "classes": "labels"}}, usual="Model",
    ),
    "t5": ConfigClass(
        "T5", "t5.t5", _T5, {}, rules.t5, heads=_T5_HEADS, usual="ForConditionalGeneration", tokens=("s", "t")
    ),
    "bart": ConfigClass(
        "Bart", "bart.bart", {"V": ("vocab_size", 50265), "P": ("max_position_embeddings", 1024), **_STACKS}, TIED,
        heads=_BART_HEADS, usual="Model", tokens=("s", "t"),
    ),
    "whisper": ConfigClass(
        "Whisper", "whisper.whisper", _WHISPER, {**TIED, "mixed": ("use_weighted_layer_sum", False)},
        heads=_WHISPER_HEADS, usual="ForConditionalGeneration",
    ),
    "vit": ConfigClass(
        "ViT", "vit.configured", _VIT, {"bias": ("qkv_bias", True)}, heads=_IMAGE_HEADS,
        usual="ForImageClassification", tokens=(),
    ),
    "resnet": ConfigClass(
        "ResNet", "resnet.configured", {"c": ("num_channels", 3), "w0": ("embedding_size", 64)},
        {"early": ("downsample_in_bottleneck", False)}, rules.resnet, heads=_IMAGE_HEADS,
        usual="ForImageClassification", tokens=(),
    ),
}  # fmt: skip
