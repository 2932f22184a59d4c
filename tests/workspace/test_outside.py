"""What is said of web addresses, and what is kept of their answers."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kbassist.checks.addresses import Answer
from kbassist.system.errors import AddressRefused, HostUnknown, NoAnswer, WorkCancelled
from kbassist.system.http import Http
from kbassist.workspace.outside import Outside

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
STATUS = {"there": 200, "members": 403, "gone": 404, "away": 410, "broken": 503, "circle": 302}


class Net(Http):
    """Answers by the last word of an address, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def status(self, url: str, wait: Callable[[float], bool]) -> int:
        self.asked.append(url)
        word = url.rsplit("/", 1)[1]
        errors = {"unknown": HostUnknown, "mute": NoAnswer, "private": AddressRefused}
        if word in errors:
            raise errors[word](f"It is {word}.")
        return STATUS[word]


class Asking:
    """An `Outside` whose time can be moved."""

    def __init__(self, cache: Path) -> None:
        self.net = Net()
        self.now = NOW
        self.kept_at = cache / "addresses.json"

    def __call__(self, *words: str, step: Callable[[int, int], None] = lambda _done, _all: None) -> list[str]:
        self.net.asked.clear()
        urls = [f"https://{number}.com/{word}" for number, word in enumerate(words)]
        answers = Outside(self.net, self.kept_at, lambda: self.now).ask(urls, step)
        return [answers[url].answer.value for url in urls]


@pytest.fixture
def ask(tmp_path: Path) -> Asking:
    return Asking(tmp_path)


def test_what_answers_mean(ask: Asking) -> None:
    words = ("there", "members", "gone", "away", "broken", "circle", "unknown", "mute", "private")
    told = ["there", "there", "gone", "gone", "silent", "silent", "no-host", "silent", "refused"]
    assert ask(*words) == told
    assert ask() == []


def test_without_any_answer_this_machine_is_offline(ask: Asking) -> None:
    assert ask("unknown", "mute") == [Answer.SILENT, Answer.SILENT]
    assert not ask.kept_at.exists()


def test_answers_are_kept_for_a_while(ask: Asking) -> None:
    words = ("there", "gone", "unknown", "mute")
    told = ask(*words)
    assert len(ask.net.asked) == 4
    assert (ask(*words), ask.net.asked) == (["there", "gone", "no-host", "silent"], ["https://3.com/mute"])
    ask.now = NOW + timedelta(days=2)
    assert (ask(*words), len(ask.net.asked)) == (told, 3)
    ask.now = NOW + timedelta(days=20)
    assert (ask(*words), len(ask.net.asked)) == (told, 4)
    ask.now = NOW - timedelta(days=1)  # a clock that was wrong
    ask(*words)
    assert len(ask.net.asked) == 4


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"https://0.com/there": 1}', b'{"a": ["b", "c", "d"]}', b"\xff"]
)
def test_a_damaged_cache_is_none(ask: Asking, content: bytes) -> None:
    ask.kept_at.write_bytes(content)
    assert ask("there") == ["there"]
    assert (ask("there"), ask.net.asked) == (["there"], [])


def test_cancelling_keeps_what_was_answered(ask: Asking) -> None:
    def step(done: int, _all: int) -> None:
        if done:
            raise WorkCancelled("Enough.")

    with pytest.raises(WorkCancelled):
        ask("there", step=step)
    assert (ask("there"), ask.net.asked) == (["there"], [])
