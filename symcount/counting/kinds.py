"""The kinds of what memory is needed for, by the names under which they are told."""

from __future__ import annotations

WEIGHTS, GRADIENTS, MASTER, STATE = "Weights", "Gradients", "Master copy", "Optimizer state"
ACTIVATIONS, CACHE = "Activations", "Key-value cache"
KINDS = (WEIGHTS, GRADIENTS, MASTER, STATE, ACTIVATIONS, CACHE)
