"""Who wrote this line, or this sentence, when and why."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kbassist.system.errors import SyncRefused
from kbassist.team.git import blame as module
from kbassist.team.git.blame import Wrote, blame, wrote_sentence
from kbassist.team.git.history import GitHistory
from tests.team.git_server import git, tidy_environ


def commit(root: Path, who: str, day: int, subject: str) -> None:
    at = f"2026-11-{day:02}T12:00:00Z"
    environ = tidy_environ(root.parent / "home", GIT_AUTHOR_DATE=at, GIT_COMMITTER_DATE=at)
    git(root, "add", "-A", environ=environ)
    git(root, "commit", "-qm", subject, f"--author={who} <{who}@example.org>", environ=environ)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "team").mkdir(parents=True)
    git(root, "init", "-q")
    article = root / "team" / "refund.md"
    article.write_bytes(b"# Refund\r\n\r\nMoney is back\r\nin 14 days.\r\n")
    commit(root, "Dana", 1, "Write about refunds")
    article.rename(article.with_name("money.md"))
    article = article.with_name("money.md")
    commit(root, "Kim", 2, "Rename it")
    article.write_bytes(article.read_bytes() + "Ask Jürgen.\r\n".encode())
    commit(root, "Jürgen", 3, "Say whom to ask")
    (root / ".gitattributes").write_text("*.md diff=evil\n")
    git(root, "config", "diff.evil.textconv", f"touch {tmp_path / 'witness'}; cat")
    article.write_bytes(article.read_bytes() + b"New here.\r\n")
    return root / "team"


def test_lines_are_told_through_renames(library, program, tmp_path):
    lines = blame(program, library, "money.md")
    assert [(line.number, line.text, line.wrote.author, line.wrote.subject) for line in lines] == [
        (1, "# Refund", "Dana", "Write about refunds"),
        (2, "", "Dana", "Write about refunds"),
        (3, "Money is back", "Dana", "Write about refunds"),
        (4, "in 14 days.", "Dana", "Write about refunds"),
        (5, "Ask Jürgen.", "Jürgen", "Say whom to ask"),
        (6, "New here.", "", ""),
    ]
    assert lines[0].wrote.at == datetime(2026, 11, 1, 12, tzinfo=UTC)
    assert lines[5].wrote == Wrote()
    assert not (tmp_path / "witness").exists()


def test_a_sentence_is_told_across_its_lines(library):
    history = GitHistory(library, tidy_environ(library.parent.parent / "home"))
    text = (library / "money.md").read_text()
    told = wrote_sentence(history, "money.md", "Money is back in 14 days.", [text])
    assert told is not None
    assert (told.author, told.subject, told.at) == (
        "Dana", "Write about refunds", datetime(2026, 11, 1, 12, tzinfo=UTC),
    )  # fmt: skip
    assert wrote_sentence(history, "money.md", "New here.", [text]) == Wrote()
    for sentence in ("Nobody wrote this.", " "):
        assert wrote_sentence(history, "money.md", sentence, [text]) is None


def test_what_git_does_not_know_has_no_lines(library, program, tmp_path):
    (library / "new.md").write_text("new\n")
    assert blame(program, library, "new.md") == ()
    (tmp_path / "plain").mkdir()
    assert blame(program, tmp_path / "plain", "a.md") == ()


def test_it_is_bounded(library, program, monkeypatch):
    monkeypatch.setattr(module, "_MOST_BYTES", 10)
    with pytest.raises(SyncRefused, match="too large"):
        blame(program, library, "money.md")
    with pytest.raises(SyncRefused, match="cannot be read"):
        blame(program, library, "gone.md")
