"""Words that several commands say of their arguments."""

SPEC_HELP = "a spec file (.yaml, .toml or .json), zoo:NAME, a config.json, or module:object"
CONVENTION_HELP = "count by this convention, such as keras or causal (see symcount conventions)"
