"""The style sheet of the preview: how replies and articles look, in the theme's colours and sizes."""

from kbassist.ui.fonts import FontRole
from kbassist.ui.theme import Theme

# A colour that paints nothing, by which filled values are found again in Qt's document: an inline
# background has neither corners nor padding, so `preview_marks` paints it instead.
FILLED_MARKER = (1, 2, 3, 0)

SHEET = """
body {{ color: {text}; }}
p, li {{ line-height: {leading}%; }}
p {{ margin: 0 0 {gap}px 0; }}
li {{ margin: 0 0 {small}px 0; }}
ul, ol {{ margin: 0 0 {gap}px 0; }}
a {{ color: {accent}; text-decoration: none; }}
a.missing {{ color: {missing_text}; }}
.filled {{ background-color: rgba(1, 2, 3, 0); }}
.blocked {{ color: {dim}; text-decoration: line-through; }}
h1, h2, h3, h4, h5, h6 {{ font-weight: 600; margin: {gap}px 0 {small}px 0; }}
h1 {{ font-size: {h1}pt; }}
h2 {{ font-size: {h2}pt; }}
h3, h4, h5, h6 {{ font-size: {h3}pt; }}
blockquote {{ color: {dim}; margin: 0 0 {gap}px {gap}px; }}
code {{ font-family: '{mono}'; font-size: {code}pt; background-color: {chip}; }}
pre {{ font-family: '{mono}'; font-size: {code}pt; background-color: {chip}; margin: 0 0 {gap}px 0; }}
table {{ border-color: {line}; border-style: solid; border-collapse: collapse; margin: 0 0 {gap}px 0; }}
th {{ font-weight: 600; padding: 6px 10px; background-color: {chip}; }}
td {{ padding: 6px 10px; }}
hr {{ background-color: {line}; }}
.placeholder {{ color: {missing_text}; }}
.liquid, .picture {{ color: {dim}; }}
.variant {{ color: {dim}; font-size: {code}pt; font-weight: 400; }}
td.reply, td.code {{ background-color: {chip}; }}
td.callout {{ background-color: {accent_tint}; }}
"""


def preview_sheet(theme: Theme) -> str:
    """Return the sheet for the theme's present colours and sizes."""
    colours = theme.colours
    points = theme.font(FontRole.REPLY).pointSizeF()
    return SHEET.format(
        text=colours.text,
        dim=colours.dim,
        accent=colours.accent,
        accent_tint=colours.accent_tint,
        missing_text=colours.missing_text,
        chip=colours.chip,
        line=colours.line,
        mono=theme.font(FontRole.MONO).family(),
        leading=145,
        gap=theme.px(12),
        small=theme.px(5),
        h1=round(points * 1.3, 1),
        h2=round(points * 1.15, 1),
        h3=round(points * 1.02, 1),
        code=round(points * 0.93, 1),
    )
