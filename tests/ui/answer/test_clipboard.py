import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from kbassist.replies.reply import Flavour
from kbassist.system.errors import CopyRefused
from kbassist.ui.clipboard import EXCLUSIONS, Clipboard, mime_of, visible

PLAIN, HTML, MARKDOWN = "Hi Maya,\n- one", "<p>Hi <strong>Maya</strong>,</p>", "Hi **Maya**,\n\n- one"


@pytest.mark.parametrize(
    ("flavour", "text", "formats"),
    [
        (Flavour.RICH, PLAIN, {"text/plain", "text/html", "text/markdown"}),
        (Flavour.PLAIN, PLAIN, {"text/plain"}),
        (Flavour.MARKDOWN, MARKDOWN, {"text/plain", "text/markdown"}),
    ],
)
def test_each_flavour_offers_its_forms(clipboard, qapp, flavour, text, formats):
    clipboard.put(PLAIN, HTML, MARKDOWN, flavour=flavour)
    mime = qapp.clipboard().mimeData()
    assert set(mime.formats()) == formats
    assert mime.text() == text
    if flavour is Flavour.RICH:
        assert mime.html() == HTML
    if flavour is not Flavour.PLAIN:
        assert bytes(mime.data("text/markdown").data()).decode() == MARKDOWN


def test_a_sensitive_text_asks_histories_to_stay_away(clipboard, qapp):
    clipboard.put(PLAIN, sensitive=True)
    mime = qapp.clipboard().mimeData()
    for name, content in EXCLUSIONS:
        assert bytes(mime.data(name).data()) == content
    clipboard.put(PLAIN)
    assert set(qapp.clipboard().mimeData().formats()) == {"text/plain"}


def test_a_sensitive_text_is_taken_away_in_time(qapp, qtbot):
    clipboard = Clipboard(qapp.clipboard(), sensitive_life_ms=1)
    with qtbot.waitSignal(clipboard.emptied):
        clipboard.put(PLAIN, sensitive=True)
    assert qapp.clipboard().text() == ""
    clipboard.close()


def test_only_what_is_still_ours_is_cleared(clipboard, qapp):
    clipboard.put(PLAIN)
    assert clipboard.holds_ours()
    assert clipboard.clear_if_ours()
    assert qapp.clipboard().text() == ""
    clipboard.put(PLAIN)
    qapp.clipboard().setText("copied elsewhere")
    assert not clipboard.holds_ours()
    assert not clipboard.clear_if_ours()
    assert qapp.clipboard().text() == "copied elsewhere"


def test_a_clipboard_that_takes_nothing_is_told(qapp, monkeypatch):
    class Deaf:
        dataChanged = qapp.clipboard().dataChanged  # noqa: N815

        def setMimeData(self, mime: QMimeData) -> None:  # noqa: N802
            """Take nothing, as a clipboard that another program holds open."""

        def text(self) -> str:
            return "something else"

    clipboard = Clipboard(Deaf())  # type: ignore[arg-type]
    with pytest.raises(CopyRefused, match="Press Enter"):
        clipboard.put(PLAIN)
    assert not clipboard.holds_ours()


class Owned:
    """A system's clipboard that this process owns, as offscreen none does."""

    def __init__(self, qapp: QApplication) -> None:
        self.dataChanged = qapp.clipboard().dataChanged
        self.held = ""

    def ownsClipboard(self) -> bool:  # noqa: N802
        return bool(self.held)

    def setMimeData(self, mime: QMimeData) -> None:  # noqa: N802
        self.held = mime.text()

    def text(self) -> str:
        return self.held

    def clear(self) -> None:
        self.held = ""


@pytest.mark.parametrize(
    ("reply", "returned", "left"), [("", False, ""), (PLAIN, False, ""), (PLAIN, True, "earlier")]
)
def test_a_new_conversation_empties_what_came_from_here(qapp, reply, returned, left):
    board = Owned(qapp)
    clipboard = Clipboard(board)  # type: ignore[arg-type]
    if reply:
        clipboard.put(reply)
    else:
        board.held = "copied out of an entry"
    if returned:
        clipboard.give_back(mime_of("earlier", "", ""))
    assert clipboard.clear_if_from_here() is not bool(left)
    assert board.held == left
    clipboard.close()


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\r\nb\rc\td", "a\nb\nc\td"),
        ("a\x00\x1b[31mb\x7f\x9b", "a[31mb"),
        ("abc\u202etxt.exe\u2066\u200f", "abctxt.exe"),
        ("family 👨‍👩‍👧 naïve", "family 👨‍👩‍👧 naïve"),
    ],
)
def test_what_cannot_be_seen_is_not_copied(text, seen):
    assert visible(text) == seen
    assert mime_of(text, "", "").text() == seen


def test_an_ordinary_reply_leaves_nothing_behind_offscreen(qapp: QApplication):
    clipboard = Clipboard(qapp.clipboard())
    clipboard.put(PLAIN)
    clipboard.close()
    assert qapp.clipboard().text() == ""
