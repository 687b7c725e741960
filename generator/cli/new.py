"""`wenzhai new`: an article, an issue, a standing page, a topic, a county."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli.completing import issues, terms
from generator.cli.speaking import say

if TYPE_CHECKING:
    from generator.project import Project


@click.group(
    "new",
    help=say("新建文章、一期、页面、主题、县市区。", "Make a new article, issue, page or term."),
)
def command() -> None:
    pass


def _made(name: str) -> None:
    click.echo(say(f"建好了 {name}", f"Made {name}"))


@command.command("article", help=say("新建一篇文章（草稿）。", "A new article, a draft."))
@click.argument("title")
@click.option(
    "--issue",
    default="",
    shell_complete=issues,
    help=say("哪一期（默认最新的）", "issue (default: the newest)"),
)
@click.option("--date", default="", help=say("日期", "date, as 2019-11-20"))
@click.option("--author", "authors", multiple=True, help=say("作者，可重复", "author, repeatable"))
@click.option(
    "--topic",
    "topics",
    multiple=True,
    shell_complete=terms("topics"),
    help=say("主题，可重复", "topic, repeatable"),
)
@click.option(
    "--county",
    "counties",
    multiple=True,
    shell_complete=terms("counties"),
    help=say("县市区，可重复", "county, repeatable"),
)
@click.option(
    "--term",
    "terms",
    multiple=True,
    metavar="TAXONOMY=NAME",
    help=say("别的分类：分类=名称，可重复", "a term of another taxonomy, repeatable"),
)
@click.pass_obj
def article(
    project: Project,
    title: str,
    issue: str,
    date: str,
    authors: tuple[str, ...],
    topics: tuple[str, ...],
    counties: tuple[str, ...],
    terms: tuple[str, ...],
) -> None:
    from generator.authoring import Wanted, new_article

    filed: dict[str, tuple[str, ...]] = {"counties": counties, "topics": topics}
    for term in terms:
        key, _, name = term.partition("=")
        if not name:
            raise click.BadParameter(
                say("写成 分类=名称", "write TAXONOMY=NAME"), param_hint="--term"
            )
        filed[key] = (*filed.get(key, ()), name)
    wanted = Wanted(title, issue, date, authors, tuple((k, v) for k, v in filed.items() if v))
    _made(new_article(project, wanted))


@command.command("issue", help=say("新建一期。", "A new issue."))
@click.argument("key", metavar="DATE")
@click.option(
    "--number",
    default="",
    help=say("总期号（默认比最大的多一）", "its number (default: one more than the highest)"),
)
@click.option("--title", default="", help=say("标题", "title"))
@click.pass_obj
def issue(project: Project, key: str, number: str, title: str) -> None:
    from generator.authoring import new_issue

    _made(new_issue(project, key, number, title))


@command.command("page", help=say("新建一个固定页面，如“关于”。", "A new standing page."))
@click.argument("key", metavar="NAME")
@click.argument("title")
@click.option(
    "--order",
    type=click.IntRange(1),
    default=None,
    help=say("在导航里的次序", "place in the navigation"),
)
@click.pass_obj
def page(project: Project, key: str, title: str, order: int | None) -> None:
    from generator.authoring import new_page

    _made(new_page(project, key, title, order or 0))


@command.command("topic", help=say("加一个主题。", "A new topic."))
@click.argument("label", metavar="NAME")
@click.option("--key", required=True, help=say("网址里的名字", "its name in addresses"))
@click.option("--parent", default="", help=say("上级主题", "topic above it"))
@click.option(
    "--alias", "aliases", multiple=True, help=say("别名，可重复", "other name, repeatable")
)
@click.pass_obj
def topic(project: Project, label: str, key: str, parent: str, aliases: tuple[str, ...]) -> None:
    from generator.authoring import NewTerm, new_term

    _made(new_term(project, "topics", NewTerm(label, key, "", parent, aliases)))


@command.command("county", help=say("加一个县市区。", "A new county."))
@click.argument("label", metavar="NAME")
@click.option("--code", required=True, help=say("行政区划代码", "its code of GB/T 2260"))
@click.option("--parent", default="", help=say("上级的代码或名称", "code or name of the one above"))
@click.option(
    "--alias", "aliases", multiple=True, help=say("别名，可重复", "other name, repeatable")
)
@click.pass_obj
def county(project: Project, label: str, code: str, parent: str, aliases: tuple[str, ...]) -> None:
    from generator.authoring import NewTerm, new_term

    _made(new_term(project, "counties", NewTerm(label, "", code, parent, aliases)))
