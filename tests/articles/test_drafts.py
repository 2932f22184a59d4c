"""What was typed and not saved survives a crash."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kbassist.articles.article import FileRef
from kbassist.articles.drafts import Draft, Drafts
from kbassist.system.errors import NotKept

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def draft(path="a.md", text="typed\n", minutes=0, base=b"\xef\xbb\xbfold\r\n"):
    return Draft(FileRef("/library", path), text, base, "checksum", 3, NOW + timedelta(minutes=minutes))


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "drafts")


@pytest.mark.parametrize("text", ["", "ä\n", "half a sign \ud800", "\0"])
@pytest.mark.parametrize("path", ["a.md", "topic/" + "long" * 80 + ".md", "\uef80.md"])
def test_kept_and_dropped(drafts, text, path):
    kept = draft(path, text)
    assert drafts.of(kept.file) is None
    drafts.keep(draft(path, "before"))
    drafts.keep(kept)
    assert drafts.of(kept.file) == kept
    assert drafts.all() == (kept,)
    drafts.drop(kept.file)
    drafts.drop(kept.file)
    assert drafts.all() == ()


def test_the_youngest_comes_first(drafts):
    for minutes in (1, 3, 2):
        drafts.keep(draft(f"{minutes}.md", minutes=minutes))
    assert [kept.file.path for kept in drafts.all()] == ["3.md", "2.md", "1.md"]
    assert drafts.all()[0].base_text == "old\n"


def test_only_the_user_may_read_them(drafts, tmp_path):
    drafts.keep(draft())
    (place,) = (tmp_path / "drafts").iterdir()
    assert (place.parent.stat().st_mode & 0o777, place.stat().st_mode & 0o777) == (0o700, 0o600)


def test_a_damaged_draft_is_left_alone(drafts, tmp_path):
    drafts.keep(draft())
    (place,) = (tmp_path / "drafts").iterdir()
    for damage in (b"", b"{}", b"[1]", place.read_bytes()[:40]):
        place.write_bytes(damage)
        assert drafts.all() == ()
        assert place.read_bytes() == damage


def test_a_full_disk_is_told(drafts, monkeypatch):
    drafts.keep(draft(text="before"))
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(NotKept, match="save it soon"):
        drafts.keep(draft())
    assert drafts.of(draft().file) == draft(text="before")


def test_a_draft_of_another_file_is_not_replaced(drafts):
    drafts.keep(draft("a.md", "a word"))
    drafts.keep(draft("b.md", "a long new article"))
    with pytest.raises(NotKept, match="kept already"):
        drafts.follow(FileRef("/library", "a.md"), FileRef("/library", "b.md"))
    assert {kept.text for kept in drafts.all()} == {"a word", "a long new article"}
