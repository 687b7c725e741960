"""Sites to publish: a digest that is checked, and folders as a build would leave them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from world import SITE, article, digest, write

from generator.model import Target
from generator.output import MANIFEST
from generator.project import Project
from generator.publish import Published, publish, read, roll_back
from publishing.places import Place, sha

ADDRESS = "https://news.example.org"


def project_in(folder: Path, site: str = "") -> Project:
    """A digest with one article and an address."""
    text = f"{SITE}base_url: {ADDRESS}\nfeeds: [atom]\nepub: false\nshare_cards: none\n{site}"
    return digest(folder, {"site.yaml": text, "issues/a/01-a.md": article()})


def pages(version: str, articles: int = 4) -> dict[str, bytes]:
    """A small site in which every page names its version and the style sheet that it needs."""
    style = f"/* {version} */\n".encode()
    name = f"assets/style.{sha(style)[:12]}.css"
    page = f'<!doctype html><link rel="stylesheet" href="/{name}"><p>{version}</p>\n'
    site = {f"issues/a/{n:02}.html": f"{page}{n}".encode() for n in range(1, articles + 1)}
    site |= {"index.html": page.encode(), "404.html": page.encode(), name: style}
    site |= {"atom.xml": f"<feed>{version}</feed>".encode(), "robots.txt": b"User-agent: *\n"}
    return site | {".well-known/security.txt": b"Contact: a@example.org\n", "图.png": b"\x89PNG"}


def build_folder(folder: Path, files: Mapping[str, bytes]) -> Path:
    """The folder as a build leaves it: these files, and the manifest that lists them."""
    old = json.loads((folder / MANIFEST).read_text())["files"] if folder.exists() else {}
    for path in old:
        if path not in files:
            (folder / path).unlink()
    for path, data in files.items():
        if not (folder / path).exists() or (folder / path).read_bytes() != data:
            (folder / path).unlink(missing_ok=True)
            write(folder / path, data)
    listed = {path: sha(data) for path, data in files.items()}
    write(folder / MANIFEST, json.dumps({"made_by": "wenzhai", "files": listed}))
    return folder


def expected(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: sha(data) for path, data in files.items()}


class Newsroom:
    """A digest, a built folder and a place; `publish` puts the one on the other."""

    def __init__(self, folder: Path, place: Place, keep: int = 5) -> None:
        self.project = project_in(folder / "digest")
        self.folder = folder / "digest/site"
        self.place = place
        self.target = Target("production", place.url, keep)
        self.environ = {**_plain_environment(), **place.environ}

    def build(self, files: Mapping[str, bytes]) -> dict[str, str]:
        build_folder(self.folder, files)
        return expected(files)

    def publish(self, *, dry_run: bool = False, forced: bool = False) -> Published:
        return publish(
            self.project,
            read(self.project),
            self.target,
            self.folder,
            self.environ,
            dry_run=dry_run,
            forced=forced,
        )

    def roll_back(self, *, dry_run: bool = False) -> Published:
        site = read(self.project)
        return roll_back(self.project, site, self.target, self.environ, dry_run=dry_run)

    def put(self, files: Mapping[str, bytes]) -> dict[str, str]:
        """Build and publish."""
        wanted = self.build(files)
        self.publish()
        return wanted


def _plain_environment() -> dict[str, str]:
    import os

    names = ("PATH", "HOME", "LANG", "TMPDIR")
    return {name: os.environ[name] for name in names if name in os.environ}
