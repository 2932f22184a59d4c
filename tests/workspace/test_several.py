"""Several libraries that are open at once: told apart, asked alone, and not broken by each other."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kbassist.articles.article import ArticleRef
from kbassist.replies.conversation import Conversation
from kbassist.workspace import Workspace

Opener = Callable[..., Workspace]


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A second library with a name of two words, and an article whose id the first one has, too."""
    other = tmp_path / "mine"
    other.mkdir()
    (other / "_library.yaml").write_text("name: My notes\n", "utf-8")
    (other / "refund.md").write_text("# Refund by hand\n\n## Hand {.reply}\n\nDone by hand.\n", "utf-8")
    return other


@pytest.fixture
def both(opened: Opener, root: Path, other: Path) -> Workspace:
    """Both libraries, with indexes."""
    workspace = opened(root, other)
    workspace.refresh()
    return workspace


def found(workspace: Workspace, text: str, **rest: object) -> list[tuple[str, str]]:
    hits = workspace.search(text, **rest).hits  # type: ignore[arg-type]
    return sorted((Path(hit.ref.library).name, hit.ref.id) for hit in hits)


def test_libraries_have_colours_and_labels_by_their_place(both: Workspace) -> None:
    assert [(one.colour, one.label) for one in both.status().libraries] == [(0, "team"), (1, "My notes")]


@pytest.mark.parametrize(
    ("typed", "libraries"),
    [
        ("refund", ["mine", "team"]),
        ("in:team refund", ["team"]),
        ('in:"my notes" refund', ["mine"]),
        ("in:my refund", ["mine"]),
        ("in:mine refund", ["mine"]),
        ("IN:Team refund", ["team"]),
        ("-in:team refund", ["mine"]),
        ("in:team in:mine refund", ["mine", "team"]),
        ("in:mine", ["mine"]),
        ("in:nowhere refund", []),
    ],
)
def test_a_query_names_libraries(both: Workspace, typed: str, libraries: list[str]) -> None:
    assert [library for library, _ in found(both, typed)] == libraries


def test_an_unknown_name_is_told(both: Workspace) -> None:
    assert both.search("in:nowhere refund").unknown == ("nowhere",)
    result = both.search("in:team refund")
    assert result.unknown == ()
    assert [Path(root).name for root in result.named or ()] == ["team"]
    assert both.search("refund").named is None


def test_words_and_messages_ask_only_the_chosen_libraries(both: Workspace, root: Path, other: Path) -> None:
    team, mine = frozenset({str(root)}), frozenset({str(other)})
    assert found(both, "refund", libraries=team) == [("team", "refund")]
    assert found(both, "refund", libraries=frozenset({"/gone"})) == found(both, "refund")
    message = "Hello, my refund has not arrived, where is my money?"
    hits = both.suggest(message, libraries=mine).result.hits
    assert {hit.ref.library for hit in hits} == {str(other)}
    assert [hit.ref.id for hit in both.home(libraries=team).pinned] == ["parcel"]
    assert both.home(libraries=mine).pinned == ()


def test_an_id_in_two_libraries_names_two_articles(both: Workspace, root: Path, other: Path) -> None:
    ref = ArticleRef(str(other), "refund")
    both.set_favourite(ref, True)
    assert both.is_favourite(ref)
    assert not both.is_favourite(ArticleRef(str(root), "refund"))
    used = both.compose(ref, Conversation())
    both.record_copied(used)
    why = {Path(hit.ref.library).name: hit.why for hit in both.search("refund").hits}
    assert "used recently" in why["mine"]
    assert "used recently" not in why["team"]


def test_the_same_folder_by_a_link_is_opened_once_and_told(opened: Opener, root: Path) -> None:
    link = root.parent / "link"
    link.symlink_to(root)
    workspace = opened(root, link)
    assert len(workspace.libraries) == 1
    assert any("same folder" in notice for notice in workspace.status().notices)


@pytest.mark.parametrize("outer_first", [True, False])
def test_a_library_inside_of_another_is_told(opened: Opener, root: Path, *, outer_first: bool) -> None:
    inner = root / "more"
    inner.mkdir()
    roots = (root, inner) if outer_first else (inner, root)
    [notice] = opened(*roots).status().notices
    assert notice.startswith(f"{inner} lies inside of {root}")


def test_two_libraries_of_one_name_are_told_apart(opened: Opener, tmp_path: Path) -> None:
    roots = [tmp_path / "a" / "kb", tmp_path / "b" / "kb", tmp_path / "help"]
    for root in roots:
        root.mkdir(parents=True)
        (root / "_library.yaml").write_text("name: Support\n", "utf-8")
    labels = [one.label for one in opened(*roots).status().libraries]
    assert len(set(labels)) == 3
    assert labels[2] == "Support (help)"


def test_the_list_of_files_is_filtered_by_library(both: Workspace) -> None:
    files = both.authoring.filter("in:mine")
    assert {Path(file.library).name for file in files} == {"mine"}
