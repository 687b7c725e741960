"""The first words of an article as its summary: whole sentences, never a word of our own.

What an editor would skip is skipped: the dateline, an opening quotation or saying when a later
sentence of the paragraph tells the fact. A cut never falls inside quotation marks, brackets or book
title marks, so that a summary is always balanced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.markdown import parse, plain_text

USUAL = 90
"""Characters up to which sentences are added."""
LONGEST = 120
"""Characters that no summary passes, `……` apart."""
SHORT = 45
"""A summary up to here may take one more sentence, up to `LONGEST`."""

_OPENERS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
}
_OPENERS |= {"【": "】", "[": "]", "〔": "〕", "［": "］"}
_CLOSERS = frozenset(_OPENERS.values())
_ENDS = frozenset("。！？!?")
_STOPS = _ENDS | frozenset("；;")
_COMMAS = frozenset("，,")


_PROSE_BEGINS = re.compile(r"(?![#>|+`~!:-]|\* |\d{1,3}[.)] |\[\^)\S")


def summary_of(body: str) -> str:
    """The summary of an article that brings none: from its first paragraphs of plain prose."""
    blocks = (block.strip() for block in body.split("\n\n"))
    prose = [block for block in blocks if _PROSE_BEGINS.match(block)][:3]
    return summarise([plain_text(parse(block)) for block in prose])


def summarise(paragraphs: Sequence[str]) -> str:
    """Up to about 90 characters, 120 at most, from the first paragraph that tells something.

    >>> summarise(("本报讯(记者 张三)昨日，新桥通车。“真快！”居民李四说。",))
    '昨日，新桥通车。“真快！”居民李四说。'

    A first sentence of more than 120 characters is cut at its last `；`, else at its last `，`
    that fits and stands in no quotation or bracket, with `……` after it. Empty when there is
    nothing to quote.
    """
    texts = [text for text in (_without_dateline(each.strip()) for each in paragraphs) if text]
    for text in texts[:3]:
        sentences = tuple(_split(text, _ENDS))
        facts = _facts(sentences)
        chosen = _gather(facts)
        if chosen and (facts is not sentences or not _is_talk(sentences)):
            return chosen
    for text in texts[:3]:
        chosen = _gather(tuple(_split(text, _ENDS)))
        if chosen:
            return chosen
    return _cut(texts[0]) if texts else ""


def _gather(sentences: Sequence[str]) -> str:
    """As many whole sentences as fit; a first one that is too long is cut at its commas."""
    summary = ""
    for sentence in sentences:
        if summary and not _is_finished(sentence):
            break  # the lead-in of a list
        longer = summary + sentence
        limit = LONGEST if len(summary) <= SHORT else USUAL
        if len(longer) > limit:
            break
        summary = longer
    if summary:
        return summary.strip()
    return _cut(sentences[0]) if sentences else ""


def _is_finished(sentence: str) -> bool:
    return sentence.rstrip("”’」』）) ")[-1:] in _ENDS | {"…"}


def _cut(sentence: str) -> str:
    """The longest part of a long sentence that ends at `；`, or at `，` with `……` in its place."""
    part = ""
    for clause in _split(sentence, _STOPS):
        if len(part) + len(clause) > LONGEST:
            break
        part += clause
    if part:
        return part.strip()
    for clause in _split(sentence, _COMMAS):
        if len(part) + len(clause) > LONGEST:
            break
        part += clause
    return part.rstrip("，,、 ") + "……" if part else ""


def _facts(sentences: tuple[str, ...]) -> tuple[str, ...]:
    """The sentences from the first that tells a fact; all of them when none does.

    What talk refers to itself by (`这是…的一段对话`) goes with the talk.
    """
    start = 0
    while start < len(sentences) and _is_prelude(sentences[start], start):
        start += 1
    facts = sentences[start:]
    return facts if facts and len("".join(facts)) >= _WORTH_IT else sentences


_WORTH_IT = 12
"""Characters that must remain for an opening to be skipped."""
_SAYING = re.compile(
    r"(?:只有.+才[能会有]|没有.+就没有|俗话说|常言道?|古人云|古语云|有句话|老话说|有人说|都说)"
)
_REFERS = re.compile(r"(?:这是|这番|这句|这段|这一幕|说这|话音|随着|听|说完|一番|对话|如今说起)")


def _is_prelude(sentence: str, number: int) -> bool:
    """Whether an opening sentence is talk or a saying, or speaks of the talk before it."""
    sentence = sentence.strip()
    if _is_quotation(sentence):
        return True
    if number == 0:
        return bool(_SAYING.match(sentence))
    return bool(_REFERS.match(sentence))


def _is_quotation(sentence: str) -> bool:
    """Whether nothing but quotations stands here: `“好了。”“那就好！”`; or `“…。”他说。`."""
    if sentence[:1] not in '“「『"':
        return False
    outside = _outside_quotes(sentence)
    return len(outside) <= 2 or bool(_SAID.search(outside) or _REFERS.match(outside))


_SAID = re.compile(
    r"(?:说|道|表示|介绍|告诉[^，。]{0,8}|回忆|感慨|坦言|笑着|问|喊|答)[。！，：,:!]*$"
)


def _outside_quotes(sentence: str) -> str:
    return re.sub(r"“[^”]*”|「[^」]*」|『[^』]*』|\"[^\"]*\"", "", sentence)


def _is_talk(sentences: Sequence[str]) -> bool:
    """Whether a whole paragraph is talk, so that the next may tell more."""
    return all(_is_prelude(sentence, number) for number, sentence in enumerate(sentences))


def _split(text: str, stops: frozenset[str]) -> Iterator[str]:
    """The pieces of `text`, each with the stop that ends it; joined they are the text.

    A stop counts outside all pairs only; one just inside closing quotation marks ends a sentence
    when nothing of it follows them. What opens and never closes is taken as no pair at all.
    """
    inside = _inside(text)
    start = 0
    for place, character in enumerate(text):
        following = text[place + 1 : place + 2]
        if following and (following in _STOPS or following in _CLOSERS):
            continue  # ？！ and 。” stay together
        ends = character in stops and not _is_latin(text, place)
        ends |= character in "”」』" and text[place - 1 : place] in stops & _ENDS
        if ends and not inside[place] and not _goes_on(text, place):
            yield text[start : place + 1]
            start = place + 1
    if start < len(text):
        yield text[start:]


def _goes_on(text: str, place: int) -> bool:
    """Whether a sentence continues after its quotation: `“好！”他说。`, not `“好！”昨日，…`."""
    if text[place] not in "”」』":
        return False
    clause = _CLAUSE.match(text[place + 1 :].lstrip())
    said = clause.group() if clause else ""
    return bool(_REFERS.match(said) or _SAID.search(said))


_CLAUSE = re.compile(r"[^，。！？；,!?;：:“]{0,30}")


def _is_latin(text: str, place: int) -> bool:
    """Whether an ASCII mark belongs to a number, an address or a foreign phrase: `1,234`."""
    return text[place].isascii() and text[place + 1 : place + 2].isascii() and place + 1 < len(text)


def _inside(text: str) -> list[bool]:
    """For every character, whether it stands inside a pair; its closing mark stands outside."""
    opened: list[tuple[str, int]] = []
    inside = [False] * len(text)
    for place, character in enumerate(text):
        if character in _OPENERS:
            opened.append((_OPENERS[character], place))
        elif character in _CLOSERS:
            for number in range(len(opened) - 1, -1, -1):
                if opened[number][0] == character:
                    begin = opened[number][1]
                    del opened[number:]
                    inside[begin:place] = [True] * (place - begin)
                    break
    return inside


_ROLE = r"(?:本报|本网|本台|见习|实习|特约|全媒体|首席|驻\S{2,4})*(?:记者|通讯员|报道组|编辑)"
_NAME = r"[一-鿿·]{2,5}"
_DATELINE = re.compile(
    rf"""^\s*[【\[]?
    (?: 据?(?:本[报网台刊社]|新华社|中新社|[一-鿿]{{2,8}}(?:[社网报]|电台|电视台|客户端|新闻))
        (?: [^。，,“”\n]{{0,24}}?\d{{1,2}}月\d{{1,2}}日(?:电|讯|消息)
          | [^。，,“”\n]{{0,12}}?(?:电|讯|消息|报道)(?=[\s(（:：】\]]) )
      | (?=[(（]{_ROLE}) | (?={_ROLE}\s+{_NAME}\s) )
    [】\]]?\s*
    (?: [(（][^()（）]{{0,60}}[)）] )?
    (?: \s*{_ROLE}\s*{_NAME}(?:[\s、]+(?:{_ROLE}\s*)?{_NAME})*(?:\s+|\s*(?:报道|文/?图)\s*) )?
    [:：]?\s*""",
    re.VERBOSE,
)


def _without_dateline(text: str) -> str:
    """The paragraph without `本报1月2日讯（记者 张三）` before it."""
    return text[match.end() :] if (match := _DATELINE.match(text)) else text
