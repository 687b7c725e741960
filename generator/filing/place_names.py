"""The names by which places of a county file are called, and what only looks like them.

Tables and the small functions that read them; `mentions` does the finding. Before adding to a
table here, see whether it belongs to one place: then it is a `stop_words` line of the county file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from generator.model import Term

_PEOPLES = """
    蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山
    拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米
    塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺
"""
_PEOPLE = "|".join(sorted(_PEOPLES.split(), key=len, reverse=True))
_UNIT = re.compile(
    rf"(?:(?:(?:{_PEOPLE})族?)*(?:各族)?自治[区州县旗]"
    r"|特别行政区|地区|新区|林区|特区|[省市县区旗盟])$"
)

_REGIONS = {"内蒙古自治区": "内蒙古"}
"""Where what looks like the people of a region is part of its name."""

_COMMON_WORDS = """
    合作 比如 和平 中山 解放 朝阳 向阳 东风 红旗 新城 城关 城中 城东 城西 城南 城北 江北 江南
    河东 河西 海港 新华 长安 安定 太平 平安 新民 大通 建设 青山 铁路 矿山 新建 武功 东方 高新
    经开 阳光 安居 安宁 前进 公安 友好 中方 大方 理想 开放 平原 安全 团结 工农 新市 郊区 城区
    市中 东城 西城 白云 金山 凤凰 湖滨 上城 下城 路南 路北 古城 老城 博爱 富源 兴隆 永和 平和
"""
_NO_SHORT_FORM = frozenset(_COMMON_WORDS.split())
"""Short forms that are words: such a place is found by its full name, or by an alias."""

WORDS_OF_UNITS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "市": re.compile(
            "市(?:民|场|长|区|容|花|值|价|域|级|面|中心|政(?!府|协|法|务|策|治|办|委))"
        ),
        "县": re.compile("县(?:城|域|长|级|道)"),
        "区": re.compile("区(?:域|间|块|位|划|长|级|片)"),
    }
)
"""Where the unit belongs to the next word: 瑞安|市民, but 瑞安市|政府."""

NOT_THE_PLACE = re.compile(
    r"(?:职业技术|职业|技术|师范|理工|科技|工商|工程|城市)*(?:大学(?!生|城)|学院)"
    r"|学校|医院"
    r"|(?:农商|农村商业|农村合作|商业|村镇)?银行"
    r"|(?:控股|实业|置业|房地产|置地|投资|国际|股份|有限)*(?:公司|集团)"
    r"|航空"
    r"|路(?!灯|段|口|面|桥|网|况|政|径|线|上|边|旁|人|演|权|基|长)"
    r"|街(?!道|头|巷|区|上|角|舞|坊|面)"
    r"|大道|广场|新天地"
    r"|江(?![南北滨边畔心面段岸])"
    r"|山(?![区村海水乡地里上茶林路洪体货间野坡歌居庄])"
)
"""What follows a short name when it is an institution, a street, a river and not the place.

Only right after the name: looking further swallows `瑞安引进浙江大学`. Own organs (供电局,
人民医院, 中学, 老年大学) speak for the place and are not here.
"""

FOREIGN_CITY = re.compile(
    r"[一-鿿](?:[^\W全我该本各外同城县省地超菜上夜股门都集闹花鱼早午晚开入楼房车债汇牛熊应]市"
    r"|[^\W全我该本各外同出邻跨节]省|自治区)$"
)
"""A city or province right before a name; when it is none of the file's, neither is the place."""

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢"
    "姜崔钟谭陆汪范廖贾夏韦傅邹熊孟秦邱侯尹薛闫段雷龙黎史陶贺顾毛郝龚邵万钱严覃戴莫孔汤温康施倪翁缪项虞柯"
)
PERSON = re.compile(
    r"(?:^|[^一-鿿]|记者|通讯员|作者|书记|主任|局长|县长|市长|区长|镇长|乡长|村民|教授|医生|老师|校长|院长"
    rf"|经理|董事长|队长|警官|法官|检察官|居民|学生|同学|先生|女士|师傅|编辑|摄影|导演)[{_SURNAMES}]$"
)
"""A surname at the head of a clause or after a title: what follows is a given name, 张文成."""


@dataclass(frozen=True, slots=True)
class Name:
    """One way of calling places; several where they are homonyms."""

    text: str
    keys: tuple[str, ...]
    full: bool
    """Whether it ends in its unit: 永嘉县, and not 永嘉."""


def short_form(label: str) -> str:
    """The label without its unit, or the empty string where that leaves no name.

    >>> short_form("永嘉县"), short_form("景宁畲族自治县"), short_form("莘县"), short_form("合作市")
    ('永嘉', '景宁', '', '')
    """
    short = _REGIONS.get(label) or _UNIT.sub("", label)
    return short if len(short) >= 2 and short != label and short not in _NO_SHORT_FORM else ""


def names_of(terms: Sequence[Term]) -> tuple[Name, ...]:
    """All names of `terms`, the longest first: label, short form, aliases."""
    keys: dict[str, dict[str, None]] = {}
    for term in terms:
        for name in (str(term.label), short_form(term.label), *term.aliases):
            if name:
                keys.setdefault(name, {})[term.key] = None
    labels = {str(term.label) for term in terms}
    names = [
        Name(text, tuple(found), text in labels or bool(short_form(text)))
        for text, found in keys.items()
    ]
    return tuple(sorted(names, key=lambda name: (-len(name.text), name.text)))


def leaves(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms that articles are filed under: those that are no other's parent."""
    parents = {term.parent for term in terms}
    return tuple(term for term in terms if term.key not in parents)
