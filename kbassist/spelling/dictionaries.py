"""Finds the Hunspell dictionaries of this machine and of its user."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# Where packages of Linux, macOS and LibreOffice put them; a star stands for one folder.
_SYSTEM = (
    "/usr/share/hunspell",
    "/usr/local/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/opt/homebrew/share/hunspell",
    "/Library/Spelling",
    "/usr/lib/libreoffice/share/extensions/dict-*",
    "/usr/lib64/libreoffice/share/extensions/dict-*",
    "/Applications/LibreOffice.app/Contents/Resources/extensions/dict-*",
    "C:/Program Files/LibreOffice/share/extensions/dict-*",
)
_NAME = re.compile(r"([a-z]{2,3})(?:[_-]([A-Z]{2}))?(?:[_-].*)?\Z")
# The largest that packages have is Hungarian with 8 MB; reading 1 MB takes a second and 90 MB of memory.
_MOST_BYTES = 24 * 1024 * 1024
_USUAL_REGIONS = {"en": "US", "pt": "PT", "zh": "CN", "sv": "SE", "da": "DK", "cs": "CZ", "el": "GR"}


@dataclass(frozen=True, slots=True)
class DictionaryFiles:
    """A pair of files, `stem.aff` and `stem.dic`; `region` is "" where the name has none."""

    stem: str
    language: str
    region: str


def dictionary_folders(own: Path, environ: Mapping[str, str]) -> tuple[Path, ...]:
    """List the folders that may hold dictionaries; those of the user come first.

    `own` is a folder of this program; DICPATH is where Hunspell itself looks.
    """
    named = [Path(part) for part in environ.get("DICPATH", "").split(os.pathsep) if part]
    home = [Path(environ["HOME"], "Library", "Spelling")] if environ.get("HOME") else []
    system = [path for pattern in _SYSTEM for path in _matching(pattern)]
    return (own, *named, *home, *system)


def dictionaries_in(folders: Iterable[Path]) -> tuple[DictionaryFiles, ...]:
    """List the dictionaries of some folders in the order of the folders and their names."""
    found: list[DictionaryFiles] = []
    for folder in folders:
        try:
            names = sorted(folder.glob("*.aff"))
        except OSError:
            continue
        for path in names:
            match = _NAME.match(path.stem)
            if match and _is_readable(path.with_suffix(".dic")):
                found.append(DictionaryFiles(str(path.with_suffix("")), match[1], match[2] or ""))
    return tuple(found)


def dictionary_for(tag: str, known: Sequence[DictionaryFiles]) -> DictionaryFiles | None:
    """Choose the dictionary of a language such as `de` or `pt-BR`; None where there is none.

    Without a region that of the language's home comes first, before any other.
    """
    language, *rest = tag.replace("_", "-").split("-")
    region = next((part for part in rest if len(part) == 2 and part.isupper()), "")
    usual = _USUAL_REGIONS.get(language, language.upper())
    own = [files for files in known if files.language == language]
    order = (region, usual, "") if region else (usual, "")
    for wanted in order:
        for files in own:
            if files.region == wanted:
                return files
    return own[0] if own else None


def _matching(pattern: str) -> list[Path]:
    folder = Path(pattern)
    if "*" not in pattern:
        return [folder]
    try:
        return sorted(folder.parent.glob(folder.name))
    except OSError:
        return []


def _is_readable(path: Path) -> bool:
    try:
        return path.stat().st_size <= _MOST_BYTES
    except OSError:
        return False
