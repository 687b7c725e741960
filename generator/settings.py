"""Reads `content/site.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

from generator.files import leads_outside, read_text
from generator.front_matter import Field, Node, Values, parse, read_values
from generator.front_matter import Mapping as MappingNode
from generator.ignoring import read_verdicts
from generator.model import (
    DEFAULT_KEEP,
    FeedFormat,
    FeedText,
    GivenOption,
    Host,
    Platform,
    Prose,
    RegionalWords,
    Settings,
    ShareCards,
    Target,
    Variant,
)
from generator.outward import outward_url
from generator.problems import Phrase, Place, Problem, did_you_mean, errors, with_excerpts
from generator.variants import FORMS, form_of

Choice = TypeVar("Choice", FeedText, RegionalWords, ShareCards)

TARGET_FIELDS: Mapping[str, Field] = {
    "to": Field("text", Phrase("网址", "the URL of the place"), required=True),
    "keep": Field("number", Phrase("保留几次发布", "releases to keep")),
    "announce": Field(
        "names",
        Phrase("发布后告诉哪些搜索引擎", "search engines to tell of new addresses"),
        choices=("indexnow", "baidu"),
    ),
}

SITE_FIELDS: Mapping[str, Field] = {
    "title": Field("text", Phrase("站名", "name of the site"), required=True),
    "subtitle": Field("text", Phrase("报头下的一行字", "the line below the name")),
    "description": Field("text", Phrase("站点简介", "what the site is, in a sentence")),
    "base_url": Field("text", Phrase("发布网址", "where it will stand, with https://")),
    "theme": Field("text", Phrase("主题", "folder below themes/")),
    "theme_options": Field("words", Phrase("主题的选项", "options of the theme")),
    "publisher": Field("text", Phrase("主办", "who publishes it")),
    "licence": Field("text", Phrase("版权说明", "under what terms")),
    "icp": Field("text", Phrase("备案号", "ICP licence number")),
    "characters_per_minute": Field("number", Phrase("每分钟阅读字数", "reading speed")),
    "topic_county_pages": Field(
        "number",
        Phrase("主题与县市区合成一页所需的篇数，0 为不做", "articles that make a page of a pair"),
    ),
    "restore_punctuation": Field("flag", Phrase("导入时恢复全角标点", "widen marks on import")),
    "variants": Field("names", Phrase("繁体版本", "Traditional forms to make, beside Simplified")),
    "regional_words": Field(
        "text",
        Phrase("台湾用词：house 少量、none 不换、all 全换", "Taiwan's own words: a few, none, all"),
        choices=get_args(RegionalWords),
    ),
    "corner_quotes": Field(
        "flag", Phrase("繁体用直角引号", "whether Traditional forms have corner brackets")
    ),
    "epub": Field("flag", Phrase("每期附电子书", "whether every issue is also an EPUB")),
    "search": Field("flag", Phrase("站内搜索", "whether there is a search")),
    "structured_data": Field(
        "flag", Phrase("给搜索引擎的结构化数据（JSON-LD）", "whether pages have JSON-LD")
    ),
    "whole_issues": Field(
        "flag", Phrase("每期附整期页", "whether every issue also stands on one page")
    ),
    "share_cards": Field(
        "text",
        Phrase(
            "分享图：all 每篇每期、issues 每期、none 不要",
            "share cards: of articles and issues, of issues, none",
        ),
        choices=get_args(ShareCards),
    ),
    "local": Field("flag", Phrase("地方站", "whether a short county name may stand alone")),
    "timezone": Field("text", Phrase("时区，默认 +08:00", "offset from UTC of its dates")),
    "logo": Field("text", Phrase("主办者标志的网址", "address of the publisher's logo")),
    "feeds": Field(
        "names",
        Phrase("订阅源格式，[] 为不要", "formats of feeds, [] for none"),
        choices=get_args(FeedFormat),
    ),
    "feed_text": Field(
        "text",
        Phrase(
            "哪些订阅源给全文：全部、全站、都不", "feeds with whole articles: all, the site's, none"
        ),
        choices=get_args(FeedText),
    ),
    "feed_entries": Field("number", Phrase("订阅源的篇数", "articles in a feed")),
    "feed_identity": Field(
        "text", Phrase("网站搬家后填旧网址", "the old address, after the site has moved")
    ),
    "platforms": Field(
        "names",
        Phrase("为哪些平台另加标记", "platforms that pages carry marks for"),
        choices=get_args(Platform),
    ),
    "no_transform": Field("flag", Phrase("禁止转码", "ask not to be rewritten for phones")),
    "checks": Field(
        "words", Phrase("检查规则: off、warning、error", "rules of `check`: off, warning or error")
    ),
    "publish": Field(
        "named", Phrase("发布到哪里", "where the site is published to"), fields=TARGET_FIELDS
    ),
    "host": Field(
        "text",
        Phrase("放网站的服务，为它写跳转和响应头", "what serves the site, told of moved addresses"),
        choices=get_args(Host),
    ),
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
        base_url=_address(values, "base_url", found),
        theme=values.text("theme") or default.theme,
        theme_options=tuple(_theme_options(values.words("theme_options"), file, found)),
        publisher=Prose(values.text("publisher")),
        licence=Prose(values.text("licence")),
        icp=values.text("icp"),
        characters_per_minute=values.number("characters_per_minute")
        or default.characters_per_minute,
        topic_county_pages=values.number("topic_county_pages", default.topic_county_pages),
        restore_punctuation=values.flag("restore_punctuation", default.restore_punctuation),
        variants=_variants(values, found) or default.variants,
        regional_words=_one_of(values, "regional_words", default.regional_words),
        corner_quotes=values.flag("corner_quotes", default.corner_quotes),
        local=values.flag("local", default.local),
        epub=values.flag("epub", default.epub),
        search=values.flag("search", default.search),
        structured_data=values.flag("structured_data", default.structured_data),
        whole_issues=values.flag("whole_issues", default.whole_issues),
        share_cards=_one_of(values, "share_cards", default.share_cards),
        timezone=_timezone(values, found) or default.timezone,
        logo=_logo(values, found),
        feeds=_chosen(values, "feeds", get_args(FeedFormat))
        if "feeds" in values
        else default.feeds,
        feed_text=_one_of(values, "feed_text", default.feed_text),
        feed_entries=values.number("feed_entries") or default.feed_entries,
        feed_identity=_address(values, "feed_identity", found),
        platforms=_chosen(values, "platforms", get_args(Platform)),
        no_transform=values.flag("no_transform", default.no_transform),
        checks=tuple(read_verdicts(values.words("checks"), file, found)),
        publish=tuple(_targets(values)),
        host=cast(Host, values.text("host")) or None,
    )
    problems += with_excerpts(found, file, text)
    return settings


def _targets(values: Values) -> Iterator[Target]:
    for name, target in values.named("publish"):
        keep = target.number("keep") or DEFAULT_KEEP
        announce = tuple(one.text for one in target.names("announce"))
        yield Target(name.text, target.text("to"), keep, announce)


def _theme_options(node: Node | None, file: str, problems: list[Problem]) -> Iterator[GivenOption]:
    """What is chosen of the theme; whether there is such a thing to choose, the theme knows."""
    fields = (
        {name.text: Field("text", Phrase("", "")) for name, _ in node.entries}
        if isinstance(node, MappingNode)
        else {}
    )
    values = read_values(node, fields, file, problems)
    for name, _ in node.entries if isinstance(node, MappingNode) else ():
        if name.text in values:
            at, text_at = name.place, values.place(name.text)
            yield GivenOption(
                name.text,
                values.text(name.text),
                file,
                (at.line, at.column),
                (text_at.line, text_at.column),
            )


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


def _one_of(values: Values, key: str, default: Choice) -> Choice:
    """The choice that is named, which the table of fields has checked, or the default."""
    return cast(Choice, values.text(key)) or default


def _chosen(values: Values, key: str, choices: tuple[str, ...]) -> tuple[Any, ...]:
    """Those of the choices that are named, in the order of the table."""
    named = {name.text for name in values.names(key)}
    return tuple(choice for choice in choices if choice in named)


_ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?", re.IGNORECASE)


def _address(values: Values, key: str, problems: list[Problem]) -> str:
    """An address of a site as machines write it: without a slash at the end, and all in ASCII."""
    url = values.text(key).rstrip("/")
    if not url:
        return ""
    written = outward_url(url) if _ADDRESS.fullmatch(url) else ""
    if not written:
        problems.append(
            Problem(
                "bad-base-url" if key == "base_url" else "bad-address",
                values.place(key),
                Phrase(f"“{url}”不是网址", f"“{url}” is not an address"),
                Phrase("写成 https://example.com/news", "write it as https://example.com/news"),
            )
        )
    return written


def _timezone(values: Values, problems: list[Problem]) -> str:
    text = values.text("timezone")
    if not text or re.fullmatch(r"[+-](0\d|1[0-4]):[0-5]\d", text):
        return text
    problems.append(
        Problem(
            "bad-timezone",
            values.place("timezone"),
            Phrase(f"“{text}”不是时区", f"“{text}” is not an offset from UTC"),
            Phrase("写成 +08:00", "write it as +08:00"),
        )
    )
    return ""


def _logo(values: Values, problems: list[Problem]) -> str:
    text = values.text("logo")
    if not text or re.match(r"/(?!/)|https?://[^/]", text):
        return text
    problems.append(
        Problem(
            "bad-address",
            values.place("logo"),
            Phrase(f"“{text}”不是网址", f"“{text}” is not an address"),
            Phrase(
                "把图片放进 content/pages/，写成 /logo.png",
                "put the picture into content/pages/ and write /logo.png",
            ),
        )
    )
    return ""
