"""Previews of texts that are not saved: samples, variants, channels, and that pieces make the same page."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kbassist.articles.article import FileRef
from kbassist.articles.library import Library
from kbassist.articles.parse import parse_article
from kbassist.system.errors import ArticleNotFound
from kbassist.system.paths import Paths
from kbassist.system.settings import Settings
from kbassist.workspace import Workspace, open_workspace
from kbassist.workspace.page_pieces import PageOfPieces, pieces_of
from kbassist.workspace.pages import page_of
from kbassist.workspace.previewed import ARTICLE, Preview, PreviewWish

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SAMPLE = Path(__file__).resolve().parents[2] / "articles"
TEXT = """---
title: Late
fields:
  parcel.id: {label: Parcel, example: "77"}
  parcel.day: {type: date}
  parcel.kind: {type: choice, choices: [box, letter]}
  parcel.word: {label: A word}
---

# Late

For agents.

## Late {.reply channel=chat}

Hi {{ customer.first_name }}, {{ parcel.kind }} {{ parcel.id }} of {{ parcel.day }}: {{ parcel.word }}.

### More

- one

## Late {.reply channel=email lang=de}

Hallo. TODO
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "team"
    (folder / "_parts").mkdir(parents=True)
    paths = Paths.of_user({"KBASSIST_HOME": str(tmp_path / "home")})
    workspace = open_workspace(paths, Settings(agent_name="Ines"), [folder], lambda: NOW)
    yield workspace
    workspace.close()


def preview(workspace: Workspace, text: str, wish: PreviewWish, path: str = "late.md") -> Preview:
    return workspace.previewing.preview(FileRef(workspace.libraries[0].root, path), text, wish)


@pytest.mark.parametrize(
    ("line", "shown"),
    [(1, ARTICLE), (12, ARTICLE), (14, "late#late"), (20, "late#late"), (22, "late#late-2"), (99, ARTICLE)],
)
def test_the_line_of_the_caret_chooses(workspace: Workspace, line: int, shown: str) -> None:
    assert preview(workspace, TEXT, PreviewWish(line)).shown == shown


def test_samples_fill_what_says_enough_of_itself(workspace: Workspace) -> None:
    found = preview(workspace, TEXT, PreviewWish(16))
    assert found.plain.startswith("Hi Maya, box 77 of November 20, 2026: ")
    assert 'class="missing"' in found.html
    assert "A word" in found.html


def test_a_channel_shows_only_what_it_can(workspace: Workspace) -> None:
    text = "# A\n\n## B {.reply}\n\n**Bold** word\n"
    assert "<strong>" in preview(workspace, text, PreviewWish(4)).html
    assert "<strong>" not in preview(workspace, text, PreviewWish(4, channel="sms")).html


def test_what_would_be_sent_wrong_is_said(workspace: Workspace) -> None:
    assert "TODO" in preview(workspace, TEXT, PreviewWish(24)).notes[0]
    broken = preview(workspace, "# A\n\n## B {.reply}\n\n{% if %}x\n", PreviewWish(4))
    assert "Mend this reply" in broken.notes[0]


def test_a_variant_that_is_gone_is_the_article(workspace: Workspace) -> None:
    assert preview(workspace, TEXT, PreviewWish(1, variant="late#other")).shown == ARTICLE


def test_a_part_is_shown_as_it_is_drawn_in(workspace: Workspace) -> None:
    found = preview(workspace, "Hi {{ customer.name }},\n", PreviewWish(1), "_parts/greeting.md")
    assert found.plain == "Hi Maya Ortiz,"


def test_what_is_no_markdown_is_shown_as_it_is(workspace: Workspace) -> None:
    assert "a: &lt;b&gt;" in preview(workspace, "a: <b>", PreviewWish(), "_facts.yaml").html


def test_no_preview_of_a_library_that_is_not_open(workspace: Workspace) -> None:
    with pytest.raises(ArticleNotFound):
        workspace.previewing.preview(FileRef("/nowhere", "a.md"), TEXT, PreviewWish())


@pytest.mark.parametrize("path", sorted(SAMPLE.rglob("*.md"))[::4], ids=lambda path: path.stem)
def test_pieces_make_the_same_page_as_the_whole(workspace: Workspace, path: Path) -> None:
    session = next(iter(workspace.previewing._sessions.values()))
    article = parse_article(path.read_bytes(), path.name, session.library, None)

    def render(piece: object) -> object:
        return page_of(session, piece, workspace.previewing._worker)

    pieces, whole = PageOfPieces(), render(article)
    first, again = (pieces.page("", article, render) for _ in range(2))
    assert first.html == again.html == whole.html
    assert first.plain == whole.plain


@pytest.mark.parametrize(
    ("extra", "count"),
    [
        ("", 4),
        ("[x]: https://example.com\n", 1),
        ("<div>\n", 1),
        ("```\n\n## no heading\n```\n", 4),
        ("# R {.reply}\n\n## in it\n\n# Next\n", 6),
        ("- item\n## at once\n", 4),
    ],
)
def test_a_text_is_cut_only_where_nothing_reaches_across(extra: str, count: int) -> None:
    body = f"# A\n\n{extra}" + "".join(f"\n## {n}\n\n" + "words\n" * 15 for n in "abc")
    article = parse_article(body.encode(), "a.md", Library("/", "x"), None)
    pieces = pieces_of(article)
    assert len(pieces) == count
    assert "\n".join(pieces) == article.body
