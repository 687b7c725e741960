"""Small digests for tests: a folder, a few files in it, and the command line run on them."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from generator.front_matter import compose_head
from generator.problems import Problem, ProblemsFound
from generator.project import Project

SITE = "title: 江城文摘\nsubtitle: 一份测试用的文摘\n"

TOPICS = "- {key: water, label: 水利}\n- {key: education, label: 教育, aliases: [学校]}\n"

COUNTIES = """\
- {code: "330000", label: 浙江省}
- {code: "330300", label: 温州市, parent: "330000"}
- {code: "330302", label: 鹿城区, parent: "330300"}
- {code: "330381", label: 瑞安市, parent: "330300"}
"""

_BASE = {
    "site.yaml": SITE,
    "taxonomies/topics.yaml": TOPICS,
    "taxonomies/counties.yaml": COUNTIES,
}


def digest(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Project:
    """A digest in `folder` with two topics and a province; `files` are below `content/`."""
    for name, text in (_BASE | dict(files or {})).items():
        write(folder / "content" / name, text)
    return Project(folder)


def photograph(
    width: int = 64, height: int = 48, kind: str = "JPEG", mode: str = "RGB", **options: object
) -> bytes:
    """A photograph of nothing: a slope from dark to light, the same on every machine."""
    slope = Image.linear_gradient("L").resize((width, height))
    file = io.BytesIO()
    slope.convert(mode).save(file, kind, **options)
    return file.getvalue()


def write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def article(title: str = "新渠通水", body: str = "水渠昨天通水。\n", **fields: object) -> str:
    """An article file with these fields."""
    return compose_head({"title": title, **fields}) + "\n" + body


def shown(problem: Problem) -> str:
    """`file:line:column rule`: what most tests ask of a problem."""
    return f"{problem.place} {problem.rule}"


def found(error: ProblemsFound) -> list[str]:
    return [shown(problem) for problem in error.problems]


def snapshot(folder: Path) -> dict[str, str]:
    """Every file, folder and link below `folder`, with the digest of what is in it."""
    return {
        path.relative_to(folder).as_posix(): _digest(path) for path in sorted(folder.rglob("*"))
    }


def _digest(path: Path) -> str:
    if path.is_symlink():
        return f"link to {path.readlink()}"
    return "folder" if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()


def environment(**changes: str) -> dict[str, str]:
    """The variables of this process without those that choose a language, and these."""
    chosen = ("LANG", "LC_ALL", "LC_MESSAGES", "WENZHAI_LANG", "LANGUAGE", "PYTHONHASHSEED")
    kept = {name: value for name, value in os.environ.items() if name not in chosen}
    return kept | {"PYTHONWARNINGS": "error"} | changes


def wenzhai(
    project: Project | Path, *arguments: str | Path, **environ: str
) -> subprocess.CompletedProcess[str]:
    """The command line run on a digest, in a process of its own."""
    folder = project.folder if isinstance(project, Project) else project
    return subprocess.run(
        [sys.executable, "-m", "generator", "-C", str(folder), *map(str, arguments)],
        env=environment(**environ),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
