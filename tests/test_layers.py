"""Who may import whom, who may print, who may touch files: read from the source, not run."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from generator import checks
from generator.importers import IMPORTERS
from generator.markdown.rules import MARKDOWN_RULES
from generator.outputs import OUTPUTS
from generator.publishers import PUBLISHERS

PACKAGE = Path(__file__).parents[1] / "generator"

LAYERS = {
    "foundations": "problems recent rules text_gate",
    "records": "draft model",
    "text": "addresses dates front_matter headers hierarchy markdown markup outward punctuation "
    "summary xml_text",
    "readers": "article_fields articles content documents files glossaries house_words ignoring "
    "old_addresses project remembered settings taxonomies theme variants versions workers",
    "planning": "article_views books calendars catalogue edition feeds hosts machines months "
    "outputs page pairs redirects related schedule sitemaps structured views",
    "doing": "article_markup authoring bodies build cache cards carried checking checks ci_files "
    "cluster copy_lint declaring differences digesting doctor entries epub explaining "
    "external_links facts feed_texts filing forms freshness hand_made images importers importing "
    "kept last_build letters listing locking make making mending outline output packing preview "
    "proofing publish publishers publishing recipes recording reports runs schemas scope search "
    "segmentation starter_content states timings told twins unchanged",
    "command": "cli usage_words __main__",
}
"""Top-level modules by layer; each may import its own layer and those above this line."""

BARRED = {("planning", "readers")}
"""Planning is given records; it reads nothing, and so cannot ask a reader."""

DOORS = {
    "boto3": ("publishers",),
    "botocore": ("publishers",),
    "PIL": ("cards", "images"),
    "click": ("cli",),
    "dask": ("cluster",),
    "distributed": ("cluster",),
    "fsspec": ("cluster",),
    "jinja2": ("theme",),
    "livereload": ("preview",),
    "mammoth": ("importers",),
    "markdown_it": ("markdown", "variants"),
    "markupsafe": ("make", "theme"),
    "mdit_py_plugins": ("markdown",),
    "mdurl": ("markdown",),
    "numpy": ("search",),
    "opencc": ("variants",),
    "pypdf": ("importers",),
    "tornado": ("preview",),
    "trafilatura": ("importers",),
    "watchfiles": ("preview",),
    "yaml": ("front_matter",),
}
"""Outside packages, and the only modules that may import them."""

WITHOUT_FILES = ("foundations", "records", "text", "planning")

FILE_CALLS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "glob"}
FILE_CALLS |= {"rglob", "mkdir", "unlink", "rmdir", "is_file", "is_dir", "exists", "stat", "touch"}
FILE_CALLS |= {"resolve", "symlink_to", "readlink", "scandir", "listdir", "walk"}

PRINTING = {("sys", "stdout"), ("sys", "stderr"), ("sys", "stdin"), ("sys", "__stdout__")}

UNSTEADY = {("time", "time"), ("time", "localtime"), ("time", "strftime"), ("time", "time_ns")}
UNSTEADY |= {("datetime", "now"), ("datetime", "today"), ("date", "today"), ("datetime", "utcnow")}
UNSTEADY |= {("os", "getpid"), ("os", "getcwd"), ("os", "urandom"), ("Path", "cwd")}
UNSTEADY_MODULES = {"random", "secrets", "uuid", "locale", "tempfile", "platform", "socket"}
UNSTEADY_MODULES |= {"urllib.request", "http.client", "http", "pickle", "marshal", "shelve"}


UNSTEADY_ALLOWED = {
    # OpenCC takes its configuration from a file only; nothing of its name gets out.
    "generator.variants.opencc": {"tempfile"},
    # Writes views without a memo, to take a digest of them; nothing is read back.
    "generator.digesting": {"pickle"},
    # From a process to the one that forked it.
    "generator.output.early": {"pickle"},
    # Listens at an address of this machine; nothing of it gets into a page of the site.
    "generator.preview.server": {"socket"},
    # Tells search engines of what is published already.
    "generator.publishing.announcing": {"urllib.request"},
    # Asks for links that leave the site, for `check --external` alone.
    "generator.external_links.asking": {"http.client", "urllib.request"},
}


@cache
def modules() -> dict[str, ast.Module]:
    """Dotted name to the parsed source of every module of the package."""
    return {
        _name(path): ast.parse(path.read_text(encoding="utf-8"), str(path))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def _name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(name: str) -> Iterator[str]:
    """Dotted names of all that a module imports, wherever in it, as far down as modules go."""
    for node in ast.walk(modules()[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}:{node.lineno} imports relatively"
            for alias in node.names:
                deeper = f"{node.module}.{alias.name}"
                yield deeper if deeper in modules() else str(node.module)


def top(name: str) -> str:
    """`front_matter` of `generator.front_matter.head`; empty for the package itself."""
    return f"{name}.".split(".")[1]


def layer(name: str) -> str:
    return next((key for key, members in LAYERS.items() if top(name) in members.split()), "")


def dotted(name: str) -> Iterator[tuple[ast.Attribute, str, str]]:
    """Every `owner.attribute` in a module."""
    for node in ast.walk(modules()[name]):
        if isinstance(node, ast.Attribute):
            owner = node.value
            text = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            yield node, text, node.attr


def test_every_module_has_its_layer() -> None:
    assert [] == [name for name in modules() if top(name) and not layer(name)]
    present = {top(name) for name in modules()}
    assert set() == {member for members in LAYERS.values() for member in members.split()} - present


def test_no_module_imports_a_layer_above_its_own() -> None:
    order = list(LAYERS)
    wrong = []
    for name in modules():
        for imported in imports(name):
            if not imported.startswith("generator.") or not layer(name):
                continue
            here, there = layer(name), layer(imported)
            if order.index(there) > order.index(here) or (here, there) in BARRED:
                wrong.append(f"{name} ({here}) imports {imported} ({there})")
    assert [] == wrong


def test_importing_the_package_loads_nothing_of_it() -> None:
    assert [] == list(imports("generator"))[1:]


def test_no_two_modules_import_each_other_round_about() -> None:
    above = {
        name: {one for one in imports(name) if one in modules() and one != name}
        for name in modules()
        if name != "generator"
    }
    # What a package imports of its own is no circle: importing a module runs its package first.
    while above:
        free = {name for name, needs in above.items() if not any(_needs(n, above) for n in needs)}
        assert free, f"a circle among {sorted(above)}"
        above = {
            name: needs - free - {"generator"} for name, needs in above.items() if name not in free
        }


def _needs(name: str, above: dict[str, set[str]]) -> bool:
    return name in above


def test_every_outside_package_has_one_door() -> None:
    wrong = []
    for name in modules():
        for imported in imports(name):
            package = imported.split(".")[0]
            if package == "generator" or package in sys.stdlib_module_names:
                continue
            if top(name) not in DOORS.get(package, ()):
                wrong.append(f"{name} imports {imported}")
    assert [] == wrong


def test_every_door_is_used() -> None:
    used = {(one.split(".")[0], top(name)) for name in modules() for one in imports(name)}
    assert set() == {(package, door) for package, doors in DOORS.items() for door in doors} - used


PLUG_INS = {
    "rules of Markdown": {rule.install.__module__ for rule in MARKDOWN_RULES},
    "outputs": {output.__module__ for output in OUTPUTS},
    "importers": set(IMPORTERS.values()),
    "publishers": set(PUBLISHERS.values()),
    "checks": {getattr(checks, name).__module__ for name in checks.__all__},
}


@pytest.mark.parametrize("kind", PLUG_INS)
def test_plug_ins_of_one_kind_know_nothing_of_each_other(kind: str) -> None:
    plug_ins = PLUG_INS[kind]
    assert plug_ins <= set(modules())
    wrong = [
        f"{name} imports {imported}"
        for name in plug_ins
        for imported in imports(name)
        if imported in plug_ins
    ]
    assert [] == wrong


def test_every_output_and_check_is_in_its_table() -> None:
    for kind, package in (("outputs", "outputs"), ("checks", "checks")):
        there = {name for name in modules() if name.startswith(f"generator.{package}.")}
        assert there == PLUG_INS[kind]


def test_only_the_command_line_prints() -> None:
    wrong = []
    for name in modules():
        if top(name) == "cli":
            continue
        for node in ast.walk(modules()[name]):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("print", "input"):
                wrong.append(f"{name}:{node.lineno}")
        wrong += [f"{name}:{n.lineno}" for n, *pair in dotted(name) if tuple(pair) in PRINTING]
    assert [] == wrong


def test_only_those_who_may_touch_files() -> None:
    wrong = []
    for name in modules():
        if layer(name) not in WITHOUT_FILES:
            continue
        for node in ast.walk(modules()[name]):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if called in FILE_CALLS:
                    wrong.append(f"{name}:{node.lineno} calls {called}")
        wrong += [
            f"{name} imports {one}" for one in imports(name) if one in ("shutil", "pathlib", "io")
        ]
    assert [] == wrong


def test_nothing_depends_on_the_clock_the_machine_or_chance() -> None:
    wrong = []
    for name in modules():
        if top(name) == "cli":
            continue
        allowed = UNSTEADY_ALLOWED.get(name, set())
        wrong += [
            f"{name} imports {one}" for one in imports(name) if one in UNSTEADY_MODULES - allowed
        ]
        wrong += [
            f"{name}:{node.lineno} {owner}.{attribute}"
            for node, owner, attribute in dotted(name)
            if (owner, attribute) in UNSTEADY
        ]
    assert [] == wrong


def test_only_the_command_line_reads_the_environment() -> None:
    assert {"cli"} == {
        top(name) for name in modules() for _, *pair in dotted(name) if pair == ["os", "environ"]
    }


def test_every_module_and_every_public_function_says_what_it_is_for() -> None:
    wrong = []
    for name, tree in modules().items():
        if not ast.get_docstring(tree):
            wrong.append(name)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                plug_in = node.name in ("pages", "install", "read") or top(name) == "cli"
                if not ast.get_docstring(node) and not plug_in:
                    wrong.append(f"{name}.{node.name}")
    assert [] == wrong


def test_no_module_is_a_drawer_for_whatever_is_left_over() -> None:
    drawers = {"utils", "util", "helpers", "common", "manager", "base", "misc", "core"}
    assert [] == [name for name in modules() if drawers & set(name.split("."))]
