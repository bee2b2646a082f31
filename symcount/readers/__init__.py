"""Files and other programs read as networks."""
