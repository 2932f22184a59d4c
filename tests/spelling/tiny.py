"""Small Hunspell dictionaries, written where a test wants them."""

from pathlib import Path

AFFIXES = """SET UTF-8
TRY esianrtolcdugmphbyfvkwESIANRTOLCDUGMPHBYFVKWäöüß
SFX S Y 1
SFX S 0 s .
COMPOUNDFLAG C
COMPOUNDMIN 3
"""
ENGLISH = ("the", "parcel/S", "is", "late", "snow/S", "receive/S", "hello", "we", "it", "customer's")
GERMAN = ("das", "Paket/C", "ist", "verspätet", "Straße", "Kunde", "Kunden/C", "Nummer/C", "nummer/C")


def write_dictionary(folder: Path, name: str, words: tuple[str, ...], affixes: str = AFFIXES) -> Path:
    """Write `name.aff` and `name.dic` and return the path without an ending."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.aff").write_text(affixes, "utf-8")
    (folder / f"{name}.dic").write_text("\n".join([str(len(words)), *words, ""]), "utf-8")
    return folder / name
