"""How often a library's folder is looked at: the scan is the truth, file watchers are only a hint."""

import sys
from pathlib import Path

NEAR_S = 2.0
"""On a disk of this machine: an edit elsewhere is followed within three seconds, whoever has the focus."""

FAR_S = 12.0
"""Over a network, where a scan costs the server; with the look itself an edit is followed within 15 s."""

_NETWORK_TYPES = (
    "nfs",
    "cifs",
    "smb",
    "9p",
    "afs",
    "ceph",
    "glusterfs",
    "fuse.sshfs",
    "fuse.rclone",
    "davfs",
)


REST = 10
"""Pause at least this many times as long as a scan took: 100,000 files must not keep a core busy."""

LONG_REST = 20
"""The same without the focus, when the core is wanted by others."""


QUICK_S = 2.0
"""A look that takes no longer may come every `FAR_S`: on a slow share it waits and does not work."""


def scan_interval_s(root: Path, focused: bool, took_s: float = 0.0) -> float:
    """Tell how many seconds to wait between two scans of `root`, of which the last took `took_s`."""
    rest_s = took_s * (REST if focused else LONG_REST)
    if took_s <= QUICK_S:
        rest_s = min(rest_s, FAR_S)
    return max(rest_s, FAR_S if on_network(root) else NEAR_S)


def on_network(root: Path) -> bool:
    """Tell whether `root` lies on a network drive, as far as the system says."""
    if sys.platform == "win32":
        return str(root).startswith(("\\\\", "//"))
    return _mount_type(str(root)).startswith(_NETWORK_TYPES)


def _mount_type(path: str) -> str:
    """Return the file system type of the innermost mount above `path`, "" where it is not known.

    `/proc/self/mounts` writes blanks in paths as `\\040` (man 5 fstab).
    """
    try:
        lines = Path("/proc/self/mounts").read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, found = "", ""
    for line in lines:
        _device, mount, kind = line.split(" ")[:3]
        mount = mount.replace("\\040", " ")
        inside = path == mount or path.startswith(mount.rstrip("/") + "/")
        if inside and len(mount) >= len(best):
            best, found = mount, kind
    return found
