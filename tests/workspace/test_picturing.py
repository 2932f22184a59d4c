"""Pictures that are pasted into articles."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from kbassist.articles.article import FileRef
from kbassist.system.errors import NotSaved
from kbassist.workspace import Workspace


def png(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, "PNG")
    return out.getvalue()


def test_a_picture_is_stored_once_and_shown_from_any_folder(
    root: Path, opened: Callable[..., Workspace]
) -> None:
    authoring = opened(root).authoring
    words = authoring.store_picture(FileRef(str(root), "a/b/c.md"), png(), "The [grüne] button\n")
    assert words.startswith("![The (grüne) button](../../_attachments/the-gruene-button-")
    again = authoring.store_picture(FileRef(str(root), "top.md"), png(), "The [grüne] button")
    assert again == words.replace("../../", "")
    nameless = authoring.store_picture(FileRef(str(root), "top.md"), png("blue"), "")
    assert nameless.startswith("![](_attachments/picture-")
    assert len(list((root / "_attachments").iterdir())) == 2


def test_what_is_no_picture_is_refused_and_leaves_nothing(
    root: Path, opened: Callable[..., Workspace]
) -> None:
    with pytest.raises(NotSaved, match="was not stored"):
        opened(root).authoring.store_picture(FileRef(str(root), "a.md"), b"<svg/>", "x")
    assert not (root / "_attachments").exists()
