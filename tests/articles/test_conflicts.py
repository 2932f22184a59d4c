"""Names that sync services give, and names that only look like them."""

import pytest

from kbassist.articles.conflicts import alike, conflict_copy, possible_copy


@pytest.mark.parametrize(
    ("stem", "service"),
    [
        ("x.sync-conflict-20260801-101010-ABCDEFG", "Syncthing"),
        ("x (conflicted copy 2026-08-01 101010)", "Nextcloud"),
        ("x (conflicted copy ann 2026-08-01 101010)", "Nextcloud"),
        ("x_conflict-20260801-101010", "Nextcloud"),
        ("x (case clash from ann)", "Nextcloud"),
        ("x (Ann's conflicted copy 2026-08-01)", "Dropbox"),
        ("x (Ann's conflicted copy 2026-08-01) (1)", "Dropbox"),
        ("x (Case Conflict 1)", "Dropbox"),
        ("x (Ann Konflikt 2026-08-01)", "Dropbox"),
        ("x (Copie en conflit de Ann 2026-08-01)", "Dropbox"),
        ("x (SFConflict ann@example.org 2026-08-01-10-10-10)", "Seafile"),
        ("x_Anns-PC_Aug-01-101010-2026_Conflict", "Synology Drive"),
        ("x_Anns-PC_Aug-01-1010-2026_CaseConflict_1", "Synology Drive"),
        ("x(Conflict_ann (Web browser)_2026-08-01-10-10-10)", "FileCloud"),
        ("x (Conflicted copy ThinkPad 202608011010)", "Obsidian Sync"),
    ],
)
def test_conflict_copies(stem, service):
    found = conflict_copy(stem)
    assert found is not None
    assert (found.service, found.base) == (service, "x")


def test_conflict_of_a_conflict_names_the_last_one():
    found = conflict_copy("x_conflict-20260801-101010 (conflicted copy 2026-08-01 101010)")
    assert found is not None
    assert found.base == "x_conflict-20260801-101010"


@pytest.mark.parametrize(
    "stem", ["x", "conflict", "Resolve a merge conflict (2026)", "conflicting-orders-2026-08-01", "x (1)"]
)
def test_articles_about_conflicts(stem):
    assert conflict_copy(stem) is None


@pytest.mark.parametrize(
    "stem",
    [
        "x-DESKTOP-AB12CD",
        "x-LAPTOP-AB12CD34-2",
        "x-Anns-MacBook",
        "x-Some Laptop-10",
        "x (1)",
        "x(12)",
        "x 2",
        "x [conflicted]",
        "x (conflicted) 2",
        "x.Conflict1",
        "x - Copy",
        "x - Kopie (2)",
        "x copy",
        "x Kopie 2",
        "x (copy)",
        "x (3rd copy)",
        "Kopie von x",
        "Copy of x",
        "x [Conflict]",
        "x_conf(1)",
        "x_CONFLICT_20261102",
        "x (Ann) conflict",
    ],
)
def test_possible_copies_need_their_base(stem):
    found = possible_copy(stem, {"x", stem})
    assert found is not None
    assert found.base == "x"
    assert possible_copy(stem, {stem}) is None


@pytest.mark.parametrize(
    "stem", ["x-y", "x-other-card", "x 22", "x (draft)", "x-WIFI", "x-2", "x copyright", "x confirmed"]
)
def test_names_that_people_give(stem):
    assert possible_copy(stem, {"x", stem}) is None


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (b"", b"", True),
        (b"a", b"", False),
        (b"a\nb\nc", b"a\r\nb\r\nx", False),
        (b"a\nb\nc\nd", b"a\r\nb\r\nc\r\nx", True),
        (b"1\n2\n3\n4\n5\n6\n7\n8", b"1\n2\n3\n4\n5\n6\nx\ny", True),
        (b"---\ntags: [a]\nowner: b\n---\n# t\n\n1\n", b"---\ntags: [a]\nowner: b\n---\n# u\n\n2\n", False),
        (b"---\nverified: 2026-01-01\n---\n# t\n1\n", b"\xef\xbb\xbf# t\n1\n", True),
        (b"---\n# t\n---\na\n", b"---\n# u\n---\nb\n", False),
        (b"---\ndraft: true\n---\n", b"---\ndraft: false\n---\n", False),
        (b"a\nb\nc\nd\ne\nf", b"a\nb\nx\ny\nz\n1", False),
        (b"# t", b"# u", False),
    ],
)
def test_alike(left, right, same):
    assert alike(left, right) is same
