"""An issue as a letter: to send by e-mail, or to paste into the editor of a 公众号.

A letter leaves the site: every style stands on its element, every address is absolute, and there
is no script. `marking` turns markup into what mail programs and the 公众号 editor keep, by the
table in `styles`; `plain` is the same letter without markup.
"""

from generator.letters.making import KINDS, Kind, Letter, make_letter
from generator.letters.writing import LetterFiles, write_letter

__all__ = ["KINDS", "Kind", "Letter", "LetterFiles", "make_letter", "write_letter"]
