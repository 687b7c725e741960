"""A build says what is wrong before it touches the site, and gives the same bytes everywhere."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from world import SITE, article, digest, environment, found, photograph, snapshot, wenzhai, write

from generator.build import build, read
from generator.checking import check
from generator.declaring import declare
from generator.output import MANIFEST, read_manifest
from generator.problems import ProblemsFound
from generator.project import Project

ROOT = Path(__file__).parents[1]


def places(project: Project) -> list[str]:
    return [f"{problem.place} {problem.rule}" for problem in check(project).problems]


HEAD = len(article(body="").split("\n"))
"""Line of an article file on which its body begins."""

PIXEL = photograph(1, 1)

# What is wrong with the content; where, and by what rule; all that must be said in both languages.
FAULTS = {
    "two files of one number": (
        {"issues/a/01-a.md": article(), "issues/a/01-b.md": article()},
        ["content/issues/a/01-b.md duplicate-address"],
        ["content/issues/a/01-a.md", "/issues/a/01.html"],
    ),
    "a number with a dash and nothing behind it": (
        {"issues/a/01.md": article(), "issues/a/01-.md": article()},
        ["content/issues/a/01.md duplicate-address"],
        ["content/issues/a/01-.md", "/issues/a/01.html"],
    ),
    "two standing pages in different letters": (
        {"pages/about.md": article(), "pages/About.md": article()},
        ["content/pages/about.md duplicate-address"],
        ["content/pages/About.md", "/about.html"],
    ),
    "two issues in different letters": (
        {"issues/n1/01-a.md": article(), "issues/N1/02-a.md": article()},
        ["content/issues/N1/issue.md duplicate-address"],
        ["content/issues/n1/issue.md", "/issues/"],
    ),
    "a standing page in place of the one for lost readers": (
        {"pages/404.md": article()},
        ["themes duplicate-address"],
        ["content/pages/404.md", "/404.html"],
    ),
    "a standing page in place of the front page": (
        {"pages/index.md": article()},
        ["content/pages/index.md duplicate-address"],
        ["content/site.yaml", "/index.html"],
    ),
    "an issue in place of a list": (
        {"taxonomies/topics.yaml": "- {key: index.html, label: 甲, text: 文}\n"},
        ["content/taxonomies/topics.yaml duplicate-address"],
        ["/topics/index.html/"],
    ),
    "a link to an article that is not there": (
        {"issues/a/01-a.md": article(body="文。\n\n见[那篇](02-b.md)。\n")},
        [f"content/issues/a/01-a.md:{HEAD + 2}:2 dead-link"],
        ["02-b.md", "/issues/a/02.html"],
    ),
    "a link to a page that is not there": (
        {"issues/a/01-a.md": article(body="[水利](/topics/wather/)\n")},
        [f"content/issues/a/01-a.md:{HEAD}:1 dead-link"],
        ["/topics/wather/"],
    ),
    "a link out of the folder": (
        {"issues/a/01-a.md": article(body="[x](../../../../etc/passwd)\n")},
        [f"content/issues/a/01-a.md:{HEAD}:1 dead-link"],
        ["../../../../etc/passwd"],
    ),
    "a link to a place that is not on its page": (
        {
            "issues/a/01-a.md": article(body="见[那篇](02-b.md#第三节)。\n"),
            "issues/a/02-b.md": article(body="## 第二节\n\n文。\n"),
        },
        [f"content/issues/a/01-a.md:{HEAD}:2 dead-fragment"],
        ["#第三节", "/issues/a/02.html", "#第二节"],
    ),
    "a link to a place that is not on this page": (
        {"issues/a/01-a.md": article(body="见[下文](#二)。\n")},
        [f"content/issues/a/01-a.md:{HEAD}:2 dead-fragment"],
        ["#二"],
    ),
    "an image that is not there": (
        {"issues/a/01-a.md": article(body="![渠](渠.jpg)\n"), "issues/a/渠道.jpg": PIXEL},
        [f"content/issues/a/01-a.md:{HEAD}:1 dead-link"],
        ["渠.jpg", "/issues/a/渠道.jpg"],
    ),
    "a photograph of a caption that is not there": (
        {
            "issues/a/01-a.md": article(captions=[{"text": "通水", "image": "渠.jpg"}]),
            "issues/a/渠道.jpg": PIXEL,
        },
        ["content/issues/a/01-a.md:5:10 missing-image"],
        ["渠.jpg", "渠道.jpg"],
    ),
    "a photograph of a caption out of the folder": (
        {"issues/a/01-a.md": article(captions=[{"text": "通水", "image": "/etc/passwd"}])},
        ["content/issues/a/01-a.md:5:10 missing-image"],
        ["/etc/passwd"],
    ),
    "a photograph of a kind that no site carries": (
        {
            "issues/a/01-a.md": article(captions=[{"text": "通水", "image": "渠.tiff"}]),
            "issues/a/渠.tiff": PIXEL,
        },
        ["content/issues/a/01-a.md missing-image"],
        ["渠.tiff"],
    ),
    "a dead link in the text of a term": (
        {"taxonomies/topics.yaml": "- key: a\n  label: 甲\n  text: |\n    见[x](/y.html)。\n"},
        ["content/taxonomies/topics.yaml:4:2 dead-link"],
        ["/y.html"],
    ),
    "a dead link in the note of an issue": (
        {"issues/a/issue.md": "---\nnumber: 3\n---\n\n见[x](99-y.md)。\n"},
        ["content/issues/a/issue.md:5:2 dead-link"],
        ["99-y.md"],
    ),
    "a dead link on a standing page": (
        {"pages/about.md": article(body="见[x](y.md)。\n")},
        [f"content/pages/about.md:{HEAD}:2 dead-link"],
        ["y.md", "/y.html"],
    ),
    "an unknown term": (
        {"issues/a/01-a.md": article(topics=["水力"])},
        ["content/issues/a/01-a.md:3:10 unknown-term"],
        ["content/taxonomies/topics.yaml", "水利"],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_both_its_ends(tmp_path: Path, fault: str) -> None:
    files, expected, said = FAULTS[fault]
    project = digest(tmp_path, files)
    if fault.endswith("different letters") and (tmp_path / "CONTENT").exists():
        pytest.skip("this file system does not tell letters by case")
    checked = check(project)
    first = [p for p in checked.problems if p.rule != "stray-file"][: len(expected)]
    assert expected == [f"{problem.place} {problem.rule}" for problem in first]
    for part in said:
        assert part in first[0].report("zh")
        assert part in first[0].report("en")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_leaves_the_old_site_as_it_was(tmp_path: Path, fault: str) -> None:
    files, expected, _ = FAULTS[fault]
    project = digest(tmp_path)
    build(project, tmp_path / "site")
    before = snapshot(tmp_path / "site")
    digest(tmp_path, files)
    with pytest.raises(ProblemsFound) as error:
        build(project, tmp_path / "site")
    assert set(expected) <= set(found(error.value))
    assert before == snapshot(tmp_path / "site")
    kept = {".site.lock", ".site.older", ".site.states", ".wenzhai-cache"}
    assert {"content", "site"} | kept >= {path.name for path in tmp_path.iterdir()}


def test_the_command_says_all_faults_and_ends_with_one(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "issues/a/01-a.md": article(body="[x](9-x.md)和[y](8-y.md)\n"),
        "issues/a/02-b.md": article(body="[z](#z)\n"),
    }
    done = wenzhai(digest(tmp_path, files), "build")
    assert (1, "") == (done.returncode, done.stdout)
    assert 3 == len(
        re.findall(r"(?m)^content/issues/a/0[12]-[ab]\.md:\d+:\d+: 错误：", done.stderr)
    )
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


def test_links_that_are_alive_are_no_fault(tmp_path: Path) -> None:
    body = """\
见[那篇](02-b.md)、[那节](02-b.md#第二节)、[这节](#第一节)、[本期](issue.md)、[上期](../b/issue.md)、
[关于](../../pages/about.md)、[主题](/topics/)、[首页](/)、[外面](https://example.com/nowhere#x)、
[信](mailto:a@example.com)、[图](渠.jpg)、[样式](../a/渠.jpg?x=1#y)。

## 第一节

![渠](渠.jpg)

![编码](%E6%B8%A0.jpg)
"""
    files: dict[str, str | bytes] = {
        "issues/a/01-a.md": article(body=body, captions=[{"text": "通水", "image": "渠.jpg"}]),
        "issues/a/02-b.md": article(body="## 第二节\n\n文。\n"),
        "issues/a/渠.jpg": PIXEL,
        "issues/b/01-a.md": article(),
        "pages/about.md": article(body="见[首篇](../issues/a/01-a.md)。\n"),
    }
    project = digest(tmp_path, files)
    assert ["dead-fragment"] == [problem.rule for problem in check(project).problems]
    body = body.replace("#y", "")
    files["issues/a/01-a.md"] = article(body=body, captions=[{"text": "通水", "image": "渠.jpg"}])
    assert [] == places(digest(tmp_path, files))
    build(project, tmp_path / "site")
    assert PIXEL == (tmp_path / "site/issues/a/渠.jpg").read_bytes()


def test_a_link_to_a_draft_is_a_link_to_nowhere(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "issues/a/01-a.md": article(body="见[那篇](02-b.md)。\n"),
        "issues/a/02-b.md": article(draft=True),
    }
    assert [f"content/issues/a/01-a.md:{HEAD}:2 dead-link"] == places(digest(tmp_path, files))


def test_two_drafts_may_not_share_the_number_of_an_article(tmp_path: Path) -> None:
    # A draft has no page, so it takes no address from anybody.
    files: dict[str, str | bytes] = {
        "issues/a/01-a.md": article(),
        "issues/a/01-b.md": article(draft=True),
    }
    assert [] == places(digest(tmp_path, files))


def test_numbers_that_differ_in_their_zeros_are_different_addresses(tmp_path: Path) -> None:
    files = {f"issues/a/{number}-a.md": article() for number in ("1", "01", "001")}
    project = digest(tmp_path, files)
    site, theme, _ = read(project)
    urls = {page.url for page in declare(project, site, theme)}
    assert {"/issues/a/1.html", "/issues/a/01.html", "/issues/a/001.html"} <= urls


def test_what_is_built_is_what_the_manifest_says(tmp_path: Path) -> None:
    build(digest(tmp_path, {"issues/a/01-a.md": article()}), tmp_path / "site")
    files = {
        path.relative_to(tmp_path / "site").as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in (tmp_path / "site").rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    assert files == read_manifest(tmp_path / "site")


WORLDS = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/St_Johns", "LANG": "en_US.UTF-8"},
    {"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.GB18030", "PYTHONUTF8": "0"},
)


@pytest.fixture(scope="module")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The site of the sample content, built in this process from where it is."""
    site = tmp_path_factory.mktemp("sample") / "site"
    return snapshot(build(Project(ROOT), site).site)


@pytest.mark.parametrize("world", range(len(WORLDS)))
def test_the_same_content_gives_the_same_bytes_everywhere(
    tmp_path: Path, sample_site: dict[str, str], world: int
) -> None:
    folder = tmp_path / ("路径 " * world + "x") / "digest"
    order = sorted((ROOT / "content").rglob("*"), reverse=bool(world % 2))
    for path in order:  # files made in another order lie in another order on the disk
        if path.is_file():
            target = folder / "content" / path.relative_to(ROOT / "content")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            os.utime(target, (0, world * 10**6))
    command = [sys.executable, "-m", "generator", "-C", str(folder), "build"]
    subprocess.run(
        command,
        env=environment(**WORLDS[world]),
        umask=(0o022, 0o077, 0o002, 0o027)[world],
        check=True,
        capture_output=True,
    )
    assert sample_site == snapshot(folder / "site")


def test_nothing_in_the_site_says_when_or_where_it_was_built(
    sample_site: dict[str, str], tmp_path: Path
) -> None:
    build(Project(ROOT), tmp_path / "site")
    said = [str(tmp_path), str(ROOT), os.uname().nodename, time.strftime("%Y-%m-%d")]
    for path in sorted((tmp_path / "site").rglob("*")):
        if path.is_file():
            data = _unpacked(path)
            # A host may be called by two letters, which compressed bytes hold by chance.
            sought = [one for one in said if len(one) > 8 or path.suffix != ".png"]
            assert [] == [one for one in sought if one.encode() in data], path


def _unpacked(path: Path) -> bytes:
    """What is in a file; two letters of a name stand in compressed data by chance."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return b"".join(name.encode() + book.read(name) for name in book.namelist())


def test_the_page_for_lost_readers_links_from_the_root_of_the_site(tmp_path: Path) -> None:
    for base, root in (
        ("", "/"),
        ("https://example.com", "/"),
        ("https://example.com/", "/"),
        ("https://example.com/news/digest", "/news/digest/"),
        ("https://example.com/报", "/%E6%8A%A5/"),
    ):
        files: dict[str, str | bytes] = {
            "site.yaml": SITE + f"base_url: {base}\n",
            "issues/a/01-a.md": article(),
        }
        project = digest(tmp_path, files)
        build(project, tmp_path / "site")
        page = (tmp_path / "site/404.html").read_text(encoding="utf-8")
        links = re.findall(r'(?:href|src)="([^"#][^"]*)"', page)
        assert links
        assert [] == [link for link in links if not link.startswith(root)], base
        assert f'href="{root}issues/a/"' in page
        assert "canonical" not in page


def test_all_other_pages_link_relatively_wherever_the_site_stands(tmp_path: Path) -> None:
    sites = []
    for number, base in enumerate(("https://example.com", "https://example.com/news")):
        files: dict[str, str | bytes] = {
            "site.yaml": SITE + f"base_url: {base}\n",
            "issues/a/01-a.md": article(),
        }
        project = digest(tmp_path, files)
        build(project, tmp_path / f"site{number}")
        page = (tmp_path / f"site{number}/issues/a/01.html").read_text(encoding="utf-8")
        assert f'href="{base}/issues/a/01.html"' in page
        assert "../../assets/" in page
        sites.append(page.replace(base, ""))
    assert sites[0] == sites[1]


def test_a_build_of_nothing_new_gives_the_same_site(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": article()})
    build(project, tmp_path / "site")
    before = snapshot(tmp_path / "site")
    write(tmp_path / "content/raw/x.txt", "原文")
    build(project, tmp_path / "site")
    assert before == snapshot(tmp_path / "site")
