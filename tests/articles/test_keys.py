"""Slips for a known key are told from foreign keys."""

import pytest

from kbassist.articles.keys import FIELD, OWN, REPLY, Keys


@pytest.mark.parametrize("keys", [OWN, FIELD, REPLY])
def test_every_slip_of_one_letter_is_found(keys: Keys):
    for name in keys.names:
        for at in range(len(name)):
            for slip in (
                name[:at] + name[at + 1 :],
                name[:at] + "q" + name[at:],
                name[:at] + "q" + name[at + 1 :],
                name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :],
            ):
                if len(slip) >= 4 and len(name) >= 4 and slip not in keys:
                    assert keys.meant(slip) is not None, slip


@pytest.mark.parametrize("key", ["date", "order", "author", "x", "", "ms.date", "list", "lane2", "filed_by"])
def test_foreign_keys_are_no_slips(key):
    assert OWN.meant(key) is None
