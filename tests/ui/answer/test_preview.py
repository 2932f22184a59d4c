from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument
from PySide6.QtTest import QTest

from kbassist.ui.answer.card.preview_browser import WIDEST_PX, PreviewBrowser
from kbassist.ui.answer.card.preview_marks import MarkKind, mark_boxes, marks_of
from kbassist.ui.answer.card.selection import selected_html, selected_plain
from kbassist.ui.answer.pictures import image_of, images_of

REPLY = (
    '<p>Hi <span class="filled">Maya</span>, it came on <a class="missing" href="kb:field/date">Date</a>.</p>'
    '<p>See <a href="https://example.com/a?b=1&amp;c=2">this <em>page</em></a>.</p>'
    "<ul><li><strong>one</strong></li><li>two 😀</li></ul><ol><li>first</li></ol>"
)
OUTSIDE = [
    "/etc/passwd", "file:///etc/passwd", "../../etc/passwd", "//server/share/x.png",
    "\\\\server\\share\\x.png",
    "https://example.com/x.png", "data:image/png;base64,AAAA", "qrc:/x.png", ":/x.png", "x.png", "",
]  # fmt: skip


@pytest.fixture
def browser(theme, clipboard, qtbot) -> Iterator[PreviewBrowser]:
    browser = PreviewBrowser(theme, clipboard)
    qtbot.addWidget(browser)
    browser.resize(500, 400)
    return browser


def select_all(browser: PreviewBrowser) -> QTextCursor:
    browser.selectAll()
    return browser.textCursor()


def test_filled_and_missing_values_are_found(browser):
    browser.show_html(REPLY)
    text = browser.document().toRawText()
    found = [(mark.kind, text[mark.start : mark.stop]) for mark in marks_of(browser.document())]
    assert found == [(MarkKind.FILLED, "Maya"), (MarkKind.MISSING, "Date")]


def test_a_mark_over_two_lines_has_two_boxes_without_touching_its_neighbours(browser):
    browser.show_html('<p>Hi <span class="filled">a rather long value that needs two lines</span>, bye</p>')
    browser.resize(220, 300)
    browser.show()
    (mark,) = marks_of(browser.document())
    boxes = mark_boxes(browser.document(), mark)
    assert len(boxes) == 2
    assert boxes[0].bottom() < boxes[1].top() + 1


@pytest.mark.parametrize("address", OUTSIDE)
def test_nothing_is_loaded_but_what_was_given(browser, address):
    image = browser.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(address))
    assert isinstance(image, QImage)
    assert (image.width(), image.height()) == (1, 1)
    for kind in (QTextDocument.ResourceType.StyleSheetResource, QTextDocument.ResourceType.HtmlResource):
        assert browser.loadResource(kind.value, QUrl(address)) == b" "


def test_pictures_come_from_the_mapping(browser):
    picture = QImage(30, 20, QImage.Format.Format_RGB32)
    browser.show_html('<p><img src="kb:picture/1"></p>', {"kb:picture/1": picture})
    shown = browser.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("kb:picture/1"))
    assert shown.size() == picture.size()


@pytest.mark.parametrize(
    "content", [b"", b"not a picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\x89PNG\r\n"]
)
def test_what_is_no_picture_shows_nothing(content):
    assert image_of(content) is None
    assert images_of({"a": content}) == {}


def test_a_selection_is_copied_as_text_and_clean_html(browser):
    browser.show_html(REPLY)
    cursor = select_all(browser)
    assert selected_plain(cursor) == ("Hi Maya, it came on Date.\nSee this page.\n• one\n• two 😀\n1. first")
    assert selected_html(cursor) == (
        "<p>Hi Maya, it came on Date.</p>"
        '<p>See <a href="https://example.com/a?b=1&amp;c=2">this </a>'
        '<a href="https://example.com/a?b=1&amp;c=2"><em>page</em></a>.</p>'
        "<ul><li><strong>one</strong></li><li>two 😀</li></ul><ol><li>first</li></ol>"
    )


def test_a_task_has_its_box_in_place_of_a_bullet(browser):
    browser.show_html("<ul><li>\u2610 one</li><li>\u2611 <strong>two</strong></li><li>three</li></ul>")
    assert browser.toPlainText() == "one\ntwo\nthree"
    cursor = select_all(browser)
    assert selected_plain(cursor) == "\u2610 one\n\u2611 two\n• three"
    assert selected_html(cursor) == (
        "<ul><li>\u2610 one</li><li>\u2611 <strong>two</strong></li><li>three</li></ul>"
    )


def test_lines_stay_readable_in_a_wide_window(browser, theme):
    browser.resize(2000, 300)
    browser.show_html("<p>" + 200 * "word " + "</p>")
    assert browser.viewport().width() <= theme.px(WIDEST_PX)
    browser.resize(500, 300)
    assert browser.viewport().width() > 450


def test_part_of_a_text_is_cut_where_the_selection_ends(browser):
    browser.show_html("<p>😀 one two</p>")
    cursor = browser.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(6, QTextCursor.MoveMode.KeepAnchor)
    assert selected_plain(cursor) == "one"
    assert selected_html(cursor) == "<p>one</p>"


def test_the_copy_key_puts_our_forms_on_the_clipboard(browser, qapp):
    browser.show_html(REPLY)
    select_all(browser)
    QTest.keyClick(browser, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = qapp.clipboard().mimeData()
    assert set(mime.formats()) == {"text/plain", "text/html"}
    assert "style" not in mime.html()


def test_dragging_a_selection_carries_our_forms_only(browser):
    browser.show_html(REPLY)
    select_all(browser)
    assert set(browser.createMimeDataFromSelection().formats()) == {"text/plain", "text/html"}


def test_links_are_reported_and_not_followed(browser, qtbot):
    browser.show_html('<p><a href="file:///etc/passwd">link</a></p>')
    with qtbot.waitSignal(browser.link_pressed) as pressed:
        browser.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert pressed.args == [QUrl("file:///etc/passwd")]
    assert browser.toPlainText() == "link"


def test_letters_typed_here_go_to_the_search(browser, qtbot):
    with qtbot.waitSignal(browser.typed) as typed:
        QTest.keyClicks(browser, "r")
    assert typed.args == ["r"]


def test_the_theme_changes_colours_and_keeps_the_text(browser, theme):
    browser.show_html(REPLY)
    before = browser.toPlainText()
    theme.apply("dark")
    assert browser.toPlainText() == before
    assert theme.colours.missing_text in browser.document().defaultStyleSheet()
