"""A new member joins, a folder becomes a team's, and a lead publishes: as the window asks for it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kbassist.articles.article import FileRef
from kbassist.replies.agent import Agent
from kbassist.system.accounts import Account, Place
from kbassist.system.errors import AddressUnclear, SignInNeeded, SyncRefused
from kbassist.team.git.signing import Login
from kbassist.team.git.standing import SyncState
from kbassist.team.git.url_login import ANY_USER
from tests.team.git_server import TOKEN, USER, GitServer, git, served, tidy_environ


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GitServer]:
    for name, value in tidy_environ(tmp_path / "home-of-git").items():
        monkeypatch.setenv(name, value)
    with served(tmp_path / "served") as server:
        server.make()
        yield server


def with_login(server: GitServer) -> str:
    return server.url().replace("://", f"://{USER}:{TOKEN}@")


@pytest.fixture
def library(opened, root: Path, server: GitServer) -> Path:
    """The library of a team, as the first member has made it."""
    made = opened(root).syncing.make_repository(str(root), with_login(server))
    assert (made.files, made.is_sent) == (3, True)
    assert made.note.startswith("Kept for this session only")
    return root


def test_a_member_joins_with_what_was_pasted(opened, library, server, tmp_path):
    syncing = opened(library).syncing
    assert syncing.standings()[0].state is SyncState.READY
    target = tmp_path / "mine"
    cloned = syncing.clone(f"git clone {with_login(server)}", target)
    assert cloned.note.startswith("Kept for this session only")
    assert TOKEN not in (target / ".git" / "config").read_text()
    (kept,), why = syncing.sign_ins()
    assert (kept.account, kept.place) == (Account(server.host, USER), Place.SESSION)
    assert "no keyring" in why
    member = opened(target)
    assert member.syncing.offered() == ()
    member.syncing.sign_in(str(target), Login(USER, TOKEN))
    (report,) = member.syncing.sync()
    assert report.standing.state is SyncState.READY
    assert member.syncing.blame(FileRef(str(target), "refund.md"))[0].wrote.author == "Jonas Berg"


def test_a_token_that_has_expired_is_asked_for_once(opened, library, server):
    syncing = opened(library).syncing
    (report,) = syncing.sync()
    assert report.standing.state is SyncState.SIGN_IN
    with pytest.raises(SignInNeeded):
        syncing.clone(server.url(), library.parent / "other")
    syncing.sign_in(str(library), Login(USER, TOKEN))
    assert syncing.sync()[0].standing.state is SyncState.READY
    syncing.forget_sign_in(Account(server.host, USER))
    assert syncing.sync()[0].standing.state is SyncState.SIGN_IN


def test_a_login_that_the_host_refuses_is_not_kept(opened, root, server):
    syncing = opened(root).syncing
    for login in (Login(USER, "wrong"), Login("", "wrong")):
        with pytest.raises(SignInNeeded):
            syncing.clone(server.url(), root.parent / "mine", login)
    with pytest.raises(SignInNeeded, match="plain http"):
        syncing.clone("http://h.example/t/l.git", root.parent / "mine", Login(USER, TOKEN))
    with pytest.raises(AddressUnclear):
        syncing.clone("ask Dana", root.parent / "mine")
    assert syncing.sign_ins()[0] == ()


def test_a_token_alone_is_enough(opened, library, server, tmp_path):
    server.users[ANY_USER] = TOKEN
    syncing = opened(library).syncing
    syncing.clone(server.url(), tmp_path / "mine", Login("", f" {TOKEN}\n"))
    assert [row.account.user for row in syncing.sign_ins()[0]] == [ANY_USER]


def test_a_lead_publishes_what_an_author_has_sent(opened, library, server, tmp_path):
    lead = opened(library)
    lead.syncing.sign_in(str(library), Login(USER, TOKEN))
    (library / "_library.yaml").write_text("name: Team\nreview: {leads: [berg]}\n")
    lead.syncing.sync()
    lead.syncing.clone(server.url(), tmp_path / "mine")
    workspace = opened(tmp_path / "mine")
    workspace.answer_as(Agent("Kim Lee"))
    author = workspace.syncing
    author.sign_in(str(tmp_path / "mine"), Login(USER, TOKEN))
    (tmp_path / "mine" / "new.md").write_text("# New\n")
    (report,) = author.sync()
    assert (report.sent, report.standing.in_review, report.standing.unsent) == (1, 1, 0)
    assert "refs/heads/edits/kim-lee" in git(server.folder / "team.git", "for-each-ref")
    assert not author.find_unpublished()
    assert lead.syncing.unpublished() == ()
    assert lead.syncing.find_unpublished()
    assert not lead.syncing.find_unpublished()
    ((branch, changes),) = lead.syncing.unpublished()
    assert (branch.author, [change.path for change in changes]) == ("Kim Lee", ["new.md"])
    with pytest.raises(SyncRefused, match="Only a lead"):
        author.publish(replace(branch, library=str(tmp_path / "mine")))
    assert lead.syncing.publish(branch) == ()
    assert (library / "new.md").read_text() == "# New\n"
    assert lead.syncing.unpublished() == ()
    assert author.sync()[0].standing.in_review == 0
