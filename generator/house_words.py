"""Reads `content/house-words.yaml`: words of the house, and those it does not write."""

from __future__ import annotations

from pathlib import Path

from generator.files import leads_outside, read_text
from generator.front_matter import Field, Mapping, Scalar, parse, read_values
from generator.problems import Phrase, Problem, with_excerpts

FILE = "house-words.yaml"


def read_house_words(content: Path, problems: list[Problem]) -> tuple[tuple[str, str], ...]:
    """Pairs of words, in the order of the file; the second is empty where none is offered."""
    path = content / FILE
    if not path.exists() or leads_outside(path, content, problems):
        return ()
    file = f"{content.name}/{FILE}"
    text = read_text(path, file, problems)
    if text is None:
        return ()
    found: list[Problem] = []
    node, found_in_yaml = parse(text, file)
    found += found_in_yaml
    entries = node.entries if isinstance(node, Mapping) else ()
    if node is not None and not isinstance(node, Mapping):
        read_values(node, {}, file, found)  # Says what is wrong.
    # Every word is a field of the file, and each holds the word to write instead.
    fields = {word.text: Field("text", Phrase("", "")) for word, _ in entries}
    values = read_values(node if entries else None, fields, file, found)
    problems += with_excerpts(found, file, text)
    known = {word.text for word, value in entries if isinstance(value, Scalar)}
    return tuple((word, values.text(word)) for word in fields if word and word in known)
