"""How much a made-up digest is asked to make: what is added to its `site.yaml`.

`PLAIN` is what every generator makes: articles, issues, terms, lists by month, feeds, a sitemap.
`EVERYTHING` has what readers see beside it, in one more form. `DEFAULT` is what a new site has
without a word in its settings, books and share cards too.
"""

from __future__ import annotations

from pathlib import Path

PLAIN = """\
epub: false
share_cards: none
search: false
structured_data: false
whole_issues: false
topic_county_pages: 0
feeds: [rss]
feed_text: summary
feed_entries: 20
theme_options: {related: 0}
"""

EVERYTHING = """\
epub: false
share_cards: none
variants: [zh-Hant-TW]
"""

DEFAULT = """\
variants: [zh-Hant-TW]
"""

THREE_FORMS = """\
variants: [zh-Hant-TW, zh-Hant-HK, zh-Hant]
"""


def ask_for(digest: Path, kind: str) -> None:
    """Add a kind to the settings of a digest that has none yet."""
    with (digest / "content" / "site.yaml").open("a", encoding="utf-8", newline="\n") as file:
        file.write(kind)
