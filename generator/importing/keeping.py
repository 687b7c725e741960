"""What the format of a raw page knows of an article, as this digest keeps it: day, address, topics.

An address of this site, or of a site that moves here, becomes an alias of the article: readers who
kept it are sent on. Any other is where the source published it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from generator.draft import Decision, Filing
from generator.importers.imported import Imported, Known
from generator.model import Date, Settings, Term
from generator.old_addresses.spelling import read_address
from generator.problems import Phrase, Place, Problem, Severity


def settled(imported: Imported, settings: Settings, file: str) -> Imported:
    """The page with what its format knows in the terms of this digest."""
    lost: list[str] = []
    known = tuple(_addressed(_dated(one, settings), settings, lost) for one in imported.known)
    problems = (*imported.problems, *([_not_kept(file, lost)] if lost else []))
    return replace(imported, known=known, problems=problems)


def _dated(known: Known, settings: Settings) -> Known:
    """What is known, with the day on which its moment falls where the paper is."""
    if known.moment is None:
        return known
    try:
        day = known.moment.astimezone(datetime.strptime(settings.timezone, "%z").tzinfo)
    except OverflowError:
        return known
    return replace(known, date=Date(day.year, day.month, day.day))


def _addressed(known: Known, settings: Settings, lost: list[str]) -> Known:
    host = _host(known.address)
    if not host:
        return known
    if not known.is_own and host != _host(settings.base_url):
        return replace(known, source_url=known.address)
    parts = urlsplit(known.address)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    alias = read_address(path or "/", Place(""), [])
    if alias is None:
        lost.append(known.address)
    kept = (alias,) if alias and alias != "/" else ()
    return replace(known, aliases=kept)


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower().removeprefix("www.")
    except ValueError:
        return ""


def filed_by_the_file(
    filing: Filing, known: Known, topics: Sequence[Term], *, dated: bool
) -> Filing:
    """The filing with what the format says: the categories that are topics here, and the day.

    `dated` says that the day is that of the format, and not a user's.
    """
    decisions = list(filing.decisions)
    labels = set(known.labels)
    named = tuple(term.label for term in topics if labels & {term.key, term.label, *term.aliases})
    if named:
        reason = "原站的分类 / the category that it had"
        said = Decision("topic", known.line, "、".join(named), reason)
        decisions = [said, *(one for one in decisions if one.about != "topic")]
    if dated:
        reason = "原文件的元数据写明 / said by the metadata of the file"
        decisions = [
            replace(one, reason=reason) if one.about == "date" else one for one in decisions
        ]
    return replace(
        filing,
        topics=named or filing.topics,
        date_reason=reason if dated else filing.date_reason,
        decisions=tuple(decisions),
    )


def _not_kept(file: str, addresses: Sequence[str]) -> Problem:
    said = "、".join(addresses[:3]) + ("……" if len(addresses) > 3 else "")
    return Problem(
        "address-not-kept",
        Place(file),
        Phrase(
            f"{len(addresses)} 个旧网址不能保留：{said}",
            f"{len(addresses)} old addresses cannot be kept: {said}",
        ),
        Phrase(
            "静态网站分不出 ? 后面的部分，也不能有这样的路径",
            "a static site cannot tell apart what follows a ?, nor have such a path",
        ),
        Severity.WARNING,
    )
