"""Shows a text that is not saved yet as agents and customers would see it."""

from collections.abc import Mapping

from kbassist.render.worker import RenderWorker
from kbassist.workspace.session import LibrarySession


class Previewing:
    """Fills replies and renders articles from text; may be called from any thread."""

    def __init__(self, sessions: Mapping[str, LibrarySession], worker: RenderWorker) -> None:
        self._sessions = sessions
        self._worker = worker
