"""What takes OpenCC long to answer, kept by whoever has a cache."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Keep = Callable[[tuple[object, ...], Callable[[], Any]], Any]
"""Gives what the work gives, which is JSON: perhaps from the last time, when it was about the same.

What it is about names all that the result depends on but the program and its libraries.
"""


def anew(about: tuple[object, ...], work: Callable[[], Any]) -> Any:
    """Nothing is kept."""
    return work()
