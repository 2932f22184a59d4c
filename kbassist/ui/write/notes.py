"""What is said above the text of a file, and what can be done about it."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QLocale

from kbassist.articles.article import FileRef
from kbassist.articles.drafts import Draft
from kbassist.ui.widgets.banner import BannerKind
from kbassist.workspace.written import Opened


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts to be looked at side by side; `title` says what they are."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about the open file; a note of the same `subject` takes its place.

    `compared` can be looked at. `instead` is a text that can be taken in place of the one in the editor,
    and `instead_words` the button that does so; with `opened` it is what the file holds, so that nothing is
    left to be saved and the draft goes. With `sendable` the change can be sent to somebody who may save it.
    """

    subject: str
    text: str
    kind: BannerKind = BannerKind.INFO
    compared: Comparison | None = None
    instead: str | None = None
    instead_words: str = ""
    opened: Opened | None = None
    sendable: bool = False


def when_words(at: datetime, now: datetime | None = None) -> str:
    """Say when something was: `today at 10:42`, `on 28 November at 10:42`."""
    moment = at.astimezone() if at.tzinfo else at
    today = (now or datetime.now().astimezone()).date()
    if moment.date() == today:
        return f"today at {moment:%H:%M}"
    month = QLocale.c().monthName(moment.month)
    year = "" if moment.year == today.year else f" {moment.year}"
    return f"on {moment.day} {month}{year} at {moment:%H:%M}"


def draft_note(draft: Draft, opened: Opened | None) -> Note:
    """Say that this text was typed, or came in a patch, and was never saved."""
    if draft.origin:
        return _patch_note(draft, opened)
    if opened is None:
        return Note("draft", f"You typed this {when_words(draft.kept_at)}. Saving puts it into the library.")
    since = ""
    if not draft.base_sha256:
        since = " Somebody has made an article of this name since; saving lets you choose."
    elif draft.base != opened.content:
        since = " Somebody has saved the article since; saving joins both."
    return Note(
        "draft",
        f"You typed this {when_words(draft.kept_at)} and did not save it.{since}",
        compared=Comparison("What is saved, and what you typed", opened.text, draft.text),
        instead=opened.text,
        instead_words="Throw it away",
        opened=opened,
    )


def _patch_note(draft: Draft, opened: Opened | None) -> Note:
    """Say that this text came in a patch file, to be looked at before it is saved."""
    said = f"This change came in {draft.origin}. Nothing is saved yet:"
    if opened is None:
        return Note("draft", f"{said} saving makes the article.")
    joins = "saving puts it into the library."
    if draft.base != opened.content:
        joins = "the article has changed since it was made, and saving joins both or lets you choose."
    return Note(
        "draft",
        f"{said} {joins}",
        compared=Comparison(f"What is saved, and {draft.origin}", opened.text, draft.text),
        instead=opened.text,
        instead_words="Throw it away",
        opened=opened,
    )


def newer_note(opened: Opened, text: str) -> Note:
    """Say that somebody else has saved the article that is being changed here."""
    return Note(
        "newer",
        "Somebody has just saved this article. What you typed is kept; saving joins both.",
        BannerKind.WARNING,
        Comparison("What stands in the library now, and your text", opened.text, text),
    )


def gone_note(file: FileRef) -> Note:
    """Say that the file is not there any more."""
    return Note(
        "gone",
        f"{file.path} was deleted or moved elsewhere. Your text is kept; saving puts it back.",
        BannerKind.WARNING,
    )


def merged_note(mine: str, joined: str) -> Note:
    """Say that two changes were joined into one text."""
    return Note(
        "merged",
        "Somebody else saved this article meanwhile. Nothing overlapped: both changes are in.",
        compared=Comparison("Your text, and what both make together", mine, joined),
        instead=mine,
        instead_words="Take mine alone",
    )


def conflict_note(count: int) -> Note:
    """Say that nothing was saved, since two changes touch the same lines."""
    places = "one place" if count == 1 else f"{count} places"
    return Note(
        "conflict",
        f"Not saved yet: you and somebody else changed the same lines in {places}. Save once more to "
        "choose; what you typed is kept.",
        BannerKind.WARNING,
    )


def taken_note(file: FileRef) -> Note:
    """Say that nothing was saved, since somebody else has made the file that was to be made."""
    return Note(
        "conflict",
        f"Not saved yet: somebody else has made {file.path} meanwhile. Save once more to choose what of "
        "both stays; what you typed is kept.",
        BannerKind.WARNING,
    )


def unsaved_note(reason: str, *, is_away: bool = False) -> Note:
    """Say why a text could not be saved, and that it is not lost; the library may be out of reach for now."""
    text = f"{reason} Your text stays here and is kept as a draft."
    return Note("away" if is_away else "unsaved", text, BannerKind.ERROR, sendable=True)


def read_only_note(reason: str) -> Note:
    """Say that the file cannot be saved here, and what becomes of a change."""
    return Note("read-only", f"{reason} A change of yours stays a draft; you can send it as a patch.")
