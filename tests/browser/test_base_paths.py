"""A site at `/a/b/`, and one at the root, as a browser has it from a real nginx."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from redirects.nginx import nginx
from redirects.sites import moved_site
from world import article, photograph

from generator.build import build

pytestmark = pytest.mark.browser

FORMS = ("", "/zh-hant-tw")

KINDS = ("/", "/issues/a/", "/issues/a/whole.html", "/issues/a/03.html", "/topics/", "/archive/")
KINDS += ("/counties/330381/", "/authors/", "/search.html", "/about.html", "/corrections.html")


@pytest.fixture(scope="module", params=["", "/a/b"], ids=["root", "below"])
def address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("nginx")
    shown = article(
        "码头修好了",
        "![码头](码头.jpg)\n\n见[新渠](01-a.md)。\n",
        topics=["水利"],
        counties=["瑞安市"],
        authors=["张三丰"],
    )
    files = {"issues/a/03-c.md": shown, "issues/a/码头.jpg": photograph(900, 600)}
    project = moved_site(folder / "digest", request.param, "host: nginx\n", **files)
    site = build(project, folder / "digest/site").site
    with nginx(folder, site, request.param) as port:
        yield f"http://127.0.0.1:{port}{request.param}"


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def failed(tab: Page, address: str) -> list[str]:
    """What the browser could not get, or would not take; a test ends with none of it."""
    found: list[str] = []
    tab.on("response", lambda answer: found.append(answer.url) if answer.status >= 400 else None)
    tab.on("requestfailed", lambda request: found.append(f"{request.url} {request.failure}"))
    tab.on("request", lambda one: None if one.url.startswith(address) else found.append(one.url))
    tab.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    return found


@pytest.mark.parametrize("form", FORMS)
def test_every_kind_of_page_gets_all_that_it_asks_for(
    tab: Page, address: str, failed: list[str], form: str
) -> None:
    for kind in KINDS:
        tab.goto(address + form + kind, wait_until="networkidle")
        assert [] == failed, kind
        assert 0 < tab.evaluate("document.styleSheets[0].cssRules.length"), kind


@pytest.mark.parametrize("form", FORMS)
def test_a_reader_finds_an_article_and_goes_there(
    tab: Page, address: str, failed: list[str], form: str
) -> None:
    tab.goto(f"{address}{form}/search.html")
    tab.fill("#search-q", "码头")
    # The search reads the page for the words around the match; a reader who is faster than that
    # breaks it off, and the browser tells of a request that failed.
    with tab.expect_response(f"{address}{form}/issues/a/03.html") as read:
        tab.press("#search-q", "Enter")
    assert read.value.finished() is None
    tab.locator(".results a").click()
    tab.wait_for_url(f"{address}{form}/issues/a/03.html")
    assert [] == failed


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/old.html", "/issues/a/01.html"),
        ("/旧/渠", "/issues/a/01.html"),
        ("/once.html", "/topics/#water"),
    ],
)
def test_an_old_address_takes_its_reader_to_the_new_one(
    tab: Page, address: str, failed: list[str], form: str, old: str, new: str
) -> None:
    tab.goto(address + form + old)
    assert address + form + new == tab.url
    assert [] == failed


@pytest.mark.parametrize("form", FORMS)
def test_a_stub_takes_its_reader_there_without_a_host_and_without_a_script(
    browser: Browser, address: str, form: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    # As a folder's file it is not in the map of nginx.
    tab.goto(f"{address}{form}/旧/渠/index.html")
    tab.wait_for_url(f"{address}{form}/issues/a/01.html")
    lang = "zh-Hant-TW" if form else "zh-Hans"
    assert lang == tab.locator("html").get_attribute("lang")
    context.close()


@pytest.mark.parametrize("form", FORMS)
def test_a_lost_reader_sees_the_page_for_it_and_finds_home(
    tab: Page, address: str, form: str
) -> None:
    for lost in ("/never/was/here.html", "/gone.html"):
        answer = tab.goto(address + form + lost)
        assert answer is not None
        assert (404, 410)["gone" in lost] == answer.status
        expect(tab.locator("h1")).to_have_text(re.compile("找不到"))
        assert 0 < tab.evaluate("document.styleSheets[0].cssRules.length")
        tab.locator("header p.name a").click()
        tab.wait_for_url(f"{address}{form}/")


def test_a_reader_switches_forms(tab: Page, address: str, failed: list[str]) -> None:
    tab.goto(f"{address}/issues/a/01.html")
    tab.locator("nav.forms li a[hreflang='zh-Hant-TW']").click()
    tab.wait_for_url(f"{address}/zh-hant-tw/issues/a/01.html")
    assert [] == failed
