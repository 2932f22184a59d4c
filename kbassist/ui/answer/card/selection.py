"""Turns what is selected in the preview into text and clean HTML of our own."""

from html import escape

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextFragment, QTextListFormat

from kbassist.ui.clipboard import visible

# Qt's own conversion writes style sheets, remote picture addresses and an office document on the
# clipboard; what is selected here is only what can be seen.
BOLD = 600
OBJECT = "\ufffc"  # stands for a picture
OUTSIDE = ("http://", "https://", "mailto:")
TASKS = {
    QTextBlockFormat.MarkerType.Unchecked: "\u2610",
    QTextBlockFormat.MarkerType.Checked: "\u2611",
}
ORDERED = (
    QTextListFormat.Style.ListDecimal,
    QTextListFormat.Style.ListLowerAlpha,
    QTextListFormat.Style.ListUpperAlpha,
    QTextListFormat.Style.ListLowerRoman,
    QTextListFormat.Style.ListUpperRoman,
)


def selected_plain(cursor: QTextCursor) -> str:
    """Return the selected text with `\\n` line ends and list bullets."""
    lines = []
    for block in _blocks(cursor):
        text = "".join(_cut(fragment, cursor) for fragment in _fragments(block))
        lines.append(_bullet(block, cursor) + text)
    return visible("\n".join(lines).replace("\u2028", "\n").replace("\xa0", " ").replace(OBJECT, ""))


def selected_html(cursor: QTextCursor) -> str:
    """Return the selection as paragraphs, lists, links, strong and em, and nothing else."""
    out: list[str] = []
    open_list = ""
    for block in _blocks(cursor):
        kind = _list_kind(block)
        if kind != open_list:
            out.append(f"</{open_list}>" if open_list else "")
            out.append(f"<{kind}>" if kind else "")
            open_list = kind
        inner = "".join(_fragment_html(fragment, cursor) for fragment in _fragments(block))
        if task := _task(block):
            inner = f"{task} {inner}"
        out.append(f"<li>{inner}</li>" if kind else f"<p>{inner}</p>")
    out.append(f"</{open_list}>" if open_list else "")
    return "".join(out)


def _blocks(cursor: QTextCursor) -> list[QTextBlock]:
    blocks = []
    block = cursor.document().findBlock(cursor.selectionStart())
    while block.isValid() and block.position() < cursor.selectionEnd():
        blocks.append(block)
        block = block.next()
    return blocks


def _fragments(block: QTextBlock) -> list[QTextFragment]:
    fragments = []
    at = block.begin()
    while not at.atEnd():
        fragments.append(at.fragment())
        at += 1
    return fragments


def _cut(fragment: QTextFragment, cursor: QTextCursor) -> str:
    # Qt counts UTF-16 units: an emoji is two of them.
    units = fragment.text().encode("utf-16-le", "surrogatepass")
    start = max(0, cursor.selectionStart() - fragment.position())
    stop = max(0, cursor.selectionEnd() - fragment.position())
    return units[2 * start : 2 * stop].decode("utf-16-le", "replace")


def _list_kind(block: QTextBlock) -> str:
    texts = block.textList()
    if texts is None:
        return ""
    return "ol" if texts.format().style() in ORDERED else "ul"


def _bullet(block: QTextBlock, cursor: QTextCursor) -> str:
    texts = block.textList()
    if texts is None or cursor.selectionStart() > block.position():
        return ""
    indent = "  " * max(0, texts.format().indent() - 1)
    if task := _task(block):
        return f"{indent}{task} "
    if _list_kind(block) == "ol":
        return f"{indent}{texts.itemNumber(block) + texts.format().start()}. "
    return f"{indent}• "


def _task(block: QTextBlock) -> str:
    """Return the box of a task in a list, open or ticked; empty for any other block."""
    return TASKS.get(block.blockFormat().marker(), "")


def _fragment_html(fragment: QTextFragment, cursor: QTextCursor) -> str:
    text = visible(_cut(fragment, cursor).replace(OBJECT, ""))
    if not text:
        return ""
    form = fragment.charFormat()
    html = escape(text, quote=False).replace("\u2028", "<br>").replace("\xa0", " ")
    if form.fontItalic():
        html = f"<em>{html}</em>"
    if form.fontWeight() >= BOLD:
        html = f"<strong>{html}</strong>"
    href = form.anchorHref()
    if href.startswith(OUTSIDE):
        html = f'<a href="{escape(href)}">{html}</a>'
    return html
