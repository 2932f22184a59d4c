"""The table of actions brought to life: one QAction each, for keys, menus and buttons alike."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from kbassist.ui.action_table import ACTIONS, Action
from kbassist.ui.icons import Icons

TEXT = QKeySequence.SequenceFormat.NativeText
PORTABLE = QKeySequence.SequenceFormat.PortableText


class Actions:
    """The actions of one window; a page binds those that it carries out."""

    def __init__(self, window: QWidget, icons: Icons, table: Sequence[Action] = ACTIONS) -> None:
        self._window = window
        self._icons = icons
        self.table = tuple(table)
        self._entries = {entry.id: entry for entry in table}
        self._actions = {entry.id: self._make(entry) for entry in table if entry.bound}

    def __getitem__(self, name: str) -> QAction:
        """Return the QAction of a bound entry, such as `answer.copy_plain`."""
        return self._actions[name]

    def entry(self, name: str) -> Action:
        """Return an entry of the table."""
        return self._entries[name]

    def bind(self, name: str, slot: Callable[[], object]) -> QAction:
        """Let `slot` carry an action out, whether it comes by key, by menu or by button."""
        action = self._actions[name]
        action.triggered.connect(slot)
        action.setProperty("carried_out", True)
        return action

    def key(self, name: str) -> str:
        """Return the first key of an action as this system writes it, without plus signs."""
        keys = self._entries[name].keys
        return key_text(keys[0]) if keys else ""

    def menu(self, names: Sequence[str], parent: QWidget) -> QMenu:
        """Make a menu of actions; an empty name is a separator."""
        menu = QMenu(parent)
        for name in names:
            if not name:
                menu.addSeparator()
                continue
            if icon := self._entries[name].icon:
                self._actions[name].setIcon(self._icons.icon(icon, "dim"))
            menu.addAction(self._actions[name])
        return menu

    def page_of(self, keys: QKeyCombination) -> str | None:
        """Return the page on which the action of these keys works now, "" for all; None without one."""
        name = self._named_by(keys)
        return self._entries[name].page if name else None

    def carry_out(self, keys: QKeyCombination) -> bool:
        """Do what these keys stand for now; tell whether they do."""
        if name := self._named_by(keys):
            self._actions[name].trigger()
        return bool(name)

    def show_page(self, page: str) -> None:
        """Switch on the actions of this page and of the whole window, and off those of other pages."""
        for name, action in self._actions.items():
            action.setEnabled(self._entries[name].page in ("", page))

    def unbound(self) -> tuple[str, ...]:
        """Return the entries that nobody carries out; a test wants none."""
        return tuple(name for name, action in self._actions.items() if not action.property("carried_out"))

    def _named_by(self, keys: QKeyCombination) -> str:
        pressed = QKeySequence(keys)
        found = (
            name
            for name, action in self._actions.items()
            if action.isEnabled() and pressed in action.shortcuts()
        )
        return next(found, "")

    def _make(self, entry: Action) -> QAction:
        action = QAction(entry.text, self._window)
        action.setObjectName(entry.id)
        action.setShortcuts([QKeySequence.fromString(key, PORTABLE) for key in entry.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self._window.addAction(action)
        return action


def key_text(key: str) -> str:
    """Return a key in the words of this system: `Ctrl N`, `Enter`."""
    text = QKeySequence.fromString(key, PORTABLE).toString(TEXT).replace("Return", "Enter")
    return text if text.endswith("+") and len(text) < 3 else text.replace("+", " ").replace("  ", " +")
