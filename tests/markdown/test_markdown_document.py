"""What a Document says of itself: links and where they stand, ids, headings, text, problems."""

from __future__ import annotations

import copy
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from markdown_alphabet import hostile_texts

from generator.markdown import (
    characters,
    count_characters,
    lost,
    parse,
    plain_text,
    render,
    runs,
    with_runs,
)

LINKED = "# 渠首\n\n- 见[通知](02-通知.md)和\n  ![闸门](图/a.jpg)\n\n> 又见https://a.cn/x。"


def test_a_link_says_its_target_as_written_and_its_place() -> None:
    links = [(use.href, use.line, use.column, use.image) for use in parse(LINKED).links]
    assert [
        ("02-通知.md", 3, 4, False),
        ("图/a.jpg", 4, 3, True),
        ("https://a.cn/x", 6, 5, False),
    ] == links


def test_lines_are_counted_from_the_line_that_the_body_begins_on() -> None:
    document = parse(LINKED, file="a.md", first_line=10)
    assert [12, 13, 15] == [use.line for use in document.links]
    assert [10] == [heading.line for heading in document.headings]


def test_targets_are_resolved_where_they_are_printed() -> None:
    asked: list[str] = []

    def resolve(target: str) -> str:
        asked.append(target)
        return f"/x/{len(asked)}?a&b"

    html = render(parse(LINKED), resolve)
    assert ["02-通知.md", "图/a.jpg", "https://a.cn/x"] == asked
    assert 'href="/x/1?a&amp;b"' in html
    assert 'src="/x/2?a&amp;b"' in html


def test_a_prefix_keeps_the_ids_of_two_texts_apart() -> None:
    text = "## 渠首\n\n通水[^1]\n\n[^1]: 注"
    first, second = parse(text, prefix="a-"), parse(text, prefix="b-")
    assert ("a-渠首", "a-fnref1", "a-fn1") == first.ids
    assert set() == set(first.ids) & set(second.ids)
    assert 'href="#b-fn1" id="b-fnref1"' in render(second)


def test_every_id_is_printed_once() -> None:
    document = parse(
        "## fn1\n\n## 渠\n\n## 渠-2\n\n## 渠\n\n## 首 {#渠}\n\n甲[^1]乙[^1]\n\n[^1]: 注"
    )
    html = render(document)
    assert len(document.ids) == len(set(document.ids)) == html.count(' id="')
    assert all(f'id="{name}"' in html for name in document.ids)


def test_plain_text_is_what_a_reader_sees() -> None:
    text = '# 题\n\n{涪|fú}江**水**[清](a.md)[^1]\n\n![闸](a.jpg "图 王小溪 摄")\n\n[^1]: 注'
    assert "题\n涪江水清\n图 王小溪 摄\n注" == plain_text(parse(text))


def test_2256_han_characters_are_2256() -> None:
    assert 2256 == count_characters("渠" * 2256)
    assert 2256 == characters(parse("渠" * 2256))


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "，。！ \n"),
        (6, "2019年GDP增长6.1%"),
        (3, "it's A4-5, 1,234.5"),
        (2, "𠮷〇"),
        (1, "[渠](https://a.cn/very/long)"),
    ],
)
def test_latin_words_and_numbers_count_one_each(count: int, text: str) -> None:
    assert count == count_characters(text)


def test_runs_join_over_inline_tags_and_joined_lines() -> None:
    document = parse('**头**发\n*长*了`code`后\n\n![里](a.jpg "面")\n\n[干](b.md "系")')
    assert (("头", "发", "长", "了"), ("后",), ("里",), ("面",), ("干",), ("系",)) == runs(document)


def test_other_prose_goes_into_a_copy_and_ids_stay() -> None:
    document = parse("## 头发\n\n**头**发 <https://a.cn/头>")
    new = with_runs(
        document, [[piece.replace("发", "髮") for piece in run] for run in runs(document)]
    )
    assert '<h2 id="头发">头髮</h2>\n<p><strong>头</strong>髮' in render(new)
    assert "https://a.cn/头</a>" in render(new)
    assert ["头髮"] == [heading.text for heading in new.headings]
    assert "头髮" not in render(document)


@given(hostile_texts())
@settings(deadline=None, max_examples=150)
def test_rendering_and_refilling_leave_a_document_as_it_is(text: str) -> None:
    document = parse(text)
    before = copy.deepcopy(document)
    html = render(document)
    assert html == render(with_runs(document, runs(document)))
    assert before == document
    assert html == render(parse(text))


@pytest.mark.parametrize(
    ("rule", "line", "column", "text"),
    [
        ("image-without-alt", 7, 2, "渠\n\n看![](a.jpg)"),
        ("heading-id-repeated", 7, 1, "## 渠 {#a}\n\n## 首 {#a}"),
        ("footnote-unused", 5, 1, "[^1]: 注"),
        ("footnote-missing", 5, 2, "渠[^1]"),
        ("link-scheme", 5, 3, "[渠](javascript:x)"),
        ("nul-character", 6, 2, "渠\n首\0"),
    ],
)
def test_what_an_editor_should_look_at(rule: str, line: int, column: int, text: str) -> None:
    [problem] = parse(text, file="a.md", first_line=5).problems
    assert (rule, "a.md", line, column) == (
        problem.rule,
        problem.place.file,
        problem.place.line,
        problem.place.column,
    )
    assert problem.what.zh
    assert problem.what.en
    assert problem.excerpt == text.split("\n")[line - 5]


def test_a_lone_surrogate_is_no_reason_to_stop() -> None:
    assert "\ud800" in render(parse("**\ud800** [a](\ud800) &#xD800; \\\ud800"))


def test_nul_is_shown_as_the_replacement_character() -> None:
    assert "<p>渠\ufffd</p>\n" == render(parse("渠\0"))


PATHOLOGICAL = {
    "brackets": "[" * 20000,
    "stars": "*" * 20000,
    "starred words": "*a_ " * 20000,
    "bold without end": "**a " * 20000,
    "cdata": "<![CDATA[" * 20000,
    "quotes": "> " * 20000,
    "lists": "- " * 20000,
    "closed brackets": "[" * 5000 + "]" * 5000,
    "half links": "[a](" * 20000,
    "half notes": "[^1]: x\n\n" + "[^" * 20000,
    "addresses": "http://a)" * 20000,
    "unused definitions": "".join(f"[a{n}]: /u\n" for n in range(5000)),
    "same headings": "# a {#x}\n" * 3000,
    "wide spaces": ("\u3000" * 20000 + "a\n") * 2,
    "long rows": "|a|\n|-|\n" + "|1|2|3\n" * 3000,
    "soft breaks": "渠\n" * 10000,
    "unused notes": "".join(f"[^{n}]: x\n\n" for n in range(2000)),
}


@pytest.mark.parametrize("text", PATHOLOGICAL.values(), ids=PATHOLOGICAL.keys())
def test_hostile_texts_take_bounded_time_and_lose_nothing(text: str) -> None:
    start = time.process_time()
    document = parse(text)
    render(document)
    assert time.process_time() - start < 10
    assert () == lost(text, document)


def test_one_long_definition_cannot_fill_the_page() -> None:
    text = "[a]: /" + "u" * 1900 + "\n\n" + "[a] " * 5000
    assert len(render(parse(text))) < 20 * len(text)


def test_the_fixture_of_the_study_comes_out_as_it_says() -> None:
    study = Path(__file__).parents[2].parent / "shared" / "research" / "features.md"
    if not study.is_file():
        pytest.skip("the study is not beside this checkout (../shared/research)")
    appendix = study.read_text(encoding="utf-8").split("## Appendix A.")[1]
    text = appendix.split("```markdown\n")[1].split("\n```\n")[0]
    document = parse(text)
    html = render(document)
    tags = {"strong": 3, "s": 1, "em": 1, "del": 0, "pre": 0, "h2": 0, "ol": 1, "ul": 0, "hr": 1}
    assert tags == {tag: html.count(f"<{tag}>") + html.count(f"<{tag} ") for tag in tags}
    assert all(use.href.isascii() for use in document.links)
    assert 3 == len(document.links)
    assert "这是第一行文字这是第二行文字" in html
    assert "<p>[记者]: " in html
    assert '<a href="#fn1" id="fnref1"' in html
    assert () == lost(text, document)
    assert () == document.problems
