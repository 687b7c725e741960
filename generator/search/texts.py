"""What some articles say, in bytes, as it waits for the segment that they are in.

JSON: the address of an article to its text, what is other in a form, and the texts of a form's own.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping

from generator.search.heard import Said


def packed(said: Mapping[str, Said]) -> bytes:
    """All that is said, by the address of the article in the source form."""
    rows = {
        path: [
            one.text,
            {form: [places.tolist(), new] for form, (places, new) in one.changes.items()},
            one.own,
        ]
        for path, one in said.items()
    }
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(data: bytes) -> dict[str, Said]:
    """The same again."""
    return {path: _said(*row) for path, row in json.loads(data).items()}


def _said(text: str, changes: dict[str, tuple[list[int], str]], own: dict[str, str]) -> Said:
    return Said(
        text,
        {int(form): (array("I", places), new) for form, (places, new) in changes.items()},
        {int(form): one for form, one in own.items()},
    )
