"""Writes the files that a test of folders needs."""

from pathlib import Path


def put(root: Path, *names: str, text: str = "# t\n\nCANARY\n") -> None:
    """Write the same `text` to each of the files `names` below `root`."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
