"""The templates of a theme and of all it extends, and the two filters that they have.

A name is looked for in the theme, then in what it extends. `broadsheet/article.html` is looked for
in `broadsheet` and above only: so `article.html` of a theme can extend the one that it replaces.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from jinja2 import meta
from markupsafe import Markup, escape

from generator.addresses import is_internal, relative_url
from generator.problems import Phrase, Place, Problem
from generator.theme.compiling import Environment

Failed = jinja2.TemplateError | AttributeError


def environment_for(folders: Sequence[Path]) -> jinja2.Environment:
    """Of the theme in the first of `folders`, which extends the one in the next, and so on."""
    loaders = [jinja2.FileSystemLoader(folder / "templates") for folder in folders]
    by_name: dict[str, jinja2.BaseLoader] = {
        folder.name: jinja2.ChoiceLoader(loaders[place:]) for place, folder in enumerate(folders)
    }
    environment = Environment(
        loader=jinja2.ChoiceLoader([*loaders, jinja2.PrefixLoader(by_name)]),
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


def template_sources(
    environment: jinja2.Environment, template: str, folders: Sequence[Path]
) -> tuple[str, ...]:
    """The files of a template and of all that it extends, includes and imports, itself first."""
    found: dict[str, None] = {}
    waiting, seen = [template], {template}
    while waiting:
        source, file, _ = environment.loader.get_source(environment, waiting.pop(0))  # type: ignore[union-attr]
        theme = next(one for one in folders if Path(file or "").is_relative_to(one))
        found[f"themes/{theme.name}/{Path(file or '').relative_to(theme).as_posix()}"] = None
        for name in meta.find_referenced_templates(environment.parse(source)):
            if name and name not in seen:
                seen.add(name)
                waiting.append(name)
    return tuple(found)


def failure(template: str, error: Failed, folders: Sequence[Path]) -> Problem:
    """Where in the theme a template went wrong: the innermost of its lines in the traceback."""
    file, line = folders[0] / "templates" / template, 0
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = Path(error.filename or file), error.lineno
    elif isinstance(error, jinja2.TemplateNotFound):
        file = folders[0] / "templates" / str(error.name or template)
    else:
        trace = error.__traceback__
        while trace is not None:
            at = Path(trace.tb_frame.f_code.co_filename)
            if at.suffix == ".html":
                file, line = at, trace.tb_lineno
            trace = trace.tb_next
    theme = next((one for one in folders if file.is_relative_to(one)), folders[0])
    said = str(error) or type(error).__name__
    return Problem(
        "template",
        Place(f"themes/{theme.name}/{file.relative_to(theme).as_posix()}", line),
        Phrase(f"模板出错：{said}", f"the template failed: {said}"),
        Phrase(
            "模板能用的名字见 themes/README.md",
            "themes/README.md lists what a template may use",
        ),
    )


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
    first, *rest = pattern.split("{}")
    if len(rest) > len(values):
        raise jinja2.TemplateRuntimeError(f"{len(values)} values for the gaps of “{pattern}”")
    filled = (value + piece for value, piece in zip(values, rest, strict=False))
    return "".join((first, *filled))
