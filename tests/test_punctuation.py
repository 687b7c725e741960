"""Flattened punctuation comes back, and nothing else is touched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.punctuation import restore

WIDE = dict(zip(",;:?!()", "，；：？！（）", strict=True))
FLAT = str.maketrans({wide: flat for flat, wide in WIDE.items()})


@pytest.mark.parametrize(
    "text",
    [
        "出口增长9.8%，高于去年；进口持平。",
        "2019年7月，在省里的支持下，学院（原职工学校）揭牌：新楼启用。",
        "怎么办？！办法总比困难多！",
        "如何推动高质量发展？",
        "永嘉：六张清单管住小微权力",
        "（8）培育壮大新主体",
        "一是：（1）加强领导；（2）改进作风。",
        "联盟（以下简称“联盟”（试行））成立。",
        "各县（市、区）",
        "世贸组织（WTO）的规则",
        "“什么是5G？”记者问。",
        "《你会用AI吗？》出版",
        "他问：你用不用VPN？",
        "“双创”，GDP，以及其他。",
        "增长3.2，2019年增长4.5。",
        "气温38℃，湿度90%；风力三级。",
        "共12,345人次，其中成人1,200人。",
        "时间：8:00~9:00，地点：会展中心。",
        "电话：0577-88889999，邮箱a@b.cn，欢迎来信。",
        "详见https://a.cn/x（点击查看），欢迎转发。",
        "（详见http://a.cn/a）",
        "比分3:2，主队胜。",
        "00:30，MES系统报警。",
        "价格为1,299元（含税），限购两台。",
        "共享“3+12”平台；推进A股，B股。",
        "iPhone 15，华为，都有。",
        "歌名是《Yesterday》，很老。",
        "某公司（Co.，有限）",
    ],
)
def test_what_was_flattened_is_restored(text: str) -> None:
    assert restore(text.translate(FLAT).replace("Co.,有限", "Co.，有限")) == text


@pytest.mark.parametrize(
    "text",
    [
        "全长1,234.5米",
        "比例为1:1000的地图",
        "比分3:2的比赛在12:30开始",
        "9:05:30出发",
        "约1~9月和~/里",
        "iPhone 15(256GB)的价格",
        "函数f(x)与f(1,x)不同",
        "函数f(x),g(x)不同",
        "条例第(四项",
        "1)开放 2)共享",
        "网址https://a.cn/p?b=1,c;d和http://b.cn:8080/x;y?z页",
        "访问www.a.cn/q?x=1,2吧",
        "见a.php?id=5,6页",
        "写信给mail+tag@a-b.cn吧",
        "命令`a(中,b)`的结果",
        "文件 ~/笔记/a(1)/b 与 /etc/x(2)/y 在",
        "附件(1).docx已上传",
        "链接[见此](图,一.jpg)",
        "他喊“Come on, guys!”然后跑了",
        '他说"Hello, world! It is (very) good."然后走了',
        "CPI,PPI双双回落",
        "坐标27.95,120.65附近",
        "未解码的&nbsp;空格&ldquo;引号&#160;也在",
        "已经是全角的，不变；（真的）：是吗？好！",
    ],
)
def test_what_is_not_chinese_punctuation_survives(text: str) -> None:
    assert restore(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Hello, world! It is (very) good; isn't it?",
        "He went to 温州, and he saw (some) people there: nobody.",
        "",
        "2019-11-20 12:30",
    ],
)
def test_a_line_that_is_not_chinese_is_left_alone(text: str) -> None:
    assert restore(text) == text


def test_marks_of_a_foreign_phrase_stay_while_those_around_it_are_restored() -> None:
    flat = "世贸组织(World Trade Organization, WTO)成员,今天开会"
    assert restore(flat) == "世贸组织（World Trade Organization, WTO）成员，今天开会"


def test_a_mark_at_the_end_of_a_chinese_line_is_restored_whatever_is_before_it() -> None:
    assert restore("你会用AI?\n共有3.2,\nGDP is up?") == "你会用AI？\n共有3.2，\nGDP is up?"


def test_quotation_marks_and_spaces_are_never_touched() -> None:
    assert restore('他说:"好, 走 !"') == '他说："好， 走 ！"'


def test_all_263_marks_of_the_real_page_are_restored(cases: Path) -> None:
    flat = (cases / "seed-page.txt").read_text(encoding="utf-8")
    marks = re.findall(r"[,;:?!()]", flat)
    assert len(marks) == 263
    restored = restore(flat)
    assert not re.findall(r"[,;:?!()]", restored)
    assert restored == flat.translate(str.maketrans(WIDE))
    assert restored.count("~") == flat.count("~") > 0


def test_a_line_of_nothing_but_marks_is_quick() -> None:
    for text in ("好" + "(" * 9000 + ")" * 9000, "好," * 20000, "好" + "a(b,c)?" * 4000):
        assert len(restore(text)) == len(text)


_FOREIGN = ["GDP", "5G", "12", "3.5", "1,234", "https://a.cn/x?b=1,c", "a@b.cn", "f(x)", "OK!"]
_PIECES = st.sampled_from(
    [
        *",;:?!()\"'“”‘’《》、。…—~%+ .\n",
        *_FOREIGN,
        "温州",
        "2019年",
        "`a,b`",
        ".docx",
        "/a/b(1)",
        "&nbsp;",
    ]
)


@settings(deadline=None, max_examples=400)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_each_mark_is_widened_in_its_place_or_not_at_all(text: str) -> None:
    restored = restore(text)
    assert len(restored) == len(text)
    assert all(new in (old, WIDE.get(old)) for old, new in zip(text, restored, strict=True))


@settings(deadline=None, max_examples=400)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_restoring_twice_is_restoring_once(text: str) -> None:
    once = restore(text)
    assert restore(once) == once


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="温州好人，；：？！（）、。“”《》", max_size=60))
def test_flattened_chinese_without_foreign_words_comes_back_whole(text: str) -> None:
    """Of marks that stand after a character; brackets in pairs."""
    paired = re.sub(r"[（）]", "", text)
    chinese = "人" + paired + "（好）人"
    assert restore(chinese.translate(FLAT)) == chinese
