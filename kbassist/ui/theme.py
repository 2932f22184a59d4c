"""The look of the window: colours, palette and type sizes, switched live."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from kbassist.ui.colours import DARK, LIGHT, Colours
from kbassist.ui.controls_style import style_sheet
from kbassist.ui.fonts import FontRole, font_of, system_scale

ZOOM_STEPS = (50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
ROLE_PROPERTY = "kbassist_font"
COLOUR_PROPERTY = "kbassist_colour"


class Theme(QObject):
    """Colours and fonts of the whole program.

    Signals:
        theme_changed: colours or type sizes are others now; palette and fonts have been set already.
    """

    theme_changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        # Not the application's font, which is ours from the first `apply` on.
        self._system_font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self._mono_font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self._choice = "system"
        self._text_percent = 100
        self._zoom_percent = 100
        self._colours = LIGHT
        # Every widget asks for its font at each look at its size: measuring the screen takes 0.1 ms.
        self._system_scale: float | None = None
        self._fonts: dict[str, QFont] = {}
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._on_hints_colour_scheme_changed)
        app.primaryScreenChanged.connect(self._on_app_primary_screen_changed)
        self._watch_density()

    @property
    def colours(self) -> Colours:
        """The colours in force."""
        return self._colours

    @property
    def choice(self) -> str:
        """What was asked for: `system`, `light` or `dark`."""
        return self._choice

    @property
    def zoom_percent(self) -> int:
        """The zoom that Ctrl + and Ctrl - change; 100 is none."""
        return self._zoom_percent

    @property
    def scale(self) -> float:
        """How much larger than drawn all type is: system font, text size and zoom together."""
        if self._system_scale is None:
            self._system_scale = system_scale(self._system_font)
        factor = self._text_percent * self._zoom_percent / 10_000
        return min(4.0, max(0.5, self._system_scale * factor))

    def px(self, length: float) -> int:
        """Scale a length in logical pixels along with the type."""
        return round(length * self.scale)

    def colour(self, name: str) -> QColor:
        """Return a colour by its role's name, a field of `Colours`."""
        return QColor(getattr(self._colours, name))

    def font(self, role: FontRole | str = FontRole.BODY) -> QFont:
        """Return the font of a role at the present size."""
        font = self._fonts.get(role)
        if font is None:
            font = self._fonts[role] = font_of(FontRole(role), self._system_font, self._mono_font, self.scale)
        return QFont(font)

    def apply(self, choice: str, text_percent: int | None = None, zoom_percent: int | None = None) -> None:
        """Switch to `system`, `light` or `dark` at once; sizes stay as they are when None."""
        self._choice = choice
        self._text_percent = text_percent or self._text_percent
        self._zoom_percent = zoom_percent or self._zoom_percent
        self._dress_all()

    def zoom(self, steps: int) -> None:
        """Zoom in by one or out by minus one step; 0 goes back to 100 %."""
        if steps == 0:
            percent = 100
        elif steps > 0:
            percent = next((step for step in ZOOM_STEPS if step > self._zoom_percent), ZOOM_STEPS[-1])
        else:
            lower = [step for step in ZOOM_STEPS if step < self._zoom_percent]
            percent = lower[-1] if lower else ZOOM_STEPS[0]
        self.apply(self._choice, zoom_percent=percent)

    def dress(self, widget: QWidget, role: FontRole | str = FontRole.BODY, colour: str = "") -> None:
        """Give a widget the font of a role, and a text colour, now and whenever the theme changes."""
        widget.setProperty(ROLE_PROPERTY, str(role))
        widget.setProperty(COLOUR_PROPERTY, colour)
        self._dress(widget)

    def _dress(self, widget: QWidget) -> None:
        widget.setFont(self.font(widget.property(ROLE_PROPERTY)))
        colour = widget.property(COLOUR_PROPERTY)
        if colour:
            palette = QPalette(widget.palette())
            for role in (
                QPalette.ColorRole.WindowText,
                QPalette.ColorRole.Text,
                QPalette.ColorRole.ButtonText,
            ):
                palette.setColor(role, self.colour(colour))
            widget.setPalette(palette)

    def _dress_all(self) -> None:
        # A desktop that tells of no preference counts as light.
        system_dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        dark = system_dark if self._choice == "system" else self._choice == "dark"
        self._colours = DARK if dark else LIGHT
        self._system_scale = None
        self._fonts.clear()
        self._app.setPalette(palette_of(self._colours))
        self._app.setFont(self.font(FontRole.BODY))
        self._app.setStyleSheet(style_sheet(self._colours, self.scale))
        for widget in self._app.allWidgets():
            if widget.property(ROLE_PROPERTY):
                self._dress(widget)
        self.theme_changed.emit()

    def _watch_density(self) -> None:
        screen = self._app.primaryScreen()
        if screen is not None:
            screen.logicalDotsPerInchChanged.connect(
                self._on_screen_density_changed, Qt.ConnectionType.UniqueConnection
            )

    @Slot(QScreen)
    def _on_app_primary_screen_changed(self, _screen: QScreen) -> None:
        self._watch_density()
        self._dress_all()

    @Slot(float)
    def _on_screen_density_changed(self, _dots_per_inch: float) -> None:
        self._dress_all()

    @Slot(Qt.ColorScheme)
    def _on_hints_colour_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._choice == "system":
            self._dress_all()


def palette_of(colours: Colours) -> QPalette:
    """Return a whole palette; Fusion alone would mix the system's colours with ours."""
    role = QPalette.ColorRole
    palette = QPalette()
    for colour_role, name in {
        role.Window: colours.window,
        role.Base: colours.card,
        role.AlternateBase: colours.chip,
        role.Button: colours.card,
        role.ToolTipBase: colours.card,
        role.WindowText: colours.text,
        role.Text: colours.text,
        role.ButtonText: colours.text,
        role.ToolTipText: colours.text,
        role.BrightText: colours.error,
        role.PlaceholderText: colours.dim,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Light: colours.card,
        role.Midlight: colours.line,
        role.Mid: colours.line,
        role.Dark: colours.faint,
        role.Shadow: "#000000",
    }.items():
        palette.setColor(colour_role, QColor(name))
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(colours.faint))
    # The selection stays readable in a window that has lost the focus.
    palette.setColor(QPalette.ColorGroup.Inactive, role.Highlight, QColor(colours.accent_tint))
    palette.setColor(QPalette.ColorGroup.Inactive, role.HighlightedText, QColor(colours.text))
    return palette
