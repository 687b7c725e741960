"""The preview in a real browser: what is saved is on the screen, and nothing else happens."""

from __future__ import annotations

import contextlib
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect
from previewed import PATIENCE, Preview, previewed, save
from world import article, digest

from generator.project import STARTER, Project

pytestmark = pytest.mark.browser

ISSUE = "issues/2019-11"
FIRST = f"content/{ISSUE}/01-水利.md"
SECOND = f"content/{ISSUE}/02-教育.md"
STYLE = "themes/broadsheet/assets/broadsheet.css"
LONG = "水渠昨天通水，两岸的田都浇上了。\n\n" * 200


@pytest.fixture
def project(tmp_path: Path) -> Project:
    files = {"01-水利.md": article(body=LONG), "02-教育.md": article("新校开学")}
    made = digest(tmp_path / "digest", {f"{ISSUE}/{name}": text for name, text in files.items()})
    shutil.copytree(STARTER / "themes" / "broadsheet", made.folder / "themes" / "broadsheet")
    save(made, "content/site.yaml", "title: 江城文摘\nvariants: [zh-Hant-TW]\n")
    return made


@pytest.fixture
def preview(project: Project) -> Iterator[Preview]:
    with previewed(project) as running:
        running.hear("毫秒")
        yield running


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    # Neither a script that fails nor a policy that is broken; that the preview ended is no fault.
    ended = ("/livereload' failed", "net::ERR_CONNECTION")
    assert [] == [line for line in said if not any(one in line for one in ended)]


def until(tab: Page, expression: str, argument: object = None) -> None:
    """Wait for something, asked past the policy of the page, which forbids asking from within."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        # A page that is just being loaded cannot be asked.
        with contextlib.suppress(Error):
            if tab.evaluate(expression, argument):
                return
        tab.wait_for_timeout(20)
    raise AssertionError(expression)


CONNECTED = "window.LiveReload && window.LiveReload.connector.protocol === 7"


def go(tab: Page, preview: Preview, path: str) -> None:
    """Open a page and wait until it is connected."""
    tab.goto(preview.url + path)
    until(tab, CONNECTED)


def test_what_is_saved_is_on_the_screen_each_time(tab: Page, preview: Preview) -> None:
    go(tab, preview, f"{ISSUE}/01.html")
    for number in range(12):
        save(preview.project, FIRST, article(body=f"第 {number} 次改。\n"))
        expect(tab.get_by_text(f"第 {number} 次改。")).to_be_visible()


def test_a_mistake_comes_over_the_page_and_goes_by_itself(tab: Page, preview: Preview) -> None:
    go(tab, preview, f"{ISSUE}/01.html")
    save(preview.project, FIRST, "---\ntitle: 新渠通水\ncountis: [瑞安市]\n---\n\n改坏了。\n")
    panel = tab.locator(".wenzhai-panel")
    expect(panel.get_by_text(f"{FIRST}:3:1")).to_be_visible()
    expect(panel.get_by_text("是不是“counties”？")).to_be_visible()
    expect(panel).to_have_css("position", "fixed")
    expect(tab.get_by_text("水渠昨天通水").first).to_be_visible()
    save(preview.project, FIRST, article(body="改好了。\n"))
    expect(tab.get_by_text("改好了。")).to_be_visible()
    expect(panel).to_have_count(0)


def test_a_style_sheet_is_exchanged_and_the_page_stays(tab: Page, preview: Preview) -> None:
    go(tab, preview, f"{ISSUE}/01.html")
    tab.evaluate("window.same = true")
    tab.mouse.wheel(0, 900)
    until(tab, "scrollY > 800")
    style = (preview.project.folder / STYLE).read_text(encoding="utf-8")
    for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        save(preview.project, STYLE, f"{style}\nbody {{ background: {colour} }}\n")
        expect(tab.locator("body")).to_have_css("background-color", colour)
    assert tab.evaluate("window.same && scrollY > 800")
    # The page is not told again that it is old.
    save(preview.project, SECOND, article("旧校"))
    until(tab, f"!window.same && {CONNECTED}")


def test_a_page_stays_where_it_was_scrolled_to(tab: Page, preview: Preview) -> None:
    go(tab, preview, f"{ISSUE}/01.html")
    tab.mouse.wheel(0, 2000)
    until(tab, "scrollY > 1900")
    before = tab.evaluate("scrollY")
    save(preview.project, FIRST, article("新题", body=LONG + "末尾。\n"))
    expect(tab.get_by_text("末尾。")).to_be_attached()
    expect(tab).to_have_title(re.compile("新题"))
    until(tab, "at => Math.abs(scrollY - at) < 100", before)


def test_a_draft_has_a_ribbon_that_takes_no_clicks(tab: Page, preview: Preview) -> None:
    save(preview.project, f"content/{ISSUE}/03-稿.md", article("未写完", draft=True))
    preview.hear("03-稿.md")
    go(tab, preview, f"{ISSUE}/03.html")
    ribbon = tab.locator(".wenzhai-ribbon")
    expect(ribbon).to_have_text("草稿")
    expect(ribbon).to_have_css("pointer-events", "none")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 1000


def test_the_browser_follows_to_the_page_that_is_saved(tab: Page, project: Project) -> None:
    with previewed(project, "--follow") as preview:
        preview.hear("毫秒")
        go(tab, preview, f"zh-hant-tw/{ISSUE}/01.html")
        save(project, SECOND, article("新校落成"))
        tab.wait_for_url(f"**/zh-hant-tw/{ISSUE}/02.html")
        expect(tab.get_by_text("新校落成").first).to_be_visible()
        go(tab, preview, "topics/")
        save(project, FIRST, article("新渠通水", body="再改。\n"))
        tab.wait_for_url(f"**/{ISSUE}/01.html")
        assert "/zh-hant-tw/" not in tab.url


def test_a_save_while_the_page_loads_is_not_lost(tab: Page, preview: Preview) -> None:
    """The page is answered, then a file saved, and only then does the script connect."""
    held: list[Route] = []
    tab.route("**/livereload.js*", lambda route: held.append(route), times=1)
    tab.goto(preview.url + f"{ISSUE}/01.html", wait_until="commit")
    until(tab, "document.readyState !== 'loading'")
    save(preview.project, FIRST, article(body="半路改的。\n"))
    preview.hear("毫秒")
    held[0].continue_()
    expect(tab.get_by_text("半路改的。")).to_be_visible()


def test_a_browser_that_lost_its_preview_comes_back_to_the_new_one(
    tab: Page, project: Project
) -> None:
    with previewed(project) as first:
        first.hear("毫秒")
        port = first.port
        go(tab, first, f"{ISSUE}/01.html")
        # The two have shown equally many states of the site.
        save(project, FIRST, article(body="还开着。\n"))
        expect(tab.get_by_text("还开着。")).to_be_visible()
        until(tab, CONNECTED)
    save(project, FIRST, article(body="关着时改的。\n"))
    with previewed(project, "--port", str(port)) as second:
        second.hear("毫秒")
        save(project, SECOND, article("又一篇"))
        second.hear("毫秒")
        expect(tab.get_by_text("关着时改的。")).to_be_visible()
