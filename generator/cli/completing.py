"""What a shell offers for the value of an option: topics, counties and issues that there are."""

from __future__ import annotations

from collections.abc import Callable

import click
from click.shell_completion import CompletionItem

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def terms(taxonomy: str) -> Complete:
    """The names of the terms of a taxonomy, with their keys for help."""

    def complete(
        context: click.Context, parameter: click.Parameter, typed: str
    ) -> list[CompletionItem]:
        from generator.taxonomies import read_taxonomies

        folder = context.find_root().params["folder"]
        found = [one for one in read_taxonomies(folder / "content", []) if one.key == taxonomy]
        return [
            CompletionItem(str(term.label), help=term.key)
            for one in found
            for term in one.terms
            if term.label.startswith(typed) or term.key.startswith(typed)
        ]

    return complete


def issues(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The issues, the newest names first."""
    folder = context.find_root().params["folder"] / "content" / "issues"
    names = [path.name for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    return [CompletionItem(name) for name in sorted(names, reverse=True) if name.startswith(typed)]
