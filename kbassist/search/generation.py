"""One generation of the index, opened for writing by the one process that may."""

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from kbassist.articles.listing import FileStat
from kbassist.search.analysis import Analyser
from kbassist.search.catalogue import ENTRIES, SEGMENTS, Location, read_entries
from kbassist.search.draft import Draft
from kbassist.search.manifest import FileSum, Manifest, SegmentEntry
from kbassist.search.place import UNFINISHED
from kbassist.search.store import WHOOSH_VERSION, WhooshStore
from kbassist.system.errors import IndexUnusable

WHOOSH = "whoosh"


class Generation:
    """The files of `folder`, what they hold, and how a commit changes them.

    A commit writes new files only; the manifest, replaced in one step, makes them count. Whatever is
    not listed there was left by a process that died, and is swept away.
    """

    def __init__(self, folder: Path, manifest: Manifest, store: WhooshStore) -> None:
        self.folder = folder
        self.manifest = manifest
        self._store = store
        self.catalogue: dict[str, Location] = {}
        for segment in manifest.segments:
            entries = read_entries(folder / SEGMENTS / segment.id)
            gone = set(segment.deleted)
            self.catalogue.update(
                (entry.path, Location(entry, segment.id, number))
                for number, entry in enumerate(entries)
                if number not in gone
            )
        for path, stat in manifest.touched.items():
            if path in self.catalogue:
                self._touch(path, stat)

    @classmethod
    def create(cls, folder: Path, manifest: Manifest) -> "Generation":
        """Make an empty generation in the empty `folder`."""
        (folder / SEGMENTS).mkdir()
        return cls(folder, manifest, WhooshStore(folder / WHOOSH, create=True))

    @classmethod
    def open(cls, folder: Path, stamp: str) -> "Generation":
        """Open what is there; IndexUnusable when it is not whole or was written by another version."""
        manifest = Manifest.load(folder)
        if (manifest.stamp, manifest.whoosh) != (stamp, WHOOSH_VERSION):
            raise IndexUnusable("The search index is of another version; it is being built again.")
        manifest.check_sizes(folder)
        # What is read here, and unpickled by Whoosh, must be the very bytes that were written.
        for name, known in manifest.sums():
            if name in manifest.files or name.endswith(f"/{ENTRIES}"):
                known.check(folder / name)
        sweep(folder, manifest)
        return cls(folder, manifest, WhooshStore(folder / WHOOSH))

    def draft(self, analyser: Analyser) -> Draft:
        """Start a commit."""
        return Draft(self.folder, self._store.begin(), analyser)

    def commit(self, draft: Draft, gone: Iterable[str] = (), durable: bool = False) -> None:
        """Let `draft` count, in the place of what was known of its paths, and without the paths `gone`.

        `durable` waits for the disk. Without it a power cut may cost the index, which is then found
        damaged and built again; that is for the few milliseconds of one saved article.
        After an exception this object must not be used any more; the files are as before.
        """
        outdated: dict[str, set[int]] = {}
        for path in (*gone, *(entry.path for entry in draft.entries)):
            known = self.catalogue.get(path)
            if known:
                outdated.setdefault(known.segment, set()).add(known.number)
        draft.finish()
        draft.writer.commit(outdated)
        kept = [_without(segment, outdated.get(segment.id, ())) for segment in self.manifest.segments]
        segments = [segment for segment in kept if segment.live]
        if draft.entries:
            segments.append(SegmentEntry(draft.id, len(draft.entries), (), self._sums(draft, durable)))
        contents = f"{WHOOSH}/{self._store.contents()}"
        for path in gone:
            self.catalogue.pop(path, None)
        for number, entry in enumerate(draft.entries):
            self.catalogue[entry.path] = Location(entry, draft.id, number)
        self._save(
            replace(
                self.manifest,
                segments=tuple(segments),
                files={contents: FileSum.of(self.folder / contents, durable)},
                touched=self._still_touched(),
            ),
            durable,
        )

    def touch(self, stats: Mapping[str, FileStat]) -> None:
        """Remember new sizes, times and inodes of files whose bytes are the same."""
        for path, stat in stats.items():
            self._touch(path, stat)
        self._save(replace(self.manifest, touched={**self.manifest.touched, **stats}))

    def _still_touched(self) -> dict[str, FileStat]:
        kept = {}
        for path, stat in self.manifest.touched.items():
            known = self.catalogue.get(path)
            if known and known.entry.stat == stat:
                kept[path] = stat
        return kept

    def _save(self, manifest: Manifest, durable: bool = False) -> None:
        manifest = replace(manifest, commit=self.manifest.commit + 1)
        manifest.save(self.folder, durable)
        self.manifest = manifest
        sweep(self.folder, manifest)

    def _touch(self, path: str, stat: FileStat) -> None:
        known = self.catalogue[path]
        entry = known.entry._replace(**stat._asdict())
        self.catalogue[path] = known._replace(entry=entry)

    def _sums(self, draft: Draft, durable: bool) -> dict[str, FileSum]:
        names = [f"{WHOOSH}/{name}" for name in self._store.segment_files(draft.id)]
        names += sorted(f"{SEGMENTS}/{draft.id}/{entry.name}" for entry in draft.folder.iterdir())
        return {name: FileSum.of(self.folder / name, durable) for name in names}


def sweep(folder: Path, manifest: Manifest) -> None:
    """Delete whatever the manifest does not list; what another program has open goes next time."""
    segments = {segment.id for segment in manifest.segments}
    for entry in (folder / SEGMENTS).iterdir():
        if entry.name not in segments:
            shutil.rmtree(entry, ignore_errors=True)
    for entry in folder.glob(UNFINISHED):
        entry.unlink(missing_ok=True)
    listed = {name for name, _ in manifest.sums()}
    for entry in (folder / WHOOSH).iterdir():
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        elif f"{WHOOSH}/{entry.name}" not in listed:
            entry.unlink(missing_ok=True)


def _without(segment: SegmentEntry, numbers: Iterable[int]) -> SegmentEntry:
    return replace(segment, deleted=tuple(sorted({*segment.deleted, *numbers}))) if numbers else segment
