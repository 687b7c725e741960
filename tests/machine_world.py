"""A digest with everything that could go wrong in a file for machines, in three written forms."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import unquote

from PIL import Image
from world import SITE, article, digest

from generator.build import build

BASE = "https://example.com/news"

FORMS = {"": "zh-Hans", "zh-hant-tw/": "zh-Hant-TW", "zh-hant-hk/": "zh-Hant-HK"}
"""First part of the path of a page to its language, the source form first."""

SETTINGS = (
    SITE
    + f"""\
base_url: {BASE}
description: 发电与学校 & <b>水利</b>
publisher: 江城日报社
licence: 版权所有 & 保留
variants: [zh-Hant-TW, zh-Hant-HK]
"""
)


def photograph() -> bytes:
    """A small picture that every program can read."""
    data = io.BytesIO()
    Image.new("RGB", (64, 48), "#9b1c1c").save(data, "JPEG")
    return data.getvalue()


HOSTILE = '发电 & <script>alert("1")</script> ]]> </title> &amp; 🐟'

FILES: dict[str, str | bytes] = {
    "site.yaml": SETTINGS,
    "pages/about.md": "---\ntitle: 关于我们\n---\n说明。\n",
    "issues/2019-11-20/issue.md": "---\ndate: 2019-11-20\nnumber: 45\n---\n",
    "issues/2019-11-20/01-水.md": article(
        HOSTILE,
        body="见[另一篇](02-学.md#二)、[不出的](04-无.md)和[专题](/topics/water/)、[外面](https://example.org/?a=1&b=2)。"
        "\n\n![渠](渠.jpg)\n\n注[^1]，-{原样发}-。\n\n## 一\n\n见[上](#一)。\n\n[^1]: 注文。\n",
        kicker="引题 <i>",
        authors=["陈学东", "江城日报社"],
        roles={"陈学东": "记者"},
        date="2019-11-20",
        topics=["水利"],
        counties=["瑞安市"],
        summary="后来发电 ]]> & <b>。",
        captions=[{"text": "通水", "credit": "李四", "role": "摄", "image": "渠.jpg"}],
        source_url="https://example.org/原文",
    ),
    "issues/2019-11-20/渠.jpg": photograph(),
    "issues/2019-11-20/02-学.md": article(
        "学校开学",
        body="一段。\n\n## 二\n\n又一段。\n",
        topics=["教育"],
        counties=["鹿城区"],
        corrections=[
            {"date": "2019-12-01", "text": "“发”字应为“法” & <b>。"},
            {"date": "2019", "text": "只知道年份的更正。"},
        ],
    ),
    "issues/2019-11-20/03-稿.md": article("还没写完", draft=True),
    "issues/2019-11-20/04-无.md": article(
        "香港不出",
        topics=["教育"],
        date="2019-11",
        variants={"zh-Hant-HK": {"skip": True}, "zh-Hant-TW": {"title": "手寫的題目"}},
    ),
    "issues/2019-10/issue.md": "---\ndate: 2019-10\n---\n",
    "issues/2019-10/01-月.md": article("只知道月份", topics=["水利"]),
    "issues/old/01-旧.md": article("不知道日期", body="旧闻。\n", counties=["瑞安市"]),
    "issues/old/02-年.md": article("只知道年份", date="1978"),
    "taxonomies/events.yaml": """\
label: 事件
terms:
- {key: expo, label: 创博会, text: 还没有文章。}
""",
}


def hostile_site(folder: Path, **changes: str) -> Path:
    """The digest built, with whole articles in its feeds unless `changes` of the settings."""
    settings = {"feed_text": "full"} | changes
    said = SETTINGS + "".join(f"{key}: {value}\n" for key, value in settings.items())
    project = digest(folder, FILES | {"site.yaml": said})
    return build(project, folder / "site").site


def address(site: Path, path: Path) -> str:
    """Where a file of the site will stand."""
    return f"{BASE}/{path.relative_to(site).as_posix()}".removesuffix("index.html")


def file_at(site: Path, url: str) -> Path:
    """The file behind an address without its fragment."""
    path = unquote(url.partition("#")[0]).removeprefix(BASE).removeprefix("/")
    return site / (path + "index.html" if path == "" or path.endswith("/") else path)
