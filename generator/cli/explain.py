"""`wenzhai explain`: where a page comes from, and what shows it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from generator.cli.speaking import LANGUAGE, say

if TYPE_CHECKING:
    from generator.explaining import Explanation
    from generator.project import Project

MOST = 20
"""Addresses of a list that are printed."""


@click.command(
    "explain",
    help=say("说明一页从哪里来、谁用到它。", "Explain where a page comes from and what shows it."),
)
@click.argument("page")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    metavar="FORM",
    default="text",
    help=say("输出格式：text、json", "text or json"),
)
@click.pass_obj
def command(project: Project, page: str, form: str) -> None:
    from generator.explaining import explain

    said = explain(project, page, datetime.now(UTC))
    if form == "json":
        click.echo(json.dumps(_as_json(said), ensure_ascii=False, indent=2))
    else:
        _print(said)


def _as_json(said: Explanation) -> dict[str, Any]:
    rows = [
        {"name": value.name, "text": value.text, "origin": value.origin.in_language(LANGUAGE)}
        for value in said.values
    ]
    why_not = said.why_not.in_language(LANGUAGE)
    return asdict(said) | {"values": rows, "forms": dict(said.forms), "why_not": why_not}


def _print(said: Explanation) -> None:
    click.echo(f"{say('网址', 'address'):10} {said.address or '—'}")
    if not said.address:
        click.echo(f"{say('没有页面', 'no page'):10} {said.why_not.in_language(LANGUAGE)}")
    click.echo(f"{say('来自', 'source'):10} {said.source}")
    if said.view:
        click.echo(f"{say('内容', 'view'):10} {said.view}")
    for place, name in enumerate(said.templates):
        label = say("模板", "template") if not place else ""
        click.echo(f"{label:10} {name}")
    for place, (tag, url) in enumerate(said.forms):
        click.echo(f"{say('各种写法', 'forms') if not place else '':10} {tag} {url}")
    if said.values:
        click.echo(say("各项的来历：", "Where its values come from:"))
    for value in said.values:
        click.echo(f"  {value.name}: {value.text}  ← {value.origin.in_language(LANGUAGE)}")
    _list(say("它列出的页面：", "It shows:"), said.shows)
    _list(say("这些页面上有它：", "Shown on:"), said.shown_on)


def _list(title: str, urls: tuple[str, ...]) -> None:
    if not urls:
        return
    click.echo(title)
    for url in urls[:MOST]:
        click.echo(f"  {url}")
    if len(urls) > MOST:
        rest = len(urls) - MOST
        click.echo(say(f"  ……还有 {rest} 个", f"  … and {rest} more"))
