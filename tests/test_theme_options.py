"""What a digest may choose of a theme, and a theme that builds upon another."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from world import SITE, article, digest, found, write

from generator import build
from generator.model import GivenOption
from generator.problems import Problem, ProblemsFound
from generator.project import Project
from generator.theme import read_theme
from generator.theme.colours import contrast
from generator.theme.styles import small

BROADSHEET = Path(__file__).parents[1] / "themes" / "broadsheet"

OPTIONS = """\
name: plain
options:
  indent: {kind: flag, default: "false"}
  leads: {kind: number, default: 1, least: 1, most: 3}
  face: {kind: choice, choices: [sans, serif], default: sans}
  accent: {kind: colours, default: "#9b1c1c #f2a097", against: "#ffffff #000000"}
"""


def given(**chosen: str) -> list[GivenOption]:
    return [GivenOption(name, text, "s.yaml", (3, 3), (3, 9)) for name, text in chosen.items()]


def read(
    folder: Path, declared: str, **chosen: str
) -> tuple[dict[str, object], str, list[Problem]]:
    """The options of a theme as chosen, its style sheet, and what is wrong."""
    write(folder / "plain" / "theme.yaml", declared)
    write(folder / "plain" / "assets" / "plain.css", "p { margin: 0; }\n")
    problems: list[Problem] = []
    theme = read_theme(folder / "plain", problems, given(**chosen))
    if theme is None:
        return {}, "", problems
    return dict(theme.options), theme.style[1].decode(), problems


def test_options_stand_before_the_style_sheet_and_in_templates(tmp_path: Path) -> None:
    values, style, problems = read(tmp_path, OPTIONS)
    assert [] == problems
    accent = ("#9b1c1c", "#f2a097")
    assert {"indent": False, "leads": 1, "face": "sans", "accent": accent} == values
    assert (
        ":root{--indent:0;--leads:1;--face:var(--sans);--accent:#9b1c1c}"
        "@media (prefers-color-scheme:dark){:root{--accent:#f2a097}}p{margin:0}"
    ) == style


def test_a_digest_chooses(tmp_path: Path) -> None:
    chosen = {"indent": "是", "leads": "3", "face": "serif", "accent": "#123456 #abcdef"}
    values, style, problems = read(tmp_path, OPTIONS, **chosen)
    assert [] == problems
    accent = ("#123456", "#abcdef")
    assert {"indent": True, "leads": 3, "face": "serif", "accent": accent} == values
    assert "--indent:1;--leads:3;--face:var(--serif);--accent:#123456}" in style


def test_share_cards_are_drawn_in_the_colour_that_a_digest_chose(tmp_path: Path) -> None:
    colours = 'colours: {paper: "#fffcf7", accent: "#9b1c1c"}\n'
    folder = tmp_path / "plain"
    write(folder / "theme.yaml", OPTIONS + colours)
    problems: list[Problem] = []
    plain = read_theme(folder, problems)
    chosen = read_theme(folder, problems, given(accent="#123456 #abcdef", leads="2"))
    assert plain is not None
    assert chosen is not None
    assert {"paper": "#fffcf7", "accent": "#9b1c1c"} == plain.colours
    assert {"paper": "#fffcf7", "accent": "#123456"} == chosen.colours


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("indent", "maybe", "wrong-value"),
        ("leads", "4", "wrong-value"),
        ("leads", "0", "wrong-value"),
        ("leads", "two", "wrong-value"),
        ("face", "serf", "wrong-value"),
        ("accent", "red", "bad-colour"),
        ("accent", "#12345", "bad-colour"),
        ("accent", "#111111 #eeeeee #222222", "bad-colour"),
        ("accent", "#eeeeee #ffffff", "low-contrast"),
        ("accent", "#111111", "low-contrast"),
        ("acent", "#111111", "unknown-field"),
    ],
)
def test_a_choice_that_will_not_do_is_told_with_its_place(
    tmp_path: Path, name: str, text: str, rule: str
) -> None:
    _, _, (problem,) = read(tmp_path, OPTIONS, **{name: text})
    assert (rule, "s.yaml", 3) == (problem.rule, problem.place.file, problem.place.line)


def test_a_near_miss_is_offered(tmp_path: Path) -> None:
    _, _, (problem,) = read(tmp_path, OPTIONS, acent="#111111 #eeeeee")
    assert "accent" in problem.mend.en
    _, _, (problem,) = read(tmp_path, OPTIONS, face="serf")
    assert "serif" in problem.mend.en


@pytest.mark.parametrize(
    ("declared", "rules"),
    [
        ("  a: {kind: flag}", ["missing-field"]),
        ("  a: {kind: flagg, default: x}", ["wrong-value", "missing-field"]),
        ("  a: {kind: number, default: x}", ["wrong-value"]),
        ("  a: {kind: choice, choices: [b], default: c}", ["wrong-value"]),
        ("  A b: {kind: flag, default: x}", ["bad-key"]),
        ("  a: 3", ["not-a-mapping"]),
    ],
)
def test_a_mistake_in_the_theme_is_told_with_its_place(
    tmp_path: Path, declared: str, rules: list[str]
) -> None:
    _, _, problems = read(tmp_path, f"name: plain\noptions:\n{declared}\n")
    assert rules == [problem.rule for problem in problems]
    assert {("themes/plain/theme.yaml", 3)} == {(p.place.file, p.place.line) for p in problems}


def test_choices_of_site_yaml_reach_the_site(tmp_path: Path) -> None:
    chosen = 'theme_options: {indent: true, leads: 2, related: 0, accent: "#005a9c #8cc8ff"}\n'
    files = {f"issues/2019-11/0{n}.md": article(f"题{n}", counties=["瑞安市"]) for n in (1, 2, 3)}
    project = digest(tmp_path, {"site.yaml": SITE + chosen, **files})
    site = build.build(project, tmp_path / "site").site
    (style,) = (site / "assets").glob("broadsheet.*.css")
    assert "--accent:#005a9c;" in style.read_text()
    assert 2 == (site / "index.html").read_text().count('class="teaser lead"')
    assert 'class="related"' not in (site / "issues" / "2019-11" / "01.html").read_text()


@pytest.mark.parametrize(
    ("chosen", "where"),
    [
        ("theme_options: {leads: 9}", "content/site.yaml:3:24 wrong-value"),
        ("theme_options:\n  leeds: 1", "content/site.yaml:4:3 unknown-field"),
        ("theme_options:\n  accent: #005a9c #8cc8ff", "content/site.yaml:4:11 unquoted-hash"),
        ("theme_options:\n  accent: [a]", "content/site.yaml:4:11 wrong-value"),
        ("theme_options: serif", "content/site.yaml:3:16 not-a-mapping"),
    ],
)
def test_a_mistake_in_site_yaml_is_told_with_line_and_column(
    tmp_path: Path, chosen: str, where: str
) -> None:
    project = digest(tmp_path, {"site.yaml": f"{SITE}{chosen}\n"})
    with pytest.raises(ProblemsFound) as stopped:
        build.read(project)
    assert [where] == found(stopped.value)


def test_contrast_is_that_of_the_guidelines() -> None:
    assert 21 == round(contrast("#000000", "#ffffff"), 2)
    assert 1 == contrast("#777777", "#777777")
    assert 4.48 == round(contrast("#ffffff", "#777777"), 2)


@pytest.mark.parametrize(
    ("sheet", "made"),
    [
        ("a, b { color : red; }\n\nc { }", "a,b{color :red}c{}"),
        ('p::after { content: "; } /* x */  y"; }', 'p::after{content:"; } /* x */  y"}'),
        ("p { content: 'it\\'s {  }'; }", "p{content:'it\\'s {  }'}"),
        ("/* a { } */ p /* b */ { margin: 0 /* c */ }", "p{margin:0}"),
        ("@media (min-width: 40rem) and print { a > b { x: y } }", None),
        ("a { width: calc(1px + 2px); }", "a{width:calc(1px + 2px)}"),
        (".a :hover { x: y }", ".a :hover{x:y}"),
    ],
)
def test_a_small_style_sheet_says_the_same(sheet: str, made: str | None) -> None:
    expected = made or "@media (min-width:40rem) and print{a > b{x:y}}"
    assert expected == small(sheet)
    assert expected == small(small(sheet))


# A theme upon a theme


def themed(folder: Path, **themes: dict[str, str]) -> Project:
    """A digest with these themes of its own, dressed in the first."""
    files = {
        "site.yaml": f"{SITE}theme: {next(iter(themes))}\n",
        "issues/2019-11/01.md": article("新渠通水"),
    }
    for name, written in themes.items():
        for path, text in written.items():
            write(folder / "themes" / name / path, text)
    return digest(folder, files)


def page(project: Project, path: str = "issues/2019-11/01.html") -> str:
    return (build.build(project, project.folder / "site").site / path).read_text()


EVENING = {"theme.yaml": "name: evening\nlabel: 晚报\nextends: broadsheet\n"}


def test_a_child_without_anything_of_its_own_is_its_parent(tmp_path: Path) -> None:
    child = page(themed(tmp_path / "a", evening=EVENING))
    plain = digest(tmp_path / "b", {"issues/2019-11/01.md": article("新渠通水")})
    assert page(plain) == child.replace("evening.", "broadsheet.")


def test_a_child_replaces_one_block_of_one_template(tmp_path: Path) -> None:
    text = '{% extends "broadsheet/article.html" %}{% block about %}<p>晚报</p>{% endblock %}'
    made = page(themed(tmp_path, evening=EVENING | {"templates/article.html": text}))
    assert "<p>晚报</p>" in made
    assert "<h1>新渠通水</h1>" in made


def test_a_child_replaces_a_template_and_a_piece_for_its_parent_too(tmp_path: Path) -> None:
    footer = "{% macro colophon(page) %}<footer>尾</footer>{% endmacro %}"
    about = "<p>{{ page.frame.title }}</p>"
    own = EVENING | {"templates/_footer.html": footer, "templates/404.html": about}
    project = themed(tmp_path, evening=own)
    assert "<footer>尾</footer>" in page(project)
    assert "<p>找不到这一页</p>" == page(project, "404.html")


def test_words_styles_and_assets_of_a_child_stand_over_those_of_its_parent(tmp_path: Path) -> None:
    own = EVENING | {
        "words/zh-Hans.yaml": 'next_article: "再看一篇"\n',
        "assets/evening.css": "/* 晚报 */ h1 { text-align: center; }\n",
        "assets/icon.svg": "<svg/>",
    }
    project = themed(tmp_path, evening=own)
    write(project.content / "issues" / "2019-11" / "02.md", article("另一篇"))
    made = page(project)
    assert "再看一篇" in made
    assert "第1版" not in made
    (style,) = (tmp_path / "site" / "assets").glob("evening.*.css")
    assert style.name.startswith("evening.")
    assert style.read_text().endswith("h1{text-align:center}")
    (icon,) = (tmp_path / "site" / "assets").glob("icon.*.svg")
    assert "<svg/>" == icon.read_text()
    assert {"broadsheet", "search"} == {p.name.partition(".")[0] for p in icon.parent.glob("*.js")}


def test_three_themes_upon_each_other(tmp_path: Path) -> None:
    def over(parent: str, mark: str) -> str:
        said = "{{ super() }}" + mark
        return f'{{% extends "{parent}/article.html" %}}{{% block about %}}{said}{{% endblock %}}'

    project = themed(
        tmp_path,
        late={
            "theme.yaml": "name: late\nextends: evening\n",
            "templates/article.html": over("evening", "夜"),
        },
        evening=EVENING | {"templates/article.html": over("broadsheet", "晚")},
    )
    assert "晚夜" in page(project)


def test_a_child_changes_what_an_option_is_unless_chosen(tmp_path: Path) -> None:
    declared = EVENING["theme.yaml"] + "options:\n  indent: {kind: flag, default: yes}\n"
    project = themed(tmp_path, evening={"theme.yaml": declared})
    _, theme, _ = build.read(project)
    assert theme.options["indent"] is True
    assert 1 == theme.options["leads"]


def test_a_mistake_names_the_theme_that_it_is_in(tmp_path: Path) -> None:
    shutil.copytree(BROADSHEET, tmp_path / "themes" / "broadsheet")
    wrong = tmp_path / "themes" / "broadsheet" / "templates" / "_footer.html"
    wrong.write_text("{% macro colophon(page) %}\n{{ page.nothing }}{% endmacro %}")
    project = themed(tmp_path, evening=EVENING)
    with pytest.raises(ProblemsFound) as stopped:
        page(project)
    assert ["themes/broadsheet/templates/_footer.html:2 template"] == found(stopped.value)


@pytest.mark.parametrize(
    ("themes", "where"),
    [
        ({"a": "name: a\nextends: b\n"}, "themes/a/theme.yaml:2:10 no-theme"),
        ({"a": "name: a\nextends: a\n"}, "themes/a/theme.yaml:2:10 theme-circle"),
        (
            {"a": "name: a\nextends: b\n", "b": "name: b\nextends: a\n"},
            "themes/b/theme.yaml:2:10 theme-circle",
        ),
    ],
)
def test_a_theme_upon_nothing_or_upon_itself_is_told(
    tmp_path: Path, themes: dict[str, str], where: str
) -> None:
    project = themed(tmp_path, **{name: {"theme.yaml": text} for name, text in themes.items()})
    with pytest.raises(ProblemsFound) as stopped:
        build.read(project)
    assert [where] == found(stopped.value)


def test_a_child_has_the_widths_of_photographs_and_colours_of_its_parent(tmp_path: Path) -> None:
    parent = read_theme(BROADSHEET, problems := [])
    extended = 'name: evening\nextends: broadsheet\ncolours: {accent: "#005a9c"}\n'
    write(tmp_path / "evening" / "theme.yaml", extended)
    child = read_theme(
        tmp_path / "evening",
        problems,
        find=lambda _: BROADSHEET,
    )
    assert parent is not None
    assert child is not None
    assert child.image_sizes == parent.image_sizes != "100vw"
    assert {**parent.colours, "accent": "#005a9c"} == child.colours
