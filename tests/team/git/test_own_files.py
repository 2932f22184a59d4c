"""Which files of a library go to the team, and which stay on this machine."""

import pytest

from kbassist.team.git.own_files import is_shared

COPY = " (conflicted copy 2026-11-29 120000)"


@pytest.mark.parametrize(
    "path",
    ["a.md", "refunds/late.md", "_facts.yaml", "_library.yaml", "_parts/hello.md", "_templates/new.md",
     "_attachments/a.png", ".kbassist/shared/0f/2026-11.jsonl"],
)  # fmt: skip
def test_what_the_library_is_made_of_is_shared(path: str) -> None:
    assert is_shared(path)


@pytest.mark.parametrize(
    "path",
    [f"a{COPY}.md", f"_facts{COPY}.yaml", f"_parts/hello{COPY}.md", "~$a.md", ".kbassist/presence/0f.json",
     ".git/config", "notes.txt", "_drafts/a.md", "more/_facts.yaml"],
)  # fmt: skip
def test_what_is_for_this_machine_stays(path: str) -> None:
    assert not is_shared(path)
