"""The short soak: nothing is lost, and the rig notices when something is."""

from pathlib import Path

import pytest

from kbassist.articles import save as saving
from tests.soak import kills as killing
from tests.soak.__main__ import soak_saves
from tests.soak.kills import kills
from tests.soak.model import many_hands
from tests.soak.tally import Tally


def test_nothing_is_lost(tmp_path: Path, shared: Path) -> None:
    total = soak_saves(tmp_path, short=True)
    assert total.injected > 500
    assert total == Tally(total.injected)


def test_a_save_that_does_not_look_at_what_came_out_loses_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving._Saving, "_compare", lambda this: this._remove(this._beside))
    assert many_hands(tmp_path, 100).lost


def test_a_save_that_writes_into_the_file_tears_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write_over(this: saving._Saving, content: bytes) -> saving.Saved:
        with this._target.open("wb") as file:
            for place in range(len(content)):
                file.write(content[place : place + 1])
                file.flush()  # slowly, so that most of the kills come in between
        return saving.Saved(saving.Revision(this._new, len(content), this._target.stat().st_mtime_ns))

    monkeypatch.setattr(saving._Saving, "run", write_over)
    monkeypatch.setattr(killing, "WORST_WAIT_S", 0.1)  # a busy machine takes long to come to the writing
    assert kills(tmp_path, 20).torn
