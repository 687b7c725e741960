"""The page by which an import is checked: whole, true, and safe whatever the raw page holds."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from raw_documents import SAMPLE
from world import digest, snapshot, wenzhai, write

from generator.importing import Desk, Given, ImportedPage, import_page, open_desk
from generator.importing.review import review_name, review_page
from generator.project import Project

PAGE = """\
第3版 要闻

江城新渠昨日通水
王二 李四
江城北部三镇的新水渠昨日通水,三万亩稻田由此受益。鹿城区和瑞安市的水务部门说,渠道全长三公里,
工期不到一年。
新渠通水现场 叶小帆 摄
来源：江城日报  责任编辑：周小一

镇中学添了新图书馆
赵五
镇中学的新图书馆本周开放,藏书一万两千册。学生可以在午休和放学后
借阅。
"""


class Text(HTMLParser):
    """The text of a page, of the whole and of the elements of one class."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def reviewed(folder: Path, text: str, name: str = "a.txt") -> tuple[ImportedPage, Desk]:
    project = digest(folder)
    write(project.content / "raw" / name, text)
    desk = open_desk(project)
    return import_page(desk, project.content / "raw" / name, Given(issue="x")), desk


def html_of(folder: Path, text: str = PAGE, language: str = "zh") -> str:
    page, desk = reviewed(folder, text)
    return review_page(page, desk, language)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_decision_is_on_the_page_with_its_reason(tmp_path: Path) -> None:
    page, desk = reviewed(tmp_path, PAGE)
    text = Text(review_page(page, desk, "zh")).text
    for article in page.articles:
        for decision in (*article.draft.decisions, *article.filing.decisions):
            assert decision.reason.split(" / ")[0] in text
    for left in page.left_out:
        assert left.why.split(" / ")[0] in text or left.line in page.articles[0].draft.source_lines


def test_what_is_doubtful_stands_first_and_leads_to_its_place(tmp_path: Path) -> None:
    page, desk = reviewed(tmp_path, "水渠昨天通水，三万亩稻田由此受益，百姓都说好。" * 9)
    html = review_page(page, desk, "zh")
    doubts = html.index('<section class="doubts">')
    assert doubts < html.index("<article ")
    target = re.search(r'href="#(\w+)"', html[doubts:])
    assert target is not None
    assert f'id="{target[1]}"' in html
    assert "没有找到标题" in html[doubts : html.index("</section>", doubts)]


def test_seams_restored_marks_and_counties_are_marked(tmp_path: Path) -> None:
    html = html_of(tmp_path)
    assert '<mark class="restored">，</mark><span class="seam"></span>工期' in html
    assert '<mark class="place" title="瑞安市">瑞安市</mark>' in html
    assert "接段 2 处，恢复标点 4 处" in html


def test_the_page_is_whole_by_itself_and_without_a_script(tmp_path: Path) -> None:
    tags = Text(html_of(tmp_path)).tags
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in tags}
    links = [value for _, attrs in tags for key, value in attrs.items() if key in ("href", "src")]
    assert links
    assert all(link and link.startswith(("#", "../../content/issues/x/")) for link in links)
    ids = [attrs["id"] for _, attrs in tags if attrs.get("id")]
    assert len(ids) == len(set(ids))


def test_it_speaks_the_language_of_messages(tmp_path: Path) -> None:
    html = html_of(tmp_path, language="en")
    assert '<html lang="en">' in html
    assert "a byline follows" in html
    assert "其后是署名行" not in html


EVIL = '"><script>alert(1)</script><img src=x onerror="alert(2)">'


def test_markup_of_the_raw_page_is_text_on_the_page(tmp_path: Path) -> None:
    text = PAGE.replace("新渠昨日", f"新渠{EVIL}昨日").replace("王二", "王二</p>")
    text = text.replace("工期", f"{EVIL}工期").replace("叶小帆", "'叶小帆")
    page, desk = reviewed(tmp_path, text, "a'\"><b>.txt")
    html = review_page(page, desk, "zh")
    tags = {tag for tag, _ in Text(html).tags}
    assert not {"script", "img", "b"} & tags
    assert not any(key.startswith("on") for _, attrs in Text(html).tags for key in attrs)
    assert "<script>alert(1)</script>" in Text(html).text
    assert re.fullmatch(r"x/[\w-]+\.html", str(review_name(page)))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text("水渠通,。:(){}<>&\"'王二摄来源 1", max_size=40)
        | st.sampled_from(PAGE.split("\n")),
        max_size=12,
    )
)
def test_every_character_of_the_raw_page_is_on_the_page(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    text = "\n".join([*lines, "末行有字。"])
    html = html_of(tmp_path_factory.mktemp("review"), text)
    raw = "".join(re.findall(r"</span><span>(.*?)</span></p>", html))
    assert sorted(bare(text)) == sorted(bare(Text(raw).text))


def test_the_command_writes_it_beside_the_content_and_says_where(tmp_path: Path) -> None:
    project = digest(tmp_path)
    write(project.content / "raw/a.txt", PAGE)
    done = wenzhai(project, "import", "--issue", "x", "--review", project.content / "raw/a.txt")
    assert (0, "") == (done.returncode, done.stderr)
    assert f"对照页：{tmp_path}/review/x/a-txt.html" in done.stdout
    first = (tmp_path / "review/x/a-txt.html").read_text(encoding="utf-8")
    assert "新建" in first
    before = snapshot(project.content)
    again = wenzhai(
        project, "import", "--issue", "x", "--review", "--dry-run", project.content / "raw/a.txt"
    )
    assert 0 == again.returncode
    assert before == snapshot(project.content)
    assert "未变" in (tmp_path / "review/x/a-txt.html").read_text(encoding="utf-8")


def test_two_pages_of_one_issue_have_a_page_each(tmp_path: Path) -> None:
    names = set()
    for name in ("a.txt", "a.text", "b/a.txt"):
        page, _ = reviewed(tmp_path, PAGE, name)
        names.add(review_name(page))
    assert 3 == len(names)


def test_the_sample_page_is_checked_at_a_glance(tmp_path: Path) -> None:
    desk = open_desk(Project(SAMPLE.parents[2]))
    page = import_page(desk, SAMPLE, Given(issue="nowhere"), dry_run=True)
    html = review_page(page, desk, "zh")
    assert "10 篇，归入 nowhere 期（2019-11）；接段 13 处，恢复标点 202 处，未收入 0 行" in html
    assert len(html.encode()) < 120_000
