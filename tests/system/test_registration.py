"""What is written for the desktop, and that it is taken back."""

import configparser
import plistlib
from pathlib import Path

import pytest

from kbassist.system.errors import UsageError
from kbassist.system.registration import ENTRY, Registration, bundle_text, entry_text, registry_text


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Programs of a desktop that write down how they were called."""
    programs, told = tmp_path / "bin", tmp_path / "told"
    programs.mkdir()
    for name in ("xdg-mime", "update-desktop-database"):
        program = programs / name
        program.write_text(f'#!/bin/sh\necho {name} "$@" >> "{told}"\n')
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    return told


@pytest.fixture
def registration(tmp_path: Path) -> Registration:
    return Registration.of_user({"XDG_DATA_HOME": str(tmp_path / "share")})


def test_the_menu_entry_opens_links_and_the_palette() -> None:
    entry = configparser.RawConfigParser(strict=True)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read_string(entry_text())
    main, palette = entry["Desktop Entry"], entry["Desktop Action palette"]
    assert main["MimeType"] == "x-scheme-handler/kbassist;"
    assert main["Exec"].endswith("%u")
    assert float(main["Version"]) <= 1.4  # desktop-file-utils of today's long-lived systems know no later one
    assert Path(main["Icon"]).is_file()
    assert palette["Exec"].endswith(" palette")
    assert "@" not in entry_text()


def test_the_desktop_is_told(registration: Registration, told: Path) -> None:
    path = registration.install()
    assert path.read_text("utf-8") == entry_text()
    applications = registration.applications
    assert told.read_text().splitlines() == [
        "xdg-mime default org.kbassist.kbassist.desktop x-scheme-handler/kbassist",
        f"update-desktop-database {applications}",
    ]
    assert (registration.uninstall(), registration.uninstall()) == (True, False)
    assert list(applications.iterdir()) == []


def test_a_desktop_without_these_programs_is_no_trouble(
    registration: Registration, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert registration.install().is_file()


def test_a_folder_that_cannot_be_written_is_named(registration: Registration) -> None:
    registration.applications.parent.mkdir(parents=True)
    registration.applications.write_text("a file")
    with pytest.raises(UsageError, match=ENTRY):
        registration.install()


def test_other_systems_read_what_is_written_out() -> None:
    bundle = plistlib.loads(bundle_text().encode())
    assert bundle["CFBundleURLTypes"][0]["CFBundleURLSchemes"] == ["kbassist"]
    assert registry_text().startswith("Windows Registry Editor Version 5.00\n")
    assert '\\"%1\\""' in registry_text()
