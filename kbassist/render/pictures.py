"""Decoding the pictures of articles within bounds, in the child process; what comes out is a PNG of ours."""

import io
import warnings
from collections.abc import Callable
from typing import TypeVar

from PIL import (
    GifImagePlugin,
    Image,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from kbassist.render import limits
from kbassist.system.errors import RenderFailed

# Decided by content, whatever the file is called. SVG would open files and addresses by itself.
# Importing the decoders here registers them; later on nothing is imported any more.
_DECODERS = (PngImagePlugin, JpegImagePlugin, GifImagePlugin, WebPImagePlugin)
# What Pillow's decoders raise on damaged and hostile files; UnidentifiedImageError is an OSError.
_DAMAGED = (
    OSError,
    ValueError,
    SyntaxError,
    ArithmeticError,
    LookupError,
    TypeError,
    Image.DecompressionBombError,
)
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_LOSSY = ("JPEG", "WEBP")
_JPEG_QUALITY = 88

Size = tuple[int, int]
Result = TypeVar("Result")


def decode_picture(data: bytes) -> bytes:
    """Return `data` as PNG, scaled to fit the preview.

    Raises RenderFailed when it is no picture that we show, or too large.
    """
    most = (limits.MAX_PICTURE_WIDTH, limits.MAX_PICTURE_HEIGHT)
    return _contained(lambda: _png(_decoded(data, most)[0], compress_level=1))


def keep_picture(data: bytes) -> tuple[str, bytes]:
    """Return `data` drawn anew for a library, and its ending: upright, scaled, without what it told besides.

    Photographs stay JPEG, all else becomes PNG, of an animation its first picture. Raises RenderFailed.
    """

    def kept() -> tuple[str, bytes]:
        shown, kind = _decoded(data, (limits.MAX_KEPT_PIXELS, limits.MAX_KEPT_PIXELS))
        if kind not in _LOSSY or shown.mode != "RGB":
            return "png", _png(shown, compress_level=6)
        out = io.BytesIO()
        shown.save(out, "JPEG", quality=_JPEG_QUALITY)
        return "jpg", out.getvalue()

    return _contained(kept)


def _contained(work: Callable[[], Result]) -> Result:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # broken metadata is no concern of the reader
            return work()
    except RenderFailed:
        raise
    except _DAMAGED as error:
        raise RenderFailed("A picture is damaged or of a kind that is not shown.") from error


def _decoded(data: bytes, most: Size) -> tuple[Image.Image, str]:
    """Return a picture with nothing but its colours, no larger than `most`, and the kind of its file."""
    with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
        kind = picture.format or ""
        picture.draft("RGB", most)  # JPEG decodes scaled
        if picture.width * picture.height > limits.MAX_PICTURE_PIXELS:
            raise RenderFailed(f"A picture of {picture.width:,} x {picture.height:,} pixels is too large.")
        picture.load()
        mode = "RGBA" if "A" in picture.mode or "transparency" in picture.info else "RGB"
        shown = picture.convert(mode)
    shown.thumbnail(most, Image.Resampling.BILINEAR, reducing_gap=2.0)
    shown = _upright(shown)
    shown.info.clear()  # places, cameras, names: none of it is handed on
    return shown, kind


def _upright(picture: Image.Image) -> Image.Image:
    """Turn a picture as its camera was held; what says so wrongly turns nothing."""
    try:
        return ImageOps.exif_transpose(picture)
    except _DAMAGED:
        return picture


def _png(picture: Image.Image, compress_level: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=compress_level)
    return out.getvalue()
