"""Reads a theme, and renders with it. The only door to Jinja2.

A template sees exactly one name, `page`; Jinja2's own globals are gone, an undefined name is an
error, everything is escaped. So what a page depends on is its view and its templates, no more.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2

from generator.files import read_text
from generator.front_matter import Mapping as MappingNode
from generator.front_matter import Scalar, parse
from generator.model import GivenOption, OptionValue
from generator.problems import Problem, ProblemsFound, errors, with_excerpts
from generator.remembered import Recall, read_anew
from generator.theme.chain import COLOURS, Find, Layer, read_chain
from generator.theme.compiling import Attributes
from generator.theme.options import Option, choose
from generator.theme.styles import style_sheet
from generator.theme.templates import environment_for, failure, files_of, page_href, sources_of

__all__ = ["Attributes", "Theme", "page_href", "read_theme"]


@dataclass(frozen=True)
class Theme:
    """Templates, assets and words of one theme, with all that it has from those it extends."""

    name: str
    folders: tuple[Path, ...]
    """Its own, then that of the theme it extends, and so on."""
    environment: jinja2.Environment
    assets: Mapping[str, tuple[str, Path]]
    """Name below `assets/` to its address (digest in the name) and its file."""
    words: Mapping[str, Mapping[str, str]]
    """Variant tag to the theme's words in it."""
    style: tuple[str, bytes] = ("", b"")
    """Address and content of the one style sheet; no address when there is none."""
    options: Mapping[str, OptionValue] = field(default_factory=dict)
    """What a digest may choose, as it was chosen."""
    image_sizes: str = "100vw"
    """How wide photographs are shown: the attribute `sizes` of HTML."""
    colours: Mapping[str, str] = field(default_factory=dict)
    """`paper`, `ink` and `accent` as `#rrggbb`, for what is drawn rather than styled."""

    @property
    def script(self) -> str:
        """Address of the script, its own or that of the nearest theme above; empty without one."""
        names = (f"{folder.name}.js" for folder in self.folders)
        return next((self.assets[name][0] for name in names if name in self.assets), "")

    def sources_of(self, template: str) -> Mapping[str, str]:
        """The texts of a template and of all that it refers to, by name."""
        return sources_of(template, self.environment)

    def files_of(self, template: str) -> tuple[str, ...]:
        """The files of a template and of all that it refers to, itself first, for problems."""
        names = [template, *(name for name in self.sources_of(template) if name != template)]
        return files_of(names, self.environment, self.folders)

    def compile(self, templates: Iterable[str]) -> None:
        """Make templates ready: what is compiled before a fork is not compiled in every worker."""
        for name in dict.fromkeys(one for each in templates for one in self.sources_of(each)):
            with contextlib.suppress(jinja2.TemplateError):
                self.environment.get_template(name)

    def render(self, template: str, view: Any) -> str:
        """The HTML of a view; raises ProblemsFound naming the template and line on a mistake."""
        try:
            return self.environment.get_template(template).render(page=view)
        except (jinja2.TemplateError, AttributeError) as error:
            raise ProblemsFound([failure(template, error, self.folders)]) from error


def read_theme(
    folder: Path,
    problems: list[Problem],
    given: Sequence[GivenOption] = (),
    find: Find | None = None,
    recall: Recall = read_anew,
) -> Theme | None:
    """The theme in `folder`, or None when it cannot be used; why goes to `problems`.

    `given` is what the digest chooses of its options. `find` finds the folder of a theme that
    another extends; without it they lie side by side. `recall` may have the templates compiled.
    """
    layers = read_chain(folder, find or (lambda name: folder.parent / name), problems)
    if not layers:
        return None
    options = choose(
        {k: v for one in reversed(layers) for k, v in one.options.items()}, given, problems
    )
    words = _words(layers, problems)
    if errors(problems):
        return None
    sheets = [
        (layer.folder / "assets" / f"{layer.name}.css").read_text(encoding="utf-8")
        for layer in reversed(layers)
        if (layer.folder / "assets" / f"{layer.name}.css").is_file()
    ]
    style = style_sheet(sheets, options.values()).encode()
    folders = [layer.folder for layer in layers]
    templates = [folder / "templates" for folder in folders]
    return Theme(
        name=folder.name,
        folders=tuple(folders),
        environment=recall(templates, (), lambda _: environment_for(folders), problems),
        assets=_assets(layers),
        words=words,
        style=(_address(f"{folder.name}.css", style), style) if sheets else ("", b""),
        options=Attributes({name: option.value for name, option in options.items()}),
        image_sizes=next(filter(None, (layer.image_sizes for layer in layers)), Theme.image_sizes),
        colours=_card_colours(layers, options, given),
    )


def _card_colours(
    layers: Sequence[Layer], options: Mapping[str, Option], given: Sequence[GivenOption]
) -> Mapping[str, str]:
    """What the themes say of share cards; a colour that the digest chose, by day, goes before."""
    said = {name: one for layer in reversed(layers) for name, one in layer.colours.items()}
    chosen = {one.name for one in given} & set(COLOURS)
    return said | {
        name: option.styles[0]
        for name, option in options.items()
        if name in chosen and option.kind == "colours"
    }


def _assets(layers: Sequence[Layer]) -> Mapping[str, tuple[str, Path]]:
    """Everything below `assets/` but the style sheets that are made into one."""
    found = {}
    for layer in reversed(layers):
        root = layer.folder / "assets"
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.is_file() and not path.name.startswith(".") and name != f"{layer.name}.css":
                found[name] = (_address(name, path.read_bytes()), path)
    return {name: found[name] for name in sorted(found)}


def _address(name: str, content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()[:12]
    stem, dot, suffix = name.rpartition(".")
    return f"/assets/{stem}.{digest}{dot}{suffix}"


def _words(layers: Sequence[Layer], problems: list[Problem]) -> Mapping[str, Mapping[str, str]]:
    words: dict[str, dict[str, str]] = {}
    for layer in reversed(layers):
        for path in sorted((layer.folder / "words").glob("*.yaml")):
            file = f"themes/{layer.name}/words/{path.name}"
            words.setdefault(path.stem, {}).update(_read_words(path, file, problems))
    return {tag: Attributes(words[tag]) for tag in sorted(words)}


def _read_words(path: Path, file: str, problems: list[Problem]) -> Mapping[str, str]:
    text = read_text(path, file, problems) or ""
    node, found = parse(text, file)
    problems += with_excerpts(found, file, text)
    if not isinstance(node, MappingNode):
        return {}
    return {key.text: value.text for key, value in node.entries if isinstance(value, Scalar)}
