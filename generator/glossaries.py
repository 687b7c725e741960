"""Reads `content/glossary/`: `common.yaml` for all Traditional forms, `zh-Hant-TW.yaml` for one."""

from __future__ import annotations

from pathlib import Path

from generator.files import entries, read_text
from generator.model import Glossary
from generator.problems import Phrase, Place, Problem, did_you_mean
from generator.variants import FORMS, read_entries

COMMON = "common"


def read_glossaries(content: Path, problems: list[Problem]) -> tuple[Glossary, ...]:
    """The site's glossaries, the common one first, so that one for a single form wins."""
    tags = [COMMON, *(form.tag for form in FORMS if not form.source)]
    glossaries: list[Glossary] = []
    for path in entries(content / "glossary", content, problems):
        if path.suffix != ".yaml":
            continue
        file = f"{content.name}/glossary/{path.name}"
        if path.stem not in tags:
            near = did_you_mean(path.stem, tags)
            what = Phrase(f"没有“{path.stem}”这种写法", f"there is no written form “{path.stem}”")
            mend = Phrase(
                f"改名为 {near or COMMON}.yaml", f"rename the file to {near or COMMON}.yaml"
            )
            problems.append(Problem("unknown-glossary", Place(file), what, mend))
            continue
        text = read_text(path, file, problems)
        if text is not None:
            found, wrong = read_entries(text, file)
            problems += wrong
            pairs = tuple((entry.key, entry.value) for entry in found)
            glossaries.append(Glossary(path.stem, pairs))
    return tuple(sorted(glossaries, key=lambda glossary: tags.index(glossary.tag)))
