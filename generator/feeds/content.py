"""What an entry says: its summary as plain text, its full text as HTML.

Clean by construction: the Markdown engine passes no HTML through, everything else is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from generator.addresses import absolute_url
from generator.feeds.records import FeedEntry, FeedView
from generator.views import Figure


def summary(entry: FeedEntry, view: FeedView) -> str:
    """The summary with the corrections: readers of summaries must hear of them as well."""
    said: list[str] = [entry.teaser.summary]
    said += [_correction(note.when.text, note.text, view) for note in entry.corrections]
    return "\n".join(filter(None, said))


def html(entry: FeedEntry, view: FeedView) -> str:
    """The whole article as its page has it, without what a feed says elsewhere."""
    return "".join(_parts(entry, view))


def _parts(entry: FeedEntry, view: FeedView) -> Iterator[str]:
    for line in (entry.teaser.kicker, entry.teaser.subtitle):
        if line:
            yield f"<p><strong>{escape(line)}</strong></p>\n"
    yield from (_figure(one, view) for one in entry.figures if one.after_paragraph == 0)
    yield entry.html
    yield from (_figure(one, view) for one in entry.figures if one.after_paragraph > 0)
    for note in entry.corrections:
        yield f"<p>{escape(_correction(note.when.text, note.text, view))}</p>\n"


def _correction(when: str, text: str, view: FeedView) -> str:
    label = view.words["corrections"]
    return f"【{label} {when}】{text}" if when else f"【{label}】{text}"


def _figure(figure: Figure, view: FeedView) -> str:
    credit = " ".join(filter(None, (figure.credit, figure.role)))
    caption = escape(" ".join(filter(None, (figure.text, credit))))
    if not figure.image:
        return f"<p>{caption}</p>\n" if caption else ""
    source = escape(absolute_url(figure.image, view.base))
    shown = f'<img src="{source}" alt="{escape(figure.text)}">'
    return f"<figure>{shown}<figcaption>{caption}</figcaption></figure>\n"
