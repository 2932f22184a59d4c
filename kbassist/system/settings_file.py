"""The settings on disk: one JSON file that a crash, a newer version or a typing mistake cannot ruin."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NewType

from kbassist.system.atomic import write_atomically
from kbassist.system.errors import SettingsInvalid, UsageError
from kbassist.system.settings import Settings, settings_table


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """What was read; `notices` are sentences about what could not be taken over."""

    settings: Settings
    notices: tuple[str, ...] = ()


_Raw = NewType("_Raw", dict[str, object])


class SettingsFile:
    """The settings as a JSON file; keys that this version does not know are kept."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> Settings:
        """Read the settings; whatever cannot be used gives way to its default."""
        return self.load_with_notices().settings

    def load_with_notices(self) -> LoadedSettings:
        """Read the settings and say what was wrong; a broken file is set aside, never overwritten."""
        try:
            raw = self._read()
        except OSError as error:
            return LoadedSettings(
                Settings(), (f"The settings {self.path} cannot be read: {_reason(error)}.",)
            )
        except ValueError:
            return LoadedSettings(Settings(), (self._set_aside(),))
        loaded, notices = Settings(), []
        for row in settings_table():
            if row.name in raw:
                try:
                    loaded = loaded.with_value(row.name, raw[row.name])
                except SettingsInvalid as error:
                    notices.append(f"{error} The default is used.")
        return LoadedSettings(loaded, tuple(notices))

    def save(self, settings: Settings) -> None:
        """Write what differs from the defaults, atomically. Raises UsageError."""
        try:
            raw: Mapping[str, object] = self._read()
        except (OSError, ValueError):
            raw = {}
        kept = dict(raw)
        for row in settings_table():
            value = getattr(settings, row.name)
            if value == row.default:
                kept.pop(row.name, None)
            else:
                kept[row.name] = list(value) if isinstance(value, tuple) else value
        # ASCII, so that a folder's name that is not valid UTF-8 survives as an escaped surrogate.
        text = json.dumps(kept, indent=2) + "\n"
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self.path, text.encode("ascii"))
        except OSError as error:
            raise UsageError(f"The settings cannot be saved in {self.path}: {_reason(error)}.") from error

    def _read(self) -> _Raw:
        """Read the file as it is; an absent one is empty. Raises OSError or ValueError."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return _Raw({})
        raw = json.loads(content.decode("utf-8-sig"))
        if not isinstance(raw, dict):
            raise ValueError("not a JSON object")  # noqa: TRY004 - the same answer as broken JSON
        return _Raw(raw)

    def _set_aside(self) -> str:
        broken = self.path.with_name(f"{self.path.name}.broken-{datetime.now():%Y-%m-%d-%H%M%S}")
        try:
            self.path.replace(broken)
        except OSError as error:
            return f"The settings {self.path} are broken and stay so, defaults are used: {_reason(error)}."
        return f"The settings were broken; they are kept as {broken.name} and defaults are used."


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
