"""The templates of a theme and of all it extends, and the two filters that they have.

A name is looked for in the theme, then in what it extends. `broadsheet/article.html` is looked for
in `broadsheet` and above only: so `article.html` of a theme can extend the one that it replaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from generator.addresses import is_internal, percent_encoded, relative_url
from generator.problems import Phrase, Place, Problem
from generator.theme.compiling import Compiled, Environment

Failed = jinja2.TemplateError | AttributeError

_REFERRING = re.compile(
    r"{%-?\+?\s*(?:extends|include|import|from)\s+(?:(?P<quote>[\"'])(?P<name>[^\"']+)(?P=quote))?"
)


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
        bytecode_cache=_COMPILED,
    )
    environment.globals.clear()
    environment.filters["href"] = _href
    environment.filters["fill"] = _fill
    return environment


_COMPILED = Compiled(256)
"""Of all environments, since they are set up alike."""


def sources_of(template: str, environment: jinja2.Environment) -> dict[str, str]:
    """The texts of a template and of all that it refers to, by name; of all, if it may be any.

    A template that is not there is left out: rendering says so.
    """
    waiting, texts = [template], dict[str, str]()
    while waiting:
        name = waiting.pop()
        if name in texts:
            continue
        try:
            texts[name] = environment.loader.get_source(environment, name)[0]  # type: ignore[union-attr]
        except jinja2.TemplateNotFound:
            continue
        for found in _REFERRING.finditer(texts[name]):
            if found["name"]:
                waiting.append(found["name"])
            else:
                waiting += environment.list_templates()
    return dict(sorted(texts.items()))


def files_of(
    names: Iterable[str], environment: jinja2.Environment, folders: Sequence[Path]
) -> tuple[str, ...]:
    """Where templates lie, as problems name files, each once."""
    found: dict[str, None] = {}
    for name in names:
        file = environment.loader.get_source(environment, name)[1] or ""  # type: ignore[union-attr]
        theme = next(one for one in folders if Path(file).is_relative_to(one))
        found[f"themes/{theme.name}/{Path(file).relative_to(theme).as_posix()}"] = None
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
    global _last
    frame = (page or context["page"]).frame
    last = _last
    if last[0] is not frame:
        # Set as a whole: another thread may have another page in hand.
        folder = frame.url[: frame.url.rindex("/") + 1]
        _last = last = frame, _addresses_in(folder, frame.root)
    return last[1][url]


class _Addresses(dict[str, str]):
    """Addresses as the pages of one folder write them, made as they are asked for."""

    def __init__(self, folder: str, root: str) -> None:
        super().__init__()
        self._folder = folder
        self._root = root
        self._ways: dict[str, str] = {}

    def __missing__(self, url: str) -> str:
        written = self[url] = self._written(url)
        return written

    def _written(self, url: str) -> str:
        # By its method first: what is no text has no such attribute, and that names the template.
        plain = url.startswith("/") and not url.startswith("//") and not self._root
        if not plain or "?" in url or "#" in url:
            return page_href(url, self._folder, self._root)
        # Most of an address is its folder, and few folders are led to from one.
        folder, _, name = url.rpartition("/")
        way = self._ways.get(folder)
        if way is None:
            way = self._ways[folder] = relative_url(f"{folder}/", self._folder)
        return percent_encoded(name if name and way == "./" else way + name)


_last: tuple[Any, _Addresses] = (None, _Addresses("/", ""))
"""The frame of the page in hand, and the addresses of its folder."""

_addresses_in = lru_cache(maxsize=256)(_Addresses)


def page_href(url: str, page_url: str, root: str = "") -> str:
    """`url` as printed on the page at `page_url`, percent-encoded.

    With a `root` (of a page that is served at any depth) it begins there instead.
    """
    if not url.startswith("/") or not is_internal(url):
        return url
    return percent_encoded(root + url[1:] if root else relative_url(url, page_url))


def _fill(pattern: str, *values: object) -> str | Markup:
    """`"共 {} 篇" | fill(3)`: the values in place of each `{}`, in order."""
    for value in values:
        if type(value) not in (str, int) and hasattr(value, "__html__"):
            return Markup(_filled(escape(pattern), [escape(value) for value in values]))
    return _filled(pattern, [str(value) for value in values])


def _filled(pattern: str, values: list[str]) -> str:
    first, *rest = _pieces(pattern)
    if len(rest) > len(values):
        raise jinja2.TemplateRuntimeError(f"{len(values)} values for the gaps of “{pattern}”")
    if len(rest) == 1:
        return f"{first}{values[0]}{rest[0]}"
    filled = (value + piece for value, piece in zip(values, rest, strict=False))
    return "".join((first, *filled))


@lru_cache(maxsize=1024)
def _pieces(pattern: str) -> list[str]:
    return pattern.split("{}")
