"""Articles that wait for their time, leave when it is over, or stand first."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from world import SITE, article, digest, shown, wenzhai, write

from generator.build import build
from generator.checking import check
from generator.content import read_site
from generator.letters import write_letter
from generator.model import Article, Issue, Markdown, Prose, Settings, Site
from generator.problems import ProblemsFound
from generator.project import Project
from generator.schedule import Span, in_force, span, waiting
from generator.unchanged import holds

EIGHT = datetime.fromisoformat("2019-11-21T08:00+08:00")
A_SECOND = timedelta(seconds=1)

WAITS = article("定时的水渠", publish_at="2019-11-21 08:00", topics=["水利"], authors=["王二"])
ENDS = article("到期的水渠", expires="2019-11-21 08:00", topics=["教育"], authors=["李四"])


def project_of(folder: Path, *articles: str, settings: str = SITE) -> Project:
    files = {f"issues/a/{number:02}-a.md": text for number, text in enumerate(articles, 1)}
    return digest(folder, {"site.yaml": settings, **files})


def built(project: Project, now: datetime | None) -> dict[str, str]:
    """Path to text of every HTML file and feed of the site."""
    site = project.folder / "site"
    build(project, site, now=now)
    names = ("*.html", "*.xml", "*.json", "*.txt")
    paths = [path for name in names for path in site.rglob(name) if path.name[0] != "."]
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in paths}


def test_an_article_appears_at_its_time_and_not_a_second_before(tmp_path: Path) -> None:
    settings = SITE + "base_url: https://example.com\n"
    project = project_of(tmp_path, article(), WAITS, settings=settings)
    before = built(project, EIGHT - A_SECOND)
    assert [] == [name for name, text in before.items() if "定时的水渠" in text]
    after = built(project, EIGHT)
    there = {name for name, text in after.items() if "定时的水渠" in text}
    assert {"index.html", "issues/a/02.html", "topics/water/index.html", "atom.xml"} <= there


def test_told_no_time_nothing_appears(tmp_path: Path) -> None:
    assert "issues/a/02.html" not in built(project_of(tmp_path, article(), WAITS), None)


def test_a_time_without_an_offset_is_that_of_the_site(tmp_path: Path) -> None:
    project = project_of(tmp_path, article(), WAITS, settings=SITE + 'timezone: "+09:00"\n')
    assert "issues/a/02.html" not in built(project, EIGHT - timedelta(hours=1, seconds=1))
    assert "issues/a/02.html" in built(project, EIGHT - timedelta(hours=1))
    assert "issues/a/02.html" in built(project, datetime(2019, 11, 21, 8))


def test_an_article_that_is_over_leaves_a_word_at_its_address_and_no_list(tmp_path: Path) -> None:
    settings = SITE + "base_url: https://example.com\n"
    link = article("另一篇", body="见[旧文](02-a.md)。\n")
    project = project_of(tmp_path, link, ENDS, settings=settings)
    before = built(project, EIGHT - A_SECOND)
    assert "到期的水渠" in before["index.html"]
    after = built(project, EIGHT)
    with_title = {name for name, text in after.items() if "到期的水渠" in text}
    assert {"issues/a/02.html"} == with_title
    page = after["issues/a/02.html"]
    assert "水渠昨天通水" not in page
    assert "已过有效期" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page
    assert [] == [name for name, text in after.items() if "sitemap" in name and "02.html" in text]


def test_what_is_over_speaks_every_form(tmp_path: Path) -> None:
    project = project_of(tmp_path, article(), ENDS, settings=SITE + "variants: [zh-Hant-TW]\n")
    page = built(project, EIGHT)["zh-hant-tw/issues/a/02.html"]
    assert "到期的水渠" in page
    assert "已過有效期" in page


def test_a_draft_stays_one_whatever_the_time(tmp_path: Path) -> None:
    draft = article(draft=True, publish_at="2019-11-21", expires="2019-11-22")
    pages = built(project_of(tmp_path, article(), draft), EIGHT + timedelta(days=9))
    assert "issues/a/02.html" not in pages


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("publish_at: 明天", "wrong-value"),
        ("publish_at: 2019-11", "wrong-value"),
        ("publish_at: 2019-11-21 25:00", "wrong-value"),
        ("expires: [2019-11-21]", "wrong-value"),
        ("expires: 2019-11-20\npublish_at: 2019-11-21", "expires-first"),
        ("expires: 2019-11-21\npublish_at: 2019-11-21", "expires-first"),
    ],
)
def test_what_is_no_time_is_named(tmp_path: Path, written: str, rule: str) -> None:
    project = project_of(tmp_path, f"---\ntitle: 水利\n{written}\n---\n水。\n")
    (problem,) = read_site(project.content)[1]
    assert (rule, 3) == (problem.rule, problem.place.line)
    assert problem.place.column > 8


def test_an_article_that_waits_is_checked_before_its_time(tmp_path: Path) -> None:
    broken = article(body="[去](99-无.md)\n", publish_at="2019-11-21")
    assert ["dead-link"] == [one.rule for one in check(project_of(tmp_path, broken)).problems]


def test_a_link_to_an_article_that_comes_later_is_seen_before(tmp_path: Path) -> None:
    link = article(body="见[后文](02-a.md)。\n")
    project = project_of(tmp_path, link, WAITS)
    (problem,) = check(project).problems
    assert "early-link" == problem.rule
    assert shown(problem).startswith("content/issues/a/01-a.md:")
    with pytest.raises(ProblemsFound) as error:
        built(project, EIGHT - A_SECOND)
    assert ["dead-link"] == [one.rule for one in error.value.problems]
    later = article(body="见[后文](02-a.md)。\n", publish_at="2019-11-21 08:00")
    assert () == check(project_of(tmp_path, later, WAITS)).problems


def test_a_letter_has_what_is_due(tmp_path: Path) -> None:
    project = project_of(tmp_path, article(), WAITS)
    for clock, there in ((EIGHT - A_SECOND, False), (EIGHT, True)):
        written = write_letter(project, output=tmp_path / "a.html", clock=clock)
        assert there == ("定时的水渠" in written.files[0].read_text("utf-8"))


def test_a_pinned_article_is_first_in_its_lists(tmp_path: Path) -> None:
    pinned = article("置顶的水渠", pin=True, topics=["水利"])
    plain = article("平常的水渠", topics=["水利"])
    pages = built(project_of(tmp_path, plain, pinned), None)
    for name in ("index.html", "issues/a/index.html", "topics/water/index.html"):
        titles = re.findall("置顶的水渠|平常的水渠", pages[name])
        assert "置顶的水渠" == titles[0], name
    # The paper keeps its order: for those who leaf through it, in print and in books.
    assert "平常的水渠" == re.findall("置顶的水渠|平常的水渠", pages["issues/a/whole.html"])[0]


def ours(project: Project, *arguments: str) -> str:
    done = wenzhai(project, "build", *arguments, WENZHAI_LANG="en")
    assert 0 == done.returncode, done.stderr
    return done.stdout


def test_the_command_reads_the_clock_for_what_is_due(tmp_path: Path) -> None:
    ahead = (datetime.now(UTC) + timedelta(days=2)).isoformat(timespec="seconds")
    past = (datetime.now(UTC) - timedelta(days=2)).isoformat(timespec="seconds")
    project = project_of(tmp_path, article(publish_at=past), article(publish_at=ahead))
    said = ours(project)
    assert said.startswith("1 articles")
    assert "1 articles wait for their time, the first for 20" in said
    assert not (tmp_path / "site/sitemap-news.xml").exists()


def test_an_article_that_becomes_due_is_something_to_do(tmp_path: Path) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=1.5)
    project = project_of(tmp_path, article(publish_at=soon.isoformat()))
    ours(project)
    assert not (tmp_path / "site/issues/a/01.html").exists()
    time.sleep(max(0, (soon - datetime.now(UTC)).total_seconds()))
    assert "Nothing changed" not in ours(project)
    assert (tmp_path / "site/issues/a/01.html").exists()
    assert "Nothing changed" in ours(project)


def test_without_an_article_that_waits_time_changes_nothing(tmp_path: Path) -> None:
    past = article(publish_at="2019-11-21", expires="2199-01-01")
    project = project_of(tmp_path, past)
    assert "Nothing changed" not in ours(project)
    assert "Nothing changed" in ours(project)
    write(project.content / "issues/a/01-a.md", past.replace("2199", "2020"))
    assert "Nothing changed" not in ours(project)
    assert not (tmp_path / "site/issues/a/01.html").read_text("utf-8").count("昨天通水")


MOMENTS = st.sampled_from(["", *(f"2019-11-2{day}T08:00:00" for day in range(1, 6))])


def is_within(now: datetime, found: Span) -> bool:
    return holds(found.since, found.until, lambda: now)


@given(st.lists(st.tuples(MOMENTS, MOMENTS), max_size=5), st.integers(0, 7), st.integers(0, 7))
@settings(deadline=None)
def test_a_site_is_the_same_as_long_as_its_span_holds(
    times: list[tuple[str, str]], first: int, second: int
) -> None:
    articles = tuple(
        Article(f"a/{n}", "a", str(n), "", 1, Prose(""), Markdown(""), publish_at=p, expires=e)
        for n, (p, e) in enumerate(times)
    )
    site = Site(Settings(Prose("")), (Issue("a", "", articles=articles),))
    one, other = (EIGHT + timedelta(days=days - 1) for days in (first, second))
    if is_within(other, span(site, one)):
        assert in_force(site, one) == in_force(site, other)
        assert waiting(site, one) == waiting(site, other)
    elif span(site, one) != span(site, other):
        assert not is_within(one, span(site, other))
