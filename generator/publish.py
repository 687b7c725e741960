"""From `site/` to visitors: what may not go out is refused, the rest is planned, then sent.

Nothing here knows how a target works; that is in `generator.publishers`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.cache import FOLDER as CACHE
from generator.checking import check
from generator.content import read_site
from generator.model import Site, Target
from generator.problems import Phrase, Place, Problem, ProblemsFound, Severity, did_you_mean, errors
from generator.project import Project
from generator.publishers import Publisher, opened
from generator.publishing.announcing import SERVICES, Announcement, announce
from generator.publishing.news import News, new_addresses, news_of
from generator.publishing.plans import Plan, make_plan
from generator.publishing.records import (
    CannotPublish,
    Moved,
    Overtaken,
    Release,
    Surroundings,
    problem_of,
)
from generator.publishing.refusals import refusals
from generator.publishing.site_folder import Hashes, Source, read_site_folder

T = TypeVar("T")

NEW_ADDRESSES = "urls-new.txt"

_TURNS = 3
"""How often a plan is made anew when the target has moved under it."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did, or would do."""

    target: Target
    plan: Plan
    sent: bool
    news: News
    warnings: tuple[Problem, ...]
    addresses: tuple[str, ...] = ()
    """Of new and changed pages."""
    told: tuple[Announcement, ...] = ()


def find_target(site: Site, named: str) -> Target:
    """The target with that name or URL; without either the only one, or `production`.

    Raises ProblemsFound when there is none such.
    """
    targets = site.settings.publish
    if re.match(r"[a-z0-9+]+:", named):
        same = [target for target in targets if target.url == named]
        return same[0] if same else Target(named.partition("?")[0], named)
    if not named and len(targets) == 1:
        return targets[0]
    for target in targets:
        if target.name == (named or "production"):
            return target
    names = [target.name for target in targets]
    near = did_you_mean(named, names)
    place = Place("content/site.yaml")
    if not names:
        mend = Phrase(
            '写上 publish: {production: {to: "ssh://…"}}，或在命令里给出网址',
            'write publish: {production: {to: "ssh://…"}}, or give a URL',
        )
    elif near:
        mend = Phrase(f"是不是“{near}”？", f"did you mean “{near}”?")
    else:
        mend = Phrase(f"可选：{'、'.join(names)}", f"choose from {', '.join(names)}")
    what = Phrase(f"没有叫“{named}”的发布目标", f"there is no target “{named}”")
    if not named:
        what = Phrase("没说发布到哪里", "it is not said where to publish to")
    raise ProblemsFound([Problem("no-target", place, what, mend)])


def read(project: Project) -> Site:
    """The content as it is now. Raises ProblemsFound when it has errors."""
    site, problems = read_site(project.content)
    if errors(problems):
        raise ProblemsFound(problems)
    return site


def publish(
    project: Project,
    site: Site,
    target: Target,
    folder: Path,
    environ: Mapping[str, str],
    *,
    dry_run: bool = False,
    forced: bool = False,
) -> Published:
    """Publish the site built in `folder`; a dry run only plans, and writes nothing.

    `forced` allows more removals than are made unasked, and to replace what is not ours where
    that is in the way. Raises ProblemsFound; what is at the target is then as consistent as it
    was, and the next publication goes on from there.
    """
    hashes = Hashes(None if dry_run else _state(project) / "hashes.json")
    files = read_site_folder(folder, hashes)
    found = [*check(project).problems, *refusals(site, folder, files)]
    if errors(found):
        raise ProblemsFound(errors(found))
    source = Source(folder, files, hashes)
    warnings: list[Problem] = []

    def send(publisher: Publisher) -> tuple[Plan, bool]:
        plan = make_plan(files, publisher.published())
        if plan.removes_too_much and not forced:
            if not dry_run:
                raise ProblemsFound([_too_many(plan, target, Severity.ERROR)])
            warnings.append(_too_many(plan, target, Severity.WARNING))
        to_send = not plan.is_empty or publisher.unfinished
        if to_send and not dry_run:
            publisher.send(plan, source)
        return plan, to_send and not dry_run

    plan, sent = _with(project, target, environ, send, writing=not dry_run, forced=forced)
    base_url = site.settings.base_url
    addresses = new_addresses(plan, base_url)
    if sent:
        _write_new_addresses(project, target, addresses)
    told = tuple(_announce(target, addresses, base_url, environ, warnings, dry_run))
    return Published(target, plan, sent, news_of(plan, site), tuple(warnings), addresses, told)


def roll_back(
    project: Project,
    site: Site,
    target: Target,
    environ: Mapping[str, str],
    *,
    dry_run: bool = False,
) -> Published:
    """Put back the release before the published one; a dry run only says what that changes."""

    def back(publisher: Publisher) -> Plan:
        there = publisher.releases()
        if len(there) < 2:
            raise CannotPublish(
                Phrase("没有更早的发布可以退回", "there is no release before to go back to")
            )
        if not dry_run:
            publisher.put_back()
        return make_plan(there[1].files, there[0])

    plan = _with(project, target, environ, back, writing=not dry_run)
    return Published(target, plan, not dry_run, news_of(plan, site), ())


def releases(project: Project, target: Target, environ: Mapping[str, str]) -> list[Release]:
    """The releases of a target that are still there, the published one first."""
    return _with(project, target, environ, lambda publisher: publisher.releases(), writing=False)


def _with(
    project: Project,
    target: Target,
    environ: Mapping[str, str],
    action: Callable[[Publisher], T],
    *,
    writing: bool,
    forced: bool = False,
) -> T:
    """What `action` makes of the publisher of a target; its failures become problems."""
    around = Surroundings(project.folder, _state(project), environ, forced)
    try:
        for _ in range(_TURNS):
            try:
                with opened(target, around, writing=writing) as publisher:
                    return action(publisher)
            except Moved:
                continue
        raise Overtaken
    except CannotPublish as failure:
        raise problem_of(failure, target) from None


def _state(project: Project) -> Path:
    return project.folder.resolve() / CACHE / "publish"


def new_addresses_file(project: Project, target: Target) -> Path:
    """Where the addresses of the last publication to a target are listed."""
    name = re.sub(r"[^0-9A-Za-z_-]+", "-", target.name).strip("-")
    return _state(project) / name / NEW_ADDRESSES


def _write_new_addresses(project: Project, target: Target, addresses: tuple[str, ...]) -> None:
    file = new_addresses_file(project, target)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{address}\n" for address in addresses), encoding="utf-8")


def _announce(
    target: Target,
    addresses: tuple[str, ...],
    base_url: str,
    environ: Mapping[str, str],
    warnings: list[Problem],
    dry_run: bool,
) -> list[Announcement]:
    told = []
    for name in target.announce if addresses else ():
        try:
            told.append(announce(SERVICES[name], addresses, base_url, environ, dry_run=dry_run))
        except CannotPublish as failure:
            place = Place(target.name)
            warnings.append(
                Problem("not-announced", place, failure.what, failure.mend, Severity.WARNING)
            )
    return told


def _too_many(plan: Plan, target: Target, severity: Severity) -> Problem:
    there = len(plan.before.files) if plan.before else 0
    return Problem(
        "many-removals",
        Place(target.name),
        Phrase(
            f"会删去 {there} 个文件中的 {len(plan.gone)} 个",
            f"{len(plan.gone)} of {there} files would be removed",
        ),
        Phrase("确实要这样，就加 --yes", "if that is meant, add --yes"),
        severity,
    )
