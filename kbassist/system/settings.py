"""Every setting declared once: the file, the settings page and the documentation derive from it."""

from __future__ import annotations

import types
import typing
from dataclasses import Field as DataclassField
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

from kbassist.system.choices import (
    AfterPaste,
    HintsShown,
    OnClose,
    PasteAfter,
    Spelling,
    ThemeChoice,
)
from kbassist.system.errors import SettingsInvalid


class Section(StrEnum):
    """The groups of the settings page, in their order; HIDDEN is remembered and not shown."""

    LIBRARIES = "Libraries"
    AGENT = "You"
    REPLIES = "Replies"
    WRITING = "Writing"
    LOOK = "Look"
    WINDOW = "Window"
    ANYWHERE = "From anywhere"
    HIDDEN = ""


class Control(StrEnum):
    """How the settings page asks for a value."""

    TEXT = "text"
    LONGTEXT = "longtext"
    CHOICE = "choice"  # one of `choices`
    SUGGESTED = "suggested"  # free text; the page offers what the open libraries name
    NUMBER = "number"
    FOLDERS = "folders"
    SHORTCUT = "shortcut"  # keys in Qt's portable spelling, such as Ctrl+Shift+Space


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is known about a setting besides its type and default.

    `choices` are pairs of value and label; `least` and `most` bound a number, both included.
    """

    label: str
    help: str
    section: Section
    control: Control = Control.TEXT
    choices: tuple[tuple[str, str], ...] = ()
    least: int | None = None
    most: int | None = None
    unit: str = ""


def _declare(default: Any, label: str, help: str, section: Section, **rest: Any) -> Any:
    return field(default=default, metadata={"declaration": Declaration(label, help, section, **rest)})


def _hidden(default: Any, label: str, **rest: Any) -> Any:
    return _declare(default, label, "", Section.HIDDEN, **rest)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one user; an empty text means that nothing is preferred."""

    libraries: tuple[str, ...] = _declare(
        (),
        "Folders",
        "The article folders that are open; none opens the sample library.",
        Section.LIBRARIES,
        control=Control.FOLDERS,
    )
    agent_name: str = _declare(
        "",
        "Your name",
        "Fills {{ agent.name }} and {{ agent.first_name }} in replies.",
        Section.AGENT,
    )
    agent_signature: str = _declare(
        "",
        "Your signature",
        "Fills {{ agent.signature }}, as you type it; without one your name does.",
        Section.AGENT,
        control=Control.LONGTEXT,
    )
    owner: str = _declare(
        "",
        "You own",
        "Articles of this owner come first in Review. Empty: the owner who has your name.",
        Section.AGENT,
        control=Control.SUGGESTED,
    )
    channel: str = _declare(
        "",
        "Channel",
        "The channel you answer in most; Answer starts with it.",
        Section.REPLIES,
        control=Control.SUGGESTED,
    )
    tone: str = _declare(
        "",
        "Tone",
        "The tone that is taken first where a reply has several.",
        Section.REPLIES,
        control=Control.SUGGESTED,
    )
    lang: str = _declare(
        "",
        "Language",
        "The language that is taken first, such as en or de.",
        Section.REPLIES,
        control=Control.SUGGESTED,
    )
    hints: HintsShown = _declare(  # noqa: RUF009
        HintsShown.SHOWN,
        "Hints on the wording",
        "Long sentences, blame and promises without a date, named below a reply. They never hold it back.",
        Section.REPLIES,
        control=Control.CHOICE,
        choices=(("shown", "Shown"), ("hidden", "Hidden")),
    )
    spelling: Spelling = _declare(  # noqa: RUF009
        Spelling.MARKED,
        "Spelling",
        "Underlines what the Hunspell dictionary of a text's language does not know, where there is one.",
        Section.WRITING,
        control=Control.CHOICE,
        choices=(("marked", "Underlined"), ("hidden", "Not looked at")),
    )
    history_versions: int = _declare(
        50,
        "Versions of an article",
        "So many earlier versions of each article are kept on this machine; from the next start on.",
        Section.WRITING,
        control=Control.NUMBER,
        least=1,
        most=1000,
    )
    history_size: int = _declare(
        200,
        "Space for versions",
        "When all versions take more, the oldest go first; the last one of each article stays.",
        Section.WRITING,
        control=Control.NUMBER,
        least=10,
        most=10_000,
        unit="MB",
    )
    theme: ThemeChoice = _declare(  # noqa: RUF009 - a member of an enumeration is immutable
        ThemeChoice.SYSTEM,
        "Theme",
        "System follows the desktop, also while the program runs.",
        Section.LOOK,
        control=Control.CHOICE,
        choices=(("system", "System"), ("light", "Light"), ("dark", "Dark")),
    )
    text_size: int = _declare(
        100,
        "Text size",
        "Of the whole window; Ctrl + and Ctrl - zoom further, Ctrl 0 back.",
        Section.LOOK,
        control=Control.NUMBER,
        least=80,
        most=200,
        unit="%",
    )
    on_close: OnClose = _declare(  # noqa: RUF009
        OnClose.TRAY,
        "Closing the window",
        "In the tray or minimised it keeps running; without a tray closing quits. Ctrl Q always quits.",
        Section.WINDOW,
        control=Control.CHOICE,
        choices=(("quit", "Quits"), ("tray", "Hides in the tray"), ("minimise", "Minimises")),
    )
    shortcut: str = _declare(
        "",
        "Shortcut",
        "Shows the palette over whatever program you are in; empty for none. Click and press the keys.",
        Section.ANYWHERE,
        control=Control.SHORTCUT,
    )
    paste_after: PasteAfter = _declare(  # noqa: RUF009
        PasteAfter.ASKED,
        "Paste after copying",
        "Ctrl Enter in the palette pastes into the program you came from; Enter can do so too.",
        Section.ANYWHERE,
        control=Control.CHOICE,
        choices=(("asked", "Only with Ctrl Enter"), ("always", "With Enter as well")),
    )
    after_paste: AfterPaste = _declare(  # noqa: RUF009
        AfterPaste.KEEP,
        "After pasting",
        "What was copied before can come back once the reply has been pasted: text, pictures and files.",
        Section.ANYWHERE,
        control=Control.CHOICE,
        choices=(("keep", "The reply stays copied"), ("restore", "Bring back what was copied before")),
    )
    link_systems: str = _declare(
        "",
        "Links from",
        "Help desks whose kbassist://fill links may offer values, by the name in their links: rt, zammad.",
        Section.ANYWHERE,
    )
    personal: str = _hidden("", "The folder of the agent's own articles, one of `libraries`")
    asked_libraries: tuple[str, ...] = _hidden((), "The libraries that Answer asks; none asks all")
    asked_to_share: tuple[str, ...] = _hidden((), "The libraries about whose sharing the agent was asked")
    tray_told: int = _hidden(0, "1 when it was told that closing hides in the tray", least=0, most=1)
    zoom: int = _hidden(100, "Zoom of the window", least=50, most=300, unit="%")
    welcomed: int = _hidden(0, "1 when the hint of the first start has been dismissed", least=0, most=1)
    window_geometry: str = _hidden("", "Place and size of the window, as Qt saves it, base64")
    splitters: str = _hidden("", "Widths of list and preview, as Qt saves them, base64")
    write_splitters: str = _hidden("", "Widths on the Write page, as Qt saves them, two texts in base64")

    def with_value(self, name: str, value: object) -> Settings:
        """Return a copy in which `name` has `value`, checked. Raises SettingsInvalid."""
        changed: dict[str, Any] = {name: _checked(setting(name), value)}
        return replace(self, **changed)


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table of settings."""

    name: str
    type: type
    default: object
    declaration: Declaration


def settings_table() -> tuple[Setting, ...]:
    """List all settings in their order."""
    kinds = typing.get_type_hints(Settings)
    return tuple(_row(entry, kinds[entry.name]) for entry in fields(Settings))


def setting(name: str) -> Setting:
    """Find a setting by name. Raises SettingsInvalid."""
    for row in settings_table():
        if row.name == name:
            return row
    raise SettingsInvalid(f"There is no setting called {name}.")


def _row(entry: DataclassField[Any], kind: Any) -> Setting:
    plain = tuple if isinstance(kind, types.GenericAlias) else kind
    return Setting(entry.name, plain, entry.default, entry.metadata["declaration"])


def _checked(row: Setting, value: object) -> object:
    """Turn what a file or a dialog holds into the setting's type. Raises SettingsInvalid."""
    about = row.declaration
    problem = SettingsInvalid(f"The setting {row.name} cannot be {value!r:.60}.")
    if row.type is tuple:
        if not isinstance(value, list | tuple) or not all(isinstance(part, str) for part in value):
            raise problem
        return tuple(value)
    if row.type is int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise problem
        low, high = about.least, about.most
        if (low is not None and value < low) or (high is not None and value > high):
            raise SettingsInvalid(f"The setting {row.name} must be {low} - {high}, it cannot be {value}.")
        return value
    if not isinstance(value, str):
        raise problem
    if about.choices and value not in {choice for choice, _label in about.choices}:
        raise problem
    return row.type(value)
