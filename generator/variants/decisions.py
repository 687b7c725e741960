"""What decided over each doubtful place of a text: a phrase, our words, a glossary, or nobody.

The same converter does it, with another OpenCC behind it: in place of every word that is ours it
prints marks, and so it does in place of every character with several Traditional forms in the
character table. OpenCC asks that table only where no phrase holds; so where the mark of a
character comes out, nothing but the table has chosen. All marks are as long as what they replace.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from generator.model import RegionalWords
from generator.variants.candidates import candidates
from generator.variants.conversion import Converter, converter
from generator.variants.forms import form_of
from generator.variants.glossary import Entry, Matcher, fit
from generator.variants.marks import MARK, chosen
from generator.variants.opencc import engine
from generator.variants.parts import parts

Kind = Literal["fallback", "glossary", "person", "house", "mark"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One place of a text, from `start` to `end` (characters, from 0), and what stands there."""

    start: int
    end: int
    kind: Kind
    """`fallback`: the character table, for want of a phrase; `glossary`: of the site or the
    article; `person`: a listed name; `house`: words that ship with Wenzhai; `mark`: `-{…}-`."""
    word: str
    """As in the source."""
    chosen: str
    others: tuple[str, ...] = ()
    """What else the character could have become."""

    @property
    def doubtful(self) -> bool:
        """Whether an editor should look: the choice of the table is not a safe one."""
        return self.kind == "fallback" and self.word not in SETTLED


SETTLED = frozenset(
    "席家局个果了向万证具私广象俊当叶获团夫它修拿玩累价千苏背同坐酸据溪芸厂沈枪别药澄抵种胜毁致宁佛豆斤夹党"
    "极确录荫术朱柜钻琅旋链适挂捍愿仿扣暗糊堤幸借尸"
)
"""Characters for which the table is right where no phrase holds.

Counted in fifteen million characters of Taiwan news and Hong Kong council records, converted to
Simplified: met at least eighty times without a phrase, and at most once in a thousand other than
the table has it. Of all such places they are seven in ten, of all mistakes there one in a thousand.
"""


@dataclass(frozen=True, slots=True)
class Examined:
    """A text, the same in the form, and what was decided on the way."""

    text: str
    converted: str
    decisions: tuple[Decision, ...]
    """By place; no two overlap."""

    grown: tuple[int, ...] = (0,)
    """By how much the text has grown before each decision, and in the end."""
    ends: tuple[int, ...] = ()
    """Of the decisions."""

    def in_form(self, start: int, end: int) -> str:
        """What became of the text between two places; neither may lie inside a decision."""
        return self.converted[self._there(start) : self._there(end)]

    def whole(self, at: int) -> int:
        """`at`, or where the decision begins that it lies in."""
        after = bisect_right(self.ends, at)
        return min(at, self.decisions[after].start) if after < len(self.ends) else at

    def _there(self, at: int) -> int:
        return at + self.grown[bisect_right(self.ends, at)]


class Examiner:
    """Examines texts for one form, as the pages of the site are converted.

    `glossary`, `names` and `places` are those of `converter`. The words of `regional="all"` are
    OpenCC's own and not examined. Raises what `converter` raises, and ValueError for the source
    form.
    """

    def __init__(
        self,
        tag: str,
        glossary: Sequence[Entry] = (),
        names: Iterable[str] = (),
        *,
        places: Iterable[str] = (),
        quotes: bool = True,
        regional: RegionalWords = "house",
    ) -> None:
        form = form_of(tag)
        if form is None or form.source:
            raise ValueError(f"no Traditional form: {tag}")
        regional = "house" if regional == "all" else regional
        names, places = list(names), list(places)
        self.form = form
        self._converter = converter(
            tag, glossary, names, places=places, quotes=quotes, regional=regional
        )
        self._glossary = fit(glossary)
        found = parts(form, self._glossary, names, places, regional)
        self._people = frozenset(found.people)
        singles = dict.fromkeys(candidates(form), _SINGLE)
        self._probe = replace(
            self._converter,
            convert=engine(form, self._marks(found.soft), singles, {}),
            matcher=Matcher(self._marks(self._converter.matcher.words, self._glossary)),
        )
        self._own: dict[tuple[tuple[str, str], ...], tuple[Converter, Converter]] = {}

    def name(self, name: str, own: Sequence[tuple[str, str]] = ()) -> str:
        """A person's name in the form; `own` are the glossary entries of the article."""
        return self._with(own)[0].name(name)

    def examine(
        self,
        texts: Sequence[str],
        own: Sequence[tuple[str, str]] = (),
        *,
        marks: bool = True,
    ) -> tuple[Examined, ...]:
        """Each text examined for itself.

        `own` are the glossary entries of the article. `-{…}-` is decided and not examined; without
        `marks` it is plain text, as in a parsed document, where those that are none were escaped.
        """
        if not texts:
            return ()
        convert, probe = self._with(own)
        given = [text if marks else text.replace("-{", _NO_MARK) for text in texts]
        converted = convert.proses(given)
        probed = probe.proses([MARK.sub(_masked, text) for text in given])
        return tuple(
            self._examined(text, new.replace(_NO_MARK, "-{"), shadow, convert)
            for text, new, shadow in zip(texts, converted, probed, strict=True)
        )

    def _examined(self, text: str, converted: str, shadow: str, convert: Converter) -> Examined:
        decisions: list[Decision] = []
        grown = [0]
        spans = [(*found.span(), _KINDS[found[0][0]]) for found in _DECIDED.finditer(shadow)]
        spans += self._edges(text, spans, convert)
        for start, end, kind in sorted(spans):
            word = text[start:end]
            if kind == "mark":
                found = MARK.fullmatch(word)
                value = chosen(found[1], self.form) if found else word
            elif kind in ("glossary", "house", "person") and word in convert.matcher.words:
                value = convert.matcher.words[word]
            else:
                value = converted[start + grown[-1] : end + grown[-1]]
            others: tuple[str, ...] = ()
            if kind == "fallback":
                table, *rest = candidates(self.form)[word]
                others = tuple(rest)
                if value != table:
                    # 后计 is a phrase and leaves 划 alone; 計劃 is then a spelling of the house.
                    kind, others = "house", ()
            decisions.append(Decision(start, end, kind, word, value, others))
            grown.append(grown[-1] + len(value) - len(word))
        ends = tuple(decision.end for decision in decisions)
        return Examined(text, converted, tuple(decisions), tuple(grown), ends)

    def _edges(
        self, text: str, spans: Sequence[tuple[int, int, Kind]], convert: Converter
    ) -> Iterator[tuple[int, int, Kind]]:
        """Words of the house that are found before OpenCC looks, and so leave no mark."""
        taken = bytearray(len(text))
        for start, end, kind in spans:
            if kind != "fallback":
                taken[start:end] = b"\1" * (end - start)
        for start, end, _ in convert.edges.find(text) if convert.edges else ():
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                yield start, end, "house"

    def _with(self, own: Sequence[tuple[str, str]]) -> tuple[Converter, Converter]:
        """Converter and probe with the glossary of an article; many articles share one."""
        if not own:
            return self._converter, self._probe
        key = tuple(own)
        if key not in self._own:
            words = fit(Entry(*pair) for pair in own)
            marked = Matcher(self._probe.matcher.words | self._marks(words, words))
            probe = replace(self._probe, matcher=marked)
            self._own[key] = self._converter.with_entries([Entry(*p) for p in own]), probe
        return self._own[key]

    def _marks(self, words: Iterable[str], glossary: Iterable[str] = ()) -> dict[str, str]:
        """Words to marks of their length, that tell whose they are and where each begins."""
        entries = set(glossary)
        return {
            word: (_GLOSSARY if word in entries else _PERSON if word in self._people else _HOUSE)
            + _REST * (len(word) - 1)
            for word in words
        }


_SINGLE, _GLOSSARY, _PERSON, _HOUSE, _MARK, _REST = map(chr, range(0x10FFF0, 0x10FFF6))
"""Private characters at the very end of Unicode, which no newspaper prints."""

_NO_MARK = "-\U0010fff6"
"""Stands for `-{` where it begins no mark."""

_KINDS: Mapping[str, Kind] = {
    _SINGLE: "fallback",
    _GLOSSARY: "glossary",
    _PERSON: "person",
    _HOUSE: "house",
    _MARK: "mark",
}

_DECIDED = re.compile(f"{_SINGLE}|[{_GLOSSARY}{_PERSON}{_HOUSE}{_MARK}]{_REST}*")


def _masked(mark: re.Match[str]) -> str:
    return _MARK + _REST * (len(mark[0]) - 1)
