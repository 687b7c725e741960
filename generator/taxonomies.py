"""Reads `content/taxonomies/*.yaml`, and finds the term that a name in an article means.

A file holds a list of terms, or `label:` and `terms:`. Adding a taxonomy takes no code: its file
name becomes a field of every article and the first part of its addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.addresses import is_portable
from generator.files import entries, read_text
from generator.front_matter import Field, Sequence, Values, parse, read_values
from generator.hierarchy import ancestors
from generator.model import Markdown, Prose, Taxonomy, Term
from generator.problems import Phrase, Place, Problem, did_you_mean, with_excerpts

TERM_FIELDS: Mapping[str, Field] = {
    "key": Field("text", Phrase("网址里的名字", "its name in addresses")),
    "label": Field("text", Phrase("名称", "what readers call it"), required=True),
    "code": Field("text", Phrase("代码（如 GB/T 2260）", "code, as of GB/T 2260")),
    "aliases": Field("names", Phrase("别名", "other names for it")),
    "words": Field("weights", Phrase("词与权重", "words that speak for it, with weights")),
    "stop_words": Field("names", Phrase("排除词", "strings in which a match does not count")),
    "parent": Field("text", Phrase("上级", "key or code of the term above")),
    "text": Field("text", Phrase("说明文字", "what its own page says, in Markdown")),
}

TAXONOMY_FIELDS: Mapping[str, Field] = {
    "label": Field("text", Phrase("名称", "what readers call the taxonomy")),
    "terms": Field("records", Phrase("条目", "its terms"), required=True, fields=TERM_FIELDS),
}

BUILT_IN = ("topics", "counties", "authors")
"""Taxonomies that are there without a file."""


def read_taxonomies(content: Path, problems: list[Problem]) -> tuple[Taxonomy, ...]:
    """All taxonomies, the built-in ones first, then by name."""
    read: dict[str, Taxonomy] = {key: Taxonomy(key) for key in BUILT_IN}
    read_from: dict[str, str] = {}
    for path in entries(content / "taxonomies", content, problems):
        if path.suffix not in (".yaml", ".yml"):
            continue
        taxonomy = read_taxonomy(path, content, problems)
        first = read_from.setdefault(taxonomy.key, path.name)
        if first == path.name:
            read[taxonomy.key] = taxonomy
        else:
            problems.append(_second_file(f"{content.name}/taxonomies/{path.name}", first))
    return tuple(read.values())


def _second_file(file: str, first: str) -> Problem:
    return Problem(
        "duplicate-taxonomy",
        Place(file),
        Phrase(f"与 {first} 是同一个分类", f"is the same taxonomy as {first}"),
        Phrase("合成一个文件", "make one file of the two"),
    )


def read_taxonomy(path: Path, content: Path, problems: list[Problem]) -> Taxonomy:
    """One file of terms, somewhere below the folder `content`."""
    file, key = path.relative_to(content.parent).as_posix(), path.stem
    text = read_text(path, file, problems)
    if text is None:
        return Taxonomy(key)
    found: list[Problem] = []
    node, found_in_yaml = parse(text, file)
    found += found_in_yaml
    label = ""
    records: tuple[Values, ...] = ()
    if isinstance(node, Sequence):
        records = tuple(read_values(item, TERM_FIELDS, file, found) for item in node.items)
    elif node is not None:
        values = read_values(node, TAXONOMY_FIELDS, file, found)
        label, records = values.text("label"), values.records("terms")
    read = tuple(_term(values, file, found) for values in records if "label" in values)
    keys = {term.code: term.key for term in read} | {term.key: term.key for term in read} | {"": ""}
    terms = tuple(replace(term, parent=keys.get(term.parent, term.parent)) for term in read)
    if key != "authors" and not is_portable(key):
        found.append(_bad_key(key, Place(file)))
    found += _structure_problems(terms)
    problems += with_excerpts(found, file, text)
    return Taxonomy(key, terms, Prose(label))


def _term(values: Values, file: str, problems: list[Problem]) -> Term:
    key = values.text("key") or values.text("code")
    place = values.place("key" if "key" in values else "code" if "code" in values else "label")
    if not is_portable(key):
        problems.append(_bad_key(key, place))
    return Term(
        key=key,
        label=Prose(values.text("label")),
        source_file=file.split("/", 1)[1],
        line=values.place("label").line,
        code=values.text("code"),
        aliases=tuple(named.text for named in values.names("aliases")),
        words=values.weights("words"),
        stop_words=tuple(named.text for named in values.names("stop_words")),
        parent=values.text("parent"),
        text=Markdown(values.text("text")),
        text_line=values.place("text").line + 1,
    )


def _bad_key(key: str, place: Place) -> Problem:
    return Problem(
        "bad-key",
        place,
        Phrase(f"“{key}”不能用作网址的一部分", f"“{key}” cannot be part of an address"),
        Phrase("给它一个 key，只用字母、数字、- 和 _", "give it a key of letters, digits, - and _"),
    )


def _structure_problems(terms: tuple[Term, ...]) -> Iterable[Problem]:
    seen: dict[str, Term] = {}
    for term in terms:
        first = seen.setdefault(term.key.casefold(), term)
        if first is not term:
            yield Problem(
                "duplicate-term",
                _place(term),
                Phrase(
                    f"“{term.label}”与第 {first.line} 行的“{first.label}”同用 {term.key}",
                    f"“{term.label}” and “{first.label}” (line {first.line}) share {term.key}",
                ),
                Phrase("改一个 key 或 code", "change one key or code"),
            )
    by_key = {term.key: term for term in terms}
    for term in terms:
        if term.parent and term.parent not in by_key:
            yield Problem(
                "unknown-parent",
                _place(term),
                Phrase(
                    f"“{term.label}”的上级“{term.parent}”不在这个文件里",
                    f"the parent “{term.parent}” of “{term.label}” is not in this file",
                ),
                Phrase("写上级的 key 或 code", "write the key or code of the term above"),
            )
        elif term.parent and _is_own_ancestor(term, by_key):
            yield Problem(
                "circular-parent",
                _place(term),
                Phrase(f"“{term.label}”成了自己的上级", f"“{term.label}” is its own ancestor"),
                Phrase("改正 parent", "mend its parent"),
            )


def _place(term: Term) -> Place:
    return Place(f"content/{term.source_file}", term.line)


def _is_own_ancestor(term: Term, terms: Mapping[str, Term]) -> bool:
    above, steps = term.parent, 0
    while above in terms and steps <= len(terms):
        if above == term.key:
            return True
        above, steps = terms[above].parent, steps + 1
    return steps > len(terms)


@dataclass(frozen=True, slots=True)
class Names:
    """Every name by which an article may call the terms of one taxonomy."""

    file: str
    keys: Mapping[str, tuple[str, ...]]
    """Name to keys; two or more where places share a name."""
    qualified: Mapping[str, str]
    """Key to the label with those above it: 江苏省南京市鼓楼区."""

    def find(self, name: str, place: Place, problems: list[Problem]) -> str | None:
        """The key of the term that `name` means; what cannot be told goes to `problems`."""
        keys = self.keys.get(name, ())
        if len(keys) == 1:
            return keys[0]
        if keys:
            # A full name that is shared as well would be ambiguous again; the key never is.
            full = [(self.qualified[key], key) for key in keys]
            candidates = [name if self.keys[name] == (key,) else key for name, key in full]
            problems.append(
                Problem(
                    "ambiguous-term",
                    place,
                    Phrase(f"叫“{name}”的不止一处", f"more than one place is called “{name}”"),
                    Phrase(
                        "写全：" + "、".join(candidates), "write which: " + ", ".join(candidates)
                    ),
                )
            )
        else:
            near = did_you_mean(name, self.keys)
            problems.append(
                Problem(
                    "unknown-term",
                    place,
                    Phrase(f"{self.file} 里没有“{name}”", f"{self.file} has no “{name}”"),
                    Phrase(f"是不是“{near}”？", f"did you mean “{near}”?")
                    if near
                    else Phrase(f"改正，或加进 {self.file}", f"mend it, or add it to {self.file}"),
                )
            )
        return None


def names_of(taxonomy: Taxonomy) -> Names:
    """The index of names of one taxonomy: labels, aliases, keys, codes, and labels with a city."""
    by_key = {term.key: term for term in taxonomy.terms}
    names: dict[str, dict[str, None]] = {}
    full: dict[str, str] = {}
    for term in taxonomy.terms:
        full[term.key] = str(term.label)
        for above in ancestors(term, by_key):
            full[term.key] = above.label + full[term.key]
            names.setdefault(full[term.key], {})[term.key] = None
            names.setdefault(above.label + term.label, {})[term.key] = None
        for name in (term.label, term.key, term.code, *term.aliases):
            if name:
                names.setdefault(name, {})[term.key] = None
    return Names(
        f"content/taxonomies/{taxonomy.key}.yaml",
        {name: tuple(keys) for name, keys in names.items()},
        full,
    )
