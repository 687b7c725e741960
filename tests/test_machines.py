"""Small files for machines, icons, and the settings that all of these go by."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from machine_world import BASE, FILES, FORMS, SETTINGS, file_at, hostile_site
from world import SITE, article, digest, shown

from generator.build import build
from generator.checking import check
from generator.content import read_site
from generator.machines import LlmsView, Section, llms
from generator.model import Prose, Settings
from generator.settings import SITE_FIELDS
from generator.views import Link

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_site(tmp_path_factory.mktemp("site"))


def settings(folder: Path, text: str) -> Settings:
    read, _ = read_site(digest(folder, {"site.yaml": SITE + text}).content)
    return read.settings


def test_every_form_has_a_manifest_that_every_page_of_it_names(site: Path) -> None:
    for prefix, tag in FORMS.items():
        folder = site / prefix
        said = json.loads((folder / "manifest.webmanifest").read_bytes())
        assert "江城文摘" == said["name"]
        assert ("发电" if tag == "zh-Hans" else "發電") in said["description"]
        assert tag == said["lang"]
        assert "./" == said["start_url"] == said["scope"]
        assert ["any", "512x512"] == [icon["sizes"] for icon in said["icons"]]
        for icon in said["icons"]:
            assert (folder / icon["src"]).is_file(), icon
        page = (folder / "topics/index.html").read_text(encoding="utf-8")
        assert '<link rel="manifest" href="../manifest.webmanifest">' in page


def test_icons_are_what_they_say(site: Path) -> None:
    icon = (site / "favicon.ico").read_bytes()
    assert icon.startswith(b"\0\0\1\0")
    (picture,) = site.glob("assets/icon.*.png")
    data = picture.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert (512, 512) == (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"))
    page = (site / "topics/water/index.html").read_text(encoding="utf-8")
    assert '<link rel="icon" href="../../favicon.ico" sizes="32x32">' in page
    assert f'<link rel="apple-touch-icon" href="../../assets/{picture.name}">' in page


def test_language_models_find_the_parts_of_the_site(site: Path) -> None:
    for prefix, tag in FORMS.items():
        lines = (site / prefix / "llms.txt").read_text(encoding="utf-8").splitlines()
        assert "# 江城文摘" == lines[0]
        assert lines[2].startswith("> ")
        links = re.findall(r"^- \[.*\]\((.*)\)$", "\n".join(lines), re.MULTILINE)
        assert f"{BASE}/{prefix}issues/2019-11-20/" in links
        assert f"{BASE}/{prefix}topics/water/" in links
        assert f"{BASE}/{prefix}about.html" in links
        for url in links:
            assert file_at(site, url).is_file(), url
        assert ("發電與學校" in lines[2]) == (tag != "zh-Hans")


def test_without_an_address_its_links_are_relative(tmp_path: Path) -> None:
    files = FILES | {"site.yaml": SETTINGS.replace(f"base_url: {BASE}\n", "")}
    site = build(digest(tmp_path, files), tmp_path / "site").site
    for prefix in FORMS:
        text = (site / prefix / "llms.txt").read_text(encoding="utf-8")
        for url in re.findall(r"\]\((.*)\)$", text, re.MULTILINE):
            folder = site / prefix / url
            assert (folder / "index.html" if url.endswith("/") else folder).is_file(), url


def test_no_name_is_taken_for_markdown() -> None:
    link = Link(Prose("[水](x) *利*\n_#_"), "/a/")
    view = LlmsView(Prose("# <题>"), Prose(""), (Section(Prose("一"), (link,)),))
    expected = "# \\# \\<题\\>\n\n## 一\n\n- [\\[水\\](x) \\*利\\* \\_\\#\\_](/a/)\n"
    assert expected == llms(view).decode()


def test_the_number_of_the_register_is_at_the_foot_of_every_page(tmp_path: Path) -> None:
    site = hostile_site(tmp_path, icp="浙ICP备00000000号-1")
    for path in site.rglob("*.html"):
        foot = path.read_text(encoding="utf-8").partition('<footer class="colophon">')[2]
        assert 'href="https://beian.miit.gov.cn/"' in foot
        assert "浙ICP备00000000号-1" in foot, "a number is not converted"


# Documents


def test_the_page_about_outputs_names_every_kind_of_file(tmp_path: Path) -> None:
    project = digest(tmp_path, FILES)
    site = build(project, tmp_path / "site", now=datetime(2019, 11, 21, tzinfo=UTC)).site
    text = (ROOT / "docs/outputs.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(?:[^`/]*/)*([^`/]+\.\w+)`", text))
    there = {path.name for path in site.rglob("*") if path.is_file() and path.suffix != ".html"}
    # What has a name of its own for every issue, photograph or asset.
    carried = {path.name for path in site.rglob("*.epub")} | {"渠.jpg"}
    for folder in ("assets", "cards", "*/cards", "search", "*/search"):
        carried |= {path.name for path in site.glob(f"{folder}/**/*")}
    assert set() == there - carried - named
    assert {"corrections.html", "404.html"} <= named
    gone = {"corrections.html", "404.html", "search.html", "whole.html", "index.html", "site.yaml"}
    gone |= {"<期>.epub", "<期>.png", "addresses.yaml", "search.js", "edgeone.json"}
    assert set() == {name for name in named - gone if name.isascii() and "*" not in name} - there


def test_the_page_about_outputs_names_settings_that_there_are() -> None:
    text = (ROOT / "docs/outputs.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]*) \|.*\|$", text.partition("## 设置")[2], re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert len(named) > 9
    assert set() == named - set(SITE_FIELDS)
    ours = {"timezone", "logo", "feeds", "feed_text", "feed_entries", "feed_identity"}
    assert ours | {"platforms", "no_transform", "base_url"} <= named


# Settings


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://例子.中国/新闻/", "https://xn--fsqu00a.xn--fiqs8s/%E6%96%B0%E9%97%BB"),
        ("https://example.com:8080/a%20b", "https://example.com:8080/a%20b"),
        ("https://example.com/a'b\"c<d>", "https://example.com/a'b%22c%3Cd%3E"),
    ],
)
def test_an_address_is_read_as_machines_write_it(tmp_path: Path, written: str, read: str) -> None:
    assert read == settings(tmp_path, f"base_url: {json.dumps(written)}\n").base_url


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("base_url: example.com", "bad-base-url"),
        ("base_url: https://exa mple.com", "bad-base-url"),
        ("base_url: https://水" + "渠" * 64 + ".com", "bad-base-url"),
        ("base_url: https://example.com:x", "bad-base-url"),
        ("feed_identity: ftp://example.com", "bad-address"),
        ("logo: logo.png", "bad-address"),
        ("timezone: Asia/Shanghai", "bad-timezone"),
        ("timezone: '+8'", "bad-timezone"),
        ("feeds: [atom, rdf]", "wrong-value"),
        ("feed_text: all", "wrong-value"),
        ("platforms: weibo", "wrong-value"),
    ],
)
def test_a_setting_that_cannot_be_is_told_with_its_place(
    tmp_path: Path, line: str, rule: str
) -> None:
    found = check(digest(tmp_path, {"site.yaml": SITE + line + "\n"})).problems
    assert [f"content/site.yaml:3 {rule}"] == [
        re.sub(r":\d+ ", " ", shown(problem)) for problem in found
    ]


def test_what_is_not_set_has_a_value_that_is_right(tmp_path: Path) -> None:
    read = settings(tmp_path, "")
    assert "+08:00" == read.timezone
    assert ("atom", "rss", "json") == read.feeds
    assert ("site", 30) == (read.feed_text, read.feed_entries)
    assert () == read.platforms
    assert not read.no_transform


def test_a_standing_page_cannot_take_the_place_of_the_corrections(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "pages/corrections.md": article("更正"),
        "issues/a/01-a.md": article(),
    }
    found = check(digest(tmp_path, files)).problems
    assert ["duplicate-address"] == [problem.rule for problem in found]
