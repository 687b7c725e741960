"""A proof for the terminal: equal decisions in one group, the doubtful ones first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.problems import Phrase
from generator.proofing.excerpts import Excerpt
from generator.proofing.records import Finding, FormProof

_FIRST = 3
"""Places shown of each group."""


def text_report(proofs: Sequence[FormProof], language: str, *, everything: bool = False) -> str:
    """The proofs as text; with `everything`, all places, and the words of the house too."""
    lines: list[str] = []
    for proof in proofs:
        lines += [line.in_language(language) for line in _form(proof, everything)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _form(proof: FormProof, everything: bool) -> Iterator[Phrase]:
    doubtful = [one for one in proof.findings("fallback") if one.doubtful]
    settled = [one for one in proof.findings("fallback") if not one.doubtful]
    glossary = list(proof.findings("glossary"))
    house = list(proof.findings("house", "person"))
    texts = sum(not sheet.skipped for sheet in proof.sheets)
    yield Phrase(
        f"{proof.tag} {proof.label}：{texts} 篇，{len(doubtful)} 处待看，"
        f"{len(proof.names)} 个人名待定",
        f"{proof.tag} {proof.label}: {texts} texts, {len(doubtful)} places to look at, "
        f"{len(proof.names)} names to decide",
    )
    limit = len(doubtful) + len(glossary) + len(house) if everything else _FIRST
    if doubtful:
        yield _heading("没有词语可依、按单字转换的字", "characters that no word decided")
        yield from _groups(doubtful, limit)
    if proof.names:
        yield _heading("写法不止一种的人名", "names with more than one way to write them")
        yield from _names(proof)
    if glossary:
        yield _heading("词汇表起作用的地方", "where a glossary was followed")
        yield from _groups(glossary, limit)
    if settled:
        yield _heading(
            "也是单字，但几乎不会错", "characters that no word decided, and hardly ever wrong"
        )
        yield from _groups(settled, limit) if everything else _short(settled)
    if house:
        said = (
            f"自带的词语和名单上的人名：{len(house)} 处",
            f"words and names of the house: {len(house)}",
        )
        yield _heading(*said)
        if everything:
            yield from _groups(house, limit)
    for sheet in proof.sheets:
        if sheet.skipped:
            file = sheet.sheet.file
            yield Phrase(f"  {file}：不出这个版本", f"  {file}: left out of this form")
        elif sheet.by_hand:
            file, names = sheet.sheet.file, "、".join(sheet.by_hand)
            yield Phrase(f"  {file}：手写 {names}", f"  {file}: by hand {', '.join(sheet.by_hand)}")
    yield Phrase("", "")


def _heading(zh: str, en: str) -> Phrase:
    return Phrase(f"\n{zh}", f"\n{en[0].upper()}{en[1:]}")


def _groups(findings: Iterable[Finding], limit: int) -> Iterator[Phrase]:
    """Equal decisions together, the most frequent first, then by place."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.word, finding.chosen), []).append(finding)
    for (word, chosen), group in sorted(groups.items(), key=lambda item: -len(item[1])):
        others = "、".join(group[0].others)
        yield Phrase(
            f"  {word} → {chosen}" + (f"（或 {others}）" if others else "") + f"　{len(group)} 处",
            f"  {word} → {chosen}" + (f" (or {others})" if others else "") + f"  {len(group)}",
        )
        for finding in group[:limit]:
            line = f"    {finding.place}  {_marked(finding.source)}  →  {_marked(finding.in_form)}"
            yield Phrase(line, line)
        if len(group) > limit:
            rest = len(group) - limit
            yield Phrase(f"    另有 {rest} 处", f"    and {rest} more")


def _marked(excerpt: Excerpt) -> str:
    return f"{excerpt.before}【{excerpt.word}】{excerpt.after}"


def _short(findings: Sequence[Finding]) -> Iterator[Phrase]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(f"{finding.word} → {finding.chosen}", []).append(finding)
    for name, group in sorted(groups.items(), key=lambda item: -len(item[1])):
        count = len(group)
        yield Phrase(
            f"  {name}　{count} 处，{group[0].place}", f"  {name}  {count}, {group[0].place}"
        )


def _names(proof: FormProof) -> Iterator[Phrase]:
    for one in proof.names:
        choices = "，".join("/".join(choice) for choice in one.choices)
        line = f"  {one.place}  {one.name} → {one.chosen}"
        yield Phrase(f"{line}（{choices}）", f"{line} ({choices})")
        yield Phrase(
            f"    在 {one.glossary} 里加一行：{one.line}", f"    add to {one.glossary}: {one.line}"
        )
