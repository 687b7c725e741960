"""What two processes must have in common, without a cluster."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from world import environment, write

from cluster.sites import newspaper
from generator.build import read
from generator.cluster.agreement import Agreement, agreement
from generator.declaring import declare
from generator.project import Project
from generator.runs import Plan


def agreed(project: Project) -> Agreement:
    site, theme, _ = read(project)
    return agreement(
        Plan(project, site, theme, declare(project, site, theme), (), {}, None, None, "program")
    )


def test_two_processes_agree_whatever_their_hashes(tmp_path: Path) -> None:
    project = newspaper(tmp_path / "digest", 2)
    code = (
        "import sys; from pathlib import Path; from generator.project import Project;"
        "from cluster.test_agreement import agreed; print(agreed(Project(Path(sys.argv[1]))))"
    )
    path = f"sys.path[:0] = {[str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]}"
    said = {
        subprocess.run(
            [sys.executable, "-c", f"import sys; {path}; {code}", str(project.folder)],
            env=environment(PYTHONHASHSEED=seed),
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert {f"{agreed(project)}\n"} == said


def test_the_folder_in_which_a_digest_lies_does_not_matter(tmp_path: Path) -> None:
    one, other = (newspaper(tmp_path / name / "digest", 1) for name in ("one", "other"))
    assert agreed(one) == agreed(other)


@pytest.mark.parametrize(
    ("file", "text", "part"),
    [
        ("content/issues/2019-01-01/02.md", "---\ntitle: 改过\n---\n改过。\n", "content"),
        ("content/issues/2019-01-01/03.md", "", "content"),
        ("content/glossary/zh-Hant-TW.yaml", "水渠: 水路\n", "content"),
        ("content/issues/2019-01-01/c.pdf", "%PDF", "content"),
        ("themes/other/words/zh-Hans.yaml", "go_home: 回去\n", "theme"),
        ("themes/other/assets/other.css", "p { color: red }\n", "pages"),
        ("themes/other/templates/article.html", "{{ page.title }}", "pages"),
    ],
)
def test_whatever_is_edited_there_is_a_difference(
    file: str, text: str, part: str, tmp_path: Path
) -> None:
    project = newspaper(tmp_path / "digest", 1)
    settings = project.content / "site.yaml"
    write(settings, settings.read_text("utf-8") + "theme: other\n")
    write(project.folder / "themes/other/theme.yaml", "name: 别的\nextends: broadsheet\n")
    before = agreed(project)
    path = project.folder / file
    if text:
        write(path, text)
    else:
        path.unlink()
    assert part == agreed(project).difference(before)
    assert "" == before.difference(before)
    assert "program" == replace(before, program="another").difference(before)
