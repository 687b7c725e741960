"""`wenzhai check --fix`: what can be mended without an editor, and proof that nothing else changes.

What is mended is known to the rules themselves; here it is put into the file. Two oracles stand
behind it, both of the reader: a head must be read as it was before, a body must have the same
structure. A mend that they do not pass is not made.
"""

from generator.mending.files import Changed, mend, write
from generator.mending.texts import mended

__all__ = ["Changed", "mend", "mended", "write"]
