"""What runs in a worker of the cluster.

A process reads the digest and declares its pages once, and keeps them until it is asked for others:
by the digests of what was agreed on, so a build after a build in which nothing was edited reads
nothing. One job at a time, since nothing here was made for threads.
"""

from __future__ import annotations

import gc
import itertools
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.build import kept_to_the_end, read
from generator.cluster.agreement import Errand, agreement
from generator.cluster.boxes import Box, Outbox, way
from generator.cluster.refusals import differs, out_of_sight
from generator.declaring import cache_of, declare
from generator.forms import formers
from generator.last_build import LastBuild
from generator.problems import ProblemsFound
from generator.project import PACKAGE, Project
from generator.recipes import program_digest
from generator.runs import Maker, Plan
from generator.schedule import in_force


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a job came to, and the files that it made."""

    done: Any
    box: Box


@dataclass(frozen=True, slots=True)
class _Desk:
    """All that jobs of one build need."""

    errand: Errand
    maker: Maker
    outbox: Outbox


_one_at_a_time = threading.Lock()
_numbers = itertools.count(1)
_plan: tuple[tuple[object, ...], Plan] | None = None
"""What it was asked for by, and the last plan."""
_desk: _Desk | None = None


def do(errand: Errand, task: str, job: Any) -> Delivery:
    """Do a job: `task` is a method of `Maker`.

    Raises ProblemsFound when this worker would not make what the process that builds would make,
    and whatever the task raises.
    """
    from distributed import get_worker

    worker = get_worker()
    with _one_at_a_time:
        desk = _at_desk(errand, str(worker.address))
        desk.outbox.open(f"{worker.id}-{next(_numbers)}")
        done = getattr(desk.maker, task)(job)
        return Delivery(done, desk.outbox.close())


def _at_desk(errand: Errand, worker: str) -> _Desk:
    global _desk
    if _desk is None or _desk.errand != errand:
        _desk = None
        plan = _planned(errand, worker)
        outbox = Outbox(Path(errand.site), way(errand.boxes, worker))
        nothing = LastBuild()
        _desk = _Desk(errand, Maker(plan, outbox, cache_of(plan.project), last=nothing), outbox)
    return _desk


def _planned(errand: Errand, worker: str) -> Plan:
    global _plan
    asked = errand.project, errand.now, errand.agreed
    if _plan and _plan[0] == asked:
        return _plan[1]
    _plan = None
    gc.unfreeze()
    if _program() != errand.agreed.program:
        raise differs(worker, "program", errand.project)
    project = Project(Path(errand.project))
    if not project.content.is_dir():
        raise out_of_sight(worker, project.content)
    try:
        with kept_to_the_end():
            whole, theme, _ = read(project)
            site = in_force(whole, errand.moment)
            pages = declare(project, site, theme, errand.now)
    except ProblemsFound:
        # Where it is read without an error, something else is read.
        raise differs(worker, "content", errand.project) from None
    # A template that is edited from now on is not what is made with.
    theme.compile({page.render for page in pages if isinstance(page.render, str)})
    made_by, moment = formers(site), errand.moment
    plan = Plan(project, site, theme, pages, (), made_by, errand.now, moment, _program())
    own = agreement(plan)
    if own != errand.agreed:
        raise differs(worker, own.difference(errand.agreed), errand.project)
    _plan = asked, plan
    return plan


@cache
def _program() -> str:
    """Of the program as this process has it: another one that was installed since is not in it."""
    return program_digest(PACKAGE)
