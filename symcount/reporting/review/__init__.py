"""The design review of one architecture or several: what they have, how they grow, what fits, what it rests on."""
