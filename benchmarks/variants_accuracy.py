"""How many characters of a Traditional text the conversion gets wrong, against plain OpenCC.

`python benchmarks/variants_accuracy.py FORM FILE...` reads files of Traditional sentences, one on
each line, as people printed them; makes them Simplified with OpenCC's `t2s`, converts them back and
counts the Han characters that differ, for every 10,000. What differs only in the glyph (裡 and 裏,
說 and 説, 台 and 臺) and quotation marks are folded first: no reader calls them wrong.

The source is made, not written, so words that only mainland papers use are never tried, and a text
that holds both 周年 and 週年 can never be met in full. `-v` prints what differs most often.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import opencc

from generator.variants import converter

HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_PLAIN = {"zh-Hant": "s2tw", "zh-Hant-TW": "s2tw", "zh-Hant-HK": "s2hk"}
_GLYPHS = (
    "台臺 群羣 裡裏 著着 為爲 眾衆 峰峯 線綫 床牀 啟啓 衛衞 恆恒 內内 戶户 污汙 秘祕 說説 凈淨"
)
_WORDS = "梁參癡只煙菸核吃"
"""Characters that OpenCC's tables of glyphs join although they are other words."""


def folding() -> dict[int, str]:
    """Every character that is the same as another but for its glyph, to one of them."""
    characters = "\n".join(chr(code) for code in range(0x3400, 0xA000))
    taiwan, hong_kong = (
        opencc.OpenCC(name).convert(characters).split("\n") for name in ("t2tw", "t2hk")
    )
    parent: dict[str, str] = {}

    def root(character: str) -> str:
        while character in parent:
            character = parent[character]
        return character

    pairs = [(pair[0], pair[1]) for pair in _GLYPHS.split()]
    for one, *others in zip(characters.split("\n"), taiwan, hong_kong, strict=True):
        pairs += [(one, other) for other in others if other != one and one not in _WORDS]
    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        if low != high:
            parent[high] = low
    marks = dict(zip("“”‘’", "「」『』", strict=True))
    return {ord(character): root(character) for character in parent} | {
        ord(mark): new for mark, new in marks.items()
    }


def differences(made: str, wanted: str) -> Iterator[tuple[str, str]]:
    """What was made and what was wanted instead, for texts of equal length character by character.

    >>> list(differences("乾部", "幹部"))
    [('乾', '幹')]
    """
    if len(made) == len(wanted):
        yield from ((a, b) for a, b in zip(made, wanted, strict=True) if a != b and HAN.match(b))
        return
    match = SequenceMatcher(None, made, wanted, autojunk=False)
    for tag, a, b, c, d in match.get_opcodes():
        if tag != "equal":
            yield from ((made[a:b], wanted[c:d]) for _ in range(max(b - a, d - c)))


def measure(made: Sequence[str], wanted: Sequence[str]) -> tuple[float, Counter[tuple[str, str]]]:
    """Wrong characters for every 10,000, and how often each pair differs."""
    fold = folding()
    found: Counter[tuple[str, str]] = Counter()
    for one, other in zip(made, wanted, strict=True):
        found.update(differences(one.translate(fold), other.translate(fold)))
    characters = sum(len(HAN.findall(line)) for line in wanted)
    return 1e4 * sum(found.values()) / max(characters, 1), found


def sentences(files: Iterable[Path]) -> list[str]:
    """The lines of all files that hold text."""
    return [
        line.strip()
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
        if HAN.search(line) and "\0" not in line
    ]


def main(arguments: Sequence[str]) -> None:
    """Prints one line for each way to convert."""
    parser = argparse.ArgumentParser(description="errors per 10,000 characters, 简 to 繁")
    parser.add_argument("form", choices=sorted(_PLAIN))
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="print what differs")
    said = parser.parse_args(arguments)
    wanted = sentences(said.files)
    source = opencc.OpenCC("t2s").convert("\n".join(wanted)).split("\n")
    plain = opencc.OpenCC(_PLAIN[said.form]).convert("\n".join(source)).split("\n")
    rows = {
        "OpenCC": plain,
        "ours": converter(said.form).proses(source),
        "ours, without words of the region": converter(said.form, regional="none").proses(source),
    }
    for name, made in rows.items():
        rate, found = measure(made, wanted)
        print(f"{rate:7.2f}  {sum(found.values()):6d}  {name}")
        if said.verbose and name != "OpenCC":
            print("         " + " ".join(f"{a}≠{b}:{n}" for (a, b), n in found.most_common(40)))


if __name__ == "__main__":
    main(sys.argv[1:])
