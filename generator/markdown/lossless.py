"""Is every word of the source on the page? A second opinion on the parser.

Source and result are laid side by side, line by line. What the result has not shown must be
markup that a person would call so: stars, brackets of a link that is there, the number of a list
item. A Han character is never markup. The rules are written here once more, from the manual and
not from the parser, so that a fault in one is caught by the other.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.markdown.accounts import Account, Ledger, ledger
from generator.markdown.cjk import HAN, WHITE
from generator.markdown.document import Document

_ALWAYS_MARKUP = frozenset("*_~`\\")
_MARKUP_OF = {
    "heading": "#",
    "cell": "|",
    "fence": "`~",
    "link": "[]()!<>\"'",
    "note": "[]^",
    "ruby": "{|}",
    "id": "{#}",
}
_EMPTY_LINE = re.compile(r"[-*_|:+>=#`~\s\xa0\u3000\ufeff]*|\s*[0-9]{1,3}[.)]\s*")
_MARKER = re.compile(r"[-+*](?=\s|\Z)|[0-9]{1,3}[.)](?=\s|\Z)")
_ENTITY = re.compile(r"&(?:#[xX][0-9A-Fa-f]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
_DEFINITION = re.compile(
    r"\s*\[(?:[^\[\]\\]|\\.)+\]:\s*(?:<([^<>\n]*)>|(\S+))"
    r"(?:\s+(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?\s*"
)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]")
_EMPTY_NOTE = re.compile(r"\[\^([^\[\]\s^]+)\]:\s*")
_BOLD = re.compile(
    r"(?<![^\sHAN])(\*\*|~~)(?=[^\s*~])[^*_~`\[\]\\\n]+(?<=\S)\1(?![^\sHAN])".replace("HAN", HAN)
)
_CHINESE = rf"[{HAN}，。、；：？！]{{1,4}}"
_SEAM = re.compile(rf"({_CHINESE})[ \t\u3000]*(?<!  )\n[ \t\u3000]*({_CHINESE})")
_GAP = re.compile(rf"([{HAN}，。、；：？！])\s+(?=([{HAN}，。、；：？！]))")
_ADDRESS = re.compile(r"(?<![A-Za-z0-9\\])https?://[A-Za-z0-9][A-Za-z0-9.\-]*")


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that the page does to the text and no editor would expect."""

    line: int
    """From 1, in the text that was parsed."""
    kind: str
    """`missing`: a character is not shown. `added`: one is shown that was not typed. `mark`: a
    mark of the text was taken for markup. `misread`: a paragraph became heading or code.
    `stray`: markup stayed visible. `gap`: a space where two lines meet in Chinese, or at the
    beginning. `unlinked`: an address that leads nowhere."""
    text: str


def lost(text: str, document: Document) -> tuple[Loss, ...]:
    """Everything that `document`, parsed from `text`, does not show as it should.

    Empty for every text when all rules are on.
    """
    lines = [line.replace("\0", "\ufffd") for line in re.split(r"\r\n?|\n", text)]
    book = ledger(document)
    losses = list(_uncovered(lines, book, document))
    for account in book.accounts:
        source = "\n".join(
            _unmarked(lines[n], n, book)
            for n in range(account.first, min(account.stop, len(lines)))
        )
        line = account.first + 1
        losses += [Loss(line, kind, said) for kind, said in _compare(source, account)]
        losses += [Loss(line, kind, said) for kind, said in _look(source, account)]
    return tuple(sorted(losses, key=lambda loss: loss.line))


def _uncovered(lines: list[str], book: Ledger, document: Document) -> Iterator[Loss]:
    """Lines that no block claims: rules, fences, blank lines, definitions in use."""
    claimed = {n for account in book.accounts for n in range(account.first, account.stop)}
    targets = {link.href for link in document.links}
    rest: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        bare = _unmarked(line, number, book) if number not in claimed else ""
        note = _EMPTY_NOTE.match(bare)
        if note and note[1] in book.labels:
            bare = bare[note.end() :]
            marker = _MARKER.match(bare)
            bare = bare[marker.end() :] if marker else bare
        if bare.strip() and not _EMPTY_LINE.fullmatch(bare):
            rest.append((number, bare))
    position = 0
    joined = "\n".join(bare for _, bare in rest)
    while found := _DEFINITION.match(joined, position):
        target = found[1] if found[1] is not None else found[2]
        if _unescaped(target) not in targets or not re.search("[/.#:]", target):
            break
        position = found.end()
    begin = 0
    for number, bare in rest:
        if begin >= position:
            yield Loss(number + 1, "missing", bare.strip())
        begin += len(bare) + 1


def _unmarked(line: str, number: int, book: Ledger) -> str:
    """A line without the markers of the quotes, list items and notes that it is in."""
    quotes = sum(number in lines for lines in book.quotes)
    items = book.items.get(number, 0)
    note = f"[^{book.notes[number]}]:" if number in book.notes else ""
    position = 0
    while True:
        while position < len(line) and line[position] in " \t":
            position += 1
        if quotes and line.startswith(">", position):
            quotes, position = quotes - 1, position + 1
        elif items and (found := _MARKER.match(line, position)):
            items, position = items - 1, found.end()
        elif note and line.startswith(note, position):
            note, position = "", position + len(note)
        else:
            return line[position:]


def _compare(source: str, account: Account) -> Iterator[tuple[str, str]]:
    """Go through source and words together; what stays behind must be markup."""
    words = "".join(account.said).replace("\0", "\ufffd")
    allowed = _ALWAYS_MARKUP.union(_MARKUP_OF.get(account.kind, ""))
    allowed = allowed.union(*(_MARKUP_OF[mark] for mark in account.marks))
    i = j = 0
    missing: list[str] = []
    while i < len(source):
        character = source[i]
        entity = _ENTITY.match(source, i) if character == "&" else None
        ahead = _past_white(words, j)
        decoded = _decoded(entity[0], words[ahead : ahead + 1]) if entity else ""
        if character in WHITE:
            i, j = i + 1, ahead
        elif entity and words.startswith(decoded, ahead) and not words.startswith(entity[0], ahead):
            i, j = entity.end(), _past_white(words, ahead + len(decoded))
        elif words.startswith(character, ahead) and not (ahead > j and character in allowed):
            # A mark is matched only by one that follows as closely: in `~~旧~~ ~新` the second
            # pair is not the tilde that is shown after the space.
            i, j = i + 1, ahead + 1
        elif account.labels and (after := _label(source, i, account.labels, words[ahead:])):
            i = after
        else:
            if character not in allowed:
                missing.append(character)
            elif mark := _mark(source, i):
                yield "mark", mark
            i += 1
    if missing:
        yield "missing", "".join(missing)
    if rest := "".join(words[j:].split()):
        yield "added", rest


def _decoded(entity: str, shown: str) -> str:
    """What an entity stands for; of a number that is no character, U+FFFD if that is shown.

    `html.unescape` follows HTML, which reads a few control characters as others; CommonMark
    does not.
    """
    number = entity[2:-1]
    if entity[1] == "#":
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        if shown == "\ufffd" or (shown and ord(shown) == code):
            return shown
    return html.unescape(entity).strip()


def _past_white(text: str, position: int) -> int:
    while position < len(text) and text[position] in WHITE:
        position += 1
    return position


def _label(source: str, position: int, labels: list[str], words: str) -> int:
    """Where the label `[…]` of a reference link that begins here ends, or 0.

    Unless `words` go on with it: then it is the text of a link, or no link at all.
    """
    if not labels or source[position - 1 : position] != "]":
        return 0
    found = _LABEL.match(source, position)
    folded = " ".join(found[1].split()).lower().upper() if found else ""
    if not found or (folded and folded not in labels) or (folded and words.startswith(found[1])):
        return 0
    return found.end()


def _mark(source: str, position: int) -> str:
    """A mark that is no markup, if the character taken for markup is one."""
    character = source[position]
    before, after = source[max(0, position - 1) : position], source[position + 1 : position + 2]
    if character == "*" and before.isdigit() and after.isdigit():
        return f"{before}*{after}"
    if character == "~" and "~" not in (before, after):
        return f"{before}~{after}"
    return ""


def _look(source: str, account: Account) -> Iterator[tuple[str, str]]:
    """What can be wrong although no character is missing."""
    visible = account.visible
    if account.kind in ("code", "html"):
        yield "misread", visible.strip()
        return
    if account.kind == "fence":
        return
    if account.kind == "heading" and not source.startswith("#"):
        yield "misread", visible
    if visible.startswith("\u3000"):
        yield "gap", visible[:4]
    gaps = set(_GAP.findall(visible))
    for seam in _SEAM.finditer(source) if gaps else ():
        ends = (seam[1][-1], seam[2][0])
        if ends not in gaps:
            continue
        # The same words may stand elsewhere with spaces that were typed between them.
        typed = re.findall(rf"{seam[1]}[^\S\n]+{seam[2]}", source)
        if len(re.findall(rf"{seam[1]}\s+{seam[2]}", visible)) > len(typed):
            yield "gap", seam[0]
    for bold in _BOLD.finditer(visible):
        escaped = source.count(f"\\{bold[0]}")
        if bold[0] in source and visible.count(bold[0]) > escaped and "`" not in source:
            yield "stray", bold[0]
    for address in _ADDRESS.finditer(source):
        if "link" not in account.marks and "`" not in source:
            yield "unlinked", address[0]


def _unescaped(target: str) -> str:
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", target))
