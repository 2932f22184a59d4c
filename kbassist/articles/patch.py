"""Writes a change of a file as a patch that `git apply` and `patch` take: a unified diff of its bytes."""

from itertools import chain

from kbassist.articles.line_matches import Change, changes

CONTEXT = 3
_NO_END = b"\\ No newline at end of file\n"
_ESCAPES = {7: "a", 8: "b", 9: "t", 10: "n", 11: "v", 12: "f", 13: "r", 34: '"', 92: "\\"}


def patch_of(path: str, before: bytes | None, after: bytes) -> bytes:
    """Return the change of the file at `path` (relative, with `/`); None for `before` makes the file.

    Lines keep their ends, also those of Windows, and their bytes, whatever the encoding is. The format is
    that of `git diff`: https://git-scm.com/docs/diff-format, names of odd signs in quotes. Nothing at all
    comes of two contents that are the same.
    """
    if before == after:
        return b""
    old, new = _lines(before or b""), _lines(after)
    head = [b"diff --git " + _named("a/" + path) + b" " + _named("b/" + path) + b"\n"]
    if before is None:
        head += [b"new file mode 100644\n"]
        if not new:
            return b"".join(head)  # git tells of an empty file by its mode alone
    # With a blank in a name, a tab tells `patch` where it ends.
    tab = b"\t" if " " in path else b""
    source = b"/dev/null" if before is None else _named("a/" + path) + tab
    head += [b"--- " + source + b"\n", b"+++ " + _named("b/" + path) + tab + b"\n"]
    found = changes([line.decode("latin-1") for line in old], [line.decode("latin-1") for line in new])
    return b"".join(chain(head, *(_hunk(group, old, new) for group in _groups(found))))


def _lines(content: bytes) -> list[bytes]:
    """Split at line feeds alone, as git does, and keep them."""
    return [line + b"\n" for line in content.split(b"\n")[:-1]] + list(
        filter(None, [content.split(b"\n")[-1]])
    )


def _groups(found: list[Change]) -> list[list[Change]]:
    groups: list[list[Change]] = []
    for change in found:
        if groups and change.left_start - groups[-1][-1].left_end <= 2 * CONTEXT:
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups


def _hunk(group: list[Change], old: list[bytes], new: list[bytes]) -> list[bytes]:
    start = max(0, group[0].left_start - CONTEXT)
    end = min(len(old), group[-1].left_end + CONTEXT)
    there = group[0].right_start - (group[0].left_start - start)
    there_end = group[-1].right_end + (end - group[-1].left_end)
    said = [_range(b"-", start, end) + b" " + _range(b"+", there, there_end)]
    lines = [b"@@ " + said[0] + b" @@\n"]
    at = start
    for change in group:
        lines += (_line(b" ", line) for line in old[at : change.left_start])
        lines += (_line(b"-", line) for line in old[change.left_start : change.left_end])
        lines += (_line(b"+", line) for line in new[change.right_start : change.right_end])
        at = change.left_end
    lines += (_line(b" ", line) for line in old[at:end])
    return lines


def _range(sign: bytes, start: int, end: int) -> bytes:
    """Write a run of lines, counted from 1; of an empty one the line before it is named."""
    count = end - start
    first = start + 1 if count else start
    return sign + (f"{first}" if count == 1 else f"{first},{count}").encode()


def _line(sign: bytes, line: bytes) -> bytes:
    return sign + line if line.endswith(b"\n") else sign + line + b"\n" + _NO_END


def _named(name: str) -> bytes:
    """Write a name, in quotes and with escapes where it could not be read otherwise."""
    raw = name.encode("utf-8", "surrogateescape")
    if not any(byte < 32 or byte in (34, 92, 127) for byte in raw):
        return raw
    shown = "".join(
        f"\\{_ESCAPES[byte]}" if byte in _ESCAPES else chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}"
        for byte in raw
    )
    return f'"{shown}"'.encode("ascii")
