"""Text as XML holds it. Strings are put together, not trees: a site has thousands of feeds."""

from __future__ import annotations

import re

# To say what there may be instead, beyond the BMP too, takes `re` seven times as long to compile.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML document can hold, escaped or not (XML 1.0, section 2.2)."""

_ODD = re.compile('[\x00-\x1f"&<>\ud800-\udfff\ufffe\uffff]')
"""That, the marks that must be escaped, and what ends a line. Most texts have none of it."""

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def escaped(text: str) -> str:
    """`text` for an element or an attribute in double quotes; impossible characters are left out.

    >>> escaped('水 & 渠 <"]]>\\x0b')
    '水 &amp; 渠 &lt;&quot;]]&gt;'
    """
    if not _ODD.search(text):
        return text
    text = _NOT_XML.sub("", text).replace("&", "&amp;")
    return text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def element(name: str, text: str = "", attributes: tuple[tuple[str, str], ...] = ()) -> str:
    """One element on a line of its own, without the attributes that are empty.

    >>> element("link", attributes=(("rel", "self"), ("type", ""), ("href", "https://a.example/")))
    '<link rel="self" href="https://a.example/"/>\\n'
    """
    said = "".join([f' {key}="{escaped(value)}"' for key, value in attributes if value])
    return f"<{name}{said}>{escaped(text)}</{name}>\n" if text else f"<{name}{said}/>\n"
