"""The records that Windows is handed: their sizes and contents are those of WinUser.h."""

import ctypes

from kbassist.ui.desktop.windows_foreground import Input, paste_keys


def test_input_has_the_size_that_windows_checks() -> None:
    assert ctypes.sizeof(Input) == (40 if ctypes.sizeof(ctypes.c_void_p) == 8 else 28)


def test_paste_is_control_and_v_down_and_up_again() -> None:
    told = [(entry.type, entry.kind.key.key, entry.kind.key.flags) for entry in paste_keys()]
    assert told == [(1, 0x11, 0), (1, 0x56, 0), (1, 0x56, 2), (1, 0x11, 2)]
