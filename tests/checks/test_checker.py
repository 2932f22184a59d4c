"""Checking again reads only what has changed, and tells what changed with it."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kbassist.articles.folder import LibraryFolder
from kbassist.checks.checker import Checker, Templates, Wanted
from kbassist.checks.subject import Template
from kbassist.system.errors import WorkCancelled
from kbassist.workspace.subject import folder_of, source_of
from tests.checks.conftest import NOW

REPLY = "# {}\n\n[b](b.md)\n\n## R {{.reply}}\n\nHi {{{{ order.id }}}}\n"


class Counting:
    """Counts what is read of a folder and asked of the child process."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.read: list[str] = []
        self.asked: list[str] = []
        self.is_busy = False
        folder = folder_of(LibraryFolder(root), lambda: False)
        self.checker = Checker(folder.library, Templates(self._inspect))

    def look(
        self, progress: Callable[[int, int], None] = lambda _done, _total: None
    ) -> list[tuple[str, str]]:
        """Check, and give path and code of what is wrong."""
        self.read, self.asked = [], []
        folder = folder_of(LibraryFolder(self.root), lambda: False)

        def read(path: str):
            self.read.append(path)
            return folder.read(path)

        self.checker.look(
            type(folder)(folder.library, folder.listing, folder.files, read), NOW.date(), progress
        )
        return [(path, found.code) for path, problems in self.checker.problems.items() for found in problems]

    def _inspect(self, wanted: Sequence[Wanted]) -> list[Template]:
        self.asked += [text for text, _ in wanted]
        return [Template(asked=("order.id",), given_up=self.is_busy) for _ in wanted]


@pytest.fixture
def library(root: Path) -> Counting:
    (root / "a.md").write_text(REPLY.format("A"))
    (root / "b.md").write_text("# B\n")
    (root / "c.md").write_text("# C\n")
    return Counting(root)


def test_a_second_look_reads_what_has_changed(library: Counting) -> None:
    assert library.look() == []
    assert (library.read, library.asked) == (["a.md", "b.md", "c.md"], ["Hi {{ order.id }}"])
    (library.root / "c.md").write_text("# b\n")
    assert library.look() == [("c.md", "duplicate-title")]
    assert (library.read, library.asked) == (["c.md"], [])
    (library.root / "b.md").unlink()
    assert library.look() == [("a.md", "dead-link")]
    assert library.read == []


@pytest.mark.parametrize(
    ("path", "text", "is_all_read"),
    [
        ("_facts.yaml", "refund_days: 14\n", True),
        ("_library.yaml", "channels: [chat]\n", True),
        ("_library.yaml", "frobnicate: 1\n", False),
    ],
)
def test_what_describes_the_library_is_held_against_every_file(
    library: Counting, path: str, text: str, is_all_read: bool
) -> None:
    library.look()
    (library.root / path).write_text(text)
    library.look()
    assert library.read == (["a.md", "b.md", "c.md"] if is_all_read else [])
    assert library.asked == []


def test_a_part_is_read_alone_and_a_new_one_is_missed_no_more(library: Counting) -> None:
    parts = library.root / "_parts"
    parts.mkdir()
    (parts / "p.md").write_text("Hello\n")
    library.look()
    (parts / "p.md").write_text("Good day, all\n")
    library.look()
    assert library.read == ["_parts/p.md"]


def test_a_text_that_is_not_saved_is_held_against_the_others(library: Counting) -> None:
    def of_text(path: str, text: str) -> list[tuple[int, int, str]]:
        found = library.checker.of_text(source_of(path, text, library.checker.shelf.library))
        return [(problem.line, problem.column, problem.code) for problem in found]

    gone = "# B\n\n[x](gone.md) [b](b.md)\n"
    assert of_text("new.md", gone) == []
    library.look()
    assert of_text("new.md", gone) == [(1, 1, "duplicate-title"), (3, 1, "dead-link")]
    assert of_text("b.md", "# B\n\n[self](b.md#b) [no](#no)\n") == [(3, 16, "dead-anchor")]
    assert of_text("_parts/new.md", "# B\n") == []
    assert library.look() == []


def test_a_check_that_is_stopped_leaves_all_as_it_was(library: Counting) -> None:
    def stop(_done: int, _total: int) -> None:
        raise WorkCancelled("Stopped.")

    library.look()
    (library.root / "c.md").write_text("# B\n")
    with pytest.raises(WorkCancelled):
        library.look(stop)
    assert library.checker.problems == {}
    assert library.look() == [("c.md", "duplicate-title")]


def test_a_template_that_took_too_long_is_read_again(library: Counting) -> None:
    library.is_busy = True
    assert library.look() == [("a.md", "template-slow")]
    library.is_busy = False
    assert library.look() == []
    assert (library.read, len(library.asked)) == (["a.md"], 1)


def test_a_template_that_always_takes_too_long_is_left_alone(library: Counting) -> None:
    library.is_busy = True
    asked = [len(library.asked) for _ in range(5) if library.look() == [("a.md", "template-slow")]]
    assert asked == [1, 1, 1, 0, 0]


def test_the_text_as_it_was_saved_has_all_that_was_found_there(library: Counting) -> None:
    part = "Nobody draws this in\n"
    (library.root / "_parts").mkdir()
    (library.root / "_parts" / "p.md").write_text(part)
    (library.root / "c.md").write_bytes(b"# \xfc\n")
    library.look()
    for path, text, codes in (("_parts/p.md", part, ["unused-part"]), ("c.md", "# \xfc\n", ["encoding"])):
        found = library.checker.of_text(source_of(path, text, library.checker.shelf.library))
        assert [problem.code for problem in found] == codes
