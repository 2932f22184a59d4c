"""The programs in front of ours: which one the agent came from, giving it the focus, pressing paste there."""

from kbassist.system.errors import KbError


class PasteRefused(KbError):
    """The desktop does not let one program press keys for another."""


class Foreground:
    """Other programs' windows, by number; this one stands for desktops that do not show them."""

    can_paste = False

    def active(self) -> int:
        """Return the window of another program that has the focus; 0 for none, or when it is ours."""
        return 0

    def activate(self, window: int) -> None:
        """Ask for the focus for a window."""

    def take_focus(self, window: int) -> None:
        """Ask for the focus for a window of ours, where Qt's own asking may only make it blink."""

    def has_focus(self, window: int) -> bool:  # noqa: ARG002
        """Tell whether keys go to this window."""
        return False

    def keys_held(self, *, any_modifier: bool) -> bool:  # noqa: ARG002
        """Tell whether Enter is still down, or with `any_modifier` also Ctrl, Shift and the like."""
        return False

    def press_paste(self) -> None:
        """Press the paste key for the program that has the focus. Raises PasteRefused."""
        raise PasteRefused("This desktop does not let one program paste into another.")
