"""The fields of an article file: one literal table for the reader, the messages and the schema."""

from __future__ import annotations

from collections.abc import Mapping

from generator.front_matter import Field
from generator.glossaries import COMMON
from generator.problems import Phrase
from generator.variants import FORMS

CAPTION_FIELDS: Mapping[str, Field] = {
    "text": Field("text", Phrase("图说", "words under the photograph")),
    "credit": Field("text", Phrase("作者", "photographer")),
    "role": Field("text", Phrase("署名方式（摄、供图）", "as printed after the name: 摄, 供图")),
    "after_paragraph": Field("number", Phrase("在第几段之后", "paragraphs that stand before it")),
    "image": Field("text", Phrase("图片文件名", "image file beside the article")),
}

CAPTIONS = Field(
    "records", Phrase("图说", "captions"), fields=CAPTION_FIELDS, either=("text", "image")
)

CORRECTION_FIELDS: Mapping[str, Field] = {
    "date": Field("date", Phrase("日期", "when the note was made"), required=True),
    "text": Field("text", Phrase("更正内容", "what was wrong and is right now"), required=True),
}

ORIGIN_FIELDS: Mapping[str, Field] = {
    "file": Field("text", Phrase("原始文件", "raw file"), required=True),
    "lines": Field("text", Phrase("行号", "first and last line: 3-17")),
    "sha256": Field("text", Phrase("原文摘要值", "digest of the raw lines")),
    "written": Field("text", Phrase("导入时的摘要值", "digest of the file as imported")),
}

IGNORE = Field("names", Phrase("不检查的规则", "rules of `check` that are off in this file"))

TWIN_FIELDS: Mapping[str, Field] = {
    "kicker": Field("text", Phrase("引题", "kicker, above the title")),
    "title": Field("text", Phrase("标题", "title")),
    "subtitle": Field("text", Phrase("副题", "subtitle, below the title")),
    "summary": Field("text", Phrase("摘要", "summary")),
    "captions": CAPTIONS,
}
"""The head of a file that holds an article as one form prints it: `01.zh-Hant-TW.md`."""

VERSION_FIELDS: Mapping[str, Field] = {
    **{name: field for name, field in TWIN_FIELDS.items() if name != "captions"},
    "glossary": Field(
        "words",
        Phrase("词汇（简体: 繁體）", "words of this article alone, Simplified: Traditional"),
    ),
    "skip": Field("flag", Phrase("不出这个版本", "true leaves the article out of this form")),
}

VERSIONS = Field(
    "record",
    Phrase("繁体写法", "what single Traditional forms print"),
    fields={
        tag: Field("record", Phrase(label, f"in {tag}"), fields=VERSION_FIELDS)
        for tag, label in (
            (COMMON, "各繁体版本"),
            *((form.tag, form.label) for form in FORMS if not form.source),
        )
    },
)

ALIASES = Field("names", Phrase("以前的网址", "addresses that it had before: /old.html"))

ARTICLE_FIELDS: Mapping[str, Field] = {
    "kicker": Field("text", Phrase("引题", "kicker, above the title")),
    "title": Field("text", Phrase("标题", "title"), required=True),
    "subtitle": Field("text", Phrase("副题", "subtitle, below the title")),
    "authors": Field("names", Phrase("作者", "authors, in the order printed")),
    "roles": Field("pairs", Phrase("身份（姓名: 记者）", "roles of authors: 张三: 记者")),
    "author_kind": Field(
        "text",
        Phrase("作者类别", "whether the authors are persons"),
        choices=("person", "organisation"),
    ),
    "editors": Field("names", Phrase("责编", "editors")),
    "date": Field("date", Phrase("日期", "date, as far as it is known")),
    "date_precision": Field(
        "text",
        Phrase("日期精度", "how far the date is known"),
        choices=("day", "month", "year", "unknown"),
    ),
    "date_kind": Field(
        "text",
        Phrase("日期来历", "whether the date was printed or worked out"),
        choices=("stated", "inferred"),
    ),
    "date_reason": Field("text", Phrase("日期依据", "why this date")),
    "counties": Field("names", Phrase("县市区", "counties the article is filed under")),
    "mentions": Field("names", Phrase("提及的县市区", "counties it merely names")),
    "topics": Field("names", Phrase("主题", "topics, the main one first")),
    "source": Field("text", Phrase("来源", "paper or agency")),
    "source_url": Field("text", Phrase("来源网址", "where the source published it")),
    "sheet": Field("text", Phrase("版面", "page of the printed paper")),
    "summary": Field("text", Phrase("摘要", "summary, whole sentences of the article")),
    "captions": CAPTIONS,
    "corrections": Field("records", Phrase("更正", "corrections"), fields=CORRECTION_FIELDS),
    "variants": VERSIONS,
    "aliases": ALIASES,
    "draft": Field("flag", Phrase("草稿", "true keeps the article out of the site")),
    "publish_at": Field("moment", Phrase("定时发布", "when it appears: 2019-11-21 08:00")),
    "expires": Field("moment", Phrase("到期撤下", "when it leaves the site")),
    "pin": Field("flag", Phrase("置顶", "true puts the article first in its lists")),
    "ignore": IGNORE,
    "origin": Field("record", Phrase("出处", "raw page it came from"), fields=ORIGIN_FIELDS),
}


def article_fields(taxonomies: Mapping[str, object]) -> Mapping[str, Field]:
    """The fields of an article in a digest with these taxonomies (by key)."""
    added = {
        key: Field("names", Phrase(key, f"terms of the taxonomy {key}"))
        for key in taxonomies
        if key not in ARTICLE_FIELDS
    }
    return {**ARTICLE_FIELDS, **added}
