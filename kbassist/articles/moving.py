"""Gives a file of a library another path, if that is free."""

import contextlib
from pathlib import Path

from kbassist.articles.beside import not_saved, sync_folder
from kbassist.articles.create import free_place
from kbassist.articles.safe_open import native_path, size_inside
from kbassist.articles.swap import rename_free
from kbassist.system.errors import NotSaved


def move(root: Path, path: str, new_path: str) -> None:
    """Move the file at `path` to `new_path` (both relative to `root`, with `/`), folders included.

    Folders that are empty then are removed. Raises NotSaved when the new name is taken or odd, and
    ArticleNotFound when there is no such file or a path leads out of the library.
    """
    size_inside(root, path)
    source = Path(native_path(root, path))
    if source.is_symlink():
        raise NotSaved(f"{path} was not moved: it is a link. Move the file that it leads to.")
    target = free_place(root, new_path, but=path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        rename_free(source, target)
    except FileExistsError as error:
        raise NotSaved(f"{path} was not moved: {new_path} is taken. Choose another name.") from error
    except OSError as error:
        raise not_saved(path, error) from error
    sync_folder(target.parent)
    sync_folder(source.parent)
    with contextlib.suppress(OSError):  # one that still holds something
        for folder in source.parents:
            if folder in (root, *target.parents):
                break
            folder.rmdir()
