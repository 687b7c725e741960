"""The house words: data in `words/`, shipped with the package, each entry with its reason.

Two kinds. Words (`common.yaml`, one file for each form) take part in OpenCC's own search. Edges
(`edges.yaml`) are places where that search goes wrong, because a phrase reaches over the edge of a
word; they are found in the text beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from generator.front_matter import Mapping as MappingNode
from generator.front_matter import Node, Scalar, parse
from generator.front_matter import Sequence as SequenceNode
from generator.variants.forms import Form
from generator.variants.glossary import Span
from generator.variants.names import name_form, spoken_of
from generator.variants.opencc import Convert, assembled, each, engine, final
from generator.variants.quotes import QUOTES

_FOLDER = Path(__file__).parent / "words"

Record = Mapping[str, str]


@lru_cache(maxsize=4)
def plain_engine(form: Form) -> Convert:
    """OpenCC with the glyphs of the form and no words of ours: what these are measured against."""
    return engine(form, {}, {}, style(form))


def full_engine(
    form: Form,
    words: Mapping[str, str],
    *,
    quotes: bool,
    regional: bool,
    left: Mapping[str, str] | None = None,
) -> Convert:
    """OpenCC with words of ours and, with `quotes`, the quotation marks.

    `left` is `opencc.final` of the words, where that is known.
    """
    left = final(form, words, style(form)) if left is None else left
    return assembled(form, words, QUOTES if quotes else {}, left, regional=regional)


def style(form: Form) -> dict[str, str]:
    """Spellings of the house, Traditional to Traditional, wherever OpenCC's phrases have others."""
    found = (record.get("style", "") for file in form.house for record in records(file))
    return {key: value for text in found for key, value in pairs(text)}


def words(
    form: Form, plain: Convert, *, regional: bool = True
) -> tuple[dict[str, str], dict[str, str]]:
    """House words of a form: those for OpenCC, as long as each other, and all others.

    Without `regional`, the words that a region has of its own are left out.
    """
    soft: dict[str, str] = {}
    hard: dict[str, str] = {}
    files = form.house + (form.regional_house if regional else ())
    for record in (record for file in files for record in records(file)):
        for key, value in pairs(record.get("words", "")):
            into = hard if "always" in record or len(key) != len(value) else soft
            into[key] = _regional(form, key, value)
    soft |= _apart(soft, plain)
    titles = each(plain, [title for _, _, title in spoken_of()])
    for (surname, written, title), new in zip(spoken_of(), titles, strict=True):
        soft[surname + title] = written + new
        # OpenCC has 的钟, the bell, as a word.
        soft[f"的{surname}{title}"] = f"的{written}{new}"
        if title == "姓":
            soft[title + surname] = new + written
    return soft, hard


def _apart(words: Mapping[str, str], plain: Convert) -> dict[str, str]:
    """What stands side by side in `apart.yaml`, joined: each side as it is by itself."""
    both = [item.split("|") for record in records("apart.yaml") for item in record["words"].split()]
    sides = list(dict.fromkeys(side for pair in both for side in pair))
    made = dict(zip(sides, each(plain, sides), strict=True)) | {
        side: words[side] for side in sides if side in words
    }
    return {before + word: made[before] + made[word] for before, word in both}


def people(names: Iterable[str], known: Mapping[str, str], plain: Convert) -> dict[str, str]:
    """Listed names to their forms, for those that OpenCC alone would not get right."""
    listed = [name for name in dict.fromkeys(names) if 2 <= len(name) <= 4 and "\n" not in name]
    if not listed:
        return {}
    forms = {
        name: name_form(name, dict(known), new)
        for name, new in zip(listed, each(plain, listed), strict=True)
    }
    return {name: form for name, form in forms.items() if form != name or _stays(name, plain)}


def _stays(name: str, plain: Convert) -> bool:
    """Whether a name that is the same in both forms could be changed by what stands around it."""
    return any(plain(character) != character for character in name) or plain(name) != name


EdgeRules = Mapping[str, tuple[str, Sequence[tuple[str, str]]]]
"""Each word to what it becomes, and its rules: the characters before it that bring a false phrase,
and those behind it with which it is none."""


def edge_rules(plain: Convert) -> EdgeRules:
    """The rules of word edges."""
    rules: dict[str, list[tuple[str, str]]] = {}
    given: dict[str, str] = {}
    for record in records("edges.yaml"):
        rule = record["after"], record.get("unless", "")
        for word, value in pairs(record["words"]):
            rules.setdefault(word, []).append(rule)
            if value != word:
                given[word] = value
    values = dict(zip(rules, each(plain, rules), strict=True)) | given
    return {word: (values[word], some) for word, some in rules.items()}


class Edges:
    """Words that OpenCC would cut in two, by the character before them."""

    def __init__(self, rules: EdgeRules) -> None:
        self._rules = {
            word: [(frozenset(after), frozenset(unless)) for after, unless in some]
            for word, (_, some) in rules.items()
        }
        self._values = {word: value for word, (value, _) in rules.items()}
        self._words = re.compile(_alternatives(rules))

    def find(self, text: str) -> Iterator[Span]:
        """The words of the rules where they stand behind a false phrase."""
        for found in self._words.finditer(text):
            start, end = found.span()
            before = text[start - 1] if start and text[start - 1] != "\n" else "^"
            following = text[end : end + 1]
            for after, unless in self._rules[found[0]]:
                if before in after and following not in unless:
                    yield start, end, self._values[found[0]]
                    break


def _alternatives(words: Iterable[str]) -> str:
    """A pattern for all words, the longest first, that looks at each first character once."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(r)})" for first, r in by_first.items())


@lru_cache(maxsize=8)
def records(file: str) -> tuple[Record, ...]:
    """The records of a file of `words/`: `why`, `words` and what else there is.

    With `always`, words win over every phrase of OpenCC; for edges there is `after` and `unless`.
    """
    node, problems = parse((_FOLDER / file).read_text(encoding="utf-8"), file)
    if problems or not isinstance(node, SequenceNode):
        raise ValueError(f"{file}: {[problem.report('en') for problem in problems]}")
    return tuple(_record(item) for item in node.items)


def _record(node: Node) -> Record:
    entries = node.entries if isinstance(node, MappingNode) else ()
    return {key.text: value.text for key, value in entries if isinstance(value, Scalar)}


def pairs(text: str) -> Iterator[tuple[str, str]]:
    """`简=繁`, or a bare word for one that stays as it is.

    >>> list(pairs("换发=換發 胡同"))
    [('换发', '換發'), ('胡同', '胡同')]
    """
    for item in text.split():
        key, _, value = item.partition("=")
        yield key, value or key


def _regional(form: Form, key: str, value: str) -> str:
    """A common value as Hong Kong has it: 裏 and 着 where the source has 里 and 着."""
    if form.region != "HK" or len(key) != len(value):
        return value
    swaps = {("里", "裡"): "裏", ("着", "著"): "着"}
    return "".join(swaps.get(pair, pair[1]) for pair in zip(key, value, strict=True))
