"""Pictures: decided by content, decoded within bounds, always handed on as our own PNG."""

import io
import struct
import zlib

import pytest
from PIL import Image

from kbassist.render.requests import ArticleRequest
from kbassist.render.worker import RenderWorker
from kbassist.system.errors import RenderFailed


def picture(kind: str, size: tuple[int, int] = (40, 30), mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red" if mode != "1" else 1).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_the_four_kinds_are_shown(worker: RenderWorker, kind: str) -> None:
    shown = Image.open(io.BytesIO(worker.picture(picture(kind))))
    assert (shown.format, shown.size) == ("PNG", (40, 30))


@pytest.mark.parametrize(
    ("size", "expected"), [((3000, 1000), (1200, 400)), ((1000, 4800), (500, 2400)), ((1200, 10), (1200, 10))]
)
def test_large_ones_are_scaled(
    worker: RenderWorker, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert Image.open(io.BytesIO(worker.picture(picture("PNG", size)))).size == expected


def bare_png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(100)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a",
        picture("PNG")[:40],
        picture("BMP"),
        picture("TIFF"),
        picture("PPM"),
        bare_png(8000, 8000),
        bare_png(60_000, 60_000),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n",
    ],
)
def test_everything_else_is_refused(worker: RenderWorker, data: bytes) -> None:
    with pytest.raises(RenderFailed):
        worker.picture(data)


def test_an_article_shows_what_it_may_and_names_the_rest(worker: RenderWorker) -> None:
    files = {"img/a.png": picture("PNG"), "img/b.jpg": b"broken"}
    page = worker.article(
        ArticleRequest("![one](a.png) ![two](b.jpg) ![three](../../c.png) ![four](a.svg)", "img/x.md"),
        files.get,
    )
    assert page.html == (
        '<p><img src="kb:picture/0" alt="one"> <span class="picture">[two]</span> '
        '<span class="picture">[three]</span> <span class="picture">[four]</span></p>'
    )
    assert list(page.pictures) == ["kb:picture/0"]


def photograph() -> bytes:
    """A picture that says it was held sideways, where it was taken, and with what."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Secretcam"
    out = io.BytesIO()
    Image.new("RGB", (3200, 800), "red").save(out, "JPEG", exif=exif, comment=b"Secretcomment")
    return out.getvalue()


def test_a_kept_photograph_is_upright_and_tells_nothing_else(worker: RenderWorker) -> None:
    ending, kept = worker.kept_picture(photograph())
    shown = Image.open(io.BytesIO(kept))
    assert (ending, shown.format, shown.size) == ("jpg", "JPEG", (400, 1600))
    assert b"Secret" not in kept and not shown.getexif()


@pytest.mark.parametrize("kind", ["PNG", "GIF"])
def test_other_kept_pictures_are_png(worker: RenderWorker, kind: str) -> None:
    ending, kept = worker.kept_picture(picture(kind, (2000, 500)))
    assert (ending, Image.open(io.BytesIO(kept)).size) == ("png", (1600, 400))


@pytest.mark.parametrize("data", [b"", b"<svg/>", picture("BMP"), picture("PNG")[:40], bare_png(8000, 8000)])
def test_what_is_no_picture_is_not_kept(worker: RenderWorker, data: bytes) -> None:
    with pytest.raises(RenderFailed):
        worker.kept_picture(data)
