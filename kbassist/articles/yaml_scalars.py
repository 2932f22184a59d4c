"""Writes texts as YAML values that this program and every other reader take for these texts."""

import re

import yaml

# Safe without quotes where brackets hold no list, and where they do.
_PLAIN = re.compile(r"[^\W\d_](?:[\w '’“”…€%/.+()!?,&–-]*[\w.+)!?…”%])?")
_PLAIN_LISTED = re.compile(r"[^\W\d_](?:[\w '’/.+()&–-]*[\w+)])?")
_BARE = re.compile(r"\w(?:[\w -]*\w)?", re.ASCII)
# Words that some readers of YAML take for something else than a text.
_NOT_PLAIN = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
_RESOLVER = yaml.resolver.Resolver
_TEXT = "tag:yaml.org,2002:str"
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def scalar(text: str, *, listed: bool = False, style: str | None = None, bare: bool = False) -> str:
    """Write `text` without quotes where that is safe, else in quotes.

    `listed` says that it stands between brackets. `style` is the quote, `'` or `"`, in which it was written
    before and stays where that can be. `bare` texts are dates, spans and flags: they get no quotes.
    """
    if _CONTROL.search(text):
        return _double_quoted(text)
    if style == '"':
        return _double_quoted(text)
    if style != "'":
        if bare and _BARE.fullmatch(text):
            return text
        if is_plain(text, listed=listed):
            return text
    return "'" + text.replace("'", "''") + "'"


def flow_list(texts: tuple[str, ...]) -> str:
    """Write a list of texts between brackets."""
    return f"[{', '.join(scalar(text, listed=True) for text in texts)}]"


def is_plain(text: str, *, listed: bool = False) -> bool:
    """Tell whether every reader takes `text` without quotes for a text."""
    shape = _PLAIN_LISTED if listed else _PLAIN
    if not shape.fullmatch(text) or text.casefold() in _NOT_PLAIN:
        return False
    resolvers = _RESOLVER.yaml_implicit_resolvers.get(text[0], ())
    return all(tag == _TEXT or not likeness.match(text) for tag, likeness in resolvers)


def _double_quoted(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + _CONTROL.sub(lambda sign: f"\\u{ord(sign[0]):04X}", text) + '"'
