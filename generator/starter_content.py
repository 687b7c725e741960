"""`wenzhai init`: a new digest from the content that ships with Wenzhai."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from generator.problems import Phrase, Place, Problem, ProblemsFound
from generator.project import STARTER
from generator.schemas import KINDS, json_schema

COPIED = ("site.yaml", "README.md", "taxonomies", "pages", "raw")
"""Of the sample content; its articles are not, a new digest begins with its own."""

_IGNORED = "/site/\n/.site.*\n/.wenzhai-cache/\n/out/\n/public/\n/review/\n"


def make_project(folder: Path) -> int:
    """Make a digest in `folder`, and return the number of files in it.

    Raises ProblemsFound when the folder already holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ProblemsFound(
            [
                Problem(
                    "not-empty",
                    Place(str(folder)),
                    Phrase("这里已经有东西了", "there is something here already"),
                    Phrase("换一个新的文件夹", "choose a new folder"),
                )
            ]
        )
    content = folder / "content"
    content.mkdir(parents=True)
    (content / "issues").mkdir()
    for name in COPIED:
        source = STARTER / "content" / name
        if source.is_dir():
            shutil.copytree(source, content / name)
        elif source.exists():
            shutil.copyfile(source, content / name)
    write_schemas(content)
    (folder / ".gitignore").write_text(_IGNORED, encoding="utf-8")
    return sum(path.is_file() for path in folder.rglob("*"))


def write_schemas(content: Path) -> None:
    """The schemas that the first lines of the YAML files point editors to."""
    folder = content / ".schemas"
    folder.mkdir(exist_ok=True)
    for kind in KINDS:
        text = json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"
        (folder / f"{kind}.json").write_text(text, encoding="utf-8")
