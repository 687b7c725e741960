"""The documents tell the truth: about the tree, the layers, the commands and the fields."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.article_fields import ARTICLE_FIELDS
from generator.rules import AREAS, RULES

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator"


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_design_names_every_module_of_the_package_and_no_other() -> None:
    tree = read("docs/design.md").partition("## The tree")[2].partition("```\n")[2]
    package = tree.partition("```")[0].partition("\ncontent/")[0]
    named = set(re.findall(r"(?<![\w/.])(\w+(?:\.py|/))", package)) - {"generator/", "site/"}
    there = {path.name for path in PACKAGE.glob("*.py")} - {"__init__.py"}
    there |= {f"{path.name}/" for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert there == named


def test_the_design_has_the_layers_that_the_imports_are_held_to() -> None:
    source = read("tests/test_layers.py")
    table = re.search(r"^LAYERS = \{.*?^\}", source, re.DOTALL | re.MULTILINE)
    assert table is not None
    scope: dict[str, dict[str, str]] = {}
    exec(table[0], scope)
    rows = re.findall(r"^\| (\w+) \| (`.*`) \|$", read("docs/design.md"), re.MULTILINE)
    written = {layer: set(re.findall(r"`(\w+)`", names)) for layer, names in rows}
    assert {layer: set(names.split()) for layer, names in scope["LAYERS"].items()} == written


def test_every_command_that_a_document_names_exists() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--help"], capture_output=True, text=True, check=True
    )
    commands = set(re.findall(r"^  (\w+) ", done.stdout, re.MULTILINE))
    for name in ("README.md", "content/README.md", "CHANGELOG.md", "docs/design.md"):
        used = set(re.findall(r"^(?:\$ )?wenzhai (\w+)|`wenzhai (\w+)", read(name), re.MULTILINE))
        assert {a or b for a, b in used} <= commands, name


@pytest.mark.parametrize("target", ["site", "test", "serve", "bench", "bench-full"])
def test_the_makefile_has_what_the_documents_promise(target: str) -> None:
    assert re.search(rf"^{target}:", read("Makefile"), re.MULTILINE)


def test_every_file_that_a_document_links_to_is_there() -> None:
    for document in [*ROOT.glob("*.md"), *ROOT.glob("*/README.md"), *ROOT.glob("docs/*.md")]:
        text = document.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:\s]+)\)", text):
            if not target.endswith(".md") or document.parent.name != "content":
                assert (document.parent / target).exists(), (document.name, target)


def test_the_page_for_editors_shows_an_article_of_known_fields() -> None:
    shown = read("content/README.md").partition("```markdown\n---\n")[2].partition("\n---\n")[0]
    fields = re.findall(r"^(\w+):", shown, re.MULTILINE)
    assert len(fields) > 8
    assert set() == set(fields) - set(ARTICLE_FIELDS)


def test_nothing_in_the_repository_names_a_path_of_a_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.suffix not in (".png", ".txt") and path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not re.search(r"/(?:home|root|work|Users)/\w", text), name


def test_the_document_on_checking_has_every_rule_as_it_is() -> None:
    written = read("docs/checking.md").partition("<!-- rules -->\n")[2]
    assert rules_in_words() == written


def rules_in_words() -> str:
    """The tables of rules in `docs/checking.md`, one for each area."""
    parts = []
    for area, label in AREAS.items():
        rows = [
            f"| `{rule.name}` | {rule.weight}{', mended' * rule.fixed} | {rule.about.en} |"
            for rule in RULES.values()
            if rule.area == area
        ]
        head = ["| rule | is | finds |", "|---|---|---|"]
        parts.append("\n".join([f"\n### `{area}`: {label.en}\n", *head, *rows, ""]))
    return "".join(parts)
