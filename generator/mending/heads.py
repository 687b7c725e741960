"""Mends a head: values that YAML would misread, lists written in one string, and the copy."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from generator.copy_lint import Passage, covered, find
from generator.copy_lint.heads import head_texts
from generator.front_matter import Field, Node, Scalar, Sequence, mended_lines, parse, parts
from generator.front_matter import Mapping as MappingNode
from generator.mending.bodies import applied, mends

_ROUNDS = 1000
"""One for each value that is mended, and more than any head has."""


def mended_head(head: str, fields: Mapping[str, Field], off: Container[str]) -> str:
    """The head with the mends of all rules but those in `off`; `fields` says which are lists."""
    meant = _read(head, fields)
    if meant is None:
        return head  # Nothing could be proved of what cannot be read.
    lines = mended_lines(head, comments=False)
    if _read(lines, fields) != meant:
        lines = head
    if "joined-list" not in off:
        listed = _with_lists(lines, fields)
        if _read(listed, fields) == meant:
            lines = listed
    for _ in range(_ROUNDS):
        new = _with_copy(lines, fields, off)
        if new == lines:
            break
        lines = new
    return lines


def _read(head: str, fields: Mapping[str, Field]) -> object:
    """What a head says, whatever way it is written."""
    node, _ = parse(head, "", 1, comments=False)
    return _said(node, fields)


def _said(node: Node | None, fields: Mapping[str, Field] | None) -> object:
    if isinstance(node, MappingNode):
        return [
            (key.text, _names(value) if _is_list(key.text, fields) else _said(value, None))
            for key, value in node.entries
        ]
    if isinstance(node, Sequence):
        return [_said(item, None) for item in node.items]
    return node.text if node else None


def _is_list(name: str, fields: Mapping[str, Field] | None) -> bool:
    return bool(fields and name in fields and fields[name].kind == "names")


def _names(node: Node) -> list[object]:
    items = node.items if isinstance(node, Sequence) else (node,)
    names: list[object] = []
    for item in items:
        if isinstance(item, Scalar):
            names += [item.text] if item.quoted else parts(item.text)
        else:
            names.append(_said(item, None))
    return names


def _with_lists(head: str, fields: Mapping[str, Field]) -> str:
    """Every list as one: `topics: 三农、水利` and `[三农，水利]` as `[三农, 水利]`."""
    lines = head.split("\n")
    for item, in_list in reversed(list(_joined(head, fields))):
        at, column = item.place.line - 1, item.place.column - 1
        line = lines[at]
        if not line.startswith(item.text, column):
            continue
        before, after = line[:column], line[column + len(item.text) :]
        names = parts(item.text)
        if not in_list:
            lines[at] = f"{before}[{', '.join(names)}]{after}"
        elif before.strip() == "-" and not after.strip():
            lines[at : at + 1] = [before + name for name in names]
        else:
            lines[at] = before + ", ".join(names) + after
    return "\n".join(lines)


def _joined(head: str, fields: Mapping[str, Field]) -> Iterator[tuple[Scalar, bool]]:
    """Scalars that are read as several names, in the order of the file; whether in a list."""
    node, _ = parse(head, "", 1, comments=False)
    for key, value in node.entries if isinstance(node, MappingNode) else ():
        if _is_list(key.text, fields):
            in_list = isinstance(value, Sequence)
            for item in value.items if isinstance(value, Sequence) else (value,):
                if isinstance(item, Scalar) and not item.quoted and len(parts(item.text)) > 1:
                    yield item, in_list


def _with_copy(head: str, fields: Mapping[str, Field], off: Container[str]) -> str:
    """The head with the copy of its values mended, each value only if it is read as meant."""
    for value in head_texts(head):
        found = mends(find(Passage(covered(value.text), value.running), off))
        if not found or value.column < 0:
            continue
        new = applied(value.text, found)
        lines = head.split("\n")
        line, stop = lines[value.line], value.column + len(value.text)
        lines[value.line] = line[: value.column] + new + line[stop:]
        changed = "\n".join(lines)
        if _differences(_read(head, fields), _read(changed, fields)) == [(value.text, new)]:
            return changed
    return head


def _differences(before: object, after: object) -> list[tuple[object, object]]:
    """Where two readings differ, as pairs of what stands there."""
    if before == after:
        return []
    both = _parts(before), _parts(after)
    if not both[0] or len(both[0]) != len(both[1]):
        return [(before, after)]
    pairs = zip(*both, strict=True)
    return [found for one, other in pairs for found in _differences(one, other)]


def _parts(said: object) -> tuple[object, ...]:
    return tuple(said) if isinstance(said, list | tuple) else ()
