"""The field `aliases:` of articles, issues and standing pages."""

from __future__ import annotations

from generator.front_matter import Values
from generator.model import OldAddress
from generator.old_addresses.spelling import read_address
from generator.problems import Problem


def read_aliases(values: Values, problems: list[Problem]) -> tuple[OldAddress, ...]:
    """Addresses that the file had before, each once."""
    found: dict[str, OldAddress] = {}
    for named in values.names("aliases"):
        url = read_address(named.text, named.place, problems)
        if url is not None:
            found.setdefault(url, OldAddress(url, named.place))
    return tuple(found.values())
