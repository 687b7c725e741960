"""`git+https://github.com/me/news.git#gh-pages`, taken apart."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit, urlunsplit

from generator.problems import Phrase
from generator.publishers.branch.settings import TOKEN
from generator.publishing.records import CannotPublish

_BRANCH = re.compile(r"(?!.*(?:\.\.|//|@\{|\.lock(?:/|$)))[A-Za-z0-9][A-Za-z0-9._/-]*(?<![./])")


def read_address(target: str) -> tuple[str, str]:
    """The URL of the repository, as git takes it, and the branch.

    Raises CannotPublish when it is no such URL.
    """
    parts = urlsplit(target)
    scheme = parts.scheme.removeprefix("git+")
    host, branch = parts.hostname or "", unquote(parts.fragment)
    fine = (
        _BRANCH.fullmatch(branch)
        and not parts.query
        and parts.password is None
        and (re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.:-]*", host) if scheme != "file" else not host)
        and re.fullmatch(r"(?:[A-Za-z0-9_][A-Za-z0-9._-]*)?", parts.username or "")
        and parts.path.startswith("/")
        and parts.path.isprintable()
    )
    if not fine:
        raise CannotPublish(
            Phrase(
                "这不是仓库加分支的地址", "this is not the address of a repository and a branch"
            ),
            Phrase(
                f"写成 git+https://github.com/me/news.git#gh-pages，密码放进变量 {TOKEN}",
                f"write git+https://github.com/me/news.git#gh-pages; a password goes into {TOKEN}",
            ),
        )
    return urlunsplit((scheme, parts.netloc, parts.path, "", "")), branch
