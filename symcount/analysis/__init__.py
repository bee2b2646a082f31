"""What a formula says beyond its number: how it grows, what a change makes of it, which sizes meet a budget."""
