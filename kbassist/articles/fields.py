"""Reads the declarations that say how the agent is asked for a placeholder's value."""

import re
from collections.abc import Mapping

from kbassist.articles.article import Field, FieldType
from kbassist.articles.decoding import one_line
from kbassist.articles.findings import Findings
from kbassist.articles.keys import FIELD
from kbassist.articles.patterns import complaint_about, fits
from kbassist.articles.values import Reader
from kbassist.articles.yaml_text import Item

_NAME = re.compile(r"[^\W\d][\w-]*(?:\.[\w-]+)*\Z")
_TYPES = {kind.value: kind for kind in FieldType}


def read_fields(item: Item | None, findings: Findings) -> tuple[Field, ...]:
    """Read the map under `fields`, in its order; an entry without a map is a label or a type."""
    if item is None or item.value is None:
        return ()
    if isinstance(item.value, Mapping):
        entries = list(item.value.items())
    elif isinstance(item.value, tuple) and all(isinstance(entry.value, str) for entry in item.value):
        entries = [(str(entry.value), Item(entry.line, None)) for entry in item.value]
    else:
        findings.warn(
            item.line, "fields-unfit", "`fields` must be a map, such as order.id: {label: Order number}."
        )
        return ()
    return tuple(field for name, entry in entries if (field := _read_field(name.strip(), entry, findings)))


def label_of(name: str) -> str:
    """Make a label out of a placeholder's name: `order.tracking_id` is "Order tracking id"."""
    words = one_line(re.sub(r"[._-]+", " ", name))
    return words[:1].upper() + words[1:]


def _read_field(name: str, item: Item, findings: Findings) -> Field | None:
    if not _NAME.match(name):
        findings.warn(
            item.line,
            "field-name",
            f"`{one_line(name)}` cannot name a field; use letters, digits, _ and dots, such as order.id.",
        )
        return None
    if item.value is None:
        return Field(name, label_of(name))
    if isinstance(item.value, str):
        kind = _TYPES.get(item.value.strip().lower())
        return (
            Field(name, label_of(name), kind) if kind else Field(name, one_line(item.value) or label_of(name))
        )
    if not isinstance(item.value, Mapping):
        findings.warn(
            item.line, "field-unfit", f"The field {name} must be a map, such as {{label: Order number}}."
        )
        return Field(name, label_of(name))
    _note_unknown_keys(name, item.value, findings)
    return _from_map(name, Reader(item.value, findings), findings)


def _from_map(name: str, reader: Reader, findings: Findings) -> Field:
    choices = reader.texts("choices")
    kind = _read_type(name, reader, choices, findings)
    default = reader.long_text("default")
    pattern = _read_pattern(name, reader, findings)
    example = reader.text("example")
    if pattern and example and not fits(pattern, example):
        findings.warn(
            reader.line("example"),
            "field-example",
            f"The example of {name} does not fit its pattern; mend it.",
        )
    if kind is FieldType.CHOICE and default is not None and default not in choices:
        findings.warn(
            reader.line("default"),
            "field-default",
            f"The default of {name} is none of its choices; add it there.",
        )
    return Field(
        name=name,
        label=reader.text("label") or label_of(name),
        type=kind,
        choices=choices,
        default=default,
        pattern=pattern,
        example=example,
        help=reader.text("help") or "",
        optional=bool(reader.flag("optional", unclear=False)),
    )


def _read_type(name: str, reader: Reader, choices: tuple[str, ...], findings: Findings) -> FieldType:
    word = (reader.text("type") or "").lower()
    kind = _TYPES.get(word)
    if word and kind is None:
        known = ", ".join(_TYPES)
        findings.warn(
            reader.line("type"),
            "field-type",
            f"The field {name} has no known type; use one of {known}. "
            f"{'Choice' if choices else 'Text'} is used.",
        )
    if kind is None:
        return FieldType.CHOICE if choices else FieldType.TEXT
    if kind is FieldType.CHOICE and not choices:
        findings.warn(
            reader.line("type"), "field-choices", f"The field {name} has no choices; add choices: [one, two]."
        )
        return FieldType.TEXT
    return kind


def _read_pattern(name: str, reader: Reader, findings: Findings) -> str | None:
    pattern = reader.long_text("pattern")
    complaint = complaint_about(pattern) if pattern else ""
    if complaint:
        findings.warn(
            reader.line("pattern"),
            "field-pattern",
            f"The pattern of {name} is not used: {complaint}. Mend it.",
        )
        return None
    return pattern or None


def _note_unknown_keys(name: str, entries: Mapping[str, Item], findings: Findings) -> None:
    for key, item in entries.items():
        if key in FIELD:
            continue
        meant = FIELD.meant(key)
        if meant:
            findings.warn(
                item.line, "key-slip", f"`{key}` of the field {name} is unknown; `{meant}` was meant?"
            )
