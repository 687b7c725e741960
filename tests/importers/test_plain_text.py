"""Text to lines: numbered as an editor counts them, entities decoded once, edges clean."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importers import EXTRAS, IMPORTERS, read_raw
from generator.importers.text import split_lines
from generator.problems import ProblemsFound

ROOT = Path(__file__).parents[2]


def texts(text: str) -> list[str]:
    return [line.text for line in split_lines(text)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85"])
def test_a_line_ends_where_an_editor_ends_it(end: str) -> None:
    assert ["题", "", "文"] == texts(f"题{end}{end}文")


def test_a_form_feed_ends_a_line() -> None:
    assert ["第一版", "第二版"] == texts("第一版\f第二版")


def test_lines_are_numbered_from_one_through_blank_ones() -> None:
    assert [(1, "题"), (2, ""), (3, "文")] == [
        (line.number, line.text) for line in split_lines("题\r\n\r\n文")
    ]


def test_a_form_feed_beside_a_line_end_is_no_line_of_its_own() -> None:
    assert ["第一版", "第二版"] == texts("第一版\n\f第二版")
    assert ["第一版", "第二版"] == texts("第一版\f\r\n第二版")


def test_white_space_of_every_kind_is_gone_from_the_edges() -> None:
    assert ["新 渠"] == texts("\ufeff\u3000\u3000\u00a0\t新 渠\u200b \u2003")


def test_a_line_set_in_from_the_margin_says_so() -> None:
    assert ["indent", "", "indent", ""] == [
        line.hint for line in split_lines("　　正文\n标题\n    正文\n　　")
    ]


def test_entities_are_decoded() -> None:
    assert ["“新渠” A&B ——"] == texts("&nbsp;&ldquo;新渠&rdquo;&nbsp;A&amp;B &mdash;&#8212;")


def test_entities_are_decoded_once_only() -> None:
    assert ["&lt;b&gt; &nbsp;"] == texts("&amp;lt;b&amp;gt; &amp;nbsp;")


def test_an_ampersand_in_an_address_is_no_entity() -> None:
    assert ["https://a.cn/?a=1&copy=2&nbsp=3"] == texts("https://a.cn/?a=1&copy=2&nbsp=3")


@pytest.mark.parametrize("entity", ["&#0;", "&#x202e;", "&#8;", "&#xd800;", "&#xffff;", "&nosuch;"])
def test_an_entity_for_what_may_not_stand_on_a_page_stays_as_it_is(entity: str) -> None:
    assert [f"甲{entity}乙"] == texts(f"甲{entity}乙")


def test_an_entity_never_makes_a_line() -> None:
    assert ["甲 乙"] == texts("甲&#10;乙")


@settings(deadline=None, max_examples=200)
@given(st.text(st.sampled_from("新渠，“”,. \u3000\t\nAé😀\u00a0"), max_size=60))
def test_text_without_entities_keeps_every_visible_character(text: str) -> None:
    assert "".join(text.split()) == "".join("".join(texts(text)).split())


def test_a_text_file_is_read_by_its_suffix_in_any_case() -> None:
    assert ["题"] == [line.text for line in read_raw("题".encode(), "raw/A.TXT").lines]
    assert ["题"] == [line.text for line in read_raw("题".encode(), "raw/page").lines]


def test_a_kind_of_file_that_nobody_reads_is_refused_with_those_that_are() -> None:
    with pytest.raises(ProblemsFound) as found:
        read_raw(b"", "raw/a.wps")

    problem = found.value.problems[0]
    assert ("unknown-raw-format", "raw/a.wps") == (problem.rule, str(problem.place))
    assert ".txt" in problem.mend.zh


@pytest.mark.parametrize("suffix", IMPORTERS)
def test_every_importer_reads_nothing_as_nothing_or_as_a_damaged_file(suffix: str) -> None:
    try:
        problems = read_raw(b"", f"a{suffix}").problems
    except ProblemsFound as error:
        problems = error.problems
    assert {problem.rule for problem in problems} <= {"damaged-file"}


@pytest.mark.parametrize(
    ("package", "suffix"), [("mammoth", ".docx"), ("trafilatura", ".html"), ("pypdf", ".pdf")]
)
def test_without_its_package_the_import_names_what_to_install(
    package: str, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("generator.importers.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ProblemsFound) as error:
        read_raw(b"", f"a{suffix}")
    (problem,) = error.value.problems
    assert ("missing-extra", True) == (problem.rule, EXTRAS[package] in problem.mend.en)


def test_every_extra_is_one_of_the_project_and_all_of_them_are_in_import() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    for package, extra in EXTRAS.items():
        assert any(one.startswith(package) for one in extras[extra])
    (all_of_them,) = extras["import"]
    assert set(EXTRAS.values()) == set(all_of_them.removesuffix("]").partition("[")[2].split(","))
