"""What a repository's own settings name is not run, and they loosen nothing about a host."""

from pathlib import Path

import pytest

from kbassist.system.errors import SyncRefused
from kbassist.team.git.blame import blame
from kbassist.team.git.standing import SyncState
from tests.team.git.places import Machine
from tests.team.git_server import git


@pytest.fixture
def lacking(team, bare, tmp_path) -> Machine:
    """A clone that lacks the article as it is committed, which a program of a drive could give."""
    _ann, ben = team
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\ntouch {tmp_path / "run"}\nexec git-upload-pack "$@"\n')
    program.chmod(0o755)
    blob = ben.git("rev-parse", "HEAD:refund.md")
    for pack in (ben.top / ".git/objects/pack").glob("*.pack"):
        moved = pack.replace(tmp_path / pack.name)
        git(ben.top, "unpack-objects", "-q", given=moved.read_bytes())
    (ben.top / ".git/objects" / blob[:2] / blob[2:]).unlink()
    for key, value in (
        ("core.repositoryformatversion", "1"), ("extensions.partialClone", "drive"),
        ("remote.drive.url", str(bare)), ("remote.drive.promisor", "true"),
        ("remote.drive.uploadpack", str(program)), ("branch.main.remote", "origin"),
    ):  # fmt: skip
        ben.git("config", key, value)
    return ben


def test_what_a_partial_clone_lacks_is_not_fetched_in_a_sync(team, lacking, tmp_path):
    ann, _ben = team
    ann.write("refund.md", "# Refund\n\nof Ann\n\ntwo\n\nthree\n")
    ann.sync()
    lacking.write("refund.md", "# Refund\n\none\n\ntwo\n\nof Ben\n")
    report = lacking.report()
    assert not (tmp_path / "run").exists()
    assert report.standing.state is SyncState.BY_HAND
    assert "partial clone" in report.standing.sentence
    assert lacking.read("refund.md") == "# Refund\n\none\n\ntwo\n\nof Ben\n"


def test_what_a_partial_clone_lacks_is_not_fetched_to_tell_who_wrote_a_line(lacking, tmp_path):
    lacking.write("refund.md", "# Refund\n\none\n\ntwo\n\nof Ben\n")
    with pytest.raises(SyncRefused):
        blame(lacking.program, lacking.root, "refund.md")
    assert not (tmp_path / "run").exists()


def test_a_partial_clone_takes_in_what_others_write(team, bare, tmp_path, program):
    ann, _ben = team
    git(bare, "config", "uploadpack.allowFilter", "true")
    top: Path = tmp_path / "pat"
    git(tmp_path, "clone", "-q", "--filter=blob:none", bare.as_uri(), str(top))
    pat = Machine("Pat", top, program, tmp_path / "home-of-pat")
    ann.write("refund.md", "# Refund\n\nof Ann\n\ntwo\n\nthree\n")
    ann.sync()
    pat.write("refund.md", "# Refund\n\none\n\ntwo\n\nof Pat\n")
    pat.sync()
    assert pat.read("refund.md") == "# Refund\n\nof Ann\n\ntwo\n\nof Pat\n"


@pytest.mark.parametrize(
    ("key", "value", "users", "is_now"),
    [
        ("http.sslVerify", "false", "", "true"),
        ("http.sslVerify", "true", "false", "false"),
        ("http.https://git.example.com.sslVerify", "false", "", "true"),
        ("http.https://git.example.com.sslVerify", "true", "false", "false"),
        ("http.saveCookies", "true", "", "false"),
        ("http.https://git.example.com.saveCookies", "true", "", "false"),
        ("remote.origin.uploadpack", "/drive/program", "", "git-upload-pack"),
    ],
)
def test_a_repository_sets_nothing_about_hosts(team, tmp_path, key, value, users, is_now):
    _ann, ben = team
    ben.git("config", key, value)
    if users:
        git(tmp_path, "config", "--file", str(tmp_path / "home/gitconfig"), key, users)
    assert ben.program.at(ben.top).line("config", key) == is_now
