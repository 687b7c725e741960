"""All external links of a site asked for, politely, and what there is to say of them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from generator.cache import Cache, cache_key
from generator.external_links.asking import TIMEOUT, Answer, ask
from generator.external_links.collecting import Use, uses
from generator.model import Site
from generator.problems import Phrase, Place, Problem, Severity

KEPT = {"there": timedelta(days=7), "moved": timedelta(days=7), "refused": timedelta(days=7)}
"""How long an answer is believed; any other is asked for again after an hour."""

SOON = timedelta(hours=1)
HOSTS_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class External:
    """How to ask."""

    cache: Cache
    now: datetime
    """With an offset; answers are as old as this says."""
    delay: float = 1.0
    """Seconds between two questions to one host."""
    timeout: float = TIMEOUT
    progress: Callable[[int, int], None] | None = None


def check_external(site: Site, external: External) -> tuple[Problem, ...]:
    """Warnings for links that lead nowhere, or elsewhere; one warning if there is no network."""
    used = list(uses(site))
    answers = _answers(sorted({use.url.partition("#")[0] for use in used}), external)
    if answers and all(answer.kind == "unreachable" for answer in answers.values()):
        return (_no_network(next(iter(answers.values()))),)
    found = (_problem(use, answers[use.url.partition("#")[0]]) for use in used)
    return tuple(problem for problem in found if problem)


def _answers(urls: Sequence[str], external: External) -> dict[str, Answer]:
    """Each address with its answer: kept, or asked for now, all of one host in one thread."""
    answers = {url: kept for url in urls if (kept := _kept(url, external))}
    by_host: dict[str, list[str]] = {}
    for url in urls:
        if url not in answers:
            by_host.setdefault(urlsplit(url).netloc.casefold(), []).append(url)
    done = 0
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as threads:
        for one in threads.map(lambda host: _ask_host(host, external), by_host.values()):
            answers |= one
            done += len(one)
            if external.progress:
                external.progress(done, sum(map(len, by_host.values())))
    return answers


def _ask_host(urls: Iterable[str], external: External) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for url in urls:
        if answers:
            time.sleep(external.delay)
        answers[url] = ask(url, external.timeout)
        if answers[url].kind != "unreachable":
            kept = {"at": external.now.isoformat(), "answer": asdict(answers[url])}
            external.cache.write(_key(url), (json.dumps(kept).encode(),))
    return answers


def _kept(url: str, external: External) -> Answer | None:
    entry = external.cache.read(_key(url))
    if entry is None:
        return None
    kept = json.loads(entry)
    answer = Answer(**kept["answer"])
    age = external.now - datetime.fromisoformat(kept["at"])
    return answer if timedelta(0) <= age < KEPT.get(answer.kind, SOON) else None


def _key(url: str) -> str:
    # The number is that of the form of the entry.
    return cache_key("external-link", 1, url)


def _problem(use: Use, answer: Answer) -> Problem | None:
    if answer.kind == "moved":
        return Problem(
            "moved-external-link",
            use.place,
            Phrase(
                f"“{use.url}”已永久搬到 {answer.moved_to}",
                f"“{use.url}” has moved to {answer.moved_to} for good",
            ),
            Phrase("改成新网址", "write the new address"),
            Severity.WARNING,
            use.excerpt,
        )
    if answer.kind in ("there", "refused"):
        return None
    said = str(answer.status) if answer.status else answer.why
    return Problem(
        "dead-external-link",
        use.place,
        Phrase(f"“{use.url}”打不开（{said}）", f"“{use.url}” cannot be opened ({said})"),
        Phrase("改正或删去链接", "mend or remove the link"),
        Severity.WARNING,
        use.excerpt,
    )


def _no_network(answer: Answer) -> Problem:
    return Problem(
        "no-network",
        Place("content"),
        Phrase(
            f"连不上网（{answer.why}），外部链接没有检查",
            f"no network ({answer.why}): external links were not checked",
        ),
        Phrase("联网后再查", "check again with a network"),
        Severity.WARNING,
    )
