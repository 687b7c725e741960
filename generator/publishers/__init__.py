"""Where a site can go: one module for each kind of target, found by the scheme of its URL.

A module offers `opened(target, around, writing)`, a context in which there is a `Publisher`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from importlib import import_module
from typing import Protocol
from urllib.parse import urlsplit

from generator.model import Target
from generator.problems import Phrase
from generator.publishing.plans import Plan
from generator.publishing.records import CannotPublish, Release, Surroundings
from generator.publishing.site_folder import Source

PUBLISHERS = {
    "file": "generator.publishers.folder",
    "ssh": "generator.publishers.server",
    "rsync": "generator.publishers.server",
    "git+file": "generator.publishers.branch",
    "git+https": "generator.publishers.branch",
    "git+ssh": "generator.publishers.branch",
    "s3": "generator.publishers.bucket",
}
"""Scheme of the URL to the module; `rsync` is over ssh, as a daemon of rsync cannot swap."""


class Publisher(Protocol):
    """What can be done with a target that is open."""

    unfinished: bool
    """Whether somebody was killed here with visitors seeing some of it, as `published` found."""

    def published(self) -> Release | None:
        """What of the site is there, by its content; None when we never published there."""

    def releases(self) -> list[Release]:
        """The published release and those before it that can be put back."""

    def send(self, plan: Plan, source: Source) -> None:
        """Do what the plan says, whole or not at all; raises CannotPublish, Overtaken or Moved."""

    def put_back(self) -> None:
        """Make the release before the published one again; there is one."""


@contextlib.contextmanager
def opened(target: Target, around: Surroundings, *, writing: bool) -> Iterator[Publisher]:
    """The publisher of a target; one that is not `writing` leaves nothing behind, there or here."""
    module = PUBLISHERS.get(urlsplit(target.url).scheme)
    if module is None:
        schemes = "、".join(PUBLISHERS), ", ".join(PUBLISHERS)
        raise CannotPublish(
            Phrase(f"不会发布到“{target.url}”", f"“{target.url}” is no place to publish to"),
            Phrase(f"网址以这些开头：{schemes[0]}", f"begin the URL with one of {schemes[1]}"),
        )
    with import_module(module).opened(target, around, writing) as publisher:
        yield publisher
