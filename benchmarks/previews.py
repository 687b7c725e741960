"""Digests as several programs preview them: Wenzhai, and others for comparison.

Each has the same articles, one page for each, a front page and a page for each topic; the themes
of the others are a few lines, so that what is measured is the program and not our templates.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

TICKS = os.sysconf("SC_CLK_TCK")

HEAD = '<meta charset="utf-8"><link rel="stylesheet" href="/style.css">'

STYLE = "body { max-width: 40em; margin: auto }\n"


@dataclass
class Server:
    """A preview that runs. `log` holds what it printed."""

    name: str
    process: subprocess.Popen[bytes]
    url: str
    log: Path
    article: Path
    """A file to save; its page is at `page`."""
    page: str
    style: Path
    others: tuple[Path, ...]
    """Two hundred files to save at once."""
    rebuilt: str
    """What it prints once for each rebuild, as a regular expression."""
    _log: IO[bytes] | None = field(default=None, repr=False)

    def rebuilds(self) -> int:
        """How often it has built until now."""
        return len(re.findall(self.rebuilt, self.log.read_text(encoding="utf-8", errors="replace")))

    def cpu(self) -> float:
        """Seconds of processor time until now, of it and of its children."""
        return sum(_ticks(one) for one in _with_children(self.process.pid)) / TICKS

    def megabytes(self) -> float:
        """Resident memory now."""
        pages = (
            int(Path(f"/proc/{one}/statm").read_text(encoding="ascii").split()[1])
            for one in _with_children(self.process.pid)
        )
        return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20

    def stop(self) -> None:
        """End it, with its children."""
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(30)


def wenzhai(digest: Path, folder: Path) -> Server:
    """Our own, on a copy of the digest with a theme of its own to edit."""
    site = folder / "wenzhai"
    shutil.copytree(digest / "content", site / "content")
    themes = Path(__file__).parents[1] / "themes"
    shutil.copytree(themes / "broadsheet", site / "themes" / "broadsheet")
    articles = sorted((site / "content" / "issues").glob("*/*.md"))
    issue, number = articles[0].parent.name, articles[0].name.partition("-")[0]
    port = _free_port()
    command = (sys.executable, "-m", "generator", "-C", str(site), "preview", "--port", str(port))
    return _started(
        "wenzhai",
        command,
        site,
        port,
        articles,
        f"/issues/{issue}/{number}.html",
        site / "themes" / "broadsheet" / "assets" / "broadsheet.css",
        "(?m) ms$| 毫秒$",
    )


def hugo(program: str, digest: Path, folder: Path) -> Server:
    """`hugo server`, which renders to memory."""
    site = folder / "hugo"
    _copy_articles(digest, site / "content" / "issues")
    _write(
        site / "hugo.toml",
        'baseURL = "/"\ntitle = "文摘"\ndisableKinds = ["RSS"]\n[taxonomies]\ntopic = "topics"\n',
    )
    _write(site / "static" / "style.css", STYLE)
    layouts = site / "layouts"
    _write(
        layouts / "_default" / "baseof.html",
        f'<!doctype html><html lang="zh"><head>{HEAD}<title>{{{{ .Title }}}}</title></head>'
        '<body>{{ block "main" . }}{{ end }}</body></html>',
    )
    _write(
        layouts / "_default" / "single.html",
        '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}',
    )
    listed = '{{ range .Pages }}<p><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}'
    for name in ("_default/list.html", "_default/taxonomy.html", "_default/term.html"):
        _write(
            layouts / name, f'{{{{ define "main" }}}}<h1>{{{{ .Title }}}}</h1>{listed}{{{{ end }}}}'
        )
    _write(
        layouts / "index.html",
        '{{ define "main" }}{{ range first 20 (where .Site.RegularPages "Section" "issues") }}'
        '<p><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}{{ end }}',
    )
    articles = sorted((site / "content" / "issues").glob("*/*.md"))
    port = _free_port()
    command = (program, "server", "--port", str(port), "--bind", "127.0.0.1")
    page = f"/issues/{articles[0].parent.name}/{articles[0].stem}/"
    style = site / "static" / "style.css"
    return _started("hugo", command, site, port, articles, page, style, "(?m)^Total in")


def eleventy(program: str, digest: Path, folder: Path) -> Server:
    """`eleventy --serve`, with a collection of its own for topics."""
    site = folder / "eleventy"
    _copy_articles(digest, site / "issues")
    _write(
        site / "eleventy.config.js",
        "module.exports = config => {\n"
        '  config.addPassthroughCopy("style.css");\n'
        '  config.addCollection("topics", api => {\n'
        "    const found = new Map();\n"
        '    for (const item of api.getFilteredByGlob("issues/**/*.md")) {\n'
        "      for (const topic of item.data.topics || []) {\n"
        "        found.set(topic, [...(found.get(topic) || []), item]);\n"
        "      }\n"
        "    }\n"
        "    return [...found].map(([name, items]) => ({ name, items }));\n"
        "  });\n"
        "};\n",
    )
    _write(site / "issues" / "issues.json", '{"layout": "article.njk", "tags": "article"}')
    begin = (
        f'<!doctype html><html lang="zh"><head>{HEAD}<title>{{{{ title }}}}</title></head><body>'
    )
    _write(
        site / "_includes" / "article.njk",
        begin + "<h1>{{ title }}</h1>{{ content | safe }}</body></html>",
    )
    listed = '<p><a href="{{ item.url }}">{{ item.data.title }}</a></p>{% endfor %}</body></html>'
    _write(
        site / "topics.njk",
        "---\npagination: {data: collections.topics, size: 1, alias: topic}\n"
        'permalink: "/topics/{{ topic.name }}/"\n---\n'
        + begin
        + "{% for item in topic.items %}"
        + listed,
    )
    _write(
        site / "index.njk",
        f"---\ntitle: 文摘\n---\n{begin}{{% for item in collections.article | reverse %}}"
        f"{{% if loop.index <= 20 %}}<p>{{{{ item.data.title }}}}</p>{{% endif %}}{{% endfor %}}",
    )
    _write(site / "style.css", STYLE)
    articles = sorted((site / "issues").glob("*/*.md"))
    port = _free_port()
    command = (program, "--serve", f"--port={port}", "--quiet")
    page = f"/issues/{articles[0].parent.name}/{articles[0].stem}/"
    style = site / "style.css"
    return _started("eleventy", command, site, port, articles, page, style, "Wrote .* files")


def _copy_articles(digest: Path, folder: Path) -> None:
    """The articles of a digest, with names that are the same in every program's addresses."""
    for path in sorted((digest / "content" / "issues").glob("*/*.md")):
        text = path.read_text(encoding="utf-8")
        _write(folder / path.parent.name / f"n{path.name.partition('-')[0]}.md", text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _started(
    name: str,
    command: Sequence[str],
    folder: Path,
    port: int,
    articles: Sequence[Path],
    page: str,
    style: Path,
    rebuilt: str,
) -> Server:
    """The server, once it answers."""
    log = folder.parent / f"{name}.log"
    root = str(Path(__file__).parents[1])
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": root, "WENZHAI_LANG": "en"},
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    url = f"http://127.0.0.1:{port}"
    _wait(lambda: urllib.request.urlopen(url + page, timeout=60).status == 200, log)
    others = tuple(articles[-200:])
    return Server(name, process, url, log, articles[0], page, style, others, rebuilt)


def _wait(ready: Callable[[], bool], log: Path, patience: float = 300) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            if ready():
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(log.read_text(encoding="utf-8", errors="replace")[-2000:])


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def _with_children(process: int) -> list[int]:
    found = [process]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            found += map(int, task.read_text(encoding="ascii").split())
    return found


def _ticks(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
