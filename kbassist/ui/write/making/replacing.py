"""Replaces words in all files of a library; every change is seen, and ticked, before it is made."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from kbassist.articles.changes import ChangePlan
from kbassist.system.errors import KbError
from kbassist.ui.compare.change_model import changes_in
from kbassist.ui.compare.changes_view import ChangesView
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Generation, Lane, Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button
from kbassist.ui.widgets.label import make_label
from kbassist.ui.write.making.planned import Counted, Planned

EMPTY = ChangePlan("Replace in the library", ())
NOTHING_FOUND = "Nothing is found"


class ReplacePanel(QWidget):
    """The words to find and to put, above the changes that come of them."""

    def __init__(self, changes: ChangesView, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.changes = changes
        self.sought, self.put = self._line("Find", theme), self._line("Put instead", theme)
        self.case = self._switch("Match case", theme, icons)
        self.words = self._switch("Whole words", theme, icons)
        self.regex = self._switch("Regular expression", theme, icons)
        self.told = make_label("", theme, FontRole.SECONDARY, "error", wrap=True)
        self.told.hide()
        rows = QGridLayout()
        rows.setHorizontalSpacing(12)
        rows.setVerticalSpacing(8)
        for at, line in enumerate((self.sought, self.put)):
            rows.addWidget(make_label(line.accessibleName(), theme, FontRole.SECONDARY, "dim"), at, 0)
            rows.addWidget(line, at, 1)
        switches = QHBoxLayout()
        switches.setSpacing(8)
        for switch in (self.case, self.words, self.regex):
            switches.addWidget(switch)
        switches.addStretch(1)
        rows.addLayout(switches, 2, 1)
        rows.addWidget(self.told, 3, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(rows)
        column.addWidget(changes, 1)
        self.setFocusProxy(self.sought)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # From the lines above, too, the keys are those of the changes below.
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.changes.cancelled.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.changes.accept.click()
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _line(name: str, theme: Theme) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setProperty("field", "true")
        theme.dress(line)
        return line

    @staticmethod
    def _switch(text: str, theme: Theme, icons: Icons) -> Button:
        switch = Button(text, theme, icons)
        switch.setCheckable(True)
        return switch


class Replacing(Planned):
    """Plans anew with each letter; only the youngest plan is shown."""

    def __init__(self, tasks: Tasks, theme: Theme, icons: Icons, parent: QObject) -> None:
        super().__init__(tasks, theme, icons, parent)
        self._library = ""
        self._planning = Generation()
        self.panel = ReplacePanel(self.view, theme, icons)
        for line in (self.panel.sought, self.panel.put):
            line.textChanged.connect(self._plan)
            line.returnPressed.connect(self.view.setFocus)
        for switch in (self.panel.case, self.panel.words, self.panel.regex):
            switch.toggled.connect(self._plan)

    def begin(self, library: str, words: str = "") -> None:
        """Ask what shall be replaced in a library; `words` stand there to begin with."""
        self._library = library
        if words and "\n" not in words:
            self.panel.sought.setText(words)
        self._plan()
        self.shown.emit(self.panel)
        self.panel.sought.setFocus(Qt.FocusReason.OtherFocusReason)
        self.panel.sought.selectAll()

    @Slot()
    def _plan(self) -> None:
        bench, library, panel = self.bench, self._library, self.panel
        find, put = panel.sought.text(), panel.put.text()
        if bench is None or not find:
            self._planning.drop()
            self._on_planned((EMPTY, ()))
            return
        case, words, regex = (one.isChecked() for one in (panel.case, panel.words, panel.regex))

        def plan() -> Counted:
            planned = bench.authoring.plan_replace(
                library, find, put, regex=regex, case=case, whole_words=words
            )
            return planned, changes_in(planned)

        # What is not accepted yet must not be what was typed before.
        self.view.accept.setEnabled(False)
        self.tasks.submit(Lane.IO, plan, self._on_planned, self._on_plan_failed, generation=self._planning)

    def _on_planned(self, counted: Counted) -> None:
        plan, counts = counted
        self.panel.told.setText(" ".join(plan.notes))
        self.panel.told.setVisible(bool(plan.notes))
        title = NOTHING_FOUND if self.panel.sought.text() else "Type the words to find"
        self.view.diff.say_nothing_differs(title, "")
        self.view.show_plan(replace(plan, notes=()), "Replace", counts)  # they stand above already

    def _on_plan_failed(self, error: KbError) -> None:
        self.view.show_plan(EMPTY, "Replace", ())
        self.panel.told.setText(str(error))
        self.panel.told.show()
