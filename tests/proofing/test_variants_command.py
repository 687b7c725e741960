"""`wenzhai variants`, as an editor runs it: what it prints, for whom, and what it refuses."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from justhtml import JustHTML

from generator.problems import ProblemsFound
from generator.project import Project
from generator.proofing import html_report, json_report, proof, text_report
from tests.world import article, digest, found, wenzhai, write

SITE = "title: 江城文摘\nvariants: [zh-Hant-TW, zh-Hant-HK]\n"
ONE, TWO = "issues/2019-11/01-甲.md", "issues/2019-12/01-乙.md"
FILES = {
    "site.yaml": SITE,
    "glossary/common.yaml": "里耶: 里耶\n",
    ONE: article(
        "里耶的渠", "他们**干**，他们后，干，干，干。\n\n一家人，老挝人。\n", authors=["余钟"]
    ),
    TWO: article("另一篇", "他们说：“干。”\n", summary="一次看齐。"),
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return digest(tmp_path, FILES)


def test_the_text_groups_equal_decisions_and_shows_the_first_places(project: Project) -> None:
    done = wenzhai(project, "variants", "--variant", "zh-Hant-TW")
    assert (0, "") == (done.returncode, done.stderr)
    lines = done.stdout.splitlines()
    assert "zh-Hant-TW 繁體中文（台灣）：2 篇，6 处待看，1 个人名待定" == lines[0]
    at = lines.index("  干 → 幹（或 乾、干、榦）　5 处")
    assert [
        f"    content/{ONE}:6:5  他们【干】，他们后，干，干，干。"
        "  →  他們【幹】，他們後，幹，幹，幹。",
        f"    content/{ONE}:6:13  他们干，他们后，【干】，干，干。"
        "  →  他們幹，他們後，【幹】，幹，幹。",
        f"    content/{ONE}:6:15  他们干，他们后，干，【干】，干。"
        "  →  他們幹，他們後，幹，【幹】，幹。",
        "    另有 2 处",
        "  后 → 後（或 后）　1 处",
    ] == lines[at + 1 : at + 6]
    assert "    在 content/glossary/common.yaml 里加一行：余钟: 余鍾" in lines
    assert "  里耶 → 里耶　1 处" in lines
    assert any(
        line.startswith("  家 → 家　1 处，content/issues/2019-11/01-甲.md:8:2") for line in lines
    )
    assert "自带的词语和名单上的人名：1 处" in lines


def test_all_shows_every_place_and_the_words_of_the_house(project: Project) -> None:
    (form,) = proof(project, tag="zh-Hant-TW")
    text = text_report([form], "zh", everything=True)
    assert "另有" not in text
    assert "01-甲.md:8:5  一家人，【老挝】人。  →  一家人，【寮國】人。" in text


def test_english_is_for_those_who_ask_for_it(project: Project) -> None:
    done = wenzhai(project, "variants", LANG="en_US.UTF-8")
    assert (
        "zh-Hant-TW 繁體中文（台灣）: 2 texts, 6 places to look at, 1 names to decide"
        in done.stdout
    )
    assert "add to content/glossary/common.yaml: 余钟: 余鍾" in done.stdout
    assert not re.search("[处请]", done.stdout.replace("【", ""))


@pytest.mark.parametrize(
    ("wanted", "files"),
    [
        ("2019-11/01", {ONE}),
        (f"content/{ONE}", {ONE}),
        (f"./{ONE}", {ONE}),
        ("2019-12", {TWO}),
        ("content/issues/2019-12/", {TWO}),
        ("", {ONE, TWO}),
    ],
)
def test_one_article_or_one_issue_is_chosen_by_key_or_path(
    project: Project, wanted: str, files: set[str]
) -> None:
    forms = proof(project, wanted=wanted)
    assert ["zh-Hant-TW", "zh-Hant-HK"] == [form.tag for form in forms]
    for form in forms:
        assert {f"content/{file}" for file in files} == {sheet.sheet.file for sheet in form.sheets}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["2019-11/1"], "没有“2019-11/1”这篇文章。是不是“2019-11/01”？[no-such-article]"),
        (
            ["--variant", "zh-Hant-T"],
            "没有“zh-Hant-T”这种繁体写法。是不是“zh-Hant-TW”？[unknown-variant]",
        ),
        (["--variant", "zh-Hans"], "没有“zh-Hans”这种繁体写法。"),
        (["-o", "content/report.txt"], "报告不能写进 content/"),
    ],
)
def test_what_cannot_be_done_is_said_and_has_an_exit_status(
    project: Project, arguments: list[str], said: str
) -> None:
    if "-o" in arguments:
        arguments = ["-o", str(project.folder / arguments[1])]
    done = wenzhai(project, "variants", *arguments)
    assert 1 == done.returncode
    assert said in done.stderr
    assert "" == done.stdout


def test_a_site_without_forms_is_told_how_to_have_some(tmp_path: Path) -> None:
    project = digest(tmp_path, {ONE: FILES[ONE]})
    with pytest.raises(ProblemsFound) as error:
        proof(project)
    assert ["content/site.yaml no-variants"] == found(error.value)
    assert ["zh-Hant"] == [form.tag for form in proof(project, tag="zh-hant")]


def test_content_that_cannot_be_read_is_reported_as_everywhere(project: Project) -> None:
    write(project.content / ONE, "---\ntitel: 甲\n---\n干\n")
    done = wenzhai(project, "variants")
    assert 1 == done.returncode
    assert f"content/{ONE}:2:1" in done.stderr


def _strings(*names: str) -> dict[str, object]:
    return {name: {"type": "string"} for name in names}


def _record(properties: dict[str, object]) -> dict[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_WHERE = {
    **_strings("kind", "file"),
    "line": {"type": "integer", "minimum": 1},
    "column": {"type": "integer", "minimum": 1},
}
_LIST = {"type": "array", "items": {"type": "string"}}
_COUNTS = ("texts", "fallback", "doubtful", "name", "glossary", "house", "person")
_SENTENCE = _record(_strings("before", "word", "after"))
_NAME = _record(
    {
        **_WHERE,
        **_strings("name", "chosen", "glossary", "add"),
        "choices": {"type": "array", "items": _LIST},
    }
)
_DECISION = _record(
    {
        **_WHERE,
        **_strings("article", "field", "word", "chosen"),
        "others": _LIST,
        "doubtful": {"type": "boolean"},
        "source": _SENTENCE,
        "converted": _SENTENCE,
    }
)
_FORM = _record(
    {
        **_strings("form", "label"),
        "counts": _record({name: {"type": "integer"} for name in _COUNTS}),
        "names": {"type": "array", "items": _NAME},
        "decisions": {"type": "array", "items": _DECISION},
        "by_hand": {"type": "array", "items": _record({**_strings("file"), "fields": _LIST})},
        "skipped": _LIST,
    }
)
SCHEMA = _record({"version": {"const": 1}, "forms": {"type": "array", "items": _FORM}})


def test_the_json_has_the_shape_that_the_manual_describes(project: Project) -> None:
    done = wenzhai(project, "variants", "--format", "json", "--all")
    assert 0 == done.returncode
    report = json.loads(done.stdout)
    jsonschema.validate(report, SCHEMA)
    manual = Path(__file__).parents[2] / "docs" / "variants.md"
    described = set(
        re.findall(r"[a-z_]+", manual.read_text(encoding="utf-8").split("## The JSON")[1])
    )
    names = {*_names_of(report)}
    assert set() == names - described
    taiwan = report["forms"][0]
    assert {"texts": 2, "fallback": 7, "doubtful": 6, "name": 1, "glossary": 1, "house": 1} == {
        key: value for key, value in taiwan["counts"].items() if key != "person"
    }


def _names_of(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_names_of, value.values()))
    return set().union(*map(_names_of, value)) if isinstance(value, list) else set()


def test_a_decision_in_the_json_has_its_place_its_sentence_and_its_choices(
    project: Project,
) -> None:
    report = json.loads(json_report(proof(project, tag="zh-Hant-HK", wanted="2019-12/01")))
    (form,) = report["forms"]
    (decision,) = [one for one in form["decisions"] if one["word"] == "干"]
    assert {
        "kind": "fallback",
        "article": "2019-12/01",
        "file": f"content/{TWO}",
        "line": 6,
        "column": 6,
        "field": "body",
        "word": "干",
        "chosen": "幹",
        "others": ["乾", "干", "榦"],
        "doubtful": True,
        "source": {"before": "他们说：“", "word": "干", "after": "。”"},
        "converted": {"before": "他們說：「", "word": "幹", "after": "。」"},
    } == decision


def test_reports_are_the_same_every_time_and_in_the_order_of_the_files(project: Project) -> None:
    first = wenzhai(project, "variants", "--format", "json", "--all", PYTHONHASHSEED="1").stdout
    assert (
        first
        == wenzhai(project, "variants", "--format", "json", "--all", PYTHONHASHSEED="2").stdout
    )
    for form in json.loads(first)["forms"]:
        places = [(one["file"], one["line"], one["column"]) for one in form["decisions"]]
        assert sorted(places) == places


def test_the_html_is_whole_and_well_formed_and_speaks_two_forms(project: Project) -> None:
    page = html_report(proof(project), "zh")
    document = JustHTML(page, strict=True)
    assert document.query("html")[0].attrs["lang"] == "zh-Hans"
    assert [] == document.query("script")
    assert [] == document.query("link")
    assert not re.search(r"(?:src|href)=\"(?!#)|url\(|@import", page)
    for form in ("zh-Hant-TW", "zh-Hant-HK"):
        cells = [cell.attrs["lang"] for cell in document.query(f'td[lang="{form}"]')]
        assert len(cells) == len(document.query("td")) / 4
    ids = [one.attrs["id"] for one in document.query("[id]")]
    assert len(ids) == len(set(ids))
    targets = [one.attrs["href"].removeprefix("#") for one in document.query("a")]
    assert set() == set(targets) - set(ids)
    assert 24 == len(targets), "six places, two forms, there and back"
    titles = [one.attrs["title"] for one in document.query("mark a")]
    assert "干 → 幹，或 乾、干、榦（content/issues/2019-11/01-甲.md:6:5）" == titles[0]
    assert '他們<mark class="doubt">' in page
    assert '<mark class="glossary" title="里耶 → 里耶（词汇表）">里耶</mark>' in page
    assert "prefers-color-scheme: dark" in page


def test_what_an_article_holds_cannot_break_the_html(tmp_path: Path) -> None:
    project = digest(
        tmp_path,
        {
            "site.yaml": SITE,
            "glossary/common.yaml": "'<里>': '<b>'\n",
            ONE: article("<里>&", 'x `<干>` -{"<后>"}- <script>干</script> 头**发<里>** {干|g}\n'),
        },
    )
    page = html_report(proof(project), "zh", everything=True)
    document = JustHTML(page, strict=True)
    assert [] == document.query("script")
    assert [] == document.query("td b")
    text = "".join(cell.to_text() for cell in document.query('td[lang="zh-Hant-TW"]'))
    assert '<b>&x<干>"<后>"<script>幹</script>頭髮<b>幹' == "".join(text.split())


def test_a_form_written_by_hand_is_shown_as_such(tmp_path: Path) -> None:
    project = digest(
        tmp_path,
        {
            "site.yaml": SITE,
            ONE: article("甲", "干。\n", variants={"zh-Hant-TW": {"title": "手寫的"}}),
            "issues/2019-11/01.zh-Hant-HK.md": "幹。\n",
            "issues/2019-11/02-乙.md": article("乙", variants={"zh-Hant-HK": {"skip": True}}),
        },
    )
    proofs = proof(project)
    page = html_report(proofs, "zh")
    JustHTML(page, strict=True)
    assert '<span class="field">手写</span> 手寫的' in page
    assert "不出这个版本。" in page
    text = text_report(proofs, "zh")
    assert "  content/issues/2019-11/01-甲.md：手写 title" in text
    assert "  content/issues/2019-11/02-乙.md：不出这个版本" in text
    report = json.loads(json_report(proofs))
    jsonschema.validate(report, SCHEMA)
    assert [f"content/{ONE}"] == [one["file"] for one in report["forms"][1]["by_hand"]]
    assert ["content/issues/2019-11/02-乙.md"] == report["forms"][1]["skipped"]


def test_a_report_can_go_to_a_file(project: Project) -> None:
    path = project.folder / "校对.html"
    done = wenzhai(project, "variants", "--format", "html", "-o", path)
    assert (0, "") == (done.returncode, done.stdout)
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    before = {p: p.read_bytes() for p in project.content.rglob("*") if p.is_file()}
    wenzhai(project, "variants", "2019-11/01")
    assert before == {p: p.read_bytes() for p in project.content.rglob("*") if p.is_file()}
