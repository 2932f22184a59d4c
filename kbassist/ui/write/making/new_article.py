"""Begins a new article; it is made in the library when it is saved for the first time."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from kbassist.articles.article import FileRef
from kbassist.system.errors import KbError
from kbassist.ui.icons import Icons
from kbassist.ui.tasks import Generation, Lane, Tasks
from kbassist.ui.theme import Theme
from kbassist.ui.write.making.bench import Spot
from kbassist.ui.write.making.flow import Flow
from kbassist.ui.write.making.new_panel import NewPanel
from kbassist.ui.write.making.starts import Material, Start, Wanted, starts_of

NAMELESS = "It needs a title, which is what agents find it by."


@dataclass(frozen=True, slots=True)
class Ground:
    """What the library has already."""

    starts: tuple[Start, ...]
    folders: tuple[str, ...]
    owners: tuple[str, ...]
    langs: tuple[str, ...]
    tones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Begun:
    """The text that was proposed for what was wanted, and where it would be saved."""

    wanted: Wanted
    file: FileRef
    text: str


class NewArticle(Flow):
    """Keeps the text on the right in step with the form; only the youngest proposal is shown."""

    def __init__(self, tasks: Tasks, theme: Theme, icons: Icons, parent: QObject) -> None:
        super().__init__(tasks, parent)
        self._spot = Spot("")
        self._starts: tuple[Start, ...] = ()
        self._begun: Begun | None = None
        self._looking, self._proposing = Generation(), Generation()
        self.panel = NewPanel(theme, icons)
        self.panel.edited.connect(self._propose)
        self.panel.accepted.connect(self._on_panel_accepted)
        self.panel.left.connect(self.closed)

    def begin(self, spot: Spot, material: Material, title: str = "", owner: str = "") -> None:
        """Ask what the article is to be; `material` is what it may be made of."""
        if (bench := self.bench) is None:
            return
        self._spot, self._begun = spot, None
        self._starts = starts_of(material, ())
        self.shown.emit(self.panel)
        self.panel.show_form(Wanted(title, spot.folder, "", owner), self._starts)
        self._propose()

        def look() -> Ground:
            words = bench.authoring.vocabulary(spot.library)
            paths = [row.file.path for row in bench.authoring.outline() if row.file.library == spot.library]
            folders = {path.rpartition("/")[0] for path in paths}
            return Ground(
                starts_of(material, bench.authoring.templates(spot.library)),
                tuple(sorted(folder for folder in folders if folder and not folder.startswith(("_", ".")))),
                tuple(term.name for term in words.owners),
                tuple(term.name for term in words.languages),
                tuple(term.name for term in words.tones),
            )

        self.tasks.submit(Lane.IO, look, self._on_looked, self.tell_failure, generation=self._looking)

    def _on_looked(self, ground: Ground) -> None:
        self._starts = ground.starts
        self.panel.complete(ground.folders, ground.owners, ground.langs, ground.tones)
        self.panel.show_starts(ground.starts)

    @Slot()
    def _propose(self) -> None:
        bench, wanted, library = self.bench, self.panel.wanted, self._spot.library
        chosen = self.panel.starts.chosen
        self._begun = None
        self.panel.accept.setEnabled(False)
        if bench is None or not 0 <= chosen < len(self._starts):
            return
        start = self._starts[chosen]
        self.panel.ask_tone(start.has_tone)
        if not wanted.title:
            self._proposing.drop()
            self.panel.say(NAMELESS)
            self.panel.show_text("")
            return

        def propose() -> Begun:
            path = bench.authoring.free_path(library, wanted.title, wanted.folder)
            return Begun(wanted, FileRef(library, path), start.make(bench.authoring, wanted))

        self.tasks.submit(
            Lane.IO, propose, self._on_proposed, self._on_propose_failed, generation=self._proposing
        )

    def _on_proposed(self, begun: Begun) -> None:
        self._begun = begun
        self.panel.show_text(begun.text)
        self.panel.say(f"It becomes {begun.file.path} when it is saved for the first time.")
        self.panel.accept.setEnabled(True)

    def _on_propose_failed(self, error: KbError) -> None:
        self.panel.say(str(error), trouble=True)

    @Slot()
    def _on_panel_accepted(self) -> None:
        if (begun := self._begun) is not None:
            self.closed.emit()
            self.text_wanted.emit(begun.file, begun.text)
