"""The page to review an import, looked at: by day and by night, on a desk and on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from generator.importing import Given, import_page, open_desk
from generator.importing.review import review_page
from generator.project import Project

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page for the sample, nothing of which is written."""
    desk = open_desk(Project(ROOT))
    page = import_page(desk, ROOT / "content/raw/2019-11.txt", Given(issue="x"), dry_run=True)
    path = tmp_path_factory.mktemp("review") / "page.html"
    path.write_text(review_page(page, desk, "zh"), encoding="utf-8")
    return path


def opened(
    browser: Browser, file: Path, width: int, scheme: Literal["light", "dark"] = "light"
) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=True
    )
    page = context.new_page()
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_has_no_fault_that_axe_can_find_and_fits_the_screen(
    browser: Browser, file: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = opened(browser, file, width, scheme)
    results = Axe().run(page)
    assert [] == [violation["id"] for violation in results.response["violations"]]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_the_raw_line_stands_beside_what_became_of_it_or_above_it_on_a_phone(
    browser: Browser, file: Path
) -> None:
    for width, beside in ((1280, True), (360, False)):
        page = opened(browser, file, width)
        row = page.locator("#a1 .row.title")
        raw, made = row.locator(".raw").bounding_box(), row.locator(".made").bounding_box()
        assert raw is not None
        assert made is not None
        assert beside == (raw["x"] + raw["width"] <= made["x"])
        assert beside != (raw["y"] + raw["height"] <= made["y"] + 1)
        page.context.close()


def test_only_what_is_doubtful_is_shown_when_asked(browser: Browser, file: Path) -> None:
    page = opened(browser, file, 1280)
    assert 10 == page.locator("article:visible").count()
    page.get_by_label("只看存疑的").check()
    assert 1 == page.locator("article:visible").count()
    page.get_by_role("link", name="主题：民生").click()
    assert page.locator("#a5").is_visible()
    page.context.close()
