"""Opens libraries: builds the parts of a workspace and hands each exactly what it needs."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from kbassist.articles.history import History, HistoryLimits
from kbassist.render.worker import RenderWorker
from kbassist.replies.agent import Agent
from kbassist.search.cache_folder import CacheFolder
from kbassist.search.indexer import Indexer
from kbassist.system.clock import system_time
from kbassist.system.credentials import Credentials
from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.team.git.logins import StoredLogins
from kbassist.team.git.program import GitProgram
from kbassist.usage.aside import open_aside
from kbassist.usage.gaps import open_gaps
from kbassist.usage.learned import open_learned
from kbassist.usage.log import open_usage
from kbassist.usage.requests import open_requests
from kbassist.usage.seen import open_seen
from kbassist.workspace.parts import Parts
from kbassist.workspace.session import LibrarySession
from kbassist.workspace.several import distinct
from kbassist.workspace.workspace import Workspace

ACCOUNTS = "accounts.json"


def open_workspace(
    paths: Paths,
    settings: Settings,
    roots: Sequence[Path],
    now: Callable[[], datetime] = system_time,
    credentials: Credentials | None = None,
) -> Workspace:
    """Open the libraries at `roots`, on the indexes that are there; `Workspace.refresh` follows the folders.

    A folder that is out of reach opens all the same and is told by `Workspace.status`. Child processes
    start with the first call that needs them, or with `Workspace.warm`. Whoever opens one workspace after
    another gives the same `credentials` to each, so that secrets of this session last as long as it does.
    """
    cache = CacheFolder(paths.cache)
    # Each has an indexing process of its own, so that none waits for the slow folder of another.
    folders, told = distinct(roots)
    sessions = tuple(LibrarySession(root, cache.path, Indexer(cache.path), now) for root in folders)
    usage = open_usage(paths.data / "usage.db", now())
    learned = open_learned(paths.data / "learned.db", now())
    requests = open_requests(paths.data / "requests.db", now())
    aside = open_aside(paths.data / "aside.db", now())
    gaps = open_gaps(paths.data / "gaps.db", now())
    seen = open_seen(paths.data / "seen.db", now())
    agent = Agent(name=settings.agent_name, signature=settings.agent_signature, owner=settings.owner)
    credentials = credentials or Credentials(paths.data / ACCOUNTS)
    stores = (usage, learned, requests, aside, gaps, seen)
    notices = (cache.notice, *(store.notice for store in stores), *told)
    return Workspace(
        Parts(
            sessions,
            cache,
            RenderWorker(),
            usage.log,
            learned.store,
            requests.requests,
            aside.store,
            gaps.store,
            seen.store,
            agent,
            paths.data,
            History(paths.data / "history", HistoryLimits(settings.history_versions, settings.history_size)),
            now,
            credentials,
            GitProgram(secrets=StoredLogins(credentials)),
            tuple(notice for notice in notices if notice),
            settings.personal,
        )
    )
