"""Everything that a page can show, as content: added to the sample digest, in all its forms.

`kitchen-sink.md` is an article with all of Markdown and of front matter. The issues below it have
days, numbers and pages of the paper, two of them the same day, so that there is a calendar, the
ways between the pages of an issue, a topic and a county in common, and articles that go together.
"""

from __future__ import annotations

from pathlib import Path

from generator.front_matter import compose_head

HERE = Path(__file__).parent / "browser"

NOTE = "本期起，**版面导航**放在刊头之下。\n"

ISSUES: dict[str, tuple[dict[str, object], tuple[tuple[str, str, str, str], ...]]] = {
    "2019-12-02": (
        {"date": "2019-12-02", "number": "3721"},
        (
            ("渡口修好了新码头", "交通基建", "瑞安市", "1"),
            ("渡口的老船工带出三个徒弟", "教育", "瑞安市", "1"),
            ("山村学校来了支教老师", "教育", "泰顺县", "2"),
            ("菜场里添了一台称重机", "民生", "鹿城区", "A03"),
            ("没有版次的一则短讯", "民生", "鹿城区", ""),
        ),
    ),
    "2019-12-03-a": (
        {"date": "2019-12-03", "number": "3722", "title": "十二月三日早刊"},
        (
            ("瑞安三所小学换了新课桌", "教育", "瑞安市", "1"),
            ("课桌换下来以后去了哪里", "教育", "瑞安市", "2"),
        ),
    ),
    "2019-12-03-b": (
        {"date": "2019-12-03", "number": "3723"},
        (
            ("放学后的四点半谁来看孩子", "教育", "瑞安市", "1"),
            ("图书馆把书送到了渔村", "教育", "瑞安市", "1"),
        ),
    ),
    "2020-01-06": (
        {"date": "2020-01-06", "number": "3750"},
        (
            ("寒假的操场向街坊开放", "教育", "瑞安市", "1"),
            ("县城里的夜校又点起了灯", "教育", "平阳县", "1"),
        ),
    ),
}
"""Key of an issue to its head and to its articles: title, topic, county, page of the paper."""


def add(content: Path) -> None:
    """Put it all into the `content/` of the sample digest."""
    sample = content / "issues" / "2019-11"
    sink = (HERE / "kitchen-sink.md").read_text(encoding="utf-8")
    (sample / "90-版式总览.md").write_text(sink, encoding="utf-8")
    (sample / "水渠.png").write_bytes((HERE / "photograph.png").read_bytes())
    for key, (head, articles) in ISSUES.items():
        folder = content / "issues" / key
        folder.mkdir()
        note = NOTE if key == "2019-12-02" else ""
        (folder / "issue.md").write_text(compose_head(head) + note, encoding="utf-8")
        for number, (title, topic, county, sheet) in enumerate(articles, 1):
            fields: dict[str, object] = {"title": title, "topics": [topic], "counties": [county]}
            fields |= {"date": key[:10], "authors": ["试排员"], "kicker": "试排", "sheet": sheet}
            if not sheet:
                del fields["sheet"], fields["kicker"]
            text = (
                compose_head(fields)
                + f"\n{title}，街坊都来看。\n\n## 后来\n\n后来的事，下期再说。\n"
            )
            (folder / f"{number:02}.md").write_text(text, encoding="utf-8")
