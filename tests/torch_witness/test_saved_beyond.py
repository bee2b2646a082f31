"""What layers beyond torch.nn keep for the backward pass, against the same layers written in torch."""

from __future__ import annotations

from typing import Any

import pytest

from symcount import ConvLSTM, GroupedQueryAttention, MixtureOfExperts, MultiheadLatentAttention, saved
from torch_witness.going_back import kept_by_autograd
from torch_witness.twins import torch

nn, functional = torch.nn, torch.nn.functional
BATCH = 2


class Grouped(nn.Module):  # type: ignore[misc]
    """Heads of queries that share keys and values; nothing is copied for them."""

    def __init__(self, width: int, heads: int, shared: int) -> None:
        super().__init__()
        self.heads, self.shared, self.own = heads, shared, width // heads
        self.q, self.o = nn.Linear(width, width, bias=False), nn.Linear(width, width, bias=False)
        self.k, self.v = (nn.Linear(width, shared * self.own, bias=False) for _ in range(2))

    def forward(self, x: Any) -> Any:
        """Tokens to tokens."""
        tokens = x.shape[1]
        groups = self.heads // self.shared
        q = self.q(x).view(BATCH, tokens, self.shared, groups, self.own).permute(0, 2, 3, 1, 4)
        k, v = (one(x).view(BATCH, tokens, self.shared, self.own).transpose(1, 2) for one in (self.k, self.v))
        paid = (q.reshape(BATCH, self.shared, -1, self.own) @ k.transpose(-1, -2)).softmax(-1)
        mixed = (paid @ v).view(BATCH, self.shared, groups, tokens, self.own)
        return self.o(mixed.permute(0, 3, 1, 2, 4).reshape(BATCH, tokens, -1))


def test_queries_keys_values_and_attention_are_kept() -> None:
    x = torch.randn(BATCH, 5, 8, requires_grad=True)
    ours = saved(GroupedQueryAttention(4, num_kv_heads=2), (5, 8), batch=BATCH, input_gradient=True)
    assert int(ours) == kept_by_autograd(Grouped(8, 4, 2), (x,))


class Latent(nn.Module):  # type: ignore[misc]
    """Attention through latents; the numbers that tell the position are one key more for all heads."""

    def __init__(
        self, width: int, heads: int, asked: int | None, told: int, plain: int, turned: int, value: int
    ) -> None:
        super().__init__()
        self.heads, self.told, self.plain, self.turned, self.value = heads, told, plain, turned, value
        queries = heads * (plain + turned)
        whole = nn.Linear(width, queries, bias=False)
        parts = [] if asked is None else [
            nn.Linear(width, asked, bias=False), nn.RMSNorm(asked), nn.Linear(asked, queries, bias=False)
        ]  # fmt: skip
        self.q = nn.Sequential(*(parts or [whole]))
        self.down, self.up = (
            nn.Linear(width, told + turned, bias=False),
            nn.Linear(told, heads * (plain + value), bias=False),
        )
        self.norm, self.o = nn.RMSNorm(told), nn.Linear(heads * value, width, bias=False)

    def forward(self, x: Any) -> Any:
        """Tokens to tokens; positions are left as they are."""
        tokens = x.shape[1]
        q = self.q(x).view(BATCH, tokens, self.heads, -1).transpose(1, 2)
        latent, turned = self.down(x).split((self.told, self.turned), -1)
        made = self.up(self.norm(latent)).view(BATCH, tokens, self.heads, -1).transpose(1, 2)
        k, v = made.split((self.plain, self.value), -1)
        k = torch.cat((k, turned[:, None].expand(-1, self.heads, -1, -1)), -1)
        mixed = (q @ k.transpose(-1, -2)).softmax(-1) @ v
        return self.o(mixed.transpose(1, 2).reshape(BATCH, tokens, -1))


@pytest.mark.parametrize("asked", [None, 6])
def test_latents_are_kept_through_their_normalization(asked: int | None) -> None:
    x = torch.randn(BATCH, 5, 8, requires_grad=True)
    layer = MultiheadLatentAttention(
        2, q_lora_rank=asked, kv_lora_rank=7, qk_nope_head_dim=3, qk_rope_head_dim=2, v_head_dim=4
    )  # fmt: skip
    ours = saved(layer, (5, 8), batch=BATCH, input_gradient=True)
    assert int(ours) == kept_by_autograd(Latent(8, 2, asked, 7, 3, 2, 4), (x,))


class Pictures(nn.Module):  # type: ignore[misc]
    """A recurrence whose gates are convolutions of the input and of the state."""

    def __init__(self, channels: int, state: int) -> None:
        super().__init__()
        self.state = state
        self.taking = nn.Conv2d(channels, 4 * state, 3, padding=1)
        self.recalling = nn.Conv2d(state, 4 * state, 3, padding=1, bias=False)

    def forward(self, x: Any) -> Any:
        """Images to states, step by step from zeros."""
        taken = self.taking(x)
        h, c = (torch.zeros(1, self.state, *x.shape[-2:]) for _ in range(2))
        states = []
        for one in taken.split(1):
            i, f, g, o = (one + self.recalling(h)).chunk(4, 1)
            c = f.sigmoid() * c + i.sigmoid() * g.tanh()
            h = o.sigmoid() * c.tanh()
            states.append(h)
        return torch.cat(states)


def test_gates_memories_and_states_of_images_are_kept() -> None:
    """One example, whose steps stand where a batch would."""
    x = torch.randn(4, 3, 6, 5, requires_grad=True)
    ours = saved(ConvLSTM(2, kernel_size=3), (4, 3, 6, 5), input_gradient=True)
    assert int(ours) == kept_by_autograd(Pictures(3, 2), (x,))


class Expert(nn.Module):  # type: ignore[misc]
    """One network with hidden units, gated or not."""

    def __init__(self, width: int, hidden: int, gated: bool) -> None:
        super().__init__()
        self.up, self.down = nn.Linear(width, hidden, bias=False), nn.Linear(hidden, width, bias=False)
        self.gate = nn.Linear(width, hidden, bias=False) if gated else None

    def forward(self, x: Any) -> Any:
        """A token to a token."""
        up = self.up(x)
        return self.down(functional.silu(up) if self.gate is None else functional.silu(self.gate(x)) * up)


class Mixture(nn.Module):  # type: ignore[misc]
    """Every token goes to its best experts; each expert has its tokens side by side."""

    def __init__(self, width: int, hidden: int, experts: int, each: int, gated: bool, shared: int) -> None:
        super().__init__()
        self.each, self.router = each, nn.Linear(width, experts, bias=False)
        self.experts = nn.ModuleList(Expert(width, hidden, gated) for _ in range(experts))
        self.shared = nn.ModuleList(Expert(width, hidden, gated) for _ in range(shared))

    def forward(self, x: Any) -> Any:
        """Tokens to tokens."""
        scores, places = self.router(x).softmax(-1).topk(self.each, -1)
        out = torch.zeros_like(x)
        for number, expert in enumerate(self.experts):
            tokens, kth = (places == number).nonzero(as_tuple=True)
            out = out.index_put((tokens,), expert(x[tokens]) * scores[tokens, kth, None], accumulate=True)
        for expert in self.shared:
            out = out + expert(x)
        return out


@pytest.mark.parametrize("gated", [True, False])
@pytest.mark.parametrize("shared", [0, 1])
def test_tokens_hidden_units_and_scores_of_experts_are_kept(gated: bool, shared: int) -> None:
    """Numbers alone: how tokens are told to their experts is up to who writes it."""
    x = torch.randn(BATCH * 5, 8, requires_grad=True)
    layer = MixtureOfExperts(
        4, num_experts_per_token=2, hidden_features=6, gated=gated, num_shared_experts=shared
    )  # fmt: skip
    ours = saved(layer, (5, 8), batch=BATCH, input_gradient=True)
    assert int(ours) == kept_by_autograd(Mixture(8, 6, 4, 2, gated, shared), (x,), numbers=True)
