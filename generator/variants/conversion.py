"""The converter of one written form: prose, documents and names.

Made once per process and form, since OpenCC takes a tenth of a second to load. A document is
converted in one call: all its runs joined, blocks parted by a newline, and cut again by place;
words are found across inline tags and soft breaks, and what is no prose is never seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.model import RegionalWords
from generator.variants import house
from generator.variants.forms import Form, form_of
from generator.variants.glossary import Entry, Matcher, Span, fit
from generator.variants.house import Edges
from generator.variants.keeping import Keep, anew
from generator.variants.marks import MARK, chosen
from generator.variants.names import name_form
from generator.variants.opencc import Convert
from generator.variants.parts import parts
from generator.variants.quotes import kept_quotes
from generator.variants.spans import IGNORABLE, ODD, apart, described, hidden, shown, unsafe

if TYPE_CHECKING:
    from generator.markdown import Document


def converter(
    tag: str,
    glossary: Sequence[Entry] = (),
    names: Iterable[str] = (),
    *,
    places: Iterable[str] = (),
    quotes: bool = True,
    regional: RegionalWords = "house",
    keep: Keep = anew,
) -> Converter:
    """The converter of a written form.

    `glossary` are the site's entries for this form, a later one winning; `names` are people who
    write or are written about, `places` those that the site files by. `quotes` makes “ ” into
    「 」; `regional` says which words of a region replace those of the mainland: the few of the
    `house`, `none`, or `all`, with OpenCC's `s2twp` behind ours, for those who asked for it. `keep`
    may know from the last time what the converter is made of.
    Raises ValueError for a tag that no form has, ProblemsFound without OpenCC.
    """
    form = form_of(tag)
    if form is None:
        raise ValueError(f"no such written form: {tag}")
    words = fit(glossary)
    if form.source:
        return Converter(form, str, Matcher({}), quotes)
    found = parts(form, words, names, places, regional, keep)
    convert = house.full_engine(
        form, found.soft, quotes=quotes, regional=regional == "all", left=found.final
    )
    return Converter(form, convert, Matcher({**found.hard, **words}), quotes, Edges(found.edges))


@dataclass(frozen=True)
class Converter:
    """See `converter`. Not picklable: OpenCC is not."""

    form: Form
    convert: Convert
    """OpenCC, for text that is safe for it."""
    matcher: Matcher
    """The words that always win."""
    quotes: bool = True
    edges: Edges | None = None

    def with_entries(self, entries: Iterable[Entry]) -> Converter:
        """The same converter with an article's own glossary on top; costs microseconds."""
        words = fit(entries)
        if not words or self.form.source:
            return self
        return replace(self, matcher=Matcher(self.matcher.words | words))

    def prose(self, text: str) -> str:
        """A short text; `-{…}-` in it is resolved."""
        return self.proses((text,))[0]

    def proses(self, texts: Sequence[str]) -> list[str]:
        """Short texts in one call, each for itself."""
        if self.form.source and not any("-{" in text for text in texts):
            return list(texts)
        return [pieces[0] for pieces in self._runs([(text,) for text in texts], marks=True)]

    def document(self, document: Document) -> Document:
        """A parsed text in this form; the given document stays as it is."""
        from generator.markdown import runs, with_runs
        from generator.variants.tokens import resolved

        converted = document
        if not self.form.source:
            new = self._runs(runs(document), marks=False)
            converted = with_runs(document, new)
        return resolved(converted, self.form, document, self.prose)

    def resolved(self, document: Document) -> Document:
        """A parsed text in which nothing but the marks `-{…}-` is decided."""
        from generator.variants.tokens import resolved

        return resolved(document, self.form, document, self._marks_only)

    def _marks_only(self, text: str) -> str:
        return MARK.sub(lambda found: chosen(found[1], self.form), text)

    def name(self, name: str) -> str:
        """A person's name, as the surname tables and the glossaries have it."""
        if self.form.source or not name:
            return name
        made = self._names.get(name)
        if made is None:
            made = self._names[name] = name_form(name, self.matcher.words, self.prose(name))
        return made

    def remembered(self, texts: Iterable[str]) -> dict[str, str]:
        """Texts to what they become; each is converted once, since many lists show one teaser."""
        memory = self._memory
        new = [text for text in texts if text not in memory]
        if new:
            memory.update(zip(new, self.proses(new), strict=True))
        return memory

    @cached_property
    def _memory(self) -> dict[str, str]:
        return {}

    @cached_property
    def _names(self) -> dict[str, str]:
        return {}

    def _runs(self, runs: Sequence[Sequence[str]], *, marks: bool) -> list[list[str]]:
        """Runs converted, piece for piece."""
        pieces: list[str] = []
        for run in runs:
            pieces += run
            pieces.append("\n")
        new = self._pieces(pieces, marks)
        if new is None:
            # The words of a region may be longer or shorter: what belongs to which run is then
            # known only if every run is converted for itself.
            return [self._run(run, marks) for run in runs]
        supply = iter(new)
        converted: list[list[str]] = []
        for run in runs:
            converted.append([next(supply) for _ in run])
            next(supply)
        return converted

    def _run(self, run: Sequence[str], marks: bool) -> list[str]:
        return self._pieces(run, marks) or [self._loose(piece, marks) for piece in run]

    def _pieces(self, pieces: Sequence[str], marks: bool) -> list[str] | None:
        """Text in pieces, converted as one; None when the result cannot be cut as the source."""
        text = "".join(pieces)
        odd = ODD.search(text) is not None
        spans = self._spans(text, marks, odd)
        masked = hidden(text, spans) if spans else text
        ignorable = [(f.start(), f[0]) for f in IGNORABLE.finditer(masked)] if odd else []
        bare = IGNORABLE.sub("", masked) if ignorable else masked
        # A line feed before the first word: 并 at the beginning of a line is a word of its own.
        result = self.convert("\n" + bare)[1:]
        if len(result) != len(bare):
            return None
        if ignorable:
            result = _put_back(result, ignorable)
        new: list[str] = []
        at = 0
        for piece in pieces:
            end = at + len(piece)
            new.append(shown(result, spans, at, end) if spans else result[at:end])
            at = end
        return new

    def _loose(self, text: str, marks: bool) -> str:
        """Text converted between its spans, of whatever length it becomes."""
        parts: list[str] = []
        at = 0
        for start, end, value in self._spans(text, marks, True):
            parts += (self.convert(text[at:start]), value)
            at = end
        parts.append(self.convert(text[at:]))
        return "".join(parts)

    def _spans(self, text: str, marks: bool, odd: bool) -> list[Span]:
        """What OpenCC must not see, in order of precedence, then by place."""
        spans: list[Span] = []
        if marks and "-{" in text:
            spans += [
                (found.start(), found.end(), chosen(found[1], self.form))
                for found in MARK.finditer(text)
            ]
        if self.form.source:
            return spans
        if odd:
            spans += unsafe(text)
            spans += described(text)
        spans += self.matcher.find(text)
        if self.edges:
            spans += self.edges.find(text)
        if self.quotes:
            spans += kept_quotes(text)
        return apart(spans, len(text)) if spans else spans


def _put_back(text: str, ignorable: Sequence[tuple[int, str]]) -> str:
    """`text` with characters put back at their places in the source."""
    parts: list[str] = []
    at = 0
    for taken, (place, character) in enumerate(ignorable):
        parts += (text[at : place - taken], character)
        at = place - taken
    parts.append(text[at:])
    return "".join(parts)
