"""Written forms of Chinese: Simplified text into what an editor in Taipei or Hong Kong would print.

The only door to OpenCC. `converter` makes a `Converter`, once per process and variant: OpenCC holds
the interpreter's lock and cannot be pickled, so workers make their own after they were forked.
Importing this package imports neither OpenCC nor the Markdown parser.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.variants.conversion import Converter, converter
    from generator.variants.folding import simplified_characters
    from generator.variants.forms import FORMS, Form, form_of
    from generator.variants.glossary import Entry, Matcher, entries_of, read_entries
    from generator.variants.keeping import Keep, anew
    from generator.variants.marks import marked
    from generator.variants.names import unsure_names

__all__ = [
    "FORMS",
    "Converter",
    "Entry",
    "Form",
    "Keep",
    "Matcher",
    "anew",
    "converter",
    "entries_of",
    "form_of",
    "marked",
    "read_entries",
    "simplified_characters",
    "unsure_names",
]

_HOMES = {
    "Converter": "conversion",
    "converter": "conversion",
    "FORMS": "forms",
    "Form": "forms",
    "form_of": "forms",
    "Entry": "glossary",
    "Matcher": "glossary",
    "entries_of": "glossary",
    "marked": "marks",
    "read_entries": "glossary",
    "simplified_characters": "folding",
    "unsure_names": "names",
    "Keep": "keeping",
    "anew": "keeping",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
