"""Asks web addresses whether they are there: each host slowly, several at once, and none twice in a while."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from types import MappingProxyType
from urllib.parse import urlsplit

from kbassist.checks.addresses import Answer, Answered
from kbassist.system.atomic import write_atomically
from kbassist.system.errors import AddressRefused, HostUnknown, NoAnswer
from kbassist.system.http import Http

_HOSTS_AT_ONCE = 8
_LOOK_S = 0.1
_MOST_KEPT = 50_000
# What nobody could tell is asked again each time.
_KEPT_FOR: Mapping[Answer, timedelta] = MappingProxyType(
    {Answer.THERE: timedelta(days=7), **dict.fromkeys((Answer.GONE, Answer.NO_HOST), timedelta(days=1))}
)
_HEARD = frozenset((Answer.THERE, Answer.GONE))
_GONE = frozenset((404, 410))
# Somebody answers, though no program or not now: sign in, forbidden, no such method, too fast, barred by law.
_ANSWERED = frozenset((401, 402, 403, 405, 406, 407, 408, 409, 418, 421, 425, 429, 451, 999))


class Outside:
    """What is known of web addresses, kept in a file of the user's cache; for one check at a time."""

    def __init__(self, http: Http, kept_at: Path, now: Callable[[], datetime]) -> None:
        self._http = http
        self._kept_at = kept_at
        self._now = now

    def ask(self, urls: Iterable[str], step: Callable[[int, int], None]) -> Mapping[str, Answered]:
        """Ask for each address that was not asked lately.

        `step` is called often with addresses done and to do; it may raise to stop, and what was answered by
        then is kept. When nobody at all answers, this machine is offline and no host is called unknown.
        """
        wanted = list(dict.fromkeys(urls))
        kept = self._read()
        known = {url: kept[url][0] for url in wanted if url in kept}
        fresh: dict[str, Answered] = {}
        try:
            self._ask_all([url for url in wanted if url not in known], fresh, step)
        finally:
            if not any(found.answer in _HEARD for found in fresh.values()):
                fresh = {url: _unsure(found) for url, found in fresh.items()}
            self._keep(kept, fresh)
        return {**known, **fresh}

    def _ask_all(
        self, urls: list[str], answers: dict[str, Answered], step: Callable[[int, int], None]
    ) -> None:
        queues: dict[str, list[str]] = defaultdict(list)
        for url in urls:
            queues[urlsplit(url).netloc.lower()].append(url)
        stop = Event()

        def work(queue: list[str]) -> None:
            for url in queue:
                if stop.is_set():
                    return
                answers[url] = self._answer(url, stop)

        with ThreadPoolExecutor(_HOSTS_AT_ONCE, "outside") as pool:
            try:
                working: set[Future[None]] = {pool.submit(work, queue) for queue in queues.values()}
                while working:
                    step(len(answers), len(urls))
                    done, working = wait(working, _LOOK_S)
                    for future in done:
                        future.result()
                step(len(urls), len(urls))
            finally:
                stop.set()

    def _answer(self, url: str, stop: Event) -> Answered:
        try:
            status = self._http.status(url, stop.wait)
        except AddressRefused as error:
            return Answered(Answer.REFUSED, str(error))
        except HostUnknown as error:
            return Answered(Answer.NO_HOST, str(error))
        except NoAnswer as error:
            return Answered(Answer.SILENT, str(error))
        return _judged(status)

    def _read(self) -> dict[str, tuple[Answered, datetime]]:
        """Read what was answered lately; a file that is damaged or foreign is as good as none."""
        kept: dict[str, tuple[Answered, datetime]] = {}
        now = self._now()
        with suppress(OSError, ValueError, TypeError, AttributeError):
            for url, (answer, reason, at) in json.loads(self._kept_at.read_bytes()).items():
                told, asked_at = Answered(Answer(answer), str(reason)), datetime.fromisoformat(at)
                if timedelta() <= now - asked_at < _KEPT_FOR.get(told.answer, timedelta()):
                    kept[url] = told, asked_at
        return kept

    def _keep(self, kept: dict[str, tuple[Answered, datetime]], told: Mapping[str, Answered]) -> None:
        now = self._now()
        fresh = {url: (found, now) for url, found in told.items() if found.answer in _KEPT_FOR}
        if not fresh:
            return
        newest = sorted({**kept, **fresh}.items(), key=lambda entry: entry[1][1], reverse=True)[:_MOST_KEPT]
        rows = {url: (found.answer, found.reason, at.isoformat()) for url, (found, at) in newest}
        # Without it all addresses are asked again, no more.
        with suppress(OSError):
            write_atomically(self._kept_at, json.dumps(rows).encode())


def _unsure(found: Answered) -> Answered:
    if found.answer is not Answer.NO_HOST:
        return found
    return Answered(Answer.SILENT, f"{found.reason.rstrip('.')}, or this machine is offline")


def _judged(status: int) -> Answered:
    if status in _GONE:
        return Answered(Answer.GONE, f"the server says that there is no such page ({status})")
    if status < 300 or status in _ANSWERED:
        return Answered(Answer.THERE)
    if status < 400:
        return Answered(Answer.SILENT, f"it leads from one address to the next without end ({status})")
    return Answered(Answer.SILENT, f"the server answers with an error ({status})")
