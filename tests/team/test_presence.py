"""Who is editing what: signs that are given, read, refused, and forgotten."""

import contextlib
import json
import os
from pathlib import Path

import pytest

from kbassist.system.errors import LibraryOffline
from kbassist.team.presence import EXPIRED_S, FOLDER, MOST_BYTES, MOST_FILES, OthersSigns, OwnSign, machine_id

KIM, DANA, ME = (machine_id(name) for name in ("kim", "dana", "me"))


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def article(tmp_path: Path) -> None:
    """Nothing is ever written into a folder that holds nothing."""
    (tmp_path / "a.md").touch()


@pytest.fixture
def others(tmp_path: Path, clock: Clock) -> OthersSigns:
    return OthersSigns(tmp_path, ME, clock)


def test_tells_who_edits_what_and_not_what_i_do(tmp_path: Path, others: OthersSigns) -> None:
    assert others.look() == {}
    kim = OwnSign(tmp_path, KIM)
    kim.give("Kim", ["a/refund.md"])
    OwnSign(tmp_path, DANA).give("Dana", ["a/refund.md", "b.md"])
    OwnSign(tmp_path, ME).give("Me", ["a/refund.md"])
    assert others.look() == {"a/refund.md": ("Dana", "Kim"), "b.md": ("Dana",)}
    kim.take_back()
    assert others.look() == {"a/refund.md": ("Dana",), "b.md": ("Dana",)}


def test_an_abandoned_one_disappears_whatever_the_clocks_say(
    tmp_path: Path, others: OthersSigns, clock: Clock
) -> None:
    kim, dana = OwnSign(tmp_path, KIM), OwnSign(tmp_path, DANA)
    kim.give("Kim", ["a.md"])
    dana.give("Dana", ["b.md"])
    for file in (tmp_path / FOLDER).glob("*.json"):
        os.utime(file, (4e9, 4e9))
    assert len(others.look()) == 2
    clock.now += EXPIRED_S - 1
    dana.give("Dana", ["b.md"])
    assert len(others.look()) == 2
    clock.now += 2
    assert others.look() == {"b.md": ("Dana",)}
    kim.give("Kim", ["a.md"])
    assert "a.md" in others.look()
    OwnSign(tmp_path, DANA).give("Dana", ["b.md"])  # a new run counts from 1
    clock.now += EXPIRED_S - 1
    assert "b.md" in others.look()


def test_git_leaves_it_out_and_a_crash_leaves_nothing(tmp_path: Path) -> None:
    mine = OwnSign(tmp_path, ME)
    mine.give("Me", ["a.md"])
    (tmp_path / FOLDER / f".{ME}.json.abc.new").write_text("{")
    assert (tmp_path / FOLDER / ".gitignore").read_text() == "*\n"
    OwnSign(tmp_path, ME).take_back()
    assert [entry.name for entry in (tmp_path / FOLDER).iterdir()] == [".gitignore"]


def _said(**changes: object) -> bytes:
    return json.dumps({"who": "Kim", "editing": ["a.md"], "run": "1", "beat": 1} | changes).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        b"\xff\xfe",
        _said(beat=True),
        _said(beat="1"),
        _said(who=7),
        _said(editing="a.md"),
        _said(run=None),
        _said(padding="x" * MOST_BYTES),
    ],
)
def test_what_is_not_in_order_says_nothing(tmp_path: Path, others: OthersSigns, content: bytes) -> None:
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / FOLDER / f"{KIM}.json").write_bytes(content)
    assert others.look() == {}


@pytest.mark.parametrize(
    "path",
    [
        "../a.md",
        "/etc/passwd",
        "a/../../b.md",
        ".git/config",
        "a/.hidden/b.md",
        "a//b.md",
        "",
        "a\nb.md",
        7,
        None,
    ],
)
def test_a_path_that_leads_elsewhere_is_left_out(tmp_path: Path, others: OthersSigns, path: object) -> None:
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / FOLDER / f"{KIM}.json").write_bytes(_said(editing=[path, "b.md"]))
    assert others.look() == {"b.md": ("Kim",)}


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("Kim\n\x1b[31mLarsen", "Kim [31mLarsen"),
        ("\u202eevil", "evil"),
        ("", "Somebody"),
        ("x" * 99, "x" * 59 + "…"),
    ],
)
def test_a_name_is_one_bounded_line(tmp_path: Path, others: OthersSigns, who: str, shown: str) -> None:
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / FOLDER / f"{KIM}.json").write_bytes(_said(who=who))
    assert others.look() == {"a.md": (shown,)}


@pytest.mark.parametrize("left", ["", ".Trash-1000", ".kbassist"])
def test_a_library_that_is_gone_is_not_made(tmp_path: Path, left: str) -> None:
    root = tmp_path / "team"
    if left:
        (root / left).mkdir(parents=True)
    with pytest.raises(LibraryOffline):
        OwnSign(root, ME).give("Me", ["a.md"])
    assert not (root / FOLDER).exists()
    assert root.exists() is bool(left)


@pytest.mark.parametrize("linked", [".kbassist", FOLDER, f"{FOLDER}/{ME}.json"])
def test_nothing_is_written_or_removed_through_a_link(tmp_path: Path, linked: str) -> None:
    outside, link = tmp_path / "outside", tmp_path / "team" / linked
    (outside / "presence").mkdir(parents=True)
    theirs = outside / "theirs.json"
    for file in (outside / f"{ME}.json", outside / f"presence/{ME}.json", theirs):
        file.write_text("theirs")
    link.parent.mkdir(parents=True)
    (tmp_path / "team" / "a.md").touch()
    link.symlink_to(theirs if linked.endswith(".json") else outside)
    mine = OwnSign(tmp_path / "team", ME)
    with contextlib.suppress(OSError):
        mine.give("Me", ["a.md"])
    mine.take_back()
    assert [file.read_text() for file in outside.rglob("*.json")] == ["theirs"] * 3


def test_no_pipe_and_no_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.json").write_bytes(_said())
    (tmp_path / "team" / FOLDER).mkdir(parents=True)
    os.mkfifo(tmp_path / "team" / FOLDER / f"{KIM}.json")
    (tmp_path / "team" / FOLDER / f"{DANA}.json").symlink_to(tmp_path / "elsewhere.json")
    assert OthersSigns(tmp_path / "team", ME, Clock()).look() == {}


def test_a_thousand_files_are_not_read(tmp_path: Path, others: OthersSigns) -> None:
    (tmp_path / FOLDER).mkdir(parents=True)
    for number in range(MOST_FILES + 50):
        (tmp_path / FOLDER / f"{number:016x}.json").write_bytes(_said(editing=[f"{number}.md"]))
    assert len(others.look()) == MOST_FILES
