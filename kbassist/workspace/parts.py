"""What a workspace is made of, built where libraries are opened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kbassist.articles.history import History
from kbassist.render.worker import RenderWorker
from kbassist.replies.agent import Agent
from kbassist.search.cache_folder import CacheFolder
from kbassist.system.credentials import Credentials
from kbassist.team.git.program import GitProgram
from kbassist.usage.aside import AsideStore
from kbassist.usage.gaps import GapStore
from kbassist.usage.learned import LearnedStore
from kbassist.usage.log import UsageLog
from kbassist.usage.requests import VariantRequests
from kbassist.usage.seen import SeenStore
from kbassist.workspace.session import LibrarySession


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a workspace; `data` is what this machine keeps, `now` tells the time with its zone.

    `personal` is the folder of the agent's own library, "" where none is named.
    """

    sessions: tuple[LibrarySession, ...]
    cache: CacheFolder
    worker: RenderWorker
    usage: UsageLog
    learned: LearnedStore
    requests: VariantRequests
    aside: AsideStore
    gaps: GapStore
    seen: SeenStore
    agent: Agent
    data: Path
    history: History
    now: Callable[[], datetime]
    credentials: Credentials
    git: GitProgram
    notices: tuple[str, ...] = ()
    personal: str = ""
