"""The switch between the written forms, the memory of a choice, and the fonts of each form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

ARTICLE = "/issues/2019-11/01.html"
FORMS = {"zh-Hans": "", "zh-Hant-TW": "/zh-hant-tw", "zh-Hant-HK": "/zh-hant-hk"}

NO_STORAGE = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("blocked", "SecurityError") }
})"""

SHIFTS = """window.shifts = [];
new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((e) => e.value)))
    .observe({ type: "layout-shift", buffered: true });"""


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has never been here."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context
    context.close()


def _chosen(reader: BrowserContext, address: str, tag: str) -> Page:
    """A page of a reader who has chosen a form at the switch, and is on it now."""
    page = reader.new_page()
    page.goto(address + (FORMS["zh-Hant-HK"] if tag != "zh-Hant-HK" else "") + ARTICLE)
    page.click(f".forms li a[hreflang={tag}]")
    page.wait_for_url(f"{address}{FORMS[tag]}{ARTICLE}")
    return page


def _offers(page: Page) -> list[str]:
    return page.locator(".offers p:visible").all_inner_texts()


# The switch


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_switch_walks_through_all_forms_of_a_page(
    browser: Browser, address: str, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(address + ARTICLE)
    for tag in ("zh-Hant-TW", "zh-Hant-HK", "zh-Hans"):
        page.click(f".forms li a[hreflang={tag}]")
        page.wait_for_url(f"{address}{FORMS[tag]}{ARTICLE}")
        assert tag == page.locator("html").get_attribute("lang")
        assert tag == page.locator(".forms [aria-current]").get_attribute("lang")
        assert [] == _offers(page)
    context.close()


def test_the_switch_stands_in_one_line_on_the_smallest_phone(
    reader: BrowserContext, address: str
) -> None:
    page = reader.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address + "/zh-hant-tw/")
    boxes = [a.bounding_box() for a in page.locator(".forms li a").all()]
    assert 3 == len(boxes)
    assert 1 == len({round(box["y"]) for box in boxes if box})
    assert all(box and box["height"] >= 24 and box["x"] + box["width"] <= 320 for box in boxes)


def test_the_switch_on_a_page_that_is_not_there_stays_in_the_site(
    reader: BrowserContext, address: str
) -> None:
    page = reader.new_page()
    page.goto(address + "/404.html")
    page.click(".forms li a[hreflang=zh-Hant-HK]")
    page.wait_for_url(address + "/zh-hant-hk/404.html")


# The choice


def test_a_choice_is_offered_on_a_page_in_another_form_and_leads_no_one_by_itself(
    reader: BrowserContext, address: str
) -> None:
    page = _chosen(reader, address, "zh-Hant-TW")
    assert [] == _offers(page)
    page.goto(address + "/topics/")
    (offer,) = page.locator(".offers p:visible").all()
    assert "zh-Hant-TW" == offer.get_attribute("lang")
    assert offer.inner_text().startswith("您上次選用繁體中文（台灣），切換")
    assert "關閉提示" == offer.locator("button").get_attribute("aria-label")
    page.wait_for_timeout(300)
    assert address + "/topics/" == page.url
    offer.locator("a").click()
    page.wait_for_url(address + "/zh-hant-tw/topics/")
    assert [] == _offers(page)


def test_the_last_choice_counts(reader: BrowserContext, address: str) -> None:
    _chosen(reader, address, "zh-Hant-TW")
    page = _chosen(reader, address, "zh-Hans")
    page.goto(address + "/zh-hant-hk/")
    (offer,) = _offers(page)
    assert offer.startswith("您上次选用简体中文，切换")
    page.goto(address + "/")
    assert [] == _offers(page)


def test_only_the_switch_is_remembered_also_by_keyboard(
    reader: BrowserContext, address: str
) -> None:
    page = reader.new_page()
    page.goto(address + "/zh-hant-tw/")
    page.click("main h2 a >> nth=0")
    page.wait_for_url("**/zh-hant-tw/issues/**")
    assert 0 == page.evaluate("localStorage.length")
    page.locator(".forms li a[hreflang=zh-Hant-HK]").press("Enter")
    page.wait_for_url("**/zh-hant-hk/issues/**")
    assert ["zh-Hant-HK"] == page.evaluate("Object.values(localStorage)")


def test_an_offer_that_is_closed_does_not_come_again(reader: BrowserContext, address: str) -> None:
    page = _chosen(reader, address, "zh-Hant-HK")
    page.goto(address + "/")
    page.click(".offers button:visible")
    assert [] == _offers(page)
    assert 0 == page.evaluate("localStorage.length")
    page.goto(address + "/about.html")
    assert [] == _offers(page)


def test_a_form_that_is_no_longer_made_is_not_offered(reader: BrowserContext, address: str) -> None:
    page = _chosen(reader, address, "zh-Hant-HK")
    page.evaluate("Object.keys(localStorage).forEach((key) => localStorage[key] = 'zh-Hant-MO')")
    page.goto(address + "/")
    assert [] == _offers(page)


def test_without_a_memory_or_without_scripts_all_works_and_nothing_is_offered(
    browser: Browser, address: str
) -> None:
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        context.add_init_script(NO_STORAGE)
        said: list[str] = []
        context.on("console", lambda message, said=said: said.append(message.text))
        context.on("weberror", lambda error, said=said: said.append(str(error.error)))
        page = _chosen(context, address, "zh-Hant-TW")
        page.goto(address + "/")
        assert [] == _offers(page)
        assert [] == said
        context.close()


def test_two_digests_on_one_host_do_not_share_a_choice(
    reader: BrowserContext, serve: Callable[[Path], str], site: Path, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).symlink_to(site, target_is_directory=True)
    host = serve(tmp_path)
    page = _chosen(reader, host + "/a", "zh-Hant-TW")
    page.goto(host + "/b/topics/")
    assert [] == _offers(page)
    page.goto(host + "/a/topics/")
    assert 1 == len(_offers(page))


@pytest.mark.parametrize("path", [ARTICLE, "/404.html", "/"])
@pytest.mark.parametrize("width", [320, 1280])
def test_an_offer_moves_nothing_and_hides_nothing(
    reader: BrowserContext, address: str, path: str, width: int
) -> None:
    page = _chosen(reader, address, "zh-Hant-TW")
    page.add_init_script(SHIFTS)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + path)
    page.wait_for_timeout(200)
    assert 1 == len(_offers(page))
    assert 0 == page.evaluate("shifts.reduce((sum, one) => sum + one, 0)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = page.locator(".colophon > :last-child").bounding_box()
    offer = page.locator(".offers p:visible").bounding_box()
    assert last
    assert offer
    assert last["y"] + last["height"] <= offer["y"]
    # In one line: the height of its text, and of the padding.
    assert offer["height"] < 48
    middle = [offer["x"] + offer["width"] / 2, offer["y"] + offer["height"] / 2]
    on_top = "([x, y]) => document.elementFromPoint(x, y).closest('.offers') !== null"
    assert page.evaluate(on_top, middle)


def test_an_offer_has_no_fault_that_axe_can_find_and_is_announced(
    reader: BrowserContext, address: str
) -> None:
    page = _chosen(reader, address, "zh-Hant-TW")
    page.goto(address + ARTICLE)
    assert 1 == page.locator("[role=status]").locator("p:visible").count()
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page, options=options).response["violations"]
        assert [] == [(v["id"], [n["html"] for n in v["nodes"]]) for v in found]


def test_paper_has_neither_switch_nor_offer(reader: BrowserContext, address: str) -> None:
    page = _chosen(reader, address, "zh-Hant-TW")
    page.goto(address + ARTICLE)
    page.emulate_media(media="print")
    assert not page.locator(".forms").is_visible()
    assert [] == _offers(page)


# The fonts


@pytest.mark.parametrize(
    ("tag", "region"), [("zh-Hans", "SC"), ("zh-Hant-TW", "TC"), ("zh-Hant-HK", "HK")]
)
def test_a_page_is_set_in_the_fonts_of_its_form(
    reader: BrowserContext, address: str, tag: str, region: str
) -> None:
    page = reader.new_page()
    page.goto(address + FORMS[tag] + ARTICLE)
    for selector in (".prose p", "h1"):
        family = "selector => getComputedStyle(document.querySelector(selector)).fontFamily"
        families = [name.strip(' "') for name in page.evaluate(family, selector).split(",")]
        own = [name for name in families if name.endswith(f" {region}")]
        assert families[0] == own[0]
        if region != "SC":
            assert [] == [name for name in families if name.endswith((" SC", "YaHei"))]
    assert {f"Noto Sans CJK {region}"} == _drawn_with(page, ".prose p")
    assert {f"Noto Serif CJK {region}"} == _drawn_with(page, "h1")


def test_the_name_of_a_form_is_set_in_its_own_fonts(reader: BrowserContext, address: str) -> None:
    page = reader.new_page()
    page.goto(address + "/")
    drawn = {tag: _drawn_with(page, f".forms li a[lang={tag}]") for tag in FORMS}
    assert {
        "zh-Hans": {"Noto Sans CJK SC"},
        "zh-Hant-TW": {"Noto Sans CJK TC"},
        "zh-Hant-HK": {"Noto Sans CJK HK"},
    } == drawn


def _drawn_with(page: Page, selector: str) -> set[str]:
    """The fonts that really drew the text, as the browser's debugger has them."""
    debugger = page.context.new_cdp_session(page)
    debugger.send("DOM.enable")
    debugger.send("CSS.enable")
    root = debugger.send("DOM.getDocument")["root"]["nodeId"]
    node = debugger.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = debugger.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    names = {font["familyName"] for font in fonts}
    if not any("Noto" in name for name in names):
        pytest.skip("no Noto CJK on this machine: apt-get install fonts-noto-cjk")
    return names
