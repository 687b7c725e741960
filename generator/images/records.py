"""What is known of photographs and their formats by those who neither read nor write one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MAXIMUM_HEIGHT = 16_383
"""In pixels, of a WebP or AVIF file; WebP knows no more."""

JPEG, PNG, WEBP, AVIF = "image/jpeg", "image/png", "image/webp", "image/avif"

TYPES: Mapping[str, str] = {
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".png": PNG,
    ".webp": WEBP,
    ".avif": AVIF,
    ".gif": "image/gif",
}
"""Suffix of a photograph to what is published under its name."""

SUFFIXES: Mapping[str, str] = {JPEG: "jpg", PNG: "png", WEBP: "webp", AVIF: "avif"}


class Unreadable(Exception):
    """A photograph that cannot be shown; says why in the two languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


@dataclass(frozen=True, slots=True)
class Look:
    """What a photograph is, upright."""

    type: str
    width: int
    height: int
    moves: bool
    clean: bool
    """Whether it stands upright in plain colours and says nothing beside its picture."""
