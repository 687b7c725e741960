"""A digest in three forms: every page has its twins, and only the words differ."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from world import SITE, article, digest, write

from generator.build import build
from generator.checking import check
from generator.problems import ProblemsFound
from generator.project import Project

_SITE = SITE + "base_url: https://example.com/news\nvariants: [zh-Hant-TW, zh-Hant-HK]\n"

_ARTICLE = article(
    "皇后的头发与“里面”",
    "**头**发见[第二篇](02-渠.md)和[网站](https://e.cn/里)，`里面`。-{里面}-\n",
    authors=["余建国"],
    summary="计划里面的干部",
    topics=["教育"],
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forms")
    project = digest(
        folder,
        {
            "site.yaml": _SITE,
            "issues/2019-11/01-后.md": _ARTICLE,
            "issues/2019-11/02-渠.md": article(),
            "glossary/zh-Hant-HK.yaml": "计划: 大計\n",
        },
    )
    return build(project, folder / "site").site


def _page(site: Path, prefix: str, page: str = "issues/2019-11/01.html") -> str:
    return (site / prefix / page).read_text(encoding="utf-8")


def test_every_page_has_its_twins(site: Path) -> None:
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    source = {page for page in pages if not page.startswith("zh-hant")}
    for prefix in ("zh-hant-tw/", "zh-hant-hk/"):
        assert source == {p.removeprefix(prefix) for p in pages if p.startswith(prefix)}


@pytest.mark.parametrize(
    ("prefix", "lang", "title", "plan"),
    [
        ("", "zh-Hans", "皇后的头发与“里面”", "计划里面的干部"),
        ("zh-hant-tw", "zh-Hant-TW", "皇后的頭髮與「里面」".replace("里", "裡"), "計畫裡面的幹部"),
        ("zh-hant-hk", "zh-Hant-HK", "皇后的頭髮與「裏面」", "大計裏面的幹部"),
    ],
)
def test_all_that_is_for_readers_is_converted(
    site: Path, prefix: str, lang: str, title: str, plan: str
) -> None:
    html = _page(site, prefix)
    assert f'<html lang="{lang}">' in html
    assert f"<title>{title}｜" in html
    assert f'<meta name="description" content="{plan}">' in html
    assert "<code>里面</code>" in html
    assert "。里面</p>" in html


def test_names_are_written_as_names(site: Path) -> None:
    assert "余建國" in _page(site, "zh-hant-tw")
    assert "餘" not in _page(site, "zh-hant-tw")


def test_links_stay_within_the_form_and_files_are_shared(site: Path) -> None:
    html = _page(site, "zh-hant-tw")
    assert '<a href="02.html">第二篇</a>' in html
    assert 'href="../../../assets/' in html
    assert 'href="https://e.cn/%E9%87%8C"' in html


def test_all_forms_name_each_other(site: Path) -> None:
    said = set()
    for prefix in ("", "zh-hant-tw", "zh-hant-hk"):
        html = _page(site, prefix)
        said.add(tuple(re.findall(r'<link rel="alternate" hreflang="(.*?)" href="(.*?)">', html)))
        own = f"https://example.com/news/{prefix}/issues".replace("//issues", "/issues")
        assert f'<link rel="canonical" href="{own}/2019-11/01.html">' in html
        assert 1 == html.count('aria-current="true" lang=') + len(
            re.findall(r'hreflang="[^"]*" aria-current="true">', html)
        )
    (alternates,) = said
    assert ["zh-Hans", "x-default", "zh-Hant-TW", "zh-Hant-HK"] == [tag for tag, _ in alternates]
    assert "https://example.com/news/zh-hant-hk/issues/2019-11/01.html" == alternates[-1][1]


def test_a_digest_in_one_form_has_no_switch_and_no_script(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/2019-11/01-渠.md": article()})
    site = build(project, tmp_path / "site").site
    html = _page(site, "")
    assert "hreflang" not in html
    assert "<script" not in html
    assert "og:locale:alternate" not in html


def test_without_an_address_of_the_site_nothing_is_said_to_search_engines(tmp_path: Path) -> None:
    project = digest(tmp_path, {"site.yaml": SITE + "variants: [zh-Hant-TW]\n"})
    html = _page(build(project, tmp_path / "site").site, "zh-hant-tw", "index.html")
    assert [] == re.findall(r"<link rel=.(?:canonical|alternate)[^>]*>|og:url", html)
    assert '<a href="../" lang="zh-Hans" hreflang="zh-Hans">' in html


def test_the_form_of_no_region_goes_by_taiwan_and_is_named_once_among_the_others(
    tmp_path: Path,
) -> None:
    forms = "variants: [zh-Hant, zh-Hant-TW, zh-Hant-HK]\n"
    site = build(digest(tmp_path, {"site.yaml": SITE + forms}), tmp_path / "site").site
    said = {
        prefix: re.findall('<meta property="og:locale.*?" content="(.*?)">', html)
        for prefix in ("", "zh-hant", "zh-hant-tw", "zh-hant-hk")
        for html in [_page(site, prefix, "index.html")]
    }
    assert {
        "": ["zh_CN", "zh_TW", "zh_HK"],
        "zh-hant": ["zh_TW", "zh_CN", "zh_HK"],
        "zh-hant-tw": ["zh_TW", "zh_CN", "zh_HK"],
        "zh-hant-hk": ["zh_HK", "zh_CN", "zh_TW"],
    } == said


def test_the_words_of_a_theme_stay_as_they_were_written(tmp_path: Path) -> None:
    """A word that the converter would change, in each of the places where words become links."""
    files = {"site.yaml": _SITE, "issues/a/01-后.md": article("后", "头发。\n", topics=["教育"])}
    project = digest(tmp_path, files)
    theme = tmp_path / "themes" / "broadsheet"
    shutil.copytree(project.theme("broadsheet"), theme)
    for path in (theme / "words").iterdir():
        words = re.sub(r'^(\w+): ".*"$', r'\1: "里\1{}"', path.read_text(), flags=re.MULTILINE)
        path.write_text(words.replace("{}", ""))
    site = build(project, tmp_path / "site").site
    shown = {
        "index.html": ("archive", "topics", "counties", "authors"),
        "archive/index.html": ("archive", "undated"),
        "archive/undated.html": ("archive", "undated"),
        "topics/index.html": ("topics",),
        "topics/education/undated.html": ("topics", "undated"),
        "404.html": ("not_found",),
    }
    for prefix in ("zh-hant-tw", "zh-hant-hk"):
        for page, words in shown.items():
            html = _page(site, prefix, page)
            assert [] == re.findall("[裡裏]\\w*", html), page
            assert [] == [word for word in words if f"里{word}" not in html], page
        title = "教育 · 里undated"
        assert f"<h1>{title}</h1>" in _page(site, prefix, "topics/education/undated.html")
        shared = _page(site, prefix, "topics/education/undated.html")
        assert f'<meta property="og:title" content="{title}">' in shared


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("site.yaml", SITE + "variants: [zh-Hant-TV]\n", "site.yaml:3:12 unknown-variant"),
        ("glossary/zh-TW.yaml", "里: 裡\n", "glossary/zh-TW.yaml unknown-glossary"),
        ("glossary/common.yaml", "里 面: 裡面\n", "glossary/common.yaml:1:1 bad-glossary-entry"),
    ],
)
def test_what_cannot_work_is_reported_with_its_place(
    tmp_path: Path, file: str, text: str, said: str
) -> None:
    project: Project = digest(tmp_path)
    write(tmp_path / "content" / file, text)
    with pytest.raises(ProblemsFound) as error:
        build(project, tmp_path / "site")
    assert [f"content/{said}"] == [f"{p.place} {p.rule}" for p in error.value.problems]


def test_every_character_reaches_its_page_in_every_form(tmp_path: Path) -> None:
    project = digest(tmp_path, {"site.yaml": _SITE, "issues/a/01-后.md": article("后", "头发。\n")})
    assert () == check(project, lossless=True).problems
