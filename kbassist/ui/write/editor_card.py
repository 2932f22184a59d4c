"""The middle of the Write page: form, notes, text and problems of the open file, on one card."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbassist.ui.actions import Actions
from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.card import Card, Rule
from kbassist.ui.write.editor.article_editor import ArticleEditor
from kbassist.ui.write.form_strip import FormStrip
from kbassist.ui.write.note_bar import NoteBar
from kbassist.ui.write.problem_list import ProblemList, ProblemModel

ZEN_COLUMN_PX = 720


class EditorCard(Card):
    """Holds the parts; what they do is told them by the controllers of the page."""

    def __init__(
        self, theme: Theme, icons: Icons, tasks: Tasks, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self._has_form = True
        self._is_zen = False
        self.form = FormStrip(theme, icons, actions.key("write.form"))
        self.notes = NoteBar(theme, icons)
        self.editor = ArticleEditor(theme, icons, tasks)
        self.problems = ProblemModel(self)
        self.list = ProblemList(self.problems, theme)
        self._form_rule, self._list_rule = Rule(theme), Rule(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.form)
        column.addWidget(self._form_rule)
        column.addWidget(self.notes)
        column.addWidget(self.editor, 1)
        column.addWidget(self._list_rule)
        below = QVBoxLayout()
        below.setContentsMargins(8, 6, 8, 6)
        below.addWidget(self.list)
        column.addLayout(below)
        self.setFocusProxy(self.editor)
        self.show_problem_count(0)
        theme.theme_changed.connect(self._fit)

    def set_form(self, has_form: bool) -> None:
        """Show the form, or not: the file has no front matter."""
        self._has_form = has_form
        self._fit()

    def set_zen(self, is_zen: bool) -> None:
        """Show the text alone, in a column that the eye holds, or all of it again."""
        self._is_zen = is_zen
        self._fit()

    def show_problem_count(self, count: int) -> None:
        """Make room for the list of problems, or take it."""
        self._count = count
        self._fit()
        self.list.setMaximumHeight(self.list.sizeHint().height())

    def focus_text(self) -> None:
        """Give the text the keyboard."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        self.form.setVisible(self._has_form and not self._is_zen)
        self._form_rule.setVisible(self._has_form and not self._is_zen)
        self.list.setVisible(self._count > 0 and not self._is_zen)
        self._list_rule.setVisible(self._count > 0 and not self._is_zen)
        self.editor.set_column_width(self._theme.px(ZEN_COLUMN_PX) if self._is_zen else None)
