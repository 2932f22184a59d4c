"""The sizes of type: the system's own font in the few roles that the window has."""

from enum import StrEnum

from PySide6.QtGui import QFont, QGuiApplication


class FontRole(StrEnum):
    """What a text is; sizes are in `SIZES`."""

    BODY = "body"
    STRONG = "strong"
    REPLY = "reply"
    SPOKEN = "spoken"
    SEARCH = "search"
    TITLE = "title"
    HEADING = "heading"
    SECONDARY = "secondary"
    CHIP = "chip"
    KEY = "key"
    MONO = "mono"


# Logical pixels at a text size of 100 %, and the weight.
SIZES: dict[FontRole, tuple[float, QFont.Weight]] = {
    FontRole.BODY: (14, QFont.Weight.Normal),
    FontRole.STRONG: (14, QFont.Weight.DemiBold),
    FontRole.REPLY: (14.5, QFont.Weight.Normal),
    FontRole.SPOKEN: (21, QFont.Weight.Normal),
    FontRole.SEARCH: (16, QFont.Weight.Normal),
    FontRole.TITLE: (18, QFont.Weight.DemiBold),
    FontRole.HEADING: (22, QFont.Weight.DemiBold),
    FontRole.SECONDARY: (12.5, QFont.Weight.Normal),
    FontRole.CHIP: (11.5, QFont.Weight.Medium),
    FontRole.KEY: (11, QFont.Weight.Normal),
    FontRole.MONO: (13, QFont.Weight.Normal),
}
POINTS_PER_INCH = 72
BASE_PX = 14.0


def logical_dpi() -> float:
    """Return the logical dots per inch that Qt turns points into pixels with."""
    screen = QGuiApplication.primaryScreen()
    return screen.logicalDotsPerInch() if screen else 96.0


def system_scale(system: QFont) -> float:
    """Return how much larger than usual the user has made the system's font; never below 1."""
    pixels = system.pixelSize() if system.pixelSize() > 0 else system.pointSizeF() * logical_dpi() / 72
    return max(1.0, pixels / BASE_PX)


def font_of(role: FontRole, system: QFont, mono: QFont, scale: float) -> QFont:
    """Return the font of a role; `scale` multiplies its size."""
    pixels, weight = SIZES[role]
    font = QFont(mono if role is FontRole.MONO else system)
    # Points, since Qt's pixel sizes are whole numbers and 12.5 is not.
    font.setPointSizeF(pixels * scale * POINTS_PER_INCH / logical_dpi())
    font.setWeight(weight)
    return font
