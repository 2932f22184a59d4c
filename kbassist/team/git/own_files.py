"""Tells which files of a library are shared by a sync, and which are for this machine alone."""

from kbassist.articles.beside_names import BESIDE
from kbassist.articles.conflicts import conflict_copy
from kbassist.articles.library_files import PARTS_FOLDER, TEMPLATES_FOLDER
from kbassist.articles.names import is_article_name, without_suffix

_FOLDERS = (f"{PARTS_FOLDER}/", f"{TEMPLATES_FOLDER}/", "_attachments/")
_SHARED = ".kbassist/shared/"
_YAML = (".yaml", ".yml")
_FOR_A_MOMENT = (BESIDE, "~$", "~syncthing~", ".")


def is_shared(path: str) -> bool:
    """Tell whether a file, given relative to the library, is one that the library is made of.

    Articles, what describes the library, parts, templates, attachments, and what was learnt and is shared;
    never a conflict copy, what a program writes beside a file for a moment, or who is editing what.
    """
    folders, _, name = path.rpartition("/")
    if path.startswith(_SHARED):
        return not name.startswith(_FOR_A_MOMENT)
    if name.startswith(_FOR_A_MOMENT) or _is_conflict_copy(name):
        return False
    if path.startswith(_FOLDERS):
        return "/." not in f"/{folders}"
    if not folders and name.startswith("_") and name.endswith(_YAML):
        return True
    return is_article_name(name) and not any(part[:1] in "._" for part in folders.split("/") if part)


def _is_conflict_copy(name: str) -> bool:
    stem = name.rpartition(".")[0] if name.endswith(_YAML) else without_suffix(name)
    return conflict_copy(stem) is not None
