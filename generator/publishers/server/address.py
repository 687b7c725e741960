"""`ssh://editor@example.com:22/srv/www/news`, taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from generator.problems import Phrase
from generator.publishing.records import CannotPublish


@dataclass(frozen=True, slots=True)
class Address:
    """Where a folder is, and as whom."""

    user: str
    """Empty where ssh is to choose."""
    host: str
    port: int
    """0 where ssh is to choose."""
    root: str
    """Path of the folder, without a slash at its end."""


_USER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]+\]")


def read_address(url: str) -> Address:
    """The parts of the URL, none of which can be taken for an option or a command.

    Raises CannotPublish when it is no such URL.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or 0
    except ValueError:
        parts, port = urlsplit(""), 0
    user, at, rest = parts.netloc.rpartition("@")
    host = re.sub(r":\d*$", "", rest)
    root = unquote(parts.path).rstrip("/")
    fine = (
        _HOST.fullmatch(host)
        and (_USER.fullmatch(user) if at else True)
        and root.startswith("/")
        and ".." not in root.split("/")
        and root.isprintable()
        and not (parts.query or parts.fragment)
    )
    if not fine:
        raise CannotPublish(
            Phrase(f"“{url}”不是服务器上的文件夹", f"“{url}” is no folder on a server"),
            Phrase(
                "写成 ssh://用户@主机:端口/文件夹，密码和钥匙留给 ssh",
                "write ssh://user@host:port/folder and leave passwords and keys to ssh",
            ),
        )
    return Address(user, host, port, root)
