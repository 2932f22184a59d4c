"""A template without its Liquid: what its author wrote on all branches, with a sign for every value."""

import re

_OUTPUT = re.compile(r"\{\{.{0,2000}?\}\}", re.S)
_OWN = re.compile(r"\{%-?\s*own\s*-?%\}.{0,2000}?\{%-?\s*endown\s*-?%\}", re.S)
_UNSEEN = re.compile(r"\{%-?\s*comment\s*-?%\}.{0,20000}?\{%-?\s*endcomment\s*-?%\}", re.S)
_TAG = re.compile(r"\{%.{0,2000}?%\}", re.S)


def without_liquid(template: str, value: str) -> str:
    """Return the template with `value`, which has no backslash, for values and nothing for tags."""
    if "{" not in template:
        return template
    text = _UNSEEN.sub("", template)
    for pattern, instead in ((_OWN, value), (_OUTPUT, value), (_TAG, "")):
        text = pattern.sub(instead, text)
    return text
