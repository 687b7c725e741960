"""Digests to build by a cluster, and what a build of this machine alone makes of them."""

from __future__ import annotations

import shutil
from pathlib import Path

from world import article, digest, photograph, snapshot, write

from generator.build import build
from generator.project import Project

SITE = """\
title: 江城文摘
base_url: https://example.com/a
variants: [zh-Hant-TW, zh-Hant-HK]
share_cards: all
topic_county_pages: 2
"""

ISSUES = 12


def newspaper(folder: Path, issues: int = ISSUES, site: str = SITE) -> Project:
    """Three forms, photographs, books, cards, feeds, search: all that a site may have."""
    files: dict[str, str | bytes] = {
        "site.yaml": site,
        "pages/about.md": "---\ntitle: 关于\n---\n关于本站。\n",
        "issues/2019-01-01/b.pdf": b"%PDF-1.4 as it is",
        "glossary/zh-Hant-TW.yaml": "水渠: 水圳\n",
    }
    for issue in range(issues):
        key = f"2019-{issue // 28 + 1:02}-{issue % 28 + 1:02}"
        files[f"issues/{key}/issue.md"] = f"---\ndate: '{key}'\n---\n本期说明。\n"
        files[f"issues/{key}/a.jpg"] = photograph(700 + issue, 500)
        for number in range(1, 6):
            title = f"第{issue}期第{number}条水渠通水"
            text = (
                f"水渠**昨天**通水，里面有着{number}里长的干净的面。\n\n## 后来\n\n街坊都来看。\n"
            )
            text += "\n![渠](a.jpg)\n" if number == 1 else "\n见[渠](01.md)。\n"
            files[f"issues/{key}/{number:02}.md"] = article(
                title,
                text,
                topics=["水利", "教育"][: number % 2 + 1],
                counties=["瑞安市"] if number % 3 else ["鹿城区"],
                authors=[f"张{'一二三四五'[number - 1]}"],
            )
    return digest(folder, files)


def alone(project: Project, scratch: Path) -> dict[str, str]:
    """What a full build by one process makes of the same content, elsewhere."""
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(project.content, scratch / "content")
    copy = Project(scratch)
    build(copy, scratch / "site", full=True, workers=1)
    return snapshot(scratch / "site")


def edit(project: Project) -> None:
    """One article says something else."""
    path = sorted(project.content.glob("issues/*/03.md"))[-1]
    write(path, path.read_text(encoding="utf-8") + "\n又一段，里面有着干净的面。\n")
