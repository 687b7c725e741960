"""Bylines 署名: who wrote, who photographed, and in what role.

A line is a byline only if roles and names fill it: `记者从市应急局获悉` is prose. Everything here
works on folded text (see `fold`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from generator.draft import DraftAuthor
from generator.model import AuthorKind
from generator.segmentation.fold import HAN
from generator.segmentation.organisations import is_organisation
from generator.segmentation.people import (
    NO_NAMES,
    is_latin_name,
    is_likely_name,
    is_name,
    split_run_on,
)
from generator.segmentation.roles import (
    AFTER,
    HOUSE_BYLINE,
    NO_ROLE,
    PERSON_ROLE,
    PICTURE,
    PLACE_TAIL,
    WORK_ROLE,
    plain_role,
)


@dataclass(frozen=True, slots=True)
class Byline:
    """A line read as a byline."""

    authors: tuple[DraftAuthor, ...]
    kind: AuthorKind
    sure: bool
    """Whether the line says by itself that it is one; otherwise its neighbours must."""
    strength: float = 1.0
    """Share of the names that begin with a surname."""


_SEPARATOR = re.compile(r"[\s、,/&|;:]+|和(?=记者|通讯员)")
_GLUED = re.compile(f"(?:记者|评论员)[{HAN}]")
_EDGE = " ■▲·*【】[]()—-|<>#:_/"


def read_byline(text: str) -> Byline | None:
    """The folded line as a byline, or None when it cannot be one.

    >>> [author.name for author in read_byline("本报记者 张三 通讯员 李四 文/图").authors]
    ['张三', '李四']
    """
    inner = text.strip(_EDGE)
    if not inner or len(inner) > 80 or re.search("[。!?《》…]", inner):
        return None
    described = _described(inner)
    if described:
        return described
    inner = _ASIDE.sub(" ", inner).strip()
    if NO_ROLE.match(inner):
        return None
    house = HOUSE_BYLINE.fullmatch(inner.replace(" ", ""))
    if house and "记者" not in inner:
        return Byline((DraftAuthor(inner),), "organisation", sure=True)
    events = _events(inner)
    if events is None:
        return _organisations(inner)
    roles = [said for kind, said in events if kind == "role"]
    names = [said for kind, said in events if kind == "name"]
    if not names:
        return None
    if not roles and re.search("[,;:&|]", inner):
        return None
    people = _with_roles(events)
    strength = sum(map(_is_person, names)) / len(names)
    if roles:
        kind: AuthorKind = "organisation" if all(map(is_organisation, names)) else "person"
        # 记者看到 is prose; set apart from the role, a pen name is a name.
        sure = strength > 0 or kind == "organisation" or not _GLUED.search(inner)
        return Byline(people, kind, sure, strength)
    if len(names) > 8 or all(name in NO_NAMES for name in names):
        return None
    if len(names) >= 2 and all(len(name) >= 4 and not is_likely_name(name) for name in names):
        return None  # a couplet, 高歌猛进 砥砺前行
    if all(map(is_organisation, names)):
        return Byline(people, "organisation", sure=False, strength=0.5)
    return Byline(people, "person", sure=False, strength=strength)


def _organisations(inner: str) -> Byline | None:
    whole = re.sub(r"^(?:作者|执笔|供稿|文|撰文)\s*[:/]?\s*", "", inner)
    parts = [part for part in re.split(r"[\s、]+", whole) if part]
    if not parts or len(whole) > 48 or not all(map(is_organisation, parts)):
        return None
    return Byline(tuple(map(DraftAuthor, parts)), "organisation", sure=whole != inner, strength=0.5)


_ASIDE = re.compile(rf"(?<=[{HAN}])\((?!记者|通讯员|作者)[^()]{{1,16}}\)(?= |、|$)")
"""What a name carries in brackets: a country, a post."""


def _described(inner: str) -> Byline | None:
    """`作者系温州大学教授 张三`: the name is the last word, or what a surname begins."""
    if not re.match("(?:本文)?(?:作者|执笔者?)(?:系|为|是|单位)", inner):
        return None
    for length in (3, 2, 4):
        name, post = inner[-length:], inner[:-length]
        if post.endswith(" ") and is_name(name):
            return Byline((DraftAuthor(name),), "person", sure=True)
    for length in (3, 2):
        name, post = inner[-length:], inner[:-length]
        if _POST_END.search(post) and is_likely_name(name):
            return Byline((DraftAuthor(name),), "person", sure=True)
    return None


_POST_END = re.compile(
    "(?:教授|主任|医师|医生|研究员|馆长|院长|校长|书记|主席|会长|员|长|师|者|家|人|工|生|士|干部|"
    "总经理)$"
)

_Event = tuple[Literal["role", "name"], str]


def _events(text: str) -> list[_Event] | None:
    """Roles and names of the line in order, or None as soon as something is neither."""
    found: list[_Event] = []
    position = 0
    while position < len(text):
        separator = _SEPARATOR.match(text, position)
        if separator:
            position = separator.end()
            continue
        step = _role_at(text, position, found)
        if step is None:
            names, position = _names_at(text, position, found)
            if not names:
                return None
            found += names
        else:
            role, position = step
            if role:
                found.append(("role", role))
    return _merged(found)


def _role_at(text: str, position: int, found: list[_Event]) -> tuple[str, int] | None:
    """The role that begins here and where it ends; an empty role is a tail like 杭州报道."""
    if NO_ROLE.match(text, position):
        return None
    tail = PLACE_TAIL.match(text, position)
    if tail and tail.end() == len(text) and found and found[-1][0] == "name":
        said = "报道" if tail.group() == "报道" else ""
        return said, tail.end()
    person = PERSON_ROLE.match(text, position)
    if person:
        return person.group(), person.end()
    work = WORK_ROLE.match(text, position)
    if work and (
        work.end() == len(text)
        or _SEPARATOR.match(text, work.end())
        or (
            len(work.group()) > 1 and _run(text, work.end()) and _starts_with_name(text, work.end())
        )
    ):
        return work.group(), work.end()
    return None


def _run(text: str, position: int) -> str:
    found = re.match(f"[{HAN}·]+", text[position:])
    return found.group() if found else ""


def _starts_with_name(text: str, position: int) -> bool:
    run = _run(text, position)
    return is_likely_name(run) or bool(split_run_on(run))


def _names_at(text: str, position: int, found: list[_Event]) -> tuple[list[_Event], int]:
    """The names that begin here and where they end; nothing when this is no name."""
    latin = re.compile(r"[A-Z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*){0,3}").match(text, position)
    if latin and is_latin_name(latin.group()) and found:
        return [("name", latin.group())], latin.end()
    run = _run(text, position)
    later = PERSON_ROLE.search(run, 1)
    if later:
        # Names and the next role set without a space: 张三通讯员李四. The role begins where the
        # shortest match does, lest a paper's name swallow the person before it.
        start = min(
            (
                run.find(word)
                for word in ("通讯员", "实习生", "记者", "本报", "见习")
                if run.find(word) > 0
            ),
            default=later.start(),
        )
        run = run[: max(start, 1)]
    if not run:
        return [], position
    end = position + len(run)
    in_role = bool(found) and any(kind == "role" for kind, _ in found)
    # 林晓整理 signs after a role; 档案整理 is a word.
    works = "摄影报道|摄影|摄|供图|报道|整理|采写" if in_role else "摄影报道|摄影|摄|供图|报道"
    suffix = re.search(f"(?:{works})$", run)
    if suffix and suffix.start() >= 2:
        names = _split(run[: suffix.start()], in_role=True)
        if names:
            return [*(("name", name) for name in names), ("role", suffix.group())], end
    return [("name", name) for name in _split(run, in_role)], end


def _split(run: str, in_role: bool) -> tuple[str, ...]:
    """The names of a run of Han without a break: one, several, or none."""
    if len(run) == 1:
        return (run,)
    if "·" in run:
        return (run,) if is_name(run) else ()
    if is_likely_name(run) or len(run) <= 3:
        return (run,)
    several = split_run_on(run)
    if several:
        return several
    if is_organisation(run) or (in_role and len(run) == 4):
        return (run,)
    # 晚亭林晓: the pen name in front is what the surnames leave over.
    for length in (2, 3):
        rest = run[length:]
        if in_role and (split_run_on(rest) or is_likely_name(rest)):
            return (run[:length], *(split_run_on(rest) or (rest,)))
    return (run,) if len(run) == 4 else ()


def _merged(events: list[_Event]) -> list[_Event] | None:
    """The events with two-character names put together that were set with a space: 王 伟."""
    merged: list[_Event] = []
    for kind, said in events:
        if kind == "name" and len(said) == 1:
            last = merged[-1] if merged else None
            if last and last[0] == "name" and len(last[1]) == 1:
                merged[-1] = ("name", last[1] + said)
                continue
        merged.append((kind, said))
    if any(kind == "name" and (len(said) == 1 or not _could_sign(said)) for kind, said in merged):
        return None
    return merged


def _could_sign(name: str) -> bool:
    return is_name(name) or name in NO_NAMES or is_latin_name(name) or is_organisation(name)


def _is_person(name: str) -> bool:
    return is_likely_name(name) or is_latin_name(name)


def _with_roles(events: list[_Event]) -> tuple[DraftAuthor, ...]:
    """Each name with its role, whether printed before it (记者 张三) or after it (张三 摄)."""
    after = events[-1][0] == "role"
    before, waiting = "", 0
    people: list[DraftAuthor] = []
    for kind, said in events:
        if kind == "name":
            people.append(DraftAuthor(said, before))
        elif after and said in AFTER and len(people) > waiting:
            for index in range(waiting, len(people)):
                person = people[index]
                if not person.role or said in PICTURE:
                    people[index] = DraftAuthor(person.name, said)
            waiting = len(people)
            continue
        else:
            before, waiting = plain_role(said), len(people)
    return tuple(people)
