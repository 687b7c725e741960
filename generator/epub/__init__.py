"""An issue as an EPUB 3.3 book, one for each written form. The same view gives the same bytes.

`making` puts a book together, from pages (`pages`), the package document (`package`), photographs
(`pictures`) and a ZIP (`container`). The markup is ours and not the theme's: a book must be
well-formed to the last tag or a reader refuses it whole, and reading systems set their own type.
"""

from generator.epub.making import make_epub

__all__ = ["make_epub"]
