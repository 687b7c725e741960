"""Whether the digest can be read, knows its address, and can be published where it says."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from generator.content import read_site
from generator.doctor.records import Found, State
from generator.problems import Phrase, errors
from generator.project import Project

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "ssh": ("ssh", "rsync"),
    "rsync": ("ssh", "rsync"),
    "git+file": ("git",),
    "git+https": ("git",),
    "git+ssh": ("git", "ssh"),
}
"""Scheme of a target to the programs that publishing there calls."""

LIBRARIES: Mapping[str, tuple[str, str]] = {"s3": ("boto3", "s3")}
"""Scheme of a target to a library and the extra that brings it."""


def content(project: Project) -> Iterator[Found]:
    """Whether there are errors in the content."""
    if not project.content.exists():
        return
    wrong = len(errors(read_site(project.content)[1]))
    if wrong:
        what = Phrase(f"内容里有 {wrong} 个错误", f"{wrong} errors in the content")
        mend = Phrase("运行 wenzhai check", "run `wenzhai check`")
        yield Found("content", State.LACKING, what, mend)
    else:
        yield Found("content", State.GOOD, Phrase("内容读得通", "the content can be read"))


def addresses(project: Project) -> Iterator[Found]:
    """Whether the site knows where it will stand."""
    if not project.content.exists():
        return
    base = read_site(project.content)[0].settings.base_url
    if base:
        yield Found("base-url", State.GOOD, Phrase(f"网址是 {base}", f"its address is {base}"))
    else:
        what = Phrase(
            "没有 base_url，就没有订阅源和站点地图", "no base_url, so no feeds and no sitemaps"
        )
        mend = Phrase("写进 content/site.yaml", "give it in content/site.yaml")
        yield Found("base-url", State.LACKING, what, mend)


def targets(project: Project) -> Iterator[Found]:
    """What publishing needs, for each target of the digest."""
    for target in read_site(project.content)[0].settings.publish:
        scheme = urlsplit(target.url).scheme
        missing = [name for name in COMMANDS.get(scheme, ()) if not shutil.which(name)]
        name = f"publish/{target.name}"
        library, extra = LIBRARIES.get(scheme, ("", ""))
        if missing:
            what = Phrase(
                f"发布到 {target.name} 要有 {'、'.join(missing)}",
                f"publishing to {target.name} takes {', '.join(missing)}",
            )
            yield Found(name, State.BAD, what, Phrase("装上", "install it"))
        elif library and not importlib.util.find_spec(library):
            what = Phrase(
                f"发布到 {target.name} 要有 {library}",
                f"publishing to {target.name} takes {library}",
            )
            command = f"pip install 'wenzhai[{extra}]'"
            mend = Phrase(f"运行 {command}", f"run `{command}`")
            yield Found(name, State.BAD, what, mend)
        else:
            what = Phrase(f"可以发布到 {target.name}", f"can publish to {target.name}")
            yield Found(name, State.GOOD, what)
