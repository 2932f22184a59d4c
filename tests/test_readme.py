"""What the README says is so: its files, keys, commands and examples exist."""

import re
from pathlib import Path

import pytest

from kbassist.cli.main import COMMANDS
from kbassist.ui.action_table import ACTIONS

CHECKOUT = Path(__file__).resolve().parent.parent
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
PROSE = re.sub(r"^```.*?^```", "", README, flags=re.MULTILINE | re.DOTALL)
KEY_ROWS = re.findall(r"^\| ((?:Ctrl|Alt|F1|Up|Enter|Tab|Esc)[^|]*) \|", README, re.MULTILINE)


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!https?:)([^)#]+)\)", PROSE))))
def test_links_and_pictures_are_there(target: str) -> None:
    assert (CHECKOUT / target).exists()


def keys_of(row: str) -> set[str]:
    """Spell out `Alt+1 ... Alt+9` and `Ctrl+Shift+P, R, M`."""
    first, dots, last = row.partition(" ... ")
    if dots:
        stem = first[:-1]
        return {f"{stem}{n}" for n in range(int(first[-1]), int(last[-1]) + 1)}
    keys = [part.strip() for part in row.split(", ")]
    stem = keys[0].rpartition("+")[0]
    return {f"{stem}+{key}" if len(key) == 1 and stem else key for key in keys}


@pytest.mark.parametrize("row", KEY_ROWS)
def test_keys_do_something(row: str) -> None:
    known = {key.replace("Return", "Enter") for action in ACTIONS for key in action.keys}
    assert keys_of(row) <= known


def test_the_table_of_keys_was_found() -> None:
    assert len(KEY_ROWS) > 10


def test_every_command_has_a_line() -> None:
    for command in COMMANDS:
        assert re.search(rf"^kbassist {command.name} ", README, re.MULTILINE)


@pytest.mark.parametrize(
    "example",
    [*re.findall(r"^kbassist (?:show|reply) (\S+)", README, re.MULTILINE)]
    + [word for command in COMMANDS for word in command.example.split() if "/" in word],
)
def test_examples_name_sample_articles(example: str) -> None:
    assert (CHECKOUT / "articles" / f"{example.removesuffix('.md')}.md").is_file()
