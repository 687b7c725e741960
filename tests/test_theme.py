"""The theme that ships: its words, its templates, and the page that tells designers about them."""

from __future__ import annotations

import ast
import dataclasses
import gzip
import re
from pathlib import Path

import pytest

from generator import views
from generator.edition import ENGINE_WORDS
from generator.problems import ProblemsFound
from generator.theme import Theme, page_href, read_theme

THEMES = Path(__file__).parents[1] / "themes"
BROADSHEET = THEMES / "broadsheet"
GENERATOR = Path(views.__file__).parent

PLANNING = ("calendars", "edition", "make", "months", "pairs", "related", "views")

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


@pytest.mark.parametrize(
    "path",
    [
        *BROADSHEET.glob("templates/*.html"),
        *BROADSHEET.glob("assets/*.css"),
        *BROADSHEET.glob("assets/*.js"),
    ],
    ids=lambda path: path.name,
)
def test_no_chinese_is_written_into_a_template_a_style_sheet_or_a_script(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}|/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert [] == HAN.findall(text)


@pytest.mark.parametrize(
    "path",
    [
        *sorted((GENERATOR / "outputs").glob("*.py")),
        *(GENERATOR / f"{name}.py" for name in PLANNING),
    ],
    ids=lambda path: path.name,
)
def test_no_chinese_is_written_into_what_plans_and_makes_pages(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    explained = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    said = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in explained
    ]
    assert [] == [text for text in said if HAN.search(text)]


def test_every_word_is_asked_for(theme: Theme) -> None:
    asked = " ".join(p.read_text(encoding="utf-8") for p in BROADSHEET.glob("templates/*.html"))
    named = set(re.findall(r"words\.(\w+)", asked)) | set(ENGINE_WORDS)
    assert named == set(theme.words["zh-Hans"])


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


def test_the_style_sheet_is_small(theme: Theme) -> None:
    address, css = theme.style
    assert re.fullmatch(r"/assets/broadsheet\.[0-9a-f]{12}\.css", address)
    assert len(css) <= 16 * 1024
    assert len(gzip.compress(css, 9)) <= 5 * 1024


def test_the_script_is_small_and_leads_no_one_anywhere() -> None:
    script = (BROADSHEET / "assets" / "broadsheet.js").read_bytes()
    assert len(script) <= 1024
    assert not re.search(rb"location|navigat|history|fetch|innerHTML|cookie", script)


def test_the_script_of_the_search_is_small_and_trusts_no_text() -> None:
    script = (BROADSHEET / "assets" / "search.js").read_bytes()
    assert len(gzip.compress(script, 9)) <= 15 * 1024
    assert not re.search(
        rb"innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function", script
    )
    assert [] == re.findall(rb"https?://", script)
    assert len((BROADSHEET / "assets" / "search.css").read_bytes()) <= 3 * 1024


@pytest.mark.parametrize("name", ["broadsheet.css", "search.css"])
def test_a_style_sheet_asks_no_other_host(name: str) -> None:
    css = (BROADSHEET / "assets" / name).read_text(encoding="utf-8")
    assert [] == re.findall(r"url\(|@import|https?://", css)


@pytest.mark.parametrize(
    ("form", "region", "others"),
    [
        (":lang(zh-Hans)", "SC", ("TC", "HK", "JhengHei")),
        (":lang(zh-Hant)", "TC", ("SC", "HK", "YaHei", "MiSans", "system-ui")),
        (":lang(zh-Hant-HK)", "HK", ("SC", "YaHei", "MiSans", "system-ui")),
    ],
)
def test_a_form_is_set_in_fonts_of_its_region(
    form: str, region: str, others: tuple[str, ...]
) -> None:
    css = (BROADSHEET / "assets" / "broadsheet.css").read_text(encoding="utf-8")
    (rule,) = re.findall(re.escape(form) + r" \{(.*?)\n\}", css, re.DOTALL)
    stacks = re.findall(r"--(?:sans|serif): (.*?);", rule, re.DOTALL)
    assert 2 == len(stacks)
    for stack in stacks:
        assert re.match(rf'"[\w ]+ {region}"', stack)
        assert [] == [name for name in others if re.search(rf"\b{name}\b", stack)]


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
