"""The small style sheet for Qt's own controls, where Fusion's painting does not fit the design."""

from kbassist.ui.colours import Colours

SHEET = """
QLineEdit, QPlainTextEdit[field="true"], QSpinBox, QDateEdit, QComboBox {{
    background: {card}; color: {text}; border: 1px solid {line}; border-radius: 8px;
    padding: {pad}px 10px; placeholder-text-color: {dim};
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QLineEdit:focus, QPlainTextEdit[field="true"]:focus, QSpinBox:focus, QDateEdit:focus, QComboBox:focus {{
    border: 2px solid {accent}; padding: {pad_less}px 9px;
}}
QPlainTextEdit[field="bare"] {{
    background: transparent; color: {text}; border: 1px solid transparent; padding: {pad}px 10px;
    placeholder-text-color: {dim}; selection-background-color: {accent}; selection-color: {on_accent};
}}
*[state="missing"], QPlainTextEdit[field="true"][state="missing"] {{
    background: {missing_tint}; border: 1px solid {missing_line};
}}
*[state="missing"]:focus, QPlainTextEdit[field="true"][state="missing"]:focus {{
    border: 2px solid {missing_line};
}}
*[state="error"], QPlainTextEdit[field="true"][state="error"] {{ border: 1px solid {error}; }}
*[state="error"]:focus, QPlainTextEdit[field="true"][state="error"]:focus {{ border: 2px solid {error}; }}
QComboBox::drop-down {{ border: none; width: {drop}px; }}
QComboBox QAbstractItemView {{
    background: {card}; color: {text}; border: 1px solid {line}; selection-background-color: {accent_tint};
    selection-color: {text}; outline: none; padding: 4px;
}}
QListView#proposals {{ background: {card}; border: 1px solid {handle}; border-radius: 9px; padding: 5px; }}
QMenu {{ background: {card}; color: {text}; border: 1px solid {line}; padding: 6px; }}
QMenu::item {{ padding: {pad}px 24px {pad}px 12px; border-radius: 6px; }}
QMenu::item:selected {{ background: {accent_tint}; color: {text}; }}
QMenu::item:disabled {{ color: {dim}; }}
QMenu::item:checked {{ font-weight: 600; color: {accent}; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 6px 4px; }}
QToolTip {{ background: {card}; color: {text}; border: 1px solid {line}; padding: 6px 8px; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {line}; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
QScrollBar::handle {{ background: {handle}; border-radius: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {faint}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def style_sheet(colours: Colours, scale: float) -> str:
    """Return the sheet in these colours; `scale` is that of the type."""
    pad = round(7 * scale)
    names = {name: getattr(colours, name) for name in Colours.__dataclass_fields__}
    return SHEET.format(**names, pad=pad, pad_less=pad - 1, drop=round(24 * scale))
