"""The pictures of a raw page: each to its article and its caption, under a name that is safe.

What the document calls a picture is never a path here: of the name only letters and digits are
kept, the ending follows from the bytes, and a digest of the bytes makes the name its own. So the
same picture has the same name in every import, and two pictures never share one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from generator.draft import Draft, DraftCaption
from generator.importers.imported import RawImage
from generator.problems import Phrase, Place, Problem, Severity

_KINDS = (
    (b"\xff\xd8\xff", b"", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", b"", ".png"),
    (b"GIF8", b"", ".gif"),
    (b"RIFF", b"WEBP", ".webp"),
    (b"", b"ftypavif", ".avif"),
)
"""First bytes, the bytes from the ninth (for AVIF from the fifth), and the ending they ask for."""

MOST = 500
"""Pictures of one raw page."""


@dataclass(frozen=True, slots=True)
class Photograph:
    """A picture to be written beside its article."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Illustrated:
    """Articles with their pictures."""

    drafts: tuple[Draft, ...]
    photographs: tuple[tuple[Photograph, ...], ...]
    """Of each draft, in order."""
    problems: tuple[Problem, ...]
    """Warnings: pictures that did not come along."""


def illustrate(
    drafts: Sequence[Draft],
    images: Sequence[RawImage],
    look: Callable[[str], bytes | None],
    file: str,
) -> Illustrated:
    """The drafts with the name of each picture in a caption; a picture without one gets one.

    `look` gives the bytes of a picture that lies beside the raw file.
    """
    new = list(drafts)
    photographs: list[list[Photograph]] = [[] for _ in drafts]
    missing: list[str] = []
    for image in images[:MOST] if drafts else ():
        data = image.data if image.data is not None else look(image.name)
        name = safe_name(image.name, data or b"")
        if not data or not name:
            missing.append(image.name)
            continue
        owner = _owner(new, image.after_line)
        if name not in (one.name for one in photographs[owner]):
            photographs[owner].append(Photograph(name, data))
            new[owner] = _with_picture(new[owner], name, image)
    missing += (image.name for image in images[MOST if drafts else 0 :])
    return Illustrated(
        tuple(new),
        tuple(map(tuple, photographs)),
        (_left_behind(file, missing),) if missing else (),
    )


def safe_name(name: str, data: bytes) -> str:
    """A file name for a picture, whatever the document calls it; empty when it is no photograph.

    >>> safe_name("../../媒体/Image 1.exe", b"GIF89a")
    'image-1-610f5ae4d7.gif'
    """
    ending = next(
        (
            ending
            for begin, inner, ending in _KINDS
            if data.startswith(begin) and data[4 if not begin else 8 :].startswith(inner)
        ),
        "",
    )
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", re.split(r"[/\\]", name.split("?")[0])[-1])
    kept = "-".join(re.findall("[a-z0-9]+", stem.lower()))[:24].strip("-") or "image"
    return f"{kept}-{hashlib.sha256(data).hexdigest()[:10]}{ending}" if ending else ""


def numbers_of(draft: Draft) -> list[int]:
    """The numbers of all lines of an article, in order."""
    groups = [draft.kicker_lines, draft.title_lines, draft.subtitle_lines, draft.byline_lines]
    groups += [draft.source_lines, draft.editor_lines]
    groups += [block.lines for block in draft.blocks]
    groups += [caption.lines or (caption.line,) for caption in draft.captions]
    return sorted(number for group in groups for number in group)


def _owner(drafts: Sequence[Draft], after_line: int) -> int:
    """The article in which a picture stands: that of the last line before it."""
    best, nearest = 0, 0
    for position, draft in enumerate(drafts):
        before = [number for number in numbers_of(draft) if nearest < number <= after_line]
        if before:
            best, nearest = position, before[-1]
    return best


def _with_picture(draft: Draft, name: str, image: RawImage) -> Draft:
    captions = list(draft.captions)
    numbers = numbers_of(draft)
    below = next((number for number in numbers if number > image.after_line), 0)
    above = next((number for number in reversed(numbers) if number <= image.after_line), 0)
    for line in (below, above):
        for position, caption in enumerate(captions):
            if line in (caption.lines or (caption.line,)) and not caption.image:
                captions[position] = replace(caption, image=name)
                return replace(draft, captions=tuple(captions))
    after = sum(block.lines[0] <= image.after_line for block in draft.paragraphs)
    words = image.alt if re.search("[\u4e00-\u9fff]", image.alt) else ""
    made = DraftCaption(above or draft.lines[0], "", words, "", "", after, image=name)
    place = sum(caption.after_paragraph <= after for caption in captions)
    captions.insert(place, made)
    return replace(draft, captions=tuple(captions))


def _left_behind(file: str, names: Sequence[str]) -> Problem:
    said = "、".join(name[:80] for name in names[:5]) + ("……" if len(names) > 5 else "")
    return Problem(
        "image-left-behind",
        Place(file),
        Phrase(
            f"{len(names)} 张图片没有带上：{said}",
            f"{len(names)} pictures did not come along: {said}",
        ),
        Phrase(
            "不在文件旁边，或者不是 JPEG、PNG、WebP、AVIF、GIF；可以手工放到文章旁边",
            "not beside the file, or not JPEG, PNG, WebP, AVIF or GIF; put them there by hand",
        ),
        Severity.WARNING,
    )
