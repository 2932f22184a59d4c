"""Shows replies and articles; it resolves nothing by itself: no file, no address, no link."""

from collections.abc import Mapping

from PySide6.QtCore import QMimeData, QRectF, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextBrowser, QWidget
from typing_extensions import override

from kbassist.ui.answer.card.preview_marks import (
    FIELD_LINK,
    Mark,
    MarkKind,
    make_room,
    mark_boxes,
    marks_of,
    paint_boxes,
)
from kbassist.ui.answer.card.preview_style import preview_sheet
from kbassist.ui.answer.card.selection import selected_html, selected_plain
from kbassist.ui.clipboard import Clipboard, mime_of
from kbassist.ui.fonts import FontRole
from kbassist.ui.theme import Theme

COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
TASKS = {"\u2610": "unchecked", "\u2611": "checked"}
WIDEST_PX = 920
MARK_SIGNS = (FIELD_LINK, "filled")


class PreviewBrowser(QTextBrowser):
    """A reader for HTML that the render worker has cleaned.

    Signals:
        link_pressed: a link was clicked, or Enter was pressed on it.
        link_hovered: the pointer or the focus is on a link; an empty address when it left.
        pressed_enter: Enter was pressed where no link is.
        typed: a text was typed here; it belongs into the search box.
    """

    link_pressed = Signal(QUrl)
    link_hovered = Signal(QUrl)
    pressed_enter = Signal()
    typed = Signal(str)

    def __init__(self, theme: Theme, clipboard: Clipboard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clipboard = clipboard
        self._html = ""
        self._sensitive = False
        self._pictures: dict[str, QImage] = {}
        self._marks: tuple[Mark, ...] = ()
        self._boxes: list[tuple[Mark, tuple[QRectF, ...]]] | None = None
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptDrops(False)
        self.setAccessibleName("Preview")
        self.setObjectName("preview")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(4)  # room for the box of a value at the line's beginning
        self.anchorClicked.connect(self._on_self_anchor_clicked)
        self.highlighted.connect(self._on_self_highlighted)
        theme.theme_changed.connect(self._on_theme_theme_changed)

    def show_html(
        self, html: str, pictures: Mapping[str, QImage] | None = None, *, sensitive: bool = False
    ) -> None:
        """Show cleaned HTML; its pictures come from the mapping alone. The place is kept.

        What is copied out of a `sensitive` text is as sensitive as the whole.
        """
        bar = self.verticalScrollBar()
        place = bar.value()
        self._html = html
        self._sensitive = sensitive
        self._pictures = dict(pictures or {})
        self._set_document()
        bar.setValue(min(place, bar.maximum()) if place else 0)

    def filled_values(self) -> tuple[str, ...]:
        """Return the values that are tinted, in the order of the text."""
        cursor, values = self.textCursor(), []
        for mark in self._marks:
            cursor.setPosition(mark.start)
            cursor.setPosition(mark.stop, cursor.MoveMode.KeepAnchor)
            if mark.kind is MarkKind.FILLED:
                values.append(cursor.selectedText())
        return tuple(values)

    def to_top(self) -> None:
        """Scroll to the beginning."""
        self.verticalScrollBar().setValue(0)

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        # None or empty bytes would make Qt open the address itself, a UNC path included.
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return b" "
        address = name.toString() if isinstance(name, QUrl) else name
        return self._pictures.get(address) or _nothing_to_see()

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        return mime_of(selected_plain(cursor), selected_html(cursor), "")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
            return
        plain_key = not event.modifiers() & COMMANDS
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.textCursor().hasSelection():
            if not event.isAutoRepeat():
                self.pressed_enter.emit()
        elif plain_key and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction("Copy the selection")
        copy.setEnabled(self.textCursor().hasSelection())
        copy.triggered.connect(self.copy_selection)
        menu.addAction("Select all").triggered.connect(self.selectAll)
        menu.popup(event.globalPos())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._boxes is None:
            self._boxes = [(mark, mark_boxes(self.document(), mark)) for mark in self._marks]
        painter = QPainter(self.viewport())
        shown = QRectF(self.viewport().rect())
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        shown.translate(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for mark, boxes in self._boxes:
            seen = tuple(box for box in boxes if box.intersects(shown))
            paint_boxes(painter, mark.kind, seen, self._theme)
        painter.end()
        super().paintEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._boxes = None
        self._keep_lines_readable()
        super().resizeEvent(event)

    @Slot()
    def copy_selection(self) -> None:
        """Put the selected text on the clipboard, as text and clean HTML."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            plain, html = selected_plain(cursor), selected_html(cursor)
            self._clipboard.put(plain, html, sensitive=self._sensitive)

    def _keep_lines_readable(self) -> None:
        """Leave a wide window's right side empty: the eye loses its way back in a line of a metre."""
        spare = max(0, self.width() - self._theme.px(WIDEST_PX))
        if self.viewportMargins().right() != spare:
            self.setViewportMargins(0, 0, spare, 0)

    def _set_document(self) -> None:
        document = self.document()
        document.setDefaultFont(self._theme.font(FontRole.REPLY))
        # Must stand before setHtml: Qt applies it only while it reads.
        document.setDefaultStyleSheet(preview_sheet(self._theme))
        document.setIndentWidth(self._theme.px(22))
        html = self._html
        for sign, state in TASKS.items():  # Qt draws the box in place of a bullet, not behind one
            html = html.replace(f"<li>{sign} ", f'<li class="{state}">')
        self.setHtml(html)
        # Walking through the 2,500 stretches of a long article takes 12 ms, and articles have no marks.
        self._marks = marks_of(document) if any(sign in self._html for sign in MARK_SIGNS) else ()
        make_room(document, self._marks)
        self._boxes = None

    @Slot(QUrl)
    def _on_self_anchor_clicked(self, url: QUrl) -> None:
        self.link_pressed.emit(url)

    @Slot(QUrl)
    def _on_self_highlighted(self, url: QUrl) -> None:
        self.link_hovered.emit(url)

    @Slot()
    def _on_theme_theme_changed(self) -> None:
        self._keep_lines_readable()
        place = self.verticalScrollBar().value()
        self._set_document()
        self.verticalScrollBar().setValue(place)


def _nothing_to_see() -> QImage:
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    return image
