"""Attention whose keys and values are made of one small latent for each token, which is all that generation keeps."""

from __future__ import annotations

from symcount.core.facts import cache, is_, is_not, let, saves, size, work
from symcount.layers.attention import FACTORS, HALF_MIXED, MIXED, PROBABILITIES
from symcount.layers.passes import MULTIPLIED, NORMALIZED, STATISTICS, multiplied_input, normalized, shared_out
from symcount.layers.shared_attention import CAUSAL, FULL, SelfAttention, matrix, projecting, scale


class MultiheadLatentAttention(SelfAttention):
    """Tokens (t, d) attend to each other through latents, as in DeepSeek-V3: (t, d).

    Keys and values are made of a latent of kv_lora_rank numbers; the numbers that tell the position are
    one further key for all heads. Queries have a latent of their own unless q_lora_rank is None.
    """

    kv_lora_rank = size("r_k", "numbers of the latent of keys and values")
    q_lora_rank = size("r_q", "numbers of the latent of queries", default=None)
    qk_nope_head_dim = size("e_n", "numbers of a head's query and key")
    qk_rope_head_dim = size("e_r", "numbers that tell the position, beside them")
    v_head_dim = size("e_v", "numbers of a head's value")

    compared = let(
        "e", "numbers of a head that are compared", qk_nope_head_dim + qk_rope_head_dim, why="both are compared"
    )
    queries = let(
        "d_q", "numbers of all queries of a token", SelfAttention.num_heads * compared, why="every head has its own"
    )
    latent = let(
        "r", "numbers that are kept of a token", kv_lora_rank + qk_rope_head_dim, why="the latent, and the position"
    )
    values = let(
        "d_v", "numbers of all values of a token", SelfAttention.num_heads * v_head_dim, why="every head has its own"
    )
    made = let(
        "d_k", "keys and values made of a latent", SelfAttention.num_heads * (qk_nope_head_dim + v_head_dim),
        why="every head has its own, but for the numbers that tell the position",
    )  # fmt: skip

    q_proj = matrix(queries, SelfAttention.embed_dim, "q_proj", "a query", is_(q_lora_rank, None), cite="deepseek2024")
    q_a_proj = matrix(
        q_lora_rank, SelfAttention.embed_dim, "q_a_proj", "a latent of queries", is_not(q_lora_rank, None), cite="deepseek2024"
    )  # fmt: skip
    q_a_norm = scale(q_lora_rank, "q_a_layernorm", "a latent of queries", is_not(q_lora_rank, None))
    q_b_proj = matrix(queries, q_lora_rank, "q_b_proj", "a query", is_not(q_lora_rank, None))
    kv_a_proj = matrix(latent, SelfAttention.embed_dim, "kv_a_proj_with_mqa", "a latent of keys and values")
    kv_a_norm = scale(kv_lora_rank, "kv_a_layernorm", "a latent of keys and values")
    kv_b_proj = matrix(made, kv_lora_rank, "kv_b_proj", "a key and a value")
    o_proj = matrix(SelfAttention.embed_dim, values, "o_proj", "an output token")

    asking = projecting(SelfAttention.embed_dim, queries, "a query", is_(q_lora_rank, None))
    asking_down = projecting(SelfAttention.embed_dim, q_lora_rank, "a latent of queries", is_not(q_lora_rank, None))
    asking_up = projecting(q_lora_rank, queries, "a query", is_not(q_lora_rank, None), within=True)
    down = projecting(SelfAttention.embed_dim, latent, "a latent of keys and values")
    up = projecting(kv_lora_rank, made, "a key and a value", within=True)
    mixing = work(
        SelfAttention.tokens, times=(SelfAttention.tokens, queries + values), kind="values", within=True, when=FULL, why=MIXED, unit="mixed value"
    )  # fmt: skip
    half = work(
        SelfAttention.tokens / 2, times=(SelfAttention.tokens, queries + values), kind="values", within=True, when=CAUSAL,
        why=HALF_MIXED, unit="mixed value",
    )  # fmt: skip
    giving = projecting(values, SelfAttention.embed_dim, "an output token", within=True)

    shares = shared_out(SelfAttention.num_heads, SelfAttention.tokens, SelfAttention.tokens)
    scaled = normalized(SelfAttention.tokens, kv_lora_rank)
    asked_scaled = normalized(SelfAttention.tokens, q_lora_rank, when=is_not(q_lora_rank, None))

    projected = multiplied_input()
    asked = saves(SelfAttention.tokens, queries, label="queries", why=FACTORS)
    asked_of = saves(
        3, SelfAttention.tokens, q_lora_rank, when=is_not(q_lora_rank, None), label="latents of queries", why=NORMALIZED
    )  # fmt: skip
    asked_by = saves(
        SelfAttention.tokens, when=is_not(q_lora_rank, None), label="inverse root mean squares of queries",
        stored="fp32", why=STATISTICS,
    )  # fmt: skip
    latents = saves(3, SelfAttention.tokens, kv_lora_rank, label="latents", why=NORMALIZED)
    means = saves(SelfAttention.tokens, label="inverse root mean squares", stored="fp32", why=STATISTICS)
    answering = saves(SelfAttention.tokens, queries + values, label="keys and values", why=FACTORS)
    probabilities = saves(
        SelfAttention.num_heads, SelfAttention.tokens, SelfAttention.tokens, label="attention", why=PROBABILITIES
    )  # fmt: skip
    mixed = saves(SelfAttention.tokens, values, label="mixed values", learned=True, why=MULTIPLIED)

    kept = cache(
        SelfAttention.tokens, latent, label="cached latents", cite="deepseek2024",
        why="keys and values of all tokens so far are made again of their latents",
    )  # fmt: skip
