"""The JSON Schemas for editors: they take what the readers take, and refuse what they refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from world import COUNTIES, SITE, TOPICS

from generator.article_fields import ARTICLE_FIELDS
from generator.front_matter import Field, parse, read_values, split
from generator.problems import Problem
from generator.schemas import KINDS, json_schema

CONTENT = Path(__file__).parents[1] / "content"


def validator(kind: str) -> jsonschema.Draft202012Validator:
    schema = json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def wrong(kind: str, text: str) -> list[str]:
    """What the schema has against a YAML text, as an editor's YAML reads it."""
    loaded = yaml.load(text, Loader=EditorLoader)
    return [error.message for error in validator(kind).iter_errors(loaded)]


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: a date is a string there."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def samples() -> list[tuple[str, Path]]:
    found = [("site", CONTENT / "site.yaml")]
    found += [("taxonomy", path) for path in sorted(CONTENT.glob("taxonomies/*.yaml"))]
    found += [("page", path) for path in sorted(CONTENT.glob("pages/*.md"))]
    for path in sorted(CONTENT.glob("issues/*/*.md")):
        found.append(("issue" if path.name == "issue.md" else "article", path))
    return found


@pytest.mark.parametrize(("kind", "path"), samples(), ids=[path.name for _, path in samples()])
def test_the_sample_content_is_valid(kind: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    head = split(text)[0] if path.suffix == ".md" else text
    assert [] == wrong(kind, head or "{}")


GOOD = [
    ("site", SITE),
    ("site", "title: 2019\nlocal: false\ncharacters_per_minute: 300\n"),
    ("taxonomy", TOPICS),
    ("taxonomy", COUNTIES),
    ("taxonomy", "label: 栏目\nterms:\n- {key: a, label: 甲, words: {水: 2, 渠: 1.5}}\n"),
    ("taxonomy", "- {label: 甲, code: 330302, aliases: 乙, stop_words: [丙, 丁]}\n"),
    ("issue", "title: 第一期\nnumber: 45\ndate: 2019-11\n"),
    ("page", "title: 关于\norder: 1\n"),
    ("article", "title: 水利\n"),
    ("article", "title: 2019\ndate: 2019\n"),
    ("article", "title: 水\ndate: 2019-11-20\n"),
    ("article", "title: 水\ndate: 2019年11月20日\n"),
    ("article", "title: 水\ndate: 2019年11月\n"),
    ("article", "title: 水\ndate: 2026-1-2 8:00\n"),
    ("article", "title: 水\ndate: 2026.1.2\n"),
    ("article", "title: 水\nsheet: 012\n"),
    ("article", "title: 水\ntopics: 民生\nauthors: [王二]\n"),
    ("article", "title: 水\nroles: {王二: 记者}\nauthors: [王二]\n"),
    ("article", "title: 水\ndraft: true\n"),
    ("article", "title: 水\nsummary:\ntopics:\ndate:\nroles:\ncaptions:\ndraft:\norigin:\n"),
    ("article", "title: 水\ncolumns: [读者来信]\n"),
    ("article", "title: 水\ncaptions:\n- {text: 图, after_paragraph: 2, image: a.jpg}\n"),
    ("article", "title: 水\norigin: {file: a.txt, lines: 3-17}\n"),
]

BAD = [
    ("site", "subtitle: 没有站名\n"),
    ("site", "title: 水\ncolour: red\n"),
    ("site", "title: 水\nlocal: 或许\n"),
    ("site", "title: 水\ncharacters_per_minute: 快\n"),
    ("taxonomy", "- {key: a}\n"),
    ("taxonomy", "- {key: a, label: 甲, colour: red}\n"),
    ("taxonomy", "label: 栏目\n"),
    ("taxonomy", "label: 栏目\nterms: []\ncolour: red\n"),
    ("taxonomy", "- {label: 甲, words: {水: 多}}\n"),
    ("issue", "colour: red\n"),
    ("issue", "date: 昨天\n"),
    ("page", "order: 1\n"),
    ("page", "title: 关于\ncolour: red\n"),
    ("article", "topics: [民生]\n"),
    ("article", "title: [水, 利]\n"),
    ("article", "title: 水\ndate: 昨天\n"),
    ("article", "title: 水\ndate: [2019]\n"),
    ("article", "title: 水\nauthor_kind: people\n"),
    ("article", "title: 水\ncaptions:\n- {credit: 王二}\n"),
    ("article", "title: 水\ncaptions:\n- {text: 图, colour: red}\n"),
    ("article", "title: 水\ncorrections: [{text: 改}]\n"),
    ("article", "title: 水\norigin: {lines: 3-17}\n"),
    ("article", "title: 水\nroles: [王二]\n"),
    ("article", "title: 水\ncolumns: {a: b}\n"),
]


@pytest.mark.parametrize(("kind", "text"), GOOD)
def test_what_the_reader_takes_the_schema_takes(kind: str, text: str) -> None:
    assert [] == wrong(kind, text)
    assert [] == reader_problems(kind, text)


@pytest.mark.parametrize(("kind", "text"), BAD)
def test_what_the_reader_refuses_the_schema_refuses(kind: str, text: str) -> None:
    assert wrong(kind, text)
    assert reader_problems(kind, text)


def reader_problems(kind: str, text: str) -> list[Problem]:
    from generator.article_fields import article_fields
    from generator.front_matter import Sequence
    from generator.taxonomies import TAXONOMY_FIELDS, TERM_FIELDS

    node, found = parse(text, "a.yaml")
    problems = list(found)
    if kind == "taxonomy" and isinstance(node, Sequence):
        for item in node.items:
            read_values(item, TERM_FIELDS, "a.yaml", problems)
    elif kind == "taxonomy":
        read_values(node, TAXONOMY_FIELDS, "a.yaml", problems)
    elif kind == "article":
        read_values(node, article_fields({"columns": None}), "a.yaml", problems)
    else:
        read_values(node, KINDS[kind], "a.yaml", problems)
    return problems


def test_a_misspelt_field_of_an_article_is_taken_for_a_taxonomy_only_if_it_holds_names() -> None:
    # The schema cannot know the taxonomies of a digest; `wenzhai check` can.
    assert [] == wrong("article", "title: 水\nsumary: 通水\n")
    assert wrong("article", "title: 水\nsumary: {a: b}\n")


def all_fields(fields: Any) -> list[tuple[str, Field]]:
    listed = []
    for name, field in fields.items():
        listed.append((name, field))
        listed += all_fields(field.fields or {})
    return listed


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_explained_in_both_languages(kind: str) -> None:
    for name, field in all_fields(KINDS[kind]):
        assert field.help.zh, name
        assert field.help.en, name
        assert (
            field.help.en.isascii()
            or "摄" in field.help.en
            or "总第" in field.help.en
            or ("张三" in field.help.en)
        ), name
        assert any("\u4e00" <= character <= "\u9fff" for character in field.help.zh), name


@pytest.mark.parametrize("kind", KINDS)
def test_every_property_of_a_schema_has_a_description(kind: str) -> None:
    def walk(schema: Any) -> None:
        if isinstance(schema, dict):
            for name, one in schema.get("properties", {}).items():
                assert "description" in one or kind == "taxonomy", name
            for one in schema.values():
                walk(one)
        elif isinstance(schema, list):
            for one in schema:
                walk(one)

    walk(json_schema(kind))


def test_the_schema_of_articles_has_all_their_fields() -> None:
    assert set(ARTICLE_FIELDS) == set(json_schema("article")["properties"])


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_beside_the_content_are_up_to_date(kind: str) -> None:
    path = CONTENT / ".schemas" / f"{kind}.json"
    if not path.exists():
        pytest.skip("the content has no schemas beside it")
    assert json_schema(kind) == json.loads(path.read_text(encoding="utf-8"))


def test_a_file_says_which_schema_it_follows() -> None:
    for path in [CONTENT / "site.yaml", *sorted(CONTENT.glob("taxonomies/*.yaml"))]:
        text = path.read_text(encoding="utf-8")
        if "$schema=" in text:
            name = text.split("$schema=")[1].split("\n")[0].strip()
            assert (path.parent / name).is_file(), f"{path.name} points to {name}"
