"""Names keep their surnames, glossaries say what is wrong with them, house words are sound."""

from __future__ import annotations

import pytest

from generator.problems import Place, Severity
from generator.variants import Entry, converter, house, read_entries, unsure_names
from generator.variants.forms import FORMS


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("余建国", "余建國"),
        ("范晓红", "范曉紅"),
        ("叶志松", "葉志松"),
        ("钟丽", "鍾麗"),
        ("涂发展", "涂發展"),
        ("沈冲", "沈沖"),
        ("种师道", "种師道"),
        ("水乡日报记者站", "水鄉日報記者站"),
    ],
)
def test_a_name_keeps_its_surname(name: str, expected: str) -> None:
    assert expected == converter("zh-Hant-TW").name(name)


def test_a_listed_name_is_kept_in_running_text() -> None:
    taiwan = converter("zh-Hant-TW", names=["余秀范", "于谷", "沈台"])
    assert "作者余秀范和于谷說，對於谷物" == taiwan.prose("作者余秀范和于谷说，对于谷物").replace(
        "穀", "谷"
    )


def test_the_glossary_decides_about_a_name() -> None:
    taiwan = converter("zh-Hant-TW", [Entry("张云", "張云")], ["张云"])
    assert ("張云", "張云說") == (taiwan.name("张云"), taiwan.prose("张云说"))


def test_a_name_of_two_ways_is_reported_once_with_the_line_to_add() -> None:
    names = [
        ("张云", Place("a.md", 3, 1)),
        ("张云", Place("b.md", 3, 1)),
        ("王建国", Place("c.md")),
    ]
    (problem,) = unsure_names(names, [], "content/glossary/common.yaml")
    assert Severity.WARNING is problem.severity
    assert (
        "a.md:3:1: 警告：人名“张云”的繁体不止一种写法：雲/云。"
        "在 content/glossary/common.yaml 里加一行“张云: …”。[unsure-name]"
    ) == problem.report("zh")
    assert () == unsure_names(names, ["张云"], "content/glossary/common.yaml")


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("里 耶: 里耶", "bad-glossary-entry"),
        ('里耶: "里\\t耶"', "bad-glossary-entry"),
        ("里耶: 里　耶", "bad-glossary-entry"),
        ("里耶:", "bad-glossary-entry"),
        ("里耶: 里耶\n里耶: 裡耶", "duplicate-key"),
        ("- 里耶", "not-a-glossary"),
    ],
)
def test_an_entry_that_cannot_work_is_refused_with_its_place(line: str, rule: str) -> None:
    _, problems = read_entries(line + "\n", "content/glossary/common.yaml")
    assert [rule] == [problem.rule for problem in problems]
    assert "content/glossary/common.yaml" == problems[0].place.file
    assert problems[0].place.line


@pytest.mark.parametrize("form", [form for form in FORMS if not form.source], ids=lambda f: f.tag)
def test_every_house_word_comes_out_as_the_house_has_it(form: object) -> None:
    from generator.variants.forms import Form

    assert isinstance(form, Form)
    soft, hard = house.words(form, house.plain_engine(form))
    made = converter(form.tag)
    wrong = {key: made.prose(f"“{key}”") for key in (soft | hard) if key not in hard}
    assert {} == {key: said for key, said in wrong.items() if said != f"「{soft[key]}」"}


def test_every_house_record_has_a_reason() -> None:
    files = {file for form in FORMS for file in form.house} | {"edges.yaml"}
    assert [] == [r for file in files for r in house.records(file) if not r.get("why")]


def test_an_entry_never_holds_a_whole_sentence() -> None:
    words = [key for form in FORMS[1:] for part in house.words(form, str) for key in part]
    assert 10 >= max(map(len, words))


def test_a_listed_place_is_written_as_it_is_by_itself_whatever_stands_around_it() -> None:
    text = "新松里面貌，松里面向全国。"
    assert "松裡面" in converter("zh-Hant-TW").prose(text)
    listed = converter("zh-Hant-TW", places=["松里", "云阳县"])
    assert "新松里面貌，松里面向全國。" == listed.prose(text)
    assert "雲陽縣" == listed.prose("云阳县")
