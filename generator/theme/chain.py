"""A theme and the themes that it extends: what one does not have, the next one has."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.files import read_text
from generator.front_matter import Field, Values, parse, read_values
from generator.problems import Phrase, Place, Problem, errors, with_excerpts
from generator.theme.options import Option, read_options

THEME_FIELDS: Mapping[str, Field] = {
    "name": Field("text", Phrase("名字", "name, as of its folder"), required=True),
    "label": Field("text", Phrase("名称", "what people call it")),
    "extends": Field("text", Phrase("在哪个主题的基础上", "the theme that it builds upon")),
    "colours": Field("pairs", Phrase("分享图的颜色", "of share cards: paper, ink, accent")),
    "image_sizes": Field("text", Phrase("图片宽度", "attribute `sizes` of photographs")),
    "options": Field("words", Phrase("可选的设置", "what a digest may choose")),
}

COLOURS = ("paper", "ink", "accent")
"""Those that share cards are drawn in."""

Find = Callable[[str], Path]
"""From the name of a theme to its folder."""


@dataclass(frozen=True)
class Layer:
    """One theme by itself."""

    folder: Path
    values: Values
    """What its `theme.yaml` says."""
    options: Mapping[str, Option]
    colours: Mapping[str, str]

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def image_sizes(self) -> str:
        return self.values.text("image_sizes")


def read_chain(folder: Path, find: Find, problems: list[Problem]) -> tuple[Layer, ...]:
    """The theme in `folder`, then the one that it extends, and so on; empty if one is missing."""
    first = _read(folder, problems)
    layers = [first] if first else []
    while layers and layers[-1].values.text("extends"):
        name, place = layers[-1].values.text("extends"), layers[-1].values.place("extends")
        if name in [layer.name for layer in layers]:
            what = Phrase(f"“{name}”绕了一圈又扩展自己", f"“{name}” extends itself in a circle")
            problems.append(Problem("theme-circle", place, what))
            return ()
        above = _read(find(name), problems, place)
        if above is None:
            return ()
        layers.append(above)
    return tuple(layers)


def _read(folder: Path, problems: list[Problem], asked_at: Place | None = None) -> Layer | None:
    file = f"themes/{folder.name}/theme.yaml"
    if not (folder / "theme.yaml").is_file():
        problems.append(
            Problem(
                "no-theme",
                asked_at or Place(file),
                Phrase(f"没有“{folder.name}”这个主题", f"there is no theme “{folder.name}”"),
                Phrase("改正这里的 extends", "mend `extends` here")
                if asked_at
                else Phrase("改正 site.yaml 里的 theme", "mend `theme` in site.yaml"),
            )
        )
        return None
    text = read_text(folder / "theme.yaml", file, problems) or ""
    node, found = parse(text, file)
    listed = list(found)
    values = read_values(node, THEME_FIELDS, file, listed)
    options = read_options(values.words("options"), file, listed)
    colours = _colours(values, listed)
    problems += with_excerpts(listed, file, text)
    return None if errors(listed) else Layer(folder, values, options, colours)


def _colours(values: Values, problems: list[Problem]) -> Mapping[str, str]:
    found = dict(values.pairs("colours"))
    for name, colour in found.items():
        if name not in COLOURS or not re.fullmatch("#[0-9A-Fa-f]{6}", colour):
            problems.append(
                Problem(
                    "bad-colour",
                    values.place("colours"),
                    Phrase(f"“{name}: {colour}”不是颜色", f"“{name}: {colour}” is no colour"),
                    Phrase(
                        "写成 {paper: '#fffcf7', ink: '#1c1917', accent: '#9b1c1c'}",
                        "write {paper: '#fffcf7', ink: '#1c1917', accent: '#9b1c1c'}",
                    ),
                )
            )
    return found
