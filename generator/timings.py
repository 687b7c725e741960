"""Where the time of a build went."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Any

SLOWEST = 10
"""Pages that are named."""


@dataclass(slots=True)
class Clock:
    """Takes the time of one stage after the other; all in seconds of real time."""

    stages: dict[str, float] = field(default_factory=dict)
    _since: float = field(default_factory=time.monotonic)

    def done(self, stage: str) -> None:
        """The time since the last stage was this one."""
        now = time.monotonic()
        self.stages[stage] = self.stages.get(stage, 0.0) + now - self._since
        self._since = now


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds: of stages by the clock, of pages added up over all processes."""

    stages: Mapping[str, float] = field(default_factory=dict)
    kinds: Mapping[str, tuple[int, float]] = field(default_factory=dict)
    """A template, or what else makes files, to how many it made and how long that took."""
    slowest: tuple[tuple[str, float], ...] = ()
    """Address and time of the pages that took longest."""

    def as_json(self) -> dict[str, Any]:
        """For machines; times in seconds to the microsecond."""
        return {
            "stages": {name: round(spent, 6) for name, spent in self.stages.items()},
            "kinds": {
                name: {"files": count, "seconds": round(spent, 6)}
                for name, (count, spent) in self.kinds.items()
            },
            "slowest": [{"url": url, "seconds": round(spent, 6)} for url, spent in self.slowest],
        }


def timings(stages: Mapping[str, float], pages: Iterable[tuple[str, str, float]]) -> Timings:
    """`pages` are kind, address and seconds of those that were made."""
    kinds: dict[str, tuple[int, float]] = {}

    def counted() -> Iterator[tuple[str, str, float]]:
        for kind, url, seconds in pages:
            count, before = kinds.get(kind, (0, 0.0))
            kinds[kind] = count + 1, before + seconds
            yield kind, url, seconds

    longest = nsmallest(SLOWEST, counted(), key=lambda one: (-one[2], one[1]))
    by_time = sorted(kinds.items(), key=lambda one: (-one[1][1], one[0]))
    return Timings(stages, dict(by_time), tuple((url, seconds) for _, url, seconds in longest))
