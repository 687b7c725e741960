"""Folders that are not written to: dear ones, and those with something in them that is not ours."""

from __future__ import annotations

from pathlib import Path

from generator.output.manifest import MANIFEST, read_manifest
from generator.problems import Phrase, Place, Problem


def refusal(site: Path, project: Path, package: Path, is_ours: bool = False) -> Problem | None:
    """Why `site` may not be written to, or None when it may.

    `is_ours` says that its manifest was read already and is one.
    """
    target = site.resolve()
    dear = [project / "content", project / "themes", project / ".git", package, Path.home()]
    holds = [folder for folder in (*dear, project) if folder.resolve().is_relative_to(target)]
    inside = [f for f in dear[:4] if target.is_relative_to(f.resolve())]
    place = Place(str(site))
    if holds or inside:
        return Problem(
            "dear-folder",
            place,
            Phrase(
                f"输出文件夹与 {(holds or inside)[0]} 重叠",
                f"the output folder overlaps {(holds or inside)[0]}",
            ),
            Phrase("换一个文件夹", "choose another folder"),
        )
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        return Problem(
            "not-a-folder",
            place,
            Phrase("这不是普通文件夹", "this is not a plain folder"),
            Phrase("换一个文件夹", "choose another folder"),
        )
    if not is_ours and site.is_dir() and any(site.iterdir()) and read_manifest(site) is None:
        if (site / MANIFEST).exists():
            return Problem(
                "damaged-manifest",
                place,
                Phrase(
                    f"文件夹里的 {MANIFEST} 坏了，认不出哪些文件是文摘建的",
                    f"its {MANIFEST} is damaged: nothing says which files Wenzhai made",
                ),
                Phrase(
                    "里面没有别的东西，就把这个文件夹删掉再生成",
                    "if there is nothing else in it, delete the folder and build again",
                ),
            )
        return Problem(
            "foreign-folder",
            place,
            Phrase(
                f"文件夹里有东西，而且没有 {MANIFEST}，不是文摘建的",
                f"the folder holds files and no {MANIFEST}: it was not made by Wenzhai",
            ),
            Phrase("换一个文件夹，或先把它清空", "choose another folder, or empty it first"),
        )
    return None
