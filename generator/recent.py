"""What was made last, for who comes next: records that several pages show one after another."""

from __future__ import annotations

from typing import Generic, TypeVar

Record = TypeVar("Record")


class Recent(Generic[Record]):
    """Records by key, all forgotten when there are more than `most`."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._records: dict[str | int, Record] = {}

    def get(self, key: str | int) -> Record | None:
        """The record under a key, if it is remembered."""
        return self._records.get(key)

    def add(self, key: str | int, record: Record) -> None:
        """Remember a record."""
        if len(self._records) >= self._most:
            self._records.clear()
        self._records[key] = record
