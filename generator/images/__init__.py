"""Photographs: looked at once, then encoded in the widths and formats that pages choose from.

`read_pictures` opens every file and reports those that cannot be read; `picture_pages` declares
the files of the site that are made from them. What a file is called follows from the photograph and
the encoder, so it is known before anything is encoded, and the same name is the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from generator.cache import Cache, cache_key
from generator.images.records import MAXIMUM_HEIGHT, SUFFIXES, TYPES, Look, Unreadable
from generator.images.showing import illustrated
from generator.model import Encoded, Picture, Source, StaticFile, Variant
from generator.page import Page
from generator.problems import Phrase, Place, Problem, ProblemsFound, Severity
from generator.remembered import Recall, read_anew

__all__ = ["Darkroom", "Recipe", "illustrated", "picture_pages", "read_pictures"]

WIDTHS = (480, 960, 1440)
"""In pixels: a telephone, the column of text on a sharp telephone, and the same on a sharp screen.

None is wider than the photograph; the widest is what stands at its own address."""


_LARGE = 500_000
"""Pixels that take longer to decode than a file takes to read."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One file of a photograph, to be encoded."""

    name: str
    """Of the photograph and the encoder: another photograph at the same place has another."""
    source_file: str
    """Below `content/`."""
    type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Darkroom:
    """Where photographs become files: reads `content`, keeps what it made in `cache`."""

    content: Path
    cache: Cache

    @property
    def state(self) -> str:
        """What its files depend on beside their recipes: those name the encoder."""
        return "darkroom"

    def encoded(self, recipe: Recipe) -> bytes:
        """The bytes of one file; raises ProblemsFound when the photograph has become unreadable."""
        # With Pillow, which most builds can do without: photographs seldom change.
        from generator.images.pixels import ENCODER, encode

        data = (self.content / recipe.source_file).read_bytes()
        size = (recipe.width, recipe.height)
        try:
            return self.cache.get(
                cache_key(ENCODER, hashlib.sha256(data).hexdigest(), recipe.type, *size),
                lambda: encode(data, recipe.type, *size),
            )
        except Unreadable as why:
            problem = _unreadable(self.content, recipe.source_file, why)
            raise ProblemsFound([replace(problem, severity=Severity.ERROR)]) from why

    def look(self, data: bytes, digest: str) -> Look:
        """What a photograph is; raises Unreadable. Remembered where decoding it took a while."""
        from generator.images.pixels import ENCODER, look

        key = cache_key("look", ENCODER, digest)
        kept = self.cache.read(key)
        if kept is not None:
            return Look(**json.loads(kept))
        found = look(data)
        if found.width * found.height > _LARGE:
            self.cache.write(key, (json.dumps(asdict(found)).encode(),))
        return found


def read_pictures(
    darkroom: Darkroom,
    files: Iterable[StaticFile],
    sizes: str,
    problems: list[Problem],
    recall: Recall = read_anew,
) -> tuple[Picture, ...]:
    """The photographs among `files`; `sizes` says how wide the theme shows them.

    One that cannot be read is none of them, and is carried like any other file.
    """
    shown = [f for f in files if PurePosixPath(f.source_file).suffix.lower() in TYPES]
    pictures = (
        recall(
            [darkroom.content / file.source_file],
            (file, sizes),
            partial(_read_picture, darkroom, file, sizes),
            problems,
        )
        for file in shown
    )
    return tuple(picture for picture in pictures if picture)


def _read_picture(
    darkroom: Darkroom, file: StaticFile, sizes: str, problems: list[Problem]
) -> Picture | None:
    try:
        data = (darkroom.content / file.source_file).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        return _picture(file, darkroom.look(data, digest), digest, sizes)
    except Unreadable as why:
        problems.append(_unreadable(darkroom.content, file.source_file, why))
        return None


def _picture(file: StaticFile, seen: Look, digest: str, sizes: str) -> Picture:
    from generator.images.pixels import ENCODER, formats

    own = TYPES[PurePosixPath(file.source_file).suffix.lower()]
    if seen.moves or own not in SUFFIXES:
        return Picture(file.url, file.source_file, seen.width, seen.height, name=digest)
    widths = _widths(seen)
    tall = [(width, max(1, round(seen.height * width / seen.width))) for width in widths]
    width, height = tall[-1]
    as_it_is = seen.clean and seen.type == own and width == seen.width
    name = cache_key(ENCODER, digest)[:16]
    better = [mime for mime in formats(width, height) if mime != own]
    sources = [_source(name, mime, tall) for mime in better]
    at_home = Encoded(file.url, width, height)
    sources.append(Source(own, (*_source(name, own, tall[:-1]).files, at_home)))
    return Picture(
        file.url, file.source_file, width, height, tuple(sources), as_it_is, sizes, name=name
    )


def _widths(seen: Look) -> list[int]:
    """Those that are no wider than the photograph; its own where it lies between two."""
    widest = min(seen.width, WIDTHS[-1])
    if seen.height * widest > MAXIMUM_HEIGHT * seen.width:
        # A strip of pictures one above the other: no encoder takes it in several sizes.
        return [widest]
    # A step of less than a fifth is not worth a file.
    return [*(width for width in WIDTHS if width * 6 <= widest * 5), widest]


def _source(name: str, mime: str, tall: Iterable[tuple[int, int]]) -> Source:
    suffix = SUFFIXES[mime]
    return Source(
        mime, tuple(Encoded(f"/assets/images/{name}-{w}.{suffix}", w, h) for w, h in tall)
    )


def picture_pages(
    darkroom: Darkroom, pictures: Iterable[Picture], variant: Variant
) -> Iterator[Page]:
    """Every file of the photographs: each once, though the same photograph lie in two places."""
    declared: set[str] = set()
    for picture in pictures:
        path = darkroom.content / picture.source_file
        source = f"{darkroom.content.name}/{picture.source_file}"
        if picture.as_it_is:
            yield Page(picture.url, Path.read_bytes, path, variant, source)
        for kind in picture.sources:
            for file in kind.files:
                if file.url in declared or (file.url == picture.url and picture.as_it_is):
                    continue
                declared.add(file.url)
                recipe = Recipe(
                    picture.name, picture.source_file, kind.type, file.width, file.height
                )
                yield Page(file.url, darkroom.encoded, recipe, variant, source)


def _unreadable(content: Path, source_file: str, why: Unreadable) -> Problem:
    """A warning: one bad file of many is no reason for not going to press."""
    return Problem(
        "unreadable-image",
        Place(f"{content.name}/{source_file}"),
        Phrase(
            f"这张图片{why.zh}，只能原样发布，连同相机写在里面的时间和地点",
            f"the image goes out as it is, with all that a camera wrote into it: {why.en}",
        ),
        Phrase("换一个完好的文件，或另存为 JPEG", "put a sound file here, or save it as JPEG"),
        Severity.WARNING,
    )
