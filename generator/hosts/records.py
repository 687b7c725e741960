"""What every host is told, in words of no host."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """Addresses are as browsers ask for them, decoded; the new ones as a header prints them."""

    base: str
    """Path at which the site stands: no slash at the end, empty for the root of its host."""
    moved: tuple[tuple[str, str], ...]
    """Old addresses, and where they lead."""
    gone: tuple[str, ...]
    not_found: tuple[tuple[str, str], ...]
    """Beginning of the addresses of each written form, and its page for readers who are lost."""
    feeds: tuple[str, ...]
    """Patterns of the addresses of feeds, with `:a` for any one folder."""
    no_transform: bool = False
