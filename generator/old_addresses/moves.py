"""Reads `content/addresses.yaml`: what moved and is no file of ours, and what is gone for good.

moved:
  /old/list.html: /topics/water/
gone: [/issues/2019-11/03.html]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.files import leads_outside, read_text
from generator.front_matter import Field, Node, Scalar, parse, read_values
from generator.front_matter import Mapping as MappingNode
from generator.model import Move, OldAddress
from generator.old_addresses.spelling import read_address, spelled
from generator.outward import outward_url
from generator.problems import Phrase, Place, Problem, errors, with_excerpts

MOVES_FIELDS: Mapping[str, Field] = {
    "moved": Field("words", Phrase("搬走的网址（旧: 新）", "addresses that moved, old: new")),
    "gone": Field("names", Phrase("不再有的网址", "addresses that nothing will be at again")),
}


def read_moves(
    content: Path, problems: list[Problem]
) -> tuple[tuple[Move, ...], tuple[OldAddress, ...]]:
    """What moved and what is gone, in the order of the file."""
    path = content / "addresses.yaml"
    file = f"{content.name}/addresses.yaml"
    if not path.exists() or leads_outside(path, content, problems):
        return (), ()
    text = read_text(path, file, problems)
    if text is None:
        return (), ()
    found: list[Problem] = []
    node, found_in_yaml = parse(text, file)
    found += found_in_yaml
    values = read_values(node, MOVES_FIELDS if node or not errors(found) else {}, file, found)
    moves = tuple(_moves(values.words("moved"), found))
    gone: dict[str, OldAddress] = {}
    for named in values.names("gone"):
        url = read_address(named.text, named.place, found)
        if url is not None:
            gone.setdefault(url, OldAddress(url, named.place))
    problems += with_excerpts(found, file, text)
    return moves, tuple(gone.values())


def _moves(node: Node | None, problems: list[Problem]) -> Iterator[Move]:
    if node is None:
        return
    if not isinstance(node, MappingNode):
        problems.append(_not_pairs(node.place))
        return
    for old, new in node.entries:
        if not isinstance(new, Scalar) or not new.text:
            problems.append(_not_pairs(new.place))
            continue
        url = read_address(old.text, old.place, problems)
        target = _target(new, problems)
        if url is not None and target:
            yield Move(OldAddress(url, old.place), target)


def _not_pairs(place: Place) -> Problem:
    return Problem(
        "wrong-value",
        place,
        Phrase("这里应当是“旧网址: 新网址”", "`old: new` is expected here"),
        Phrase("每行写一个，如 /old.html: /new.html", "write one a line: /old.html: /new.html"),
    )


def _target(node: Scalar, problems: list[Problem]) -> str:
    """Where a moved address leads: into the site, or to another one."""
    if outward_url(node.text).startswith(("http://", "https://")):
        return outward_url(node.text)
    path, mark, fragment = node.text.partition("#")
    if read_address(path, node.place, problems) is None:
        return ""
    return spelled(path) + mark + fragment
