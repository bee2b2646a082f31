"""What is counted, and how a count is told: quantities, optimizers, number formats, derivations."""
