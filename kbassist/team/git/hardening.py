"""What git is told on every call, so that it runs no program that the repository's own settings name.

A repository in a shared folder was set up by anybody. What the user's own settings name stays in force:
proxy, certificates, helpers that know passwords, the command for SSH, the filter for large files.
All of it goes through the environment (git-config, GIT_CONFIG_COUNT): arguments are for everybody to see.
"""

import os
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from kbassist.team.git.answers import host_of, origin_of
from kbassist.team.git.signing import Login

Pairs = list[tuple[str, str]]
LFS = "lfs"
"""The one filter that is run: it keeps large files beside the repository."""

_KEPT = frozenset(
    (
        *("PATH", "PATHEXT", "HOME", "USERPROFILE", "HOMEDRIVE", "HOMEPATH", "USER", "LOGNAME", "USERNAME"),
        *("SYSTEMROOT", "WINDIR", "COMSPEC", "PROGRAMDATA", "PROGRAMFILES", "APPDATA", "LOCALAPPDATA"),
        *("TMP", "TEMP", "TMPDIR", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME"),
        *("DBUS_SESSION_BUS_ADDRESS", "SSH_AUTH_SOCK", "SSH_AGENT_PID", "KRB5CCNAME", "KRB5_CONFIG"),
        *("GIT_SSH_VARIANT", "GIT_EXEC_PATH", "GIT_SSL_CAINFO"),
        *("GIT_SSL_CAPATH", "GIT_SSL_CERT", "GIT_SSL_KEY", "GIT_PROXY_SSL_CAINFO", "SSL_CERT_FILE"),
        *("SSL_CERT_DIR", "CURL_CA_BUNDLE", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"),
        *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "GIT_HTTP_PROXY_AUTHMETHOD"),
    )
)
# Nobody is there to be asked, and nothing but these ways leads out: `ext::` would run any program.
_SET = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "GCM_INTERACTIVE": "never",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    # What a partial clone lacks would be fetched in the middle of anything, by a program of its.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "https:http:ssh:file",
    "GIT_LFS_SKIP_SMUDGE": "0",
    "LC_ALL": "C.UTF-8",
}
_ALWAYS: tuple[tuple[str, str], ...] = (
    ("core.fsmonitor", "false"), ("core.hooksPath", os.devnull), ("core.untrackedCache", "keep"),
    ("core.splitIndex", "false"), ("core.safecrlf", "false"), ("core.pager", "cat"),
    ("core.fsync", "committed,reference"), ("core.fsyncMethod", "batch"),
    ("core.alternateRefsCommand", "true"),
    ("commit.gpgSign", "false"), ("push.gpgSign", "false"), ("log.showSignature", "false"),
    ("gc.auto", "0"), ("maintenance.auto", "false"), ("maintenance.loose-objects.auto", "5000"),
    ("fetch.writeCommitGraph", "false"),
    ("fetch.recurseSubmodules", "false"), ("submodule.recurse", "false"), ("push.recurseSubmodules", "no"),
    ("push.followTags", "false"), ("color.ui", "false"), ("diff.renameLimit", "3000"),
    ("i18n.commitEncoding", "UTF-8"), ("i18n.logOutputEncoding", "UTF-8"),
    ("http.lowSpeedLimit", "500"), ("http.lowSpeedTime", "30"),
)  # fmt: skip
_OWN_SCOPES = ("local", "worktree")
_FILTER = re.compile(r"filter\.(?P<name>.+)\.(?:clean|smudge|process)", re.DOTALL)
# Settings of git-lfs that name a program of their own; it has no other way to be told not to.
_LFS_PROGRAM = re.compile(r"lfs\.(?:.*transfer.*|extension\..*|.*\.path)", re.DOTALL)
_LFS = {"clean": "git-lfs clean -- %f", "smudge": "git-lfs smudge -- %f", "process": "git-lfs filter-process"}
# A repository on a drive is served by a process of its own, which is told as much again: the drive is
# anybody's.
_SERVING = " ".join(
    f"-c {setting}"
    for setting in (
        *(f"core.hooksPath={os.devnull}", "core.fsmonitor=false", "core.alternateRefsCommand=true"),
        *("core.sshCommand=false", "credential.helper=", "receive.denyCurrentBranch=refuse"),
        "receive.autogc=false",
    )
)
# Settings about hosts, by their first and last word, and what they are where the user has set nothing.
_USUAL = {
    ("http", "sslverify"): "true",
    ("http", "savecookies"): "false",
    ("remote", "uploadpack"): "git-upload-pack",
    ("remote", "receivepack"): "git-receive-pack",
}
_SSH_CAUTION = "-o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=20"
# git asks for the login by running this; the secret comes to it by a variable, and `printf` is no process.
_ANSWERS = (
    '!f() { test "$1" = get && printf "username=%s\\npassword=%s\\n"'
    ' "$KBASSIST_LOGIN_USER" "$KBASSIST_LOGIN_SECRET"; }; f'
)


@dataclass(frozen=True, slots=True)
class Configured:
    """All settings that git reads for a folder: scope, key and value, in git's order."""

    entries: tuple[tuple[str, str, str], ...] = ()

    @classmethod
    def of(cls, listed: bytes) -> "Configured":
        """Read `git config --list --show-scope -z`: scope NUL key LF value NUL."""
        fields = listed.decode("utf-8", errors="surrogateescape").split("\0")
        entries: list[tuple[str, str, str]] = []
        for scope, entry in zip(fields[::2], fields[1::2], strict=False):
            key, _, value = entry.partition("\n")
            entries.append((scope, key, value))
        return cls(tuple(entries))

    def own(self) -> Iterator[tuple[str, str]]:
        """Give what the repository itself sets."""
        return ((key, value) for scope, key, value in self.entries if scope in _OWN_SCOPES)

    def users(self) -> Iterator[tuple[str, str]]:
        """Give what the user and the system set."""
        return ((key, value) for scope, key, value in self.entries if scope not in _OWN_SCOPES)

    def value(self, key: str, users: bool = False) -> str:
        """Return the last value of a key (in small letters, as git lists them), "" when there is none."""
        known = self.users() if users else ((name, value) for _, name, value in self.entries)
        return next((value for name, value in reversed(list(known)) if name == key), "")


def environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that git may see."""
    return {name: value for name, value in environ.items() if name.upper() in _KEPT} | _SET


def with_pairs(environ: Mapping[str, str], pairs: Pairs) -> dict[str, str]:
    """Add settings that stand above all files."""
    added = {"GIT_CONFIG_COUNT": str(len(pairs))}
    for number, (key, value) in enumerate(pairs):
        added[f"GIT_CONFIG_KEY_{number}"], added[f"GIT_CONFIG_VALUE_{number}"] = key, value
    return {**environ, **added}


def cautious(configured: Configured, environ: Mapping[str, str], has_lfs: bool) -> Pairs:
    """Return the settings that stand above those of the repository; without git-lfs its filter is idle."""
    pairs = [*_ALWAYS, *_credentials(configured), *_filters(configured, has_lfs)]
    pairs.append(("core.sshCommand", _ssh(configured.value("core.sshcommand", users=True), environ)))
    return [*pairs, *_hosts(configured)]


def ssh_variable(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the user's own command for SSH with the same caution; it stands above all settings."""
    own = environ.get("GIT_SSH_COMMAND", "")
    return {"GIT_SSH_COMMAND": _cautious_ssh(own)} if own else {}


def upload_pack(url: str) -> str:
    """Return the option that names the program to fetch from; the repository's settings could name another.

    A host runs its hooks, and a folder none: they would be run by this user, whoever put them there.
    """
    return f"--upload-pack={_serving(url)}upload-pack"


def receive_pack(url: str) -> str:
    """Return the option that names the program to send to, as `upload_pack` does."""
    return f"--receive-pack={_serving(url)}receive-pack"


def _serving(url: str) -> str:
    return "git-" if host_of(url) else f"git {_SERVING} "


def signed(login: Login, url: str) -> tuple[Pairs, dict[str, str]]:
    """Return the settings and variables that let git sign in, and keep other helpers from storing it.

    Only the host of `url` is answered: a redirect, or the `.lfsconfig` of a repository, may name any other.
    """
    return (
        [("credential.helper", ""), (f"credential.{origin_of(url)}.helper", _ANSWERS)],
        {"KBASSIST_LOGIN_USER": login.user, "KBASSIST_LOGIN_SECRET": login.secret},
    )


def lfs_is_plain(configured: Configured) -> bool:
    """Tell whether the repository's settings give git-lfs no program to run."""
    return not any(_LFS_PROGRAM.fullmatch(key) for key, _ in configured.own())


def _credentials(configured: Configured) -> Pairs:
    """Let go of all helpers, then name those again that the user has."""
    users = [(key, value) for key, value in configured.users() if key.startswith("credential.")]
    return [("credential.helper", ""), *users]


def _hosts(configured: Configured) -> Pairs:
    """Undo what the repository sets about hosts, also about single ones, which stands above the rest."""
    pairs: Pairs = []
    for key, _ in configured.own():
        usual = _USUAL.get((key.partition(".")[0], key.rpartition(".")[2]))
        if usual is not None:
            pairs.append((key, configured.value(key, users=True) or usual))
    return pairs


def _filters(configured: Configured, has_lfs: bool) -> Pairs:
    """Give every filter that the repository sets the user's programs, else none; git-lfs has its own."""
    pairs: Pairs = []
    names = {found["name"] for key, _ in configured.own() if (found := _FILTER.fullmatch(key))}
    for name in sorted({*names, LFS}):
        is_lfs = name == LFS and has_lfs
        if name == LFS and not has_lfs:
            users = dict.fromkeys(_LFS, "")
        else:
            users = {key: configured.value(f"filter.{name}.{key}", users=True) for key in _LFS}
        if is_lfs and not any(users.values()):
            users = _LFS
        pairs += [(f"filter.{name}.{key}", value) for key, value in users.items()]
        pairs.append((f"filter.{name}.required", "true" if is_lfs else "false"))
    return pairs


def _ssh(users: str, environ: Mapping[str, str]) -> str:
    program = environ.get("GIT_SSH", "")
    return _cautious_ssh(users or (shlex.quote(program) if program else "ssh"))


def _cautious_ssh(command: str) -> str:
    """Add what keeps OpenSSH from asking and from taking a key unseen; other programs know no such words."""
    try:
        words = shlex.split(command)
    except ValueError:
        return command
    name = PurePosixPath(words[0].replace("\\", "/")).name if words else ""
    return f"{command} {_SSH_CAUTION}" if name in ("ssh", "ssh.exe") else command
