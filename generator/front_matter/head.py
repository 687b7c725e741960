"""An article file is a YAML head between two lines `---`, then Markdown: cut it, and write it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from generator.problems import Phrase, Place, Problem, ProblemsFound

MAXIMUM_HEAD = 64 * 1024
"""Characters; a longer head is a body that was never opened."""


def split(text: str, file: str = "") -> tuple[str, str, int]:
    r"""Split an article file into its YAML head and its Markdown body.

    >>> split("---\ntitle: 水利\n---\n新修水渠。\n")
    ('title: 水利\n', '新修水渠。\n', 4)

    The number is the line, counted from 1, on which the body begins; problems found in the
    body are reported with it. A file that does not begin with `---` has an empty head.

    Raises ProblemsFound if the head is opened but never closed, or longer than 64 K characters.
    """
    if not (text.startswith("---") and text[3:].split("\n", 1)[0].strip() == ""):
        return "", text, 1
    lines = text.split("\n")
    for number in range(1, len(lines)):
        if lines[number].rstrip() == "---":
            head = "\n".join(lines[1:number]) + "\n" if number > 1 else ""
            if len(head) > MAXIMUM_HEAD:
                break
            return head, "\n".join(lines[number + 1 :]), number + 2
    raise ProblemsFound(
        [
            Problem(
                "open-head",
                Place(file, 1, 1),
                Phrase("文件头没有结束", "the front matter is never closed"),
                Phrase(
                    "在文件头的最后一个字段下面加一行 ---", "add a line --- below its last field"
                ),
                excerpt=lines[0],
            )
        ]
    )


def compose_head(fields: Mapping[str, Any]) -> str:
    r"""The head for these fields, in their order, with its two lines `---`.

    >>> compose_head({"title": "要闻: 水利", "topics": ["民生"]})
    "---\ntitle: '要闻: 水利'\ntopics: [民生]\n---\n"
    """
    dumped = yaml.dump(
        dict(fields),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=float("inf"),
    )
    return f"---\n{dumped}---\n"


class _Dumper(yaml.SafeDumper):
    """Lists of plain words on one line, everything else a line each."""

    def ignore_aliases(self, data: object) -> bool:
        return True


class _Quoted(str):
    """A string that must keep its quotation marks, or the reader would take it for a list."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    """A text with line ends of any kind goes on one line, its line ends written as escapes."""
    style = '"' if len(text.splitlines()) > 1 or text.endswith(_LINE_ENDS) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_LINE_ENDS = ("\n", "\r", "\x85", "\u2028", "\u2029")


def _quoted(dumper: yaml.SafeDumper, text: _Quoted) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    flat = all(isinstance(item, str | int) for item in items)
    shown = [_Quoted(i) if isinstance(i, str) and set(i) & set("，、；;,") else i for i in items]
    return dumper.represent_sequence("tag:yaml.org,2002:seq", shown, flow_style=flat)


def _mapping(dumper: yaml.SafeDumper, mapping: dict[str, Any]) -> yaml.Node:
    # A full-width colon in a key would be taken for one that was typed by mistake.
    shown = {_Quoted(key) if "：" in key else key: value for key, value in mapping.items()}
    return dumper.represent_mapping("tag:yaml.org,2002:map", shown, flow_style=False)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Quoted, _quoted)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(dict, _mapping)
