"""The command line as its users meet it: words, exit codes, and what it does not load."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from pathlib import Path

import click
import pytest
from world import SITE, article, digest, environment, snapshot, wenzhai, write

from generator import __version__
from generator.schemas import KINDS, json_schema
from generator.usage_words import CHINESE

COMMANDS = ("build", "check", "import", "init", "list", "schema")

HEAVY = (
    *("jinja2", "markdown_it", "mdit_py_plugins", "yaml", "opencc", "markupsafe", "tornado"),
    "numpy",
)


def python(code: str, **environ: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(**environ),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["--version"], ["build", "--help"]])
def test_help_is_answered_before_anything_heavy_is_loaded(arguments: list[str]) -> None:
    code = f"""
import sys
sys.argv[1:] = {arguments!r}
from generator.cli import main
try:
    main()
except SystemExit:
    pass
print("LOADED", *sorted(name for name in sys.modules if "." not in name))
print("OURS", *sorted(name for name in sys.modules if name.startswith("generator")))
"""
    *_, loaded, ours = python(code).splitlines()
    assert [] == [name for name in HEAVY if name in loaded.split()]
    allowed = {"problems", "project", "usage_words"}
    names = {name.partition(".")[2] for name in ours.split()[1:]} - {""}
    assert {name for name in names if not name.startswith("cli")} <= allowed


def test_help_names_every_command_in_both_languages(tmp_path: Path) -> None:
    chinese, english = (wenzhai(tmp_path, "--help", WENZHAI_LANG=one) for one in ("zh", "en"))
    for command in COMMANDS:
        assert re.search(rf"(?m)^  {command} +\S.*[\u4e00-\u9fff]", chinese.stdout), command
        line = re.search(rf"(?m)^  {command} +\S.*$", english.stdout)
        assert line is not None
        assert line[0].isascii(), command


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained_in_both_languages(tmp_path: Path, command: str) -> None:
    chinese = wenzhai(tmp_path, command, "--help", WENZHAI_LANG="zh").stdout
    english = wenzhai(tmp_path, command, "--help", WENZHAI_LANG="en").stdout
    assert english.isascii()
    for option in re.findall(r"(?m)^  (?:-\w, )?(--[a-z-]+)", english):
        if option != "--help":
            explained = re.search(rf"{option}\b(?: [A-Z]+)?\s+(\S.*)", chinese)
            assert explained is not None, option
            assert re.search("[\u4e00-\u9fff]|JSON", explained[1]), option


def test_a_mistake_of_use_is_told_in_the_language_of_the_user(tmp_path: Path) -> None:
    project = digest(tmp_path)
    assert "没有 'bild' 这个命令" in wenzhai(project, "bild").stderr
    assert "缺少参数 'FILES" in wenzhai(project, "import").stderr
    assert "“前天”不是日期" in wenzhai(project, "import", "x.txt", "--date", "前天").stderr
    assert "No such command 'bild'" in wenzhai(project, "bild", LANG="en_US.UTF-8").stderr


def test_what_the_library_says_is_still_what_we_translate() -> None:
    """A sentence that click no longer says would be a translation of nothing."""
    said = "".join(path.read_text() for path in Path(click.__file__).parent.glob("*.py"))
    plain = said.replace('"\n', "").replace("\\n", "\n").replace("\\t", "\t")
    assert [] == [words for words in CHINESE if words not in plain]


def test_the_version_is_said_in_one_line(tmp_path: Path) -> None:
    assert f"wenzhai {__version__}\n" == wenzhai(tmp_path, "--version").stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 2),
        (["--help"], 0),
        (["bulid"], 2),
        (["build", "--fast"], 2),
        (["build", "extra"], 2),
        (["import"], 2),
        (["schema"], 2),
        (["schema", "house"], 2),
        (["schema", "article"], 0),
        (["import", "--date", "昨天", "x.txt"], 2),
        (["check"], 1),
        (["build"], 1),
        (["list"], 1),
        (["import", "x.txt"], 1),
    ],
)
def test_every_end_has_its_exit_code(tmp_path: Path, arguments: list[str], code: int) -> None:
    done = wenzhai(tmp_path, *arguments)
    assert code == done.returncode, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert [] == list(tmp_path.iterdir())


def test_a_project_that_is_not_there_is_a_mistake_of_use(tmp_path: Path) -> None:
    done = wenzhai(tmp_path / "nowhere", "build")
    assert (2, "") == (done.returncode, done.stdout)
    assert "nowhere" in done.stderr


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({}, "个页面"),
        ({"LANG": "zh_CN.UTF-8"}, "个页面"),
        ({"LANG": "C"}, "个页面"),
        ({"LANG": "en_US.UTF-8"}, " pages"),
        ({"LANG": "en_US.UTF-8", "WENZHAI_LANG": "zh"}, "个页面"),
        ({"WENZHAI_LANG": "en"}, " pages"),
    ],
)
def test_messages_are_chinese_unless_the_locale_is_another(
    tmp_path: Path, environ: dict[str, str], said: str
) -> None:
    done = wenzhai(digest(tmp_path), "build", **environ)
    assert 0 == done.returncode
    assert said in done.stdout


@pytest.mark.parametrize(
    "environ",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
@pytest.mark.parametrize("command", ["--help", "build", "check", "list", "schema"])
def test_a_terminal_that_knows_no_chinese_stops_nothing(
    tmp_path: Path, environ: dict[str, str], command: str
) -> None:
    files: dict[str, str | bytes] = {"issues/a/01-水.md": article(topics=["水利"])}
    arguments = ["schema", "article"] if command == "schema" else [command]
    done = wenzhai(digest(tmp_path, files), *arguments, **environ)
    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout


def test_problems_are_printed_where_no_chinese_can_be(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"issues/a/01-水.md": article(topics=["火"])}
    done = wenzhai(digest(tmp_path, files), "check", PYTHONIOENCODING="latin-1")
    assert 1 == done.returncode
    assert "content/issues/a/01-\\u6c34.md:3:10: " in done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["list"], ["schema", "article"], ["build"]])
def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path, arguments: list[str]) -> None:
    files: dict[str, str | bytes] = {
        f"issues/a/{number:03}-a.md": article() for number in range(1, 100)
    }
    digest(tmp_path, files)
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "-C", str(tmp_path), *arguments],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(timeout=60) in (0, 1)
    assert "Traceback" not in said
    assert "BrokenPipe" not in said


def test_a_full_disk_is_one_clear_line_and_leaves_the_old_site(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no full device to write to")
    project = digest(tmp_path, {"issues/a/01-a.md": article()})
    assert 0 == wenzhai(project, "build").returncode
    before = snapshot(tmp_path / "site")
    write(tmp_path / "content/issues/a/02-b.md", article(body="长文。" * 20000))

    def small_files_only() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    done = subprocess.run(
        [sys.executable, "-m", "generator", "-C", str(tmp_path), "build"],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        preexec_fn=small_files_only,
        check=False,
    )
    assert (4, "") == (done.returncode, done.stdout)
    assert 1 == len(done.stderr.splitlines())
    assert before == snapshot(tmp_path / "site")


def test_a_fault_of_ours_has_a_code_of_its_own_and_a_traceback(tmp_path: Path) -> None:
    code = """
import sys
from generator import cli, listing
def broken(*_):
    raise ZeroDivisionError
listing.list_articles = broken
sys.argv[1:] = ["list"]
cli.main()
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert 5 == done.returncode
    assert "ZeroDivisionError" in done.stderr


def test_a_new_digest_builds_and_checks_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "新文摘"
    made = wenzhai(tmp_path, "init", folder)
    assert 0 == made.returncode, made.stderr
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert f"（{len(files)} 个文件）" in made.stdout
    for command in ("build", "check"):
        done = wenzhai(folder, command)
        assert (0, "") == (done.returncode, done.stderr)
    assert (folder / "site/index.html").is_file()
    assert [] == list((folder / "content/issues").iterdir())


def test_a_new_digest_is_imported_into_and_built(tmp_path: Path) -> None:
    folder = tmp_path / "digest"
    assert 0 == wenzhai(tmp_path, "init", folder).returncode
    (raw,) = (folder / "content/raw").glob("*.txt")
    done = wenzhai(folder, "import", raw)
    assert 0 == done.returncode, done.stderr
    assert list((folder / "content/issues").rglob("01-*.md"))
    before = snapshot(folder / "content")
    again = wenzhai(folder, "import", raw)
    assert 0 == again.returncode
    assert before == snapshot(folder / "content")
    for arguments in (["check", "--lossless"], ["build"]):
        done = wenzhai(folder, *arguments)
        assert (0, "") == (done.returncode, done.stderr)


@pytest.mark.parametrize("there", ["x.txt", ".git/HEAD", "content/site.yaml"])
def test_a_folder_that_holds_something_is_not_made_a_digest(tmp_path: Path, there: str) -> None:
    write(tmp_path / "full" / there, "我的")
    before = snapshot(tmp_path)
    done = wenzhai(tmp_path, "init", tmp_path / "full")
    assert 1 == done.returncode
    assert "[not-empty]" in done.stderr
    assert before == snapshot(tmp_path)


def test_nor_is_a_file(tmp_path: Path) -> None:
    write(tmp_path / "file", "我的")
    assert 1 == wenzhai(tmp_path, "init", tmp_path / "file").returncode


LISTED: dict[str, str | bytes] = {
    "issues/2019-11/issue.md": "---\ndate: 2019-11\n---\n",
    "issues/2019-11/01-a.md": article(
        authors=["王二"], counties=["鹿城区"], topics=["水利", "教育"]
    ),
    "issues/2019-11/02-b.md": article("未定稿", draft=True, date="2019-11-20"),
}


def test_the_list_for_programs_has_labels_and_dates(tmp_path: Path) -> None:
    done = wenzhai(digest(tmp_path, LISTED), "list", "--json")
    first, second = json.loads(done.stdout)
    assert {
        "key": "2019-11/01",
        "file": "content/issues/2019-11/01-a.md",
        "title": "新渠通水",
        "authors": ["王二"],
        "date": "2019-11",
        "counties": ["鹿城区"],
        "topics": ["水利", "教育"],
        "characters": 6,
        "draft": False,
        "status": "published",
        "publish_at": "",
        "expires": "",
        "pin": False,
    } == first
    assert ("2019-11-20", True) == (second["date"], second["draft"])


def test_the_list_for_people_has_a_line_for_each_article(tmp_path: Path) -> None:
    lines = wenzhai(digest(tmp_path, LISTED), "list").stdout.splitlines()
    assert 2 == len(lines)
    assert lines[0].startswith("2019-11/01  2019-11 ")
    assert lines[0].endswith("新渠通水  鹿城区、水利、教育")
    assert "草稿 未定稿" in lines[1]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_has_its_schema(tmp_path: Path, kind: str) -> None:
    done = wenzhai(tmp_path, "schema", kind)
    assert json_schema(kind) == json.loads(done.stdout)


def test_the_kinds_of_schema_are_those_there_are(tmp_path: Path) -> None:
    done = wenzhai(tmp_path, "schema", "house")
    assert set(KINDS) <= set(re.findall(r"'(\w+)'", done.stderr))


def test_a_build_says_what_was_made_and_where_to_open_it(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "site.yaml": SITE + "base_url: https://example.com\n",
        "issues/a/01-a.md": article(),
    }
    project = digest(tmp_path, files)
    done = wenzhai(project, "build")
    assert re.fullmatch(r"1 篇文章，\d+ 个页面，\d+\.\d 秒。打开 .*site/index\.html\n", done.stdout)
    assert "" == done.stderr
    assert "" == wenzhai(project, "build", "--quiet").stdout


def test_a_build_without_an_address_says_what_it_goes_without(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": article()})
    done = wenzhai(project, "build")
    assert "site.yaml 里没有 base_url，所以没有订阅源和站点地图。" == done.stdout.splitlines()[-1]
    assert "" == done.stderr
    assert "" == wenzhai(project, "build", "--quiet").stdout


def test_warnings_are_printed_and_stop_nothing(tmp_path: Path) -> None:
    project = digest(tmp_path, {"issues/a/01-a.md": article(), "issues/a/notes.txt": "x"})
    for command in ("build", "check"):
        done = wenzhai(project, command)
        assert 0 == done.returncode
        assert "content/issues/a/notes.txt: 警告：" in done.stderr
    assert "0 个错误，1 个警告" in done.stdout


def test_progress_is_for_terminals_only(tmp_path: Path) -> None:
    done = wenzhai(digest(tmp_path), "build")
    assert "\r" not in done.stdout + done.stderr
    assert "\x1b" not in done.stdout + done.stderr


def test_the_command_works_from_inside_the_digest_too(tmp_path: Path) -> None:
    digest(tmp_path, {"site.yaml": SITE})
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build"],
        cwd=tmp_path,
        env=environment() | {"PWD": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert 0 == done.returncode, done.stderr
    assert f"打开 {Path('site/index.html')}" in done.stdout
    assert (tmp_path / "site/index.html").is_file()
