"""Where an article is filed and when it is from, each with a reason.

Everything is read from the article itself and the site's own lists of terms. What cannot be known
stays empty: an editor fills a gap sooner than he finds a guess. The text may be as printed or with
its punctuation flattened to ASCII; the answers are the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.draft import Decision, Draft, Filing, RawPage
from generator.filing.counties import CountyFiling, file_counties
from generator.filing.dates import Dating, date_article, date_page
from generator.filing.mentions import find_mentions
from generator.filing.topics import TopicFiling, file_topics
from generator.model import Date, Term

__all__ = [
    "CountyFiling",
    "Dating",
    "TopicFiling",
    "date_article",
    "date_page",
    "file_counties",
    "file_draft",
    "file_topics",
    "find_mentions",
    "page_date",
]


def file_draft(
    draft: Draft,
    page: RawPage,
    topics: Sequence[Term],
    counties: Sequence[Term],
    *,
    given: Date = Date(),
    local: bool = True,
) -> Filing:
    """Counties, topics and date of one article of `page`.

    `given` is the date that the user or the file name gives to the page, `local` whether a short
    county name may stand alone (see `Settings.local`).
    """
    title, text = _title(draft), _text(draft)
    line = draft.title_lines[0] if draft.title_lines else draft.lines[0]
    by_county = file_counties(title, text, counties, local=local, title_line=line)
    by_topic = file_topics(title, text, topics, title_line=line)
    dating = _dating(draft, page, given)
    return Filing(
        counties=by_county.counties,
        mentions=by_county.mentions,
        topics=by_topic.labels,
        date=dating.date,
        date_kind=dating.kind,
        date_reason=dating.reason,
        decisions=(
            *by_county.decisions,
            *by_topic.decisions,
            Decision("date", line, dating.date.iso, dating.reason, dating.doubtful),
        ),
    )


def page_date(page: RawPage, *, given: Date = Date()) -> Dating:
    """The date of the whole page: what is given or printed on it, else a hint from its articles."""
    articles = [_dating(draft, page, given) for draft in page.drafts]
    return date_page(articles, given=given, masthead=page.masthead_date)


def _dating(draft: Draft, page: RawPage, given: Date) -> Dating:
    return date_article(
        _title(draft),
        [block.text for block in draft.paragraphs],
        given=given,
        masthead=page.masthead_date,
        stated=draft.stated_date,
        dateline=draft.dateline_date,
    )


def _title(draft: Draft) -> str:
    """Kicker and subtitle speak as the title does."""
    return " ".join(part for part in (draft.kicker, draft.title, draft.subtitle) if part)


def _text(draft: Draft) -> tuple[str, ...]:
    """The paragraphs, the first one first; then what stands beside them, which weighs less."""
    headings = [block.text for block in draft.blocks if block.kind == "heading"]
    captions = [caption.text for caption in draft.captions]
    return (*(block.text for block in draft.paragraphs), *headings, *captions)
