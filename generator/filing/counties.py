"""Under which counties an article is filed, and which it merely names.

None is a good answer: what concerns the whole city belongs to no county. The thresholds were set on
pages filed by hand; see `_is_filed` before changing a figure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.draft import Decision
from generator.filing.mentions import Doubt, Mention, survey
from generator.filing.place_names import leaves
from generator.model import Term

TITLE, FIRST_PARAGRAPH, LATER, DATELINE = 5.0, 2.0, 1.0, 6.0
"""What one mention is worth, by where it stands."""
FULL_NAME = 1.5
"""How much more 永嘉县 says than 永嘉."""
ENOUGH_SCORE = 6.0
ENOUGH_MENTIONS, ENOUGH_SHARE = 3, 0.25
BRIEF = 420
"""Characters of body up to which one mention in the lead will do."""

_DATELINE = re.compile(
    r"[^。，,“]{0,30}?(?:\d{1,2}月)?\d{1,2}日(?:讯|电|消息)|[^。，,“]{0,12}(?:讯|电)(?=[\s(（])"
)
_THIS_COUNTY = re.compile(r"[该全][县市区](?!域|里|内)|当地")
_ROW = re.compile(r"[、和与及或]|等[地县市区]")


@dataclass(frozen=True, slots=True)
class CountyFiling:
    """Labels of terms, in the order in which the article first names them."""

    counties: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class _Tally:
    """What an article says of one county."""

    title: int = 0
    first: int = 0
    times: int = 0
    score: float = 0.0
    leads: bool = False
    """Whether the title or the first paragraph names it, and not in a row of places."""
    alone: int = 0
    """How often it is named and not in a row of places."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """What else the verdict on one county depends on."""

    share: float
    """Of all mentions of counties."""
    rival: float
    """The score of the next best county."""
    others: int
    """How many more counties are named."""
    length: int
    """Characters of the body."""
    text: str


@dataclass(frozen=True, slots=True)
class _Verdict:
    filed: bool
    doubtful: bool
    why: tuple[str, str]


def file_counties(
    title: str,
    paragraphs: Sequence[str],
    terms: Sequence[Term],
    *,
    local: bool,
    title_line: int,
) -> CountyFiling:
    """File an article by the counties that its title and paragraphs name.

    `local` says that the site is of one place, where a short name may stand alone; otherwise 永嘉
    counts only when the article also names its city, a full name or a second county.
    """
    text = "\n".join((title, *paragraphs))
    found, doubts = survey(text, terms)
    labels = _labels(terms)
    supported, unsupported = _gate(found, terms, local=local)
    counted = [mention for mention in supported if mention.key in labels]
    tallies = _tallies(counted, title, paragraphs)
    counties: list[str] = []
    mentions: list[str] = []
    decisions: list[Decision] = []
    for key, tally in tallies.items():
        others = [other.score for name, other in tallies.items() if name != key]
        share, length = tally.times / len(counted), sum(map(len, paragraphs))
        scene = _Scene(share, max(others, default=0.0), len(others), length, text)
        verdict = _judged(tally, scene)
        (counties if verdict.filed else mentions).append(labels[key])
        about = "county" if verdict.filed else "mention"
        reason = _reason(tally, verdict.why)
        decisions.append(
            Decision(about, title_line, labels[key], reason, doubtful=verdict.doubtful)
        )
    decisions += [_homonym(doubt, title_line) for doubt in doubts]
    decisions += [
        Decision(
            "county",
            title_line,
            labels[key],
            "只有简称，没有上级或全称作证，未计 / only the short name, with no city or full name"
            " to support it: not counted",
            doubtful=True,
        )
        for key in unsupported
        if key in labels
    ]
    return CountyFiling(tuple(counties), tuple(mentions), tuple(decisions))


def _labels(terms: Sequence[Term]) -> dict[str, str]:
    """Key → the name to file under: of homonyms with the city before it, 南京市鼓楼区."""
    by_key = {term.key: term for term in terms}
    times = Counter(term.label for term in terms)
    return {
        term.key: str(
            by_key[term.parent].label if times[term.label] > 1 and term.parent in by_key else ""
        )
        + term.label
        for term in leaves(terms)
    }


def _judged(tally: _Tally, scene: _Scene) -> _Verdict:
    """The rules, the surest first.

    The last two are for articles that name their county once or twice and go on with 该县 or with
    nothing: the one place that is named is where it happened, unless it stands in a row of places.
    """
    if tally.score >= ENOUGH_SCORE:
        return _Verdict(True, tally.score < ENOUGH_SCORE + 1 and tally.times < 3, _ENOUGH)
    if tally.times >= ENOUGH_MENTIONS and scene.share >= ENOUGH_SHARE:
        return _Verdict(True, tally.times == ENOUGH_MENTIONS, _ENOUGH)
    outweighs = tally.score >= 2 * scene.rival and scene.others <= 1
    if scene.length <= BRIEF and outweighs and (tally.leads or tally.alone >= 2):
        return _Verdict(True, tally.times == 1, _BRIEF)
    goes_on = tally.times > 1 or _THIS_COUNTY.search(scene.text)
    if tally.leads and not scene.others and goes_on:
        return _Verdict(True, True, _THIS)
    near = tally.score >= ENOUGH_SCORE - 1 or tally.times >= ENOUGH_MENTIONS
    return _Verdict(False, near, _TOO_LITTLE)


_ENOUGH = ("够归入", "enough to file under")
_BRIEF = ("短文，只说此地", "a brief about this place alone")
_THIS = ("开头说此地，其后只说此地", "opens with this place and names no other")
_TOO_LITTLE = ("只作提及", "a mention only")


def _reason(tally: _Tally, why: tuple[str, str]) -> str:
    score = f"{tally.score:g}"
    return (
        f"{why[0]}：标题 {tally.title} 次、首段 {tally.first} 次、共 {tally.times} 次，得分 {score}"
        f" / {why[1]}: {tally.title} in the title, {tally.first} in the first paragraph,"
        f" {tally.times} in all, score {score}"
    )


def _tallies(
    mentions: Sequence[Mention], title: str, paragraphs: Sequence[str]
) -> dict[str, _Tally]:
    """Key → tally, in the order of first mention."""
    first = paragraphs[0] if paragraphs else ""
    text = "\n".join((title, *paragraphs))
    body = len(title) + 1
    dateline = _DATELINE.match(first)
    dateline_end = body + dateline.end() if dateline else body
    tallies: dict[str, _Tally] = {}
    for mention in mentions:
        in_title = mention.start < body
        in_first = not in_title and mention.start < body + len(first)
        worth = TITLE if in_title else FIRST_PARAGRAPH if in_first else LATER
        if in_first and mention.end <= dateline_end:
            worth = DATELINE
        in_row = bool(
            _ROW.match(text, mention.end) or text[mention.start - 1 : mention.start] == "、"
        )
        old = tallies.get(mention.key, _Tally())
        tallies[mention.key] = _Tally(
            old.title + in_title,
            old.first + in_first,
            old.times + 1,
            old.score + worth * (FULL_NAME if mention.full else 1.0),
            old.leads or (not in_row and (in_title or in_first)),
            old.alone + (not in_row),
        )
    return tallies


def _gate(
    found: Sequence[Mention], terms: Sequence[Term], *, local: bool
) -> tuple[list[Mention], tuple[str, ...]]:
    """Mentions that may count, and the keys of those whose short names nothing supports."""
    if local:
        return list(found), ()
    by_key = {term.key: term for term in terms}
    named = {mention.key for mention in found}
    in_full = {mention.key for mention in found if mention.full}

    def is_supported(mention: Mention) -> bool:
        above, chain = by_key[mention.key].parent, set()
        family = {key for key in named if by_key[key].parent == above and key != mention.key}
        while above in by_key and above not in chain:
            chain.add(above)
            above = by_key[above].parent
        return mention.full or mention.key in in_full or bool(chain & named or family)

    supported = [mention for mention in found if is_supported(mention)]
    kept = {mention.key for mention in supported}
    lost = dict.fromkeys(mention.key for mention in found if mention.key not in kept)
    return supported, tuple(lost)


def _homonym(doubt: Doubt, line: int) -> Decision:
    return Decision(
        "county",
        line,
        doubt.name,
        f"同名之地有 {len(doubt.keys)} 处，文中没有说是哪一处，未归入 / {len(doubt.keys)} places"
        " share this name and the article does not say which: not filed",
        doubtful=True,
    )
