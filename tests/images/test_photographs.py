"""Photographs, from the file beside the article to what a browser chooses from."""

from __future__ import annotations

import html.parser
import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from world import article, digest, photograph, shown, snapshot, write

from generator.build import build
from generator.cache import FOLDER
from generator.checking import check
from generator.images import pixels
from generator.images.pixels import encode, look
from generator.images.records import AVIF, JPEG, PNG, WEBP, Unreadable
from generator.problems import Severity

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


class _Tags(html.parser.HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("picture", "source", "img"):
            self.found.append((tag, {name: value or "" for name, value in attrs}))


def pictures(page: Path) -> list[tuple[str, dict[str, str]]]:
    """The picture, source and img elements of a page."""
    return _Tags(page.read_text(encoding="utf-8")).found


def from_camera(width: int = 1000, height: int = 600, turned: int = 6) -> bytes:
    """A photograph that lies on its side and says where it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION] = turned
    exif[MAKE] = "ACME"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (27.0, 59.0, 30.0)
    return photograph(width, height, exif=exif)


def one_article(tmp_path: Path, **photographs: bytes) -> Path:
    """A site of one article with these photographs; its article page."""
    names = [name.replace("_", ".") for name in photographs]
    captions = [{"text": f"图{number}", "image": name} for number, name in enumerate(names)]
    files: dict[str, str | bytes] = {"issues/a/01-a.md": article(captions=captions)}
    files |= {
        f"issues/a/{name}": data for name, data in zip(names, photographs.values(), strict=True)
    }
    project = digest(tmp_path, files)
    return build(project, tmp_path / "site").site / "issues/a/01.html"


def test_a_photograph_comes_in_better_formats_and_in_widths_up_to_its_own(tmp_path: Path) -> None:
    page = one_article(tmp_path, a_jpg=photograph(1200, 800))
    (_, picture), avif, webp, (_, img) = pictures(page)
    assert {} == picture
    widths = ["480w", "960w", "1200w"]
    for (tag, source), mime in ((avif, "image/avif"), (webp, "image/webp")):
        assert ("source", mime) == (tag, source["type"])
        assert widths == source["srcset"].replace(",", "").split()[1::2]
        for file in source["srcset"].replace(",", "").split()[::2]:
            with Image.open(page.parent / file) as image:
                assert mime == f"image/{str(image.format).lower()}"
    assert widths == img["srcset"].replace(",", "").split()[1::2]
    assert "a.jpg" == img["src"]
    assert img["srcset"].endswith(" a.jpg 1200w")
    assert ("1200", "800") == (img["width"], img["height"])


@pytest.mark.parametrize("size", [(4000, 3000), (1440, 960), (1441, 10), (300, 900), (1, 1)])
def test_the_size_on_the_page_is_the_size_of_the_file(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    page = one_article(tmp_path, a_jpg=photograph(*size))
    img = pictures(page)[-1][1]
    with Image.open(page.parent / "a.jpg") as image:
        assert (int(img["width"]), int(img["height"])) == image.size
        assert image.width == min(1440, size[0])
    for entry in (source["srcset"] for _, source in pictures(page)[1:]):
        for file, wide in (one.split() for one in entry.split(", ")):
            with Image.open(page.parent / file) as image:
                assert f"{image.width}w" == wide
                assert image.height == pytest.approx(size[1] * image.width / size[0], abs=1)


@pytest.mark.parametrize("turned", [1, 2, 3, 4, 5, 6, 7, 8])
def test_a_photograph_stands_upright_whatever_way_the_camera_was_held(turned: int) -> None:
    upright = Image.new("RGB", (64, 32), "white")
    upright.paste("red", (0, 0, 32, 16))  # the top left quarter
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Image.Transpose that gives what it saw
    seen = upright.transpose(Image.Transpose(undo[turned])) if turned > 1 else upright
    exif = Image.Exif()
    exif[ORIENTATION] = turned
    file = io.BytesIO()
    seen.save(file, "JPEG", exif=exif, quality=95)
    found = look(file.getvalue())
    assert (64, 32) == (found.width, found.height)
    with Image.open(io.BytesIO(encode(file.getvalue(), JPEG, 64, 32))) as shown:
        reds = [shown.convert("RGB").getpixel(at) for at in ((12, 6), (52, 6), (12, 26), (52, 26))]
    assert [True, False, False, False] == [red[1] < 100 for red in reds]


def test_nothing_of_what_the_camera_wrote_is_published(tmp_path: Path) -> None:
    page = one_article(tmp_path, a_jpg=from_camera())
    site = tmp_path / "site"
    assert ("600", "1000") == tuple(pictures(page)[-1][1][name] for name in ("width", "height"))
    files = [site / "issues/a/a.jpg", *(site / "assets/images").iterdir()]
    assert 6 == len(files)
    for file in files:
        data = file.read_bytes()
        assert b"ACME" not in data
        assert b"Exif" not in data
        with Image.open(file) as image:
            assert not dict(image.getexif())
            assert "icc_profile" not in image.info


@pytest.mark.parametrize(
    "hidden",
    [
        {"exif": b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0"},
        {"comment": b"taken at home"},
        {"xmp": b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"},
        {"icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()},
    ],
)
def test_a_photograph_that_says_anything_beside_its_picture_is_not_carried_as_it_is(
    hidden: dict[str, bytes],
) -> None:
    assert look(photograph()).clean
    assert not look(photograph(**hidden)).clean


def test_what_a_telephone_hides_behind_a_photograph_is_not_published(tmp_path: Path) -> None:
    page = one_article(tmp_path, a_jpg=photograph() + b"a film with its place")
    assert b"film" not in (page.parent / "a.jpg").read_bytes()


def test_a_photograph_with_nothing_to_mend_keeps_its_bytes(tmp_path: Path) -> None:
    data = {"a_jpg": photograph(900, 600), "b_png": photograph(kind="PNG")}
    page = one_article(tmp_path, **data)
    assert data["a_jpg"] == (page.parent / "a.jpg").read_bytes()
    assert data["b_png"] == (page.parent / "b.png").read_bytes()


def test_what_can_be_seen_through_stays_so(tmp_path: Path) -> None:
    image = Image.new("RGBA", (600, 300), (255, 0, 0, 0))
    image.paste((0, 0, 255, 255), (0, 0, 300, 300))
    for mode in ("RGBA", "P", "LA"):
        file = io.BytesIO()
        image.convert(mode).save(file, "PNG")
        page = one_article(tmp_path / mode, a_png=file.getvalue())
        for _, source in pictures(page)[1:]:
            for one in source["srcset"].split(", "):
                with Image.open(page.parent / one.split()[0]) as shown:
                    alpha = shown.convert("RGBA").getchannel("A")
                    assert alpha.getpixel((10, 10)) > 250
                    assert alpha.getpixel((shown.width - 10, 10)) < 5


def with_profile(profile: bytes) -> bytes:
    """A red square with a profile."""
    file = io.BytesIO()
    Image.new("RGB", (32, 32), (200, 40, 40)).save(file, "PNG", icc_profile=profile)
    return file.getvalue()


def test_colours_are_those_that_the_profile_of_the_photograph_means() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exchanged = srgb.replace(b"rXYZ", b"....").replace(b"gXYZ", b"rXYZ").replace(b"....", b"gXYZ")
    with Image.open(io.BytesIO(encode(with_profile(exchanged), PNG, 32, 32))) as image:
        red, green, blue = image.convert("RGB").getpixel((5, 5))
    assert green == pytest.approx(200, abs=3)
    assert red == pytest.approx(40, abs=3)
    assert blue == pytest.approx(40, abs=3)


@pytest.mark.parametrize(
    "profile", [b"no profile", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()]
)
def test_a_profile_that_is_of_no_use_is_no_reason_to_fail(profile: bytes) -> None:
    with Image.open(io.BytesIO(encode(with_profile(profile), PNG, 32, 32))) as image:
        assert (200, 40, 40) == image.convert("RGB").getpixel((5, 5))
        assert "icc_profile" not in image.info


@pytest.mark.parametrize("mode", ["L", "1", "CMYK", "RGB"])
def test_every_kind_of_colour_becomes_one_that_browsers_know(mode: str) -> None:
    kind = "PNG" if mode == "1" else "JPEG"
    data = photograph(64, 48, kind, mode)
    for mime in (JPEG, WEBP, AVIF):
        with Image.open(io.BytesIO(encode(data, mime, 32, 24))) as image:
            assert "RGB" == image.mode
            dark, light = image.getpixel((16, 1)), image.getpixel((16, 22))
            assert dark[0] < 60
            assert light[0] > 190


def test_sixteen_bits_of_grey_are_scaled_and_not_cut() -> None:
    image = Image.new("I;16", (16, 16), 32768)
    file = io.BytesIO()
    image.save(file, "PNG")
    with Image.open(io.BytesIO(encode(file.getvalue(), PNG, 16, 16))) as shown:
        assert 128 == pytest.approx(shown.convert("L").getpixel((3, 3)), abs=1)


def test_moving_images_are_carried_as_they_are_with_their_size(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    data: dict[str, bytes] = {}
    for name, kind in (("a_gif", "GIF"), ("b_webp", "WEBP"), ("c_png", "PNG")):
        file = io.BytesIO()
        frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=100)
        data[name] = file.getvalue()
    page = one_article(tmp_path, **data)
    assert ["img"] * 3 == [tag for tag, _ in pictures(page)]
    for name, (_, img) in zip(data, pictures(page), strict=True):
        assert ("40", "30") == (img["width"], img["height"])
        assert "srcset" not in img
        assert data[name] == (page.parent / name.replace("_", ".")).read_bytes()


def test_a_file_that_is_called_after_another_format_is_published_as_what_it_is_called(
    tmp_path: Path,
) -> None:
    page = one_article(tmp_path, a_jpg=photograph(kind="WEBP"), b_png=photograph())
    with Image.open(page.parent / "a.jpg") as image:
        assert "JPEG" == image.format
    with Image.open(page.parent / "b.png") as image:
        assert "PNG" == image.format


BROKEN = {
    "nothing": b"",
    "text": "照片".encode(),
    "cut short": photograph(600, 400)[:2000],
    "only a head": b"\xff\xd8\xff\xd9",
    "a cut PNG": photograph(600, 400, "PNG")[:300],
    "a cut WebP": photograph(600, 400, "WEBP")[:100],
    "a PNG with a wrong sum": photograph(60, 40, "PNG").replace(b"IHDR", b"IHDX"),
    "TIFF": photograph(60, 40, "TIFF"),
    "SVG": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_photograph_that_cannot_be_read_is_one_warning_that_names_it(
    tmp_path: Path, fault: str
) -> None:
    files = {
        "issues/a/01-a.md": article(captions=[{"text": "图", "image": "a.jpg"}]),
        "issues/a/a.jpg": BROKEN[fault],
    }
    project = digest(tmp_path, files)
    (problem,) = check(project).problems
    assert "content/issues/a/a.jpg unreadable-image" == shown(problem)
    assert Severity.WARNING == problem.severity
    page = build(project, tmp_path / "site").site / "issues/a/01.html"
    assert [("img", {"src": "a.jpg", "alt": "图"})] == pictures(page)


def test_a_bomb_is_refused_by_its_head(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixels, "MAXIMUM_PIXELS", 1000)
    with pytest.raises(Unreadable, match="more than"):
        look(photograph(100, 100, "PNG"))


def test_the_photographs_of_a_text_have_their_size_and_the_first_is_fetched_at_once(
    tmp_path: Path,
) -> None:
    body = '文。\n\n![渠](渠.jpg "水渠通水 王小明 摄")\n\n行内![桥](b.png)图。\n\n![无](无.svg)\n'
    files = {
        "issues/a/01-a.md": article(body=body.replace("![无](无.svg)\n", "")),
        "issues/a/渠.jpg": photograph(700, 400),
        "issues/a/b.png": photograph(50, 40, "PNG"),
    }
    page = build(digest(tmp_path, files), tmp_path / "site").site / "issues/a/01.html"
    first, second = (attributes for tag, attributes in pictures(page) if tag == "img")
    assert ("700", "400", "high") == (first["width"], first["height"], first["fetchpriority"])
    assert "loading" not in first
    assert ("渠", "%E6%B8%A0.jpg") == (first["alt"], first["src"])
    assert ("50", "40", "lazy") == (second["width"], second["height"], second["loading"])
    assert "fetchpriority" not in second
    assert '<span class="credit">王小明 摄</span>' in page.read_text(encoding="utf-8")


def test_a_photograph_far_down_the_text_waits(tmp_path: Path) -> None:
    files = {
        "issues/a/01-a.md": article(body="一段长文。" * 80 + "\n\n![渠](a.jpg)\n"),
        "issues/a/a.jpg": photograph(),
    }
    page = build(digest(tmp_path, files), tmp_path / "site").site / "issues/a/01.html"
    assert "lazy" == pictures(page)[-1][1]["loading"]


def test_of_captions_only_the_first_above_the_text_is_fetched_at_once(tmp_path: Path) -> None:
    page = one_article(tmp_path, a_jpg=photograph(), b_jpg=photograph(80, 60))
    said = [a.get("fetchpriority", a.get("loading")) for t, a in pictures(page) if t == "img"]
    assert ["high", "lazy"] == said


def test_the_page_of_a_whole_issue_shows_photographs_as_its_articles_do(tmp_path: Path) -> None:
    body = "水到渠成。\n\n![渠](a.jpg)\n"
    files: dict[str, str | bytes] = {
        "issues/a/01-a.md": article(body=body, captions=[{"text": "图", "image": "b.jpg"}]),
        "issues/a/a.jpg": photograph(1200, 800),
        "issues/a/b.jpg": photograph(1000, 800),
    }
    folder = build(digest(tmp_path, files), tmp_path / "site").site / "issues/a"
    there = pictures(folder / "01.html")
    assert ["picture", "picture"] == [tag for tag, _ in there if tag == "picture"]
    assert there == pictures(folder / "whole.html")


def test_all_forms_share_the_encoded_files(tmp_path: Path) -> None:
    files = {
        "site.yaml": "title: 江城文摘\nvariants: [zh-Hant-TW, zh-Hant-HK]\n",
        "issues/a/01-a.md": article(captions=[{"text": "图", "image": "a.jpg"}]),
        "issues/a/a.jpg": photograph(),
    }
    site = build(digest(tmp_path, files), tmp_path / "site").site
    assert 1 == len(list(site.rglob("*.avif")))
    for form in ("zh-hant-tw", "zh-hant-hk"):
        page = site / form / "issues/a/01.html"
        for _, source in pictures(page)[1:]:
            for one in source["srcset"].split(", "):
                assert (page.parent / one.split()[0]).is_file()
        assert (page.parent / pictures(page)[-1][1]["src"]).is_file()


def test_a_cold_and_a_warm_build_are_the_same(tmp_path: Path) -> None:
    page = one_article(tmp_path, a_jpg=photograph(1000, 700), b_png=photograph(kind="PNG"))
    cold = snapshot(page.parents[2])
    assert list((tmp_path / FOLDER).rglob("*"))
    project = digest(tmp_path)
    build(project, tmp_path / "warm")
    assert cold == snapshot(tmp_path / "warm")


def test_what_was_kept_and_then_spoilt_is_made_again(tmp_path: Path) -> None:
    page = one_article(tmp_path, a_jpg=photograph(1000, 700))
    before = snapshot(page.parents[2])
    for kept in (tmp_path / FOLDER).rglob("*"):
        if kept.is_file():
            kept.write_bytes(kept.read_bytes()[:-1])
    build(digest(tmp_path), tmp_path / "site")
    assert before == snapshot(page.parents[2])


def test_where_nothing_can_be_kept_the_site_is_built_all_the_same(tmp_path: Path) -> None:
    write(tmp_path / FOLDER, "a file where the folder should be")
    page = one_article(tmp_path, a_jpg=photograph(1000, 700))
    assert 4 == len(pictures(page))


def test_two_photographs_alike_are_encoded_once(tmp_path: Path) -> None:
    page = one_article(tmp_path, a_jpg=photograph(), b_jpg=photograph())
    sources = [a["srcset"] for _, a in pictures(page) if "type" in a]
    assert 2 == len(set(sources))
    assert 4 == len(sources)
