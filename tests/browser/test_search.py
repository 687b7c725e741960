"""The search as a reader has it: a real browser, the real script, files from a plain server."""

from __future__ import annotations

import html
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, expect
from world import article, digest

from generator.build import build
from generator.project import Project
from generator.search.folding import Folding
from generator.variants import simplified_characters

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
FOLDING = Folding(simplified_characters())

PATIENCE = 30_000
"""Milliseconds for a page to say what it will; five seconds are the default of an expectation."""

WORLD: Mapping[str, str | bytes] = {
    "site.yaml": "title: 江城文摘\nvariants: [zh-Hant-TW]\n",
    "glossary/zh-Hant-TW.yaml": "信息: 資訊\n",
    "issues/2018-05/issue.md": "---\ndate: 2018-05-02\n---\n",
    "issues/2018-05/01-甲.md": article(
        "双创基地开工",
        "昨天，**双**[创](../2019-11/01-乙.md)园区里，“深圳”来的 New\nYork 客人参加\n开工礼。\n\n"
        "第二段说 2019 年的事，ＷＴＯ也在。\n",
        authors=["张三丰"],
        counties=["瑞安市"],
        topics=["水利"],
    ),
    "issues/2018-05/02-着.md": article("带着作业上山", "孩子们带着作业上山。\n"),
    "issues/2018-05/03-著.md": article("一部著作出版", "这部著作写了十年。\n", topics=["教育"]),
    "issues/2019-11/issue.md": "---\ndate: 2019-11-20\n---\n",
    "issues/2019-11/01-乙.md": article(
        "只有简体的一篇", "大陆才有的独门内容。\n", variants={"zh-Hant-TW": {"skip": True}}
    ),
    "issues/2019-11/02-丙.md": article(
        "两样写法", "机器转换的段落。\n", counties=["鹿城区"], topics=["教育"]
    ),
    "issues/2019-11/02.zh-Hant-TW.md": "---\ntitle: 手寫標題\n---\n\n編輯親手寫下的很長的一段。\n",
    "issues/2019-11/03-丁.md": article("软件与信息", "水利局用软件传信息。\n", counties=["瑞安市"]),
    "issues/2019-11/04-戊.md": article("稿件未定", "双创草稿。\n", draft=True),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    project = digest(folder, WORLD)
    return build(project, folder / "site").site


@pytest.fixture(scope="module")
def small(serve: Callable[[Path], str], world: Path) -> str:
    return serve(world)


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thousand made-up articles in two forms, built."""
    folder = tmp_path_factory.mktemp("thousand")
    command = [sys.executable, str(ROOT / "benchmarks" / "corpus.py"), "1000", str(folder)]
    subprocess.run(command, check=True)
    with (folder / "content" / "site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("variants: [zh-Hant-TW]\n")
    return build(Project(folder), folder / "site").site


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def find(tab: Page, queries: list[str], filters: Mapping[str, str] | None = None) -> list[set[str]]:
    """For each query the paths of the articles found, as `2019-11/01`."""
    script = (
        "async ([queries, filters]) => { const found = [];"
        " for (const one of queries) found.push(await wenzhai.search(one, filters));"
        " return found }"
    )
    found = tab.evaluate(script, [queries, dict(filters or {})])
    return [{_key(url) for url in urls} for urls in found]


def _key(url: str) -> str:
    return urlsplit(url).path.partition("/issues/")[2].removesuffix(".html")


def printed(page: Path) -> list[str]:
    """The paragraphs of an article as its page prints them, taken from the HTML by hand."""
    text = page.read_text(encoding="utf-8")
    start, end = text.index('<header class="headlines">'), text.rindex("</article>")
    text = text[start:end].partition('<footer class="about">')[0]
    text = re.sub(r'<ul class="facts">.*?</ul>|<h2 class="label">.*?</h2>', "\n", text, flags=re.S)
    blocks = "p|h[1-6]|ul|ol|li|t[dhr]|table|thead|tbody|blockquote|div|figure|figcaption|section"
    text = re.sub(rf"</?(?:{blocks}|header)\b[^>]*>", "\n", text)
    text = html.unescape(re.sub(r"<[^>]+>", "", text))
    return [line.strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("prefix", ["", "zh-hant-tw"])
def test_any_piece_of_any_article_finds_the_articles_that_hold_it_and_no_other(
    tab: Page, serve: Callable[[Path], str], thousand: Path, prefix: str
) -> None:
    pages = [p for p in (thousand / prefix / "issues").glob("*/*.html") if p.stem.isdecimal()]
    held = {f"{page.parent.name}/{page.stem}": printed(page) for page in sorted(pages)}
    assert 1_000 == len(held)
    folded = {key: "\n".join(map(FOLDING.fold, blocks)) for key, blocks in held.items()}
    blocks = [block for some in held.values() for block in some if len(block) >= 8]
    chance = random.Random(20261122)
    queries = []
    while len(queries) < 500:
        block, length = chance.choice(blocks), chance.randint(2, 8)
        start = chance.randrange(len(block) - length + 1)
        piece = block[start : start + length]
        queries += [piece] if piece == piece.strip() else []
    tab.goto(f"{serve(thousand)}/{prefix}/search.html".replace("//search", "/search"))
    for query, found in zip(queries, find(tab, queries), strict=True):
        needle = FOLDING.fold(query)
        expected = {key for key, text in folded.items() if needle in text}
        assert expected, query
        assert expected == found, query


@pytest.mark.parametrize(
    ("form", "query", "expected"),
    [
        ("", "双创", "2018-05/01"),
        ("", "雙創", "2018-05/01"),
        ("/zh-hant-tw", "双创", "2018-05/01"),
        ("/zh-hant-tw", "雙創", "2018-05/01"),
        ("", "双创园区里，“深圳”", "2018-05/01"),
        ("/zh-hant-tw", "「深圳」來的new york客人參加開工", "2018-05/01"),
        ("", "創园区", "2018-05/01"),
        ("", "2019年", "2018-05/01"),
        ("", "２０１９ 年", "2018-05/01"),
        ("", "wto", "2018-05/01"),
        ("", "ork", "2018-05/01"),
        ("", "NewYork", ""),
        ("", "礼", "2018-05/01"),
        ("", "礼。第二", ""),
        ("", "张三丰", "2018-05/01"),
        ("/zh-hant-tw", "張三豐", "2018-05/01"),
        ("", "着作", "2018-05/02"),
        ("", "著作", "2018-05/03"),
        ("/zh-hant-tw", "著作", "2018-05/02 2018-05/03"),
        ("/zh-hant-tw", "帶著", "2018-05/02"),
        ("", "帶著", "2018-05/02"),
        ("/zh-hant-tw", "带着", "2018-05/02"),
        ("", "只有简体", "2019-11/01"),
        ("/zh-hant-tw", "只有簡體", ""),
        ("", "独门", "2019-11/01"),
        ("/zh-hant-tw", "独门", ""),
        ("", "机器转换", "2019-11/02"),
        ("", "親手寫下", "2019-11/02"),
        ("/zh-hant-tw", "亲手写下的很长", "2019-11/02"),
        ("/zh-hant-tw", "機器轉換", "2019-11/02"),
        ("/zh-hant-tw", "軟體", "2019-11/03"),
        ("", "軟體", "2019-11/03"),
        ("", "資訊", "2019-11/03"),
        ("/zh-hant-tw", "信息", "2019-11/03"),
        ("", "水利 软件", ""),
        ("", "草稿", ""),
        ("", "𠮷", ""),
        ("", "*", ""),
        ("", "  ", ""),
    ],
)
def test_what_is_found(tab: Page, small: str, form: str, query: str, expected: str) -> None:
    tab.goto(f"{small}{form}/search.html")
    assert [set(expected.split())] == find(tab, [query])


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, "2018-05/01 2018-05/02 2018-05/03 2019-11/01 2019-11/02 2019-11/03"),
        ({"county": "330381"}, "2018-05/01 2019-11/03"),
        ({"county": "330300"}, "2018-05/01 2019-11/02 2019-11/03"),
        ({"topic": "education"}, "2018-05/03 2019-11/02"),
        ({"year": "2018"}, "2018-05/01 2018-05/02 2018-05/03"),
        ({"year": "2018", "county": "330381", "topic": "water"}, "2018-05/01"),
        ({"year": "1999"}, ""),
    ],
)
def test_filters_narrow_what_is_found(
    tab: Page, small: str, filters: dict[str, str], expected: str
) -> None:
    tab.goto(f"{small}/search.html")
    assert [set(expected.split())] == find(tab, ["。"], filters)


def status(tab: Page) -> str:
    """What the page says, once it has said it."""
    said = tab.locator("#search-status")
    expect(said).to_have_text(re.compile(r"^[^…]+$"), timeout=PATIENCE)
    return said.inner_text()


def test_a_reader_types_narrows_goes_back_and_opens_a_result_by_keyboard(
    tab: Page, small: str
) -> None:
    tab.goto(f"{small}/")
    tab.get_by_role("link", name="搜索").press("Enter")
    tab.wait_for_url("**/search.html")
    box = tab.get_by_role("searchbox", name="要找的字词")
    box.press_sequentially("瑞安")
    box.press("Enter")
    assert "没有找到" in status(tab)
    box.fill("软件")
    box.press("Enter")
    assert "找到1篇" == status(tab)
    assert f"{small}/search.html?q={quote('软件')}" == tab.url
    tab.get_by_label("年份").select_option("2018")
    tab.wait_for_url("**&year=2018")
    assert "没有找到" in status(tab)
    tab.go_back()
    tab.wait_for_selector(".results li")
    assert ("软件", "") == (box.input_value(), tab.get_by_label("年份").input_value())
    assert ["软件"] == tab.locator(".results h3 mark").all_inner_texts()
    tab.wait_for_selector(".snippet mark")
    assert "水利局用软件传信息。" == tab.inner_text(".snippet")
    assert "2019年11月20日" in tab.inner_text(".results .facts")
    tab.keyboard.press("Tab")
    tab.locator(".results a").press("Enter")
    tab.wait_for_url("**/issues/2019-11/03.html")


def test_results_are_in_the_form_of_the_page_and_so_is_the_way_to_them(
    tab: Page, small: str
) -> None:
    tab.goto(f"{small}/zh-hant-tw/search.html?q={quote('双创')}&county=330381")
    assert "找到1篇" == status(tab)
    assert "雙創基地開工" == tab.inner_text(".results h3")
    tab.wait_for_selector(".snippet mark")
    assert ["雙創"] == tab.locator(".snippet mark").all_inner_texts()
    assert "「深圳」" in tab.inner_text(".snippet")
    assert tab.get_attribute(".results a", "href") == f"{small}/zh-hant-tw/issues/2018-05/01.html"
    assert "瑞安市" == tab.inner_text("#search-county option:checked")
    twin = tab.locator("header a[hreflang=zh-Hans]").first.evaluate("link => link.href")
    assert twin == f"{small}/search.html?q={quote('双创')}&county=330381"


def test_words_that_stand_apart_are_found_when_nothing_else_is_and_the_page_says_so(
    tab: Page, small: str
) -> None:
    for query, expected in (
        ("软件，水利", "没有文章把这些字词连着写。分别含有它们的文章：1篇"),
        ("水利 双创", "没有找到。可以少写几个字，或把条件放宽。"),
    ):
        tab.goto(f"{small}/search.html?q={quote(query)}")
        assert expected == status(tab)
    tab.goto(f"{small}/search.html?q={quote('软件 水利')}")
    tab.wait_for_selector(".snippet mark")
    assert ["水利", "软件"] == tab.locator(".snippet mark").all_inner_texts()


def test_many_results_come_in_parts_and_the_next_part_takes_the_focus(
    tab: Page, serve: Callable[[Path], str], thousand: Path
) -> None:
    tab.goto(f"{serve(thousand)}/search.html?q={quote('，')}")
    assert re.fullmatch(r"找到\d+篇，列出10篇", status(tab))
    tab.get_by_role("button", name="再列10篇").press("Enter")
    expect(tab.locator(".results > li")).to_have_count(20, timeout=PATIENCE)
    focused = "[...document.querySelectorAll('.results a')].indexOf(document.activeElement)"
    assert 10 == tab.evaluate(focused)


def test_a_query_takes_few_bytes(
    browser: Browser, serve: Callable[[Path], str], thousand: Path
) -> None:
    address = serve(thousand)
    for path in ("/search.html", "/zh-hant-tw/search.html"):
        for query in ("一年来，全市共有", "的", "服務中心", "绝无此语"):
            context = browser.new_context(viewport={"width": 1280, "height": 800})
            page = context.new_page()
            page.goto(address + path, wait_until="networkidle")
            answers: list[Response] = []
            page.on("response", lambda answer, to=answers: to.append(answer))
            page.fill("#search-q", query)
            page.press("#search-q", "Enter")
            status(page)
            page.wait_for_load_state("networkidle")
            assert sum(len(answer.body()) for answer in answers) <= 150_000, query
            context.close()


@pytest.mark.parametrize("path", ["/search.html", "/zh-hant-tw/search.html"])
def test_the_page_with_results_has_no_fault_that_axe_can_find(
    tab: Page, small: str, path: str
) -> None:
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    for scheme in schemes:
        tab.emulate_media(color_scheme=scheme)
        tab.goto(f"{small}{path}?q={quote('双创')}")
        tab.wait_for_selector(".snippet mark")
        found = Axe().run(tab, options=options).response["violations"]
        assert [] == [(v["id"], [n["html"] for n in v["nodes"]]) for v in found], scheme
    for size in ("100%", "200%"):
        tab.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        for width in (320, 390, 1280):
            tab.set_viewport_size({"width": width, "height": 800})
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, (size, width)


def test_nothing_is_said_on_the_console_and_no_other_host_is_asked(tab: Page, small: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{small}/search.html?q={quote('雙創')}&year=2019")
    assert "没有找到" in status(tab)
    tab.goto(f"{small}/search.html?q={quote('雙創')}")
    tab.wait_for_selector(".snippet mark")
    assert [] == said
    assert [] == [url for url in asked if not url.startswith((small, "data:"))]


def test_without_scripts_the_page_leads_to_the_archive(browser: Browser, small: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{small}/search.html")
    assert not page.is_visible("form")
    page.locator("main").get_by_role("link", name="往期").click()
    page.wait_for_url("**/archive/")
    context.close()


def test_the_search_works_below_any_path(
    tab: Page, serve: Callable[[Path], str], world: Path, tmp_path: Path
) -> None:
    shutil.copytree(world, tmp_path / "深" / "of it")
    tab.goto(f"{serve(tmp_path)}/{quote('深')}/of%20it/zh-hant-tw/search.html?q={quote('雙創')}")
    assert "找到1篇" == status(tab)
    tab.wait_for_selector(".snippet mark")
    tab.locator(".results a").click()
    tab.wait_for_url("**/zh-hant-tw/issues/2018-05/01.html")


def test_a_site_that_was_put_up_meanwhile_is_searched_anew(tab: Page, small: str) -> None:
    asked: list[str] = []

    def outdated(route: Any) -> None:
        asked.append(route.request.url)
        answer = route.fetch()
        text = answer.text()
        if len(asked) == 1:
            text = re.sub(r'"stamp":"\w+"', '"stamp":"00000000"', text)
        route.fulfill(response=answer, body=text)

    tab.route("**/search/index.json", outdated)
    tab.goto(f"{small}/search.html?q={quote('双创')}")
    assert "找到1篇" == status(tab)
    assert 2 == len(asked)


def test_a_reader_is_told_when_the_index_cannot_be_read(tab: Page, small: str) -> None:
    tab.route("**/*.bin*", lambda route: route.abort())
    tab.goto(f"{small}/search.html?q={quote('双创')}")
    assert "没能读到索引" in status(tab)
    tab.unroute("**/*.bin*")
    tab.press("#search-q", "Enter")
    tab.wait_for_selector(".results li")


def test_a_page_opened_from_a_folder_says_that_it_needs_a_server(tab: Page, world: Path) -> None:
    tab.goto(f"{(world / 'search.html').as_uri()}?q={quote('双创')}")
    assert "服务器" in status(tab)


def test_the_script_folds_as_the_generator_does(tab: Page, small: str) -> None:
    tab.goto(f"{small}/search.html?q={quote('没有这句')}")
    status(tab)
    codes = [*range(0x20, 0x2E80), *range(0x3000, 0x3400), *range(0xFE00, 0x10000)]
    texts = [f"a{chr(code)}b {chr(code)}水" for code in codes]
    texts += ["a \u200b b", "Ａ\n\nB", " a ", "雙 創 x  y", "後乾雙創軟體開工"]
    there = tab.evaluate("texts => texts.map(wenzhai.fold)", texts)
    # The script knows only those characters that some article has.
    plain = Folding(
        {old: new for old, new in simplified_characters().items() if new in "双创软体开"}
    )
    here = [plain.fold(text) for text in texts]
    assert [] == [(a, b, c) for a, b, c in zip(texts, here, there, strict=True) if b != c][:5]
