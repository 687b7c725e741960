"""For each block of a document: its source lines, and what the tokens say became of them.

This is the half of the lossless check that trusts the parser: it lists words, shown or kept in an
attribute, in the order of the source. `lossless` is the half that trusts nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.markdown.text import block_text, inline_text

if TYPE_CHECKING:
    from markdown_it.token import Token

    from generator.markdown.document import Document


@dataclass(slots=True)
class Account:
    """One block: lines `first` up to `stop` (from 0) of the source."""

    first: int
    stop: int
    kind: str
    """`heading`, `paragraph`, `cell`, `fence` or `code`."""
    said: list[str] = field(default_factory=list)
    """All words of the block in the order of the source, shown or not."""
    labels: list[str] = field(default_factory=list)
    """Labels of reference links, folded as CommonMark compares them."""
    visible: str = ""
    marks: set[str] = field(default_factory=set)
    """What the block holds that has brackets of its own: `link`, `note`, `ruby`, `id`."""


@dataclass(slots=True)
class Ledger:
    """All blocks, and the container markers that stand before them."""

    accounts: list[Account] = field(default_factory=list)
    quotes: list[range] = field(default_factory=list)
    items: dict[int, int] = field(default_factory=dict)
    """How many list items begin on a line."""
    notes: dict[int, str] = field(default_factory=dict)
    """Label of the footnote that begins on a line."""
    labels: set[str] = field(default_factory=set)
    """Labels of all footnotes; one without words has no account."""


def ledger(document: Document) -> Ledger:
    """The accounts of a document, in the order of the source."""
    book = Ledger()
    kind, note, explicit = "paragraph", "", ""
    for token in document.tokens:
        first, stop = token.map or (0, 0)
        match token.type:
            case "blockquote_open":
                book.quotes.append(range(first, stop))
            case "list_item_open":
                book.items[first] = book.items.get(first, 0) + 1
            case "footnote_open":
                note = str(token.meta["label"])
                book.labels.add(note)
            case "heading_open":
                kind, explicit = "heading", str(token.meta.get("explicit", ""))
            case "paragraph_open" | "figure_open":
                kind = "paragraph"
            case "table_open":
                kind = "cell"
            case "fence" | "code_block" | "html_block":
                account = Account(first, stop, token.type.removesuffix("_block"))
                # The name of a language is shown nowhere; a Chinese one would be words lost.
                account.said = [token.info if token.info.isascii() else "", token.content]
                account.visible = block_text(token)
                _enter(book, account, note)
                note = ""
            case "inline":
                account = Account(first, stop, kind)
                _tell(token, account)
                if explicit:
                    account.said.append(explicit)
                    account.marks.add("id")
                    explicit = ""
                _enter(book, account, note)
                note = ""
            case _:
                pass
    book.accounts.sort(key=lambda account: account.first)
    return book


def _enter(book: Ledger, account: Account, note: str) -> None:
    """Add an account; cells of one row and a caption with its photograph share one."""
    if note:
        book.notes[account.first] = note
    last = book.accounts[-1] if book.accounts else None
    if last is None or (last.first, last.stop) != (account.first, account.stop):
        book.accounts.append(account)
        return
    last.said += account.said
    last.labels += account.labels
    last.marks |= account.marks
    last.visible += "\n" + account.visible


def _tell(inline: Token, account: Account) -> None:
    account.visible = inline_text(inline)
    for words in _words(inline.children or [], account):
        account.said.append(words)


def _words(children: list[Token], account: Account) -> Iterator[str]:
    open_links: list[Token] = []
    for child in children:
        match child.type:
            case "link_open":
                open_links.append(child)
                account.marks.add("link")
            case "link_close":
                link = open_links.pop()
                if link.info != "auto":
                    yield from _target(link, "href", account)
            case "image":
                account.marks.add("link")
                yield from _words(child.children or [], account)
                yield from _target(child, "src", account)
            case "footnote_ref":
                account.marks.add("note")
                yield str(child.meta["label"])
            case "ruby":
                account.marks.add("ruby")
                yield child.content
                yield child.meta["reading"]
            case "softbreak" | "hardbreak":
                yield "\n"
            case _:
                yield child.content


def _target(token: Token, name: str, account: Account) -> Iterator[str]:
    if "label" in token.meta:
        account.labels.append(token.meta["label"])
        return
    yield str(token.attrs[name])
    yield str(token.attrs.get("title", ""))
