"""Where the parts of a digest are: the folder a command works in, and what ships with Wenzhai."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parent

_INSTALLED = PACKAGE / "starter"
"""In a wheel the starter content and the themes lie inside the package; in a checkout beside it."""

STARTER = _INSTALLED if _INSTALLED.is_dir() else PACKAGE.parent


@dataclass(frozen=True, slots=True)
class Project:
    """One digest: a folder with `content/`, and `themes/` if it has themes of its own."""

    folder: Path

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def package(self) -> Path:
        return PACKAGE

    @property
    def theme_folders(self) -> tuple[Path, ...]:
        """Where themes lie, the digest's own first."""
        return self.folder / "themes", STARTER / "themes"

    def theme(self, name: str) -> Path:
        """The folder of a theme: the digest's own first, then the one that ships with Wenzhai.

        A name with a slash in it is no theme: what is read must lie in one of these two folders.
        """
        own = self.folder / "themes" / name
        if "/" in name or name.startswith(".") or own.is_dir():
            return own
        return STARTER / "themes" / name
