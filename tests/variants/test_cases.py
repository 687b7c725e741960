"""Cases in files: what a form prints of a piece of Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import markdown
from generator.front_matter import Mapping, Scalar, Sequence, parse
from generator.variants import converter

FOLDER = Path(__file__).parent / "cases"


def cases() -> list[tuple[str, str, str]]:
    """Form, source and HTML of every case of every file."""
    found: list[tuple[str, str, str]] = []
    for file in sorted(FOLDER.glob("*.yaml")):
        node, problems = parse(file.read_text(encoding="utf-8"), file.name)
        assert not problems
        assert isinstance(node, Sequence)
        for item in node.items:
            assert isinstance(item, Mapping)
            said = {
                key.text: value.text for key, value in item.entries if isinstance(value, Scalar)
            }
            found += [
                (key, said["text"], value) for key, value in said.items() if key.startswith("zh-")
            ]
    return found


@pytest.mark.parametrize(("form", "text", "expected"), cases())
def test_a_form_prints_of_a_text_what_its_case_says(form: str, text: str, expected: str) -> None:
    html = markdown.render(converter(form).document(markdown.parse(text)))
    assert f"<p>{expected}</p>\n" == html
