"""Where old addresses lead, once it is known what is there."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Variant
from generator.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address in one written form, and what it leads to in the end."""

    old: str
    """From the root of the site, decoded; nothing of ours is there."""
    new: str
    """An address of the site that is there, with a fragment or not; or one of another site."""
    variant: Variant
    place: Place
    """Where the content says so."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """All old addresses of a site, in all its forms, and what is wrong with them."""

    redirects: tuple[Redirect, ...] = ()
    gone: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
