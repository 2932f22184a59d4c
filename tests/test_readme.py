"""What the README says is so: its files, keys, commands and examples exist."""

import re
from pathlib import Path

import pytest

from kbassist.articles.guides import guide_tree
from kbassist.articles.library import Library
from kbassist.articles.parse import parse_article
from kbassist.cli.main import COMMANDS, WINDOW_COMMANDS
from kbassist.ui.action_table import ACTIONS
from kbassist.ui.palette.table import PALETTE_ACTIONS

CHECKOUT = Path(__file__).resolve().parent.parent
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
PROSE = re.sub(r"^```.*?^```", "", README, flags=re.MULTILINE | re.DOTALL)
KEY_ROWS = re.findall(
    r"^\| ((?:1 |(?:Ctrl|Alt|Shift|F\d|Up|Enter|Tab|Esc|Backspace|Del|P)\b)[^|]*) \|", README, re.MULTILINE
)


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
    known = {key.replace("Return", "Enter") for action in (*ACTIONS, *PALETTE_ACTIONS) for key in action.keys}
    assert keys_of(row) <= known


def test_the_table_of_keys_was_found() -> None:
    assert len(KEY_ROWS) > 10


def test_the_example_of_a_guide_is_one() -> None:
    (text,) = re.findall(r"^```markdown\n(## [^\n]*\{\.guide\}\n.*?)^```", README, re.MULTILINE | re.DOTALL)
    (guide,) = parse_article(text.encode(), "example.md", Library("/library", "Example"), None).guides
    tree = guide_tree(guide)
    assert tree.slips == ()
    assert [(question.text, len(question.answers)) for question in tree.every()] == [
        ("Is the lamp plugged in?", 2),
        ("Does it light up now?", 2),
        ("Is the guarantee over?", 2),
    ]


def test_every_command_has_a_line() -> None:
    for command in (*COMMANDS, *WINDOW_COMMANDS):
        assert re.search(rf"^kbassist {command.name} ", README, re.MULTILINE)


@pytest.mark.parametrize(
    "example",
    [*re.findall(r"^kbassist (?:show|reply) (\S+)", README, re.MULTILINE)]
    + [word for command in COMMANDS for word in command.example.split() if "/" in word],
)
def test_examples_name_sample_articles(example: str) -> None:
    assert (CHECKOUT / "articles" / f"{example.removesuffix('.md')}.md").is_file()
