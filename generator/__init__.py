"""Wenzhai (文摘): raw newspaper text in, a themed news digest on the web out.

The package is a line of functions between frozen records; `docs/design.md` has the picture.
Importing it is free: no module of the package is loaded before a command needs it.
"""

__version__ = "0.1.0"
