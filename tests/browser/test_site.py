"""The site as a reader has it: on a phone and on a desk, by day and by night, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PHONE, SMALL, DESK = 390, 320, 1280

KINDS = (
    "/",
    "/issues/2019-11/",
    "/issues/2019-12-02/",
    "/issues/2019-11/whole.html",
    "/issues/2019-11/01.html",
    "/issues/2019-11/90.html",
    "/topics/",
    "/topics/education/",
    "/topics/education/330381/",
    "/topics/education/2019-11.html",
    "/counties/",
    "/counties/330381/",
    "/authors/",
    "/archive/",
    "/archive/2019-11.html",
    "/about.html",
    "/404.html",
)
"""One address of every kind of page."""


FORMS = ("", "/zh-hant-tw", "/zh-hant-hk")

PAGES = tuple(form + kind for form in FORMS for kind in KINDS)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    yield page
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_fault_that_axe_can_find_by_day_or_by_night(
    tab: Page, address: str, path: str
) -> None:
    tab.set_viewport_size({"width": PHONE, "height": 800})
    tab.goto(address + path)
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        tab.emulate_media(color_scheme=scheme)
        # axe is injected from outside, past the page's own policy, by the debugging protocol.
        found = Axe().run(tab, options=options).response["violations"]
        assert [] == [(v["id"], [n["html"] for n in v["nodes"]]) for v in found], scheme


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways(tab: Page, address: str, path: str) -> None:
    tab.goto(address + path)
    # Text at 200 %, as a reader sets it in the browser's preferences.
    for size in ("100%", "200%"):
        tab.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        for width in (SMALL, PHONE, DESK):
            tab.set_viewport_size({"width": width, "height": 800})
            found = tab.evaluate("document.documentElement.scrollWidth")
            assert found <= width, (size, width)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_nothing_on_the_console_and_asks_no_other_host(
    browser: Browser, address: str, path: str
) -> None:
    page = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + path)
    page.close()
    assert [] == said
    assert [] == [url for url in asked if not url.startswith((address, "data:"))]


@pytest.mark.parametrize("path", PAGES)
def test_all_text_is_there_without_scripts(browser: Browser, address: str, path: str) -> None:
    with_scripts = browser.new_page()
    with_scripts.goto(address + path)
    expected = with_scripts.inner_text("body")
    with_scripts.close()
    context = browser.new_context(java_script_enabled=False)
    without = context.new_page()
    without.goto(address + path)
    assert expected == without.inner_text("body")
    context.close()


def test_a_reader_walks_from_the_front_page_to_an_article_and_back_by_keyboard(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    page.goto(address + "/")
    page.keyboard.press("Tab")
    assert "#page-main" == page.evaluate("document.activeElement.getAttribute('href')")
    page.locator("main h2 a, main h1 a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/issues/2020-01-06/01.html")
    page.locator("nav a[rel=next]").press("Enter")
    page.wait_for_url("**/issues/2020-01-06/02.html")
    page.close()


def test_the_site_opens_from_a_folder_without_a_server(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "issues" / "2019-11" / "01.html").as_uri())
    serif_or_sans = page.evaluate("getComputedStyle(document.body).lineHeight")
    assert "normal" != serif_or_sans
    page.close()


def test_dark_and_light_differ_and_both_have_ink_on_paper(browser: Browser, address: str) -> None:
    seen = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(address + "/")
        seen.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()
    assert ["rgb(255, 252, 247)", "rgb(21, 20, 19)"] == seen


def test_a_day_of_the_calendar_leads_to_its_issue_and_can_be_hit(tab: Page, address: str) -> None:
    tab.set_viewport_size({"width": SMALL, "height": 800})
    tab.goto(address + "/archive/")
    days = tab.locator(".calendar a")
    boxes = [day.bounding_box() for day in days.all()]
    assert 4 == len(boxes)
    assert all(box and box["width"] >= 24 and box["height"] >= 24 for box in boxes)
    tab.click(".calendar a[href*='2019-12-02']")
    tab.wait_for_url("**/issues/2019-12-02/")


def test_an_issue_on_paper_is_one_run_of_pages_without_the_ways_about(
    tab: Page, address: str
) -> None:
    tab.goto(address + "/issues/2019-11/whole.html")
    tab.emulate_media(media="print")
    for way in (".sections", ".forms", ".breadcrumbs", ".colophon nav"):
        assert not tab.locator(way).first.is_visible(), way
    assert "2" == tab.evaluate("getComputedStyle(document.querySelector('.article')).columnCount")
    paper = tab.pdf(prefer_css_page_size=True)
    # A4 in points, and more than one sheet.
    assert b"/MediaBox [0 0 594" in paper
    assert paper.count(b"/Type /Page\n") > 2
