"""The named architectures, and the page of one: the command zoo."""

from __future__ import annotations

import json
import sys

from symcount.commands.pages import page, working
from symcount.networks.zoo.known import architecture


def zoo(name: str | None, style: str) -> int:
    """Print every architecture that is known, or the hyper-parameters and closed forms of one."""
    from symcount.reporting.chapters.zoo import architecture_page, zoo_listed, zoo_listing
    from symcount.reporting.data import as_data

    found = None if name is None else architecture(name.removeprefix("zoo:"))
    with working("reading the architectures"):
        if style == "json":
            data = zoo_listed() if found is None else as_data(architecture_page(found))
            text = json.dumps(data, indent=2) + "\n"
        else:
            text = page(zoo_listing() if found is None else architecture_page(found), style)
    sys.stdout.write(text)
    return 0
