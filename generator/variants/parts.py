"""What a converter is made of beside OpenCC's dictionaries: words, rules, places of word edges.

To work it out OpenCC has to be asked, with dictionaries that are needed for nothing else and take
long to load. So it may be kept (`keeping.py`): what the house says of a form, and, apart from it,
the little that depends on the names of a site.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model import RegionalWords
from generator.variants import house
from generator.variants.candidates import candidates
from generator.variants.forms import Form
from generator.variants.house import EdgeRules
from generator.variants.keeping import Keep, anew
from generator.variants.names import place_forms
from generator.variants.opencc import final


@dataclass(frozen=True, slots=True)
class Parts:
    """Of the converter of one form."""

    soft: Mapping[str, str]
    """Words that compete with OpenCC's."""
    hard: Mapping[str, str]
    """Words that always win, without those of the glossary."""
    people: Mapping[str, str]
    """Those among both that are people."""
    final: Mapping[str, str]
    """What the table of the region must leave as it is (`opencc.final`)."""
    edges: EdgeRules


def parts(
    form: Form,
    glossary: Mapping[str, str],
    names: Iterable[str],
    places: Iterable[str],
    regional: RegionalWords,
    keep: Keep = anew,
) -> Parts:
    """See `Parts`; the arguments are those of `converter`, the glossary without unfit entries."""
    own = regional != "none"
    words = keep(("house", form.tag, own), lambda: _house(form, own))
    names, places = list(names), list(places)

    def named() -> dict[str, dict[str, str]]:
        return _named(form, words, glossary, names, places)

    found = keep(("named", form.tag, own, glossary, names, places), named)
    soft, long = _with_people(words["soft"], found["people"])
    return Parts(
        soft=found["places"] | soft,
        hard=words["hard"] | long,
        people=found["people"],
        final=found["final"],
        edges=words["edges"],
    )


def _house(form: Form, regional: bool) -> dict[str, Any]:
    plain = house.plain_engine(form)
    soft, hard = house.words(form, plain, regional=regional)
    return {"soft": soft, "hard": hard, "edges": house.edge_rules(plain)}


def _named(
    form: Form,
    words: Mapping[str, Any],
    glossary: Mapping[str, str],
    names: list[str],
    places: list[str],
) -> dict[str, dict[str, str]]:
    people = house.people(names, glossary, house.plain_engine(form))
    soft, _ = _with_people(words["soft"], people)
    several = candidates(form).keys()
    unsure = [one for one in dict.fromkeys(places) if len(one) > 1 and several & set(one)]
    forms: dict[str, str] = {}
    if unsure:
        alone = house.full_engine(form, soft, quotes=False, regional=False)
        forms = place_forms(unsure, alone)
    style = house.style(form)
    return {"people": people, "places": forms, "final": final(form, forms | soft, style)}


def _with_people(
    soft: Mapping[str, str], people: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Words with the short names, which begin many words (于谦, 对于谦虚的人); the long ones."""
    short = {name: form for name, form in people.items() if len(name) == 2}
    return {**soft, **short}, {name: form for name, form in people.items() if len(name) > 2}
