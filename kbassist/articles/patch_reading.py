"""Reads patches that people send, and finds where in a text as it is now their changes belong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from kbassist.system.errors import PatchUnreadable

MOST_BYTES = 5_000_000
MOST_FILES = 200
MOST_HUNKS = 2_000
_HUNK = re.compile(rb"@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@")
_ESCAPED = re.compile(r"\\([abtnvfr\"\\]|[0-7]{3})")
_SIGNS = {"a": 7, "b": 8, "t": 9, "n": 10, "v": 11, "f": 12, "r": 13, '"': 34, "\\": 92}
_OF_GIT = (b"old mode", b"new mode", b"index ", b"similarity", b"dissimilarity", b"rename", b"copy")
_NO_REMOVAL = "a patch removes no file here; move it to the trash yourself"
_DAMAGED = "The patch is cut off or damaged; ask for it once more."
_ALIKE = 0.6
_MOST_PLACES = 20_000
_MOST_STEPS = 500_000


@dataclass(frozen=True, slots=True)
class PatchHunk:
    """Lines without their ends that become others; `line` is where they were, counted from 0.

    `old_open` and `new_open` tell that the last line of that side is the file's last and has no end.
    """

    line: int
    old: tuple[bytes, ...]
    new: tuple[bytes, ...]
    old_open: bool = False
    new_open: bool = False


@dataclass(frozen=True, slots=True)
class FilePatch:
    """What becomes of one file; `path` is as the patch names it. A `refusal` says why it is not taken."""

    path: str
    hunks: tuple[PatchHunk, ...] = ()
    is_new: bool = False
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A patch as two texts: `base`, which it was made out of as far as that can be told, and `text`.

    It is `exact` where every changed line was found as it was.
    """

    base: str
    text: str
    exact: bool


def read_patch(content: bytes) -> tuple[FilePatch, ...]:
    """Read a unified diff, as git and diff write it. Raises PatchUnreadable."""
    if len(content) > MOST_BYTES:
        raise PatchUnreadable("The patch is larger than any change of articles; it is not read.")
    found = tuple(_Reader(content).files())
    if not found:
        raise PatchUnreadable("There is no change in this file; it should be a patch, as git diff writes it.")
    if len(found) > MOST_FILES:
        raise PatchUnreadable(f"The patch changes {len(found)} files, more than can be looked through.")
    if sum(len(patch.hunks) for patch in found) > MOST_HUNKS:
        raise PatchUnreadable("The patch changes more places than can be looked through.")
    return found


class _Reader:
    """Walks through the lines of a patch."""

    def __init__(self, content: bytes) -> None:
        self._lines = content.split(b"\n")
        self._at = 0

    def files(self) -> Iterator[FilePatch]:
        """Give each file that is changed; what stands before the first, as in an e-mail, is skipped."""
        while self._at < len(self._lines):
            if self._line.startswith(b"diff --git "):
                yield self._of_git()
            elif self._line.startswith(b"--- ") and self._next.startswith(b"+++ "):
                yield self._of_names("")
            else:
                self._at += 1

    @property
    def _line(self) -> bytes:
        return self._lines[self._at] if self._at < len(self._lines) else b""

    @property
    def _next(self) -> bytes:
        return self._lines[self._at + 1] if self._at + 1 < len(self._lines) else b""

    def _of_git(self) -> FilePatch:
        mark = b' "b/' if self._line.endswith(b'"') else b" b/"
        named = _path(mark[1:] + self._line.rpartition(mark)[2])
        self._at += 1
        refusal, is_new = "", False
        while self._at < len(self._lines) and not self._line.startswith(b"diff --git "):
            line = self._line
            if line.startswith(b"--- ") and self._next.startswith(b"+++ "):
                return self._of_names(refusal)
            if line.startswith(b"deleted file"):
                refusal = _NO_REMOVAL
            elif line.startswith((b"Binary files", b"GIT binary")):
                refusal = "it is no text"
            elif line.startswith((b"rename to ", b"copy to ")):
                refusal = "a patch gives no file another name here; rename it yourself"
            elif line.startswith(b"new file"):
                is_new = True
            elif not line.startswith(
                (b"old mode", b"new mode", b"index ", b"similarity", b"rename", b"copy")
            ):
                break
            self._at += 1
        return FilePatch(named, (), is_new, refusal)

    def _of_names(self, refusal: str) -> FilePatch:
        source, target = _path(self._line[4:]), _path(self._next[4:])
        self._at += 2
        hunks = tuple(self._hunks())
        if target == "/dev/null":
            return FilePatch(
                source, hunks, False, "a patch removes no file here; move it to the trash yourself"
            )
        return FilePatch(target, hunks, source == "/dev/null", refusal)

    def _hunks(self) -> Iterator[PatchHunk]:
        while head := _HUNK.match(self._line):
            start, gone, came = int(head[1]), int(head[2] or b"1"), int(head[4] or b"1")
            self._at += 1
            old: list[bytes] = []
            new: list[bytes] = []
            opened, last = "", b""
            while len(old) < gone or len(new) < came or self._line.startswith(b"\\"):
                sign, line = self._line[:1], self._line[1:].removesuffix(b"\r")
                if self._at >= len(self._lines) or sign not in (b" ", b"-", b"+", b"\\", b"", b"\r"):
                    raise PatchUnreadable(_DAMAGED)
                if sign not in (b"+", b"\\"):
                    old.append(line)
                if sign not in (b"-", b"\\"):
                    new.append(line)
                if sign == b"\\":
                    opened += {b"-": "-", b"+": "+"}.get(last, "-+")
                last = sign
                self._at += 1
            line_at = max(start - 1, 0) if gone else start
            yield PatchHunk(line_at, tuple(old), tuple(new), "-" in opened, "+" in opened)
        if self._line.startswith(b"@@ "):
            raise PatchUnreadable(_DAMAGED)


def _path(raw: bytes) -> str:
    """Return the name that a line of a patch gives, without `a/` or `b/`."""
    text = raw.removesuffix(b"\r").decode("utf-8", "surrogateescape")
    if text.startswith('"'):
        text = text[1:].rpartition('"')[0]
        unescaped = _ESCAPED.sub(
            lambda found: chr(_SIGNS[found[1]] if found[1] in _SIGNS else int(found[1], 8) & 255),
            text.encode("utf-8", "surrogateescape").decode("latin-1"),
        )
        text = unescaped.encode("latin-1").decode("utf-8", "surrogateescape")
    else:
        text = text.partition("\t")[0]  # a time, or where a name with blanks ends
    return text[2:] if text[:2] in ("a/", "b/") else text


class _Likeness:
    """Tells how much runs of lines have in common: whole lines count, words only where no line does.

    Comparing in order takes the product of both lengths and more, so a text has only so many steps for it;
    after that, and for what is long, it counts what both hold in whatever order.
    """

    def __init__(self) -> None:
        self._steps = _MOST_STEPS

    def of(self, old: list[str], words: list[str], found: list[str], least: float) -> float:
        """Return the share, 0 where it is not above `least`; `words` are those of `old`."""
        if not set(old).isdisjoint(found):
            return _ALIKE + self._ratio(old, found, 0.0)
        most = len(words) * (2 / least - 1)  # with more words than this too few can be the same
        other = "\n".join(found)
        if not len(words) / (2 / least - 1) <= other.count(" ") + 1 <= most:
            return 0.0
        return self._ratio(words, other.split(" "), least)

    def _ratio(self, left: list[str], right: list[str], least: float) -> float:
        matcher = SequenceMatcher(None, left, right, autojunk=False)
        about = matcher.quick_ratio()
        if about <= least or len(left) * len(right) > self._steps:
            return about
        self._steps -= len(left) * len(right)
        return matcher.ratio()


def placed(patch: FilePatch, now: str, encoding: str = "utf-8") -> Placed:
    """Find the places of a patch's changes in the text that the file holds now.

    Where lines have changed since, the likeliest place is taken, and `base` has there what the patch was
    made out of: joining `base`, `text` and `now` then finds what collides.
    """
    lines = now.split("\n")
    base, text, exact = list(lines), list(lines), True
    shift_base = shift_text = after = 0
    likeness = _Likeness()
    for hunk in patch.hunks:
        old, new = ([_text(line, encoding) for line in side] for side in (hunk.old, hunk.new))
        start, end = _place(lines, old, hunk.line, after, likeness)
        if hunk.old_open and not hunk.new_open and end == len(lines):
            new.append("")
        elif hunk.new_open and not hunk.old_open and lines[end:] == [""]:
            old.append("")
            end += 1
        exact &= lines[start:end] == old
        base[start + shift_base : end + shift_base] = old
        text[start + shift_text : end + shift_text] = new
        shift_base += len(old) - (end - start)
        shift_text += len(new) - (end - start)
        after = end
    return Placed("\n".join(base), "\n".join(text), exact)


def new_text(patch: FilePatch, encoding: str = "utf-8") -> str:
    """Return the text of a file that a patch makes."""
    lines = [_text(line, encoding) for hunk in patch.hunks for line in hunk.new]
    is_open = bool(patch.hunks) and patch.hunks[-1].new_open
    return "\n".join(lines if is_open else [*lines, ""]) if lines else ""


def _place(lines: list[str], old: list[str], line: int, after: int, likeness: _Likeness) -> tuple[int, int]:
    """Return where the lines `old` are, from `after` on: as they are, nearly so, or where they were."""
    count = len(old)
    starts = sorted(range(after, max(after, len(lines) - count) + 1), key=lambda start: abs(start - line))
    for start in starts:
        if lines[start : start + count] == old:
            return start, start + count
    likeliest, best = -1, _ALIKE
    words = "\n".join(old).split(" ")
    for start in starts[: max(1, _MOST_PLACES // max(count, 1))]:
        ratio = likeness.of(old, words, lines[start : start + count], best)
        if ratio > best:
            likeliest, best = start, ratio
    if likeliest >= 0:
        return likeliest, likeliest + count
    at = min(max(line, after), len(lines))
    return at, at


def _text(line: bytes, encoding: str) -> str:
    for name in (encoding, "utf-8"):
        try:
            return line.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return line.decode("cp1252", "replace")
