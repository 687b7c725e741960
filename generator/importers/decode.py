"""Bytes to text, without ever guessing in silence.

The order is: a byte order mark, UTF-8, GB18030, each strictly and over the whole file. GB18030
takes almost any pair of bytes, so two traps are watched for. A short GBK file can be valid UTF-8
by chance (鲁楼路 is the UTF-8 of `³¥·`): then the reading that looks like Chinese wins. And Big5
reads as GB18030 without an error, as nonsense in rare characters: then there is a warning.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from generator.problems import Phrase, Place, Problem, ProblemsFound, Severity, errors
from generator.text_gate import text_problems

LINE_END = re.compile("\f*(?:\r\n|[\r\n\x85\u2028\u2029])\f*|\f+")
"""Where a line of a raw page ends. A form feed beside a line end is part of it."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file as text. `encoding` is what it was read as, by Python's name."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()
    """Warnings only."""


def decode(data: bytes, encoding: str | None = None, file: str = "") -> Decoded:
    """The text of a file, its byte order mark gone.

    >>> decode("温州".encode("gb18030")).text
    '温州'

    Raises ProblemsFound, with the offset in bytes (from 0), for bytes that no encoding explains,
    and with line and column for characters that no newspaper page can hold.
    """
    text, name = decode_any(data, encoding, file)
    found = text_problems(text, file, LINE_END)
    if errors(found):
        raise ProblemsFound(found)
    warnings = list(found)
    if name == "gb18030" and not encoding and _is_strange(text):
        warnings.insert(0, _suspicion(file))
    return Decoded(text, name, tuple(warnings))


def decode_any(data: bytes, encoding: str | None = None, file: str = "") -> tuple[str, str]:
    """The text of a file and the encoding it was read as, whatever characters are in it.

    For formats whose text is taken out first and looked at then. Raises what `decode` raises for
    bytes that no encoding explains.
    """
    text, name = _with(data, encoding, file) if encoding else _without(data, file)
    return text.removeprefix("\ufeff"), name


_MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_ALIASES = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030", "utf-8-sig": "utf-8"}
"""GB18030 reads all that GBK and GB2312 can say, and files that claim less often say more."""


def _with(data: bytes, encoding: str, file: str) -> tuple[str, str]:
    try:
        name = codecs.lookup(encoding.strip()).name
    except LookupError:
        name = ""
    name = _ALIASES.get(name, name)
    try:
        return _strictly(data, name), name
    except (LookupError, TypeError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise ProblemsFound([_undecodable(file, data, error.start, name)]) from None
    raise ProblemsFound([_unknown_encoding(file, encoding)])


def _without(data: bytes, file: str) -> tuple[str, str]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _with(data, name, file)
    readings: dict[str, str] = {}
    reached: dict[str, int] = {}
    for name in ("utf-8", "gb18030"):
        try:
            readings[name] = _strictly(data, name)
        except UnicodeDecodeError as error:
            reached[name] = error.start
    if not readings:
        # The reading that came further is what the file was meant to be; its place helps more.
        best = max(reached, key=lambda name: reached[name])
        raise ProblemsFound([_undecodable(file, data, reached[best], best)])
    if len(readings) == 2 and _is_chinese_by_chance(readings["utf-8"], readings["gb18030"]):
        del readings["utf-8"]
    name = next(iter(readings))
    return readings[name], name


def _strictly(data: bytes, name: str) -> str:
    # codecs.decode refuses nothing: "hex" and "zip" are codecs too. bytes.decode takes text ones.
    return data.decode(name, "strict")


def _is_chinese_by_chance(utf8: str, gb: str) -> bool:
    """Whether text valid as both is rather GBK: no Chinese in the one, only Chinese in the other.

    Latin words with an accent (`café`) are valid GBK too, but there the odd characters stand
    alone among letters, where Chinese stands in runs.
    """
    runs = re.findall(r"[^\x00-\x7f]+", gb)
    if not runs or sum(map(len, runs)) < 2 * len(runs) or re.search("[\u3400-\u9fff]", utf8):
        return False
    # Cyrillic read as GBK is Chinese too, but every second character of it is a rare one.
    return _plausibility(gb) > 0.85


def _plausibility(text: str) -> float:
    """How Chinese the non-ASCII characters of a text look: 1 is a newspaper, 0 is none of it."""
    characters = [character for character in text if character > "\x7f"]
    return sum(map(_commonness, characters)) / len(characters) if characters else 0.0


def _commonness(character: str) -> float:
    if "\u3000" <= character <= "\u301f" or character in "‘’“”…—·" or "\uff01" <= character <= "～":
        return 1.0
    if not "\u3400" <= character <= "\U0003ffff":
        return 0.0
    try:
        lead = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 0.3
    # GB/T 2312: rows 16 to 55 (lead bytes B0 to D7) hold the common characters.
    return 1.0 if lead <= 0xD7 else 0.5


def _is_strange(text: str) -> bool:
    """Whether a GB18030 reading is full of characters that no newspaper uses."""
    sample = [character for character in text[:20_000] if character > "\x7f"]
    return len(sample) >= 8 and _plausibility("".join(sample)) < 0.7


def _undecodable(file: str, data: bytes, offset: int, name: str) -> Problem:
    seen = data[offset : offset + 4].hex(" ")
    return Problem(
        "undecodable",
        Place(file),
        Phrase(
            f"第 {offset} 字节（{seen}，从 0 数起）不是有效的 {name}",
            f"byte {offset} ({seen}, counted from 0) is not valid {name}",
        ),
        Phrase(
            "把文件另存为 UTF-8，或用 --encoding 说明编码（如 big5、utf-16）",
            "save the file as UTF-8, or name its encoding with --encoding (big5, utf-16 …)",
        ),
    )


def _unknown_encoding(file: str, encoding: str) -> Problem:
    return Problem(
        "unknown-encoding",
        Place(file),
        Phrase(f"没有叫“{encoding}”的编码", f"there is no encoding called {encoding!r}"),
        Phrase(
            "用 utf-8、gb18030、big5 或 utf-16",
            "use utf-8, gb18030, big5 or utf-16",
        ),
    )


def _suspicion(file: str) -> Problem:
    return Problem(
        "unlikely-encoding",
        Place(file),
        Phrase(
            "按 GB18030 读出的字多为生僻字，文件可能是 Big5 或其他编码",
            "as GB18030 the text is mostly rare characters; it may be Big5 or another encoding",
        ),
        Phrase("用 --encoding big5 再试", "try --encoding big5"),
        Severity.WARNING,
    )
