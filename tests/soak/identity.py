"""Opening a file and saving it as it is leaves every byte; so does an edit outside of its own line."""

import os
from pathlib import Path

from kbassist.articles.text_file import TextFile
from kbassist.system.errors import NotSaved
from tests.soak.tally import Tally

CHECKOUT = Path(__file__).resolve().parents[2]
BIGGEST_BYTES = 25_000_000


def no_op_saves(_folder: Path, every: int) -> Tally:
    """Go through every file of the real and the hostile articles, or each `every`th; none where absent."""
    shared = Path(os.environ.get("KBASSIST_SHARED", CHECKOUT.parent / "shared"))
    files = [file for part in ("data", "hostile") for file in sorted((shared / part).rglob("*"))]
    total = Tally()
    for file in files[::every]:
        if file.is_file() and not file.is_symlink() and file.stat().st_size < BIGGEST_BYTES:
            total += _looked_at(file.read_bytes())
    return total


def _looked_at(content: bytes) -> Tally:
    try:
        text = TextFile.of(content)
    except NotSaved:
        return Tally()  # no text: it is never opened
    return Tally(1, torn=int(text.with_text(text.text) != content))
