"""Every rule of the table has a file of cases: what is typed, and the HTML that comes of it.

A case is a title, the Markdown and the HTML, each ended by a line with a single point.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.markdown import MARKDOWN_RULES, lost, parse, render

FOLDER = Path(__file__).with_name("cases")


def read_cases(name: str) -> list[tuple[str, str, str]]:
    parts = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n.\n")
    assert len(parts) % 3 in (0, 1), f"{name}.txt: a case is three parts"
    triples = zip(parts[0::3], parts[1::3], parts[2::3], strict=False)
    return [(title.strip(), source, html.removesuffix("\n.")) for title, source, html in triples]


CASES = [
    pytest.param(source, html, id=f"{path.stem}: {title}")
    for path in sorted(FOLDER.glob("*.txt"))
    for title, source, html in read_cases(path.stem)
]


@pytest.mark.parametrize(("source", "html"), CASES)
def test_the_markdown_of_a_case_gives_its_html(source: str, html: str) -> None:
    assert html == render(parse(source)).rstrip("\n")


@pytest.mark.parametrize(("source", "html"), CASES)
def test_no_case_loses_a_word(source: str, html: str) -> None:
    assert () == lost(source, parse(source)), html


@pytest.mark.parametrize("rule", [rule.name for rule in MARKDOWN_RULES])
def test_without_its_rule_a_case_comes_out_differently(rule: str) -> None:
    outcomes = [
        html == render(parse(source, off={rule})).rstrip("\n")
        for _, source, html in read_cases(rule)
    ]
    assert not all(outcomes)


def test_rule_names_are_unique_and_every_file_belongs_to_a_rule() -> None:
    names = [rule.name for rule in MARKDOWN_RULES]
    assert len(names) == len(set(names))
    assert {*names, "plain", "appendix"} == {path.stem for path in FOLDER.glob("*.txt")}


def test_an_unknown_rule_cannot_be_left_out() -> None:
    with pytest.raises(ValueError, match="no such rule: umbrellas"):
        parse("渠", off={"umbrellas"})
