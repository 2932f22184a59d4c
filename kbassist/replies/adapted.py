"""How much of a message is for this customer only: values, own words and what was edited."""

import re
from collections import Counter
from collections.abc import Sequence

from kbassist.replies.reply import Placeholder

_WORD = re.compile(r"[^\W_]+")


def adapted_share(sent: str, authored: str, placeholders: Sequence[Placeholder] = ()) -> float:
    """Return the share of the words of `sent`, 0 to 1, that are not the author's.

    Words are counted, not compared in order: moving a sentence adapts nothing, and it takes no time. The
    blank of a value that is missing adapts nothing either.
    """
    for placeholder in placeholders:
        if placeholder.missing:
            sent = sent.replace(f"[{placeholder.field.label}]", " ")
    words = Counter(_WORD.findall(sent.lower()))
    total = words.total()
    return 1 - (words & Counter(_WORD.findall(authored.lower()))).total() / total if total else 0.0
