"""The wheel, installed in an empty environment far from the checkout, makes a site on its own."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    # The build back end of this environment: what is tested is our wheel, not the network.
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_the_theme_and_the_starter_content(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "generator/cli/__init__.py",
        "generator/ci/gitlab.yml",
        "generator/py.typed",
        "generator/starter/themes/broadsheet/theme.yaml",
        "generator/starter/themes/broadsheet/templates/article.html",
        "generator/starter/content/site.yaml",
        "generator/starter/content/README.md",
        "generator/starter/content/taxonomies/counties.yaml",
        "generator/starter/content/raw/2019-11.txt",
        "generator/starter/content/pages/about.md",
    } <= names
    assert [] == [name for name in names if "/issues/" in name or name.startswith("tests/")]


def test_an_installed_wheel_imports_and_builds_in_a_folder_of_its_own(
    wheel: Path, tmp_path: Path
) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    binaries = tmp_path / "venv" / "bin"
    run(binaries / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    wenzhai = binaries / "wenzhai"
    run(wenzhai, "init", "digest", cwd=tmp_path)
    digest = tmp_path / "digest"
    assert "0 " in run(wenzhai, "build", cwd=digest)
    run(wenzhai, "import", "content/raw/2019-11.txt", cwd=digest)
    assert "site/index.html" in run(wenzhai, "build", cwd=digest)
    run(wenzhai, "check", "--lossless", cwd=digest)
    assert (digest / "site" / "issues" / "2019-11" / "01.html").is_file()
    assert list((digest / "site" / "assets").glob("broadsheet.*.css"))
