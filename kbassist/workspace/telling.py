"""Says which words of a question a library may be told: its own, never those of another one."""

from collections.abc import Callable, Mapping, Sequence

from kbassist.search.vocabulary import is_common
from kbassist.workspace.session import LibrarySession


class Telling:
    """Tells the words of several open libraries apart; may be called from any thread."""

    def __init__(self, sessions: Mapping[str, LibrarySession]) -> None:
        self._sessions = sessions

    def words(self, library: str, words: Sequence[str]) -> tuple[str, ...]:
        """Return of scrubbed words those that stand in the library, and common ones of no open library."""
        mine, others = self._known(library), self._known_elsewhere(library)
        return tuple(word for word in words if mine(word) or (is_common(word) and not others(word)))

    def lacked(self, library: str, words: Sequence[str]) -> tuple[str, ...]:
        """Return what the library may be told of a question that nothing answered; often nothing.

        Where several libraries are open, one is told only of what it has a word of.
        """
        if len(self._sessions) > 1 and not any(map(self._known(library), words)):
            return ()
        return self.words(library, words)

    def _known(self, library: str) -> Callable[[str], bool]:
        """Tell words that stand in a library; none do while it has no index."""
        snapshot = self._sessions[library].snapshot
        return snapshot.searcher.knows if snapshot else lambda _: False

    def _known_elsewhere(self, library: str) -> Callable[[str], bool]:
        """Tell words that stand, or while there is no index may stand, in another library."""
        others = [session.snapshot for root, session in self._sessions.items() if root != library]
        return lambda word: any(other is None or other.searcher.knows(word) for other in others)
