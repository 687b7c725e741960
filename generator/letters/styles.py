"""What a part of a letter becomes: its element, and the style that stands on it.

Keys are `tag.class`, then `tag`; the first that is in the table holds. Neither mail programs nor
the 公众号 editor know all of HTML: what is not here is unwrapped, its text stays. Sizes are pixels
because 公众号 throws other units away. No colour of text or ground is set but for quiet lines, so
that dark mode can choose its own.
"""

from __future__ import annotations

from collections.abc import Mapping

_LINE = "line-height:1.8;font-size:16px;margin:0 0 16px;overflow-wrap:anywhere"
_QUIET = "line-height:1.6;font-size:14px;color:#7a746c;margin:0 0 8px"
_HEAD = "line-height:1.4;font-weight:bold;margin:"
_CELL = "border:1px solid #bdb6aa;padding:4px 8px;font-size:14px;text-align:"
_BOX = "margin:0 0 16px;padding:4px 12px;border-left:3px solid #9b1c1c"

STYLES: Mapping[str, tuple[str, str]] = {
    "article": ("section", "margin:0 0 40px;padding:24px 0 0;border-top:1px solid #bdb6aa"),
    "header": ("section", "margin:0 0 20px"),
    "div": ("section", ""),
    "div.note": ("section", "margin:16px 0"),
    "section": ("section", "margin:0 0 16px"),
    "section.corrections": ("section", _BOX),
    "section.footnotes": ("section", "margin:20px 0 16px;border-top:1px solid #bdb6aa"),
    "section.references": ("section", "margin:24px 0 0;border-top:1px solid #bdb6aa"),
    "p": ("p", _LINE),
    "p.kicker": ("p", "line-height:1.6;font-size:16px;color:#9b1c1c;margin:0 0 4px"),
    "p.subtitle": ("p", "line-height:1.6;font-size:17px;margin:0 0 8px"),
    "p.byline": ("p", _QUIET),
    "p.dateline": ("p", _QUIET),
    "p.about": ("p", _QUIET + ";word-break:break-all"),
    "p.about web": ("p", _QUIET),
    "p.sheet": ("p", f"{_HEAD}28px 0 12px;font-size:18px;color:#9b1c1c"),
    "p.footnote": ("p", _QUIET),
    "p.reference": ("p", _QUIET + ";word-break:break-all"),
    "h1": ("h1", f"{_HEAD}8px 0;font-size:26px"),
    "h1.title": ("h2", f"{_HEAD}0 0 8px;font-size:22px"),
    "h2": ("h3", f"{_HEAD}28px 0 12px;font-size:18px"),
    "h2.label": ("p", f"{_HEAD}8px 0;font-size:14px"),
    "h3": ("h4", f"{_HEAD}28px 0 12px;font-size:17px"),
    "h4": ("h4", f"{_HEAD}28px 0 12px;font-size:16px"),
    "h5": ("h4", f"{_HEAD}28px 0 12px;font-size:16px"),
    "h6": ("h4", f"{_HEAD}28px 0 12px;font-size:16px"),
    "ul": ("ul", "margin:0 0 16px;padding:0 0 0 24px"),
    "ol": ("ol", "margin:0 0 16px;padding:0 0 0 28px"),
    "li": ("li", "line-height:1.8;font-size:16px;margin:0 0 6px"),
    "blockquote": ("blockquote", _BOX),
    "hr": ("hr", "border:0;border-top:1px solid #bdb6aa;margin:24px 0"),
    "pre": ("pre", "font-size:14px;line-height:1.6;margin:0 0 16px;white-space:pre-wrap"),
    "code": ("code", "font-family:monospace;font-size:14px"),
    "table": ("table", "border-collapse:collapse;margin:0 0 16px;width:100%"),
    "thead": ("thead", ""),
    "tbody": ("tbody", ""),
    "tr": ("tr", ""),
    "th": ("th", f"{_CELL}left"),
    "td": ("td", f"{_CELL}left"),
    "th.align-right": ("th", f"{_CELL}right"),
    "td.align-right": ("td", f"{_CELL}right"),
    "th.align-center": ("th", f"{_CELL}center"),
    "td.align-center": ("td", f"{_CELL}center"),
    "figure": ("section", "margin:0 0 20px"),
    "figure.wordless": ("section", _BOX),
    "figcaption": ("p", _QUIET),
    "img": ("img", "display:block;max-width:100%;height:auto;margin:0 0 8px"),
    "a": ("a", "color:#9b1c1c"),
    "em": ("em", ""),
    "strong": ("strong", ""),
    "s": ("s", ""),
    "sup": ("sup", "font-size:12px;line-height:1"),
    "br": ("br", ""),
    "span.label": ("strong", ""),
    "span.credit": ("span", "color:#7a746c"),
}

COLUMN = "max-width:640px;margin:0 auto;padding:16px"
PREHEADER = "display:none;font-size:1px;line-height:1px;max-height:0;overflow:hidden;opacity:0"


def styled(tag: str, class_: str) -> tuple[str, str]:
    """The element and the style of a part; an empty element is unwrapped.

    >>> styled("h1", "title")[0], styled("time", "")
    ('h2', ('', ''))
    """
    return STYLES.get(f"{tag}.{class_}") or STYLES.get(tag, ("", ""))
