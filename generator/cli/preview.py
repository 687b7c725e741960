"""`wenzhai preview`: the site in a browser while it is written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.speaking import LANGUAGE, print_problems, say

if TYPE_CHECKING:
    from generator.preview.server import Opened
    from generator.preview.showing import Shown
    from generator.project import Project


@click.command(
    "preview",
    help=say("在浏览器里预览，一存盘就更新。", "Show the site in a browser, anew with every save."),
)
@click.option(
    "-p",
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help=say("端口，0 为任选一个", "port; 0 for any that is free"),
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help=say("监听的地址；默认只有本机能看", "address to listen at; by default this machine's own"),
)
@click.option(
    "--allow-host",
    "names",
    multiple=True,
    metavar="NAME",
    help=say("还可以用这个主机名访问", "a name by which browsers may also ask for it"),
)
@click.option(
    "--open", "opens", is_flag=True, help=say("打开浏览器", "open it in the default browser")
)
@click.option(
    "--follow",
    is_flag=True,
    help=say("浏览器跳到刚存盘的那一页", "go to the page of the file that was saved"),
)
@click.option(
    "--poll",
    is_flag=True,
    help=say(
        "每秒查看一遍文件，用于网络盘和容器",
        "look for changes every second: network disks, containers",
    ),
)
@click.option("-q", "--quiet", is_flag=True, help=say("只报告问题", "report problems only"))
@click.pass_obj
def command(
    project: Project,
    port: int,
    host: str,
    names: tuple[str, ...],
    opens: bool,
    follow: bool,
    poll: bool,
    quiet: bool,
) -> None:
    import asyncio

    from generator.preview import Options, serve

    options = Options(host, port, names, follow, poll, LANGUAGE)
    speaker = _Speaker(project, opens, quiet)
    try:
        asyncio.run(serve(project, options, _now, speaker.tell))
    except KeyboardInterrupt:
        # That is how a preview ends.
        click.echo()


def _now() -> datetime:
    return datetime.now().astimezone()


class _Speaker:
    """Prints what happens; the same problems once."""

    def __init__(self, project: Project, opens: bool, quiet: bool) -> None:
        self.project = project
        self.opens = opens
        self.quiet = quiet
        self.said: object = None

    def tell(self, event: Opened | Shown) -> None:
        from generator.preview.server import Opened

        if isinstance(event, Opened):
            self._opened(event)
        else:
            self._shown(event)

    def _opened(self, opened: Opened) -> None:
        click.echo(
            say(f"预览：{opened.url}（按 Ctrl-C 结束）", f"Preview: {opened.url} (Ctrl-C ends it)")
        )
        if opened.for_all:
            click.echo(
                say(
                    "警告：同一网络里的人都能看到这个预览，包括草稿。",
                    "Warning: everyone in this network can see this preview, drafts included.",
                ),
                err=True,
            )
        if self.opens:
            import webbrowser

            webbrowser.open(opened.url)

    def _shown(self, shown: Shown) -> None:
        if shown.problems and shown.problems != self.said:
            print_problems(shown.problems)
        self.said = shown.problems
        if self.quiet or shown.stopped:
            return
        what = self._names(shown) or say(f"{shown.pages} 个文件", f"{shown.pages} files")
        milliseconds = round(shown.seconds * 1000)
        click.echo(say(f"{what}：{milliseconds} 毫秒", f"{what}: {milliseconds} ms"))

    def _names(self, shown: Shown) -> str:
        """The file that was saved, or how many."""
        paths = sorted(shown.changes.paths)
        if len(paths) != 1:
            return say(f"改了 {len(paths)} 个文件", f"{len(paths)} files") if paths else ""
        path, folder = paths[0], self.project.folder
        return str(path.relative_to(folder) if path.is_relative_to(folder) else Path(path).name)
