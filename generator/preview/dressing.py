"""What the preview adds to a page on its way: scripts, a ribbon, a panel of problems.

All of it stands before `</body>` of the answer alone, and loads from our own address, so that it
gets past the policy of the page. The panel is plain HTML: it is there without a script, and the
page that comes when all is mended does not have it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from generator.preview.site import Unpublished
from generator.problems import Phrase, Problem, Severity

SCRIPT, STYLE = "/.wenzhai/preview.js", "/.wenzhai/preview.css"
"""Addresses of our own, outside of any site: a name that begins with a full stop is no page's."""

LIVERELOAD = "/livereload.js"
"""Where the library has it: it finds its server by this address."""

MOST = 20
"""Problems that are shown in full; who mends these sees the next."""

RIBBONS: dict[Unpublished, Phrase] = {
    "draft": Phrase("草稿", "Draft"),
    "waiting": Phrase("待发布", "Scheduled"),
    "future": Phrase("日期未到", "Dated later"),
}


@dataclass(frozen=True, slots=True)
class Dress:
    """What is added to one page."""

    shown: str
    """Which state of the site it shows, for a browser that comes late."""
    host: str
    """As the browser asked for it, with the port."""
    language: str
    """Of messages: `zh` or `en`."""
    problems: tuple[Problem, ...] = ()
    stopped: bool = False
    """Whether the problems keep the site from being made, so that the page is an older one."""
    ribbon: Unpublished | None = None


def dressed(html: bytes, dress: Dress) -> bytes:
    """A page with what is added to it, before the end of its body or at its end."""
    added = _added(dress).encode()
    end = html.lower().rfind(b"</body>")
    end = len(html) if end < 0 else end
    return _with_socket(html[:end], dress.host) + added + html[end:]


def bare(dress: Dress) -> bytes:
    """A page for when there is none to show."""
    lang = "zh-Hans" if dress.language == "zh" else "en"
    title = Phrase("预览", "Preview").in_language(dress.language)
    page = (
        f'<!doctype html>\n<html lang="{lang}">\n<meta charset="utf-8">\n<title>{title}</title>\n'
    )
    return dressed(f"{page}<body>\n</body>\n</html>\n".encode(), dress)


_CONNECT = re.compile(rb"(<meta[^>]*content-security-policy[^>]*connect-src 'self')", re.IGNORECASE)


def _with_socket(html: bytes, host: str) -> bytes:
    """Older browsers do not count a socket to the page's own host as its own."""
    socket = f" ws://{escape(host)}".encode()
    return _CONNECT.sub(lambda found: found[0] + socket, html, count=1)


def _added(dress: Dress) -> str:
    name, _, port = (
        dress.host.rpartition(":") if dress.host[-1:].isdigit() else (dress.host, "", "")
    )
    where = f"host={name or dress.host}&port={port or 80}&mindelay=100&maxdelay=1000"
    parts = [
        f'<script src="{SCRIPT}" data-shown="{dress.shown}" defer></script>',
        f'<script src="{LIVERELOAD}?{escape(where)}" defer></script>',
    ]
    if dress.ribbon:
        said = RIBBONS[dress.ribbon].in_language(dress.language)
        parts.append(f'<p class="wenzhai-ribbon">{said}</p>')
    if dress.problems:
        parts.append(_panel(dress.problems, dress.stopped, dress.language))
    if len(parts) > 2:
        parts.insert(0, f'<link rel="stylesheet" href="{STYLE}">')
    return "\n".join(("", *parts, ""))


def _panel(problems: Sequence[Problem], stopped: bool, language: str) -> str:
    items = [_item(problem, language) for problem in problems[:MOST]]
    more = len(problems) - MOST
    if more > 0:
        said = Phrase(f"还有 {more} 处", f"{more} more").in_language(language)
        items.append(f"<li>{said}</li>")
    # Without an error there is no hurry: the panel is closed until someone opens it.
    wrong = any(problem.severity is Severity.ERROR for problem in problems)
    kind = "stopped" if stopped else "wrong" if wrong else "warned"
    return (
        f'<details class="wenzhai-panel" data-kind="{kind}"{" open" if wrong else ""} '
        f'lang="{"zh-Hans" if language == "zh" else "en"}">\n'
        f"<summary>{_title(len(problems), kind).in_language(language)}</summary>\n"
        f"<ol>\n{''.join(items)}</ol>\n</details>"
    )


def _title(count: int, kind: str) -> Phrase:
    if kind == "stopped":
        return Phrase(
            f"有 {count} 处要改，改好以前显示的还是原来的页面",
            f"{count} to mend; until then this is the page as it was",
        )
    if kind == "wrong":
        return Phrase(f"这一页有 {count} 处要改", f"{count} to mend on this page")
    return Phrase(f"{count} 个提醒", f"{count} warnings" if count > 1 else "1 warning")


def _item(problem: Problem, language: str) -> str:
    what, mend = problem.what.in_language(language), problem.mend.in_language(language)
    source = problem.report(language).split("\n")[1:]
    excerpt = "\n".join(line[4:] for line in source)
    return (
        f"<li><code>{escape(str(problem.place))}</code>\n<p>{escape(what)}</p>\n"
        + (f"<pre>{escape(excerpt)}</pre>\n" if excerpt else "")
        + (f"<p>{escape(mend)}</p>\n" if mend else "")
        + f"<small>{escape(problem.rule)}</small></li>\n"
    )
