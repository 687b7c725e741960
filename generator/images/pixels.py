"""Photographs read and written. With `generator.cards`, the only door to Pillow.

What comes out has the same bytes wherever the same Pillow runs: every option of an encoder that
matters is given here, and none may look at the number of processors.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Mapping
from typing import Any

import PIL
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError, features

from generator.images.records import AVIF, JPEG, MAXIMUM_HEIGHT, PNG, WEBP, Look, Unreadable

Image.MAX_IMAGE_PIXELS = None  # Ours is asked first, and its refusal names the file.

MAXIMUM_PIXELS = 128_000_000
"""Of one photograph: more than any telephone makes, and half a gigabyte of memory when read."""

_FORMATS = {"JPEG": JPEG, "MPO": JPEG, "PNG": PNG, "WEBP": WEBP, "AVIF": AVIF, "GIF": "image/gif"}
"""What Pillow calls a format; MPO is the JPEG of telephones that keep a second shot in it."""

_OPTIONS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    # Quality by eye on faces, print and leaves at 960 pixels: the three look the same.
    JPEG: ("JPEG", {"quality": 80, "optimize": True, "progressive": True, "subsampling": "4:2:0"}),
    PNG: ("PNG", {"optimize": False, "compress_level": 9}),
    WEBP: ("WEBP", {"quality": 76, "method": 4, "alpha_quality": 90}),
    # Tiles and threads would make the bytes depend on the machine.
    AVIF: (
        "AVIF",
        {
            "quality": 56,
            "speed": 7,
            "subsampling": "4:2:0",
            "codec": "aom",
            "max_threads": 1,
            "autotiling": False,
        },
    ),
}

_HARMLESS = {
    "jfif",
    "jfif_version",
    "jfif_unit",
    "jfif_density",
    "dpi",
    "progressive",
    "progression",
}
_HARMLESS |= {"adobe", "adobe_transform", "gamma", "srgb", "interlace", "transparency", "loop"}
_HARMLESS |= {"background", "timestamp", "duration", "chromaticity", "aspect", "default_image"}
_ENDS = {JPEG: b"\xff\xd9", PNG: b"IEND\xaeB`\x82"}
"""Whatever follows these is no part of the photograph; telephones hide a film there."""

ENCODER = (
    "images",
    1,
    PIL.__version__,
    *(str(features.version(name)) for name in ("avif", "webp", "jpg", "littlecms2")),
    _OPTIONS,
)
"""Part of every key of the cache: what else decides the bytes, besides the photograph."""


def look(data: bytes) -> Look:
    """Decode a photograph to the last byte; raises Unreadable when that cannot be done."""
    with _opened(data) as image:
        try:
            mime = _FORMATS[str(image.format)]
            moves = image.format != "MPO" and bool(getattr(image, "is_animated", False))
            said = image.getexif().get(ORIENTATION, 1) != 1
            width, height = image.size[::-1] if _lies(image) else image.size
            image.draft("RGB", (1, 1))
            image.load()
        except _FAULTS as fault:
            raise _broken(fault) from fault
        plain = image.mode in ("RGB", "RGBA", "L", "P", "1", "LA") and image.format != "MPO"
        said = said or bool(set(image.info) - _HARMLESS or getattr(image, "text", None))
        ends = _ENDS.get(mime)
        whole = ends is None or data.rstrip(b"\0").endswith(ends)
        return Look(mime, width, height, moves, plain and whole and not said)


def encode(data: bytes, mime: str, width: int, height: int) -> bytes:
    """A photograph upright, in sRGB, of this size and format, with nothing but its picture."""
    with _opened(data) as opened:
        try:
            # Of a large JPEG libjpeg gives a half or a quarter at a fraction of the cost.
            twice = (width * 2, height * 2)
            opened.draft(opened.mode, twice[::-1] if _lies(opened) else twice)
            image = _in_srgb(ImageOps.exif_transpose(opened))
            if image.size != (width, height):
                image = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
            if mime == JPEG and image.mode == "RGBA":
                paper = Image.new("RGBA", image.size, "white")
                image = Image.alpha_composite(paper, image).convert("RGB")
            image.info = {}
            name, options = _OPTIONS[mime]
            file = io.BytesIO()
            image.save(file, name, **options)
            return file.getvalue()
        except _FAULTS as fault:
            raise _broken(fault) from fault


def formats(width: int, height: int) -> tuple[str, ...]:
    """The better formats for a photograph of this size that this Pillow writes."""
    if max(width, height) > MAXIMUM_HEIGHT:
        return ()
    return tuple(mime for name, mime in (("avif", AVIF), ("webp", WEBP)) if features.check(name))


def _opened(data: bytes) -> Image.Image:
    Image.init()
    try:
        image = Image.open(
            io.BytesIO(data), formats=[name for name in _FORMATS if name in Image.OPEN]
        )
    except UnidentifiedImageError as fault:
        raise Unreadable(
            "不是能用的图片（可用 JPEG、PNG、WebP、AVIF、GIF）",
            "it is no JPEG, PNG, WebP, AVIF or GIF",
        ) from fault
    except _FAULTS as fault:
        raise _broken(fault) from fault
    if image.width * image.height > MAXIMUM_PIXELS:
        millions = MAXIMUM_PIXELS // 1_000_000
        raise Unreadable(
            f"有 {image.width}×{image.height} 像素，超过 {millions} 百万",
            f"it has {image.width} × {image.height} pixels, more than {millions} million",
        )
    return image


ORIENTATION = 0x0112
"""Of the tags of EXIF."""


def _lies(image: Image.Image) -> bool:
    """Whether the camera was held upright, so that the picture lies on its side."""
    return image.getexif().get(ORIENTATION, 1) in (5, 6, 7, 8)


# Pillow's readers raise whatever their parsing stumbles over.
_FAULTS = (
    *(OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError),
    *(ArithmeticError, RuntimeError, MemoryError, AttributeError, struct.error, zlib.error),
)


def _broken(fault: BaseException) -> Unreadable:
    said = str(fault) or type(fault).__name__
    return Unreadable(f"坏了或不完整（{said}）", f"it is broken or incomplete ({said})")


def _in_srgb(image: Image.Image) -> Image.Image:
    """In RGB, or RGBA where something can be seen through; by its own profile if it has one."""
    profile = image.info.get("icc_profile")
    clear = image.has_transparency_data
    if image.mode.startswith("I") or image.mode == "F":
        # Sixteen bits of grey; Pillow would cut what is over 255.
        image = image.convert("I").point(lambda level: level / 256).convert("L")
    if image.mode in ("1", "P", "PA", "LA", "La", "RGBa") or (clear and image.mode != "RGBA"):
        image = image.convert("RGBA" if clear else "RGB")
    if profile:
        image = _by_profile(image, profile)
    wanted = "RGBA" if clear else "RGB"
    return image if image.mode == wanted else image.convert(wanted)


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    """Converted to sRGB; as it is where the profile is of no use."""
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        converted = ImageCms.profileToProfile(
            image, own, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return converted or image
