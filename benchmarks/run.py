"""Measures Wenzhai on made-up newspapers: `python benchmarks/run.py [--articles 1000 10000]`.

Everything that is measured runs in a process of its own, and so does everything that is heavy:
see `measure.run` for why this one must stay small. Never part of the tests: a figure that
depends on what else the machine does can fail for no reason.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from measure import Cost, Failed, median, run

HERE = Path(__file__).parent
WENZHAI = (sys.executable, "-m", "generator")
ARTICLES_PER_PAGE = 7
FORMS = ("zh-Hant-TW", "zh-Hant-HK")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was done, to how many articles, at what cost."""

    what: str
    articles: int
    cost: Cost

    @property
    def articles_per_second(self) -> float:
        return self.articles / self.cost.wall

    @property
    def cpu_microseconds_per_article(self) -> float:
        return self.cost.cpu / self.articles * 1e6


def main() -> None:
    """Read the command line, measure, print; ends with 1 when something could not be measured."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="wenzhai-bench-") as temporary:
        folder = arguments.folder or Path(temporary)
        results: dict[str, Any] = {
            "rows": [],
            "stages": {},
            "trees": {},
            "accuracy": {},
            "failed": [],
        }
        for articles in arguments.articles:
            _attempt(_measure_build, results, folder, articles, arguments.runs)
        if arguments.pages:
            _attempt(_measure_import, results, folder, arguments.pages, arguments.runs)
    lines = [json.dumps(_plain(results), indent=2)] if arguments.json else _report(results)
    print("\n".join(lines))
    sys.exit(1 if results["failed"] else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure Wenzhai on made-up newspapers.")
    parser.add_argument("--articles", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--pages", type=int, default=200, help="raw pages to import; 0 for none")
    parser.add_argument("--runs", type=int, default=3, help="the median of so many is printed")
    parser.add_argument("--folder", type=Path, help="where to make the corpora, and keep them")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _attempt(
    measure: Callable[[dict[str, Any], Path, int, int], None],
    results: dict[str, Any],
    folder: Path,
    size: int,
    runs: int,
) -> None:
    """One measurement; that it could not be done goes into the results, and the next follows."""
    try:
        measure(results, folder, size, runs)
    except Failed as failed:
        results["failed"].append(str(failed))


def _measure_build(results: dict[str, Any], folder: Path, articles: int, runs: int) -> None:
    digest = folder / f"digest-{articles}"
    log = folder / "output.txt"
    if not digest.is_dir():
        run((sys.executable, str(HERE / "corpus.py"), str(articles), str(digest)), _open(log))
    build = (*WENZHAI, "-C", str(digest), "build", "--quiet")
    cold, again = [], []
    for _ in range(runs):
        shutil.rmtree(digest / "site", ignore_errors=True)
        cold.append(run(build, log))
        again.append(run(build, log))
    results["rows"].append(Row("build", articles, median(cold)))
    results["rows"].append(Row("build again", articles, median(again)))
    _measure_forms(results, digest, articles, runs)
    stages = []
    for _ in range(runs):
        run((sys.executable, str(HERE / "stages.py"), str(digest)), log)
        stages.append(json.loads(log.read_text(encoding="utf-8")))
    results["stages"][str(articles)] = {
        stage: sorted(one[stage] for one in stages)[runs // 2] for stage in stages[0]
    }


def _measure_forms(results: dict[str, Any], digest: Path, articles: int, runs: int) -> None:
    """Builds with no, one and two Traditional forms in turn, and what each tree added."""
    settings = digest / "content" / "site.yaml"
    plain = settings.read_text(encoding="utf-8")
    log = digest.parent / "output.txt"
    costs: dict[int, list[Cost]] = {number: [] for number in range(len(FORMS) + 1)}
    try:
        for _ in range(runs):
            for number, measured in costs.items():
                line = f"variants: [{', '.join(FORMS[:number])}]\n" if number else ""
                settings.write_text(plain + line, encoding="utf-8")
                shutil.rmtree(digest / "site", ignore_errors=True)
                build = (*WENZHAI, "-C", str(digest), "build", "--quiet", "--force")
                measured.append(run(build, log))
    finally:
        settings.write_text(plain, encoding="utf-8")
    cpu = [median(measured).cpu for measured in costs.values()]
    for number, measured in costs.items():
        results["rows"].append(Row(f"build, {number} more forms", articles, median(measured)))
        if number:
            added = (cpu[number] - cpu[number - 1]) / cpu[0]
            results["trees"][f"{articles}: {FORMS[number - 1]}"] = added


def _measure_import(results: dict[str, Any], folder: Path, pages: int, runs: int) -> None:
    raw, digest, log = folder / f"raw-{pages}", folder / "empty", folder / "output.txt"
    if not raw.is_dir():
        run((sys.executable, str(HERE / "raw_pages.py"), str(pages), str(raw)), _open(log))
    if not digest.is_dir():
        run((sys.executable, str(HERE / "corpus.py"), "0", str(digest)), log)
    report = folder / "report.json"
    files = [str(path) for path in sorted(raw.glob("*.txt"))]
    command = (*WENZHAI, "-C", str(digest), "import", "--dry-run", "--json", *files)
    costs = [run(command, report) for _ in range(runs)]
    results["rows"].append(Row("import", pages * ARTICLES_PER_PAGE, median(costs)))
    run((sys.executable, str(HERE / "accuracy.py"), str(raw), str(report)), log)
    results["accuracy"] = json.loads(log.read_text(encoding="utf-8"))


def _open(log: Path) -> Path:
    """The file for the output of a command, its folder made."""
    log.parent.mkdir(parents=True, exist_ok=True)
    return log


def _plain(results: dict[str, Any]) -> dict[str, Any]:
    """The results as JSON has them."""
    rows = [
        {
            "what": row.what,
            "articles": row.articles,
            **asdict(row.cost),
            "articles_per_second": row.articles_per_second,
            "cpu_microseconds_per_article": row.cpu_microseconds_per_article,
        }
        for row in results["rows"]
    ]
    return {**results, "rows": rows}


def _report(results: dict[str, Any]) -> Iterator[str]:
    yield from _table(
        ("", "articles", "wall s", "CPU s", "articles/s", "CPU µs/article", "peak MB"),
        [
            (
                row.what,
                f"{row.articles:,}",
                f"{row.cost.wall:.2f}",
                f"{row.cost.cpu:.2f}",
                f"{row.articles_per_second:.0f}",
                f"{row.cpu_microseconds_per_article:.0f}",
                f"{row.cost.megabytes:.0f}",
            )
            for row in results["rows"]
        ],
    )
    for articles, stages in results["stages"].items():
        yield f"\nstages of a build of {int(articles):,} articles, in one process"
        yield from _table(
            ("stage", "CPU s", "µs/article"),
            [(name, f"{s:.3f}", f"{s / int(articles) * 1e6:.0f}") for name, s in stages.items()],
        )
    if results["trees"]:
        yield "\nwhat the tree of one more form costs, as a part of the first tree (CPU)"
        yield from _table(
            ("", "ratio"), [(name, f"{ratio:.2f}") for name, ratio in results["trees"].items()]
        )
    if results["accuracy"]:
        yield "\nwhat the import found on the raw pages"
        yield from _table(
            ("", "in truth", "precision", "recall"),
            [
                (kind, f"{count:,}", f"{precision:.2%}", f"{recall:.2%}")
                for kind, (precision, recall, count) in results["accuracy"].items()
            ],
        )
    for failed in results["failed"]:
        yield f"\nnot measured: {failed}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines with the columns under one another: the first to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, *rows):
        cells = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        yield "  ".join([row[0].ljust(widths[0]), *cells]).rstrip()


if __name__ == "__main__":
    main()
