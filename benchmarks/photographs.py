"""Photographs for the made-up articles: real JPEG files of nothing, each another one.

A slope of two colours with shapes before it, a little out of focus: as hard for an encoder as a
snapshot, as nothing else here is. The same bytes wherever the same Pillow runs.
"""

from __future__ import annotations

import io
from random import Random

from PIL import Image, ImageDraw, ImageFilter

SIZE = (640, 427)
"""Pixels: what a newsroom's archive keeps of a picture in print."""


def photograph(seed: int, number: int) -> bytes:
    """The photograph of the article of this number, some 40 KB."""
    rng = Random(f"{seed}:photograph:{number}")
    slope = Image.linear_gradient("L").resize(SIZE)
    image = Image.composite(Image.new("RGB", SIZE, _colour(rng)), _plain(rng), slope)
    draw = ImageDraw.Draw(image)
    for _ in range(60):
        x, y = rng.randrange(SIZE[0]), rng.randrange(SIZE[1])
        width, height = rng.randint(4, 160), rng.randint(4, 160)
        shape = draw.ellipse if rng.randrange(2) else draw.rectangle
        shape((x, y, x + width, y + height), fill=_colour(rng))
    grain = Image.frombytes("L", SIZE, rng.randbytes(SIZE[0] * SIZE[1])).convert("RGB")
    image = Image.blend(image.filter(ImageFilter.GaussianBlur(1.5)), grain, 0.06)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=82)
    return file.getvalue()


def _plain(rng: Random) -> Image.Image:
    return Image.new("RGB", SIZE, _colour(rng))


def _colour(rng: Random) -> tuple[int, int, int]:
    return rng.randrange(256), rng.randrange(256), rng.randrange(256)
