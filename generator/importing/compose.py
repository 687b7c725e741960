"""A draft and its filing as an article file: YAML head, Markdown body."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

from generator.draft import Draft, DraftCaption, Filing, Line
from generator.front_matter import compose_head
from generator.importers.imported import Known
from generator.markdown.escape import escape
from generator.model import Settings
from generator.punctuation import restore
from generator.summary import summarise

_WRITTEN = re.compile(r"(?m)^  written: .*\n")


def compose(
    draft: Draft,
    filing: Filing,
    settings: Settings,
    *,
    file: str,
    lines: tuple[Line, ...],
    known: Known | None = None,
) -> str:
    """The text of the article file. `file` is the raw page as `origin` names it.

    `known` is what the format of the page says of the article beside its text.

    The last line of the head is a digest of all the rest, by which the next import sees whether
    an editor has changed the file.
    """
    mend: Callable[[str], str] = restore if settings.restore_punctuation else str
    first, last = draft.lines
    raw = "\n".join(line.text for line in lines if first <= line.number <= last)
    paragraphs = [mend(block.text) for block in draft.paragraphs]
    head: dict[str, Any] = {
        "kicker": mend(draft.kicker),
        "title": mend(draft.title),
        "subtitle": mend(draft.subtitle),
        "authors": [author.name for author in draft.authors],
        "author_kind": draft.author_kind if draft.authors else "",
        "roles": {author.name: author.role for author in draft.authors if author.role},
        "editors": list(draft.editors),
        "date": filing.date.iso,
        "date_precision": filing.date.precision,
        "date_kind": filing.date_kind or "",
        "date_reason": filing.date_reason.partition(" / ")[0],
        "topics": list(filing.topics),
        "counties": list(filing.counties),
        "mentions": list(filing.mentions),
        "source": draft.source,
        "source_url": known.source_url if known else "",
        "aliases": list(known.aliases) if known else [],
        "sheet": draft.sheet,
        "summary": summarise(paragraphs),
        "captions": [_caption(caption, mend) for caption in draft.captions],
    }
    shown = {key: value for key, value in head.items() if value or key in _ALWAYS}
    shown["origin"] = {
        "file": file,
        "lines": f"{first}-{last}",
        "sha256": hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest(),
    }
    text = compose_head(shown) + "\n" + _body(draft, mend)
    return _signed(text)


_ALWAYS = ("title", "authors", "topics", "counties", "mentions", "date_precision")
"""Fields that are written even when empty: an editor sees that nothing was found."""


def _caption(caption: DraftCaption, mend: Callable[[str], str]) -> dict[str, Any]:
    said = {
        "text": mend(caption.text),
        "credit": caption.credit,
        "role": caption.role,
        "after_paragraph": caption.after_paragraph,
        "image": caption.image,
    }
    # A photograph may go without words, and words without a photograph; not without both.
    unsaid = "image" if not caption.image else "text" if not caption.text else ""
    return {name: value for name, value in said.items() if name != unsaid}


def _body(draft: Draft, mend: Callable[[str], str]) -> str:
    blocks = []
    for block in draft.blocks:
        text = escape(mend(block.text))
        blocks.append(f"## {text}" if block.kind == "heading" else text)
    return "".join(f"{block}\n\n" for block in blocks).rstrip("\n") + "\n"


def _signed(text: str) -> str:
    """The text with its own digest as the last line of the head."""
    head, end, body = text.partition("\n---\n")
    return f"{head}\n  written: {_digest(text)}{end}{body}"


def is_as_written(text: str) -> bool:
    """Whether an article file is byte for byte as an import wrote it."""
    written = _WRITTEN.search(text)
    return written is not None and written[0].split()[1] == _digest(_WRITTEN.sub("", text, 1))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
