"""Reads what a digest makes of the rules: `checks:` in the settings, `ignore:` in front matter.

A comment in the body was the alternative for the second. A body has no comments: HTML in it is
shown as text, and every character of it reaches the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.front_matter import Mapping, Named, Node, Scalar, read_values
from generator.model import Site
from generator.problems import Phrase, Place, Problem, did_you_mean
from generator.rules import AREAS, RULES, VERDICTS, Strictness, Verdict, in_area


def read_verdicts(
    node: Node | None, file: str, problems: list[Problem]
) -> Iterator[tuple[str, Verdict]]:
    """Rules with what each is here; of an area and a rule in it, the later one holds."""
    if node is not None and not isinstance(node, Mapping):
        read_values(node, {}, file, problems)  # Says what is wrong.
        return
    for name, value in node.entries if node else ():
        verdict = next((v for v in VERDICTS if isinstance(value, Scalar) and v == value.text), None)
        if verdict is None:
            problems.append(_no_verdict(value))
            continue
        for rule in _rules(name.text, name.place, problems):
            yield rule, verdict


def read_ignored(names: Iterable[Named], problems: list[Problem]) -> tuple[str, ...]:
    """The rules that are off in one file."""
    found = [rule for named in names for rule in _rules(named.text, named.place, problems)]
    return tuple(dict.fromkeys(found))


def strictness_of(site: Site, content: str) -> Strictness:
    """What a digest makes of the rules; `content` is the name of its folder in problems."""
    named = [(issue.source_file, issue.ignored) for issue in site.issues]
    named += [(page.source_file, page.ignored) for page in site.pages]
    articles = [article for issue in site.issues for article in issue.articles]
    named += [(article.source_file, article.ignored) for article in articles]
    by_hand = [(article.versions, article.ignored) for article in articles]
    by_hand += [(page.versions, page.ignored) for page in site.pages]
    named += [(one.source_file, rules) for versions, rules in by_hand for one in versions]
    ignored = tuple((f"{content}/{file}", rules) for file, rules in named if file and rules)
    return Strictness(site.settings.checks, ignored)


def _rules(name: str, place: Place, problems: list[Problem]) -> tuple[str, ...]:
    """The rules that a name means; none, and a problem, if there is none that can be changed."""
    rules = in_area(name)
    if not rules:
        problems.append(_unknown(name, place))
    elif name in RULES and RULES[name].weight == "firm":
        problems.append(_firm(name, place))
        return ()
    return rules


def _unknown(name: str, place: Place) -> Problem:
    near = did_you_mean(name, [*RULES, *AREAS])
    return Problem(
        "unknown-rule",
        place,
        Phrase(f"没有“{name}”这条检查规则", f"there is no rule “{name}”"),
        Phrase(f"是不是“{near}”？", f"did you mean “{near}”?")
        if near
        else Phrase("wenzhai check --rules 列出全部规则", "`wenzhai check --rules` lists them all"),
    )


def _firm(name: str, place: Place) -> Problem:
    return Problem(
        "firm-rule",
        place,
        Phrase(
            f"“{name}”不能关掉：有这种错误就做不出网站",
            f"“{name}” cannot be turned down: no site can be built with such an error",
        ),
        Phrase("删去这一项", "remove it"),
    )


def _no_verdict(node: Node) -> Problem:
    text = node.text if isinstance(node, Scalar) else ""
    return Problem(
        "wrong-value",
        node.place,
        Phrase(f"“{text}”不在可选值里", f"“{text}” is not one of the choices"),
        Phrase(f"可选：{'、'.join(VERDICTS)}", f"choose from {', '.join(VERDICTS)}"),
    )
