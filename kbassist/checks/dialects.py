"""What other help desks call the values that have a name here; from their documentation and sources."""

import re
from collections.abc import Mapping
from types import MappingProxyType

# Zendesk and Chatwoot write Liquid, Front and Intercom look alike; names are compared without `_` and case.
_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "customer.first_name": (
            *(
                "ticket.requester.first_name",
                "contact.first_name",
                "recipient.first_name",
                "requester.first_name",
            ),
            *("ticket.customer.firstname", "ticket.name.first", "customer.firstname"),
        ),
        "customer.last_name": (
            *(
                "ticket.requester.last_name",
                "contact.last_name",
                "recipient.last_name",
                "requester.last_name",
            ),
            *("ticket.customer.lastname", "ticket.name.last"),
        ),
        "customer.name": (
            *("ticket.requester.name", "contact.name", "recipient.name", "requester.name", "ticket.name"),
            *("ticket.name.full", "customer.fullname", "ticket.customer.fullname"),
        ),
        "customer.email": (
            *("ticket.requester.email", "contact.email", "recipient.email", "requester.email"),
            *("ticket.customer.email", "ticket.email"),
        ),
        "ticket.id": (
            "conversation.id",
            "conversation.display_id",
            "conversation.ticket_id",
            "ticket.ticket_id",
        ),
        "ticket.number": ("conversation.number",),
        "ticket.subject": ("ticket.title",),
        "agent.first_name": ("current_user.first_name", "ticket.staff.name.first"),
        "agent.name": ("current_user.name", "ticket.staff.name"),
    }
)
_CANONICAL = MappingProxyType(
    {foreign.replace("_", ""): name for name, all_foreign in _NAMES.items() for foreign in all_foreign}
)
_OWN = frozenset(_NAMES)
# Zammad `#{...}`, osTicket `%{...}`, Help Scout `{%...%}`, Chatwoot's fallback and Text Blaze's names.
_PLACEHOLDER = re.compile(r"(?:[#%$]?\{|\{%|\{\{)\s*([A-Za-z][\w.]{1,80})\s*(?:%\}|\}\}|\})")


def canonical(name: str) -> str:
    """Return what a dotted name of another program is called here, "" when it is not known."""
    return _CANONICAL.get(name.replace("_", "").lower(), "")


def of_dialect(placeholder: str) -> str:
    """Return the name here of a whole placeholder such as `%{ticket.number}`, "" when it is not known."""
    match = _PLACEHOLDER.fullmatch(placeholder.strip())
    if not match:
        return ""
    return match[1] if match[1] in _OWN else canonical(match[1])
