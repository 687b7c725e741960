"""Takes a raw newspaper page apart: lines in, articles out, each decision with its reason.

The steps, each in a module of its own: `pieces` puts lines broken at a fixed width together,
`kinds` reads every piece by itself, `settle` asks its neighbours, `titles` tells titles from
sub-headings, `drafts` writes down the result, and `proof` shows that nothing was lost.

There is no dictionary and no model in it: every rule can be read, and every decision says which
one made it. What cannot be known stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.draft import Line, RawPage
from generator.segmentation.drafts import Assembly
from generator.segmentation.groups import groups_of
from generator.segmentation.kinds import read_all
from generator.segmentation.pieces import pieces_of
from generator.segmentation.settle import settle
from generator.segmentation.titles import decide


def segment(lines: Sequence[Line]) -> RawPage:
    """The articles of a page.

    Every line with a visible character is in exactly one draft or left out with a reason; a page
    of which nothing can be made gives one draft without a title.
    """
    readings = read_all(pieces_of(lines))
    settle(readings)
    groups = groups_of(readings)
    decide(readings, groups)
    return Assembly(readings, groups).page()
