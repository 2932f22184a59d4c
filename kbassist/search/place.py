"""Where the index of one library lies: generations side by side, and a pointer to the one that counts."""

import hashlib
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kbassist.system.errors import IndexUnusable

UNFINISHED = ".*.new"  # what `replace_file` leaves behind when it is killed
_GENERATION = re.compile(r"[0-9a-z.]+-\d+")


@dataclass(frozen=True, slots=True)
class IndexPlace:
    """The folder of one library's index in the user's cache.

    Layout: `current` (a file that names a generation), `lock`, and one folder a generation,
    `STAMP-N`, where STAMP stands for every version that the files depend on. A new generation is built
    beside the old one and counts from the moment in which `current` is replaced.
    """

    folder: Path

    @classmethod
    def of(cls, cache: Path, root: Path) -> "IndexPlace":
        """Name the place for the library at `root`; nothing is created."""
        digest = hashlib.blake2b(os.fsencode(root.absolute()), digest_size=10).hexdigest()
        return cls(cache / f"index-{digest}")

    @property
    def pointer(self) -> Path:
        """The file that names the generation that counts."""
        return self.folder / "current"

    def make(self) -> None:
        """Create the folder for this user alone.

        Raises OSError where the cache cannot be written. An index is unpickled by Whoosh, so nobody
        else may be able to put one here.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)

    def current(self) -> Path:
        """Follow the pointer; IndexUnusable when there is none or it names nothing."""
        try:
            name = self.pointer.read_text("ascii").strip()
        except (OSError, ValueError) as error:
            raise IndexUnusable("There is no search index yet; it is being built.") from error
        generation = self.folder / name
        if not _GENERATION.fullmatch(name) or not generation.is_dir():
            raise IndexUnusable("The search index is damaged; it is being built again.")
        return generation

    def new_generation(self, stamp: str) -> Path:
        """Create the folder of the next generation, empty."""
        taken = [int(entry.name.rpartition("-")[2]) for entry in self._generations()]
        generation = self.folder / f"{stamp}-{max(taken, default=0) + 1}"
        generation.mkdir(mode=0o700)
        return generation

    def point_to(self, generation: Path) -> None:
        """Let `generation` count from now on."""
        replace_file(self.pointer, generation.name.encode(), durable=True)

    def remove_others(self, keep: Path | None) -> None:
        """Delete all generations but `keep`: older ones, those of other versions, and half-built ones.

        A file that another program still has open may refuse; it goes at the next start.
        """
        for generation in self._generations():
            if generation != keep:
                shutil.rmtree(generation, ignore_errors=True)
        for left in self.folder.glob(UNFINISHED):
            left.unlink(missing_ok=True)

    def _generations(self) -> list[Path]:
        return [entry for entry in self.folder.iterdir() if _GENERATION.fullmatch(entry.name)]


def replace_file(path: Path, content: bytes, durable: bool = False) -> None:
    """Write `content` beside `path` and put it in its place in one step.

    `durable` waits until the disk has it. Without it, a power cut may leave an older or an empty file.
    """
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
