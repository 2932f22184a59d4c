"""Giving up rights before hostile text is parsed: memory, files, network and other programs."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

_REFUSED = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.kill",
    "os.chmod", "os.chown", "shutil.", "ctypes.", "ftplib.", "smtplib.", "urllib.", "http.client",
    "webbrowser.", "winreg.", "tempfile.", "mmap.", "sqlite3.", "pty.",
)  # fmt: skip


def limit_resources(memory_mb: int) -> None:
    """Set limits where the platform has them: memory, no core file, no file written, few open."""
    if find_spec("resource") is None:
        return  # Windows; the parent's clock bounds the work there
    import resource

    for name, most in (
        ("RLIMIT_AS", memory_mb * 1024 * 1024),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NOFILE", 32),
    ):
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        _, hard = resource.getrlimit(kind)
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (limit, limit))
        except (ValueError, OSError):
            continue  # macOS refuses RLIMIT_AS


def close_doors() -> None:
    """Refuse network, programs and all files but this program's own, read only, from now on."""
    own = tuple(os.path.realpath(folder) + os.sep for folder in _own_folders())

    def refuse(event: str, args: tuple[object, ...]) -> None:
        if event == "open":
            _check_open(args, own)
        elif event in ("os.listdir", "os.scandir"):
            _check_place(args[0], own)
        elif event.startswith(_REFUSED):
            raise PermissionError(f"{event} is not for parsing")

    sys.addaudithook(refuse)


def _own_folders() -> set[str]:
    """Return the folders of Python, its packages and this program: lazily imported code and locale data."""
    here = Path(__file__).resolve().parent.parent.parent
    stdlib = Path(os.__file__).resolve().parent
    packages = {
        entry for entry in sys.path if entry and Path(entry).name in ("site-packages", "dist-packages")
    }
    zones = {str(folder) for folder in (Path(sys.prefix), Path(sys.base_prefix)) if len(folder.parts) > 2}
    return {str(here / "kbassist"), str(stdlib), *packages, *zones}


def _check_open(args: tuple[object, ...], own: tuple[str, ...]) -> None:
    path, mode = args[0], args[1]
    if isinstance(path, int):
        return
    if isinstance(mode, str) and any(letter in mode for letter in "wax+"):
        raise PermissionError("nothing is written while parsing")
    _check_place(path, own)


def _check_place(path: object, own: tuple[str, ...]) -> None:
    text = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
    if not os.path.realpath(text).startswith(own):
        raise PermissionError("only the program's own files are read while parsing")
