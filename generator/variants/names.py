"""Names of people: a surname keeps the character it has, whatever words it could begin.

余 is 餘 in every word but the name, 范 is 範, 钟 is 鐘; and a given name is never cut into words.
Only what is listed as a name is converted here; the site's glossary decides where a table cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from generator.problems import Phrase, Place, Problem, Severity
from generator.variants.opencc import each

SURNAMES = {
    **dict.fromkeys("余于范后谷岳沈郁卜朴涂种干姜党曲云丰仇占占台冼舍游松系征秋舒向万升和宁", ""),
    "叶": "葉",
    "钟": "鍾",
    "万": "萬",
    "党": "党",
    "宁": "甯",
    "丰": "豐",
}
"""First character of a name to its Traditional form; empty for one that does not change."""

UNSURE_SURNAMES = {"宁": "甯/寧", "丰": "豐/丰", "党": "党/黨", "肖": "蕭/肖", "云": "云/雲"}
"""Surnames that are two surnames in Traditional Chinese: the person knows which."""

GIVEN = {
    **dict.fromkeys("松岳郁采谷志升周游岩秋斗向才曲占布注台里克征后范回卷咸同舍合佑凌", ""),
    "冲": "沖",
    "钟": "鍾",
    "杰": "傑",
    "复": "復",
    "历": "歷",
    "发": "發",
    "制": "制",
    "获": "獲",
    "汇": "匯",
    "尽": "盡",
    "坛": "壇",
    "签": "簽",
    "须": "須",
    "干": "幹",
}
"""Characters of given names that have several Traditional forms, and the one names have."""

UNSURE_GIVEN = {
    "云": "雲/云",
    "钟": "鍾/鐘",
    "杰": "傑/杰",
    "里": "里/裡",
    "台": "台/臺",
    "征": "征/徵",
    "范": "范/範",
    "后": "后/後",
    "干": "幹/干/乾",
    "余": "余/餘",
    "朴": "樸/朴",
    "丰": "豐/丰",
    "谷": "谷/穀",
    "种": "種/种",
    "冲": "沖/衝",
    "复": "復/複",
    "曲": "曲/麴",
}
"""Those of them where both forms are met in names."""

_TITLES = """
先生 女士 小姐 太太 老师 教授 博士 医生 主任 书记 校长 院长 局长 县长 市长 省长 部长 司长 处长 科长
镇长 乡长 村长 所长 站长 会长 董事长 总经理 经理 总裁 主席 委员 常委 代表 队长 班长 团长 师傅
同学 同志 警官 法官 律师 记者 工程师 奶奶 爷爷 阿姨 大爷 大妈 大姐 大哥 叔叔 婶 伯 嫂 姓 氏 某
"""
TITLES = tuple(_TITLES.split())
"""What stands behind a surname alone, in a sentence: 涂女士, 余某."""

_MORE_TITLES = """
总 院士 教练 导演 编辑 专家 老汉 大叔 大娘 老板 老人 大夫 厂长 支书 护士 医师 议员 爸爸 妈妈 家人
"""
_SAFE_TITLES = tuple(_MORE_TITLES.split())
"""Titles behind a surname that is no other word: 涂总 is a person, 余总 may be 余总数."""

PLAIN_SURNAMES = "余于范谷岳郁朴涂种干姜钟游凌曲周"
"""Surnames that OpenCC would take for the beginning of a word before a title."""

_LOOSE = "余于种干周"
"""Those that are words by themselves, and only before a title of the first list a name."""

_RARE = "党占"
"""Surnames that are met in the papers, as other words, before all but these titles."""
_RARE_TITLES = ("先生", "女士", "小姐", "姓")


def spoken_of() -> Iterator[tuple[str, str, str]]:
    """Surname, its form and a title, for all that can be told apart from other words; and 姓余.

    于 and 干 before 姓 and 代表 are words of their own (于代表大会前), and are left out.
    """
    for surname in PLAIN_SURNAMES:
        form = SURNAMES.get(surname) or surname
        for title in TITLES:
            if not (
                surname in "于干种" and title in ("姓", "代表", "会长", "委员", "记者", "主席")
            ):
                yield surname, form, title
        if surname not in _LOOSE:
            for title in _SAFE_TITLES:
                yield surname, form, title
    for surname in _RARE:
        for title in _RARE_TITLES:
            yield surname, surname, title


def name_form(name: str, words: dict[str, str], plain: str) -> str:
    """A person's name in a Traditional form.

    `plain` is the name as OpenCC has it, for all characters that no table here knows; `words` are
    the entries of the glossaries, which win. A name that is no person's is `plain`.

    >>> name_form("余钟岳", {}, "餘鐘嶽")
    '余鍾岳'
    """
    if name in words:
        return words[name]
    if len(plain) != len(name) or not 2 <= len(name) <= 4:
        return plain
    first = (SURNAMES.get(name[0]) or name[0]) if name[0] in SURNAMES else plain[0]
    rest = (
        (GIVEN.get(own) or own) if own in GIVEN else converted
        for own, converted in zip(name[1:], plain[1:], strict=True)
    )
    return first + "".join(rest)


KEPT_IN_PLACES = frozenset("里台岳谷松范于卜朴斗郁舍曲布采升征合")
"""Characters that stay as they are in the name of a place which no phrase knows: 平江里, 台头."""


def place_forms(places: Sequence[str], convert: Callable[[str], str]) -> dict[str, str]:
    """Places to what they are by themselves, whatever would be read around them in a text."""
    alone = each(convert, places)
    characters = "".join(sorted(KEPT_IN_PLACES))
    usual = dict(zip(characters, each(convert, characters), strict=True))
    return {
        place: "".join(
            old if old in KEPT_IN_PLACES and new == usual[old] else new
            for old, new in zip(place, form, strict=True)
        )
        for place, form in zip(places, alone, strict=True)
        if len(place) == len(form)
    }


def unsure_names(
    names: Iterable[tuple[str, Place]], entries: Iterable[str], glossary: str
) -> tuple[Problem, ...]:
    """One warning for every name that could be written in two ways and is in no glossary.

    `entries` are the keys of the glossaries, `glossary` the file in which the line is missing.
    """
    known = set(entries)
    problems: list[Problem] = []
    for name, place in names:
        doubts = doubtful(name)
        if doubts and name not in known:
            known.add(name)
            problems.append(
                Problem(
                    "unsure-name",
                    place,
                    Phrase(
                        f"人名“{name}”的繁体不止一种写法：{'，'.join(doubts)}",
                        f"the name “{name}” could be written in several ways: {', '.join(doubts)}",
                    ),
                    Phrase(
                        f"在 {glossary} 里加一行“{name}: …”",
                        f"add a line `{name}: …` to {glossary}",
                    ),
                    Severity.WARNING,
                )
            )
    return tuple(problems)


def doubtful(name: str) -> tuple[str, ...]:
    """The characters of a name that have two forms in names, each with its forms."""
    if not 2 <= len(name) <= 4:
        return ()
    first = [UNSURE_SURNAMES[name[0]]] if name[0] in UNSURE_SURNAMES else []
    return (*first, *(UNSURE_GIVEN[c] for c in name[1:] if c in UNSURE_GIVEN))
