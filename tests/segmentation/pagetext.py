"""Pages written in a test: text in, drafts out."""

from __future__ import annotations

from generator.draft import Draft, RawPage
from generator.importers.text import split_lines
from generator.segmentation import segment

BODY = "新渠修了三年,今年春天终于把水送到了最远的那块梯田。"
MORE = "村里的老人说,往年这个时候还要挑水上山,如今打开闸门就行。"


def page_of(text: str) -> RawPage:
    return segment(split_lines(text.strip("\n")))


def only_draft(text: str) -> Draft:
    (draft,) = page_of(text).drafts
    return draft


def titles(text: str) -> list[str]:
    return [draft.title for draft in page_of(text).drafts]


def subheadings(text: str) -> list[str]:
    return [
        block.text
        for draft in page_of(text).drafts
        for block in draft.blocks
        if block.kind == "heading"
    ]
