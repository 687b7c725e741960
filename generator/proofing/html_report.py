"""A proof as one page of HTML: what is doubtful first, then every text in both forms side by side.

The page is whole by itself (no script, no other file), so that it can be sent to whoever proofs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from generator.article_fields import ARTICLE_FIELDS
from generator.problems import Phrase
from generator.proofing.excerpts import Excerpt
from generator.proofing.html_style import STYLE
from generator.proofing.html_texts import cells
from generator.proofing.records import Finding, FormProof, SheetProof
from generator.variants import FORMS

_SOURCE = FORMS[0]


def html_report(proofs: Sequence[FormProof], language: str, *, everything: bool = False) -> str:
    """The proofs as HTML5; with `everything`, the words of the house are marked too."""
    return "\n".join(_Page(language, everything).lines(proofs)) + "\n"


class _Page:
    def __init__(self, language: str, everything: bool) -> None:
        self.language = language
        self.everything = everything

    def say(self, zh: str, en: str) -> str:
        """A sentence of the page itself, ready for HTML."""
        return escape(Phrase(zh, en).in_language(self.language))

    def lines(self, proofs: Sequence[FormProof]) -> Iterator[str]:
        lang = "en" if self.language == "en" else _SOURCE.tag
        title = self.say("简繁校对", "Proof of the Traditional forms")
        yield f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>"
        yield f"<header>\n<h1>{title}</h1>\n{self._key()}\n</header>\n<main>"
        for number, proof in enumerate(proofs):
            yield from self._form(proof, f"f{number}")
        yield "</main>\n</body>\n</html>"

    def _key(self) -> str:
        said = [
            ("doubt", self.say("没有词语可依，请看", "no word decided: please look")),
            ("settled", self.say("单字，几乎不会错", "no word decided, hardly ever wrong")),
            ("glossary", self.say("词汇表", "glossary")),
        ]
        if self.everything:
            said.append(("house", self.say("自带的词语和人名", "words and names of the house")))
        marks = "\n".join(f'<li><mark class="{name}">{text}</mark></li>' for name, text in said)
        return f'<ul class="key">\n{marks}\n</ul>'

    def _form(self, proof: FormProof, key: str) -> Iterator[str]:
        label = f'<span lang="{proof.tag}">{escape(proof.label)}</span>'
        yield f'<section aria-labelledby="{key}">\n<h2 id="{key}">{label}</h2>'
        yield from self._doubts(proof, key)
        yield from self._names(proof)
        for number, sheet in enumerate(proof.sheets):
            yield from self._sheet(sheet, proof, f"{key}-{number}")
        yield "</section>"

    def _doubts(self, proof: FormProof, key: str) -> Iterator[str]:
        groups: dict[tuple[str, str], list[tuple[str, Finding]]] = {}
        for number, sheet in enumerate(proof.sheets):
            for at, finding in enumerate(sheet.findings):
                if finding.doubtful:
                    group = groups.setdefault((finding.word, finding.chosen), [])
                    group.append((f"{key}-{number}-{at}", finding))
        if not groups:
            yield f"<p>{self.say('没有待看的字。', 'Nothing to look at.')}</p>"
            return
        for (word, chosen), found in sorted(groups.items(), key=lambda item: -len(item[1])):
            others = "、".join(found[0][1].others)
            pair = (
                f'<span lang="{_SOURCE.tag}">{escape(word)}</span> → '
                f'<span lang="{proof.tag}">{escape(chosen)}</span>'
            )
            also = self.say(f"（或 {others}）{len(found)} 处", f" (or {others}) {len(found)}")
            yield f"<h3>{pair}{also}</h3>\n<ul>"
            for where, finding in found:
                yield (
                    f'<li><a id="to-{where}" href="#{where}" lang="{proof.tag}">'
                    f"{_excerpt(finding.in_form)}</a> "
                    f"<code>{escape(str(finding.place))}</code></li>"
                )
            yield "</ul>"

    def _names(self, proof: FormProof) -> Iterator[str]:
        if not proof.names:
            return
        yield f"<h3>{self.say('写法不止一种的人名', 'Names to decide')}</h3>\n<ul>"
        for one in proof.names:
            choices = "，".join("/".join(choice) for choice in one.choices)
            add = self.say(
                f"（{choices}）在 {one.glossary} 里加一行", f" ({choices}) add to {one.glossary}"
            )
            yield (
                f'<li><span lang="{_SOURCE.tag}">{escape(one.name)}</span> → '
                f'<span lang="{proof.tag}">{escape(one.chosen)}</span>{add} '
                f"<code>{escape(one.line)}</code> <code>{escape(str(one.place))}</code></li>"
            )
        yield "</ul>"

    def _sheet(self, sheet: SheetProof, proof: FormProof, key: str) -> Iterator[str]:
        title = escape(sheet.sheet.title or sheet.sheet.key)
        yield (
            f'<article>\n<h3><span lang="{_SOURCE.tag}">{title}</span> '
            f"<code>{escape(sheet.sheet.file)}</code></h3>"
        )
        if sheet.skipped:
            yield f"<p>{self.say('不出这个版本。', 'Left out of this form.')}</p>\n</article>"
            return
        yield "<table>\n<thead>\n<tr>"
        for tag, label in ((_SOURCE.tag, _SOURCE.label), (proof.tag, proof.label)):
            yield f'<th scope="col" lang="{tag}">{escape(label)}</th>'
        yield "</tr>\n</thead>\n<tbody>"
        body_by_hand = sheet.by_hand.get("body", "")
        for block, source, in_form in cells(sheet, proof, key, self._hint, self.everything):
            field = block.kind.partition(".")[0]
            kind = "body" if field not in ARTICLE_FIELDS else field
            name = ""
            if kind != "body":
                said = ARTICLE_FIELDS[kind].help.in_language(self.language)
                name = f'<span class="field">{escape(said)}</span> '
            if kind in sheet.by_hand:
                by_hand = f'<span class="field">{self.say("手写", "by hand")}</span> '
                in_form = by_hand + (
                    "" if kind == "body" or kind == "captions" else escape(sheet.by_hand[kind])
                )
            row = f' class="{block.kind}"' if block.kind.startswith("h") else ""
            yield (
                f'<tr{row}>\n<td lang="{_SOURCE.tag}">{name}{source}</td>\n'
                f'<td lang="{proof.tag}">{in_form}</td>\n</tr>'
            )
        yield "</tbody>\n</table>"
        for said in (body_by_hand, sheet.by_hand.get("captions", "")):
            if said:
                yield f'<p lang="{proof.tag}">{escape(said)}</p>'
        yield "</article>"

    def _hint(self, finding: Finding) -> str:
        """What a mark says of itself."""
        pair = f"{finding.word} → {finding.chosen}"
        others = "、".join(finding.others)
        match finding.kind:
            case "fallback":
                return self.say(
                    f"{pair}，或 {others}（{finding.place}）",
                    f"{pair}, or {others} ({finding.place})",
                )
            case "glossary":
                return self.say(f"{pair}（词汇表）", f"{pair} (glossary)")
            case "person":
                return self.say(f"{pair}（人名）", f"{pair} (name)")
            case _:
                return self.say(f"{pair}（自带的词语）", f"{pair} (word of the house)")


def _excerpt(excerpt: Excerpt) -> str:
    return f"{escape(excerpt.before)}<b>{escape(excerpt.word)}</b>{escape(excerpt.after)}"
