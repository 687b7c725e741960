"""What is examined is what the pages print: the whole sample digest, run for run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator import markdown
from generator.content import read_site
from generator.forms import formers
from generator.model import Variant
from generator.project import Project
from generator.proofing import proof
from generator.variants import FORMS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("tag", [form.tag for form in FORMS if not form.source])
def test_every_run_of_every_article_is_converted_as_on_its_page(tag: str) -> None:
    project = Project(ROOT)
    (form,) = proof(project, tag=tag)
    site, _ = read_site(project.content)
    settings = replace(site.settings, variants=(Variant(tag, ""),))
    converter = formers(replace(site, settings=settings))[tag].converter
    articles = {f"content/{a.source_file}": a for issue in site.issues for a in issue.articles}
    compared = 0
    for one in form.sheets:
        article = articles.get(one.sheet.file)
        if article is None or article.versions:
            continue
        printed = markdown.runs(converter.document(markdown.parse(article.body)))
        examined = [
            found.converted
            for found, passage in zip(one.examined, one.sheet.passages, strict=True)
            if found and passage.field.startswith("body")
        ]
        assert ["".join(run) for run in printed] == examined
        compared += len(printed)
    assert compared > 30
