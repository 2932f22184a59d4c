"""The one tree of errors that kbassist raises; each carries a sentence that may be shown as it is."""


class KbError(Exception):
    """Something went wrong that the user can be told.

    `str(error)` is a sentence for the user: what happened, to what, and what to do.
    """


class UsageError(KbError):
    """The program was called or set up in a way that cannot work."""


class LibraryOffline(KbError):
    """The folder of a library cannot be reached; its articles are not gone, only out of sight."""


class ArticleNotFound(KbError):
    """No article or reply has this id, or its file has vanished."""


class ArticleUnreadable(KbError):
    """A file is there and cannot be read: permissions, a pipe, a link that leaves the library."""


class TemplateFailed(KbError):
    """A reply's template is broken or went over its bounds."""


class RenderFailed(KbError):
    """Markdown or a picture went over its time or memory budget; plain text is shown instead."""


class IndexUnusable(KbError):
    """The search index is damaged, foreign or out of reach; it is rebuilt, titles answer meanwhile."""


class SettingsInvalid(KbError):
    """A setting has a value that its declaration does not allow."""


class CopyRefused(KbError):
    """The system's clipboard did not take what was put on it."""


class LinkRefused(KbError):
    """A link of another program is not in order, or comes from a system that may not send any."""


class InstanceAbsent(KbError):
    """No running window answers on the local socket of these folders."""


class IndexBusy(KbError):
    """Another running copy of the program keeps this index; it is read here and written there."""


class IndexUnwritable(KbError):
    """The cache folder cannot be written: it is read-only, or the disk is full."""


class WorkCancelled(KbError):
    """Somebody stopped what was running; everything is as it was before."""


class DisplayMissing(KbError):
    """There is no screen that a window could be shown on, or Qt could not use it."""


class NotKept(KbError):
    """What this machine keeps of the agent's use could not be read or changed: the disk is full, say."""


class NotSaved(KbError):
    """A file of the library was not changed; the sentence says why, and what stands in it now."""


class PersonalLibraryLacking(KbError):
    """No open library is the agent's own, so there is nowhere to keep a copy."""


class ChangedMeanwhile(NotSaved):
    """Somebody else changed the file since it was read; theirs stands in it, and may be merged.

    `note` is a sentence on a copy that was kept beside it, "" when there is none.
    """

    def __init__(self, message: str, note: str = "") -> None:
        super().__init__(message)
        self.note = note


class FileGone(NotSaved):
    """The file was renamed or removed since it was read; its text may be saved under a name again."""


class AddressRefused(KbError):
    """A web address is of a kind that is never asked: not http, or in a private network."""


class HostUnknown(KbError):
    """There is no host of this name."""


class NoAnswer(KbError):
    """A host could not be reached, or did not answer in time or in order."""


class KeyringUnusable(KbError):
    """The system's store for secrets is absent, locked, refuses, or is none that could be trusted."""


class GitAbsent(KbError):
    """The git program is not installed, or is too old; the library goes on as a plain folder."""


class SyncRefused(KbError):
    """A sync could not be done; nothing that was saved is lost, and the sentence says what to do."""


class SignInNeeded(SyncRefused):
    """The host wants to know who asks, or does not take the password or token that it was given."""

    def __init__(self, message: str, host: str = "") -> None:
        super().__init__(message)
        self.host = host


class RemoteUnreachable(SyncRefused):
    """The host does not answer, or the line broke off: it is tried again by itself."""


class PushRejected(SyncRefused):
    """The host did not take what was sent; `outrun` when others only were faster: join, then send again."""

    def __init__(self, message: str, outrun: bool = False) -> None:
        super().__init__(message)
        self.outrun = outrun


class BranchAbsent(SyncRefused):
    """The remote has no branch of this name."""


class HostKeyUnknown(SyncRefused):
    """The host's key was never seen, or is another than it was; no key is accepted unseen."""


class NeedsHand(SyncRefused):
    """The repository is in a state that somebody has made by hand and has to end by hand."""


class GitBusy(SyncRefused):
    """Another program is at work in this repository just now, or has left its lock behind."""


class AddressUnclear(KbError):
    """What was pasted holds no address of a repository that could be used."""


class FolderTaken(KbError):
    """A folder is not empty, cannot be made, or is a repository already; nothing in it was changed."""


class RemoteTaken(KbError):
    """The other repository holds a history that is none of this library's; nothing was sent."""


class PatchUnreadable(KbError):
    """A file that should be a patch holds none, or one that is damaged or too large."""
