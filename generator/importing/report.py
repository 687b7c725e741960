"""What an import tells the editor: a table of articles, what to check, what was left out; or JSON.

The names in the JSON are those of the front matter, with the lines of the raw page beside them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from generator.draft import Decision, LeftOut
from generator.importing import ImportedArticle, ImportedPage
from generator.importing.shelf import State
from generator.problems import Phrase
from generator.segmentation.told import OUTSIDE

STATES = {
    State.NEW: Phrase("新建", "new"),
    State.UNCHANGED: Phrase("未变", "unchanged"),
    State.UPDATED: Phrase("更新", "updated"),
    State.KEPT: Phrase("保留编辑稿", "kept, edited"),
    State.REPLACED: Phrase("已覆盖", "replaced"),
}


def text_report(page: ImportedPage, language: str) -> Iterator[str]:
    """The report as lines, in the language of messages."""

    def say(zh: str, en: str) -> str:
        return Phrase(zh, en).in_language(language)

    date = page.dating.date.iso or say("日期不详", "undated")
    yield say(
        f"{page.file}：{len(page.articles)} 篇，归入 {page.issue} 期（{date}）",
        f"{page.file}: {len(page.articles)} articles for issue {page.issue} ({date})",
    )
    yield from _table(page, language)
    doubts = [d for a in page.articles for d in _decisions(a) if d.doubtful]
    if doubts:
        yield say(f"请核对 {len(doubts)} 处：", f"Please check {len(doubts)} decisions:")
        for decision in doubts:
            said = f"{decision.about} “{_short(decision.said)}”"
            reason = in_language(decision.reason, language)
            yield f"  {page.file}:{decision.line}: {said} — {reason}"
    if page.left_out:
        yield say("没有收入文章的字：", "In no article:")
        for line in _told_singly(page.left_out):
            why = in_language(line.why, language)
            yield f"  {page.file}:{line.line}: {_short(line.text)} — {why}"
        for why, lines in _told_together(page.left_out):
            yield f"  {page.file}: " + say(
                f"{lines} 行 — {in_language(why, language)}（--json 全部列出）",
                f"{lines} lines — {in_language(why, language)} (--json lists them)",
            )
    for path in page.left_over:
        yield say(
            f"  {path.name}：上次导入的这一篇，原文里已经没有了；文件未动",
            f"  {path.name}: an earlier import; the raw page has it no more; left as it is",
        )
    kept = [a.placed.path.name for a in page.articles if a.placed.state is State.KEPT]
    if kept:
        yield say(
            f"编辑改过、没有覆盖的文件：{'、'.join(kept)}（要覆盖，加 --force）",
            f"Changed by an editor and not written: {', '.join(kept)} (--force writes over them)",
        )


_FEW = 5


def _told_together(left_out: Sequence[LeftOut]) -> Iterator[tuple[str, int]]:
    """What is left out of every page of a web site or of an export, by the reason: how much."""
    for why in OUTSIDE.values():
        lines = sum(line.why == why for line in left_out)
        if lines > _FEW:
            yield why, lines


def _told_singly(left_out: Sequence[LeftOut]) -> Iterator[LeftOut]:
    together = dict(_told_together(left_out))
    return (line for line in left_out if line.why not in together)


def json_report(page: ImportedPage) -> dict[str, Any]:
    """The same for a program."""
    return {
        "file": page.file,
        "encoding": page.encoding,
        "issue": page.issue,
        "date": page.dating.date.iso or None,
        "date_precision": page.dating.date.precision,
        "date_kind": page.dating.kind,
        "date_reason": page.dating.reason,
        "articles": [_article(article) for article in page.articles],
        "left_out": [
            {"line": line.line, "text": line.text, "why": line.why} for line in page.left_out
        ],
    }


def _article(article: ImportedArticle) -> dict[str, Any]:
    draft, filing = article.draft, article.filing
    return {
        "path": article.placed.path.name,
        "state": str(article.placed.state),
        "line_range": list(draft.lines),
        "kicker": draft.kicker or None,
        "title": draft.title,
        "title_line": draft.title_lines[0] if draft.title_lines else draft.lines[0],
        "subtitle": draft.subtitle or None,
        "byline_raw": draft.byline or None,
        "byline_lines": list(draft.byline_lines),
        "authors": [author.name for author in draft.authors],
        "roles": {author.name: author.role for author in draft.authors if author.role},
        "author_kind": draft.author_kind,
        "editors": list(draft.editors),
        "source": draft.source or None,
        "sheet": draft.sheet or None,
        "subheadings": [
            {"line": block.lines[0], "text": block.text}
            for block in draft.blocks
            if block.kind == "heading"
        ],
        "captions": [
            {
                "line": caption.line,
                "raw": caption.raw,
                "text": caption.text,
                "credit": caption.credit,
                "credit_role": caption.role,
                "after_paragraph": caption.after_paragraph,
                "image": caption.image or None,
            }
            for caption in draft.captions
        ],
        "paragraphs": [block.text for block in draft.paragraphs],
        "para_lines": [list(block.lines) for block in draft.paragraphs],
        "date": filing.date.iso or None,
        "date_precision": filing.date.precision,
        "date_kind": filing.date_kind,
        "date_reason": filing.date_reason,
        "counties": list(filing.counties),
        "mentions": list(filing.mentions),
        "topics": list(filing.topics),
        "decisions": [
            {
                "about": decision.about,
                "line": decision.line,
                "said": decision.said,
                "reason": decision.reason,
                "doubtful": decision.doubtful,
            }
            for decision in _decisions(article)
        ],
    }


def _decisions(article: ImportedArticle) -> tuple[Decision, ...]:
    both = (*article.draft.decisions, *article.filing.decisions)
    return tuple(sorted(both, key=lambda decision: decision.line))


def _table(page: ImportedPage, language: str) -> Iterator[str]:
    for article in page.articles:
        draft, filing = article.draft, article.filing
        authors = "、".join(author.name for author in draft.authors) or "—"
        filed = "、".join((*filing.counties, *filing.topics)) or "—"
        number = article.placed.path.name.split("-")[0]
        state = STATES[article.placed.state].in_language(language)
        paragraphs = f"{len(draft.paragraphs)} " + ("段" if language == "zh" else "par.")
        cells = (
            (number, 4),
            (_short(draft.title, 40), 42),
            (_short(authors, 18), 20),
            (paragraphs, 8),
            (_short(filed, 24), 26),
            (state, 0),
        )
        yield "  " + "".join(_padded(text, width) for text, width in cells).rstrip()


def _padded(text: str, width: int) -> str:
    """`text` and blanks up to `width` columns of a terminal, where a Han character takes two."""
    return text + " " * max(1, width - _columns(text))


def _short(text: str, columns: int = 48) -> str:
    while _columns(text) > columns:
        text = text.removesuffix("…")[:-1] + "…"
    return text


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def in_language(reason: str, language: str) -> str:
    """A reason in one language; reasons are written `中文 / English`."""
    zh, _, en = reason.partition(" / ")
    return en if language == "en" and en else zh
