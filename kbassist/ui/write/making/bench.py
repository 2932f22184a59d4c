"""What making needs of a workspace, and what it works on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from kbassist.articles.article import FileRef
from kbassist.articles.changes import ChangePlan
from kbassist.articles.text_edits import TextEdit
from kbassist.workspace.authored import OutlineRow, ProposedReply, Vocabulary


class Template(Protocol):
    """A text to begin with."""

    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def description(self) -> str: ...  # noqa: D102


class Mention(Protocol):
    """A line that links to a file."""

    @property
    def file(self) -> FileRef: ...  # noqa: D102
    @property
    def line(self) -> int: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102


class CarriedOut(Protocol):
    """What was done of a plan, in sentences."""

    @property
    def notes(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def skipped(self) -> tuple[str, ...]: ...  # noqa: D102


class Proposing(Protocol):
    """What proposes texts and changes, and writes nothing."""

    def outline(self) -> tuple[OutlineRow, ...]: ...  # noqa: D102
    def vocabulary(self, library: str) -> Vocabulary: ...  # noqa: D102
    def with_key(self, text: str, key: str, value: str | Sequence[str] | None) -> tuple[TextEdit, ...]: ...  # noqa: D102
    def templates(self, library: str) -> Sequence[Template]: ...  # noqa: D102
    def new_text(self, template: Any, *, title: str, lang: str | None, owner: str | None) -> str: ...  # noqa: D102
    def titled(self, text: str, title: str) -> str: ...  # noqa: D102
    def text_for_message(self, message: str) -> str: ...  # noqa: D102
    def text_for_selection(self, text: str) -> str: ...  # noqa: D102
    def text_for_gap(self, words: str) -> str: ...  # noqa: D102
    def duplicate(self, file_text: str, lang: str | None = None, tone: str | None = None) -> str: ...  # noqa: D102
    def reply_from(self, library: str, sent: str) -> ProposedReply: ...  # noqa: D102
    def free_path(self, library: str, title: str, folder: str) -> str: ...  # noqa: D102
    def links_to(self, file: FileRef) -> Sequence[Mention]: ...  # noqa: D102
    def plan_move(self, file: FileRef, new_path: str, library: str = "") -> ChangePlan: ...  # noqa: D102
    def plan_replace(  # noqa: D102
        self, library: str, find: str, put: str, *, regex: bool, case: bool, whole_words: bool
    ) -> ChangePlan: ...


class Changing(Protocol):
    """What changes several files, and takes that back."""

    def carry_out(self, plan: ChangePlan) -> CarriedOut: ...  # noqa: D102
    def take_back(self, done: Any) -> tuple[str, ...]: ...  # noqa: D102
    def trash(self, file: FileRef) -> object: ...  # noqa: D102
    def restore(self, trashed: Any) -> None: ...  # noqa: D102


class Bench(Protocol):
    """The part of a workspace that making works with; its calls may take a while."""

    @property
    def authoring(self) -> Proposing: ...  # noqa: D102
    @property
    def writing(self) -> Changing: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is made: a library, and a folder in it with `/`, "" for the library itself."""

    library: str
    folder: str = ""
