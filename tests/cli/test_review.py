"""`kbassist review`: what waits, on the terminal."""

import json

from tests.cli.told import Kb


def test_queues_are_counted_and_listed(kb: Kb) -> None:
    told = kb("review")
    assert told.code == 0
    heads = [line for line in told.out.splitlines() if not line.startswith(" ")]
    assert [head.partition(":")[0] for head in heads] == [
        "overdue",
        "problems",
        "conflicts",
        "publish",
        "copies",
        "changed",
        "drafts",
        "requests",
        "gaps",
        "learned",
        "aside",
    ]
    assert "\x1b" not in told.out


def test_scripts_get_one_object(kb: Kb) -> None:
    found = json.loads(kb("review", "--json").out)
    assert found["overdue"] == []
    paths = {entry["path"] for entry in found["problems"]}
    assert {"broken.md", "failing.md"} <= paths
    only = json.loads(kb("review", "--queue", "problems", "--json").out)
    assert only == {"problems": found["problems"]}
    assert kb("review", "--mine", "--json").code == 1


def test_an_unknown_queue_is_told(kb: Kb) -> None:
    told = kb("review", "--queue", "owerdue")
    assert told.code == 2
    assert "choose from overdue, problems" in told.err
