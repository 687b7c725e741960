"""Builds one digest in this process and prints the seconds of each stage, as JSON.

`python benchmarks/stages.py DIR`. The stages are those of `generator.build.build`, called one
after the other; what it has beside them (refusals, the check for mass loss) is next to nothing.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from one_by_one import make_all

from generator import build
from generator.addresses import file_path
from generator.checks import check_links, check_pages
from generator.declaring import declare
from generator.make import Made
from generator.output import new_tree, publish
from generator.problems import ProblemsFound, errors
from generator.project import Project


class Clock:
    """Processor seconds by stage."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)

    @contextlib.contextmanager
    def during(self, stage: str) -> Iterator[None]:
        """Count what is done in the block as this stage's."""
        begun = time.process_time()
        yield
        self.spent[stage] += time.process_time() - begun


def build_by_stages(folder: Path) -> dict[str, float]:
    """Build `folder/site` and give the processor seconds of each stage, in their order."""
    project = Project(folder)
    clock = Clock()
    clock.spent["start"] = time.process_time()
    with clock.during("read"):
        site, theme, _ = build.read(project)
    with clock.during("plan"):
        pages = declare(project, site, theme)
    with clock.during("check"):
        problems = [*check_pages(pages, site)]
    made: dict[str, Made] = {}
    with new_tree(folder / "site") as tree:
        making = make_all(pages, theme, site)
        while True:
            with clock.during("make"):
                step = next(making, None)
            if step is None:
                break
            page, one = step
            with clock.during("write"):
                tree.write(file_path(page.url), one.data)
            made[page.url] = Made(b"", one.links, one.ids, one.problems)
        with clock.during("check"):
            problems += check_links(made.items(), {url: one.ids for url, one in made.items()})
        if errors(problems):
            raise ProblemsFound(problems)
        with clock.during("publish"):
            publish(tree)
    return dict(clock.spent)


if __name__ == "__main__":
    print(json.dumps(build_by_stages(Path(sys.argv[1]))))
