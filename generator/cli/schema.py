"""`wenzhai schema`: JSON Schemas for editors."""

from __future__ import annotations

import json

import click

from generator.cli.speaking import say


@click.command(
    "schema",
    help=say(
        "输出编辑器用的 JSON Schema：addresses、article、issue、page、site 或 taxonomy。",
        "Print the JSON Schema for editors: addresses, article, issue, page, site or taxonomy.",
    ),
)
@click.argument(
    "kind", type=click.Choice(["addresses", "article", "issue", "page", "site", "taxonomy"])
)
def command(kind: str) -> None:
    from generator.schemas import json_schema

    click.echo(json.dumps(json_schema(kind), ensure_ascii=False, indent=2))
