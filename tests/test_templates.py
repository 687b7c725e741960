"""What templates can do: the language of Jinja2, compiled to code of our own."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from markupsafe import Markup

from generator.problems import ProblemsFound
from generator.theme import Theme, read_theme
from generator.theme.compiling import Attributes, Environment


def theme(folder: Path, **templates: str) -> Theme:
    """A theme of these templates; `page` is `page.html`."""
    (folder / "plain" / "templates").mkdir(parents=True)
    (folder / "plain" / "theme.yaml").write_text("name: plain\n")
    for name, text in templates.items():
        (folder / "plain" / "templates" / f"{name}.html").write_text(text)
    read = read_theme(folder / "plain", [])
    assert read is not None
    return read


def said(folder: Path, text: str, **fields: Any) -> str:
    return theme(folder, page=text).render("page.html", SimpleNamespace(**fields))


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("<b>\"&'", "&lt;b&gt;&#34;&amp;&#39;"),
        (Markup("<b>水</b>"), "<b>水</b>"),
        (12, "12"),
        (1.5, "1.5"),
        (None, "None"),
        (True, "True"),
    ],
)
def test_what_is_printed_is_escaped_unless_it_is_html(
    tmp_path: Path, value: object, printed: str
) -> None:
    # Twice, since the escaped form of a string is remembered.
    assert f"{printed} {printed}" == said(tmp_path, "{{ page.it }} {{ page.it }}", it=value)


def test_html_and_the_same_text_are_told_apart(tmp_path: Path) -> None:
    shown = said(tmp_path, "{{ page.a }}{{ page.b }}{{ page.a }}", a="<i>", b=Markup("<i>"))
    assert "&lt;i&gt;<i>&lt;i&gt;" == shown


def test_a_block_of_a_parent_can_be_filled_and_kept(tmp_path: Path) -> None:
    made = theme(
        tmp_path,
        frame="<{% block main %}frame{% endblock %}>",
        page="{% extends 'frame.html' %}{% block main %}{{ super() }} page{% endblock %}",
    )
    assert "<frame page>" == made.render("page.html", None)


@pytest.mark.parametrize(
    "call",
    [
        "{{ piece(page, 1, b=2) }}",
        "{{ piece(page, b=2, a=1) }}",
        "{{ piece(page, *[1, 2]) }}",
        "{{ piece(page, 1, **{'b': 2}) }}",
        "{{ piece(page, 1, class='x', b=2) }}",
    ],
)
def test_a_piece_takes_arguments_in_every_way_that_jinja2_has(tmp_path: Path, call: str) -> None:
    made = theme(
        tmp_path,
        _pieces="{% macro piece(page, a, b, class='') %}{{ page.name ~ a ~ b }}{% endmacro %}",
        page="{% from '_pieces.html' import piece %}" + call,
    )
    assert "n12" == made.render("page.html", SimpleNamespace(name="n"))


def test_a_piece_can_wrap_what_it_is_called_around(tmp_path: Path) -> None:
    text = "{% macro box(page) %}[{{ caller() }}]{% endmacro %}{% call box(page) %}水{% endcall %}"
    assert "[水]" == said(tmp_path, text)


def test_a_word_may_have_any_name(tmp_path: Path) -> None:
    words = Attributes({"items": "条", "from": "自", "skip": "跳"})
    text = "{{ page.words.items }}{{ page.words.from }}{{ page.words.skip }}"
    assert "条自跳" == said(tmp_path, text, words=words)


@pytest.mark.parametrize(
    "text",
    [
        "\n{{ page.words.nothing }}",
        "\n{{ page.nothing }}",
        "\n{% if page.nothing %}{% endif %}",
        "\n{{ page.words.two|fill(1, 'nothing') }}",
        "\n{{ nothing }}",
    ],
)
def test_a_mistake_names_the_template_and_the_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        said(tmp_path, text, words=Attributes({"two": "{}{}{}"}))
    (problem,) = found.value.problems
    assert "themes/plain/templates/page.html:2" == str(problem.place)


def test_fill_keeps_html_and_escapes_the_rest(tmp_path: Path) -> None:
    text = "{{ page.word|fill(page.a, 2) }} {{ page.word|fill('<', 2) }}"
    made = said(tmp_path, text, word="{}<{}>", a=Markup("<b>"))
    assert "<b>&lt;2&gt; &lt;&lt;2&gt;" == made


def test_a_process_compiles_again_only_what_was_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str | None] = []
    generate = Environment._generate

    def noted(self: Environment, source: Any, name: str | None, *rest: Any, **more: Any) -> str:
        compiled.append(name)
        return generate(self, source, name, *rest, **more)

    monkeypatch.setattr(Environment, "_generate", noted)
    first = theme(tmp_path, page="{% include 'part.html' %}题", part="旧")
    assert "旧题" == first.render("page.html", None)
    assert ["page.html", "part.html"] == compiled
    (tmp_path / "plain" / "templates" / "part.html").write_text("新")
    again = read_theme(tmp_path / "plain", [])
    assert again is not None
    assert "新题" == again.render("page.html", None)
    assert ["page.html", "part.html", "part.html"] == compiled
