"""The command line: which sub-command was meant, with which libraries, and how it ended."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbassist import __version__
from kbassist.cli import (
    apply_patch,
    check,
    desktop,
    index,
    join,
    learned,
    palette,
    reply,
    review,
    search,
    shared,
    show,
    suggest,
    sync,
)
from kbassist.cli.command import Call, Command, Described, WindowCommand
from kbassist.cli.exit_code import ExitCode
from kbassist.system.instance import LinkRequest
from kbassist.system.links import is_link

if TYPE_CHECKING:
    from pathlib import Path

    from kbassist.cli.terminal import Terminal
    from kbassist.system.instance import Request
    from kbassist.system.paths import Paths
    from kbassist.system.settings import Settings

COMMANDS: tuple[Command, ...] = (
    search.COMMAND,
    suggest.COMMAND,
    show.COMMAND,
    reply.COMMAND,
    learned.COMMAND,
    shared.COMMAND,
    review.COMMAND,
    check.COMMAND,
    index.COMMAND,
    join.COMMAND,
    sync.COMMAND,
    apply_patch.COMMAND,
    desktop.COMMAND,
)
WINDOW_COMMANDS: tuple[WindowCommand, ...] = (palette.COMMAND,)
_EXITS = "0 found, 1 nothing found, 2 cannot work like this, 3 a value is missing"


@dataclass(frozen=True)
class Asked:
    """What the command line asks for; `command` None opens the window.

    `request` then asks for something else than the whole window; None for that.
    """

    command: Command | None
    arguments: argparse.Namespace
    libraries: tuple[str, ...]
    request: Request | None = None


def parse(words: Sequence[str]) -> Asked:
    """Read the command line; ends the process with help or a usage error as argparse does."""
    general_words, name, rest = _split(words)
    parser = _main_parser()
    general = parser.parse_args(general_words)
    if name is None:
        return Asked(None, general, tuple(general.library))
    if is_link(name):
        # Whatever follows comes from whoever wrote the link as well.
        request = LinkRequest(name, palette.activation_token())
        return Asked(None, general, tuple(general.library), request)
    shown = next((command for command in WINDOW_COMMANDS if command.name == name), None)
    if shown is not None:
        arguments = _parse_command(shown, rest)
        return Asked(None, arguments, (*general.library, *arguments.library), shown.request())
    command = next((command for command in COMMANDS if command.name == name), None)
    if command is None:
        parser.error(f"there is no command {name!r:.40}; choose from {_every_name()}")
    arguments = _parse_command(command, rest)
    return Asked(command, arguments, (*general.library, *arguments.library))


def command_names() -> str:
    """List the sub-commands that need no window, for a sentence."""
    return ", ".join(command.name for command in COMMANDS)


def _every_name() -> str:
    return ", ".join(command.name for command in (*COMMANDS, *WINDOW_COMMANDS))


def run(
    asked: Asked, terminal: Terminal, paths: Paths, settings: Settings, roots: Sequence[Path]
) -> ExitCode:
    """Run the sub-command on the libraries below `roots`. Raises KbError."""
    from kbassist.workspace import open_workspace

    if asked.command is None:
        raise ValueError("a window was asked for")
    if asked.command.roots is not None:
        roots = asked.command.roots(asked.arguments, roots)
    with contextlib.closing(open_workspace(paths, settings, roots)) as workspace:
        return asked.command.run(Call(asked.arguments, workspace, terminal, settings, paths))


def _split(words: Sequence[str]) -> tuple[list[str], str | None, list[str]]:
    """Part what stands before the sub-command, its name, and what follows it."""
    rest = list(words)
    general: list[str] = []
    while rest:
        word = rest.pop(0)
        if not word.startswith("-"):
            return general, word, rest
        general.append(word)
        if word == "--library" and rest:
            general.append(rest.pop(0))
    return general, None, []


def _own_exits() -> Iterator[str]:
    """Say of each command with exit codes of its own what they mean."""
    for command in COMMANDS:
        if command.exits:
            yield f"exit codes of {command.name}: {command.exits}\n"


def _main_parser() -> argparse.ArgumentParser:
    listed = "\n".join(f"  {command.name:<11} {command.summary}" for command in (*COMMANDS, *WINDOW_COMMANDS))
    parser = argparse.ArgumentParser(
        prog="kbassist",
        usage="kbassist [--library DIR]... [COMMAND ...]",
        description="Find, adapt and copy the right reply from a folder of Markdown articles.\n"
        "Without a command the window opens; kbassist://fill links are offered in it.",
        epilog=f"commands:\n{listed}\n\nkbassist COMMAND --help tells more, with an example.\n"
        f"exit codes: {_EXITS}\n" + "".join(_own_exits()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"kbassist {__version__}")
    _declare_library(parser)
    return parser


def _declare_library(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--library",
        action="append",
        default=[],
        metavar="DIR",
        help="an article folder; may be repeated (default: those of the settings, else the sample library)",
    )


def _parse_command(command: Described, words: Sequence[str]) -> argparse.Namespace:
    exits = command.exits if isinstance(command, Command) and command.exits else _EXITS
    parser = argparse.ArgumentParser(
        prog=f"kbassist {command.name}",
        description=command.summary[0].upper() + command.summary[1:] + ".",
        epilog=f"example: {command.example}\nexit codes: {exits}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _declare_library(parser)
    command.declare(parser)
    return parser.parse_args(_options_first(parser, words))


def _options_first(parser: argparse.ArgumentParser, words: Sequence[str]) -> list[str]:
    """Move what is no option behind a `--`, so that `-word` and words between options are words.

    A search leaves out articles by `-word`; argparse would take it for a misspelt option.
    """
    takes_value = {name: action.nargs != 0 for action in parser._actions for name in action.option_strings}
    options: list[str] = []
    plain: list[str] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == "--":
            plain.extend(rest)
            break
        known = takes_value.get(word)
        if known and rest and word.startswith("--"):
            options.append(f"{word}={rest.pop(0)}")
        elif known is not None or word.startswith("--"):
            options.append(word)
        else:
            plain.append(word)
    return [*options, "--", *plain] if plain else options
