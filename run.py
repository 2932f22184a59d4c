#!/usr/bin/env python3
"""Start kbassist from a checkout: make its environment, install what it needs, hand over.

python3 run.py                     open the window
python3 run.py search refund       any argument of kbassist passes through
python3 run.py test [ARGUMENTS]    run the tests; arguments go to pytest
python3 run.py all-checks          lint, format, types, layers and tests: all that a change must pass

Needs the standard library alone, and says everything of its own on stderr.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts it with an older one gets a sentence
    sys.stderr.write("kbassist needs Python 3.11 or newer; this is %s.\n" % sys.version.split()[0])  # noqa: UP031
    sys.exit(2)

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from kbassist.system import libraries

CHECKOUT = Path(__file__).resolve().parent
FAILED = 2
INTERRUPTED = 130
# The whole suite takes half the time on two cores; a few tests start sooner without it.
ALL_CORES = ("-n", "auto", "--dist", "worksteal")
# Extras by what is asked for; a richer environment also serves the plainer wish.
PLAIN, TEST = "plain", "test"
CHECKS = (
    ("-m", "ruff", "check", "."),
    ("-m", "ruff", "format", "--check", "."),
    ("-m", "mypy"),
    ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    ("-m", "pytest", *ALL_CORES),
)


class SetupFailed(Exception):
    """The environment cannot be made; `str(error)` is a sentence for the user."""


@dataclass(frozen=True)
class Environment:
    """A virtual environment for this checkout in `folder`."""

    folder: Path

    @property
    def python(self) -> Path:
        """The interpreter inside."""
        return self.folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    @property
    def stamp(self) -> Path:
        """Written when everything is in place: for which checkout, Python and pyproject, and what."""
        return self.folder / "kbassist-ready.json"

    @property
    def unfinished(self) -> Path:
        """Stands while something is being changed; one left behind tells of an interrupted run."""
        return self.folder / "kbassist-unfinished"

    def holds(self) -> str | None:
        """Tell what is installed, PLAIN or TEST; None when nothing usable is."""
        try:
            stamp = json.loads(self.stamp.read_bytes())
        except (OSError, ValueError):
            return None
        fits = isinstance(stamp, dict) and stamp.get("of") == fingerprint() and self.python.exists()
        return str(stamp.get("holds")) if fits and not self.unfinished.exists() else None

    def serves(self, wish: str) -> bool:
        """Tell whether `wish` can be run without installing anything."""
        return self.holds() in (wish, TEST)

    def make(self, wish: str) -> None:
        """Bring the environment up to `wish`, from nothing where it is broken. Raises SetupFailed."""
        with self._locked():
            if self.serves(wish):
                return  # another run.py made it while this one waited
            if self.unfinished.exists() or not self._works():
                self._clear()
                self.unfinished.touch()
                say(f"making an environment in {self.folder}")
                self._create()
            self.unfinished.touch()
            say("installing what kbassist needs (once; a few minutes, about 500 MB)")
            self._install(wish)
            stamp = self.stamp.with_suffix(".new")
            stamp.write_text(json.dumps({"of": fingerprint(), "holds": wish}), encoding="utf-8")
            stamp.replace(self.stamp)
            self.unfinished.unlink()

    def _works(self) -> bool:
        """Tell whether the interpreter inside runs and is the version that runs this file."""
        code = f"import sys; print(sys.version_info[:2] == {sys.version_info[:2]})"
        try:
            told = subprocess.run([self.python, "-I", "-c", code], capture_output=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            return False
        return told.stdout.strip() == b"True"

    def _clear(self) -> None:
        """Empty the folder but for the lock that is being held in it."""
        for entry in self.folder.iterdir():
            if entry.name == "kbassist-lock":
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()

    def _create(self) -> None:
        # Debian splits ensurepip off; then the pip that is outside installs into the inside.
        ways = (
            [["--without-pip"]] if importlib.util.find_spec("ensurepip") is None else [[], ["--without-pip"]]
        )
        for way in ways:
            command = [sys.executable, "-m", "venv", *way, str(self.folder)]
            if subprocess.run(command, stdout=sys.stderr).returncode == 0:
                return
        raise SetupFailed(f"Python cannot make {self.folder}; Debian has what is missing in python3-venv")

    def _pip(self) -> list[str]:
        inside = [str(self.python), "-m", "pip"]
        if subprocess.run([*inside, "--version"], capture_output=True).returncode == 0:
            return inside
        outside = [sys.executable, "-m", "pip", "--python", str(self.python)]
        if subprocess.run([*outside, "--version"], capture_output=True).returncode == 0:
            return outside
        raise SetupFailed("This Python has no pip 22.3 or newer; Debian has it in python3-pip")

    def _install(self, wish: str) -> None:
        target = f"{CHECKOUT}[test]" if wish == TEST else str(CHECKOUT)
        quiet = [] if sys.stderr.isatty() else ["--quiet"]
        command = [*self._pip(), "install", *quiet, "--prefer-binary", "--editable", target]
        # A user's pip may be told to install for the user, which an environment refuses.
        environ = os.environ | {"PIP_USER": "0", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        if subprocess.run(command, stdout=sys.stderr, env=environ).returncode != 0:
            raise SetupFailed(
                "What kbassist needs could not be installed; pip says why above. "
                "Check the network connection and start again"
            )

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Let one run.py at a time change the environment; the lock dies with its process."""
        with (self.folder / "kbassist-lock").open("a+b") as lock:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
            else:
                import fcntl

                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    say("waiting for another run.py that is installing")
                    fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def say(sentence: str) -> None:
    """Tell the user what goes on."""
    print(f"kbassist: {sentence}", file=sys.stderr, flush=True)


def fingerprint() -> str:
    """Sum up what an environment depends on: this checkout's place, its pyproject, this Python."""
    parts = (
        os.fsencode(CHECKOUT),
        (CHECKOUT / "pyproject.toml").read_bytes(),
        str(sys.version_info[:2]).encode(),
    )
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def cache_folder() -> Path:
    """Tell where this user's caches live."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def environment_for(wish: str) -> Environment:
    """Choose the environment: `.venv` beside this file, else one in the user's cache; make it if need be."""
    digest = hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:12]
    places = [Environment(CHECKOUT / ".venv"), Environment(cache_folder() / "kbassist" / f"venv-{digest}")]
    for place in places:
        if place.serves(wish):
            return place
    for place in places:
        try:
            place.folder.mkdir(parents=True, exist_ok=True)
            (place.folder / "kbassist-lock").touch()
        except OSError:
            continue  # a checkout on a read-only disk
        place.make(wish)
        return place
    raise SetupFailed(f"Neither {places[0].folder} nor {places[1].folder} can be written")


def needs_qt(arguments: Sequence[str]) -> bool:
    """Tell whether kbassist will open a window, or own the clipboard, with these arguments."""
    if "--copy" in arguments:
        return True
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--library" and rest:
            rest.pop(0)
        elif not word.startswith("--library="):
            return False
    return True


def supply_system_packages(*, for_tests: bool) -> None:
    """Install what Qt and the tests need from the system where that is allowed, else say how to."""
    packages = libraries.missing_packages(for_tests=for_tests)
    if not packages:
        return
    names = " ".join(packages)
    if sys.platform == "win32" or shutil.which("apt-get") is None:
        say(f"system libraries are missing; Debian calls their packages: {names}")
    elif os.geteuid() != 0:
        say(f"system packages are missing; to install them: {libraries.install_line(packages)}")
    else:
        say(f"installing system packages that are missing: {names}")
        apt_get("update", "-qq")
        if not apt_get("install", "-qq", "-y", "--no-install-recommends", *packages):
            say("apt-get could not install them; going on with what works without")


def apt_get(*arguments: str) -> bool:
    """Run apt-get without questions, only its complaints on stderr; tell whether it succeeded."""
    environ = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "DEBCONF_NOWARNINGS": "yes"}
    command = [shutil.which("apt-get") or "apt-get", *arguments]
    return subprocess.run(command, env=environ, stdout=subprocess.DEVNULL).returncode == 0


def hand_over(command: list[str]) -> NoReturn:
    """Become `command`; on Windows, which cannot, wait for it and end as it ends."""
    sys.stderr.flush()
    if sys.platform == "win32":
        sys.exit(subprocess.run(command).returncode)
    os.execv(command[0], command)  # noqa: S606 - no shell is wanted


def run_all_checks(python: str) -> int:
    """Run every check, all of them even when one fails; tell 0 when all passed."""
    failed = 0
    for check in CHECKS:
        say(f"running {' '.join(check[1:])}")
        failed += subprocess.run([python, *check], cwd=CHECKOUT).returncode != 0
    say(f"{failed} of {len(CHECKS)} checks failed" if failed else "all checks passed")
    return min(failed, 1)


def main(arguments: Sequence[str]) -> int:
    """Make the environment and run what was asked for."""
    first = arguments[0] if arguments else ""
    for_tests = first in ("test", "all-checks")
    environment = environment_for(TEST if for_tests else PLAIN)
    if for_tests or needs_qt(arguments):
        supply_system_packages(for_tests=for_tests)
    python = str(environment.python)
    if first == "all-checks":
        return run_all_checks(python)
    if first == "test":
        os.chdir(CHECKOUT)
        hand_over([python, "-m", "pytest", *(arguments[1:] or ALL_CORES)])
    # -P: a folder called kbassist, or a json.py, where the user happens to be must not be imported.
    hand_over([python, "-P", "-m", "kbassist", *arguments])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SetupFailed as failure:
        say(f"{failure}.")
        sys.exit(FAILED)
    except KeyboardInterrupt:
        say("interrupted; the next start goes on from here")
        sys.exit(INTERRUPTED)
