"""Whatever is thrown at a conversion, only Chinese characters change, each into one."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import markdown
from generator.variants import Converter, converter

FORMS = {tag: converter(tag) for tag in ("zh-Hant", "zh-Hant-TW", "zh-Hant-HK")}

HOSTILE = (
    "\x00\x01\t\r\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0f\ufe0e\U000e0100\ud800\udfff"
    "\ue000\uf8ff\U000f0000\U0010fffd\U0010ffff\u2028\u2ff0\u2ff1豈﨑𠮷👩🇭"
)
HAN = "头发里面后台只会并为干部了解明说余范历史皇一二“”‘’，。计划信息长"
texts = st.text(alphabet=st.sampled_from(HOSTILE + HAN + "aZ9 .-{}:;|_*"), max_size=40)
forms = st.sampled_from(sorted(FORMS))

_HAN = re.compile(r"[\u3400-\u9fff“”‘’「」『』]")


def _skeleton(text: str) -> str:
    return _HAN.sub("", text)


@settings(deadline=None, max_examples=300)
@given(texts, forms)
def test_no_character_is_lost(text: str, tag: str) -> None:
    text = text.replace("-{", "- {").replace("信息", "信 息")
    made = FORMS[tag].prose(text)
    assert _skeleton(text) == _skeleton(made)
    assert len(text) == len(made)


@settings(deadline=None, max_examples=150)
@given(st.lists(texts, max_size=6), forms)
def test_each_of_many_texts_is_converted_as_if_alone(many: list[str], tag: str) -> None:
    many = [text.replace("\r", "").replace("\u2028", "") for text in many]
    assert [FORMS[tag].prose(text) for text in many] == FORMS[tag].proses(many)


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet=st.characters(codec="ascii"), max_size=60), forms)
def test_ascii_is_never_changed(text: str, tag: str) -> None:
    text = text.replace("-{", "")
    assert text == FORMS[tag].prose(text)


class _Shape(HTMLParser):
    """Tags with their addresses and ids; texts left out."""

    def __init__(self) -> None:
        super().__init__()
        self.shape: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = [pair for pair in attrs if pair[0] in ("href", "src", "id", "class")]
        self.shape.append((tag, named))

    def handle_endtag(self, tag: str) -> None:
        self.shape.append(tag)


def _shape(html: str) -> list[object]:
    parser = _Shape()
    parser.feed(html)
    return parser.shape


_PIECES = [
    *(
        "头",
        "发",
        "里面",
        "**后**",
        "*只*",
        "`后台`",
        "[里](/里/后)",
        "![后](里.jpg)",
        "\n",
        "\n\n",
    ),
    *(
        "- ",
        "## ",
        "https://a.cn/里 ",
        "a@b.cn",
        "“",
        "”",
        "-{里}-",
        "-{zh-tw:甲;zh-hk:乙}-",
        "2019",
    ),
    *("{头|tóu}", "|", "> ", "[^1]", "\n\n[^1]: 后\n\n", "并", "，", "余", "干部", "\u200b"),
]


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join), forms)
def test_structure_addresses_and_ids_are_those_of_the_source(text: str, tag: str) -> None:
    document = markdown.parse(text)
    converted = FORMS[tag].document(document)
    assert _shape(markdown.render(document)) == _shape(markdown.render(converted))
    assert document.ids == converted.ids
    assert document.links == converted.links


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
def test_the_source_form_only_resolves_its_marks(text: str) -> None:
    source: Converter = converter("zh-Hans")
    text = text.replace("-{", "- {")
    assert markdown.render(markdown.parse(text)) == markdown.render(
        source.document(markdown.parse(text))
    )


def test_thousands_of_hostile_characters_take_no_time() -> None:
    text = "里\x00面\u200b\ud800“a”" * 5000
    assert len(text) == len(FORMS["zh-Hant-TW"].prose(text))


@pytest.mark.parametrize("seed", ["1", "2"])
def test_nothing_depends_on_the_order_of_sets(seed: str) -> None:
    script = (
        "from generator.variants import converter\n"
        "c = converter('zh-Hant-TW', names=['余秀范', '于谷', '张云'])\n"
        "print(ascii(c.prose('余秀范说，校长发言后公布计划，并为三家里面的干部')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONHASHSEED": seed, "PATH": ""},
        capture_output=True,
        encoding="ascii",
        check=True,
    )
    expected = "余秀范說，校長發言後公布計畫，並為三家裡面的幹部"
    assert ascii(expected) == done.stdout.strip()


def test_importing_the_package_loads_neither_opencc_nor_the_parser() -> None:
    script = "import sys, generator.variants\nprint({'opencc', 'markdown_it'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    assert "set()" == done.stdout.strip()
