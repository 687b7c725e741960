"""`wenzhai doctor`: whether this machine and this folder have what Wenzhai needs.

Each examination says what it found and how to mend what is wrong; none changes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.doctor.digest import addresses, content, targets
from generator.doctor.folders import free_space, locks, versions, writable
from generator.doctor.records import Found, State
from generator.doctor.software import characters, converter, fonts, libraries, pictures, python
from generator.project import Project

EXAMINATIONS: tuple[Callable[[Project], Iterator[Found]], ...] = (
    python,
    libraries,
    characters,
    converter,
    pictures,
    fonts,
    writable,
    free_space,
    locks,
    versions,
    content,
    addresses,
    targets,
)
"""In the order in which they are told."""

__all__ = ["EXAMINATIONS", "Found", "State", "examine"]


def examine(project: Project) -> Iterator[Found]:
    """All that is found, as it is found."""
    for look in EXAMINATIONS:
        yield from look(project)
