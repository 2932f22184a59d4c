"""Tests of the icons: each name that the code uses is a file, tinted and sharp."""

import re
from pathlib import Path

import pytest

import kbassist.ui
from kbassist.system.resources import resource_folder
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme

FILES = sorted(path.stem for path in resource_folder("icons").glob("*.svg"))
SOURCES = "\n".join(path.read_text("utf-8") for path in Path(kbassist.ui.__path__[0]).rglob("*.py"))


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_used(name: str) -> None:
    assert f'"{name}"' in SOURCES


def test_every_name_is_a_file() -> None:
    named = set(re.findall(r'(?:icon|glyph)="([a-z-]+)"', SOURCES))
    assert named <= set(FILES)


def test_follows_the_theme(theme: Theme, icons: Icons) -> None:
    light = icons.pixmap("search", 20, "text").toImage()
    theme.apply("dark")
    assert icons.pixmap("search", 20, "text").toImage() != light


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_has_a_pixel_for_every_pixel_of_the_screen(icons: Icons, scale: float) -> None:
    pixmap = icons.pixmap("search", 20, "text", scale)
    assert pixmap.width() == round(20 * scale)
    assert pixmap.devicePixelRatio() == scale


def test_the_licence_travels_with_them() -> None:
    assert "ISC" in (resource_folder("icons") / "LICENSE").read_text("utf-8")
