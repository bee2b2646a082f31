"""What there is to know before a network is named: the command schema."""

from __future__ import annotations

import json


def schema() -> int:
    """Print the JSON Schema of spec files."""
    from symcount.readers.schema import spec_schema

    print(json.dumps(spec_schema(), indent=2))
    return 0
