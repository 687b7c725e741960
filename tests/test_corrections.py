"""A correction is told on the page, on the list, in feeds and to search engines: nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

from machine_world import FORMS
from world import SITE, article, digest, snapshot

from generator.build import build

FILES: dict[str, str | bytes] = {
    "site.yaml": SITE + "base_url: https://example.com\nvariants: [zh-Hant-TW, zh-Hant-HK]\n",
    "issues/2019-11-20/issue.md": "---\ndate: 2019-11-20\n---\n",
    "issues/2019-11-20/01-a.md": article("新渠通水", topics=["水利"], counties=["瑞安市"]),
    "issues/2019-11-20/02-b.md": article("学校开学", topics=["教育"], counties=["鹿城区"]),
}


def built(folder: Path, *notes: tuple[str, str]) -> Path:
    corrections = [{"date": date, "text": text} for date, text in notes]
    fields = {"corrections": corrections} if corrections else {}
    corrected = article("新渠通水", topics=["水利"], counties=["瑞安市"], **fields)
    files = FILES | {"issues/2019-11-20/01-a.md": corrected}
    return build(digest(folder, files), folder / "site").site


def test_nothing_changes_but_what_tells_of_the_correction(tmp_path: Path) -> None:
    before = snapshot(built(tmp_path / "before"))
    after = snapshot(built(tmp_path / "after", ("2019-12-01", "渠长十里。")))
    assert set(before) == set(after)
    changed = {path for path in before if before[path] != after[path]} - {".wenzhai.json"}
    told = {"issues/2019-11-20/01.html", "corrections.html", "issues/2019-11-20/2019-11-20.epub"}
    told |= {"issues/2019-11-20/whole.html"}
    # Everyone who follows the site, the issue, the topic, the county and what lies above it.
    for place in ("", "issues/2019-11-20/", "topics/water/", "counties/330381/"):
        told |= {place + file for file in ("atom.xml", "rss.xml", "feed.json")}
    for above in ("counties/330300/", "counties/330000/"):
        told |= {above + file for file in ("atom.xml", "rss.xml", "feed.json")}
    expected = {prefix + path for prefix in FORMS for path in told}
    expected |= {f"sitemap-{tag.lower()}.xml" for tag in FORMS.values()}
    expected |= {"sitemap.xml", "sitemap-cn.xml"}
    # Its words can be found, since the page prints them.
    found = {path for path in changed if path.startswith("search/")}
    assert expected == changed - found


def test_the_list_has_the_newest_first_in_the_form_of_the_page(tmp_path: Path) -> None:
    notes = ("2019-12-01", "渠长十里。"), ("2020", "发言有误。"), ("2020-01-05", "应为三千亩。")
    site = built(tmp_path, *notes)
    page = (site / "corrections.html").read_text(encoding="utf-8")
    said = re.findall(r'<p class="summary">(.*?)</p>', page)
    assert ["应为三千亩。", "发言有误。", "渠长十里。"] == said
    assert 3 == page.count('<a href="issues/2019-11-20/01.html">新渠通水</a>')
    assert '<time datetime="2019-12-01">2019年12月1日 星期日</time>' in page
    twin = (site / "zh-hant-tw/corrections.html").read_text(encoding="utf-8")
    assert "應為三千畝。" in twin
    assert "<h1>更正啟事</h1>" in twin


def test_the_list_is_there_before_the_first_and_every_page_leads_to_it(tmp_path: Path) -> None:
    site = built(tmp_path)
    assert "这里还没有更正。" in (site / "corrections.html").read_text(encoding="utf-8")
    for path in site.rglob("*.html"):
        foot = path.read_text(encoding="utf-8").partition('<footer class="colophon">')[2]
        assert 'corrections.html"' in foot, path


def test_a_correction_of_a_draft_is_not_told(tmp_path: Path) -> None:
    draft = article("稿", draft=True, corrections=[{"date": "2019-12-01", "text": "不说。"}])
    files = FILES | {"issues/2019-11-20/03-c.md": draft}
    site = build(digest(tmp_path, files), tmp_path / "site").site
    assert "不说" not in (site / "corrections.html").read_text(encoding="utf-8")
