"""Decoding the pictures of articles within bounds, in the child process; what comes out is a PNG of ours."""

import io
import warnings

from PIL import (
    GifImagePlugin,
    Image,
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


def decode_picture(data: bytes) -> bytes:
    """Return `data` as PNG, scaled to fit the preview.

    Raises RenderFailed when it is no picture that we show, or too large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # broken metadata is no concern of the reader
            return _decoded(data)
    except RenderFailed:
        raise
    except _DAMAGED as error:
        raise RenderFailed("A picture is damaged or of a kind that is not shown.") from error


def _decoded(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
        picture.draft("RGB", (limits.MAX_PICTURE_WIDTH, limits.MAX_PICTURE_HEIGHT))  # JPEG decodes scaled
        if picture.width * picture.height > limits.MAX_PICTURE_PIXELS:
            raise RenderFailed(f"A picture of {picture.width:,} x {picture.height:,} pixels is too large.")
        picture.load()
        mode = "RGBA" if "A" in picture.mode or "transparency" in picture.info else "RGB"
        shown = picture.convert(mode)
    shown.thumbnail(
        (limits.MAX_PICTURE_WIDTH, limits.MAX_PICTURE_HEIGHT), Image.Resampling.BILINEAR, reducing_gap=2.0
    )
    out = io.BytesIO()
    shown.save(out, "PNG", compress_level=1)
    return out.getvalue()
