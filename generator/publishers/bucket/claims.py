"""Says in the record that we are sending, again and again, so that nobody takes us for dead."""

from __future__ import annotations

import contextlib
import itertools
import threading
import time
from collections.abc import Iterator

from generator.publishers.bucket.state import State
from generator.publishing.records import Release, write_release


class Claim:
    """That we are sending the release `sending`, and until it is done `before` is published."""

    def __init__(self, state: State, before: Release, sending: str, lease: float) -> None:
        self.state, self.before, self.sending, self.lease = state, before, sending, lease
        self.by = str(time.monotonic_ns())
        """Tells our claims from those of others; nothing published depends on it."""
        self.lost: BaseException | None = None
        """Why our claim could not be renewed."""
        self._write(self.by)

    def check(self) -> None:
        """Raise what took the claim from us."""
        if self.lost is not None:
            raise self.lost

    @contextlib.contextmanager
    def alive(self) -> Iterator[None]:
        """Renew the claim while the files go."""
        ended = threading.Event()

        def renew() -> None:
            for turn in itertools.count():
                if ended.wait(self.lease / 4):
                    return
                try:
                    self._write(f"{self.by}.{turn}")
                except Exception as error:
                    self.lost = error
                    return

        thread = threading.Thread(target=renew, daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()
        self.check()

    def _write(self, by: str) -> None:
        self.state.write_record(write_release(self.before, sending=self.sending, by=by))
