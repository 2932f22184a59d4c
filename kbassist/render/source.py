"""Markdown as people and git hosts write it, made ready for Python-Markdown.

Python-Markdown wants lists after a blank line and nested by four spaces, knows no fences inside
lists, and leaves the Markdown inside `<details>` alone. Real articles do none of that its way.
Fenced code leaves the text altogether and comes back as a token, so nothing in it is parsed.
"""

import re

from kbassist.render.tokens import Kind, Token, TokenTable

_FENCE = re.compile(r"( *)(`{3,}|~{3,})([^`]*)")
_ITEM = re.compile(r"( *)([-*+]|\d{1,9}[.)])( +|$)(.*)")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}")
# Three underscores are a rule; a longer line of them is a blank that someone was to fill in.
_BLANK_LINE = re.compile(r"(?:^|(?<=[-*+.)>] ))[ _]*_{4,}[ _]*$")
_QUOTE = re.compile(r" {0,3}>[ ]?")
_STARTS_BLOCK = re.compile(r"#{1,6}(?:\s|$)|>|<[a-zA-Z/!]")
# "#10432" is a number and "#sale" a tag, here as on git hosts.
_NO_HEADING = re.compile(r"( {0,3})(?=#{1,6}[^#\s])")
_WRAPPER = re.compile(
    r"(?:\s*</?(?:div|details|section|center|figure|article|main)\b[^<>]*>)*"
    r"(?:\s*<summary>([^<>\n]*)</summary>)?(?:\s*</?(?:div|details|section)\b[^<>]*>)*\s*",
    re.I,
)
# The second line of a table, which needs no blank line above its first one elsewhere.
_DELIMITERS = re.compile(r" *\|? *:?-+:? *(?:\| *:?-+:? *){1,40}\|? *")
_TASK = re.compile(r"\[([ xX])\]\s")
_CALLOUT = re.compile(r"(\s*(?:> ?)+)\[!([A-Za-z]{2,20})\]\s*(.*)")
_ATTRIBUTES = re.compile(r"(?<!\\)\{:[^{}\n]{0,200}\}|(?<!\\)\{[.#][A-Za-z_-][^{}\n]{0,200}\}")
_DOCS_IMAGE = re.compile(r":::\s*image\b([^\n]{0,1000}?):::")
_DOCS_FENCE = re.compile(r"\s*:::.*")
_ATTRIBUTE = re.compile(r"([\w-]{1,30})\s*=\s*\"([^\"]{0,500})\"")
_MAX_QUOTES = 5


def prepare(text: str, tokens: TokenTable, quotes: int = 0) -> str:
    """Rewrite `text` into the Markdown that Python-Markdown reads the way git hosts do."""
    if quotes == 0:
        text = _DOCS_IMAGE.sub(_docs_image, text.expandtabs(4))
    return "\n".join(_Preparing(tokens, quotes).lines(text.split("\n")))


def _docs_image(found: re.Match[str]) -> str:
    """Turn Microsoft's `:::image source="x" alt-text="y":::` into `![y](x)`; icons carry no meaning."""
    attributes = dict(_ATTRIBUTE.findall(found[1]))
    alt = attributes.get("alt-text", "")
    source = attributes.get("source", "").replace(" ", "%20")
    return f"![{alt.replace(']', ' ')}]({source})" if alt and source else ""


def _escaped_blank(found: re.Match[str]) -> str:
    return found[0].replace("_", "\\_")


def _no_heading(line: str) -> str:
    found = _NO_HEADING.match(line)
    return f"{found[1]}\\{line[found.end() :]}" if found else line


class _Preparing:
    """One pass over the lines of a text or of what is quoted in it."""

    def __init__(self, tokens: TokenTable, quotes: int) -> None:
        self.tokens = tokens
        self.quotes = quotes
        self.out: list[str] = []
        # Open list items, outermost first: columns of the marker and of the item's text, kind of marker.
        self.items: list[tuple[int, int, str]] = []
        # How many items deep the lines since the last blank one began: Python-Markdown takes an item further
        # out that follows them at once for their text.
        self.depth = 0

    def lines(self, lines: list[str]) -> list[str]:
        """Rewrite all lines."""
        at = 0
        while at < len(lines):
            line = lines[at]
            if found := _FENCE.fullmatch(line):
                at = self._fence(lines, at, found)
            elif self.quotes < _MAX_QUOTES and _QUOTE.match(line):
                at = self._quote(lines, at)
            elif wrapped := self._wrapper(lines, at):
                at = wrapped
            else:
                if "|" in line and _DELIMITERS.fullmatch(lines[at + 1] if at + 1 < len(lines) else ""):
                    self._blank()
                self._line(line)
                at += 1
        return self.out

    def _after_blank(self) -> bool:
        return not self.out or not self.out[-1].strip()

    def _blank(self) -> None:
        if not self._after_blank():
            self.out.append("")

    def _leave_items(self, indent: int) -> None:
        """Close the list items that a block at column `indent` does not belong to."""
        while self.items and indent < self.items[-1][0] + 2:
            self.items.pop()

    def _put(self, text: str) -> None:
        if self._after_blank():
            self.depth = len(self.items)
        self.out.append("    " * len(self.items) + text if text else "")

    def _fence(self, lines: list[str], at: int, opening: re.Match[str]) -> int:
        """Take a fenced block out; return the line after it. A fence that never closes runs to the end."""
        indent, mark = len(opening[1]), opening[2]
        closing = re.compile(rf" *{re.escape(mark[0])}{{{len(mark)},}} *")
        end = next((n for n in range(at + 1, len(lines)) if closing.fullmatch(lines[n])), len(lines))
        code = [line[min(indent, len(line) - len(line.lstrip(" "))) :] for line in lines[at + 1 : end]]
        self._leave_items(indent)
        self._blank()
        self._put(self.tokens.add(Token(Kind.CODE, "\n".join(code))))
        self.out.append("")
        return end + 1

    def _quote(self, lines: list[str], at: int) -> int:
        """Prepare what is quoted by itself; return the line after it."""
        end = at
        while end < len(lines) and _QUOTE.match(lines[end]):
            end += 1
        inner = [_QUOTE.sub("", line, count=1) for line in lines[at:end]]
        self._leave_items(len(lines[at]) - len(lines[at].lstrip(" ")))
        self._blank()
        for line in _Preparing(self.tokens, self.quotes + 1).lines(self._callout(inner)):
            self._put("> " + line)
        self.out.append("")
        return end

    def _callout(self, inner: list[str]) -> list[str]:
        """Turn the `[!NOTE]` on a quote's first line into a token."""
        found = _CALLOUT.fullmatch("> " + inner[0])
        if not found or found[1] != "> ":
            return inner
        token = self.tokens.add(Token(Kind.CALLOUT, found[2].capitalize()))
        return [token, "", found[3], *inner[1:]] if found[3] else [token, "", *inner[1:]]

    def _wrapper(self, lines: list[str], at: int) -> int:
        """Drop a block of nothing but `<div>`, `<details>` and the like; 0 when it is something else."""
        end = at
        while end < len(lines) and lines[end].strip():
            if not _WRAPPER.fullmatch(lines[end]):
                return 0
            end += 1
        for line in lines[at:end]:
            found = _WRAPPER.fullmatch(line)
            if found and found[1] and found[1].strip():
                self.items.clear()
                self.out += ["", f"**{found[1].strip()}**", ""]
        if end > at:
            self._blank()
        return end if end > at else 0

    def _line(self, line: str) -> None:
        line = _BLANK_LINE.sub(_escaped_blank, line)
        if not line.strip() or _DOCS_FENCE.fullmatch(line):
            self.out.append("")
            return
        line = _no_heading(_ATTRIBUTES.sub("", line).rstrip("\n"))
        found = None if _RULE.fullmatch(line) else _ITEM.fullmatch(line)
        if found and (self.items or len(found[1]) < 4):
            self._item(found)
        elif line.strip():
            self._text(line)

    def _item(self, found: re.Match[str]) -> None:
        indent, marker, gap, text = len(found[1]), found[2], found[3], found[4]
        closed = False
        while self.items and indent <= self.items[-1][0] + 1:
            closed = self.items.pop()[2] != marker[-1]
        if closed or self.depth > len(self.items):
            self._blank()
        in_list = bool(self.items) or self._follows_item()
        if not in_list and not self._after_blank():
            if marker[:-1] not in ("", "1") or not text:
                self._put(found[0].strip())  # "in\n2024. That" is a sentence, no list
                return
            self._blank()
        text = _TASK.sub(lambda task: "\u2610 " if task[1] == " " else "\u2611 ", text, count=1)
        number = marker[:-1] + ". " if marker[:-1] else "- "
        self._put(number + _no_heading(text))
        self.items.append((indent, indent + len(marker) + min(len(gap) or 1, 4), marker[-1]))

    def _follows_item(self) -> bool:
        """Tell whether the last line belongs to a list at this depth."""
        last = self.out[-1] if self.out else ""
        return bool(_ITEM.match(last)) or last.startswith("    ")

    def _text(self, line: str) -> None:
        indent = len(line) - len(line.lstrip(" "))
        if self._after_blank():
            self._leave_items(indent)
        elif self.items and indent == 0 and _STARTS_BLOCK.match(line):
            self.items.clear()
            self._blank()
        elif not self.items and _STARTS_BLOCK.match(line) and line[0] == "#":
            self._blank()
        if not self.items:
            self._put(line)
            return
        surplus = indent - self.items[-1][1]
        self._put("    " * (surplus >= 4) + line.strip() + "  " * line.endswith("  "))
