"""Tells a customer's message from words that are searched for."""

import re

# One line of more words than this is a message; a search of more finds next to nothing.
SEARCH_WORDS = 6
# Nobody types so many words between quotes or filters.
CERTAIN_WORDS = 16
_OPERATOR = re.compile(r'(?:^|\s)(?:(?:tag|lang|channel|tone|is|owner):\S|-\w|["“„«]\S)', re.IGNORECASE)


def reads_like_message(text: str) -> bool:
    """Tell whether `text` is what a customer wrote: several lines, or more than six words.

    Words with a filter, an exclusion or quotes stay a search, unless there are far too many for one.
    """
    text = text.strip()
    if "\n" in text and len([line for line in text.splitlines() if line.strip()]) > 1:
        return True
    words = len(text.split())
    return words > SEARCH_WORDS and (words > CERTAIN_WORDS or not _OPERATOR.search(text))
