"""Wenzhai against other generators: `python benchmarks/compare.py [--articles 1000] [--rounds 3]`.

All programs of a row take turns, each from the same state, another one first in every round; what
is printed is the median of each figure, and the ratio of medians. A row counts only if both sides
made the same number of articles, issues, terms and lists by month, and if the change that was made
before a build can be read in both sites after it; otherwise it is reported as failed.

This process must stay small (see `measure.run`), so everything heavy runs in others.
"""

from __future__ import annotations

import argparse
import json
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import changes
import kinds
import programs
from counting import PREFIXES, count, differences
from measure import Cost, Failed, median, run
from programs import Missing, Program
from results import Results, Row, Size, as_markdown, as_plain, put_into

HERE = Path(__file__).parent
OTHERS = tuple(programs.OTHERS)
LARGE = 50_000

TWICE = "Hugo, two languages"
"""What Hugo does where we make other forms: the same in two languages, converted beforehand."""


class Comparison:
    """One run on one number of articles, in a folder of its own."""

    def __init__(self, given: argparse.Namespace, folder: Path) -> None:
        self.given = given
        self.folder = folder
        self.log = folder / "output.txt"
        self.results = Results(given.articles, given.rounds)

    # Sites

    def digest(self, name: str, kind: str, articles: int, *options: str) -> Path:
        """A made-up digest that asks for this kind of site."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        self._python("corpus.py", articles, folder, *options)
        kinds.ask_for(folder, kind)
        return folder

    def ours(self, digest: Path) -> Program:
        """Wenzhai on a digest."""
        options = shlex.split(self.given.options)
        program = programs.wenzhai(digest, self.given.program, options)
        self.results.versions[program.name] = program.version
        return program

    def other(self, name: str, digest: Path, languages: int = 1) -> Program:
        """Another program on the same digest; raises Missing."""
        folder = digest.with_name(f"{digest.name}-{name}")
        shutil.rmtree(folder, ignore_errors=True)
        self._python("peer_sites.py", name, digest, folder, "--languages", languages)
        program = programs.OTHERS[name](folder, self.folder)
        self.results.versions[program.name] = program.version
        return program

    def _python(self, script: str, *arguments: object) -> None:
        run((sys.executable, str(HERE / script), *map(str, arguments)), self.log)

    # Measuring

    def in_turn(
        self, sides: Sequence[Program], before: Callable[[int], None], rounds: int
    ) -> list[Cost]:
        """What each of the programs cost, each round in another order."""
        costs: list[list[Cost]] = [[] for _ in sides]
        for number in range(rounds):
            before(number)
            first = number % len(sides)
            for place in (*range(first, len(sides)), *range(first)):
                costs[place].append(self.timed(sides[place]))
        return [median(one) for one in costs]

    def timed(self, program: Program) -> Cost:
        """One run of a program."""
        return run(program.command, self.log, program.folder, program.environment)

    def sides(self, digest: Path, others: Mapping[str, tuple[str, int]]) -> dict[str, Program]:
        """What the table calls each program, ours first; `others` have a name and languages."""
        sides = {"Wenzhai": self.ours(digest)}
        for label, (name, languages) in others.items():
            try:
                sides[label] = self.other(name, digest, languages)
            except Missing as missing:
                self.miss(str(missing))
        return sides

    def anew(self, what: str, sides: Mapping[str, Program], *, keep: bool = False) -> None:
        """A row for each of the others: builds from nothing, or from what they keep."""

        def clear(number: int) -> None:
            for side in sides.values():
                side.clear(keep=keep)

        ours, *costs = self.in_turn([*sides.values()], clear, self.given.rounds)
        counts = {label: count(side.output, side.name) for label, side in sides.items()}
        self.results.made |= {f"{what}: {label}": asdict(one) for label, one in counts.items()}
        for label, cost in zip([*sides][1:], costs, strict=True):
            self.results.rows.append(Row(what, ours, label, cost))
            different = list(differences(counts["Wenzhai"], counts[label]))
            if different:
                self.results.failed.append(f"{what}, Wenzhai and {label}: {'; '.join(different)}")

    def miss(self, said: str) -> None:
        """Note a program that is not here, once."""
        if said not in self.results.missing:
            self.results.missing.append(said)

    def changed(self, digest: Path) -> None:
        """After a full build, one change after the other, each with a build of both."""
        other = self.other("hugo", digest, languages=2)
        # A theme of its own from the beginning: the first build is no part of any row.
        changes.change_template(digest, -1)
        ours = self.ours(digest)
        sides = (ours, other)
        for side in sides:
            self.timed(side)
        for what, make in changes.CHANGES.items():
            made: list[changes.Change] = []

            def change(
                number: int,
                make: Callable[[Path, int], changes.Change] = make,
                made: list[changes.Change] = made,
            ) -> None:
                made.append(self._change(make, digest, other, number))

            rounds = min(self.given.rounds, changes.MOST_ROUNDS)
            costs = self.in_turn(sides, change, rounds)
            self.results.rows.append(Row(what, costs[0], f"{TWICE}, all anew", costs[1]))
            for side in sides:
                self.results.failed += _not_shown(side, what, made[-1])

    def _change(
        self,
        make: Callable[[Path, int], changes.Change],
        digest: Path,
        other: Program,
        number: int,
    ) -> changes.Change:
        """Make a change in the digest, and in what the other program works from."""
        change = make(digest, number)
        if change.article:
            self._python(
                *("peer_sites.py", "hugo", digest, other.folder, "--languages", 2),
                *("--article", change.article),
            )
        if change.template:
            changes.change_foot_of_hugo(other.folder, number)
        return change

    def photographs(self, articles: int) -> None:
        """A plain site with photographs, which Hugo encodes in the same sizes and formats."""
        digest = self.digest("photographs", kinds.PLAIN, articles, "--photographs")
        sides = self.sides(digest, {"Hugo": ("hugo", 1)})
        self.anew(f"{articles} articles with photographs, from nothing", sides)
        self.anew("the same, what was encoded kept", sides, keep=True)

    def growth(self, sizes: Sequence[int]) -> None:
        """Plain builds of other numbers of articles; the largest take too long to be repeated."""
        for articles in sizes:
            rounds = self.given.rounds if articles < LARGE else 1
            digest = self.digest(f"grown-{articles}", kinds.PLAIN, articles)
            sides = [self.ours(digest), self.other("hugo", digest)]

            def clear(number: int, sides: Sequence[Program] = sides) -> None:
                for side in sides:
                    side.clear()

            costs = self.in_turn(sides, clear, rounds)
            for side, cost in zip(sides, costs, strict=True):
                self.results.sizes.append(Size(articles, side.name, cost))
            for side in sides:
                shutil.rmtree(side.folder)


def _not_shown(side: Program, what: str, change: changes.Change) -> Iterator[str]:
    """What a site does not show of a change, in the forms that must."""
    if change.converted and side.name != "Wenzhai":
        return
    prefixes = [one for one in PREFIXES[side.name] if one or not change.converted]
    for prefix in prefixes:
        page = side.output / prefix / change.page
        if not page.is_file() or change.mark not in page.read_text(encoding="utf-8"):
            yield f"{what}: {side.name} does not show it in {prefix}{change.page}"


def compare(given: argparse.Namespace, folder: Path) -> Results:
    """All rows that are asked for."""
    comparison = Comparison(given, folder)
    parts: Mapping[str, Callable[[], None]] = {
        "plain": lambda: comparison.anew(
            "plain, from nothing",
            comparison.sides(
                comparison.digest("plain", kinds.PLAIN, given.articles),
                {name.capitalize(): (name, 1) for name in given.peers},
            ),
        ),
        "everything": lambda: comparison.anew(
            "everything and one form, from nothing",
            comparison.sides(
                comparison.digest("everything", kinds.EVERYTHING, given.articles),
                {TWICE: ("hugo", 2)},
            ),
        ),
        "default": lambda: comparison.anew(
            "with books and share cards too, from nothing",
            comparison.sides(
                comparison.digest("default", kinds.DEFAULT, given.articles),
                {TWICE: ("hugo", 2)},
            ),
        ),
        "photographs": lambda: comparison.photographs(given.photographed),
        "changes": lambda: comparison.changed(
            comparison.digest("changes", kinds.THREE_FORMS, given.articles)
        ),
        "growth": lambda: comparison.growth(given.growth),
    }
    for name, measure in parts.items():
        if name in given.rows:
            try:
                measure()
            except Missing as missing:
                comparison.miss(str(missing))
            except Failed as failed:
                comparison.results.failed.append(str(failed))
    return comparison.results


ROWS = ("plain", "everything", "default", "photographs", "changes", "growth")


def main() -> None:
    """Read the command line, measure, print; ends with 1 when something failed."""
    given = _arguments()
    if given.folder:
        given.folder.mkdir(parents=True, exist_ok=True)
        results = compare(given, given.folder.resolve())
    else:
        with tempfile.TemporaryDirectory(prefix="wenzhai-compare-") as folder:
            results = compare(given, Path(folder))
    report = "\n".join(as_markdown(results))
    print(json.dumps(as_plain(results), indent=2) if given.json else report)
    if given.write and not results.failed:
        put_into(given.write, given.articles, report)
    sys.exit(1 if results.failed else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare Wenzhai with other generators.")
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3, help="medians of so many are printed")
    parser.add_argument("--rows", nargs="+", choices=ROWS, default=list(ROWS))
    parser.add_argument(
        "--peers", nargs="+", choices=OTHERS, default=list(OTHERS), help="for the plain row"
    )
    parser.add_argument(
        "--growth", type=int, nargs="*", default=[], help="more numbers of articles, plain"
    )
    parser.add_argument(
        "--photographed", type=int, default=200, help="articles of the rows on photographs"
    )
    parser.add_argument(
        "--program", type=Path, default=programs.ROOT, help="the checkout of Wenzhai to measure"
    )
    parser.add_argument("--options", default="", help="more options of `wenzhai build`")
    parser.add_argument(
        "--folder", type=Path, help="where to work; what is fetched stays there for the next time"
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", type=Path, metavar="README", help="put the report into it")
    given = parser.parse_args()
    if not (given.program / "generator").is_dir():
        parser.error(f"no checkout of Wenzhai: {given.program}")
    given.program = given.program.resolve()
    return given


if __name__ == "__main__":
    main()
