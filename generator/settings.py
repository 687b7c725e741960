"""Reads `content/site.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from generator.files import leads_outside, read_text
from generator.front_matter import Field, Values, parse, read_values
from generator.model import Prose, RegionalWords, Settings, ShareCards, Variant
from generator.problems import Phrase, Place, Problem, did_you_mean, errors, with_excerpts
from generator.variants import FORMS, form_of

SITE_FIELDS: Mapping[str, Field] = {
    "title": Field("text", Phrase("站名", "name of the site"), required=True),
    "subtitle": Field("text", Phrase("报头下的一行字", "the line below the name")),
    "description": Field("text", Phrase("站点简介", "what the site is, in a sentence")),
    "base_url": Field("text", Phrase("发布网址", "where it will stand, with https://")),
    "theme": Field("text", Phrase("主题", "folder below themes/")),
    "publisher": Field("text", Phrase("主办", "who publishes it")),
    "licence": Field("text", Phrase("版权说明", "under what terms")),
    "icp": Field("text", Phrase("备案号", "ICP licence number")),
    "characters_per_minute": Field("number", Phrase("每分钟阅读字数", "reading speed")),
    "restore_punctuation": Field("flag", Phrase("导入时恢复全角标点", "widen marks on import")),
    "variants": Field("names", Phrase("繁体版本", "Traditional forms to make, beside Simplified")),
    "regional_words": Field(
        "text",
        Phrase("台湾用词：house 少量、none 不换、all 全换", "Taiwan's own words: a few, none, all"),
        choices=("house", "none", "all"),
    ),
    "corner_quotes": Field(
        "flag", Phrase("繁体用直角引号", "whether Traditional forms have corner brackets")
    ),
    "epub": Field("flag", Phrase("每期附电子书", "whether every issue is also an EPUB")),
    "share_cards": Field(
        "text",
        Phrase(
            "分享图：all 每篇每期、issues 每期、none 不要",
            "share cards: of articles and issues, of issues, none",
        ),
        choices=("all", "issues", "none"),
    ),
    "local": Field("flag", Phrase("地方站", "whether a short county name may stand alone")),
}


def read_settings(content: Path, problems: list[Problem]) -> Settings:
    """The settings of a digest; what the file does not say is the default of the record."""
    path = content / "site.yaml"
    file = f"{content.name}/site.yaml"
    default = Settings(Prose("文摘"))
    if not path.exists():
        problems.append(
            Problem(
                "no-site",
                Place(file),
                Phrase("找不到这个文件", "there is no such file"),
                Phrase(
                    "在文摘的文件夹里运行，或用 wenzhai init 新建一个",
                    "run this in the folder of a digest, or make one with `wenzhai init`",
                ),
            )
        )
        return default
    text = None if leads_outside(path, content, problems) else read_text(path, file, problems)
    if text is None:
        return default
    found: list[Problem] = []
    node, found_in_yaml = parse(text, file)
    found += found_in_yaml
    known = SITE_FIELDS if node or not errors(found) else {}
    values = read_values(node, known, file, found)
    settings = Settings(
        title=Prose(values.text("title")) or default.title,
        subtitle=Prose(values.text("subtitle")),
        description=Prose(values.text("description")),
        base_url=_base_url(values, found),
        theme=values.text("theme") or default.theme,
        publisher=Prose(values.text("publisher")),
        licence=Prose(values.text("licence")),
        icp=values.text("icp"),
        characters_per_minute=values.number("characters_per_minute")
        or default.characters_per_minute,
        restore_punctuation=values.flag("restore_punctuation", default.restore_punctuation),
        variants=_variants(values, found) or default.variants,
        regional_words=_regional_words(values.text("regional_words")),
        corner_quotes=values.flag("corner_quotes", default.corner_quotes),
        local=values.flag("local", default.local),
        epub=values.flag("epub", default.epub),
        share_cards=_share_cards(values.text("share_cards")) or default.share_cards,
    )
    problems += with_excerpts(found, file, text)
    return settings


def _regional_words(text: str) -> RegionalWords:
    choices: Mapping[str, RegionalWords] = {"none": "none", "all": "all"}
    return choices.get(text, "house")


def _variants(values: Values, problems: list[Problem]) -> tuple[Variant, ...]:
    """The forms that are asked for, the source form always first."""
    variants = [Variant(FORMS[0].tag, FORMS[0].label)]
    for name in values.names("variants"):
        form = form_of(name.text)
        if form is None:
            near = did_you_mean(name.text, [form.tag for form in FORMS])
            tags = [form.tag for form in FORMS if not form.source]
            problems.append(
                Problem(
                    "unknown-variant",
                    name.place,
                    Phrase(f"没有“{name.text}”这种写法", f"there is no written form “{name.text}”"),
                    Phrase(f"是不是“{near}”？", f"did you mean “{near}”?")
                    if near
                    else Phrase(f"可选：{'、'.join(tags)}", f"choose from {', '.join(tags)}"),
                )
            )
        elif all(form.tag != variant.tag for variant in variants):
            variants.append(Variant(form.tag, form.label, "/" + form.tag.lower()))
    return tuple(variants)


def _share_cards(text: str) -> ShareCards | None:
    choices: Mapping[str, ShareCards] = {"all": "all", "issues": "issues", "none": "none"}
    return choices.get(text)


def _base_url(values: Values, problems: list[Problem]) -> str:
    url = values.text("base_url").rstrip("/")
    if url and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", url):
        problems.append(
            Problem(
                "bad-base-url",
                values.place("base_url"),
                Phrase(f"“{url}”不是网址", f"“{url}” is not an address"),
                Phrase("写成 https://example.com/news", "write it as https://example.com/news"),
            )
        )
        return ""
    return url
