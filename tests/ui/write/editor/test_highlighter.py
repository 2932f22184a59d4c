"""Colours in the text: they follow what is typed, as far down as it changes anything."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout

from kbassist.ui.theme import Theme


def inks(editor, line: int) -> dict[str, str]:
    """Map the coloured words of a line, counted from 0, to their ink."""
    block = editor.area.document().findBlockByNumber(line)
    layout: QTextLayout = block.layout()
    text = block.text().encode("utf-16-le")
    return {
        text[2 * run.start : 2 * (run.start + run.length)].decode("utf-16-le"): run.format.foreground()
        .color()
        .name()
        for run in layout.formats()
        if run.format.foreground().style() != Qt.BrushStyle.NoBrush
    }


def test_signs_have_the_inks_of_the_theme(editor, theme: Theme):
    editor.set_text("## Hi {.reply}\n😀 {{ a }} [b](c)")
    assert inks(editor, 0) == {"## Hi ": theme.colours.accent, "{.reply}": theme.colours.verified}
    assert inks(editor, 1) == {
        "{{ a }}": theme.colours.missing_text,
        "[b]": theme.colours.accent,
        "(c)": theme.colours.dim,
    }
    theme.apply("dark")
    assert inks(editor, 0)["{.reply}"] == theme.colours.verified
    theme.apply("light")


def test_a_fence_takes_and_gives_back_what_is_below(hands):
    hands.have("‸\n# a\n\n# b")
    assert inks(hands.editor, 3)
    hands.type("```")
    assert not inks(hands.editor, 3)
    hands.editor.area.undo()
    assert inks(hands.editor, 3)


@pytest.mark.parametrize(("length", "coloured"), [(100, True), (400_000, False)])
def test_a_huge_text_has_no_colours(editor, length, coloured):
    editor.set_text("# a\n" + "b\n" * (length // 2))
    assert bool(inks(editor, 0)) is coloured
    editor.set_text("# a")
    assert inks(editor, 0)
