"""A customer's message to hits, values and asks, on a real index."""

from collections.abc import Callable
from pathlib import Path

from kbassist.workspace import Workspace

MESSAGE = """\
Hello,

where is my money? It is for order ZX-48151. And is my parcel stuck in the snow?

Kind regards
Maya Ortiz

> On Monday the support wrote:
> Please send us the number of your invoice.
"""


def test_a_message_is_answered_as_a_whole(workspace: Workspace) -> None:
    found = workspace.suggest(MESSAGE)
    assert {hit.ref.id for hit in found.result.hits} == {"refund", "parcel"}
    assert found.result.fits
    assert "invoice" not in found.message.body
    assert "Maya" not in found.message.body


def test_each_ask_has_its_own_hit(workspace: Workspace) -> None:
    found = workspace.suggest(MESSAGE)
    assert [answered.hit and answered.hit.ref.id for answered in found.asks] == ["refund", "parcel"]
    for answered in found.asks:
        assert MESSAGE[answered.ask.start : answered.ask.end] == answered.ask.text


def test_a_message_fits_as_well_as_its_best_ask(workspace: Workspace) -> None:
    found = workspace.suggest(MESSAGE)
    alone = [workspace.suggest(answered.ask.text).result.hits[0] for answered in found.asks]
    scores = {hit.ref: hit.score for hit in found.result.hits}
    assert all(scores[hit.ref] >= hit.score for hit in alone)
    assert list(scores.values()) == sorted(scores.values(), reverse=True)


def test_an_ask_that_nothing_fits_has_no_hit(workspace: Workspace) -> None:
    asks = workspace.suggest("Where is my money? Xylophone zebra quux?").asks
    assert [answered.hit is None for answered in asks] == [False, True]


def test_one_ask_is_answered_by_the_hits(workspace: Workspace) -> None:
    assert workspace.suggest("Where is my money?").asks == ()


def test_values_are_found_by_the_fields_of_all_libraries(
    opened: Callable[..., Workspace], root: Path, tmp_path: Path
) -> None:
    (root / "_library.yaml").write_text("fields:\n  order.id: {pattern: 'ZX-\\d{5}'}\n", "utf-8")
    other = tmp_path / "personal"
    other.mkdir()
    (other / "_library.yaml").write_text("fields:\n  crate.code: {pattern: 'CR-[A-F]{4}'}\n", "utf-8")
    (other / "crate.md").write_text("# Crate\n\nWhere crates go.\n", "utf-8")
    text = "My crate is CR-ABBA in order ZX-48151"
    found = opened(root, other).suggest(text)
    assert {value.name: text[value.start : value.end] for value in found.values} == {
        "order.id": "ZX-48151",
        "crate.code": "CR-ABBA",
    }


def test_nothing_to_answer(workspace: Workspace) -> None:
    for text in ("", "  \n", "Kind regards\nMaya", "?!"):
        found = workspace.suggest(text)
        assert (found.result.hits, found.result.fits, found.asks) == ((), False, ())


def test_a_library_without_an_index_answers_with_titles(opened: Callable[..., Workspace], root: Path) -> None:
    workspace = opened(root)
    assert workspace.suggest("parcel").result.hits == ()
    seen = []
    workspace.refresh(progress=lambda _: seen.append(workspace.suggest("parcel").result))
    assert seen[0].titles_only
    assert [hit.ref.id for hit in seen[0].hits] == ["parcel"]
