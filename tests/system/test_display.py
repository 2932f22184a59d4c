"""Whether a window can be shown is known before Qt is asked."""

import subprocess
import sys

import pytest

from kbassist.system import libraries
from kbassist.system.display import require_display
from kbassist.system.errors import DisplayMissing
from kbassist.system.libraries import SystemLibrary

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Qt brings all it needs")
ABSENT = (SystemLibrary("libkbassist-absent.so.1", "libkbassist-absent1"),)


def reason(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(DisplayMissing) as caught:
        require_display(environ)
    return str(caught.value)


@linux
@pytest.mark.parametrize("platform", ["", "xcb", "wayland"])
def test_no_display(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no display" in reason({"QT_QPA_PLATFORM": platform}, monkeypatch)


@linux
@pytest.mark.parametrize("environ", [{"DISPLAY": ":4711"}, {"DISPLAY": "nonsense"}])
def test_a_display_that_does_not_answer(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    if libraries.missing_libraries(libraries.QT_X11):
        pytest.skip("the libraries for X11 are not installed")
    assert "DISPLAY names" in reason(environ, monkeypatch)


@linux
def test_a_missing_library_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "QT_X11", ABSENT)
    assert "apt-get install -y libkbassist-absent1" in reason({"DISPLAY": ":4711"}, monkeypatch)


@pytest.mark.parametrize("platform", ["offscreen", "offscreen:configfile=x", "vnc:size=800x600", "minimal"])
def test_platforms_without_a_window_system_pass(platform: str) -> None:
    require_display({"QT_QPA_PLATFORM": platform})


@linux
def test_what_the_linker_knows_is_not_missing() -> None:
    assert libraries.missing_libraries((SystemLibrary("libc.so.6", "libc6"),)) == ()
    assert libraries.missing_libraries(ABSENT) == ABSENT


@linux
def test_missing_libraries_become_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "missing_libraries", lambda: ABSENT)
    monkeypatch.setattr(libraries, "missing_programs", lambda: libraries.TEST_PROGRAMS[:1])
    monkeypatch.setattr(libraries, "has_font", lambda: False)
    assert libraries.missing_packages(for_tests=False) == ("libkbassist-absent1", "fonts-dejavu-core")
    assert libraries.missing_packages(for_tests=True)[-1] == "xvfb"


def test_the_table_of_libraries_needs_nothing_installed() -> None:
    code = "import sys, kbassist.system.libraries; print('platformdirs' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
