"""Every rule that `wenzhai check` knows: its stable name, its area, how much it matters.

A name is for ever: site settings, front matter and the filters of CI hold it. What stands here is
for people and machines who ask what there is; the sentence of a single problem is written where the
problem arises.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from generator.problems import Phrase, Problem, Severity

Weight = Literal["firm", "error", "warning"]
Verdict = Literal["off", "warning", "error"]

VERDICTS: tuple[Verdict, ...] = ("off", "warning", "error")
"""What a digest may make of a rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked at."""

    name: str
    area: str
    weight: Weight
    """`firm` is an error that no site can be built with; no digest can turn it down."""
    about: Phrase
    fixed: bool = False
    """Whether `check --fix` mends it, where it can be mended safely."""

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.weight == "warning" else Severity.ERROR


@dataclass(frozen=True, slots=True)
class Strictness:
    """What a digest makes of the rules, for all files and for single ones."""

    verdicts: tuple[tuple[str, Verdict], ...] = ()
    """Name of a rule to what it is here; from `checks:` in the settings."""
    ignored: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """File, as problems name it, to the rules that are off in it; from `ignore:` in its head."""

    def judge(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """The problems that count here, each as severe as it is here; firm ones as they are."""
        verdicts, ignored = dict(self.verdicts), dict(self.ignored)
        if not verdicts and not ignored:
            return tuple(problems)
        judged: list[Problem] = []
        for problem in problems:
            rule = RULES.get(problem.rule)
            if rule is None or rule.weight == "firm":
                judged.append(problem)
                continue
            verdict = verdicts.get(problem.rule, problem.severity.value)
            if verdict != "off" and problem.rule not in ignored.get(problem.place.file, ()):
                judged.append(replace(problem, severity=Severity(verdict)))
        return tuple(judged)


def in_area(name: str) -> tuple[str, ...]:
    """The rules that `name` means: itself, or all of an area that are not firm; none if unknown."""
    if name in RULES:
        return (name,)
    return tuple(
        rule.name for rule in RULES.values() if rule.area == name and rule.weight != "firm"
    )


AREAS: Mapping[str, Phrase] = {
    "files": Phrase("文件", "files"),
    "front-matter": Phrase("文件头和 YAML", "front matter and YAML"),
    "settings": Phrase("站点设置", "settings of the site"),
    "filing": Phrase("分类和期", "taxonomies and issues"),
    "articles": Phrase("文章", "articles"),
    "markdown": Phrase("正文的 Markdown", "Markdown of the bodies"),
    "links": Phrase("链接", "links"),
    "variants": Phrase("繁体版本", "Traditional forms"),
    "theme": Phrase("主题", "themes"),
    "addresses": Phrase("旧网址", "old addresses"),
    "pages": Phrase("页面", "pages"),
    "copy": Phrase("文字和标点", "copy and punctuation"),
}

_TABLE: Mapping[str, tuple[tuple[str, Weight, str, str], ...]] = {
    "files": (
        ("unreadable-file", "firm", "读不了的文件", "a file that cannot be read"),
        ("not-utf-8", "firm", "不是 UTF-8 的文件", "a file that is not UTF-8"),
        ("link-outside", "firm", "指向 content 之外的链接", "a link that leads out of content"),
        ("nul", "firm", "空字符", "a NUL character"),
        ("control", "firm", "控制字符", "a control character"),
        ("surrogate", "firm", "单个代理码位", "a lone surrogate"),
        ("noncharacter", "firm", "非字符码位", "a noncharacter"),
        ("bidi-control", "firm", "双向控制字符", "a bidirectional control"),
        ("replacement-character", "warning", "替换字符 U+FFFD", "a replacement character"),
        ("private-use", "warning", "专用区字符", "a private use character"),
        ("zero-width", "warning", "零宽字符", "a zero-width character"),
        ("stray-file", "warning", "不会发布的文件", "a file that is not published"),
    ),
    "front-matter": (
        ("open-head", "firm", "文件头没有结束", "front matter that is never closed"),
        ("yaml-syntax", "firm", "YAML 读不懂的行", "a line that YAML cannot read"),
        ("unquoted-value", "firm", "该加引号的值", "a value that wants quotation marks"),
        ("broken-list", "firm", "没写完的列表", "a list without its end"),
        ("full-width-colon", "firm", "字段名后的全角冒号", "a full-width colon after a name"),
        ("missing-space", "firm", "冒号后少空格", "no space after the colon"),
        ("unquoted-hash", "firm", "值里的“ #”", "a ` #` inside a value"),
        ("forbidden-character", "firm", "看不见的换行符", "an invisible line end"),
        ("second-document", "firm", "多余的 --- 行", "an extra line ---"),
        ("yaml-anchor", "firm", "以 & * ! 开头的值", "a value that begins with & * !"),
        ("broken-value", "firm", "跨行的值", "a value over two lines"),
        ("not-a-mapping", "firm", "不是“字段名: 值”", "no fields where fields are expected"),
        ("missing-field", "firm", "缺少必需的字段", "a required field is missing"),
        ("bad-key", "firm", "不能用的名字", "a name that cannot be used"),
        ("duplicate-key", "error", "写了两次的字段", "a field that is written twice"),
        ("unknown-field", "error", "没有的字段", "a field that does not exist"),
        ("wrong-value", "error", "不合字段的值", "a value that does not fit its field"),
        ("joined-list", "warning", "连写的列表项", "items of a list in one string"),
        ("unknown-rule", "error", "没有的检查规则", "a rule that does not exist"),
        ("firm-rule", "error", "不能关掉的规则", "a rule that cannot be turned down"),
    ),
    "settings": (
        ("no-site", "firm", "没有 site.yaml", "there is no site.yaml"),
        ("bad-base-url", "firm", "base_url 不是网址", "base_url is no address"),
        ("bad-address", "error", "不是网址的值", "a value that is no address"),
        ("bad-timezone", "error", "不是时区的值", "a value that is no time zone"),
        ("unknown-variant", "error", "没有的写法", "a written form that does not exist"),
    ),
    "filing": (
        ("bad-issue-key", "firm", "不能作网址的期名", "an issue whose name is no address"),
        ("reserved-name", "firm", "另有用处的分类名", "a taxonomy with a name that is taken"),
        ("duplicate-taxonomy", "firm", "两个文件是同一分类", "two files for one taxonomy"),
        ("duplicate-term", "firm", "两个条目同用一个 key", "two terms with one key"),
        ("unknown-parent", "firm", "没有的上级", "a parent that does not exist"),
        ("circular-parent", "firm", "成了自己的上级", "a term above itself"),
        ("unknown-term", "error", "分类里没有的名称", "a name that no term has"),
        ("ambiguous-term", "error", "同名的地方", "a name that several places have"),
    ),
    "articles": (
        ("bad-article-name", "firm", "文件名没有编号", "a file name without a number"),
        ("bad-page-name", "firm", "不能作网址的文件名", "a file name that is no address"),
        ("missing-image", "firm", "找不到的图片", "an image that is not there"),
        ("unreadable-image", "warning", "处理不了的图片", "an image that cannot be worked on"),
        ("empty-body", "warning", "没有正文", "no text"),
        ("unknown-author", "error", "roles 里多出的姓名", "a role of someone who is no author"),
        ("date-precision", "error", "与日期不合的精度", "a precision that is not the date's"),
        ("bad-source-url", "error", "不是网址的来源网址", "a source that is no address"),
        ("expires-first", "error", "到期早于发布", "an article that expires before it is out"),
        ("early-link", "error", "链接到更晚发布的文章", "a link to an article that is not out yet"),
        ("bad-lines", "error", "读不懂的行号", "line numbers that cannot be read"),
    ),
    "markdown": (
        ("image-without-alt", "warning", "图片没有替代文字", "an image without words"),
        ("heading-id-repeated", "warning", "重复的标题编号", "a heading id that is taken"),
        ("footnote-unused", "warning", "没有引用的脚注", "a note that nothing refers to"),
        ("footnote-missing", "warning", "没有的脚注", "a note that is not there"),
        ("link-scheme", "warning", "不能作链接的地址", "an address that cannot be linked to"),
        ("nul-character", "warning", "正文里的空字符", "a NUL character in a body"),
        ("lost-text", "firm", "没有到页面上的字", "words that do not reach the page"),
    ),
    "links": (
        ("dead-link", "error", "站内断链", "a link to no page of the site"),
        ("dead-fragment", "error", "页面上没有的位置", "a link to no place on its page"),
        ("dead-external-link", "warning", "打不开的外部链接", "an external link to nothing"),
        ("moved-external-link", "warning", "搬走了的外部链接", "an external link that has moved"),
        ("no-network", "warning", "连不上网", "no network to check links with"),
    ),
    "variants": (
        ("unsure-name", "warning", "有两种繁体的姓名", "a name that can be written in two ways"),
        ("lonely-twin", "error", "没有对应文章的繁体文件", "a twin without its article"),
        ("not-a-glossary", "firm", "读不懂的词汇表", "a glossary that cannot be read"),
        ("unknown-glossary", "error", "没有这种写法的词汇表", "a glossary of no written form"),
        ("bad-glossary-entry", "error", "不能用的词汇", "an entry that cannot be used"),
        ("no-opencc", "firm", "OpenCC 不能用", "OpenCC cannot be used"),
    ),
    "theme": (
        ("no-theme", "firm", "没有这个主题", "a theme that is not there"),
        ("theme-circle", "firm", "主题互相沿用", "themes that build upon each other"),
        ("missing-words", "firm", "主题缺少用语", "words that a theme lacks"),
        ("template", "firm", "模板出错", "a mistake in a template"),
        ("bad-colour", "error", "不是颜色的值", "a value that is no colour"),
        ("low-contrast", "error", "看不清的颜色", "a colour that is hard to read"),
        ("no-font", "warning", "没有中文字体", "no Chinese font"),
    ),
    "addresses": (
        ("bad-old-address", "firm", "不能用的旧网址", "an old address that cannot be one"),
        ("alias-claimed-twice", "firm", "两处都要的旧网址", "an old address that two pages claim"),
        ("alias-is-page", "firm", "旧网址上还有页面", "an old address that a page still has"),
        ("gone-but-there", "firm", "说没了的网址还在", "an address said to be gone that is there"),
        ("moved-in-circles", "firm", "绕成圈的旧网址", "old addresses that lead in circles"),
        ("moved-to-nowhere", "firm", "搬到没有的网址", "an address moved to where nothing is"),
        ("vanished-address", "error", "发布过又不见了的网址", "a published address that vanished"),
        ("no-redirect", "warning", "跳转不了的旧网址", "an old address that no page redirects"),
    ),
    "pages": (
        ("duplicate-address", "firm", "两页同一网址", "two pages at one address"),
        ("long-name", "firm", "太长的文件名", "a file name that is too long"),
    ),
    "copy": (
        ("half-width-mark", "warning", "中文里的半角标点", "a half-width mark in Chinese"),
        ("straight-quote", "warning", "中文里的直引号", "a straight quotation mark in Chinese"),
        ("ascii-ellipsis", "warning", "不是六个点的省略号", "an ellipsis that is not six dots"),
        ("ascii-dash", "warning", "用连字符写的破折号", "hyphens for a dash"),
        ("repeated-mark", "warning", "重复或相冲的标点", "marks that repeat or clash"),
        ("space-in-chinese", "warning", "中文里的空格", "a space inside Chinese text"),
        ("unpaired-mark", "warning", "不成对的引号、书名号", "a mark without its partner"),
        ("mixed-script", "warning", "简体文字里的繁体字", "Traditional in Simplified text"),
        ("house-word", "warning", "本社不用的词", "a word that the house does not write"),
    ),
}

_FIXED = frozenset({"unquoted-value", "full-width-colon", "missing-space", "unquoted-hash"})
_FIXED |= {"joined-list", "half-width-mark", "straight-quote", "ascii-ellipsis", "ascii-dash"}
_FIXED |= {"repeated-mark", "space-in-chinese"}

RULES: Mapping[str, Rule] = {
    name: Rule(name, area, weight, Phrase(zh, en), name in _FIXED)
    for area, rows in _TABLE.items()
    for name, weight, zh, en in rows
}
"""By name, in the order in which they are listed."""
