"""The page by which an import is checked: the raw page beside the articles, what is doubtful first.

The page is whole by itself (no script, no other file). Everything that was decided is on it with
its reason, and every line of the raw page, so that an issue is checked by looking and not by
comparing. Whatever comes from the raw page is text: it is escaped where it is put in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import PurePosixPath
from urllib.parse import quote

from generator.draft import Decision
from generator.filing import find_mentions
from generator.importing import Desk, ImportedPage
from generator.importing.report import STATES, in_language
from generator.importing.review.marks import marked, restored
from generator.importing.review.rows import FILING, Reviewed, Row, Sheet, review
from generator.importing.review.style import STYLE
from generator.importing.shelf import file_title
from generator.problems import Phrase
from generator.punctuation import restore

_KINDS = {
    "title": Phrase("标题", "title"),
    "kicker": Phrase("引题", "kicker"),
    "subtitle": Phrase("副题", "subtitle"),
    "byline": Phrase("署名", "byline"),
    "source": Phrase("来源", "source"),
    "editors": Phrase("编辑", "editors"),
    "heading": Phrase("小标题", "sub-heading"),
    "subheading": Phrase("小标题", "sub-heading"),
    "paragraph": Phrase("段落", "paragraph"),
    "join": Phrase("接段", "join"),
    "caption": Phrase("图说", "caption"),
    "picture": Phrase("图片", "picture"),
    "county": Phrase("县市区", "county"),
    "mention": Phrase("提及", "mention"),
    "topic": Phrase("主题", "topic"),
    "date": Phrase("日期", "date"),
    "dateline": Phrase("电头", "dateline"),
    "out": Phrase("未收入", "left out"),
}


def review_name(page: ImportedPage) -> PurePosixPath:
    """Where the page to review goes, below the folder for such pages: `2019-11/2019-11-txt.html`.

    >>> file_title("raw/第2版.txt")
    'raw-第2版-txt'
    """
    name = file_title(page.file.removeprefix("content/raw/")) if page.file != "-" else "clipboard"
    return PurePosixPath(page.issue, f"{name}.html")


def review_page(page: ImportedPage, desk: Desk, language: str) -> str:
    """The page as HTML5, to stand two folders below that of the digest."""
    return "\n".join(_Page(page, desk, language).lines(review(page))) + "\n"


class _Page:
    def __init__(self, page: ImportedPage, desk: Desk, language: str) -> None:
        self._page, self._desk, self._language = page, desk, language
        self._mend: Callable[[str], str] = restore if desk.settings.restore_punctuation else str
        self._labels = {term.key: str(term.label) for term in desk.counties}

    def _say(self, zh: str, en: str) -> str:
        """A sentence of the page itself, ready for HTML."""
        return escape(Phrase(zh, en).in_language(self._language))

    def _kind(self, kind: str) -> str:
        said = _KINDS.get(kind, Phrase(kind, kind))
        return escape(said.in_language(self._language))

    def _why(self, decisions: Sequence[Decision]) -> str:
        reasons = dict.fromkeys(in_language(one.reason, self._language) for one in decisions)
        return escape("；".join(filter(None, reasons)))

    def lines(self, reviewed: Reviewed) -> Iterator[str]:
        """The page, piece by piece."""
        title = self._say(f"导入核对：{self._page.file}", f"Import to check: {self._page.file}")
        yield f'<!doctype html>\n<html lang="{"en" if self._language == "en" else "zh-Hans"}">'
        yield '<head>\n<meta charset="utf-8">\n<meta name="robots" content="noindex">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>"
        yield f"<header>\n<h1>{title}</h1>\n<p>{self._summary(reviewed)}</p>\n{self._key()}"
        yield f'<p class="only"><label><input type="checkbox" id="only"> {self._only()}</label></p>'
        yield "</header>\n<main>"
        yield from self._doubts(reviewed)
        if reviewed.before:
            yield f"<section>\n<h2>{self._say('在各篇之前', 'Before the articles')}</h2>"
            for row in reviewed.before:
                yield from self._row(row)
            yield "</section>"
        for number, sheet in enumerate(reviewed.sheets, 1):
            yield from self._sheet(sheet, number)
        if reviewed.around:
            count = len(reviewed.around)
            said = self._say(f"不属于文章的 {count} 行", f"{count} lines that are in no article")
            yield f"<details>\n<summary>{said}</summary>"
            for row in reviewed.around:
                yield from self._row(row)
            yield "</details>"
        yield "</main>\n</body>\n</html>"

    def _only(self) -> str:
        return self._say("只看存疑的", "only what is doubtful")

    def _summary(self, reviewed: Reviewed) -> str:
        rows = [row for sheet in reviewed.sheets for row in sheet.rows if row.kind != "out"]
        marks = sum(restored(row.text, self._mend(row.text)) for row in rows)
        joins = sum(len(row.seams) for row in rows if row.kind == "paragraph")
        out = sum(row.kind == "out" for sheet in reviewed.sheets for row in sheet.rows)
        out += len(reviewed.before) + len(reviewed.around)
        date = self._page.dating.date.iso
        return self._say(
            f"{len(reviewed.sheets)} 篇，归入 {self._page.issue} 期（{date or '日期不详'}）；"
            f"接段 {joins} 处，恢复标点 {marks} 处，未收入 {out} 行。",
            f"{len(reviewed.sheets)} articles for issue {self._page.issue} ({date or 'undated'}); "
            f"{joins} joins, {marks} marks restored, {out} lines left out.",
        )

    def _key(self) -> str:
        place = f'<mark class="place">{self._say("地名", "place")}</mark>'
        said = (
            f'<mark class="restored">，</mark> {self._say("恢复的标点", "restored mark")}',
            f'<span class="seam"></span> {self._say("断行接上之处", "joined here")}',
            f"{place} {self._say('归类的依据', 'what an article is filed by')}",
        )
        items = "".join(f"<li>{one}</li>" for one in said)
        return f'<ul class="key">{items}</ul>'

    def _doubts(self, reviewed: Reviewed) -> Iterator[str]:
        doubts = [
            (number, doubt)
            for number, sheet in enumerate(reviewed.sheets, 1)
            for doubt in sheet.doubts
        ]
        rows = [row for sheet in reviewed.sheets for row in sheet.rows]
        shown = {line.number for row in rows for line in row.lines}
        if not doubts:
            yield f"<p>{self._say('没有存疑的地方。', 'Nothing is doubtful.')}</p>"
            return
        heading = self._say(f"请先看这 {len(doubts)} 处", f"Look at these {len(doubts)} first")
        yield f'<section class="doubts">\n<h2>{heading}</h2>\n<ol>'
        for number, doubt in doubts:
            said = f'{self._kind(doubt.about)}：<span lang="zh-Hans">{escape(doubt.said)}</span>'
            line = self._say(f"第 {doubt.line} 行", f"line {doubt.line}")
            here = doubt.line in shown and doubt.about not in FILING
            target = f"l{doubt.line}" if here else f"a{number}"
            yield (
                f'<li><a href="#{target}">{said}</a> <code>{line}</code> '
                f'<span class="why">{self._why([doubt])}</span></li>'
            )
        yield "</ol>\n</section>"

    def _sheet(self, sheet: Sheet, number: int) -> Iterator[str]:
        draft, placed = sheet.article.draft, sheet.article.placed
        doubts = len(sheet.doubts)
        title = escape(self._mend(draft.title) or "—")
        state = escape(STATES[placed.state].in_language(self._language))
        flag = self._say(f"存疑 {doubts} 处", f"{doubts} doubtful") if doubts else ""
        issue = quote(f"../../content/issues/{self._page.issue}/{placed.path.name}")
        yield f'<article id="a{number}"{_classed("has-doubt" if doubts else "")}>'
        yield (
            f'<h2>{number}. <span lang="zh-Hans">{title}</span> <span class="state">{state}</span>'
            + (f' <span class="flag">{flag}</span>' if flag else "")
            + "</h2>"
        )
        yield f'<p class="file"><a href="{issue}">{escape(placed.path.name)}</a></p>'
        yield from self._filing(sheet)
        heads = self._say("原文", "raw page"), self._say("文章", "article")
        yield f'<div class="row heads"><div>{heads[0]}</div><div>{heads[1]}</div></div>'
        for row in sheet.rows:
            yield from self._row(row)
        yield "</article>"

    def _row(self, row: Row) -> Iterator[str]:
        plain = row.kind == "paragraph" and not row.decisions
        marks = "plain" if plain else "", "joined" if row.seams else ""
        doubt = "doubt" if row.doubtful else ""
        yield f'<div{_classed("row", row.kind, *marks, doubt)}>\n<div class="raw" lang="zh-Hans">'
        for line in row.lines:
            yield (
                f'<p id="l{line.number}"><span class="n">{line.number}</span>'
                f"<span>{escape(line.text)}</span></p>"
            )
        yield '</div>\n<div class="made">'
        if not plain:
            yield f'<p class="label">{self._kind(row.kind)}</p>'
        if row.kind == "out":
            why = escape(in_language(row.text, self._language))
        else:
            yield f'<p class="text" lang="zh-Hans">{self._text(row)}</p>'
            why = self._why(row.decisions)
        yield f'<p class="why">{why}</p>\n</div>\n</div>' if why else "</div>\n</div>"

    def _text(self, row: Row) -> str:
        names = "、".join(map(escape, row.names))
        if row.kind in ("byline", "source", "editors"):
            return names
        mended = self._mend(row.text)
        places = [
            (start, end, self._labels.get(key, key))
            for start, end, key in find_mentions(row.text, self._desk.counties)
        ]
        text = marked(row.text, mended, row.seams, places)
        return f"{text}　{names}" if names else text

    def _filing(self, sheet: Sheet) -> Iterator[str]:
        if not sheet.filing:
            return
        yield '<dl class="filing">'
        for decision in sheet.filing:
            none = self._say("不详", "not known")
            said = escape(decision.said) or none
            yield (
                f"<div{_classed('doubt' if decision.doubtful else '')}>"
                f"<dt>{self._kind(decision.about)}</dt>"
                f'<dd><span lang="zh-Hans">{said}</span> '
                f'<span class="why">{self._why([decision])}</span></dd></div>'
            )
        yield "</dl>"


def _classed(*names: str) -> str:
    said = " ".join(filter(None, names))
    return f' class="{said}"' if said else ""
