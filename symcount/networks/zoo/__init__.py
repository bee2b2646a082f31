"""Architectures that are known by a name, one file a family; each is loaded when the first name is asked for."""
