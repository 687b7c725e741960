"""Fonts of the machine that have Chinese, the best for each written form first.

One character is drawn differently in mainland China, Taiwan and Hong Kong; a collection (`.ttc`)
has a face for each, found by its name. A newspaper's headlines are set in a serif face (宋体).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageFont

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts"),
    Path("~/.fonts"),
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts"),
    Path("~/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
"""Where systems keep their fonts."""

_REGIONS = ("SC", "TC", "HK")

FAMILIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    # Start of the file name (fonts of many systems), and the family's name by region.
    ("NotoSerifCJK", tuple(f"Noto Serif CJK {region}" for region in _REGIONS)),
    ("SourceHanSerif", tuple(f"Source Han Serif {region}" for region in _REGIONS)),
    ("NotoSerifSC", ("Noto Serif SC",)),
    ("NotoSerifTC", ("", "Noto Serif TC")),
    ("NotoSerifHK", ("", "", "Noto Serif HK")),
    ("Songti", ("Songti SC", "Songti TC")),
    ("NotoSansCJK", tuple(f"Noto Sans CJK {region}" for region in _REGIONS)),
    ("SourceHanSans", tuple(f"Source Han Sans {region}" for region in _REGIONS)),
    ("PingFang", tuple(f"PingFang {region}" for region in _REGIONS)),
    ("STHeiti", ("Heiti SC", "Heiti TC")),
    ("msyh", ("Microsoft YaHei",)),
    ("msjh", ("", "Microsoft JhengHei")),
    ("mingliu", ("", "PMingLiU", "MingLiU_HKSCS")),
    ("simsun", ("SimSun",)),
    ("wqy", ("WenQuanYi Zen Hei", "WenQuanYi Zen Hei", "WenQuanYi Zen Hei")),
    ("DroidSansFallback", ("Droid Sans Fallback",) * 3),
)

_WEIGHTS = ("bold", "bd", "vf", "black", "heavy", "medium", "regular", "")
"""Parts of file names, the best first: a headline is bold. Variable fonts are made so."""

_MAXIMUM_FACES = 40
_DIRECTORY = 65_536
"""Bytes at the beginning of a font file; forty faces of thirty tables take twenty thousand."""


@dataclass(frozen=True, slots=True, order=True)
class Face:
    """One face of a font file."""

    file: str
    index: int
    family: str

    @property
    def digest(self) -> str:
        """Of the file and the face: two machines with the same have the same cards."""
        return f"{_digest(self.file)}:{self.index}"

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """The face at a size in pixels; bold where one file has all weights."""
        return _loaded(self.file, self.index, size)


def find_faces(tag: str, folders: Iterable[Path] = FOLDERS) -> tuple[Face, ...]:
    """Faces for a written form, the best first, one of each family; a later one fills gaps.

    `tag` is the BCP 47 tag of the form: `zh-Hans`, `zh-Hant-TW`. Faces of another region come
    last: a character drawn the mainland way is better than none.
    """
    files = _files(tuple(str(folder.expanduser()) for folder in folders))
    region = 0 if "Hant" not in tag else 2 if tag.endswith(("-HK", "-MO")) else 1
    near = {0: (0, 1, 2), 1: (1, 2, 0), 2: (2, 1, 0)}[region]
    found: dict[str, Face] = {}
    for place in near:
        for start, names in FAMILIES:
            family = names[place] if place < len(names) else ""
            if family and family not in found:
                face = _best(files.get(start, ()), family)
                if face:
                    found[family] = face
    return tuple(found.values())


@lru_cache(maxsize=4)
def _files(folders: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Start of a name in the table to the font files that begin so, the boldest first."""
    there: dict[str, list[str]] = {}
    for folder in folders:
        for parent, below, names in os.walk(folder):
            below.sort()
            for name in names:
                if name.lower().endswith((".ttc", ".otc", ".otf", ".ttf")):
                    for start, _ in FAMILIES:
                        if name.lower().startswith(start.lower()):
                            there.setdefault(start, []).append(str(Path(parent, name)))
    return {start: tuple(sorted(files, key=_weight)) for start, files in there.items()}


def _weight(file: str) -> tuple[int, str, str]:
    name = Path(file).name
    rest = name.lower()
    rank = next(place for place, weight in enumerate(_WEIGHTS) if weight in rest)
    return rank, name, file


def _best(files: Iterable[str], family: str) -> Face | None:
    return next(
        (
            Face(file, index, family)
            for file in files
            for index, name in enumerate(_names(file))
            if name == family
        ),
        None,
    )


@lru_cache(maxsize=64)
def _names(file: str) -> tuple[str, ...]:
    """Family names of the faces in a file."""
    return tuple(_read_names(file))


def _read_names(file: str) -> Iterator[str]:
    # Not loaded for a site without cards, nor to ask where fonts would be.
    from PIL import ImageFont

    for index in range(_MAXIMUM_FACES):
        try:
            yield str(ImageFont.truetype(file, 16, index=index).getname()[0])
        except OSError:
            return


@lru_cache(maxsize=64)
def _digest(file: str) -> str:
    """Of the size and the beginning of a font file, where the sums of all its tables stand.

    See https://learn.microsoft.com/typography/opentype/spec/otff#organization-of-an-opentype-font;
    to read twenty megabytes at every build would take longer than the build.
    """
    with Path(file).open("rb") as font:
        beginning = font.read(_DIRECTORY)
    size = Path(file).stat().st_size
    return hashlib.sha256(beginning + str(size).encode()).hexdigest()


@lru_cache(maxsize=64)
def _loaded(file: str, index: int, size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    font = ImageFont.truetype(file, size, index=index, layout_engine=ImageFont.Layout.BASIC)
    if "vf" in Path(file).name.lower():
        try:
            font.set_variation_by_axes([700])
        except OSError:
            return font  # Only the name says that it varies.
    return font
