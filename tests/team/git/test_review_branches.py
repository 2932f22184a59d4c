"""What authors send waits for a lead, who sees it and publishes it."""

import pytest

from kbassist.system.errors import PushRejected, SyncRefused
from kbassist.team.git.branch_join import BranchChange
from kbassist.team.git.program import never
from kbassist.team.git.repository import recognise
from kbassist.team.git.review_branches import (
    ReviewBranches,
    branch_of,
    published_leads,
    publishing_of,
)
from kbassist.team.git.standing import Publishing
from kbassist.team.git.syncing import SyncParts
from tests.team.git.places import NOW, Machine, nothing

LEADS = ("ann",)


def desk(lead: Machine, watch=nothing) -> ReviewBranches:
    return ReviewBranches(
        lead.root,
        SyncParts(lead.program, lead.pending, lambda: NOW, lambda: lead.name, watch=watch, wait=nothing),
    )


@pytest.fixture
def reviewed(team):
    """Ann leads; Ben has edited, made and removed articles, and sent them."""
    ann, ben = team
    ben.publishing = publishing_of(LEADS, False, "Ben")
    ben.write("refund.md", "# Refund\n\none\n\ntwo\n\nTHREE\n")
    ben.write("new.md", "# New\n")
    ben.sync()
    return ann, ben


@pytest.mark.parametrize(
    ("author", "branch"),
    [
        ("Dana Reed", "edits/dana-reed"),
        ("dana@example.org", "edits/dana"),
        ("Jürgen..Groß/../x.lock", "edits/jürgen-gross-x-lock"),
        ("-~^:?*[ ", "edits/somebody"),
        ("", "edits/somebody"),
        ("x" * 90, "edits/" + "x" * 40),
    ],
)
def test_the_branch_of_an_author(team, author, branch):
    assert branch_of(author) == branch
    team[0].git("check-ref-format", f"refs/heads/{branch}")


def test_who_publishes():
    assert publishing_of((), False, "Ben") == Publishing()
    assert publishing_of(LEADS, True, "Ann") == Publishing()
    assert publishing_of(LEADS, False, "Ben") == Publishing("edits/ben")


def test_edits_wait_and_are_published(reviewed):
    ann, ben = reviewed
    assert ann.sync().taken == frozenset()
    (branch,) = desk(ann).waiting()
    assert (branch.name, branch.author, branch.commits, branch.files) == ("edits/ben", "Ben", 1, 2)
    assert branch.library == str(ann.root)
    assert desk(ann).changes(branch) == (
        BranchChange("new.md", "new.md", None, "# New\n", "Ben"),
        BranchChange(
            "refund.md", "refund.md", "# Refund\n\none\n\ntwo\n\nthree\n",
            "# Refund\n\none\n\ntwo\n\nTHREE\n", "Ben",
        ),
    )  # fmt: skip
    before = ann.files()
    assert desk(ann).publish(branch) == ()
    assert ann.files() == before
    assert ann.sync().taken == {"new.md", "refund.md"}
    assert ann.git("log", "-1", "--format=%an: %s") == "Ann: Publish 1 edit by Ben"
    assert desk(ann).waiting() == ()
    assert ben.sync().standing.unsent == 0
    assert ben.files() == ann.files()
    assert ben.status() == ann.status() == []
    ben.write("new.md", "# Newer\n")
    ben.sync()
    (branch,) = desk(ann).waiting()
    assert (branch.commits, branch.files) == (1, 1)


def test_what_is_published_stands_and_the_authors_lines_wait(reviewed):
    ann, ben = reviewed
    ann.write("refund.md", "# Refund\n\nONE\n\ntwo\n\nthree of Ann\n")
    ann.sync()
    (branch,) = desk(ann).waiting()
    published = "# Refund\n\nONE\n\ntwo\n\nthree of Ann\n"
    (_new, change) = desk(ann).changes(branch)
    assert (change.path, change.before, change.after, change.by) == ("refund.md", published, published, "Ben")
    assert change.wrote == "# Refund\n\none\n\ntwo\n\nTHREE\n"
    (note,) = desk(ann).publish(branch)
    assert "what Ben wrote waits" in note
    ann.sync()
    assert ann.read("refund.md") == published
    assert ann.read("new.md") == "# New\n"
    (conflict,) = ann.pending.all()
    assert conflict.file.path == "refund.md"
    assert b"THREE" in conflict.mine
    assert b"three of Ann" in conflict.theirs
    ben.sync()
    assert ben.files() == ann.files()
    assert not ben.pending.all()


def test_others_may_publish_in_the_same_moment(reviewed):
    ann, ben = reviewed
    (branch,) = desk(ann).waiting()
    ben.publishing = Publishing()
    ben.write("hello.md", "# Hello\n")
    done = []

    def outrun(phase):
        if not done:
            done.append(phase)
            ben.sync()

    desk(ann, outrun).publish(branch)
    ann.sync()
    assert {"hello.md", "new.md"} <= ann.files().keys()
    assert desk(ann).publish(branch) == ("The edits of Ben are published already.",)


def test_a_host_that_takes_nothing_says_so(reviewed, server):
    ann, _ben = reviewed
    ann.git("remote", "set-url", "origin", server.url())
    (branch,) = desk(ann).waiting()
    server.reject("leads only")
    with pytest.raises(PushRejected, match="leads only"):
        desk(ann).publish(branch)


def test_an_author_may_begin_an_own_branch_anew(reviewed, server):
    ann, ben = reviewed
    (first,) = desk(ann).waiting()
    ben.git("commit", "-q", "--amend", "-m", "Again")
    ben.git("push", "-q", "--force", str(server.folder / "team.git"), "HEAD:refs/heads/edits/ben")
    (second,) = desk(ann).waiting()
    assert first.tip != second.tip


def test_who_leads_is_read_from_what_is_published(reviewed):
    ann, ben = reviewed
    ann.write("_library.yaml", "review: {leads: [ann]}\n")
    ann.sync()
    ben.write("_library.yaml", "review: {leads: [ann, ben]}\n")
    ben.sync()
    for machine in (ann, ben):
        repository = recognise(machine.program, machine.root, never)
        assert repository is not None
        assert published_leads(repository) == ("ann",)


def test_a_library_in_a_folder_of_its_repository(team, join_team):
    lead, author = join_team("Lee", "sub"), join_team("Kim", "sub")
    author.publishing = publishing_of(("lee",), False, "Kim")
    author.write("parcel.md", "# Parcel\n\nearly\n")
    author.sync()
    (branch,) = desk(lead).waiting()
    (change,) = desk(lead).changes(branch)
    assert (change.path, change.is_inside, change.is_article) == ("parcel.md", True, True)
    desk(lead).publish(branch)
    assert lead.sync().taken == {"parcel.md"}


def test_a_library_without_a_remote_has_nothing_to_review(team):
    ann, _ben = team
    ann.git("remote", "remove", "origin")
    with pytest.raises(SyncRefused, match="no other repository"):
        desk(ann).waiting()
