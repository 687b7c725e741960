"""Share cards: drawn in the form of their page, named in its head, and made only once."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from world import article, digest, photograph, shown, snapshot

from generator import cards
from generator.build import build
from generator.cache import Cache
from generator.cards import Card, Colours, Press, drawing, fonts
from generator.cards.drawing import TITLE_OVER_HEADLINES, TITLE_SIZES, draw
from generator.cards.fonts import Face, find_faces
from generator.checking import check
from generator.model import Prose

SITE = "title: 江城文摘\nbase_url: https://example.com/news\n"

FORMS = ("zh-Hans", "zh-Hant-TW", "zh-Hant-HK")


@pytest.fixture(scope="session", params=FORMS)
def form(request: pytest.FixtureRequest) -> str:
    tag = str(request.param)
    if not find_faces(tag):
        pytest.skip("no Chinese font on this machine: apt-get install fonts-noto-cjk")
    return tag


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "find_faces", lambda tag: ())


def card(tag: str, title: str, **said: object) -> Card:
    return Card(tag, Prose("江城文摘"), Prose(title), **said)  # type: ignore[arg-type]


def image_of(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def metas(page: Path) -> dict[str, list[str]]:
    """Names of the meta elements of a page to their contents, in order."""
    found: dict[str, list[str]] = {}
    pattern = r'<meta (?:name|property)="([^"]+)" content="([^"]*)">'
    for name, content in re.findall(pattern, page.read_text(encoding="utf-8")):
        found.setdefault(name, []).append(content)
    return found


def test_a_card_is_of_the_size_and_the_colours_that_are_asked_for(form: str) -> None:
    colours = Colours("#fffcf7", "#1c1917", "#9b1c1c")
    with image_of(draw(card(form, "新渠通水"), find_faces(form), colours)) as image:
        assert (1200, 630) == image.size
        used = {colour for _, colour in image.getcolors(1000) or ()}
    assert {(0xFF, 0xFC, 0xF7), (0x1C, 0x19, 0x17), (0x9B, 0x1C, 0x1C)} <= used
    assert len(used) <= 15


def test_a_title_of_any_length_stays_inside_the_margins(form: str) -> None:
    for title in ("水", "新修水渠通水" * 4, "“水利”，" * 60, "hydroelectricity" * 9, "a b " * 90):
        data = draw(card(form, title, kicker=Prose("冬修水利" * 20)), find_faces(form), Colours())
        with image_of(data) as image:
            for box in ((0, 16, 76, 630), (1124, 16, 1200, 630), (0, 600, 1200, 630)):
                assert [(255, 255, 255)] == [c for _, c in image.crop(box).getcolors(9) or ()]


def test_the_lines_of_every_size_have_room_on_the_card() -> None:
    for size, lines in TITLE_SIZES:
        assert (size * lines + 38) * 1.32 < 536 - 150
    size, lines = TITLE_OVER_HEADLINES
    assert (size * lines + 18 + 3 * 38) * 1.32 < 536 - 150


def test_a_character_is_drawn_as_the_form_of_the_page_has_it() -> None:
    faces = [find_faces(tag)[:1] for tag in FORMS]
    if len({face for one in faces for face in one}) < 3:
        pytest.skip("no font with faces for the mainland, Taiwan and Hong Kong")
    drawn = [
        draw(card(tag, "骨直"), face, Colours()) for tag, face in zip(FORMS, faces, strict=True)
    ]
    assert 3 == len(set(drawn))


def test_a_character_that_no_font_has_is_not_a_box(form: str) -> None:
    faces = find_faces(form)
    assert draw(card(form, "水〓利"), faces, Colours()) == draw(
        card(form, "水\U0010fffd利"), faces, Colours()
    )
    assert draw(card(form, "水\ufe0f利\U000e0101"), faces, Colours()) == draw(
        card(form, "水利"), faces, Colours()
    )


def test_a_gap_in_the_first_font_is_filled_from_the_next(form: str) -> None:
    faces = find_faces(form)
    latin = Path(drawing.__file__).parent  # no fonts here
    assert () == find_faces(form, [latin])
    assert len({face.family for face in faces}) == len(faces)


def test_without_a_font_there_are_plain_cards_and_one_warning(
    tmp_path: Path, no_fonts: None
) -> None:
    files = {
        "site.yaml": SITE + "share_cards: all\nvariants: [zh-Hant-TW]\n",
        "issues/a/01-a.md": article(),
        "issues/a/02-a.md": article(),
    }
    built = build(digest(tmp_path, files), tmp_path / "site")
    assert ["content/site.yaml no-font"] == [shown(problem) for problem in built.warnings]
    pngs = sorted((built.site).rglob("cards/**/*.png"))
    assert 6 == len(pngs)
    assert 1 == len({path.read_bytes() for path in pngs})
    with Image.open(pngs[0]) as image:
        assert (1200, 630) == image.size


@pytest.mark.parametrize(
    ("setting", "of_article", "files"),
    [
        ("all", ["cards/issues/a/01.png"], 2),
        ("issues", ["cards/issues/a.png"], 1),
        ("none", [], 0),
    ],
)
def test_the_head_names_the_card_with_its_host_and_its_size(
    tmp_path: Path, no_fonts: None, setting: str, of_article: list[str], files: int
) -> None:
    content = {
        "site.yaml": SITE + f"share_cards: {setting}\n",
        "issues/a/01-a.md": article(title="新渠“通水”"),
        "issues/a/issue.md": "---\ndate: 2019-11-20\n---\n",
    }
    site = build(digest(tmp_path, content), tmp_path / "site").site
    said = metas(site / "issues/a/01.html")
    expected = [f"https://example.com/news/{file}" for file in of_article]
    assert expected == said.get("og:image", [])
    assert ["1200"] * len(expected) == said.get("og:image:width", [])
    assert ["630"] * len(expected) == said.get("og:image:height", [])
    assert (["summary_large_image"] if expected else []) == said.get("twitter:card", [])
    if setting == "all":
        assert ["新渠“通水”"] == said["og:image:alt"]
    for page in ("index.html", "issues/a/index.html"):
        of_issue = metas(site / page).get("og:image", [])
        assert of_issue == (["https://example.com/news/cards/issues/a.png"] if files else [])
    assert files == len(list(site.rglob("cards/**/*.png")))
    for url in expected:
        assert (site / url.removeprefix("https://example.com/news/")).is_file()


def test_every_form_has_cards_of_its_own_in_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Card] = []
    printed = Press.printed

    def watched(press: Press, card: Card) -> bytes:
        drawn.append(card)
        return printed(press, card)

    monkeypatch.setattr(Press, "printed", watched)
    content = {
        "site.yaml": SITE + "share_cards: all\nvariants: [zh-Hant-TW, zh-Hant-HK]\n",
        "issues/a/01-a.md": article(title="新渠为三镇", kicker="农业", date="2019-11-20"),
        "issues/a/issue.md": "---\nnumber: 12\ndate: 2019-11-20\n---\n",
    }
    # In this process, where it is watched.
    site = build(digest(tmp_path, content), tmp_path / "site", workers=1).site
    said = {(one.lang, one.title): one for one in drawn}
    assert "農業" == said["zh-Hant-TW", "新渠為三鎮"].kicker
    assert "農業" == said["zh-Hant-HK", "新渠為三鎮"].kicker
    assert "农业" == said["zh-Hans", "新渠为三镇"].kicker
    issue = next(one for one in drawn if one.lang == "zh-Hant-TW" and one.headlines)
    assert ("新渠為三鎮",) == issue.headlines
    assert "總第12期" in issue.number
    head = metas(site / "zh-hant-tw/issues/a/01.html")
    assert ["https://example.com/news/zh-hant-tw/cards/issues/a/01.png"] == head["og:image"]
    assert ["新渠為三鎮"] == head["og:image:alt"]


def test_without_an_address_of_the_site_there_are_no_cards(tmp_path: Path) -> None:
    content = {
        "site.yaml": "title: 江城文摘\nshare_cards: all\n",
        "issues/a/01-a.md": article(captions=[{"text": "图", "image": "a.jpg"}]),
        "issues/a/a.jpg": photograph(800, 600),
    }
    site = build(digest(tmp_path, content), tmp_path / "site").site
    assert not (site / "cards").exists()
    assert "og:image" not in metas(site / "issues/a/01.html")


@pytest.mark.parametrize(
    ("setting", "width", "expected"),
    [
        ("all", 800, ["cards/issues/a/01.png", "issues/a/%E6%B8%A0.jpg"]),
        ("issues", 800, ["issues/a/%E6%B8%A0.jpg"]),
        ("issues", 599, ["cards/issues/a.png"]),
        ("none", 600, ["issues/a/%E6%B8%A0.jpg"]),
        ("none", 599, []),
    ],
)
def test_a_photograph_stands_for_an_article_that_has_no_card(
    tmp_path: Path, no_fonts: None, setting: str, width: int, expected: list[str]
) -> None:
    content = {
        "site.yaml": SITE + f"share_cards: {setting}\n",
        "issues/a/01-a.md": article(body="文。\n\n![渠](渠.jpg)\n"),
        "issues/a/渠.jpg": photograph(width, 400),
    }
    site = build(digest(tmp_path, content), tmp_path / "site").site
    head = metas(site / "issues/a/01.html")
    assert [f"https://example.com/news/{file}" for file in expected] == head.get("og:image", [])


def test_a_card_is_drawn_once_and_again_when_what_it_says_or_its_font_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def counted(card: Card, faces: tuple[Face, ...], colours: Colours) -> bytes:
        drawn.append(card.title)
        return b"a card"

    monkeypatch.setattr(drawing, "draw", counted)
    (tmp_path / "one.ttf").write_bytes(b"1")
    (tmp_path / "two.ttf").write_bytes(b"2")

    def press(font: str, colours: Colours) -> Press:
        face = Face(str(tmp_path / font), 0, font)
        return Press((("zh-Hans", (face,)),), colours, Cache(tmp_path / "kept"))

    for font, title, colours in (
        ("one.ttf", "甲", Colours()),
        ("one.ttf", "甲", Colours()),
        ("one.ttf", "乙", Colours()),
        ("two.ttf", "甲", Colours()),
        ("two.ttf", "甲", Colours(paper="#000000")),
        ("one.ttf", "甲", Colours()),
    ):
        assert b"a card" == press(font, colours).printed(card("zh-Hans", title))
    assert ["甲", "乙", "甲", "甲"] == drawn


def test_a_cold_and_a_warm_build_have_the_same_cards(tmp_path: Path) -> None:
    content = {"site.yaml": SITE + "share_cards: all\n", "issues/a/01-a.md": article()}
    project = digest(tmp_path, content)
    build(project, tmp_path / "cold")
    build(project, tmp_path / "warm")
    assert snapshot(tmp_path / "cold") == snapshot(tmp_path / "warm")


def test_a_check_draws_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "draw", None)
    content = {"site.yaml": SITE + "share_cards: all\n", "issues/a/01-a.md": article()}
    problems = check(digest(tmp_path, content)).problems
    assert set() == {problem.rule for problem in problems} - {"no-font"}


def test_colours_of_a_theme_are_six_digits(tmp_path: Path) -> None:
    project = digest(tmp_path, {"site.yaml": SITE + "theme: own\n", "issues/a/01-a.md": article()})
    (tmp_path / "themes/own").mkdir(parents=True)
    (tmp_path / "themes/own/theme.yaml").write_text("name: own\ncolours: {paper: white}\n")
    assert ["themes/own/theme.yaml:2:10 bad-colour"] == [shown(p) for p in check(project).problems]


def test_fonts_are_looked_for_by_region_and_the_bold_one_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {
        "NotoSerifCJK-Regular.ttc": ("Noto Serif CJK JP", "Noto Serif CJK SC", "Noto Serif CJK TC"),
        "NotoSerifCJK-Bold.ttc": ("Noto Serif CJK JP", "Noto Serif CJK SC", "Noto Serif CJK TC"),
        "msjh.ttc": ("Microsoft JhengHei",),
    }
    for name in names:
        (tmp_path / name).write_bytes(b"")
    monkeypatch.setattr(fonts, "_names", lambda file: names[Path(file).name])

    def found(tag: str) -> list[tuple[str, str, int]]:
        return [(Path(f.file).name, f.family, f.index) for f in find_faces(tag, [tmp_path])]

    assert ("NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", 1) == found("zh-Hans")[0]
    taiwan = [
        ("NotoSerifCJK-Bold.ttc", "Noto Serif CJK TC", 2),
        ("msjh.ttc", "Microsoft JhengHei", 0),
        ("NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", 1),
    ]
    assert taiwan == found("zh-Hant-TW")
    assert taiwan == found("zh-Hant-HK")
