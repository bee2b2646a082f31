"""The works on number formats and on training in parallel: a part of the table of references."""

from __future__ import annotations

from collections.abc import Mapping

from symcount.core.works import Reference

TRAINING: Mapping[str, Reference] = {
    "micikevicius2018": Reference(
        "P. Micikevicius et al.", "Mixed precision training", "ICLR", 2018, "arXiv:1710.03740",
    ),
    "kalamkar2019": Reference(
        "D. Kalamkar et al.", "A study of BFLOAT16 for deep learning training", "arXiv", 2019, "arXiv:1905.12322",
    ),
    "micikevicius2022": Reference(
        "P. Micikevicius et al.", "FP8 formats for deep learning", "arXiv", 2022, "arXiv:2209.05433",
    ),
    "dettmers2022int8": Reference(
        "T. Dettmers, M. Lewis, Y. Belkada, L. Zettlemoyer",
        "LLM.int8(): 8-bit matrix multiplication for transformers at scale", "NeurIPS", 2022, "arXiv:2208.07339",
    ),
    "frantar2023": Reference(
        "E. Frantar, S. Ashkboos, T. Hoefler, D. Alistarh",
        "GPTQ: accurate post-training quantization for generative pre-trained transformers", "ICLR", 2023,
        "arXiv:2210.17323",
    ),
    "rajbhandari2020": Reference(
        "S. Rajbhandari, J. Rasley, O. Ruwase, Y. He",
        "ZeRO: memory optimizations toward training trillion parameter models", "SC20", 2020, "arXiv:1910.02054",
    ),
    "narayanan2021": Reference(
        "D. Narayanan et al.",
        "Efficient large-scale language model training on GPU clusters using Megatron-LM", "SC21", 2021,
        "arXiv:2104.04473",
    ),
    "korthikanti2022": Reference(
        "V. Korthikanti et al.", "Reducing activation recomputation in large transformer models", "arXiv", 2022,
        "arXiv:2205.05198",
    ),
    "williams2009": Reference(
        "S. Williams, A. Waterman, D. Patterson",
        "Roofline: an insightful visual performance model for multicore architectures",
        "Communications of the ACM 52(4)", 2009, "doi:10.1145/1498765.1498785",
    ),
}  # fmt: skip
