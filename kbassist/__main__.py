"""Pick the face: a sub-command runs in the terminal, without one the window opens."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kbassist.system.arithmetic import keep_to_one_thread
from kbassist.system.errors import ArticleNotFound, DisplayMissing, KbError, TemplateFailed, UsageError

if TYPE_CHECKING:
    from kbassist.cli.main import Asked
    from kbassist.cli.terminal import Terminal
    from kbassist.system.paths import Paths
    from kbassist.system.settings import Settings
    from kbassist.system.settings_file import LoadedSettings


def main(words: Sequence[str] | None = None) -> int:
    """Run kbassist with these arguments, those of the process by default, and return its exit code."""
    try:
        return _main(sys.argv[1:] if words is None else words)
    except KeyboardInterrupt:
        return 130


def _main(words: Sequence[str]) -> int:
    from kbassist.cli.exit_code import ExitCode
    from kbassist.cli.main import parse
    from kbassist.cli.terminal import Terminal

    keep_to_one_thread(os.environ)
    terminal = Terminal.of_process()
    asked = parse(words)
    try:
        code = _attempt(asked, terminal)
        terminal.flush()
    except BrokenPipeError:
        return ExitCode.READER_GONE
    except UsageError as error:
        terminal.note(str(error))
        return ExitCode.USAGE
    return code


def _attempt(asked: Asked, terminal: Terminal) -> int:
    """Do what was asked for; what cannot be done is told on stderr. Raises BrokenPipeError."""
    from kbassist.cli.exit_code import ExitCode
    from kbassist.system.paths import Paths
    from kbassist.system.settings_file import SettingsFile

    paths = Paths.of_user(os.environ)
    loaded = SettingsFile(paths.settings_file).load_with_notices()
    for notice in loaded.notices:
        terminal.note(notice)
    try:
        if asked.command is None:
            return _open_window(asked, paths, loaded)
        return _run_command(asked, terminal, paths, loaded.settings)
    except KbError as error:
        terminal.note(str(error))
        codes = {ArticleNotFound: ExitCode.NOTHING, TemplateFailed: ExitCode.INCOMPLETE}
        return codes.get(type(error), ExitCode.USAGE)


def _open_window(asked: Asked, paths: Paths, loaded: LoadedSettings) -> int:
    """Show the window until it is closed. Raises KbError."""
    from kbassist.articles.roots import require_folder
    from kbassist.cli.main import command_names
    from kbassist.system.display import require_display

    for folder in asked.libraries:
        require_folder(folder)
    try:
        require_display(os.environ)
    except DisplayMissing as error:
        reason = str(error).removesuffix(".")
        raise DisplayMissing(f"{reason}; without a window these work: kbassist {command_names()}") from error
    from kbassist.ui.app import run

    folders = [Path(folder) for folder in asked.libraries]
    return run(paths, loaded.settings, folders, loaded.notices, asked.request)


def _run_command(asked: Asked, terminal: Terminal, paths: Paths, settings: Settings) -> int:
    """Run a sub-command. Raises KbError and BrokenPipeError."""
    from kbassist.articles.roots import library_roots
    from kbassist.cli.main import run
    from kbassist.system.logs import Log

    with Log(paths.log) as log:
        try:
            roots = library_roots(asked.libraries, settings.libraries, paths.sample_library)
            return run(asked, terminal, paths, settings, roots)
        except (KbError, BrokenPipeError):
            raise
        except Exception as error:  # the crash handler of the terminal
            # Not by __name__, which is "__main__" here and belongs to no log.
            logging.getLogger("kbassist").exception("a command stopped")
            raise KbError(
                f"kbassist stopped because of a mistake of its own; {log.path} says where."
            ) from error


if __name__ == "__main__":
    sys.exit(main())
