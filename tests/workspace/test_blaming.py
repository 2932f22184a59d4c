"""The sentence at the caret, and who wrote it."""

import pytest

from kbassist.articles.article import FileRef
from kbassist.workspace.blaming import blamed_sentence, sentence_at
from tests.team.git_server import git, tidy_environ

TEXT = (
    "# Refund\n\nYour money is back on the card that was used to pay\nwithin 14 days. Ask Dana for more.\n"
    "\nBye.\n"
)


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("money", "Your money is back on the card that was used to pay within 14 days."),
        ("14", "Your money is back on the card that was used to pay within 14 days."),
        ("Dana", "Ask Dana for more."),
        ("\n\nBye", "Ask Dana for more."),
        ("Bye", "Bye."),
    ],
)
def test_the_sentence_at_the_caret(at: str, sentence: str) -> None:
    assert sentence_at(TEXT, TEXT.index(at)).split() == sentence.split()


def test_who_wrote_it_though_others_changed_its_line(tmp_path, monkeypatch) -> None:
    for name, value in tidy_environ(tmp_path / "home-of-git").items():
        monkeypatch.setenv(name, value)
    git(tmp_path, "init", "-q")
    for who, text in (("Dana", TEXT.replace(" Ask Dana for more.", "")), ("Kim", TEXT)):
        (tmp_path / "a.md").write_text(text)
        git(tmp_path, "add", "a.md")
        git(tmp_path, "commit", "-qm", f"By {who}", f"--author={who} <{who}@example.org>")
    file = FileRef(str(tmp_path), "a.md")
    for at, author in (("14", "Dana"), ("Ask", "Kim")):
        found = blamed_sentence(file, TEXT, TEXT.index(at))
        assert found is not None
        assert found.wrote.author == author
    assert blamed_sentence(file, "Nobody wrote this.", 3) is None
