"""Random normalizations, activations and embeddings, each with an input."""

from __future__ import annotations

from hypothesis import strategies as st

from strategies_calls import Call

TWINS: list[str] = []
PARTLY: list[str] = []
WITHOUT_TWIN: list[str] = []


def calls() -> st.SearchStrategy[Call]:
    """Any of these layers that torch.nn has too."""
    return st.nothing()
