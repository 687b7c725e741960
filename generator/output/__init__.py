"""The folder `site/`: wholly old or wholly new, and nothing in it removed that is not ours.

There are two trees: the site as it is, and beside it, hidden, the one before (`.site.older`). They
share the files that both have by hard links. A build makes the older tree the new site, which
touches only what the last build and this one changed, and exchanges the two at the end. So a swap
costs what changed, not what there is.

No file in either tree is ever written in place: what changes gets a new file under the old name.
The manifest travels inside the tree that it describes, and marks the folder as ours.
"""

from generator.output.early import Early, looked_at_early
from generator.output.going_live import publish
from generator.output.manifest import MANIFEST, read_manifest
from generator.output.refusals import refusal
from generator.output.sharing import sibling
from generator.output.tree import Tree, new_tree, standing

__all__ = [
    "MANIFEST",
    "Early",
    "Tree",
    "looked_at_early",
    "new_tree",
    "publish",
    "read_manifest",
    "refusal",
    "sibling",
    "standing",
]
