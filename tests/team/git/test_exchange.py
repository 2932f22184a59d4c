"""Where is fetched from and sent to, and what is made of a line that breaks off."""

import shutil

import pytest

from kbassist.team.git.standing import SyncState
from tests.team.git_server import TOKEN, git


@pytest.fixture
def aside(team, bare, server, tmp_path):
    """A folder to send to beside the server that is fetched from; its hook tells what it was given."""
    _ann, ben = team
    shutil.rmtree(server.folder / "team.git", ignore_errors=True)
    aside = tmp_path / "aside.git"
    git(tmp_path, "clone", "-q", "--bare", str(ben.top), str(aside))
    shutil.copytree(aside, bare)
    git(bare, "config", "http.receivepack", "true")
    hook = aside / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nenv > {tmp_path / 'told'}\n")
    hook.chmod(0o755)
    ben.git("remote", "set-url", "origin", server.url())
    ben.write("new.md", "# New\n")
    return aside


def test_what_is_sent_elsewhere_is_sent_with_the_caution_for_that_place(team, aside, tmp_path):
    _ann, ben = team
    ben.git("config", "remote.origin.pushurl", str(aside))
    assert ben.sync().sent == 1
    assert git(aside, "show", "main:new.md") == "# New"
    assert not (tmp_path / "told").exists()


@pytest.mark.parametrize("setting", ["url", "pushurl"])
def test_several_addresses_to_send_to_are_left_to_a_person(team, aside, server, tmp_path, setting):
    _ann, ben = team
    ben.git("config", f"remote.origin.{setting}", server.url())
    ben.git("config", "--add", f"remote.origin.{setting}", str(aside))
    report = ben.report()
    assert report.standing.state is SyncState.BY_HAND
    assert "several addresses" in report.standing.sentence
    assert report.standing.unsent == 1
    assert TOKEN not in repr(report)
    assert not (tmp_path / "told").exists()
