"""A workspace of three files without folders or index, for tests of making."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace

from kbassist.articles.article import FileRef, Revision
from kbassist.articles.changes import ChangePlan, FileChange
from kbassist.articles.front_matter_edit import with_key
from kbassist.messages.sent import Blank
from kbassist.system.errors import NotSaved
from kbassist.workspace.authored import OutlineRow, ProposedReply, Term, Vocabulary
from kbassist.workspace.beginning import titled

ROOT = "/team"
SEEN = Revision("0" * 64, 1, 1)


@dataclass(frozen=True, slots=True)
class FakeTemplate:
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class FakeMention:
    file: FileRef
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class FakeDone:
    plan: ChangePlan
    notes: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()


@dataclass
class FakeBench:
    """Proposes and changes texts that it keeps itself."""

    texts: dict[str, str] = field(
        default_factory=lambda: {
            "billing/late.md": "Refund is late.\n",
            "billing/other.md": "See [late](late.md).\n",
            "lost.md": "The parcel is lost.\n",
        }
    )

    @property
    def authoring(self) -> "FakeBench":
        return self

    @property
    def writing(self) -> "FakeBench":
        return self

    def outline(self) -> tuple[OutlineRow, ...]:
        return tuple(OutlineRow(FileRef(ROOT, path), None, path) for path in self.texts)

    def vocabulary(self, library: str) -> Vocabulary:
        return Vocabulary(owners=(Term("dana"),), languages=(Term("en"), Term("de")), tones=(Term("calm"),))

    with_key = staticmethod(with_key)
    titled = staticmethod(titled)

    def templates(self, library: str) -> Sequence[FakeTemplate]:
        return (FakeTemplate("Question and answer", "One question, one reply"),)

    def new_text(self, template: FakeTemplate, *, title: str, lang: str | None, owner: str | None) -> str:
        return f"# {title}\n\n{template.title} {lang} {owner}\n"

    def text_for_message(self, message: str) -> str:
        return f"Message: {message}\n"

    def text_for_selection(self, text: str) -> str:
        return f"Selection: {text}\n"

    def text_for_gap(self, words: str) -> str:
        return f"Gap: {words}\n"

    def duplicate(self, file_text: str, lang: str | None = None, tone: str | None = None) -> str:
        return f"{tone}: {file_text}" if tone else file_text

    def reply_from(self, library: str, sent: str) -> ProposedReply:
        at = sent.index("Maya")
        return ProposedReply(sent, (Blank(((at, at + 4),), "Maya", "customer.first_name", "First name"),))

    def free_path(self, library: str, title: str, folder: str) -> str:
        slug = title.casefold().replace(" ", "-")
        return f"{folder}/{slug}.md" if folder else f"{slug}.md"

    def links_to(self, file: FileRef) -> Sequence[FakeMention]:
        name = file.path.rpartition("/")[2]
        linking = {path: text for path, text in self.texts.items() if name in text}
        return [FakeMention(FileRef(ROOT, path), 1, text) for path, text in linking.items()]

    def plan_move(self, file: FileRef, new_path: str, library: str = "") -> ChangePlan:
        text, other = self.texts[file.path], self.texts["billing/other.md"]
        linked = other.replace("late.md", new_path.rpartition("/")[2])
        if library != file.library:
            moved = FileChange(file, text, text, SEEN, new_path, library)
            return ChangePlan(f"Move {file.path}", (moved,), ("Mine lacks parts: hello.",))
        return ChangePlan(
            f"Rename {file.path} to {new_path}",
            (
                FileChange(file, text, text, SEEN, new_path),
                FileChange(FileRef(ROOT, "billing/other.md"), other, linked, SEEN),
            ),
        )

    def plan_replace(
        self, library: str, find: str, put: str, *, regex: bool, case: bool, whole_words: bool
    ) -> ChangePlan:
        if regex and find == "(":
            raise NotSaved("The expression ( is not complete: a bracket is missing.")
        changes = [
            FileChange(FileRef(library, path), text, text.replace(find, put), SEEN)
            for path, text in self.texts.items()
            if find in text
        ]
        return ChangePlan(f"Replace “{find}” with “{put}”", tuple(changes))

    def carry_out(self, plan: ChangePlan) -> FakeDone:
        for change in plan.changes:
            del self.texts[change.file.path]
            self.texts[change.moved_to or change.file.path] = change.after
        return FakeDone(plan)

    def take_back(self, done: FakeDone) -> tuple[str, ...]:
        for change in done.plan.changes:
            del self.texts[change.moved_to or change.file.path]
            self.texts[change.file.path] = change.before
        return ()

    def trash(self, file: FileRef) -> SimpleNamespace:
        if file.path not in self.texts:
            raise NotSaved(f"{file.path} is not there any more.")
        return SimpleNamespace(path=file.path, text=self.texts.pop(file.path))

    def restore(self, trashed: SimpleNamespace) -> None:
        self.texts[trashed.path] = trashed.text
