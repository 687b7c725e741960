"""Files that let a host build and publish a digest on every push: `wenzhai init --ci github`."""

from __future__ import annotations

from pathlib import Path

from generator import __version__
from generator.problems import Phrase, Place, Problem, ProblemsFound
from generator.project import PACKAGE

_FOLDER = PACKAGE / "ci"
_ON_GITHUB = "build-on-github.yml"

CI_FILES = {
    "github": (".github/workflows/pages.yml", (_ON_GITHUB, "github.yml")),
    "gitlab": (".gitlab-ci.yml", ("gitlab.yml",)),
    "cloudflare": (".github/workflows/pages.yml", (_ON_GITHUB, "cloudflare.yml")),
    "netlify": ("netlify.toml", ("netlify.toml",)),
    "edgeone": (".github/workflows/pages.yml", (_ON_GITHUB, "edgeone.yml")),
}
"""Host to the file that it reads, and the parts that this file is made of."""

_REQUIREMENTS = "requirements.txt"


def ci_text(host: str) -> str:
    """The whole text of the file for a host."""
    return "".join((_FOLDER / part).read_text(encoding="utf-8") for part in CI_FILES[host][1])


def write_ci_files(folder: Path, host: str) -> tuple[str, ...]:
    """Write the file of a host into a digest, and the list of what is to be installed.

    Returns what was written, below `folder`. Raises ProblemsFound when the file is there already:
    it may have been changed by hand.
    """
    name = CI_FILES[host][0]
    if (folder / name).exists():
        raise ProblemsFound(
            [
                Problem(
                    "file-exists",
                    Place(name),
                    Phrase("这个文件已经有了", "this file is there already"),
                    Phrase("移走它再试", "move it away and try again"),
                )
            ]
        )
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(ci_text(host), encoding="utf-8")
    if (folder / _REQUIREMENTS).exists():
        return (name,)
    (folder / _REQUIREMENTS).write_text(f"wenzhai=={__version__}\n", encoding="utf-8")
    return (name, _REQUIREMENTS)
