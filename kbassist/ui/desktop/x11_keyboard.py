"""The keyboard on X11: keys that are ours whatever is in front, keys that are down, keys pressed for us."""

import struct
from collections.abc import Iterator
from itertools import combinations

from kbassist.ui.desktop.x11_wire import XRefused, XWire

SHIFT, LOCK, CONTROL = 1, 2, 4
_MOD1, _MOD4 = 8, 64
KEY_PRESS, _KEY_RELEASE = 2, 3
ALT_L, SUPER_L, NUM_LOCK, SCROLL_LOCK = 0xFFE9, 0xFFEB, 0xFF7F, 0xFF14
CONTROL_L = 0xFFE3
RETURN, ENTER = 0xFF0D, 0xFF8D
# Shift, Control, Caps and Shift Lock, Meta, Alt, Super and Hyper, left and right.
_MODIFIER_KEYS = frozenset(range(0xFFE1, 0xFFEF)) - {0xFFE5, 0xFFE6}
_ASYNCHRONOUS = 1
# Where the letter v lies on keyboards that have no Latin letters at all (evdev).
_USUAL_V = 55
_FAKE_INPUT = 2


class XKeyboard:
    """Keys by their keysym, as the keyboard's present layout has them."""

    def __init__(self, wire: XWire) -> None:
        self._wire = wire
        self._keysyms: dict[int, tuple[int, ...]] = {}
        self._modifiers: tuple[frozenset[int], ...] = ()
        self.read_layout()

    def read_layout(self) -> None:
        """Take the layout in; call it again when the server tells of another one."""
        least, greatest = self._wire.keycodes
        reply = self._wire.ask(101, 0, struct.pack("=BB2x", least, greatest - least + 1))
        width = reply[1]
        every = struct.unpack_from(f"={(len(reply) - 32) // 4}I", reply, 32)
        self._keysyms = {
            least + row: every[row * width : (row + 1) * width] for row in range(greatest - least + 1)
        }
        reply = self._wire.ask(119, 0, b"")
        width = reply[1]
        rows = (reply[32 + row * width : 32 + (row + 1) * width] for row in range(8))
        self._modifiers = tuple(frozenset(row) - {0} for row in rows)

    def mask(self, *, shift: bool, control: bool, alt: bool, super_: bool) -> int:
        """Return the modifiers as the server counts them."""
        mask = (SHIFT if shift else 0) | (CONTROL if control else 0)
        mask |= (self._mask_of(ALT_L) or _MOD1) if alt else 0
        return mask | ((self._mask_of(SUPER_L) or _MOD4) if super_ else 0)

    def grab(self, keysym: int, mask: int) -> bool:
        """Take a key for us, whichever locks are on; False when another program has it, or no key is it."""
        codes = self._codes(keysym)
        try:
            for code in codes:
                for locks in self._locks():
                    body = struct.pack(
                        "=IHBBB3x", self._wire.root, mask | locks, code, _ASYNCHRONOUS, _ASYNCHRONOUS
                    )
                    self._wire.do(33, 1, body)
        except XRefused:
            self.release(keysym, mask)
            return False
        return bool(codes)

    def release(self, keysym: int, mask: int) -> None:
        """Give a key back."""
        for code in self._codes(keysym):
            for locks in self._locks():
                self._wire.do(34, code, struct.pack("=IH2x", self._wire.root, mask | locks))

    def let_go(self) -> None:
        """End the grab that a key of ours has begun, so that the next letters go where the focus is."""
        self._wire.do(32, 0, struct.pack("=I", 0))

    def is_held(self, keysym: int) -> bool:
        """Tell whether a key is down."""
        down = self._down()
        return any(code in down for code in self._codes(keysym))

    def holds_modifier(self) -> bool:
        """Tell whether Ctrl, Shift, Alt or the like is down."""
        return any(_MODIFIER_KEYS.intersection(self._keysyms.get(code, ())) for code in self._down())

    def press_paste(self) -> None:
        """Press Ctrl+V for whoever has the focus (XTEST 2.2). Raises XRefused."""
        control = next(iter(self._codes(CONTROL_L)), 37)
        v = next(iter(self._codes(ord("v"))), _USUAL_V)
        for kind, code in ((KEY_PRESS, control), (KEY_PRESS, v), (_KEY_RELEASE, v), (_KEY_RELEASE, control)):
            body = struct.pack("=BB2xII8xhh7xB", kind, code, 0, 0, 0, 0, 0)
            self._wire.do(_FAKE_INPUT, 0, body, extension=b"XTEST")

    def _codes(self, keysym: int) -> list[int]:
        """Return the keys that give `keysym` without Shift, else those that give it at all."""
        plain = [code for code, syms in self._keysyms.items() if syms and syms[0] == keysym]
        return plain or [code for code, syms in self._keysyms.items() if keysym in syms]

    def _down(self) -> frozenset[int]:
        bits = self._wire.ask(44, 0, b"")[8:40]
        return frozenset(8 * at + bit for at, byte in enumerate(bits) for bit in range(8) if byte >> bit & 1)

    def _mask_of(self, keysym: int) -> int:
        codes = set(self._codes(keysym))
        return next((1 << at for at, row in enumerate(self._modifiers) if codes & row), 0)

    def _locks(self) -> Iterator[int]:
        """Yield every combination of Caps Lock, Num Lock and Scroll Lock being on."""
        every = {LOCK, self._mask_of(NUM_LOCK), self._mask_of(SCROLL_LOCK)} - {0}
        for count in range(len(every) + 1):
            for chosen in combinations(sorted(every), count):
                yield sum(chosen)
