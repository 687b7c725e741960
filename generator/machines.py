"""Small files that machines ask for: the web manifest, and `llms.txt` for language models."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Prose
from generator.views import Link


@dataclass(frozen=True, slots=True)
class Icon:
    """A picture of the site for the desk of a telephone."""

    src: str
    """As printed: relative to the manifest."""
    sizes: str
    """`512x512`, or `any` of what can be drawn at every size."""
    media_type: str


@dataclass(frozen=True, slots=True)
class ManifestView:
    """`manifest.webmanifest` (W3C, Web Application Manifest)."""

    name: Prose
    description: Prose
    lang: str
    icons: tuple[Icon, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of `llms.txt` and what stands under it, addresses as printed."""

    heading: Prose
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class LlmsView:
    """`llms.txt` (llmstxt.org): what the site is, and where its parts are."""

    title: Prose
    description: Prose
    sections: tuple[Section, ...]


def manifest(view: ManifestView) -> bytes:
    """The view as JSON; addresses are relative, so that the site stands at any path."""
    said = {
        "name": view.name,
        "description": view.description,
        "lang": view.lang,
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "icons": [
            {"src": icon.src, "sizes": icon.sizes, "type": icon.media_type} for icon in view.icons
        ],
    }
    kept = {key: value for key, value in said.items() if value}
    return (json.dumps(kept, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def llms(view: LlmsView) -> bytes:
    """The view as Markdown."""
    return "".join(_lines(view)).encode("utf-8")


def _lines(view: LlmsView) -> Iterator[str]:
    yield f"# {_plain(view.title)}\n"
    if view.description:
        yield f"\n> {_plain(view.description)}\n"
    for section in view.sections:
        yield f"\n## {_plain(section.heading)}\n\n"
        for link in section.links:
            yield f"- [{_plain(link.label)}]({link.url})\n"


def _plain(text: str) -> str:
    """One line that no reader of Markdown takes for anything else."""
    return re.sub(r"([\\\[\]*_`<>#])", r"\\\1", " ".join(text.split()))
