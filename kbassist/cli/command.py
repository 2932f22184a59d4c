"""What a sub-command is made of, and what it is given to work with."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbassist.cli.exit_code import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from kbassist.articles.article import ArticleRef
    from kbassist.cli.terminal import Terminal
    from kbassist.replies.reply import Wish
    from kbassist.system.instance import Request
    from kbassist.system.paths import Paths
    from kbassist.system.settings import Settings
    from kbassist.workspace.values import LibraryStatus, Status
    from kbassist.workspace.workspace import Workspace


@dataclass(frozen=True)
class Call:
    """One run of a sub-command: its arguments and all that it may touch."""

    arguments: Namespace
    workspace: Workspace
    terminal: Terminal
    settings: Settings
    paths: Paths

    @property
    def wish(self) -> Wish:
        """Channel, tone and language as asked for, else as set, else left to the library."""
        from kbassist.replies.reply import Wish

        asked, kept = self.arguments, self.settings
        return Wish(
            asked.channel or kept.channel or None,
            asked.tone or kept.tone or None,
            asked.lang or kept.lang or None,
        )

    def find(self, wanted: str) -> ArticleRef:
        """Find an article or reply by its id in the open libraries: a copy of it, else the first one.

        Another library may have an article of the same id, and that one the reply. That it is in several
        is told.

        Raises ArticleNotFound and LibraryOffline.
        """
        from kbassist.articles.article import ArticleRef
        from kbassist.system.errors import ArticleNotFound, LibraryOffline

        found: list[ArticleRef] = []
        fitting, away = 0, None
        for library in self.workspace.libraries:
            ref = ArticleRef(library.root, wanted)
            try:
                article = self.workspace.read(ref)
            except ArticleNotFound:
                continue
            except LibraryOffline as error:
                away = error
                continue
            has_it = ref.id == ref.article_id or any(reply.id == ref.id for reply in article.replies)
            found.insert(fitting if has_it else len(found), ref)
            fitting += has_it
        if not found:
            raise away or ArticleNotFound(f"There is no article or reply with the id {wanted}.")
        shown = self.workspace.own_copies.shown_for(found[0])
        labels = {library.root: library.label for library in self.workspace.status().libraries}
        others = [labels[ref.library] for ref in found[:fitting] if ref.library != shown.library]
        if others and shown == found[0]:
            self.terminal.note(f"{wanted} is in {', '.join(others)} as well; --library takes one alone.")
        return shown

    def refresh(self) -> None:
        """Bring the index up to the files, with progress on stderr. Raises LibraryOffline as `tell`."""
        with self.terminal.progress("Indexing") as bar:
            status = self.workspace.refresh(progress=lambda seen: bar(seen.done, seen.total)).status
        self.tell(status)

    def tell(self, status: Status) -> None:
        """Say what is not as it should be. Raises LibraryOffline when there is nothing to answer from."""
        from kbassist.system.errors import LibraryOffline

        notices = [*status.notices, *(library.notice for library in status.libraries if library.notice)]
        notices += [held for library in status.libraries if (held := _held_back(library))]
        if not status.articles and all(library.offline for library in status.libraries):
            raise LibraryOffline(" ".join(notices) or "No library is open.")
        for notice in notices:
            self.terminal.note(notice)


@dataclass(frozen=True)
class Described:
    """What help and parsing need to know of anything that can be called by name."""

    name: str
    summary: str
    example: str
    declare: Callable[[ArgumentParser], None]


@dataclass(frozen=True)
class Command(Described):
    """A sub-command as data; help and parsing walk the table of them.

    `roots` chooses other folders than those that would be opened; None leaves them as they are. `exits` says
    what the exit codes mean where they mean something else than for most.
    """

    run: Callable[[Call], ExitCode]
    roots: Callable[[Namespace, Sequence[Path]], tuple[Path, ...]] | None = None
    exits: str = ""


@dataclass(frozen=True)
class WindowCommand(Described):
    """A sub-command that the window carries out; `request` is what it is asked."""

    request: Callable[[], Request]


def _held_back(library: LibraryStatus) -> str:
    """Say which articles are gone and found all the same; "" when none are."""
    held = library.held_back
    if held is None:
        return ""
    return (
        f"{held.gone} from {library.name} since {held.since:%H:%M} and kept "
        f"in the index, such as {', '.join(held.examples)}; if they were removed, run "
        "kbassist index --accept-removals."
    )


def declare_wish(parser: ArgumentParser) -> None:
    """Add the three options that choose among variants."""
    parser.add_argument(
        "--channel", metavar="C", help="prefer replies for this channel, such as chat or email"
    )
    parser.add_argument("--tone", metavar="T", help="prefer this tone, such as warm or calm")
    parser.add_argument("--lang", metavar="L", help="prefer this language, such as en or de")
