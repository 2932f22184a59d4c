"""The colours of the window, light and dark, by the role they play."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme's colours as `#rrggbb`.

    Every text colour has a contrast of at least 4.5:1 on each ground it is used on (a test computes it).
    `faint` is for decoration such as separators' glyphs, never for text that must be read. `shelf_1` to
    `shelf_6` mark libraries, always beside their names; they stand out 3:1 from what they are painted on.
    """

    dark: bool
    window: str
    rail: str
    card: str
    line: str
    chip: str
    hover: str
    handle: str
    text: str
    dim: str
    faint: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_tint: str
    selection: str
    match: str
    match_text: str
    filled: str
    filled_line: str
    missing_line: str
    missing_tint: str
    missing_text: str
    verified: str
    verified_tint: str
    error: str
    error_tint: str
    removed: str
    removed_word: str
    added: str
    added_word: str
    shelf_1: str
    shelf_2: str
    shelf_3: str
    shelf_4: str
    shelf_5: str
    shelf_6: str


SHELVES = 6
"""So many libraries have a colour of their own: blue, orange, teal, violet, rose, olive."""

LIGHT = Colours(
    dark=False,
    window="#f6f7f9",
    rail="#ecedf1",
    card="#ffffff",
    line="#e3e6eb",
    chip="#eef0f4",
    hover="#f0f2f6",
    handle="#c6ccd8",
    text="#1b1f27",
    dim="#5f687c",
    faint="#98a2b3",
    accent="#3056d3",
    accent_hover="#2749b8",
    on_accent="#ffffff",
    accent_tint="#e9eefc",
    selection="#eef3ff",
    match="#fff0b8",
    match_text="#4a4632",
    filled="#e3f1ff",
    filled_line="#9cc8f5",
    missing_line="#e29a2d",
    missing_tint="#fff3dc",
    missing_text="#9a5700",
    verified="#177545",
    verified_tint="#e4f5ec",
    error="#b3261e",
    error_tint="#fdeceb",
    removed="#fdeeed",
    removed_word="#f8cfcb",
    added="#e9f7ef",
    added_word="#bfe7cf",
    shelf_1="#1d6fd1",
    shelf_2="#c2500c",
    shelf_3="#0b7f78",
    shelf_4="#8b3fd1",
    shelf_5="#b5276c",
    shelf_6="#716a00",
)

DARK = Colours(
    dark=True,
    window="#15171c",
    rail="#111317",
    card="#1d2027",
    line="#2d323c",
    chip="#262a33",
    hover="#262a33",
    handle="#424957",
    text="#e8eaef",
    dim="#a7b0be",
    faint="#6d7685",
    accent="#7d9bff",
    accent_hover="#93acff",
    on_accent="#0f1524",
    accent_tint="#26304d",
    selection="#232b40",
    match="#5a4a14",
    match_text="#fbeec4",
    filled="#1d3550",
    filled_line="#3d6ea3",
    missing_line="#c98a2c",
    missing_tint="#3a2d16",
    missing_text="#f0b65c",
    verified="#5fd49a",
    verified_tint="#1a3327",
    error="#ff9d94",
    error_tint="#3d1f1f",
    removed="#351f22",
    removed_word="#6b3134",
    added="#1a2e26",
    added_word="#235642",
    shelf_1="#6cb0ff",
    shelf_2="#ff9d66",
    shelf_3="#4fd1c1",
    shelf_4="#c59bff",
    shelf_5="#ff8fc0",
    shelf_6="#d4c75a",
)
