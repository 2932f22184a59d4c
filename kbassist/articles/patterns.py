"""Judges the patterns of fields, so that none can hang the program."""

import re

_LONGEST = 200


def complaint_about(pattern: str) -> str:
    """Say why `pattern` cannot be used; empty when it can."""
    if len(pattern) > _LONGEST:
        return f"it is longer than {_LONGEST} characters"
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"it is no regular expression ({error})"
    return ""
