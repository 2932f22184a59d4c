"""A customer's message to hits, on a real index."""

from kbassist.workspace import Workspace


def test_a_message_is_answered(workspace: Workspace) -> None:
    found = workspace.suggest("where is my money")
    assert found.result.hits[0].ref.id == "refund"
    assert found.message.body == "where is my money"
