"""Reads a theme, and renders with it. The only door to Jinja2.

A template sees exactly one name, `page`; Jinja2's own globals are gone, an undefined name is an
error, everything is escaped. So what a page depends on is its view and its templates, no more.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup, escape

from generator.addresses import is_internal, relative_url
from generator.files import read_text
from generator.front_matter import Field, Scalar, Values, parse, read_values
from generator.front_matter import Mapping as MappingNode
from generator.problems import Phrase, Place, Problem, ProblemsFound, errors, with_excerpts
from generator.theme.compiling import Environment, Words

THEME_FIELDS: Mapping[str, Field] = {
    "name": Field("text", Phrase("名字", "name, as of its folder"), required=True),
    "label": Field("text", Phrase("名称", "what people call it")),
    "colours": Field("pairs", Phrase("分享图的颜色", "of share cards: paper, ink, accent")),
    "image_sizes": Field("text", Phrase("图片宽度", "attribute `sizes` of photographs")),
}


@dataclass(frozen=True)
class Theme:
    """Templates, assets and words of one theme."""

    name: str
    folder: Path
    environment: jinja2.Environment
    assets: Mapping[str, tuple[str, Path]]
    """Name below `assets/` to its address (digest in the name) and its file."""
    words: Mapping[str, Mapping[str, str]]
    """Variant tag to the theme's words in it."""
    image_sizes: str = "100vw"
    """How wide photographs are shown: the attribute `sizes` of HTML."""
    colours: Mapping[str, str] = field(default_factory=dict)
    """`paper`, `ink` and `accent` as `#rrggbb`, for what is drawn rather than styled."""

    def render(self, template: str, view: Any) -> str:
        """The HTML of a view; raises ProblemsFound naming the template and line on a mistake."""
        try:
            return self.environment.get_template(template).render(page=view)
        except (jinja2.TemplateError, AttributeError) as error:
            raise ProblemsFound([self._problem(template, error)]) from error

    def _problem(self, template: str, error: jinja2.TemplateError | AttributeError) -> Problem:
        """Where in the theme a template went wrong: the innermost of its lines in the traceback."""
        name: str = template
        line = 0
        if isinstance(error, jinja2.TemplateSyntaxError):
            name, line = str(error.name or template), error.lineno
        elif isinstance(error, jinja2.TemplateNotFound):
            name = str(error.name or template)
        else:
            trace = error.__traceback__
            while trace is not None:
                file = Path(trace.tb_frame.f_code.co_filename)
                if file.suffix == ".html":
                    name, line = file.name, trace.tb_lineno
                trace = trace.tb_next
        said = str(error) or type(error).__name__
        return Problem(
            "template",
            Place(f"themes/{self.name}/templates/{name}", line),
            Phrase(f"模板出错：{said}", f"the template failed: {said}"),
            Phrase(
                "模板能用的名字见 themes/README.md",
                "themes/README.md lists what a template may use",
            ),
        )


def read_theme(folder: Path, problems: list[Problem]) -> Theme | None:
    """The theme in `folder`, or None when it cannot be used; why goes to `problems`."""
    file = f"themes/{folder.name}/theme.yaml"
    if not (folder / "theme.yaml").is_file():
        problems.append(
            Problem(
                "no-theme",
                Place(file),
                Phrase(f"没有“{folder.name}”这个主题", f"there is no theme “{folder.name}”"),
                Phrase("改正 site.yaml 里的 theme", "mend `theme` in site.yaml"),
            )
        )
        return None
    text = read_text(folder / "theme.yaml", file, problems) or ""
    node, found = parse(text, file)
    listed = list(found)
    values = read_values(node, THEME_FIELDS, file, listed)
    colours = _colours(values, listed)
    problems += with_excerpts(listed, file, text)
    words = {
        path.stem: _read_words(path, f"themes/{folder.name}/words/{path.name}", problems)
        for path in sorted((folder / "words").glob("*.yaml"))
    }
    if errors(problems):
        return None
    return Theme(
        folder.name,
        folder,
        _environment(folder / "templates"),
        _assets(folder),
        words,
        image_sizes=values.text("image_sizes") or Theme.image_sizes,
        colours=colours,
    )


COLOURS = ("paper", "ink", "accent")


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


def _environment(templates: Path) -> jinja2.Environment:
    environment = Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.globals.clear()
    environment.filters["href"] = _href
    environment.filters["fill"] = _fill
    return environment


@jinja2.pass_context
def _href(context: jinja2.runtime.Context, url: str, page: Any = None) -> str:
    """An address as this page writes it: relative, so that the site stands at any path.

    A piece that was imported without context says for which page.
    """
    frame = (page or context["page"]).frame
    return _written(url, frame.url[: frame.url.rindex("/") + 1], frame.root)


def page_href(url: str, page_url: str, root: str = "") -> str:
    """`url` as printed on the page at `page_url`, percent-encoded.

    With a `root` (of a page that is served at any depth) it begins there instead.
    """
    return _written(url, page_url[: page_url.rindex("/") + 1], root)


@lru_cache(maxsize=65536)
def _written(url: str, folder: str, root: str) -> str:
    """Remembered, since the pages of one folder print the same addresses again and again."""
    if not url.startswith("/") or not is_internal(url):
        return url
    written = root + url[1:] if root else relative_url(url, folder)
    return quote(written, safe="/:?#[]@!$&'()*+,;=%~")


def _fill(pattern: str, *values: object) -> str | Markup:
    """`"共 {} 篇" | fill(3)`: the values in place of each `{}`, in order."""
    if any(hasattr(value, "__html__") for value in values):
        return Markup(_filled(escape(pattern), [escape(value) for value in values]))
    return _filled(pattern, [str(value) for value in values])


def _filled(pattern: str, values: list[str]) -> str:
    pieces = pattern.split("{}")
    if len(pieces) != len(values) + 1:
        raise jinja2.TemplateRuntimeError(f"{len(values)} values for the gaps of “{pattern}”")
    return "".join(one for pair in zip(pieces, (*values, ""), strict=True) for one in pair)


def _assets(folder: Path) -> Mapping[str, tuple[str, Path]]:
    root = folder / "assets"
    found = {}
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            name = path.relative_to(root).as_posix()
            digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
            stem, dot, suffix = name.rpartition(".")
            found[name] = (f"/assets/{stem}.{digest}{dot}{suffix}", path)
    return found


def _read_words(path: Path, file: str, problems: list[Problem]) -> Mapping[str, str]:
    text = read_text(path, file, problems) or ""
    node, found = parse(text, file)
    problems += with_excerpts(found, file, text)
    if not isinstance(node, MappingNode):
        return {}
    words = {key.text: value.text for key, value in node.entries if isinstance(value, Scalar)}
    return Words(words)
