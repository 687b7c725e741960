"""Writes a made-up digest as a site for another program: `python benchmarks/peer_sites.py`.

`peer_sites.py hugo DIGEST FOLDER [--languages 2] [--article FILE]`. A second language is the first
one converted with OpenCC, as a newsroom would have to do it beforehand. `--article` writes one
article again, after it was changed in the digest.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from peers import eleventy_site, hugo_site, pelican_site
from peers.digests import Digest


class Writer(Protocol):
    """What the module of a peer offers."""

    def write_site(self, digests: Sequence[Digest], folder: Path) -> None: ...

    def write_article(self, digests: Sequence[Digest], path: Path, folder: Path) -> None: ...


WRITERS: dict[str, Writer] = {
    "hugo": hugo_site,
    "pelican": pelican_site,
    "eleventy": eleventy_site,
}


def languages(digest: Path, count: int) -> tuple[Digest, ...]:
    """The digest in its own language, and converted if two are asked for."""
    if count == 1:
        return (Digest(digest),)
    # Not for nothing: its dictionaries take a tenth of a second.
    from opencc import OpenCC

    return (Digest(digest), Digest(digest, OpenCC("s2tw").convert))


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description="Write a digest as a site for another program.")
    parser.add_argument("peer", choices=WRITERS)
    parser.add_argument("digest", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--languages", type=int, choices=(1, 2), default=1)
    parser.add_argument("--article", type=Path, help="only this one")
    given = parser.parse_args()
    digests = languages(given.digest, given.languages)
    writer = WRITERS[given.peer]
    if given.article:
        writer.write_article(digests, given.article, given.folder)
    else:
        writer.write_site(digests, given.folder)


if __name__ == "__main__":
    main()
