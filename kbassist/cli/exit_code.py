"""The exit codes that scripts may rely on."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a sub-command ends with."""

    FOUND = 0
    NOTHING = 1  # nothing found, an unknown id, or errors among the articles
    USAGE = 2  # called in a way, or on a machine, that cannot work
    INCOMPLETE = 3  # a value is missing or the template failed
    INTERRUPTED = 130  # Ctrl+C, as shells count it
    READER_GONE = 141  # nobody reads stdout any more, as shells count it
