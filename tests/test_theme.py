"""The theme that ships: its words, its templates, and the page that tells designers about them."""

from __future__ import annotations

import dataclasses
import gzip
import re
from pathlib import Path

import pytest

from generator import views
from generator.problems import ProblemsFound
from generator.theme import Theme, page_href, read_theme

THEMES = Path(__file__).parents[1] / "themes"
BROADSHEET = THEMES / "broadsheet"

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

VIEWS = {
    name: view
    for name, view in vars(views).items()
    if dataclasses.is_dataclass(view) and isinstance(view, type)
}


@pytest.fixture(scope="module")
def theme() -> Theme:
    read = read_theme(BROADSHEET, [])
    assert read is not None
    return read


def test_every_variant_has_the_same_words(theme: Theme) -> None:
    keys = {tag: list(words) for tag, words in theme.words.items()}
    assert {"zh-Hans", "zh-Hant-HK", "zh-Hant-TW"} == set(keys)
    assert keys["zh-Hans"] == keys["zh-Hant-TW"] == keys["zh-Hant-HK"]


def test_a_word_has_as_many_gaps_in_every_variant(theme: Theme) -> None:
    gaps = {tag: {k: w.count("{}") for k, w in words.items()} for tag, words in theme.words.items()}
    assert gaps["zh-Hans"] == gaps["zh-Hant-TW"] == gaps["zh-Hant-HK"]


def test_no_word_is_hidden_by_a_method_of_the_mapping(theme: Theme) -> None:
    assert set() == set(theme.words["zh-Hans"]) & set(dir(dict))


@pytest.mark.parametrize(
    "path",
    [*BROADSHEET.glob("templates/*.html"), *BROADSHEET.glob("assets/*.css")],
    ids=lambda path: path.name,
)
def test_no_chinese_is_written_into_a_template_or_a_style_sheet(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}|/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert [] == HAN.findall(text)


def test_every_view_has_a_template() -> None:
    named = {
        re.match(r"`([\w.]+\.html)`", view.__doc__ or "")[1]  # type: ignore[index]
        for name, view in VIEWS.items()
        if name.endswith("View")
    }
    assert named == {p.name for p in BROADSHEET.glob("templates/[!_]*.html")} - {"frame.html"}


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_the_page_for_designers_names_every_field_of_every_view(name: str) -> None:
    text = (THEMES / "README.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith(f"| `{name}` |")]
    assert 1 == len(rows)
    fields = [field.name for field in dataclasses.fields(VIEWS[name])]
    assert [] == [field for field in fields if f"`{field}`" not in rows[0]]


def test_the_style_sheet_is_small() -> None:
    css = (BROADSHEET / "assets" / "broadsheet.css").read_bytes()
    assert len(css) <= 16 * 1024
    assert len(gzip.compress(css, 9)) <= 5 * 1024


def test_a_style_sheet_asks_no_other_host() -> None:
    css = (BROADSHEET / "assets" / "broadsheet.css").read_text(encoding="utf-8")
    assert [] == re.findall(r"url\(|@import|https?://", css)


def test_a_name_that_is_not_there_is_an_error_that_names_the_template_and_line(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "plain"
    (folder / "templates").mkdir(parents=True)
    (folder / "theme.yaml").write_text("name: plain\n")
    (folder / "templates" / "page.html").write_text("<p>\n{{ page.nothing }}</p>\n")
    theme = read_theme(folder, [])
    assert theme is not None
    with pytest.raises(ProblemsFound) as found:
        theme.render("page.html", views.Provenance("raw.txt", 1, 2))
    (problem,) = found.value.problems
    assert "themes/plain/templates/page.html:2" == str(problem.place)
    assert "nothing" in problem.what.en


def test_a_template_knows_no_name_but_page(tmp_path: Path) -> None:
    folder = tmp_path / "plain"
    (folder / "templates").mkdir(parents=True)
    (folder / "theme.yaml").write_text("name: plain\n")
    (folder / "templates" / "page.html").write_text("{{ range(3) }}")
    theme = read_theme(folder, [])
    assert theme is not None
    with pytest.raises(ProblemsFound):
        theme.render("page.html", None)


def test_text_is_escaped(tmp_path: Path) -> None:
    folder = tmp_path / "plain"
    (folder / "templates").mkdir(parents=True)
    (folder / "theme.yaml").write_text("name: plain\n")
    (folder / "templates" / "page.html").write_text('<a title="{{ page.file }}">{{ page.file }}')
    theme = read_theme(folder, [])
    assert theme is not None
    said = theme.render("page.html", views.Provenance('<b>"&', 1, 2))
    assert '<a title="&lt;b&gt;&#34;&amp;">&lt;b&gt;&#34;&amp;' == said


@pytest.mark.parametrize(
    ("url", "page", "root", "written"),
    [
        ("/issues/a/02.html", "/issues/a/01.html", "", "02.html"),
        ("/", "/issues/a/01.html", "", "../../"),
        ("/authors/", "/404.html", "/news/", "/news/authors/"),
        ("/issues/a/渠.jpg", "/issues/a/01.html", "", "%E6%B8%A0.jpg"),
        ("https://example.com/渠", "/404.html", "", "https://example.com/渠"),
        ("/issues/a/01.html#二", "/", "", "issues/a/01.html#%E4%BA%8C"),
    ],
)
def test_an_address_is_written_relative_to_its_page(
    url: str, page: str, root: str, written: str
) -> None:
    assert written == page_href(url, page, root)
