"""What the pages of the articles say, folded: the source form's text, and where others differ."""

from __future__ import annotations

import hashlib
from array import array
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.search.folding import BARRIER

MOST_CHANGES = 8
"""A form that differs in more than one of so many characters was written anew: it is kept whole."""


Changed: TypeAlias = "tuple[array[int], str]"
"""The places at which a form has another character, rising, and as many characters."""


@dataclass(slots=True)
class Said:
    """One article in all its forms; a form that is in neither mapping says what the source says."""

    text: str = ""
    """Folded, every paragraph with a barrier behind it."""
    changes: dict[int, Changed] = field(default_factory=dict)
    """By the number of a form."""
    own: dict[int, str] = field(default_factory=dict)
    """Number of a form to its whole text, where places cannot be compared."""

    @property
    def digest(self) -> str:
        """By which two articles that say the same are known."""
        changes = [(form, *changed) for form, changed in sorted(self.changes.items())]
        said = repr((self.text, changes, sorted(self.own.items())))
        return hashlib.sha256(said.encode()).hexdigest()[:32]


class Heard:
    """Articles by their path in the source form; forms by number, the source form being 0."""

    def __init__(self) -> None:
        self._said: dict[str, Said] = {}
        self._early: dict[str, dict[int, str]] = {}

    def add(self, path: str, form: int, text: str) -> None:
        """Note what an article says in a form; the source form had better come first."""
        if form == 0:
            self._said[path] = Said(text)
            for other, early in self._early.pop(path, {}).items():
                self.add(path, other, early)
            return
        said = self._said.get(path)
        if said is None:
            self._early.setdefault(path, {})[form] = text
            return
        if text == said.text:
            return
        if len(text) != len(said.text):
            said.own[form] = text
            return
        places, characters = _changed(said.text, text)
        barriers = BARRIER in characters or any(said.text[at] == BARRIER for at in places)
        if barriers or len(places) * MOST_CHANGES > len(text):
            said.own[form] = text
        else:
            said.changes[form] = places, characters

    def take(self, path: str, said: Said) -> None:
        """Note what an article says in all forms, as it was heard elsewhere."""
        self._said[path] = said

    def forget(self, path: str) -> None:
        """Let go of what an article says."""
        self._said.pop(path, None)

    def get(self, path: str) -> Said | None:
        """What was heard of an article, None if nothing was."""
        return self._said.get(path)


_STRETCH = 64


def _changed(text: str, other: str) -> Changed:
    """Where `other`, as long as `text`, has another character.

    By stretches: most are the same, which is seen at a glance.
    """
    places = array("I")
    for start in range(0, len(text), _STRETCH):
        here, there = text[start : start + _STRETCH], other[start : start + _STRETCH]
        if here != there:
            for place, (old, new) in enumerate(zip(here, there, strict=True), start):
                if old != new:
                    places.append(place)
    return places, "".join(map(other.__getitem__, places))
