"""What is added to a page, and that nothing in it comes from who is not us."""

from __future__ import annotations

import pytest
from justhtml import JustHTML

from generator.preview.dressing import MOST, Dress, bare, dressed
from generator.problems import Phrase, Place, Problem, Severity

DRESS = Dress("1-1", "127.0.0.1:8000", "zh")


def problem(what: str = "错了", severity: Severity = Severity.ERROR) -> Problem:
    excerpt = f"title: {what}"
    return Problem(
        "rule", Place("a.md", 2, 8), Phrase(what, what), severity=severity, excerpt=excerpt
    )


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [
        ("<body>文</body></html>", "<body>文", "</body></html>"),
        ("<BODY>文</BODY >x</Body>", "<BODY>文</BODY >x", "</Body>"),
        ("<p>文中写着</body>，后面还有</body>", "<p>文中写着</body>，后面还有", "</body>"),
        ("<p>没有末尾", "<p>没有末尾", ""),
        ("", "", ""),
    ],
)
def test_scripts_stand_before_the_end_of_the_body(page: str, before: str, after: str) -> None:
    html = dressed(page.encode(), DRESS).decode()
    assert html.startswith(before + "\n<script ")
    assert html.endswith("</script>\n" + after)


def test_the_script_of_the_library_finds_its_server() -> None:
    for host, name, port in (
        ("127.0.0.1:8000", "127.0.0.1", "8000"),
        ("localhost", "localhost", "80"),
        ("[::1]:8000", "[::1]", "8000"),
        ("[::1]", "[::1]", "80"),
    ):
        html = dressed(b"", Dress("1-1", host, "zh")).decode()
        assert f"/livereload.js?host={name}&amp;port={port}&amp;" in html


def test_a_policy_lets_the_socket_through_and_nothing_else_changes() -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="{}; form-action \'self\'">'
    html = dressed(policy.format("connect-src 'self'").encode(), DRESS).decode()
    assert html.startswith(policy.format("connect-src 'self' ws://127.0.0.1:8000"))
    other = policy.format("connect-src 'none'")
    assert dressed(other.encode(), DRESS).decode().startswith(other)


def test_what_an_editor_wrote_is_text_in_the_panel() -> None:
    bad = "</pre><script>alert(1)</script>"
    html = bare(Dress("1-1", "127.0.0.1", "zh", (problem(bad),), stopped=True)).decode()
    page = JustHTML(html, sanitize=False)
    scripts = page.query("script")
    assert ["/.wenzhai/preview.js"] == [
        one.attrs["src"] for one in scripts if "data-shown" in one.attrs
    ]
    assert 2 == len(scripts)
    assert bad in page.query("pre")[0].to_text(strip=False)


def test_the_panel_has_all_that_a_terminal_has() -> None:
    html = bare(Dress("1-1", "127.0.0.1", "zh", (problem(),), stopped=True)).decode()
    assert "<code>a.md:2:8</code>" in html
    assert "<p>错了</p>" in html
    assert "<pre>title: 错了\n       ^</pre>" in html


def test_a_panel_of_warnings_is_closed_until_someone_opens_it() -> None:
    warned = Dress("1-1", "127.0.0.1", "zh", (problem(severity=Severity.WARNING),))
    assert '<details class="wenzhai-panel" data-kind="warned" lang' in bare(warned).decode()
    wrong = Dress("1-1", "127.0.0.1", "zh", (problem(),))
    assert '<details class="wenzhai-panel" data-kind="wrong" open lang' in bare(wrong).decode()


def test_of_very_many_problems_the_first_are_shown_and_the_others_counted() -> None:
    many = tuple(problem(f"第 {number} 处") for number in range(MOST + 5))
    html = bare(Dress("1-1", "127.0.0.1", "en", many, stopped=True)).decode()
    assert MOST + 1 == html.count("<li>")
    assert "5 more" in html


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_for_when_there_is_none_is_sound(language: str) -> None:
    html = bare(Dress("1-1", "127.0.0.1", language, (problem(),), stopped=True)).decode()
    assert [] == JustHTML(html, collect_errors=True, sanitize=False).errors
