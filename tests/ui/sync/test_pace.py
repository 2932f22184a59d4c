"""Tests of when a library is synced by itself."""

import pytest

from kbassist.team.git.standing import SyncState
from kbassist.ui.sync.pace import FOCUSED_S, LONGEST_RETRY_S, RETRY_S, rest_s


@pytest.mark.parametrize("state", [SyncState.OFF, SyncState.SIGN_IN])
def test_what_has_to_be_asked_first_is_not_tried_by_itself(state: SyncState) -> None:
    assert rest_s(state, 3, focused=True, chance=0.5) is None


def test_rests_longer_without_the_focus() -> None:
    assert rest_s(SyncState.READY, 0, focused=True, chance=0.5) == FOCUSED_S
    assert (rest_s(SyncState.READY, 0, focused=False, chance=0.5) or 0) > FOCUSED_S


def test_a_silent_host_is_asked_less_and_less_often() -> None:
    rests = [rest_s(SyncState.WAITING, n, focused=True, chance=0.5) or 0 for n in range(1, 40)]
    assert rests[0] == RETRY_S
    assert rests == sorted(rests)
    assert rests[-1] == LONGEST_RETRY_S


def test_the_machines_of_a_team_do_not_come_all_at_once() -> None:
    early, late = (rest_s(SyncState.WAITING, 1, focused=True, chance=chance) or 0 for chance in (0, 1))
    assert late > early * 1.5
