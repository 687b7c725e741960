"""nginx: two files to include, one in `http`, one in the `location` of the site.

The maps are by the decoded address and take no notice of letter case, as nginx does it. They are
not remembered within a request (`volatile`): the page for lost readers, to which a request goes on
inside nginx, has not moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.headers import (
    ASK_AGAIN,
    CONTENT_TYPES,
    FOR_EVER,
    NAMED_FEEDS,
    NO_TRANSFORM,
    SECURITY,
    content_type,
)
from generator.hosts.records import Told

_CHARSET = "; charset=utf-8"


def maps(told: Told) -> bytes:
    """For `http`: what leads where, what is gone, how long a file keeps."""
    return "".join(_maps(told)).encode()


def _maps(told: Told) -> Iterator[str]:
    yield "# include in http { }\n"
    yield from _room(told)
    yield _map("moved", [("default", '""')], ((old, f'"{new}"') for old, new in told.moved))
    yield _map("gone", [("default", "0")], ((url, "1") for url in told.gone))
    forms = [(f"~^{re.escape(begins)}", f'"{page}"') for begins, page in told.not_found]
    # The longest beginning first: nginx takes the first that fits.
    yield _map("not_found", [("default", '""')], (), reversed(forms))
    kept = ASK_AGAIN + (NO_TRANSFORM if told.no_transform else "")
    assets = f"~^{re.escape(told.base)}/assets/"
    yield _map("keeps", [("default", f'"{kept}"')], (), [(assets, f'"{FOR_EVER}"')])


def _room(told: Told) -> Iterator[str]:
    """nginx has 2048 cells of 64 bytes, and does not start when an address fits in none of them.

    It looks for the fewest cells that do, trying one number after the other; with room for a few
    addresses in each it is done at once.
    """
    addresses = [old for old, _ in told.moved] + list(told.gone)
    longest = max((len(url.encode()) for url in addresses), default=0)
    if longest + _AROUND > _CELL or len(addresses) > _CELLS // 4:
        yield f"map_hash_bucket_size {_power_of_two((longest + _AROUND) * _IN_A_CELL)};\n"
        yield f"map_hash_max_size {max(_CELLS, _power_of_two(len(addresses)))};\n"


_CELL, _AROUND, _CELLS, _IN_A_CELL = 64, 32, 2048, 8
"""Bytes; bytes that a cell has beside an address; cells; addresses to have room for in each."""


def _power_of_two(least: int) -> int:
    return 1 << (least - 1).bit_length()


def _map(
    name: str,
    first: Iterable[tuple[str, str]],
    exact: Iterable[tuple[str, str]],
    patterns: Iterable[tuple[str, str]] = (),
) -> str:
    rows = [f"    {key} {value};\n" for key, value in first]
    rows += (f"    {_quoted(key)} {value};\n" for key, value in exact)
    rows += (f"    {_quoted(key)} {value};\n" for key, value in patterns)
    return f"map $uri $wenzhai_{name} {{\n    volatile;\n{''.join(rows)}}}\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def location(told: Told) -> bytes:
    """For the `location` of the site, behind its `root` or `alias`."""
    return "".join(_location(told)).encode()


def _location(told: Told) -> Iterator[str]:
    yield "# include in location { }, behind root or alias\n"
    yield "index index.html;\nabsolute_redirect off;\n"
    yield "if ($wenzhai_moved) { return 301 $wenzhai_moved; }\n"
    yield "if ($wenzhai_gone) { return 410; }\n"
    yield "error_page 404 410 $wenzhai_not_found;\n"
    yield "add_header Cache-Control $wenzhai_keeps;\n"
    for name, value in SECURITY:
        yield f'add_header {name} "{value}" always;\n'
    by_suffix = {key[1:]: kind for key, kind in CONTENT_TYPES.items() if key.startswith(".")}
    yield "types {\n"
    for suffix, kind in by_suffix.items():
        yield f"    {kind.removesuffix(_CHARSET)} {suffix};\n"
    yield "}\ndefault_type application/octet-stream;\ncharset utf-8;\n"
    texts = {k.removesuffix(_CHARSET) for k in CONTENT_TYPES.values() if k.endswith(_CHARSET)}
    # nginx adds text/html by itself, and says so twice if it is told.
    yield f"charset_types {' '.join(sorted(texts - {'text/html'}))};\n"
    for name in NAMED_FEEDS:
        kind = content_type(name).removesuffix(_CHARSET)
        yield f"location ~ /{re.escape(name)}$ {{ types {{ }} default_type {kind}; }}\n"
    yield f"location ^~ {told.base}/{FOLDER}/ {{ return 404; }}\n"


FOLDER = "_nginx"

FILES = ((f"/{FOLDER}/http.conf", maps), (f"/{FOLDER}/location.conf", location))
