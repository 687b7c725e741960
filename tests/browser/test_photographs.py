"""Photographs in a real browser: the right file is chosen, and nothing moves when it comes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from world import article, digest, photograph

from generator.build import build

pytestmark = pytest.mark.browser

_SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({type: 'layout-shift', buffered: true});
"""

_SHOWN = """Array.from(document.images, image => ({
  file: decodeURI(image.currentSrc).split('/').pop().replace(/^[0-9a-f]{16}/, ''),
  natural: image.naturalWidth, wide: Math.round(image.getBoundingClientRect().width),
  ratio: image.getBoundingClientRect().width / image.getBoundingClientRect().height,
}))"""

# Not `wait_for_function`, whose second look the page's content security policy forbids.
_ALL_THERE = "Promise.all(Array.from(document.images, image => image.decode()))"


@pytest.fixture(scope="module")
def page_address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    folder = tmp_path_factory.mktemp("photographs")
    body = "新修的水渠昨天通水。" * 30 + "\n\n![渠](b.png)\n\n" + "三镇受益。" * 60 + "\n"
    files = {
        "issues/a/01-a.md": article(
            body=body,
            captions=[
                {"text": "通水现场", "credit": "王二", "role": "摄", "image": "水渠.jpg"},
                {"text": "小图", "image": "c.jpg", "after_paragraph": 2},
            ],
        ),
        "issues/a/水渠.jpg": photograph(3000, 2000),
        "issues/a/b.png": photograph(1000, 500, "PNG"),
        "issues/a/c.jpg": photograph(200, 100),
    }
    return serve(build(digest(folder, files), folder / "site").site) + "/issues/a/01.html"


@pytest.mark.parametrize(
    ("width", "density", "files"),
    [
        (360, 1, ["-480.avif", "-480.avif", "-200.avif"]),
        (360, 2, ["-960.avif", "-1000.avif", "-200.avif"]),
        (1280, 1, ["-960.avif", "-1000.avif", "-200.avif"]),
        (1280, 2, ["-1440.avif", "-1000.avif", "-200.avif"]),
    ],
)
def test_a_screen_gets_the_file_that_is_wide_enough(
    browser: Browser, page_address: str, width: int, density: int, files: list[str]
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, device_scale_factor=density
    )
    page = context.new_page()
    page.goto(page_address)
    page.evaluate("[...document.images].forEach(i => i.loading = 'eager')")
    page.evaluate(_ALL_THERE)
    shown = page.evaluate(_SHOWN)
    assert files == [image["file"] for image in shown]
    assert [1.5, 2, 2] == [pytest.approx(image["ratio"], rel=0.01) for image in shown]
    assert all(0 < image["wide"] <= width for image in shown)
    assert 200 == shown[2]["wide"]
    context.close()


def test_nothing_moves_when_a_photograph_comes_late(browser: Browser, page_address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.add_init_script(_SHIFTS)

    def late(route: object) -> None:
        page.wait_for_timeout(300)
        route.continue_()  # type: ignore[attr-defined]

    page.route("**/*.avif", late)
    page.goto(page_address)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.evaluate(_ALL_THERE)
    page.wait_for_timeout(100)
    assert 0 == page.evaluate("window.shifted")
    page.close()
