"""Which owner the agent is."""

import pytest

from kbassist.replies.agent import Agent
from kbassist.workspace.ownership import is_owner, owner_of

OWNERS = ("dana", "ines", "jonas", "ravi")


@pytest.mark.parametrize(
    ("agent", "owners", "owner"),
    [
        (Agent("Jonas Weber"), OWNERS, "jonas"),
        (Agent("Weber, Jonas"), OWNERS, "jonas"),
        (Agent("Jonas Weber"), ("jonas", "Jonas Weber"), "Jonas Weber"),
        (Agent("Jonas Weber"), ("jonas.weber@shop.example",), "jonas.weber@shop.example"),
        (Agent("Jonas Weber"), ("Jonas Berg", "Jonas Vogel"), ""),
        (Agent("Jonas Weber"), ("jonas_w", "dana"), "jonas_w"),
        (Agent("Jonas Weber", owner="ravi"), OWNERS, "ravi"),
        (Agent("Maya Ortiz"), OWNERS, ""),
        (Agent(), OWNERS, ""),
        (Agent("Jonas"), (), ""),
    ],
)
def test_the_owner_is_found_by_the_name(agent: Agent, owners: tuple[str, ...], owner: str) -> None:
    assert owner_of(agent, owners) == owner


@pytest.mark.parametrize(
    ("owner", "who", "same"), [("Dana", "dana", True), (None, "dana", False), ("dana", "", False)]
)
def test_owners_are_compared_as_people_write_them(owner: str | None, who: str, same: bool) -> None:
    assert is_owner(owner, who) is same
