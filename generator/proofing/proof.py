"""What an editor should look at in the Traditional forms of a digest.

Nothing is written and nothing is decided here: the texts are converted as the pages are, and each
place is reported at which the converter had no word to go by, or had one of the editor's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator import forms
from generator.content import read_site
from generator.forms import entries_for
from generator.glossaries import COMMON
from generator.hand_made import as_planned
from generator.model import Site, Variant, Version
from generator.problems import Phrase, Place, Problem, ProblemsFound, did_you_mean, errors
from generator.project import Project
from generator.proofing.excerpts import excerpts
from generator.proofing.people import term_names
from generator.proofing.records import Finding, FormProof, SheetProof, UnsureName
from generator.proofing.sheets import Sheet, read_sheets
from generator.variants import FORMS, form_of
from generator.variants.decisions import Decision, Examined, Examiner
from generator.variants.names import doubtful


def proof(project: Project, *, tag: str = "", wanted: str = "") -> tuple[FormProof, ...]:
    """The proofs of all Traditional forms of a digest, or of the form `tag` alone.

    `wanted` names one article or one issue. Raises ProblemsFound when the content cannot be read,
    or there is no such form or article.
    """
    site, problems = read_site(project.content)
    if errors(problems):
        raise ProblemsFound(problems)
    tags = _tags(site, tag)
    sheets = tuple(read_sheets(project, site, wanted))
    shown = [one for sheet in sheets for one in sheet.names]
    if not wanted:
        shown += term_names(project, site)
    people = sorted(set(forms.people(site)))
    examiners = {one: _examiner(site, one, people) for one in tags}
    return tuple(_form(site, one, sheets, shown, examiners) for one in tags)


def _tags(site: Site, tag: str) -> tuple[str, ...]:
    """The forms to examine."""
    known = [form.tag for form in FORMS if not form.source]
    if tag:
        form = form_of(tag)
        if form and not form.source:
            return (form.tag,)
        near = did_you_mean(tag, known) or ""
        what = Phrase(f"没有“{tag}”这种繁体写法", f"there is no Traditional form “{tag}”")
        mend = (
            Phrase(f"是不是“{near}”？", f"did you mean “{near}”?")
            if near
            else Phrase(f"可选：{'、'.join(known)}", f"choose from {', '.join(known)}")
        )
        raise ProblemsFound([Problem("unknown-variant", Place("--variant"), what, mend)])
    tags = tuple(variant.tag for variant in site.settings.variants if variant.tag in known)
    if tags:
        return tags
    what = Phrase("没有写明要出哪些繁体版本", "no Traditional form is asked for")
    mend = Phrase(
        f"加一行“variants: [{known[-2]}, {known[-1]}]”，或用 --variant {known[-2]} 先看一种",
        f"add a line `variants: [{known[-2]}, {known[-1]}]`, or try --variant {known[-2]}",
    )
    raise ProblemsFound([Problem("no-variants", Place("content/site.yaml"), what, mend)])


def _examiner(site: Site, tag: str, people: Sequence[str]) -> Examiner:
    settings = site.settings
    return Examiner(
        tag,
        entries_for(site, tag),
        people,
        places=forms.places(site),
        quotes=settings.corner_quotes,
        regional=settings.regional_words,
    )


def _form(
    site: Site,
    tag: str,
    sheets: Sequence[Sheet],
    names: Sequence[tuple[str, Place]],
    examiners: Mapping[str, Examiner],
) -> FormProof:
    form = next(form for form in FORMS if form.tag == tag)
    planned = as_planned(site, Variant(tag, form.label))
    articles = [article for issue in planned.issues for article in issue.articles]
    versions = {article.source_file: article.version for article in articles}
    versions |= {page.source_file: page.version for page in planned.pages}
    issues = {issue.source_file for issue in planned.issues}
    proofs: list[SheetProof] = []
    for sheet in sheets:
        file = sheet.file.partition("/")[2]
        if file in versions or file in issues:
            proofs.append(_sheet(sheet, examiners[tag], versions.get(file)))
        else:
            proofs.append(SheetProof(sheet, (), (), {}, skipped=True))
    own = {one.sheet.file: _own(versions, one.sheet.file) for one in proofs}
    known = {entry.key for entry in entries_for(site, tag)}
    return FormProof(tag, form.label, tuple(proofs), _unsure(names, known, own, tag, examiners))


def _own(versions: Mapping[str, Version | None], file: str) -> tuple[tuple[str, str], ...]:
    version = versions.get(file.partition("/")[2])
    return version.glossary if version else ()


def _sheet(sheet: Sheet, examiner: Examiner, version: Version | None) -> SheetProof:
    own = version.glossary if version else ()
    by_hand = _by_hand(version)
    examined: list[Examined | None] = [None] * len(sheet.passages)
    for marks in (True, False):
        # A word of a passage in which marks were read already is never taken for one.
        chosen = [
            at
            for at, passage in enumerate(sheet.passages)
            if passage.marks is marks and passage.field.partition(".")[0] not in by_hand
        ]
        texts = [sheet.passages[at].text for at in chosen]
        for at, one in zip(chosen, examiner.examine(texts, own, marks=marks), strict=True):
            examined[at] = one
    findings = [
        _finding(sheet, at, one, decision)
        for at, one in enumerate(examined)
        if one is not None
        for decision in one.decisions
        if decision.kind != "mark"
    ]
    findings.sort(key=lambda one: (one.place, one.passage, one.start))
    return SheetProof(sheet, tuple(examined), tuple(findings), by_hand)


def _by_hand(version: Version | None) -> Mapping[str, str]:
    if version is None:
        return {}
    said = {
        "kicker": version.kicker,
        "title": version.title,
        "subtitle": version.subtitle,
        "summary": version.summary,
        "captions": "；".join(caption.text for caption in version.captions),
        "body": f"content/{version.source_file}" if version.body else "",
    }
    return {name: str(text) for name, text in said.items() if text}


def _finding(sheet: Sheet, at: int, examined: Examined, decision: Decision) -> Finding:
    assert decision.kind != "mark"
    passage = sheet.passages[at]
    source, in_form = excerpts(examined, decision)
    return Finding(
        place=sheet.source.place(passage.offsets[decision.start]),
        kind=decision.kind,
        passage=at,
        start=decision.start,
        field=passage.field,
        word=decision.word,
        chosen=decision.chosen,
        others=decision.others,
        doubtful=decision.doubtful,
        source=source,
        in_form=in_form,
    )


def _unsure(
    names: Iterable[tuple[str, Place]],
    known: set[str],
    own: Mapping[str, Sequence[tuple[str, str]]],
    tag: str,
    examiners: Mapping[str, Examiner],
) -> tuple[UnsureName, ...]:
    """Every name once, at its first place."""
    found: dict[str, UnsureName] = {}
    for name, place in names:
        choices = doubtful(name)
        decided = name in known or name in dict(own.get(place.file, ()))
        if not choices or decided or name in found:
            continue
        chosen = {one: examiner.name(name) for one, examiner in examiners.items()}
        # One line for all forms, where they agree.
        glossary = COMMON if len(set(chosen.values())) == 1 else tag
        found[name] = UnsureName(
            place,
            name,
            chosen[tag],
            tuple(tuple(one.split("/")) for one in choices),
            f"content/glossary/{glossary}.yaml",
        )
    return tuple(sorted(found.values(), key=lambda one: one.place))
