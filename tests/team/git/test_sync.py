"""How a library is kept in step with its team's repository."""

import re

import pytest

from kbassist.team.git.program import GitProgram
from kbassist.team.git.repository import recognise
from kbassist.team.git.standing import Publishing, SyncState
from tests.team.git.places import machine
from tests.team.git_server import TOKEN, USER, tidy_environ


def test_a_change_goes_to_others_and_back(team):
    ann, ben = team
    assert ann.subjects() == ["Add 3 files"]
    ann.write("refund.md", "# Refund\n\none\n\ntwo\n\nthree!\n")
    report = ann.sync()
    assert (report.sent, report.taken, report.notes) == (1, frozenset(), ())
    assert report.standing.unsent == 0
    assert report.standing.branch == "main"
    assert "@" not in report.standing.remote
    assert ann.subjects()[0] == "Refund: edit"
    report = ben.sync()
    assert report.taken == {"refund.md"}
    assert ben.files() == ann.files()
    assert ben.status() == ann.status() == []
    assert ben.git("log", "-1", "--format=%an <%ae>") == "Ann <ann@kbassist.invalid>"
    assert ben.sync().taken == frozenset()


def test_changes_of_different_lines_are_joined(team):
    ann, ben = team
    ann.write("refund.md", "# Refund\n\nONE\n\ntwo\n\nthree\n")
    ben.write("refund.md", "# Refund\n\none\n\ntwo\n\nTHREE\n")
    ben.write("new.md", "# New\n")
    ann.sync()
    report = ben.sync()
    assert ben.read("refund.md") == "# Refund\n\nONE\n\ntwo\n\nTHREE\n"
    assert report.taken == {"refund.md"}
    assert ann.sync().taken == {"refund.md", "new.md"}
    assert ann.files() == ben.files()
    assert ann.git("log", "-1", "--format=%s") == "Join main with 1 own change"
    assert ben.pending.all() == ()


def test_where_both_changed_the_same_lines_theirs_stands_and_mine_waits(team):
    ann, ben = team
    ann.write("refund.md", "# Refund\n\nof Ann\n\ntwo\n\nthree\n")
    mine = "# Refund\n\nof Ben\n\ntwo\n\nTHREE\n"
    ben.write("refund.md", mine)
    ann.sync()
    assert ben.sync().standing.conflicts == 1
    assert ben.read("refund.md") == "# Refund\n\nof Ann\n\ntwo\n\nTHREE\n"
    (conflict,) = ben.pending.all()
    assert (conflict.file.library, conflict.file.path) == (str(ben.root), "refund.md")
    assert conflict.mine.decode() == mine
    assert b"of Ann" in conflict.theirs
    assert conflict.base.startswith(b"# Refund\n\none")
    assert conflict.who == "Ann"
    ann.sync()
    assert ann.files() == ben.files()
    assert mine in [
        ann.git("show", f"{commit}:refund.md") + "\n" for commit in ann.git("log", "--format=%H").split()
    ]


def test_first_push_into_an_empty_repository_and_first_fetch_into_an_empty_folder(join_team):
    ann, ben, eve = join_team("Ann"), join_team("Ben"), join_team("Eve")
    assert ann.sync().sent == 0
    ann.write("a.md", "# A\n")
    assert ann.sync().sent == 1
    ben.write("b.md", "# B\n")  # before the first commit, so that the two have none in common
    ben.sync()
    assert ben.read("a.md") == "# A\n"
    eve.sync()
    assert eve.files() == ben.files()
    assert [each.status() for each in (ann, ben, eve)] == [[], [], []]


def test_what_is_staged_or_changed_elsewhere_stays_exactly_as_it_is(team):
    ann, ben = team
    ann.write("tool.py", "one\n")
    ann.git("add", "tool.py")
    ann.git("commit", "-qm", "Tool")
    ann.write("tool.py", "two\n")
    ann.git("add", "tool.py")
    ann.write("tool.py", "three\n")
    ann.write("notes.txt", "mine\n")
    ann.write("refund.md", "# Refund\n\nnew\n")
    ben.write("sub/parcel.md", "# Parcel\n\nfound\n")
    ben.sync()
    ann.sync()
    assert ann.status() == ["MM tool.py", "?? notes.txt"]
    assert ann.git("diff", "--cached").endswith("-one\n+two")
    assert ann.read("sub/parcel.md") == "# Parcel\n\nfound\n"
    assert ann.git("show", "HEAD:tool.py") == "one"


def test_changes_of_others_to_a_file_with_own_changes_are_left_to_a_person(team):
    ann, ben = team
    for each, text in ((ann, "theirs\n"), (ben, "mine\n")):
        each.write("tool.py", text)
    ann.git("add", "tool.py")
    ann.git("commit", "-qm", "Tool")
    ann.write("refund.md", "# Refund\n\nnew\n")
    ann.sync()
    before = ben.files()
    report = ben.report()
    assert report.standing.state is SyncState.BY_HAND
    assert "tool.py" in report.standing.sentence
    assert ben.files() == before


def test_moves_and_removals(team):
    ann, ben = team
    ann.git("mv", "sub/parcel.md", "delivery.md")
    ann.write("extra.md", "# Extra\n")
    ben.write("sub/parcel.md", "# Parcel\n\nlate\n\nedited\n")
    (ben.root / "refund.md").unlink()
    ann.sync()
    ben.sync()
    assert set(ben.files()) == {"delivery.md", "_facts.yaml", "extra.md"}
    assert ben.read("delivery.md") == "# Parcel\n\nlate\n\nedited\n"
    assert not (ben.root / "sub").exists()
    ann.sync()
    assert ann.files() == ben.files()
    assert "Refund: removed" in ben.git("log", "--format=%B")


@pytest.mark.parametrize("editor", [0, 1])
def test_an_edit_beats_a_removal(team, editor):
    writer, remover = team[editor], team[1 - editor]
    writer.write("refund.md", "# Refund\n\nrewritten\n")
    (remover.root / "refund.md").unlink()
    remover.sync()
    writer.sync()
    remover.sync()
    for each in team:
        assert each.read("refund.md") == "# Refund\n\nrewritten\n"
        assert each.status() == []


def test_both_made_an_article_of_the_same_name(team):
    ann, ben = team
    ann.write("new.md", "# New\n\nof Ann\n")
    ben.write("new.md", "# New\n\nof Ben\n")
    ann.sync()
    ben.sync()
    assert ben.read("new.md") == "# New\n\nof Ann\n"
    assert [conflict.mine for conflict in ben.pending.all()] == [b"# New\n\nof Ben\n"]


def test_pictures_that_both_replaced_are_both_there(team):
    ann, ben = team
    for each, end in ((ann, b"a"), (ben, b"b")):
        each.write("_attachments/p.png", b"\x89PNG\r\n\x1a\n\0" + end)
    ann.sync()
    report = ben.sync()
    assert "p.png was replaced here and by others" in report.notes[0]
    ann.sync()
    assert ann.files() == ben.files()
    assert {file.read_bytes()[-1:] for file in (ann.root / "_attachments").iterdir()} == {b"a", b"b"}


def test_only_files_of_the_library_are_sent(team):
    ann, _ben = team
    shared = (
        *(".kbassist/shared/m1/2026-11.jsonl", "_parts/hello.md", "_templates/t.md"),
        *("_attachments/x.png", "Ä ö.md"),
    )
    for path in (
        *shared,
        ".kbassist/presence/me.json", "~$kb-0000.1.00000000-a.md.tmp",
        "a (conflicted copy 2026-11-29 120000).md",
        "a.sync-conflict-20261129-120000-ABCDEFG.md", "notes.txt", ".hidden.md",
        ".obsidian/x.md", "_own/y.md", "ignored.md", "x.py",
    ):  # fmt: skip
        ann.write(path, f"# {path}\n")
    ann.write(".git/info/exclude", "ignored.md\n")
    ann.sync()
    sent = set(ann.git("-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "HEAD").split("\n"))
    assert sent - {"refund.md", "sub/parcel.md", "_facts.yaml"} == set(shared)


def test_a_library_below_the_top_of_a_repository(join_team):
    ann = join_team("Ann", "docs/kb")
    ann.write("../../README.md", "outside\n")
    ann.write("a.md", "# A\n")
    ann.sync()
    assert ann.status() == ["?? README.md"]
    ben = join_team("Ben", "docs/kb")
    ben.write("../../main.c", "int x;\n")
    ben.git("add", "main.c")
    ben.git("commit", "-qm", "Code")
    ben.write("b.md", "# B\n")
    ben.sync()
    assert ann.sync().taken == {"b.md"}
    assert (ann.top / "main.c").read_text() == "int x;\n"
    assert ann.subjects()[0] == "B: new"


def test_authors_of_a_reviewed_library_send_to_a_branch_of_their_own(team, bare):
    ann, ben = team
    ann.publishing = Publishing("edits/ann", ("pilot",))
    ann.write("refund.md", "# Refund\n\nfor review\n")
    ben.write("sub/parcel.md", "# Parcel\n\nmain goes on\n")
    ben.sync()
    ben.git("push", "-q", str(bare), "HEAD:refs/heads/pilot")
    assert [ann.sync().sent, ann.sync().sent] == [2, 0]  # the change, and the join with main
    there = ("--git-dir", str(bare))
    assert ann.git(*there, "branch", "--format=%(refname:short)").split() == ["edits/ann", "main", "pilot"]
    assert "for review" in ann.git(*there, "show", "edits/ann:refund.md")
    assert "for review" not in ann.git(*there, "show", "main:refund.md")
    assert ann.read("sub/parcel.md").endswith("main goes on\n")


def test_others_who_are_faster_are_joined_and_it_is_sent_again(team):
    ann, ben = team
    ann.write("refund.md", "# Refund\n\nslow\n")
    faster = iter(range(2))

    def outrun(phase: str) -> None:
        if phase == "push" and (number := next(faster, None)) is not None:
            ben.write(f"fast-{number}.md", "# Fast\n")
            ben.sync()

    report = ann.sync(outrun)
    assert report.sent > 0
    assert {"fast-0.md", "fast-1.md"} == report.taken
    ben.sync()
    assert ann.files() == ben.files()


def test_a_plain_repository_without_a_remote_keeps_a_history(team, tmp_path):
    ann, _ben = team
    ann.git("remote", "remove", "origin")
    ann.write("refund.md", "# Refund\n\nalone\n")
    report = ann.sync()
    assert "no remote" in report.standing.sentence
    assert report.standing.synced_at is None
    assert ann.subjects()[0] == "Refund: edit"
    assert ann.status() == []


def test_a_login_in_the_address_of_a_remote_is_handed_over_apart(tmp_path, server, program):
    ann = machine(tmp_path, "Ann", program, server.url())
    ann.program = GitProgram(tidy_environ(tmp_path / "home"))
    address = server.url().replace("://", f"://{USER}:{TOKEN}@")
    ann.git("config", "remote.origin.url", address)
    ann.write("a.md", "# A\n")
    report = ann.sync()
    assert (report.sent, report.standing.remote) == (1, server.url())
    found = recognise(ann.program, ann.root)
    assert TOKEN not in found.git.line("remote", "get-url", "origin")
    assert TOKEN not in repr(found)
    server.users = {USER: "another"}
    refused = ann.report()
    assert refused.standing.state is SyncState.SIGN_IN
    assert TOKEN not in repr(refused)


def test_hooks_of_a_remote_that_is_a_folder_are_not_run(team, bare):
    ann, _ben = team
    hook = bare / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {bare / 'run'}\n")
    hook.chmod(0o755)
    ann.write("refund.md", "# Refund\n")
    assert ann.sync().sent == 1
    assert not (bare / "run").exists()


def test_no_source_sends_by_force():
    from tests.conftest import CHECKOUT

    sources = [file.read_text() for file in (CHECKOUT / "kbassist/team").rglob("*.py")]
    lines = [line for source in sources for line in source.split("\n")]
    assert any('"push"' in line for line in lines)
    forced = [line for line in lines if re.search(r'--force|"-f"|\+[^"]*:refs/heads/', line)]
    # A new clone, in which nobody has anything yet, is the one place.
    assert [line for line in forced if '"checkout"' not in line] == []
