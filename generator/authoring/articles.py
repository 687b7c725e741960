"""A new article: the next number of its issue, filed under names that exist."""

from __future__ import annotations

from dataclasses import dataclass

from generator.article_fields import article_fields
from generator.authoring.writing import document, refuse, site_of, write_new
from generator.dates import parse_date
from generator.importing.shelf import file_title, free_numbers
from generator.mending import mended
from generator.model import Issue, Site
from generator.problems import NOTHING, Phrase, Place, Problem, ProblemsFound, did_you_mean
from generator.project import Project
from generator.taxonomies import names_of

BODY = "正文写在这里，写好后删去文件头里的 draft。\n"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of an article before it is written."""

    title: str
    issue: str = ""
    """Key of its issue; the newest when empty."""
    date: str = ""
    authors: tuple[str, ...] = ()
    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Taxonomy to names of its terms, as an editor writes them."""


def new_article(project: Project, wanted: Wanted) -> str:
    """Write the file of a new article, a draft, and return its name.

    Raises ProblemsFound, with all that is wrong, for a name that is in no taxonomy, an issue that
    is not there, or a date that is none.
    """
    site = site_of(project)
    problems: list[Problem] = []
    issue = _issue(site, wanted.issue, problems)
    if not wanted.title.strip():
        problems.append(Problem("empty-title", Place("TITLE"), Phrase("标题是空的", "no title")))
    date = parse_date(wanted.date) if wanted.date else None
    if wanted.date and date is None:
        what = Phrase(f"“{wanted.date}”不是日期", f"“{wanted.date}” is not a date")
        mend = Phrase("写成 2019-11-20", "write it like 2019-11-20")
        problems.append(Problem("wrong-value", Place("--date"), what, mend))
    for key, names in wanted.terms:
        _look_up(site, key, names, problems)
    if problems or issue is None:
        raise ProblemsFound(problems)
    values = {
        "title": wanted.title.strip(),
        "authors": list(wanted.authors),
        "date": date.iso if date else "",
        "draft": True,
        **{key: list(names) for key, names in wanted.terms},
    }
    folder = project.content / "issues" / issue.key
    name = f"{next(free_numbers(folder, 1))}-{file_title(wanted.title)}.md"
    fields = article_fields({taxonomy.key: taxonomy for taxonomy in site.taxonomies})
    off = {rule for rule, verdict in site.settings.checks if verdict == "off"}
    # Typed at a prompt, a title often has the marks of another keyboard.
    text = mended(document(values, fields, BODY), fields, off)
    return write_new(folder / name, project, text)


def _issue(site: Site, key: str, problems: list[Problem]) -> Issue | None:
    found = [issue for issue in site.issues if not key or issue.key == key]
    if found:
        return found[0]
    near = did_you_mean(key, [issue.key for issue in site.issues])
    mend = (
        Phrase(f"是不是“{near}”？", f"did you mean “{near}”?")
        if near
        else Phrase("先用 wenzhai new issue 建一期", "make one with `wenzhai new issue`")
    )
    if key:
        what = Phrase(f"没有“{key}”这一期", f"there is no issue “{key}”")
    else:
        what = Phrase("还没有一期", "there is no issue yet")
    problems += refuse("unknown-issue", "content/issues", what, mend or NOTHING).problems
    return None


def _look_up(site: Site, key: str, names: tuple[str, ...], problems: list[Problem]) -> None:
    """Say which of the names are no term of the taxonomy `key`."""
    taxonomy = next((one for one in site.taxonomies if one.key == key), None)
    if taxonomy is None:
        near = did_you_mean(key, [one.key for one in site.taxonomies])
        what = Phrase(f"没有“{key}”这个分类", f"there is no taxonomy “{key}”")
        mend = Phrase(f"是不是“{near}”？", f"did you mean “{near}”?") if near else NOTHING
        problems.append(Problem("unknown-taxonomy", Place("--term"), what, mend))
        return
    index = names_of(taxonomy)
    for name in names:
        index.find(name, Place(f"--{_OPTIONS.get(key, 'term')}"), problems)


_OPTIONS = {"topics": "topic", "counties": "county"}
