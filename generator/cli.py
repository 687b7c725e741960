"""The command `wenzhai`: one function for each command: read the arguments, call, report.

The only module that prints. Whatever a command needs is imported when the command runs, so that
`--help` answers before anything heavy is loaded.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import __version__
from generator.problems import Phrase, Problem, ProblemsFound, Severity, message_language

if TYPE_CHECKING:
    from generator.project import Project

DONE, BAD_INPUT, USAGE, BUSY, ENVIRONMENT, OUR_BUG = range(6)
"""Exit codes."""

_LANGUAGE = message_language()


def say(zh: str, en: str) -> str:
    """The sentence in the language of messages."""
    return Phrase(zh, en).in_language(_LANGUAGE)


def _speak_chinese() -> None:
    """Give click our words for its own sentences; one it has added since stays English."""
    from generator.usage_words import CHINESE

    for name in ("core", "decorators", "exceptions", "formatting", "parser", "types"):
        vars(import_module(f"click.{name}"))["_"] = lambda said: CHINESE.get(said, said)


if _LANGUAGE == "zh":
    _speak_chinese()


def main() -> None:
    """Run the command line; every end has its exit code and never a traceback but for a bug."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character shows its escape, and the command goes on.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        wenzhai(prog_name="wenzhai")
    except ProblemsFound as found:
        _print_problems(found.problems)
        sys.exit(BUSY if any(p.rule == "busy" for p in found.problems) else BAD_INPUT)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
    except OSError as error:
        from generator.files import why

        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"{where}{why(error).in_language(_LANGUAGE)}", err=True)
        sys.exit(ENVIRONMENT)
    except Exception:
        # A fault of ours, the one case for a traceback.
        traceback.print_exc()
        sys.exit(OUR_BUG)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    help=say(
        "文摘：把报纸原文变成新闻文摘网站。",
        "Wenzhai: from raw newspaper text to a news digest on the web.",
    ),
)
@click.version_option(__version__, message="wenzhai %(version)s")
@click.option(
    "-C",
    "--project",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help=say("文摘所在的文件夹（默认当前文件夹）", "folder of the digest (default: this one)"),
)
@click.pass_context
def wenzhai(context: click.Context, folder: Path) -> None:
    from generator.project import Project

    context.obj = Project(folder)


@wenzhai.command(
    help=say("新建一份文摘：配置、分类、示例原文。", "Make a new digest that builds at once.")
)
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    from generator.starter_content import make_project

    made = make_project(folder)
    click.echo(say(f"建好了 {folder}（{made} 个文件）。", f"Made {folder} ({made} files)."))
    click.echo(say("接下来：", "Next:"))
    click.echo(f"  cd {folder}")
    click.echo("  wenzhai import content/raw/*.txt")
    click.echo("  wenzhai build")


@wenzhai.command(
    "import",
    help=say(
        "把报纸原文拆成文章，写进 content/issues/。",
        "Take raw newspaper pages apart into articles below content/issues/.",
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--issue", default="", help=say("归入哪一期（文件夹名）", "key of the issue"))
@click.option("--date", default="", help=say("这一版的日期", "date of the page"))
@click.option("--source", default="", help=say("报纸名称", "name of the paper"))
@click.option(
    "--encoding", default=None, help=say("文件编码（默认自动判断）", "encoding of the files")
)
@click.option("--dry-run", is_flag=True, help=say("只报告，不写文件", "report, and write nothing"))
@click.option(
    "--force", is_flag=True, help=say("覆盖编辑改过的文件", "write over files an editor changed")
)
@click.option("--json", "as_json", is_flag=True, help=say("输出 JSON", "print JSON"))
@click.pass_obj
def import_(
    project: Project,
    files: tuple[Path, ...],
    issue: str,
    date: str,
    source: str,
    encoding: str | None,
    dry_run: bool,
    force: bool,
    as_json: bool,
) -> None:
    from generator.dates import parse_date
    from generator.importing import Given, import_page, open_desk
    from generator.importing.report import json_report, text_report
    from generator.model import Date

    parsed = parse_date(date) if date else Date()
    if parsed is None:
        raise click.BadParameter(
            say(f"“{date}”不是日期，写成 2019-11-20", f"“{date}” is not a date; write 2019-11-20"),
            param_hint="--date",
        )
    given = Given(issue, parsed, source, encoding)
    desk = open_desk(project)
    failed: list[Problem] = []
    reports = []
    for path in files:
        try:
            page = import_page(desk, path, given, dry_run=dry_run, force=force)
        except ProblemsFound as found:
            failed += found.problems
            continue
        _print_problems(page.warnings)
        if as_json:
            reports.append(json_report(page))
        else:
            click.echo("\n".join(text_report(page, _LANGUAGE)))
    if as_json:
        shown = reports[0] if len(files) == 1 and reports else reports
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    if failed:
        raise ProblemsFound(failed)


@wenzhai.command(
    help=say("检查全部内容，列出所有问题。", "Check everything and list all problems.")
)
@click.option(
    "--lossless",
    is_flag=True,
    help=say("并证明每个字都到了页面上", "also prove that every character reaches its page"),
)
@click.pass_obj
def check(project: Project, lossless: bool) -> None:
    from generator.checking import check as check_project

    checked = check_project(project, lossless=lossless)
    _print_problems(checked.problems)
    wrong = sum(problem.severity is Severity.ERROR for problem in checked.problems)
    warned = len(checked.problems) - wrong
    click.echo(
        say(
            f"检查了 {checked.pages} 个页面：{wrong} 个错误，{warned} 个警告。",
            f"{checked.pages} pages checked: {wrong} errors, {warned} warnings.",
        )
    )
    if wrong:
        sys.exit(BAD_INPUT)


@wenzhai.command(help=say("生成网站。", "Build the site."))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=None,
    help=say("输出文件夹（默认 site）", "output folder (default: site)"),
)
@click.option(
    "--force",
    is_flag=True,
    help=say("允许一次减少一半以上的页面", "allow the loss of more than half of the pages"),
)
@click.option(
    "--now",
    default="",
    metavar="ISO",
    help=say(
        "现在的时间，用来生成新闻站点地图（默认取 SOURCE_DATE_EPOCH）",
        "the time, for the news sitemap (default: SOURCE_DATE_EPOCH)",
    ),
)
@click.option("-q", "--quiet", is_flag=True, help=say("只报告问题", "report problems only"))
@click.pass_obj
def build(project: Project, output: Path | None, force: bool, now: str, quiet: bool) -> None:
    from generator.build import build as build_site

    output = output or project.folder / "site"
    told = _now(now)
    with _ProgressLine(say("生成页面", "pages"), quiet) as progress:
        built = build_site(project, output, force=force, progress=progress.show, now=told)
    _print_problems(built.warnings)
    if not quiet:
        click.echo(
            say(
                f"{built.articles} 篇文章，{built.pages} 个页面，{built.seconds:.1f} 秒。"
                f"打开 {built.site / 'index.html'}",
                f"{built.articles} articles, {built.pages} pages, {built.seconds:.1f} s. "
                f"Open {built.site / 'index.html'}",
            )
        )
        if not built.has_address:
            click.echo(
                say(
                    "site.yaml 里没有 base_url，所以没有订阅源和站点地图。",
                    "No base_url in site.yaml, so there are no feeds and no sitemaps.",
                )
            )


def _now(written: str) -> datetime | None:
    """The time that the build is told, or None; the clock is never asked."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if written:
            return datetime.fromisoformat(written)
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else None
    except (ValueError, OverflowError, OSError):
        raise click.BadParameter(
            say(
                f"“{written or epoch}”不是时间，写成 2019-11-21T08:00+08:00",
                f"“{written or epoch}” is not a time; write 2019-11-21T08:00+08:00",
            ),
            param_hint="--now" if written else "SOURCE_DATE_EPOCH",
        ) from None


@wenzhai.command(
    help=say(
        "把一期做成邮件或公众号文章（默认最新一期）。",
        "Make a letter of an issue (the newest by default), for mail or a 公众号.",
    )
)
@click.argument("issue", default="")
@click.option(
    "--for",
    "kind",
    type=click.Choice(["mail", "wechat"]),
    default="mail",
    help=say("邮件，或粘贴到公众号编辑器", "mail, or to paste into the 公众号 editor"),
)
@click.option("--variant", default="", help=say("写法，如 zh-Hant-TW", "form, as zh-Hant-TW"))
@click.option("--brief", is_flag=True, help=say("只收摘要，不收全文", "summaries, not whole texts"))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help=say("写到哪个文件（默认 期号-mail.html）", "file to write (default: ISSUE-mail.html)"),
)
@click.pass_obj
def letter(
    project: Project, issue: str, kind: str, variant: str, brief: bool, output: Path | None
) -> None:
    from generator.letters import KINDS, write_letter

    chosen = next(one for one in KINDS if one == kind)
    written = write_letter(project, issue, variant, chosen, output, brief=brief)
    _print_problems(written.warnings)
    files = "、".join(map(str, written.files))
    click.echo(say(f"《{written.subject}》写好了：{files}", f"“{written.subject}”: {files}"))


@wenzhai.command("list", help=say("列出全部文章。", "List all articles."))
@click.option("--json", "as_json", is_flag=True, help=say("输出 JSON", "print JSON"))
@click.pass_obj
def list_(project: Project, as_json: bool) -> None:
    from generator.listing import list_articles

    rows = list_articles(project)
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        marks = say("草稿 ", "draft ") if row["draft"] else ""
        filed = "、".join([*row["counties"], *row["topics"]])
        click.echo(f"{row['key']}  {row['date'] or '—':10}  {marks}{row['title']}  {filed}")


@wenzhai.command(
    help=say(
        "列出繁体版本里请编辑过目的地方：拿不准的字、人名，和词汇表的作用。",
        "List what an editor should look at in the Traditional forms.",
    )
)
@click.argument("article", default="")
@click.option(
    "--variant", "tag", default="", help=say("只看这种写法（如 zh-Hant-TW）", "this form alone")
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    help=say("输出格式（默认 text）", "how to print it (default: text)"),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help=say("写进这个文件", "write to this file"),
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help=say("每一处都列，自带的词语也列", "every place, and the words that ship with Wenzhai"),
)
@click.pass_obj
def variants(
    project: Project, article: str, tag: str, kind: str, output: Path | None, everything: bool
) -> None:
    from generator.proofing import html_report, json_report, proof, text_report, write_report

    proofs = proof(project, tag=tag, wanted=article)
    if kind == "json":
        report = json_report(proofs, everything=everything)
    else:
        made = html_report if kind == "html" else text_report
        report = made(proofs, _LANGUAGE, everything=everything)
    if output is None:
        click.echo(report, nl=False)
    else:
        write_report(project, output, report)
        click.echo(say(f"写好了 {output}", f"Wrote {output}"), err=True)


@wenzhai.command(
    help=say(
        "输出编辑器用的 JSON Schema：article、issue、page、site 或 taxonomy。",
        "Print the JSON Schema for editors: article, issue, page, site or taxonomy.",
    )
)
@click.argument("kind", type=click.Choice(["article", "issue", "page", "site", "taxonomy"]))
def schema(kind: str) -> None:
    from generator.schemas import json_schema

    click.echo(json.dumps(json_schema(kind), ensure_ascii=False, indent=2))


def _print_problems(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(problem.report(_LANGUAGE), err=True)


class _ProgressLine:
    """One line that counts, on a terminal and for work of over a second; elsewhere nothing."""

    def __init__(self, label: str, quiet: bool) -> None:
        self.label = label
        self.shown = False
        self.active = not quiet and sys.stderr.isatty() and "NO_COLOR" not in os.environ
        self.begun = self.last = time.monotonic()

    def __enter__(self) -> _ProgressLine:
        return self

    def __exit__(self, *_: object) -> None:
        if self.shown:
            click.echo("\r\x1b[K", nl=False, err=True)

    def show(self, done: int, total: int) -> None:
        now = time.monotonic()
        if self.active and now - self.begun > 1 and (now - self.last > 0.1 or done == total):
            self.last, self.shown = now, True
            click.echo(f"\r{self.label} {done}/{total}", nl=False, err=True)
