"""What writers need of a workspace, for one article that is never written anywhere."""

from datetime import datetime

from kbassist.articles.article import ArticleRef, FileRef, Fix, Problem, Revision, Severity
from kbassist.articles.drafts import Draft
from kbassist.articles.text_edits import TextEdit
from kbassist.workspace.authored import OutlineRow, Vocabulary
from kbassist.workspace.previewed import ARTICLE, Preview, PreviewWish
from kbassist.workspace.spelling import Slips
from kbassist.workspace.written import Opened, SaveOutcome, SaveResult, Version

TEXT = "# Refund has not arrived\n\n## Chat {.reply channel=chat}\n\nHi\n"
WORD = Fix("Write Hello", (TextEdit(TEXT.index("Hi"), TEXT.index("Hi") + 2, "Hello"),))


class FakeAuthoring:
    """Lists one article."""

    def __init__(self, root: str) -> None:
        self.file = FileRef(root, "refund.md")

    def outline(self) -> tuple[OutlineRow, ...]:
        ref = ArticleRef(self.file.library, "refund")
        return (OutlineRow(self.file, ref, "Refund has not arrived", ("team",)),)

    def filter(self, text: str) -> frozenset[FileRef]:
        return frozenset((self.file,))

    def vocabulary(self, library: str) -> Vocabulary:
        return Vocabulary()

    def templates(self, library: str) -> tuple[object, ...]:
        return ()


class FakeWriting:
    """Opens and saves without any file."""

    def open(self, file: FileRef) -> Opened:
        return Opened(file, TEXT, TEXT.encode(), Revision("", len(TEXT), 0), "utf-8")

    def save(self, opened: Opened, text: str) -> SaveResult:
        return SaveResult(SaveOutcome.SAVED, self.open(opened.file))

    def versions(self, file: FileRef) -> tuple[Version, ...]:
        return ()

    def draft(self, file: FileRef) -> Draft | None:
        return Draft(file, TEXT + "More", b"", "x", 0, datetime(2026, 11, 20, 10).astimezone())

    typed: tuple[Draft, ...] = ()

    def drafts(self) -> tuple[Draft, ...]:
        return self.typed

    def keep_draft(self, draft: Draft) -> None: ...

    def drop_draft(self, file: FileRef) -> None: ...


class FakeChecking:
    """Finds one thing wrong with every text."""

    def checked(self, progress: object = None, cancelled: object = None) -> tuple[object, ...]:
        return ()

    def problems_of(self, library: str) -> dict[str, tuple[Problem, ...]]:
        return {}

    def check_text(self, file: FileRef, text: str) -> tuple[Problem, ...]:
        return (Problem(file.path, 5, "short", Severity.WARNING, "Greet in full.", 1, WORD),)


class FakePreviewing:
    """Shows the same whatever the text."""

    def forget(self) -> None: ...

    def preview(self, file: FileRef, text: str, wish: PreviewWish) -> Preview:
        return Preview("Refund has not arrived", ARTICLE, "<p>Hi</p>", "Hi", channels=("chat", "email"))


class FakeSpelling:
    """Has no dictionary."""

    def slips(self, *_: object) -> Slips:
        return Slips(missing=("en",))
