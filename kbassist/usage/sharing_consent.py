"""In which libraries this agent shares what is learned, and under which random name; on this machine only."""

import json
import re
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kbassist.system.atomic import write_atomically
from kbassist.system.errors import NotKept, UsageError
from kbassist.system.paths import private_folder

_NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Consent:
    """What the agent said of one library; `machine` is a random name, "" while nothing was ever shared.

    `named` tells that the Yes holds for the agent's own name as well. `past` are the random names under which
    was shared without it before.
    """

    on: bool = False
    machine: str = ""
    named: bool = False
    past: tuple[str, ...] = ()

    @property
    def machines(self) -> tuple[str, ...]:
        """All random names under which was shared, the newest last."""
        return (*self.past, self.machine) if self.machine else ()


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
        past = said.get("past")
        names = (
            [name for name in past if isinstance(name, str) and _NAME.fullmatch(name)]
            if isinstance(past, list)
            else []
        )
        return Consent(said.get("on") is True, machine, said.get("named") is True, tuple(names))

    def allow(self, library: str, named: bool = False) -> Consent:
        """Say Yes, also to the agent's own name where `named`. Raises NotKept.

        The random name stays, but a new one is taken where the old one would tell who shared so far.
        """
        before = self.of(library)
        if named and before.machine and not before.named:
            before = Consent(past=before.machines)
        machine = before.machine or secrets.token_hex(16)
        return self._keep(library, Consent(True, machine, named or before.named, before.past))

    def stop(self, library: str) -> Consent:
        """Say No from now on; what was shared stays. Raises NotKept."""
        return self._keep(library, replace(self.of(library), on=False))

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
            said[library] = asdict(consent)
        try:
            private_folder(self._path.parent)
            write_atomically(self._path, json.dumps(said, indent=1).encode("ascii"))
        except (OSError, UsageError) as error:
            raise NotKept("What you said about sharing cannot be kept on this machine.") from error
        return consent
