"""SSH signs in with the user's own key, and takes no host's key unseen."""

import os
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from kbassist.system.errors import HostKeyUnknown, SyncRefused
from kbassist.team.git.address import read_address
from kbassist.team.git.clone import clone
from kbassist.team.git.program import GitProgram
from tests.team.git_server import git, tidy_environ

SSHD = shutil.which("sshd", path=os.environ["PATH"] + os.pathsep + "/usr/sbin")
# An sshd of root wants this folder, which the system's own service makes; here it is in a tmpfs of its own.
_ALONE = "mount -t tmpfs tmpfs /run && mkdir /run/sshd && exec"
_START = f"unshare -m sh -c '{_ALONE} {SSHD} -i -f {{}}'" if os.getuid() == 0 else f"{SSHD} -i -f {{}}"
pytestmark = pytest.mark.skipif(
    not (SSHD and shutil.which("ssh-keygen") and shutil.which("unshare")),
    reason="sshd and ssh-keygen are not installed",
)
ADDRESS = "ssh://kb.example:2222"


@dataclass
class Host:
    """A real sshd that is started for each connection, a repository behind it, and a user's own settings."""

    folder: Path
    program: GitProgram

    @property
    def known_hosts(self) -> Path:
        return self.folder / "known_hosts"

    def make_key(self, name: str) -> str:
        """Make a pair of keys; return the public one."""
        (self.folder / name).unlink(missing_ok=True)
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(self.folder / name)]
        subprocess.run(command, check=True)
        return (self.folder / f"{name}.pub").read_text()

    def know(self, key: str) -> None:
        self.known_hosts.write_text(f"[kb.example]:2222 {key}")


@pytest.fixture
def host(tmp_path: Path) -> Host:
    folder = tmp_path / "ssh"
    folder.mkdir(mode=0o700)
    (folder / "sshd_config").write_text(
        f"HostKey {folder}/host_key\nAuthorizedKeysFile {folder}/authorized_keys\nStrictModes no\nUsePAM no\n"
        "PasswordAuthentication no\nKbdInteractiveAuthentication no\nLogLevel QUIET\n"
    )
    (folder / "config").write_text(
        f"Host kb.example\n ProxyCommand {_START.format(folder / 'sshd_config')}\n"
        f" IdentityFile {folder}/own_key\n IdentitiesOnly yes\n"
        f" UserKnownHostsFile {folder}/known_hosts\n GlobalKnownHostsFile /dev/null\n"
    )
    own = f"ssh -F {shlex.quote(str(folder / 'config'))}"
    host = Host(folder, GitProgram(tidy_environ(tmp_path / "home", GIT_SSH_COMMAND=own)))
    host.know(host.make_key("host_key"))
    (folder / "authorized_keys").write_text(host.make_key("own_key"))
    work = tmp_path / "work"
    work.mkdir()
    git(work, "init", "-q")
    (work / "a.md").write_text("# An article\n")
    git(work, "add", ".")
    git(work, "commit", "-qm", "Begin")
    git(tmp_path, "clone", "-q", "--bare", str(work), str(tmp_path / "team.git"))
    return host


def test_the_users_own_key_signs_in(host: Host, tmp_path: Path) -> None:
    cloned = clone(host.program, read_address(f"{ADDRESS}{tmp_path}/team.git"), tmp_path / "mine")
    assert (cloned.folder / "a.md").is_file()


def test_a_key_of_a_host_is_not_taken_unseen(host: Host, tmp_path: Path) -> None:
    host.known_hosts.write_text("")
    with pytest.raises(HostKeyUnknown) as told:
        clone(host.program, read_address(f"{ADDRESS}{tmp_path}/team.git"), tmp_path / "mine")
    assert "ssh -T -p 2222 kb.example" in str(told.value)
    assert "SHA256" in str(told.value)
    assert host.known_hosts.read_text() == ""


def test_another_key_than_before_is_told_as_such(host: Host, tmp_path: Path) -> None:
    host.make_key("host_key")
    with pytest.raises(HostKeyUnknown, match="another key than before") as told:
        clone(host.program, read_address(f"{ADDRESS}{tmp_path}/team.git"), tmp_path / "mine")
    assert "It is SHA256:" in str(told.value)
    assert "ssh-keygen -R '[kb.example]:2222'" in str(told.value)


def test_a_key_that_the_host_does_not_know_is_no_matter_of_passwords(host: Host, tmp_path: Path) -> None:
    (host.folder / "authorized_keys").write_text("")
    with pytest.raises(SyncRefused, match="ssh-add") as told:
        clone(host.program, read_address(f"{ADDRESS}{tmp_path}/team.git"), tmp_path / "mine")
    assert type(told.value) is SyncRefused
