"""Finds the conflict copies of what describes a library: facts, settings, parts and templates."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from kbassist.articles.conflicts import ConflictCopy, alike, conflict_copy, possible_copy
from kbassist.articles.library_files import (
    FACTS_FILE,
    LIBRARY_FILE,
    PARTS_FOLDER,
    TEMPLATES_FOLDER,
    names_below,
)
from kbassist.articles.names import safe_text, without_suffix
from kbassist.articles.safe_open import read_inside
from kbassist.system.errors import ArticleNotFound, ArticleUnreadable, LibraryOffline

_YAML = ".yaml"
_COMPARED_BYTES = 256 * 1024
_BASES = {name.removesuffix(_YAML): name for name in (FACTS_FILE, LIBRARY_FILE)}


def copies_of_describing(root: Path) -> Iterator[tuple[str, str | None, str]]:
    """Give the path of each copy, that of its original or None where that is gone, and the service's name.

    The walk through the articles passes such files by, since their names begin as those that mean nothing.
    """
    for name in _yaml_names(root):
        stem = name.removesuffix(_YAML)
        copy = conflict_copy(stem) or possible_copy(stem, _BASES)
        if copy is not None and copy.base in _BASES:
            base = _BASES[copy.base]
            yield name, base if os.path.lexists(root / base) else None, copy.service
    for folder in (PARTS_FOLDER, TEMPLATES_FOLDER):
        names = map(safe_text, names_below(f"{root}/{folder}"))
        stems = {without_suffix(name): f"{folder}/{name}" for name in names}
        for stem, path in stems.items():
            copy = conflict_copy(stem) or _confirmed(root, path, possible_copy(stem, stems), stems)
            if copy is not None:
                yield path, stems.get(copy.base), copy.service


def _yaml_names(root: Path) -> list[str]:
    try:
        names = [safe_text(name) for name in os.listdir(root)]  # noqa: PTH208 - names are all that is wanted
    except OSError:
        return []
    return sorted(name for name in names if name.endswith(_YAML) and name not in _BASES.values())


def _confirmed(
    root: Path, path: str, copy: ConflictCopy | None, stems: Mapping[str, str]
) -> ConflictCopy | None:
    """Compare the texts where a name may be meant as it is."""
    if copy is None:
        return None
    try:
        ours, _ = read_inside(root, path, _COMPARED_BYTES)
        theirs, _ = read_inside(root, stems[copy.base], _COMPARED_BYTES)
    except (ArticleNotFound, ArticleUnreadable, LibraryOffline):
        return None
    return copy if alike(ours, theirs) else None
