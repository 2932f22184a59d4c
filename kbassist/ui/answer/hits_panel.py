"""The left half of the page: the hits, or what to say when there are none."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from kbassist.articles.article import ArticleRef
from kbassist.search.results import Hit
from kbassist.ui.answer.hit_list import HitList
from kbassist.ui.answer.hit_model import HitModel, Row, rows_of
from kbassist.ui.answer.questions import Answer
from kbassist.ui.fonts import FontRole
from kbassist.ui.icons import Icons
from kbassist.ui.theme import Theme
from kbassist.ui.widgets.button import Button
from kbassist.ui.widgets.elided_label import ElidedLabel
from kbassist.ui.widgets.empty_state import EmptyState
from kbassist.ui.widgets.library_mark import marks_of
from kbassist.workspace.values import IndexState

OPERATORS = (
    "Try fewer or other words. Also understood: “exact words”, -without, tag:, lang:, channel:, in:, is:due."
)
READING = ("Reading the library…", "Titles answer as soon as they are known.", "loader-circle")
EMPTY = "Favourites and what you used lately will stand here. Type a few letters to search all articles."
NO_ANSWER = "Leave out what is only chat, or search for a few words of it instead."
GUESSES = "Nothing fits well. The nearest articles:"
TITLES_ONLY = "The index is still being made: only titles answer meanwhile."


class HitsPanel(QWidget):
    """Shows answers.

    Signals:
        query_wanted: the agent took up *Did you mean*; carries the query.
    """

    query_wanted = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = HitModel(self)
        self.hits = HitList(self._model, theme)
        self._notice = ElidedLabel(theme, FontRole.SECONDARY, "missing_text")
        self._notice.hide()
        self._state = EmptyState("search", "", "", theme, icons)
        self._meant = Button("", theme, icons)
        self._state.add_button(self._meant)
        self._suggestion = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._notice)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.hits)
        self._stack.addWidget(self._state)
        column.addLayout(self._stack, 1)
        self._meant.clicked.connect(self._on_meant_clicked)
        self.show_state(*READING)

    def show_answer(self, answer: Answer, kept: ArticleRef | None = None) -> None:
        """Show an answer and select: nothing on the empty box, else the first hit.

        `kept` is the article that was selected before, where the selection shall stay on it.
        """
        titles = answer.result is not None and answer.result.titles_only
        told = TITLES_ONLY if titles else _asked(answer)
        self._notice.set_text(told, "missing_text" if titles else "dim")
        self._notice.setVisible(bool(self._notice.text))
        rows = rows_of(_sections(answer), marks_of(answer.status.libraries)) + _more(answer)
        if kept is None or rows != self._model.rows:
            self._model.replace(rows)
        if rows:
            self._stack.setCurrentIndex(0)
            place = self._model.found(kept) if kept else None
            if place is not None and place.isValid():
                self.hits.pick(place)
            else:
                # What is no better than a guess is looked at before it is copied.
                self.hits.pick(self._model.numbered(1 if answer.result and answer.result.fits else 0))
            return
        self.hits.pick(self._model.numbered(0))
        self._show_emptiness(answer)

    @property
    def guessing(self) -> bool:
        """Tell whether the hits that are shown are guesses, none of which is selected by itself."""
        rows = self._model.rows
        return self._stack.currentIndex() == 0 and bool(rows) and rows[0].heading == GUESSES

    def show_failure(self, sentence: str) -> None:
        """Show why the newest question has no answer; hits of an older one must not be taken for it."""
        self._notice.hide()
        self._model.replace(())
        self.hits.pick(self._model.numbered(0))
        self.show_state("The search did not work", sentence, "circle-alert")

    def show_state(self, title: str, text: str, icon: str, suggestion: str = "") -> None:
        """Show a sentence instead of hits, with a button for a query that would find something."""
        self._state.set_content(title, text, icon)
        self._suggestion = suggestion
        self._meant.set_text(f"Did you mean “{suggestion}”?")
        self._meant.setVisible(bool(suggestion))
        self._stack.setCurrentIndex(1)

    def _show_emptiness(self, answer: Answer) -> None:
        """Say why there is no hit, and what to do."""
        status = answer.status
        building = any(library.index is IndexState.BUILDING for library in status.libraries)
        if status.articles == 0 and status.offline:
            where = ", ".join(status.offline)
            self.show_state(
                "Out of reach", f"{where} cannot be reached. Search goes on when it is back.", "wifi-off"
            )
        elif status.articles == 0 and building:
            self.show_state(*READING)
        elif status.articles == 0:
            self.show_state("No articles yet", "Put Markdown files into the library's folder.", "folder-open")
        elif answer.result is None:
            self.show_state("Nothing here yet", EMPTY, "star")
        elif answer.question.message:
            self.show_state("Nothing fits this message", NO_ANSWER, "search-x")
        elif answer.result.unknown:
            names = ", ".join(library.label for library in status.libraries)
            text = f"No open library is called “{answer.result.unknown[0]}”. Open: {names}."
            self.show_state("Nothing found", text, "search-x")
        else:
            text = f"Nothing matches “{answer.question.text}”. {OPERATORS}"
            self.show_state("Nothing found", text, "search-x", answer.result.did_you_mean or "")

    @Slot()
    def _on_meant_clicked(self) -> None:
        self.query_wanted.emit(self._suggestion)


def _asked(answer: Answer) -> str:
    """Say which libraries are meant by `in:NAME`, and which there are while no name stands behind it yet."""
    libraries = answer.status.libraries
    if answer.question.message or len(libraries) < 2:
        return ""
    if answer.question.text.casefold().endswith("in:"):
        return "in: " + ", ".join(f'"{one.label}"' if " " in one.label else one.label for one in libraries)
    named = answer.result.named if answer.result else None
    return "Only in " + ", ".join(one.label for one in libraries if one.root in named) if named else ""


def _sections(answer: Answer) -> Sequence[tuple[str, Sequence[Hit]]]:
    if answer.result is not None:
        return (("" if answer.result.fits else GUESSES, answer.result.hits),)
    if answer.home is None:
        return ()
    home = answer.home
    return (
        ("Happening now", home.pinned),
        ("Favourites", home.favourites),
        ("Recently used", home.recent),
        ("To begin with", home.starters),
    )


def _more(answer: Answer) -> tuple[Row, ...]:
    """Return a last row that tells of hits beyond those that are shown."""
    if answer.result is None or answer.question.message or answer.result.total <= len(answer.result.hits):
        return ()
    return (Row(heading=f"{answer.result.total:,} articles match. Another word narrows them down."),)
