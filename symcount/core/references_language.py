"""The works that named language models come from: a part of the table of references."""

from __future__ import annotations

from collections.abc import Mapping

from symcount.core.works import Reference

LANGUAGE: Mapping[str, Reference] = {
    "radford2019": Reference(
        "A. Radford et al.", "Language models are unsupervised multitask learners", "OpenAI", 2019,
    ),
    "devlin2019": Reference(
        "J. Devlin, M.-W. Chang, K. Lee, K. Toutanova",
        "BERT: pre-training of deep bidirectional transformers for language understanding", "NAACL", 2019,
        "arXiv:1810.04805",
    ),
    "liu2019": Reference(
        "Y. Liu et al.", "RoBERTa: a robustly optimized BERT pretraining approach", "arXiv", 2019, "arXiv:1907.11692",
    ),
    "sanh2019": Reference(
        "V. Sanh, L. Debut, J. Chaumond, T. Wolf",
        "DistilBERT, a distilled version of BERT: smaller, faster, cheaper and lighter", "arXiv", 2019,
        "arXiv:1910.01108",
    ),
    "clark2020": Reference(
        "K. Clark, M.-T. Luong, Q. V. Le, C. D. Manning",
        "ELECTRA: pre-training text encoders as discriminators rather than generators", "ICLR", 2020,
        "arXiv:2003.10555",
    ),
    "lan2020": Reference(
        "Z. Lan et al.", "ALBERT: a lite BERT for self-supervised learning of language representations", "ICLR", 2020,
        "arXiv:1909.11942",
    ),
    "raffel2020": Reference(
        "C. Raffel et al.", "Exploring the limits of transfer learning with a unified text-to-text transformer",
        "Journal of Machine Learning Research 21", 2020, "arXiv:1910.10683",
    ),
    "chung2024": Reference(
        "H. W. Chung et al.", "Scaling instruction-finetuned language models",
        "Journal of Machine Learning Research 25", 2024, "arXiv:2210.11416",
    ),
    "lewis2020": Reference(
        "M. Lewis et al.",
        "BART: denoising sequence-to-sequence pre-training for natural language generation, translation, and "
        "comprehension", "ACL", 2020, "arXiv:1910.13461",
    ),
    "radford2023": Reference(
        "A. Radford et al.", "Robust speech recognition via large-scale weak supervision", "ICML", 2023,
        "arXiv:2212.04356",
    ),
    "zhang2022": Reference(
        "S. Zhang et al.", "OPT: open pre-trained transformer language models", "arXiv", 2022, "arXiv:2205.01068",
    ),
    "scao2022": Reference(
        "T. Le Scao et al.", "BLOOM: a 176B-parameter open-access multilingual language model", "arXiv", 2022,
        "arXiv:2211.05100",
    ),
    "wang2021": Reference("B. Wang, A. Komatsuzaki", "GPT-J-6B", "github.com/kingoflolz/mesh-transformer-jax", 2021),
    "black2022": Reference(
        "S. Black et al.", "GPT-NeoX-20B: an open-source autoregressive language model", "BigScience workshop", 2022,
        "arXiv:2204.06745",
    ),
    "biderman2023": Reference(
        "S. Biderman et al.", "Pythia: a suite for analyzing large language models across training and scaling",
        "ICML", 2023, "arXiv:2304.01373",
    ),
    "almazrouei2023": Reference(
        "E. Almazrouei et al.", "The Falcon series of open language models", "arXiv", 2023, "arXiv:2311.16867",
    ),
    "gunasekar2023": Reference("S. Gunasekar et al.", "Textbooks are all you need", "arXiv", 2023, "arXiv:2306.11644"),
    "abdin2024": Reference(
        "M. Abdin et al.", "Phi-3 technical report: a highly capable language model locally on your phone", "arXiv",
        2024, "arXiv:2404.14219",
    ),
    "touvron2023": Reference(
        "H. Touvron et al.", "LLaMA: open and efficient foundation language models", "arXiv", 2023, "arXiv:2302.13971",
    ),
    "touvron2023b": Reference(
        "H. Touvron et al.", "Llama 2: open foundation and fine-tuned chat models", "arXiv", 2023, "arXiv:2307.09288",
    ),
    "grattafiori2024": Reference(
        "A. Grattafiori et al.", "The Llama 3 herd of models", "arXiv", 2024, "arXiv:2407.21783",
    ),
    "jiang2023": Reference("A. Q. Jiang et al.", "Mistral 7B", "arXiv", 2023, "arXiv:2310.06825"),
    "jiang2024": Reference("A. Q. Jiang et al.", "Mixtral of experts", "arXiv", 2024, "arXiv:2401.04088"),
    "yang2024": Reference("A. Yang et al.", "Qwen2 technical report", "arXiv", 2024, "arXiv:2407.10671"),
    "yang2025": Reference("A. Yang et al.", "Qwen3 technical report", "arXiv", 2025, "arXiv:2505.09388"),
    "mesnard2024": Reference(
        "T. Mesnard et al.", "Gemma: open models based on Gemini research and technology", "arXiv", 2024,
        "arXiv:2403.08295",
    ),
    "riviere2024": Reference(
        "M. Riviere et al.", "Gemma 2: improving open language models at a practical size", "arXiv", 2024,
        "arXiv:2408.00118",
    ),
    "liu2024": Reference("A. Liu et al.", "DeepSeek-V3 technical report", "arXiv", 2024, "arXiv:2412.19437"),
    "gu2023": Reference(
        "A. Gu, T. Dao", "Mamba: linear-time sequence modeling with selective state spaces", "arXiv", 2023,
        "arXiv:2312.00752",
    ),
}  # fmt: skip
