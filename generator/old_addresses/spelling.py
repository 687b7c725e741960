"""An old address as somebody typed it, or copied it out of a browser, to the address it means."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from generator.addresses import is_internal
from generator.problems import NOTHING, Phrase, Place, Problem

MAXIMUM_PART = 255
"""Bytes between two slashes: a stub has a file of that name."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\"<>|*:\ufffd]')
"""What no file is called on every system."""


def read_address(text: str, place: Place, problems: list[Problem]) -> str | None:
    """The address, from the root of the site and decoded, or None when there can be none such.

    >>> read_address("/%E6%B0%B4/index.html", Place("a.md"), [])
    '/水/'
    """
    what, mend = _fault(text)
    if what is not NOTHING:
        problems.append(Problem("bad-old-address", place, what, mend))
        return None
    return spelled(text)


def spelled(text: str) -> str:
    """The one spelling of an address: decoded, composed, a folder for its `index.html`."""
    url = unicodedata.normalize("NFC", unquote(text))
    return url.removesuffix("index.html") if url.endswith("/index.html") else url


def _fault(text: str) -> tuple[Phrase, Phrase]:
    if not is_internal(text) or text.startswith("//"):
        path = "/" + re.sub(r"^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/]*/?", "", text)
        return (
            Phrase(f"“{text}”不是本站的网址", f"“{text}” is not an address of this site"),
            Phrase(f"只写主机名后面的部分：{path}", f"write what stands behind the host: {path}"),
        )
    if not text.startswith("/"):
        return (
            Phrase(f"“{text}”不是从网站根目录写起的", f"“{text}” does not begin at the root"),
            Phrase(f"写成 /{text}", f"write /{text}"),
        )
    if "?" in text or "#" in text:
        path = re.split("[?#]", text)[0]
        return (
            Phrase(
                f"“{text}”带有 ? 或 #，静态网站分不出来",
                f"“{text}” has a ? or a #, which a static site cannot tell apart",
            ),
            Phrase(f"只写 {path}", f"write {path}"),
        )
    parts = spelled(text)[1:].split("/")
    named = parts[:-1] if parts[-1] == "" else parts
    if any(not _is_name(part) for part in named):
        return (
            Phrase(f"“{text}”不能作文件的路径", f"“{text}” cannot be the path of a file"),
            Phrase(
                '每一段都要有名字，不以点开头，不以点或空格结尾，不含 \\ " < > | * :',
                "no part may be empty, begin with a dot, end with a dot or blank, or hold "
                '\\ " < > | * :',
            ),
        )
    return NOTHING, NOTHING


def _is_name(part: str) -> bool:
    return (
        part != ""
        and not part.startswith(".")
        and not part.endswith((".", " "))
        and not _FORBIDDEN.search(part)
        and len(part.encode("utf-8", "surrogatepass")) <= MAXIMUM_PART
    )
