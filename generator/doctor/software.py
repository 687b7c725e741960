"""Python, the libraries, OpenCC, the encoders of photographs, fonts."""

from __future__ import annotations

import importlib.metadata
import re
import sys
from collections.abc import Iterator

from generator import __version__
from generator.cards.fonts import find_faces
from generator.content import read_site
from generator.doctor.records import Found, State
from generator.images.pixels import formats as formats_for
from generator.images.records import SUFFIXES
from generator.problems import Phrase, ProblemsFound
from generator.project import Project
from generator.variants import simplified_characters

OLDEST = (3, 11)
DISTRIBUTION = "wenzhai"


def python(project: Project) -> Iterator[Found]:
    """The interpreter, and Wenzhai itself."""
    version = sys.version.split()[0]
    said = f"Wenzhai {__version__}, Python {version}"
    what = Phrase(said, said)
    if sys.version_info < OLDEST:
        mend = Phrase("装 Python 3.11 或更新的", "install Python 3.11 or newer")
        yield Found("python", State.BAD, what, mend)
    else:
        yield Found("python", State.GOOD, what)


def libraries(project: Project) -> Iterator[Found]:
    """Every library that Wenzhai is installed with, and its version."""
    try:
        required = importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        what = Phrase(
            "Wenzhai 不是用 pip 装的，查不出该有哪些库", "Wenzhai is not installed by pip"
        )
        mend = Phrase("运行 pip install .", "run `pip install .`")
        yield Found("library", State.LACKING, what, mend)
        return
    for line in required:
        if "extra ==" not in line:
            yield _library(line)


def _library(requirement: str) -> Found:
    match = re.match(r"(?P<name>[\w.-]+)\s*(?:>=(?P<least>[\d.]+))?", requirement)
    name, least = (match["name"], match["least"] or "0") if match else (requirement, "0")
    mend = Phrase(f"运行 pip install '{requirement}'", f"run `pip install '{requirement}'`")
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        what = Phrase(f"没有装 {name}", f"{name} is not installed")
        return Found(f"library/{name}", State.BAD, what, mend)
    said = f"{name} {version}"
    if _numbers(version) < _numbers(least):
        what = Phrase(f"{said}，至少要 {least}", f"{said}; it takes {least} at least")
        return Found(f"library/{name}", State.BAD, what, mend)
    return Found(f"library/{name}", State.GOOD, Phrase(said, said))


def _numbers(version: str) -> tuple[int, ...]:
    release = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(int(part) for part in release[0].split(".")) if release else ()


def characters(project: Project) -> Iterator[Found]:
    """Whether file names can be Chinese."""
    name = sys.getfilesystemencoding()
    what = Phrase(f"文件名的编码是 {name}", f"file names are {name}")
    if name.lower().replace("-", "") == "utf8":
        yield Found("file-names", State.GOOD, what)
    else:
        mend = Phrase("设 PYTHONUTF8=1 或 LANG=zh_CN.UTF-8", "set PYTHONUTF8=1 or LANG=C.UTF-8")
        yield Found("file-names", State.BAD, what, mend)


def converter(project: Project) -> Iterator[Found]:
    """Whether OpenCC is the official one, and converts."""
    try:
        works = simplified_characters().get("後") == "后"
    except ProblemsFound as found:
        problem = found.problems[0]
        yield Found("opencc", State.BAD, problem.what, problem.mend)
        return
    said = Phrase("简繁转换（OpenCC）可用", "OpenCC converts")
    if works:
        yield Found("opencc", State.GOOD, said)
    else:
        what = Phrase("OpenCC 转换出来的字不对", "OpenCC converts wrongly")
        mend = Phrase("运行 pip install 'OpenCC>=1.4,<2'", "run `pip install 'OpenCC>=1.4,<2'`")
        yield Found("opencc", State.BAD, what, mend)


def pictures(project: Project) -> Iterator[Found]:
    """Which modern formats photographs can be encoded in."""
    formats = [SUFFIXES[mime].upper() for mime in formats_for(1, 1)]
    names = "、".join(formats), ", ".join(formats)
    if len(formats) == 2:
        what = Phrase(f"图片可以压成 {names[0]}", f"photographs can be {names[1]}")
        yield Found("images", State.GOOD, what)
    else:
        what = Phrase("Pillow 没有 AVIF 或 WebP", "this Pillow lacks AVIF or WebP")
        mend = Phrase("运行 pip install -U Pillow", "run `pip install -U Pillow`")
        yield Found("images", State.LACKING, what, mend)


def fonts(project: Project) -> Iterator[Found]:
    """A font for the share cards of each written form."""
    site, _ = read_site(project.content)
    for variant in site.settings.variants:
        faces = find_faces(variant.tag)
        name = f"font/{variant.tag}"
        if faces:
            said = f"{variant.tag}: {faces[0].family}"
            yield Found(name, State.GOOD, Phrase(f"分享图的字体 {said}", f"font of cards {said}"))
        else:
            what = Phrase(f"{variant.tag} 没有中文字体，分享图没有字", f"no font for {variant.tag}")
            mend = Phrase("装 fonts-noto-cjk", "install fonts-noto-cjk")
            yield Found(name, State.LACKING, what, mend)
