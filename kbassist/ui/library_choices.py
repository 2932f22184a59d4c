"""What the settings of the replies can be in the open libraries."""

from collections.abc import Callable, Iterable, Sequence

from kbassist.articles.library import Library


def choices_of(libraries: Sequence[Library]) -> dict[str, list[tuple[str, str]]]:
    """Return what the settings of the replies can be: value and label of what the libraries name."""

    def named(values: Iterable[str], label: Callable[[str], str]) -> list[tuple[str, str]]:
        return [(value, label(value)) for value in dict.fromkeys(values)]

    return {
        "channel": named((name for library in libraries for name in library.channels), str.capitalize),
        "tone": named((name for library in libraries for name in library.tones), str.capitalize),
        "lang": named((name for library in libraries for name in library.languages), str.upper),
        "owner": named((name for library in libraries for name in library.owners), str),
    }
