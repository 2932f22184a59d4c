"""Tests of the few words on how sharing stands."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kbassist.team.git.standing import SyncStanding, SyncState
from kbassist.ui.sync.words import ago, line_of, stays_s
from tests.ui.fake_syncing import NOON, SHARED

NAMES = {"/articles": "Team", "/mine": "Mine"}


@pytest.mark.parametrize(
    ("changes", "text", "wants"),
    [
        ({}, "synced 2 s ago", False),
        ({"unsent": 3}, "3 edits to send", False),
        ({"unsent": 1}, "1 edit to send", False),
        ({"state": SyncState.WAITING, "unsent": 3}, "offline, 3 edits wait", False),
        ({"state": SyncState.WAITING, "unsent": 1}, "offline, 1 edit waits", False),
        ({"state": SyncState.WAITING}, "offline", False),
        ({"state": SyncState.SIGN_IN, "unsent": 2}, "sign in", True),
        ({"state": SyncState.BY_HAND}, "needs you", True),
        ({"state": SyncState.HELD}, "needs you", True),
        ({"conflicts": 1}, "1 conflict", True),
        ({"synced_at": None}, "not synced yet", False),
        ({"state": SyncState.WORKING, "synced_at": None}, "syncing…", False),
        ({"in_review": 2}, "waiting for review", False),
        ({"state": SyncState.OFF}, "", False),
        ({"remote": "", "synced_at": None, "sentence": "It has no remote."}, "kept with git", False),
    ],
)
def test_one_library(changes: dict[str, object], text: str, wants: bool) -> None:
    line = line_of([replace(SHARED, **changes)], NAMES, NOON + timedelta(seconds=2))
    assert (line.text, line.wants) == (text, wants)


def test_of_several_the_one_that_needs_somebody_is_named() -> None:
    mine = SyncStanding("/mine", SyncState.SIGN_IN, "git.example.com wants to know who you are.")
    line = line_of([SHARED, mine], NAMES, NOON)
    assert line.text == "Mine: sign in"
    assert line.tip == "Team: synced just now\nMine: git.example.com wants to know who you are."


@pytest.mark.parametrize(
    ("passed_s", "words", "stays"),
    [
        (1, "just now", 1),
        (4, "4 s ago", 1),
        (37, "30 s ago", 3),
        (130, "2 min ago", 50),
        (7200, "at 12:00", 60),
        (90_000, "on 20 Nov at 12:00", 60),
    ],
)
def test_how_long_ago(passed_s: int, words: str, stays: int) -> None:
    now = NOON + timedelta(seconds=passed_s)
    assert ago(NOON, now) == words
    assert stays_s(NOON, now) == stays
    assert ago(NOON, NOON + timedelta(seconds=passed_s + stays - 1)) == words
