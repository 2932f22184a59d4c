"""Tables of Markdown while they are typed: from cell to cell, new rows, pipes that stand below each other."""

import re
import unicodedata
from dataclasses import dataclass

from kbassist.articles.text_change import TextChange, line_end, line_start
from kbassist.articles.text_edits import TextEdit

# A bar within a placeholder, in code or behind a backslash parts no cells.
_BAR = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|`+[^`]*`+|\\.|(\|)")
_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t]*\Z")
_NARROWEST = 3
# More than anybody writes; each key in a table sets all of it.
_MOST_LINES = 500
NEW_TABLE = "|  |  |\n|---|---|\n|  |  |"


@dataclass(frozen=True, slots=True)
class _Table:
    """The cells of a table between two offsets; `rows[0]` is its head, the rule is not among them."""

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]
    rule: tuple[str, ...]
    row: int
    column: int

    @property
    def width(self) -> int:
        return max(len(self.rule), *map(len, self.rows))


def next_cell(text: str, at: int, *, back: bool = False) -> TextChange | None:
    """Go from the cell of the caret to the next or last one, with the whole table set anew.

    Behind the last cell there is a new row. None where the caret is in no table, or before its first cell.
    """
    table = _table_at(text, at)
    if table is None:
        return None
    place = table.row * table.width + table.column + (-1 if back else 1)
    if place < 0:
        return None
    return _set_anew(text, table, *divmod(place, table.width))


def next_row(text: str, at: int) -> TextChange | None:
    """Go to the cell below, or to a new row; out of an empty last row, which goes, below the table."""
    table = _table_at(text, at)
    if table is None:
        return None
    if table.row == len(table.rows) - 1 and table.row > 0 and not any(table.rows[-1]):
        lines = _lines(table, table.rows[:-1])
        put = "\n".join(lines) + "\n"
        caret = table.start + len(put)
        return TextChange((TextEdit(table.start, table.end, put),), caret, caret)
    return _set_anew(text, table, table.row + 1, table.column)


def table_added(text: str, at: int) -> TextChange:
    """Put an empty table below the line of the caret, and the caret into its first cell."""
    end = line_end(text, at)
    above = text[line_start(text, at) : end].strip()
    before = "\n\n" if above else ""
    after = "" if text[end : end + 2] in ("", "\n", "\n\n") else "\n"
    caret = end + len(before) + 2
    return TextChange((TextEdit(end, end, f"{before}{NEW_TABLE}{after}"),), caret, caret)


def _table_at(text: str, at: int) -> _Table | None:
    """Return the table around an offset; None where there is none with a line of rules below its head."""
    first, last = line_start(text, at), line_end(text, at)
    if "|" not in text[first:last]:
        return None
    above = below = 0
    while first > 0 and above < _MOST_LINES and "|" in text[line_start(text, first - 1) : first - 1]:
        first, above = line_start(text, first - 1), above + 1
    while last < len(text) and below < _MOST_LINES and "|" in text[last + 1 : line_end(text, last + 1)]:
        last, below = line_end(text, last + 1), below + 1
    lines = text[first:last].split("\n")
    if len(lines) < 2 or not _RULE.match(lines[1]) or "-" not in lines[1]:
        return None
    line = text[line_start(text, at) : at]
    column = len(_bars(line)) - (1 if lines[above].lstrip().startswith("|") else 0)
    rows = tuple(_cells(line) for index, line in enumerate(lines) if index != 1)
    width = max(len(cells) for cells in rows)
    row = max(0, above - 1)
    return _Table(first, last, rows, _cells(lines[1]), row, min(max(0, column), width - 1))


def _bars(line: str) -> list[int]:
    return [found.start() for found in _BAR.finditer(line) if found[1]]


def _cells(line: str) -> tuple[str, ...]:
    bare = line.strip()
    ends = [*_bars(bare), len(bare)]
    starts = [0, *(end + 1 for end in ends)]
    cells = [bare[start:end].strip() for start, end in zip(starts, ends, strict=False)]
    if bare.startswith("|"):
        cells = cells[1:]
    if len(cells) > 1 and ends[-2:-1] == [len(bare) - 1]:
        cells = cells[:-1]
    return tuple(cells)


def _set_anew(text: str, table: _Table, row: int, column: int) -> TextChange:
    rows = table.rows if row < len(table.rows) else (*table.rows, ("",) * table.width)
    lines = _lines(table, rows)
    index = row + (1 if row > 0 else 0)
    bars = _bars(lines[index])
    start = table.start + sum(len(line) + 1 for line in lines[:index]) + bars[column] + 2
    cell = rows[row][column] if column < len(rows[row]) else ""
    put = "\n".join(lines)
    edits = () if put == text[table.start : table.end] else (TextEdit(table.start, table.end, put),)
    return TextChange(edits, start, start + len(cell))


def _lines(table: _Table, rows: tuple[tuple[str, ...], ...]) -> list[str]:
    """Return the lines of a table with its bars below each other."""
    filled = [row + ("",) * (table.width - len(row)) for row in rows]
    rule = table.rule + ("---",) * (table.width - len(table.rule))
    widths = [max(_NARROWEST, *(_columns_of(row[at]) for row in filled)) for at in range(table.width)]
    lines = [
        "| " + " | ".join(_padded(cell, widths[at], rule[at]) for at, cell in enumerate(row)) + " |"
        for row in filled
    ]
    lines.insert(1, "|" + "|".join(_ruled(rule[at], widths[at] + 2) for at in range(table.width)) + "|")
    return lines


def _ruled(rule: str, width: int) -> str:
    left, right = rule.startswith(":"), rule.endswith(":")
    return f"{':' if left else '-'}{'-' * (width - 2)}{':' if right else '-'}"


def _padded(cell: str, width: int, rule: str) -> str:
    lack = width - _columns_of(cell)
    if rule.endswith(":") and not rule.startswith(":"):
        return " " * lack + cell
    return cell + " " * lack


def _columns_of(cell: str) -> int:
    """Count the columns that a text takes in a typewriter face: East Asian signs take two, accents none."""
    if cell.isascii():
        return len(cell)
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in cell
    )
