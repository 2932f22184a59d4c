"""The place of the reply in the card: read, edited or spoken step by step."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from kbassist.ui.answer.card.phone_view import PhoneView
from kbassist.ui.answer.card.preview_browser import PreviewBrowser
from kbassist.ui.answer.card.reply_editor import ReplyEditor
from kbassist.ui.clipboard import Clipboard
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme


class ReplyBody(QStackedWidget):
    """One of three views of the same reply."""

    def __init__(
        self, theme: Theme, icons: Icons, clipboard: Clipboard, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.browser = PreviewBrowser(theme, clipboard)
        self.editor = ReplyEditor(theme)
        self.phone = PhoneView(theme, icons)
        for view in (self.browser, self.editor, self.phone):
            self.addWidget(view)

    @property
    def editing(self) -> bool:
        """Tell whether the editor is shown."""
        return self.currentWidget() is self.editor

    @property
    def speaking(self) -> bool:
        """Tell whether the spoken steps are shown."""
        return self.currentWidget() is self.phone

    def read(self) -> None:
        """Show the reply as the customer sees it."""
        self.setCurrentWidget(self.browser)

    def edit(self) -> None:
        """Show the editor."""
        self.setCurrentWidget(self.editor)

    def speak(self) -> None:
        """Show the spoken steps."""
        self.setCurrentWidget(self.phone)

    def select(self, text: str) -> bool:
        """Select the next place of a text in what is shown, and tell whether there is one."""
        return self.editor.find(text) if self.editing else self.browser.find(text)

    def forget(self) -> None:
        """Let go of all that was shown, and of what could be undone in it."""
        self.read()
        self.browser.show_html("")
        self.editor.forget()
        self.phone.show_steps((), 0)
