"""Decided readings to drafts: what each line of the page became, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from generator.draft import Decision, DraftCaption, LeftOut, RawPage
from generator.model import Date
from generator.segmentation.article import Article
from generator.segmentation.fold import as_printed, visible
from generator.segmentation.groups import Group
from generator.segmentation.kinds import Kind, Reading
from generator.segmentation.seams import CONTINUES, ENUMERATOR, is_open, join
from generator.segmentation.stacks import stack
from generator.segmentation.told import told_stack


class Assembly:
    """Takes readings in the order of the page, and gives the page."""

    def __init__(self, readings: Sequence[Reading], groups: Sequence[Group]) -> None:
        self._readings = readings
        self._group_at = {group.heads[0]: group for group in groups}
        self._headings = {index for group in groups for index in group.heads}
        self._articles: list[Article] = []
        self._article: Article | None = None
        self._left_out: list[LeftOut] = []
        self._sheet = ""
        self._masthead_date = Date()
        self._paper = ""
        self._issue_number = ""

    def page(self) -> RawPage:
        """The page. To be called once."""
        take: dict[Kind, Callable[[Reading], None]] = {
            "furniture": self._take_furniture,
            "credits": self._take_credits,
            "byline": self._take_byline,
            "caption": self._take_caption,
            "body": self._take_body,
        }
        for index, reading in enumerate(self._readings):
            if index in self._group_at:
                self._take_headings(self._group_at[index])
            if index not in self._headings:
                take[reading.kind](reading)
        drafts = (article.draft() for article in self._articles)
        return RawPage(
            tuple(draft for draft in drafts if draft is not None),
            tuple(self._left_out),
            self._masthead_date,
            self._paper,
            self._issue_number,
        )

    def _begun(self) -> Article:
        """The article in hand; text without a heading above it begins one without a title."""
        return self._article or self._begin()

    def _begin(self) -> Article:
        self._article = Article(self._sheet)
        self._articles.append(self._article)
        return self._article

    def _take_headings(self, group: Group) -> None:
        heads = [self._readings[index] for index in group.heads]
        if group.is_title:
            self._take_title(group, heads)
            return
        article = self._begun()
        for head in heads:
            article.blocks.append(("heading", [head]))
            article.decide("subheading", head, _reason(group), group.doubtful)

    def _take_title(self, group: Group, heads: Sequence[Reading]) -> None:
        article = self._begin()
        parts = told_stack([head.told for head in heads]) or stack([head.folded for head in heads])
        article.kicker = [heads[index] for index in parts.kicker]
        article.title = [heads[index] for index in parts.title]
        article.subtitle = [heads[index] for index in parts.subtitle]
        for head in article.kicker:
            article.decide("kicker", head, parts.reason, parts.doubtful)
        for head in article.title:
            doubtful = group.doubtful or (len(heads) > 1 and parts.doubtful)
            article.decide("title", head, _reason(group), doubtful)
        for head in article.subtitle:
            article.decide("subtitle", head, parts.reason, parts.doubtful)
        for index in parts.subheadings:
            article.blocks.append(("heading", [heads[index]]))
            article.decide("subheading", heads[index], "标题下的序号 / numbered, under a title")

    def _take_furniture(self, reading: Reading) -> None:
        found = reading.furniture
        if found is None:
            return
        self._leave_out(reading, found.why)
        self._sheet = found.sheet or self._sheet
        if _TURNED.match(reading.folded):
            self._turn_back()
        elif _TURNS.search(reading.folded) and self._article is not None:
            self._article.turns = True
        if found.kind == "date" and self._article is not None:
            if not self._article.stated_date.month:
                self._article.stated_date = found.date
                self._article.decide("date", reading, found.why)
            return
        if found.date.month and not self._masthead_date.year:
            self._masthead_date = found.date
        self._paper = self._paper or as_printed(found.paper, reading.text)
        self._issue_number = self._issue_number or found.issue_number

    def _turn_back(self) -> None:
        """Go on with the article that said it would be continued here."""
        turned = [article for article in self._articles if article.turns]
        if turned:
            self._article = turned[0]
            self._article.turns = False

    def _leave_out(self, reading: Reading, why: str) -> None:
        self._left_out += (LeftOut(line.number, line.text, why) for line in reading.piece.lines)

    def _take_credits(self, reading: Reading) -> None:
        found, article = reading.credits, self._article
        if found is None or article is None:
            self._leave_out(reading, "不属于任何一篇的编辑行 / credits that belong to no article")
            return
        if found.source:
            article.source = article.source or as_printed(found.source, reading.text)
            article.source_lines += reading.piece.numbers
            article.decide("source", reading, "来源行 / a source line")
        else:
            article.editor_readings.append(reading)
            article.decide("editors", reading, "编辑行 / an editor line", found.whole_page)
        article.editors += [as_printed(name, reading.text) for name in found.editors]
        article.credited += found.authors
        if found.date.month and not article.stated_date.month:
            article.stated_date = found.date

    def _take_byline(self, reading: Reading) -> None:
        article = self._begun()
        article.bylines.append(reading)
        doubtful = reading.byline is not None and reading.byline.strength < 0.5
        article.decide("byline", reading, reading.reason, doubtful)

    def _take_caption(self, reading: Reading) -> None:
        article = self._begun()
        parts = reading.caption
        if parts is None:
            article.words_of_caption.append(reading)
            return
        raw, words, numbers = reading.text, reading.text[: parts.text_end], reading.piece.numbers
        if article.words_of_caption:
            above = article.words_of_caption.pop()
            raw = f"{above.text} {raw}"
            words = join([above.text, words])
            numbers = (*above.piece.numbers, *numbers)
        article.captions.append(
            DraftCaption(
                line=numbers[0],
                raw=raw,
                text=words.rstrip(),
                credit=as_printed(parts.credit, reading.text),
                role=as_printed(parts.role, reading.text),
                after_paragraph=len(article.paragraphs),
                lines=numbers,
            )
        )
        article.decide("caption", reading, reading.reason, not parts.sure)

    def _take_body(self, reading: Reading) -> None:
        article = self._begun()
        if _TURNS.search(reading.folded):
            article.turns = True
        paragraph = article.last_paragraph
        if paragraph is not None and _goes_on(paragraph, reading):
            seam = f"{paragraph[-1].text[-6:]}|{reading.text[:6]}"
            paragraph.append(reading)
            why = "上段未完 / the text above is unfinished"
            article.decisions.append(Decision("join", reading.piece.number, seam, why))
            return
        if reading.dateline is not None and article.paragraphs:
            article.decide("dateline", reading, "文中又有电头 / a second dateline", doubtful=True)
        article.blocks.append(("paragraph", [reading]))
        numbers = reading.piece.numbers
        if len(numbers) > 1:
            why = "按栏宽断行 / broken at the width of the column"
            said = f"{numbers[0]}–{numbers[-1]}"
            article.decisions.append(Decision("join", numbers[0], said, why))


_TURNS = re.compile(
    r"[(\[]?紧?下 ?[转接] ?(?:第? ?[A-Z]?[0-9一二三四五六七八九十]{1,3} ?[版面]?)[)\]]?$"
)
_TURNED = re.compile(r"[(\[]?紧?上 ?[转接]")


def _goes_on(paragraph: Sequence[Reading], reading: Reading) -> bool:
    """Whether a line goes on the paragraph before it."""
    last = paragraph[-1]
    if last.apart or reading.apart or reading.dateline is not None:
        return False
    if last.finished or last.closing is not None:
        return False
    if is_open(last.folded):
        return True
    if ENUMERATOR.match(reading.folded) and not CONTINUES.match(reading.folded):
        return last.folded[-1:] in ",、"
    return len(paragraph) > 1 or not _is_verse(last.folded, reading.folded)


_LONGEST_VERSE = 14


def _is_verse(upper: str, lower: str) -> bool:
    """Whether two lines are lines of a poem: short and of one length."""
    return len(visible(upper)) == len(visible(lower)) <= _LONGEST_VERSE


def _reason(group: Group) -> str:
    halves = [reason.split(" / ") for reason in group.reasons]
    return f"{'；'.join(half[0] for half in halves)} / {'; '.join(half[1] for half in halves)}"
