"""A site at `/a/b/`, and one at the root: every address on every page leads to a file of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import justhtml
import pytest
from kitchen_sink import add
from world import write

from generator.build import build
from generator.checking import check
from generator.importing import Given, import_page, open_desk
from generator.output import read_manifest
from generator.problems import errors
from generator.project import Project
from generator.starter_content import make_project

HOST = "https://news.example.org"
BASES = ("", "/a/b", "/新闻")

OLD = ("/old.html", "/旧/渠/", "/zh-hant-tw/old.html", "/zh-hant-hk/旧/渠/")


@pytest.fixture(scope="module", params=BASES, ids=["root", "below", "Chinese"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The sample digest with everything that a page can show, and old addresses."""
    folder = tmp_path_factory.mktemp("base") / "digest"
    make_project(folder)
    project = Project(folder)
    import_page(open_desk(project), folder / "content/raw/2019-11.txt", Given())
    add(folder / "content")
    text = (folder / "content/site.yaml").read_text(encoding="utf-8")
    text = text.replace("https://example.com", HOST + request.param)
    text = text.replace("share_cards: all", "share_cards: issues")
    write(folder / "content/site.yaml", text)
    moved = "moved:\n  /old.html: /issues/2019-11/01.html\n  /旧/渠: /topics/education/\n"
    write(folder / "content/addresses.yaml", moved)
    assert () == errors(check(project).problems)
    return Site(build(project, folder / "site").site, request.param)


class Site:
    """The built site, and the path that it stands at."""

    def __init__(self, folder: Path, base: str) -> None:
        self.folder, self.base = folder, base
        self.files = frozenset(read_manifest(folder) or ())

    def address(self, path: str) -> str:
        """Of a file, as a browser has it."""
        return f"{HOST}{self.base}/{path}".removesuffix("index.html")

    def lacks(self, address: str) -> bool:
        """Whether an address is of this host, and no file of the site is there."""
        if not address.startswith(f"{HOST}/"):
            return False
        path = unquote(urlsplit(address).path)
        if not path.startswith(f"{self.base}/"):
            return True
        file = path[len(self.base) + 1 :]
        return (file + "index.html" if file == "" or file.endswith("/") else file) not in self.files


def on_page(text: str) -> Iterator[str]:
    """Every address that a page names, as it is written."""
    for element in justhtml.JustHTML(text).query("*"):
        attributes = element.attrs
        yield from (attributes[name] for name in ("href", "src", "action") if name in attributes)
        for candidate in (attributes.get("srcset") or "").split(","):
            yield from candidate.split()[:1]
        content = attributes.get("content") or ""
        if (attributes.get("http-equiv") or "").lower() == "refresh":
            yield content.partition("url=")[2]
        elif "://" in content:
            yield content


def test_every_address_on_a_page_leads_to_a_file_of_the_site(site: Site) -> None:
    seen, dead = 0, []
    for path in sorted(site.files):
        if path.endswith(".html"):
            # The page for lost readers is served at any depth.
            shown_at = "x/y/z.html" if path.endswith("404.html") else path
            for written in on_page((site.folder / path).read_text(encoding="utf-8")):
                if written.startswith("#"):
                    continue
                seen += 1
                if site.lacks(urljoin(site.address(shown_at), written)):
                    dead.append((path, written))
    assert [] == dead
    assert 5000 < seen


def test_every_address_that_machines_read_is_a_file_of_the_site(site: Site) -> None:
    seen, dead = 0, []
    for path in sorted(site.files):
        data = site.folder / path
        if path.endswith((".xml", ".opml")):
            root = ElementTree.fromstring(data.read_bytes())
            said = [v for e in root.iter() for v in (e.text or "", *e.attrib.values())]
        elif path.endswith(("feed.json", "urls.txt", "robots.txt", "llms.txt")):
            said = re.findall(r'https?://[^\s"<>\\)]+', data.read_text(encoding="utf-8"))
        else:
            continue
        for one in (text.strip() for text in said):
            if one.startswith(HOST) and not re.search(r"[\s<]", one):
                seen += 1
                if site.lacks(one):
                    dead.append((path, one))
    assert [] == dead
    assert 1000 < seen


@pytest.mark.parametrize("old", OLD)
def test_an_old_address_leads_on_below_the_path_of_the_site(site: Site, old: str) -> None:
    path = f"{old[1:]}index.html" if old.endswith("/") else old[1:]
    written = list(on_page((site.folder / path).read_text(encoding="utf-8")))
    led = {urljoin(site.address(path), one) for one in written}
    assert 1 == len({unquote(one) for one in led}), led
    form = old.removesuffix("/old.html").removesuffix("/旧/渠/")
    new = "/issues/2019-11/01.html" if old.endswith(".html") else "/topics/education/"
    assert {f"{HOST}{site.base}{form}{new}"} == {unquote(one) for one in led}
