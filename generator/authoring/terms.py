"""A new topic, county or other term: a line at the end of the file of its taxonomy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator.addresses import is_portable
from generator.authoring.writing import refuse, site_of
from generator.files import read_text
from generator.model import Taxonomy
from generator.problems import Phrase, Problem, ProblemsFound, errors
from generator.project import Project
from generator.taxonomies import names_of, read_taxonomy


@dataclass(frozen=True, slots=True)
class NewTerm:
    """What is known of a term before it is written."""

    label: str
    key: str = ""
    code: str = ""
    parent: str = ""
    """Key, code or name of the term above."""
    aliases: tuple[str, ...] = ()


def new_term(project: Project, taxonomy: str, term: NewTerm) -> str:
    """Add a term to a taxonomy, making its file if there is none; the file as problems name it.

    What stands in the file stays, comments and all. Raises ProblemsFound for a key that cannot be
    part of an address, a name or key that is taken, a parent that is not there, and a file that
    does not end in its list of terms.
    """
    site = site_of(project)
    file = f"content/taxonomies/{taxonomy}.yaml"
    known = next((one for one in site.taxonomies if one.key == taxonomy), Taxonomy(taxonomy))
    parent = _check(known, term, file)
    path = project.content / "taxonomies" / f"{taxonomy}.yaml"
    before = (read_text(path, file, []) or "") if path.exists() else ""
    text = _with_line(before, _line(term, parent))
    if len(_terms(path, project, text)) != len(known.terms) + 1:
        raise refuse(
            "not-added",
            file,
            Phrase(
                "文件不是以条目列表结尾，加不进去", "the file does not end in its list of terms"
            ),
            Phrase(f"自己加一行：{_line(term, parent)}", f"add a line: {_line(term, parent)}"),
        )
    _write(path, text)
    return file


def _check(known: Taxonomy, term: NewTerm, file: str) -> str:
    """The parent as it is written in the file; raises ProblemsFound for all that is wrong."""
    problems: list[Problem] = []
    key = term.key or term.code
    if not is_portable(key):
        what = Phrase(f"“{key}”不能用作网址的一部分", f"“{key}” cannot be part of an address")
        mend = Phrase("给它一个 --key（字母、数字、-）", "give it a --key of letters, digits and -")
        if not key:
            what = Phrase("缺少网址里的名字", "its name in addresses is missing")
        problems += refuse("bad-key", file, what, mend).problems
    taken = {name for one in known.terms for name in (one.label, one.key, one.code, *one.aliases)}
    folded = {one.key.casefold() for one in known.terms}
    for name in (term.label, *term.aliases, *([key] if key.casefold() in folded else [])):
        # Counties may share a name; what tells them apart is their code.
        if name == key or (name in taken and known.key != "counties"):
            what = Phrase(f"已经有“{name}”了", f"there is “{name}” already")
            problems += refuse("duplicate-term", file, what).problems
    if not term.label.strip():
        problems += refuse("missing-field", file, Phrase("名称是空的", "it has no name")).problems
    names = names_of(known).keys.get(term.parent, ()) if term.parent else ("",)
    if len(names) != 1:
        what = Phrase(f"没有“{term.parent}”这个上级", f"there is no “{term.parent}” to be above it")
        if names:
            what = Phrase(f"叫“{term.parent}”的不止一处", f"several are called “{term.parent}”")
        mend = Phrase("写上级的 key 或 code", "write the key or code of the term above")
        problems += refuse("unknown-parent", file, what, mend).problems
    if problems:
        raise ProblemsFound(problems)
    return names[0]


def _line(term: NewTerm, parent: str) -> str:
    """The term on one line, as the shipped files have them: `- {key: water, label: 水利}`."""
    values = {"key": term.key, "code": term.code, "label": term.label.strip(), "parent": parent}
    said = [_value(name, value) for name, value in values.items() if value]
    if term.aliases:
        said.append("aliases: [" + ", ".join(_flow(alias) for alias in term.aliases) + "]")
    return "- {" + ", ".join(said) + "}"


def _value(name: str, value: str) -> str:
    return f"{name}: {_flow(value)}"


def _flow(text: str) -> str:
    """A string inside `{…}`: quoted where a mark or a digit could be taken for something else."""
    plain = re.fullmatch(r"[^\W\d_][\w\u3400-\u9fff·-]*", text) is not None
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _with_line(before: str, line: str) -> str:
    """The text with the line behind its last item, as far in as that is."""
    items = re.findall(r"(?m)^([ ]*)- ", before)
    indent = min(items, key=len) if items else ""
    body = before.rstrip("\n")
    if body and not items and body.rstrip().endswith("[]"):
        body = body.rstrip()[:-2].rstrip()
    return (body + "\n" if body else "") + indent + line + "\n"


def _terms(path: Path, project: Project, text: str) -> tuple[object, ...]:
    """The terms of the file if it were `text`; none if it could not be read."""
    aside = path.with_name(f".{path.stem}.new{path.suffix}")
    path.parent.mkdir(parents=True, exist_ok=True)
    problems: list[Problem] = []
    try:
        aside.write_text(text, encoding="utf-8", newline="\n")
        read = read_taxonomy(aside, project.content, problems)
    finally:
        aside.unlink(missing_ok=True)
    wrong = [one for one in errors(problems) if one.rule != "bad-key" or one.place.line]
    return () if wrong else read.terms


def _write(path: Path, text: str) -> None:
    aside = path.with_name(f".{path.name}.new")
    aside.write_text(text, encoding="utf-8", newline="\n")
    aside.replace(path)
