"""The YAML of Wenzhai: the head of an article file, `site.yaml`, the taxonomies.

Read as nodes: every value keeps its line and column, every scalar is the text that was typed, and
its type comes from the field it fills, never from YAML's guesses. This package is the only door
to PyYAML.
"""

from generator.front_matter.fields import read_values
from generator.front_matter.head import compose_head, split
from generator.front_matter.kinds import FLAGS, parts
from generator.front_matter.nodes import Mapping, Node, Scalar, Sequence
from generator.front_matter.parsing import mended_lines, parse
from generator.front_matter.values import Field, Named, Values

__all__ = [
    "FLAGS",
    "Field",
    "Mapping",
    "Named",
    "Node",
    "Scalar",
    "Sequence",
    "Values",
    "compose_head",
    "mended_lines",
    "parse",
    "parts",
    "read_values",
    "split",
]
