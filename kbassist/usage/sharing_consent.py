"""In which libraries this agent shares what is learned, and under which random name; on this machine only."""

import json
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from kbassist.system.atomic import write_atomically
from kbassist.system.errors import NotKept, UsageError
from kbassist.system.paths import private_folder

_NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Consent:
    """What the agent said of one library; `machine` is a random name, "" while nothing was ever shared."""

    on: bool = False
    machine: str = ""


class Consents:
    """Keeps what the agent said, in one file; what cannot be read counts as No."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, library: str) -> Consent:
        """Return what was said of a library, by its folder."""
        said = self._read().get(library)
        if not isinstance(said, dict):
            return Consent()
        machine = said.get("machine")
        if not isinstance(machine, str) or not _NAME.fullmatch(machine):
            return Consent()
        return Consent(said.get("on") is True, machine)

    def allow(self, library: str) -> Consent:
        """Say Yes, under the name that there is or a new one. Raises NotKept."""
        return self._keep(library, Consent(True, self.of(library).machine or secrets.token_hex(16)))

    def stop(self, library: str) -> Consent:
        """Say No from now on; what was shared stays. Raises NotKept."""
        return self._keep(library, Consent(False, self.of(library).machine))

    def forget(self, library: str) -> None:
        """Say No, and let go of the name, so that the next Yes has another one. Raises NotKept."""
        self._keep(library, Consent())

    def _read(self) -> dict[str, object]:
        try:
            said = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        return said if isinstance(said, dict) else {}

    def _keep(self, library: str, consent: Consent) -> Consent:
        said = self._read()
        said.pop(library, None)
        if consent.machine:
            said[library] = {"on": consent.on, "machine": consent.machine}
        try:
            private_folder(self._path.parent)
            write_atomically(self._path, json.dumps(said, indent=1).encode("ascii"))
        except (OSError, UsageError) as error:
            raise NotKept("What you said about sharing cannot be kept on this machine.") from error
        return consent
