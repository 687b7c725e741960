"""Addresses follow from where a file stands in `content/`: nothing is looked up, nothing moves.

`content/issues/2019-11/01-水利.md` is `/issues/2019-11/01.html` for ever; a new title, even a new
file name behind the number, leaves it alone. `index.html` is for lists only: a folder for every
page made the swap of a large site ten times dearer.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from functools import lru_cache
from urllib.parse import quote

_NUMBERED = re.compile(r"(?P<number>[0-9]+)(?:-[^/]*)?\.md")
_PORTABLE = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z_-]|\.(?=[0-9A-Za-z]))*")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_MARK = re.compile(r"[?#]")


def is_portable(name: str) -> bool:
    """Whether a key may be a part of an address and a file name on any system: ASCII, no device."""
    return (
        len(name) <= 80
        and _PORTABLE.fullmatch(name) is not None
        and _DEVICES.fullmatch(name) is None
    )


def article_number(file_name: str) -> str | None:
    """The leading digits of `NN-标题.md`, zeros and all, or None for another kind of name."""
    match = _NUMBERED.fullmatch(file_name)
    return match["number"] if match else None


def source_url(source_file: str) -> str:
    """The address made from a file below `content/`.

    >>> source_url("issues/2019-11/01-水利.md"), source_url("issues/2019-11/issue.md")
    ('/issues/2019-11/01.html', '/issues/2019-11/')
    >>> source_url("pages/about.md"), source_url("issues/2019-11/渠.jpg")
    ('/about.html', '/issues/2019-11/渠.jpg')
    """
    folder, name = posixpath.split(source_file)
    if folder == "pages":
        return "/" + name.removesuffix(".md") + (".html" if name.endswith(".md") else "")
    if name == "issue.md":
        return f"/{folder}/"
    number = article_number(name)
    return f"/{folder}/{number}.html" if number else f"/{source_file}"


def link_url(href: str, source_file: str) -> str:
    """The address that a link written in `source_file` means.

    A path that ends in `.md` names a source file, any other relative path a file beside the
    article; what begins with `/` is an address already. The fragment and query stay.

    >>> link_url("02-另一篇.md#二", "issues/2019-11/01-水利.md")
    '/issues/2019-11/02.html#二'
    >>> link_url("https://example.com/", "pages/about.md"), link_url("/topics/", "pages/about.md")
    ('https://example.com/', '/topics/')
    """
    path, mark, rest = _cut(href)
    if not is_internal(href) or not path:
        return href
    if path.startswith("/"):
        return href
    # From the root on, `..` leads nowhere, as in a browser; no link climbs out of the site.
    joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(source_file), path))[1:]
    if path.endswith("/"):
        joined += "/"
    url = source_url(joined) if joined.endswith(".md") else f"/{joined}"
    return url + mark + rest


def is_internal(href: str) -> bool:
    """Whether a link leads into the site: it names no scheme and no host."""
    return _ELSEWHERE.match(href) is None


def file_path(url: str) -> str:
    """Where below `site/` the file of an address lies.

    >>> file_path("/topics/"), file_path("/issues/2019-11/01.html")
    ('topics/index.html', 'issues/2019-11/01.html')
    """
    path = url.removeprefix("/")
    return path + "index.html" if path == "" or path.endswith("/") else path


def file_url(path: str) -> str:
    """The address of a file below `site/`.

    >>> file_url("topics/index.html"), file_url("issues/2019-11/01.html")
    ('/topics/', '/issues/2019-11/01.html')
    """
    folder, _, name = path.rpartition("/")
    url = folder and f"/{folder}"
    return f"{url}/" if name == "index.html" else f"{url}/{name}"


def relative_url(url: str, page_url: str) -> str:
    """`url` as written on the page at `page_url`: relative, so the site stands at any path.

    >>> relative_url("/topics/education/", "/issues/2019-11/01.html")
    '../../topics/education/'
    >>> relative_url("/", "/about.html"), relative_url("/issues/a/02.html#x", "/issues/a/01.html")
    ('./', '02.html#x')
    """
    path, mark, rest = _cut(url)
    target, name = path.rsplit("/", 1)
    here, there = _folders(page_url.rsplit("/", 1)[0]), _folders(target)
    common = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        common += 1
    steps = "../" * (len(here) - common)
    if common < len(there):
        steps += "/".join(there[common:]) + "/"
    return (steps + name or "./") + mark + rest


@lru_cache(maxsize=4096)
def _folders(path: str) -> tuple[str, ...]:
    return tuple(part for part in path.split("/") if part)


_UNENCODED = re.compile(r"[A-Za-z0-9_.\-~/:?#\[\]@!$&'()*+,;=%]*").fullmatch


def percent_encoded(url: str) -> str:
    """An address in ASCII; `%` escapes are kept, as is every mark that means something."""
    return url if _UNENCODED(url) else quote(url, safe="/:?#[]@!$&'()*+,;=%~")


def absolute_url(url: str, base_url: str) -> str:
    """`url` with scheme and host, percent-encoded, for what is read away from the site.

    >>> absolute_url("/issues/a/渠.jpg#二", "https://example.com/news")
    'https://example.com/news/issues/a/%E6%B8%A0.jpg#%E4%BA%8C'
    >>> absolute_url("https://example.org/", "https://example.com/news")
    'https://example.org/'
    """
    if not url.startswith("/") or url.startswith("//"):
        return url
    return base_url + percent_encoded(url)


def author_key(name: str) -> str:
    """The key of an author who has none in `taxonomies/authors.yaml`: ten digits of a digest.

    Never a transliteration: 陕西 and 山西 would share one, and so would thousands of people.
    """
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _cut(href: str) -> tuple[str, str, str]:
    """Path, then `?` or `#` and the rest."""
    if "?" not in href and "#" not in href:
        return href, "", ""
    match = _MARK.search(href)
    assert match
    return href[: match.start()], match[0], href[match.end() :]
