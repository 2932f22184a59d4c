"""What the first start says: where the articles come from, and the ways to articles of one's own."""

from collections.abc import Callable

from kbassist.ui.notices import Notice

WELCOME = (
    "These are sample articles to try out. Choose a folder of Markdown files of your own, or drag it in."
)


def welcome_notice(
    choose: Callable[[], object], join: Callable[[], object], dismissed: Callable[[], object]
) -> Notice:
    """Make the banner; its buttons choose a folder, or join a team by the address that it gave out."""
    return Notice(
        WELCOME,
        action="Choose a folder...",
        act=choose,
        dismissed=dismissed,
        second="Join a team…",
        act_second=join,
    )
